/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_table.c - the categories of a variable for each group, or of several variables that have
 * the same categories: a row for each group or variable, a series for each category. */
#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/figure_source.h"
#include "reports/parts.h"
#include "reports/symbols.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

typedef struct {
    FigureData *figure;
    const FigureQuestion *question;
    const Codebook *codebook;
    const ShowOptions *options;
    const Crosstab *first;
    size_t *order; /* [n_rows] of the categories: what is rest stands last */
    size_t n;
    bool several; /* variables, not groups */
} Maker;

static bool
ask_table(const FigureQuestion *question, GPtrArray *queries, GError **error)
{
    const char *const *by = question->query.by;
    QueryOptions options = question->query;
    bool several = question->terms[1] != NULL;

    const TableAsk ask = { .residuals = question->shaded };

    options.by = NULL;
    if (question->shaded && (several || !by || !by[0])) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "residuals compare groups; name the variable that makes them with --by");
        return false;
    }
    if ((by && by[0] && by[1]) || (several && by && by[0])) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "the figure takes one variable and one that groups it, or several variables; a "
                    "second variable of --by makes a panel for each of its categories");
        return false;
    }
    for (size_t i = 0; question->terms[i]; i++) {
        Query *query =
            query_crosstab_asking(question->terms[i], by ? by[0] : NULL, question->multiple,
                                  question->shaded ? &ask : NULL, &options, error);

        if (!query)
            return false;
        g_ptr_array_add(queries, query);
    }
    return true;
}

/* The place of CATEGORY among those of TABLE, or n_rows. */
static size_t
find_category(const Crosstab *table, const char *category)
{
    size_t i = 0;

    while (i < table->n_rows && strcmp(table->rows[i], category) != 0)
        i++;
    return i;
}

/* The variables have the categories of the first, or fewer. */
static bool
check_categories(const Maker *maker, const Crosstab *table, GError **error)
{
    for (size_t i = 0; i < table->n_rows; i++) {
        if (find_category(maker->first, table->rows[i]) < maker->first->n_rows)
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s has the category \"%s\", which %s has not; a figure of several variables "
                    "needs the same categories in all of them",
                    table->row_variable, table->rows[i], maker->first->row_variable);
        return false;
    }
    return true;
}

static void
set_order(Maker *maker)
{
    const Crosstab *table = maker->first;
    size_t n_steps = 0;

    maker->order = figure_list(maker->figure, table->n_rows, sizeof *maker->order);
    for (int rest = 0; rest <= 1; rest++)
        for (size_t i = 0; i < table->n_rows; i++)
            if (figure_is_rest(maker->codebook, table->row_variable, table->rows[i]) == rest) {
                maker->order[maker->n++] = i;
                n_steps += !rest;
            }
    for (size_t i = 0; maker->question->reverse && i < n_steps / 2; i++) {
        size_t other = maker->order[i];

        maker->order[i] = maker->order[n_steps - 1 - i];
        maker->order[n_steps - 1 - i] = other;
    }
}

static void
set_series(Maker *maker)
{
    FigureData *figure = maker->figure;
    const Crosstab *table = maker->first;
    ChartSeries *series = figure_list(figure, maker->n, sizeof *series);

    for (size_t i = 0; i < maker->n; i++) {
        const char *category = table->rows[maker->order[i]];

        series[i].label =
            figure_keep(figure, g_strdup(category_label(maker->codebook, table->row_variable,
                                                        category, maker->options->language)));
        series[i].rest = figure_is_rest(maker->codebook, table->row_variable, category);
    }
    figure->data.series = series;
    figure->data.n_series = maker->n;
}

/* The share of CATEGORY in column J of TABLE. */
static ChartValue
value_of(Maker *maker, const Crosstab *table, size_t j, size_t category, int decimals)
{
    const char *const *names = maker->first->rows;
    size_t i = find_category(table, names[category]);
    size_t base_n = crosstab_cell(table, table->n_rows, j)->n;
    const char *parts[4] = { 0 };
    Estimate row = { .statistic = "share", .value = 0.0, .base_n = base_n };
    size_t n = 0;

    row.lower = row.upper = NAN;
    if (i < table->n_rows) {
        const Cell *cell = crosstab_cell(table, i, j);

        row.value = cell->share_col.value;
        row.lower = cell->share_col.lower;
        row.upper = cell->share_col.upper;
        row.n = cell->n;
        row.flags = cell->share_col.flags & ESTIMATE_WITHHELD;
    }
    if (maker->several)
        parts[n++] = table->row_variable;
    parts[n++] = names[category];
    if (table->col_variable && j < table->n_cols)
        parts[n++] = table->cols[j];
    ChartValue value = figure_value(maker->figure, maker->question, &row, decimals, maker->options);
    value.address = figure_address(maker->figure, maker->options->id, parts);
    value.residual = i < table->n_rows && j < table->n_cols
                         ? crosstab_cell(table, i, j)->residual_adjusted
                         : NAN;
    return value;
}

/* The address of what the categories on SIDE of a scale are together in column J of TABLE. */
static const char *
side_address(Maker *maker, const Crosstab *table, size_t j, const char *side)
{
    const char *parts[4] = { 0 };
    size_t n = 0;

    if (maker->several)
        parts[n++] = table->row_variable;
    parts[n++] = side;
    if (table->col_variable && j < table->n_cols)
        parts[n++] = table->cols[j];
    return figure_address(maker->figure, maker->options->id, parts);
}

static void
add_row(Maker *maker, const Crosstab *table, size_t j, const char *label, bool total)
{
    FigureData *figure = maker->figure;
    const Cell *base = crosstab_cell(table, table->n_rows, j);
    ChartValue *values = figure_list(figure, maker->n, sizeof *values);
    const char **cells = figure_list(figure, 1, sizeof *cells);
    int decimals = share_decimals(table->base_n, maker->options->decimals);

    for (size_t i = 0; i < maker->n; i++)
        values[i] = value_of(maker, table, j, maker->order[i], decimals);
    cells[0] = base->withheld
                   ? sign_symbol(maker->options->symbols, SIGN_WITHHELD, maker->options->language)
                   : figure_keep(figure, number_format((double)base->n, 0, 0,
                                                       number_style(maker->options->language)));
    ChartRow row = { .label = figure_keep(figure, g_strdup(label)),
                     .sides = { side_address(maker, table, j, "left"),
                                side_address(maker, table, j, "right") },
                     .value = NAN,
                     .lower = NAN,
                     .upper = NAN,
                     .values = values,
                     .cells = cells,
                     .n = (double)base->n,
                     .total = total };
    g_array_append_val(figure->rows, row);
}

static void
add_groups(Maker *maker)
{
    const Crosstab *table = maker->first;
    const char *language = maker->options->language;

    add_row(maker, table, table->n_cols, word(WORD_ALL, language), table->col_variable != NULL);
    for (size_t j = 0; table->col_variable && j < table->n_cols; j++)
        add_row(maker, table, j,
                category_label(maker->codebook, table->col_variable, table->cols[j], language),
                false);
}

static bool
add_variables(Maker *maker, const GPtrArray *queries, GError **error)
{
    for (guint k = 0; k < queries->len; k++) {
        const Crosstab *table = query_table(g_ptr_array_index(queries, k));

        if (!check_categories(maker, table, error))
            return false;
        add_row(maker, table, table->n_cols,
                name_label(maker->codebook, table->row_variable, maker->options->language), false);
    }
    return true;
}

/* All rows have as many cases behind them. */
static bool
same_base(const FigureData *figure)
{
    for (guint i = 1; i < figure->rows->len; i++)
        if (strcmp(g_array_index(figure->rows, ChartRow, i).cells[0],
                   g_array_index(figure->rows, ChartRow, 0).cells[0]) != 0)
            return false;
    return true;
}

/* The question that all variables have; NULL: they have none in common. */
static const char *
common_question(const Maker *maker)
{
    const char *const *names = maker->question->terms;
    const char *first = name_question(maker->codebook, names[0], maker->options->language);

    for (size_t i = 1; names[i]; i++)
        if (g_strcmp0(first, name_question(maker->codebook, names[i], maker->options->language)))
            return NULL;
    return first;
}

static void
set_texts(Maker *maker)
{
    FigureData *figure = maker->figure;
    const Crosstab *table = maker->first;
    const char *language = maker->options->language, *name = table->row_variable;
    const char **heads = figure_list(figure, 1, sizeof *heads);
    const char *label =
        maker->several ? common_question(maker) : name_label(maker->codebook, name, language);
    g_autofree char *base = base_line(maker->codebook, name, table->base_n, language);

    figure->data.title = figure_keep(
        figure, maker->options->title ? g_strdup(maker->options->title)
                : table->col_variable
                    ? word_filled(WORD_A_BY_B, language, label,
                                  name_label(maker->codebook, table->col_variable, language))
                    : g_strdup(label));
    if (!maker->several)
        figure->data.question =
            figure_keep(figure, g_strdup(name_question(maker->codebook, name, language)));
    bool said = strstr(base, "procent") || strstr(base, "per cent") || strchr(base, '%');
    figure->data.base = figure_keep(figure, said ? g_strdup(base)
                                                 : word_filled(WORD_BASE_PER_CENT, language, base));
    figure->data.source = figure_keep(figure, source_line(maker->codebook, language));
    figure->data.shares = true;
    figure->data.shaded = maker->question->shaded;
    figure->data.neutral = maker->question->neutral;
    figure->data.form = maker->question->form;
    figure->data.decimals = share_decimals(table->base_n, maker->options->decimals);
    if (same_base(figure))
        return;
    heads[0] = word(WORD_COUNT, language);
    figure->data.heads = heads;
    figure->data.n_columns = 1;
}

static FigureData *
make_table(const FigureQuestion *question, const GPtrArray *queries, const Codebook *codebook,
           const ShowOptions *options, GError **error)
{
    g_autoptr(FigureData) figure = figure_data_new();
    FigureQuestion bars = *question;
    bars.few = 0; /* they are not hollow */
    Maker maker = { .figure = figure,
                    .question = &bars,
                    .codebook = codebook,
                    .options = options,
                    .first = query_table(g_ptr_array_index(queries, 0)),
                    .several = queries->len > 1 };

    figure->data.language = options->language;
    set_order(&maker);
    set_series(&maker);
    if (!maker.several)
        add_groups(&maker);
    else if (!add_variables(&maker, queries, error))
        return NULL;
    set_texts(&maker);
    if (maker.first->multiple)
        figure_note(figure, g_strdup(word(WORD_SEVERAL_ANSWERS, options->language)));
    figure_note_uncertainty(figure, &bars, NULL, false, options);
    figure_finish(figure, options->language);
    return g_steal_pointer(&figure);
}

const FigureSource figure_source_table = {
    .rows = CHART_OF_TABLE,
    .arguments = "DATA VARIABLE... [--by VARIABLE]",
    .least_terms = 1,
    .most_terms = -1,
    .ask = ask_table,
    .make = make_table,
};
