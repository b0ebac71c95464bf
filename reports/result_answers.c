/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_answers.c - the rows of a saved result as the answers that they were written from. */
#include "analysis/response.h"
#include "datasets/error.h"
#include "reports/result_json.h"

#include <math.h>
#include <string.h>

static double
number_of(const json_t *row, const char *key)
{
    const json_t *value = json_object_get(row, key);

    return json_is_number(value) ? json_number_value(value) : NAN;
}

static size_t
count_of(const json_t *row, const char *key)
{
    double count = number_of(row, key);

    return count > 0.0 && count < 9e15 ? (size_t)count : 0;
}

static const char *
text_of(const json_t *row, const char *key)
{
    return json_string_value(json_object_get(row, key));
}

static double
level_of(const Result *result)
{
    double level = number_of(result->root, "level");

    return level > 0.0 && level < 1.0 ? level : 0.95;
}

/* The variables of `by` and their categories in ROW, in the keeping of ESTIMATES. */
static void
set_by(Estimates *estimates, Estimate *out, const json_t *row)
{
    json_t *by = json_object_get(row, "by");
    g_autoptr(GPtrArray) names = g_ptr_array_new(), categories = g_ptr_array_new();
    const char *name;
    json_t *category;

    json_object_foreach (by, name, category) {
        g_ptr_array_add(names, (gpointer)name);
        g_ptr_array_add(categories, (gpointer)json_string_value(category));
    }
    if (!estimates->by) {
        estimates->n_by = names->len;
        estimates->by = estimates_list(estimates, (const char *const *)names->pdata, names->len);
    }
    g_ptr_array_set_size(categories, (gint)estimates->n_by);
    out->by = estimates_list(estimates, (const char *const *)categories->pdata, estimates->n_by);
}

static Estimates *
read_estimates(const Result *result)
{
    Estimates *estimates = estimates_new();
    size_t i;
    json_t *row;

    estimates->level = level_of(result);
    json_array_foreach (result->rows, i, row) {
        Estimate *out = estimates_add(estimates);

        out->statistic = estimates_text(estimates, text_of(row, "statistic"));
        out->variable = estimates_text(estimates, text_of(row, "variable"));
        out->level = estimates_text(estimates, text_of(row, "level"));
        out->ci_method = estimates_text(estimates, text_of(row, "ci_method"));
        out->value = number_of(row, "estimate");
        out->se = number_of(row, "se");
        out->lower = number_of(row, "ci_low");
        out->upper = number_of(row, "ci_high");
        out->df = number_of(row, "df");
        out->n = count_of(row, "n");
        out->base_n = count_of(row, "base_n");
        out->weighted_n = number_of(row, "weighted_n");
        set_by(estimates, out, row);
    }
    return estimates;
}

/* ---- cross-tabulations */

/* The place of CATEGORY (null: the margin, -1) among NAMES, appended when it is new. */
static gint
place_of(GPtrArray *names, const char *category)
{
    guint i;

    if (!category)
        return -1;
    if (g_ptr_array_find_with_equal_func(names, category, g_str_equal, &i))
        return (gint)i;
    g_ptr_array_add(names, (gpointer)category);
    return (gint)names->len - 1;
}

static Figure
figure_of(const json_t *row, const char *name)
{
    g_autofree char *se = g_strconcat(name, "_se", NULL), *low = g_strconcat(name, "_low", NULL),
                    *high = g_strconcat(name, "_high", NULL);

    return (Figure){ .value = number_of(row, name),
                     .se = number_of(row, se),
                     .lower = number_of(row, low),
                     .upper = number_of(row, high) };
}

static const char **
keep_names(Crosstab *table, const GPtrArray *names)
{
    const char **kept = g_new0(const char *, names->len + 1);

    for (guint i = 0; i < names->len; i++)
        kept[i] = g_string_chunk_insert_const(table->strings, names->pdata[i]);
    return kept;
}

/* The names stand on the command line: DATA ROW [COL]. */
static const char *
argument(const Result *result, Crosstab *table, size_t i)
{
    const char *text =
        json_string_value(json_array_get(json_object_get(result->root, "arguments"), i));

    return text ? g_string_chunk_insert_const(table->strings, text) : NULL;
}

static Crosstab *
read_crosstab(const Result *result)
{
    Crosstab *table = g_new0(Crosstab, 1);
    g_autoptr(GPtrArray) rows = g_ptr_array_new(), cols = g_ptr_array_new();
    size_t i;
    json_t *row;

    table->strings = g_string_chunk_new(1024);
    json_array_foreach (result->rows, i, row) {
        place_of(rows, text_of(row, "row"));
        place_of(cols, text_of(row, "col"));
    }
    table->rows = keep_names(table, rows);
    table->cols = keep_names(table, cols);
    table->n_rows = rows->len;
    table->n_cols = cols->len;
    table->row_variable = argument(result, table, 1);
    table->col_variable = cols->len > 0 ? argument(result, table, 2) : NULL;
    table->multiple =
        table->row_variable && codebook_find_set(result->codebook, table->row_variable);
    table->level = level_of(result);
    table->cells = g_new0(Cell, (rows->len + 1) * (cols->len + 1));
    json_array_foreach (result->rows, i, row) {
        gint at = place_of(rows, text_of(row, "row")), across = place_of(cols, text_of(row, "col"));
        Cell *cell = &table->cells[(at < 0 ? rows->len : (guint)at) * (cols->len + 1) +
                                   (across < 0 ? cols->len : (guint)across)];

        cell->n = count_of(row, "n");
        cell->weighted_n = number_of(row, "weighted_n");
        cell->total = figure_of(row, "total");
        cell->share_row = figure_of(row, "share_row");
        cell->share_col = figure_of(row, "share_col");
        cell->share_cell = figure_of(row, "share_cell");
        cell->residual_adjusted = number_of(row, "residual_adjusted");
        table->residuals = table->residuals || isfinite(cell->residual_adjusted);
    }
    table->base_n = crosstab_cell(table, table->n_rows, table->n_cols)->n;
    return table;
}

/* ---- outcomes */

/* FALSE when RESULT does not have a count, or null, for each outcome. */
static bool
read_outcomes(const Result *result, double counts[N_OUTCOMES])
{
    const json_t *outcomes = json_object_get(result->root, "outcomes");

    for (size_t k = 0; k < N_OUTCOMES; k++) {
        const json_t *count = json_object_get(outcomes, outcome_codes[k]);

        counts[k] = number_of(outcomes, outcome_codes[k]);
        if (!json_is_null(count) && !(counts[k] >= 0.0))
            return false;
    }
    return true;
}

/* ---- what a chart takes */

static bool
refuse(const Result *result, const char *command, GError **error)
{
    const char *is = json_string_value(json_object_get(result->root, "command"));

    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "%s: such a chart takes a result of andel %s; this is one of %s", result->name,
                command, is ? is : "another program");
    return false;
}

bool
result_answers(const Result *result, ChartRows rows, GPtrArray *queries, GError **error)
{
    const json_t *first = json_array_get(result->rows, 0);
    bool estimates = json_object_get(first, "statistic") && json_object_get(first, "estimate");
    bool crosstab = json_object_get(first, "share_col") != NULL;
    double counts[N_OUTCOMES];

    switch (rows) {
    case CHART_OF_SHARES:
    case CHART_OF_TABLE:
        if (!crosstab)
            return refuse(result, "crosstab", error);
        if (json_object_get(first, "by"))
            return refuse(result, "crosstab without --by", error);
        g_ptr_array_add(queries, query_answered(NULL, read_crosstab(result)));
        return true;
    case CHART_OF_ESTIMATES:
    case CHART_OF_PERIODS:
        if (!estimates)
            return refuse(result, "estimate", error);
        if (rows == CHART_OF_PERIODS && json_object_size(json_object_get(first, "by")) == 0)
            return refuse(result, "estimate with --by PERIOD", error);
        g_ptr_array_add(queries, query_answered(read_estimates(result), NULL));
        return true;
    case CHART_OF_OUTCOMES:
        if (!read_outcomes(result, counts))
            return refuse(result, "response, with its counts of outcomes", error);
        g_ptr_array_add(queries, query_answered_outcomes(counts));
        return true;
    case CHART_OF_PARTS:
    case CHART_OF_SPANS:
    case CHART_OF_CLASSES:
    case CHART_OF_BELIEFS:
    case CHART_OF_CHECKS:
    case N_CHART_ROWS:
    default:
        g_set_error(
            error, ANDEL_ERROR, ANDEL_ERROR_DATA,
            "%s: such a chart is made from the data themselves; name their file or codebook",
            result->name);
        return false;
    }
}
