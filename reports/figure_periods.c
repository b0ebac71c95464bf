/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_periods.c - statistics over time: a row for each period, a series for each domain or
 * statistic. */
#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/figure_source.h"
#include "reports/parts.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

typedef struct {
    FigureData *figure;
    const FigureQuestion *question;
    const Codebook *codebook;
    const ShowOptions *options;
    const Estimates *estimates;
    GPtrArray *periods; /* as in the data, in their order */
    GArray *series;     /* of const Estimate *: the first of each */
    int decimals;
} Maker;

static bool
ask_periods(const FigureQuestion *question, GPtrArray *queries, GError **error)
{
    const char *const *by = question->query.by;

    if (!by || !by[0] || (by[1] && by[2])) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "the figure goes by periods; name their variable, and after a comma one whose "
                    "categories make the lines");
        return false;
    }
    Query *query = query_estimate(question->terms, &question->query, error);
    if (query)
        g_ptr_array_add(queries, query);
    return query != NULL;
}

static bool
same_series(const Estimates *estimates, const Estimate *a, const Estimate *b)
{
    return strcmp(a->statistic, b->statistic) == 0 && g_strcmp0(a->variable, b->variable) == 0 &&
           g_strcmp0(a->level, b->level) == 0 &&
           (estimates->n_by < 2 || g_strcmp0(a->by[1], b->by[1]) == 0);
}

static bool
read_period(const char *text, double *at)
{
    return number_read(text, strlen(text), '.', at) != NUMBER_NONE;
}

static gint
compare_periods(gconstpointer a, gconstpointer b)
{
    double x = 0.0, y = 0.0;

    read_period(*(const char *const *)a, &x);
    read_period(*(const char *const *)b, &y);
    return x < y ? -1 : x > y;
}

/* The periods and the series that occur; numbers in their order, other periods as they come. */
static void
look_through(Maker *maker)
{
    bool numbers = true;
    double at;

    for (size_t i = 0; i < maker->estimates->n_rows; i++) {
        const Estimate *row = &maker->estimates->rows[i];
        bool known = !row->by[0];

        for (guint k = 0; k < maker->periods->len && !known; k++)
            known = strcmp(g_ptr_array_index(maker->periods, k), row->by[0]) == 0;
        if (!known) {
            g_ptr_array_add(maker->periods, (gpointer)row->by[0]);
            numbers = numbers && read_period(row->by[0], &at);
        }
        known = maker->estimates->n_by > 1 && !row->by[1];
        for (guint k = 0; k < maker->series->len && !known; k++)
            known = same_series(maker->estimates, row,
                                g_array_index(maker->series, const Estimate *, k));
        if (!known)
            g_array_append_val(maker->series, row);
    }
    if (numbers)
        g_ptr_array_sort(maker->periods, compare_periods);
}

/* The lines that are named as the point, by category or by label. */
static bool
set_points(Maker *maker, const ChartSeries *series, GError **error)
{
    bool *points = maker->question->highlight
                       ? figure_list(maker->figure, maker->series->len, sizeof *points)
                       : NULL;

    maker->figure->data.points = points;
    for (const char *const *named = maker->question->highlight; named && *named; named++) {
        g_autoptr(GString) known = g_string_new(NULL);
        bool found = false;

        for (guint k = 0; k < maker->series->len; k++) {
            const Estimate *row = g_array_index(maker->series, const Estimate *, k);
            const char *code = maker->estimates->n_by > 1 ? row->by[1] : row->level;
            bool is = g_strcmp0(code, *named) == 0 || strcmp(series[k].label, *named) == 0;

            points[k] = points[k] || is;
            found = found || is;
            g_string_append_printf(known, "%s%s", k > 0 ? ", " : "", series[k].label);
        }
        if (found)
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "no line of the figure is called \"%s\"; there are: %s", *named, known->str);
        return false;
    }
    return true;
}

static bool
set_series(Maker *maker, GError **error)
{
    FigureData *figure = maker->figure;
    const char *language = maker->options->language;
    ChartSeries *series = figure_list(figure, maker->series->len, sizeof *series);

    for (guint k = 0; k < maker->series->len; k++) {
        const Estimate *row = g_array_index(maker->series, const Estimate *, k);

        if (maker->estimates->n_by > 1)
            series[k].label = figure_keep(
                figure, g_strdup(category_label(maker->codebook, maker->estimates->by[1],
                                                row->by[1], language)));
        else if (row->level)
            series[k].label = figure_keep(
                figure,
                g_strdup(category_label(maker->codebook, row->variable, row->level, language)));
        else if (maker->series->len > 1)
            series[k].label = figure_keep(figure, estimate_name(row, maker->codebook, language));
        else
            series[k].label = "";
        maker->decimals =
            MAX(maker->decimals,
                estimate_is_share(row) ? share_decimals(row->base_n, -1) : estimate_decimals(row));
    }
    if (maker->options->decimals >= 0)
        maker->decimals = maker->options->decimals;
    figure->data.series = series;
    figure->data.n_series = maker->series->len;
    return set_points(maker, series, error);
}

static const Estimate *
find_row(const Maker *maker, const char *period, const Estimate *series)
{
    for (size_t i = 0; i < maker->estimates->n_rows; i++) {
        const Estimate *row = &maker->estimates->rows[i];

        if (g_strcmp0(row->by[0], period) == 0 && same_series(maker->estimates, row, series))
            return row;
    }
    return NULL;
}

static ChartValue
value_of(Maker *maker, const char *period, const Estimate *series)
{
    const Estimate *row = find_row(maker, period, series);
    const char *parts[6] = { series->statistic };
    size_t n = 1;

    if (!row)
        return (ChartValue){ .value = NAN, .lower = NAN, .upper = NAN };
    ChartValue value =
        figure_value(maker->figure, maker->question, row, maker->decimals, maker->options);
    if (row->level)
        parts[n++] = row->level;
    parts[n++] = period;
    if (maker->estimates->n_by > 1)
        parts[n++] = row->by[1];
    value.address = figure_address(maker->figure, maker->options->id, parts);
    return value;
}

/* The words of "2014=New method" for PERIOD. */
static const char *
break_before(const Maker *maker, const char *period)
{
    size_t length = strlen(period);

    for (const char *const *b = maker->question->breaks; b && *b; b++)
        if (strncmp(*b, period, length) == 0 && (*b)[length] == '=')
            return *b + length + 1;
    return NULL;
}

static bool
is_provisional(const Maker *maker, const char *period)
{
    const char *const *named = maker->question->provisional;

    return named && g_strv_contains(named, period);
}

/* Every period that is named as provisional is one of the figure. */
static bool
check_provisional(const Maker *maker, GError **error)
{
    for (const char *const *named = maker->question->provisional; named && *named; named++) {
        bool found = false;

        for (guint i = 0; i < maker->periods->len && !found; i++)
            found = strcmp(*named, g_ptr_array_index(maker->periods, i)) == 0;
        if (found)
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "\"%s\" is provisional and no period of the figure; write it as in the data",
                    *named);
        return false;
    }
    return true;
}

static bool
check_breaks(const Maker *maker, GError **error)
{
    for (const char *const *b = maker->question->breaks; b && *b; b++) {
        bool found = false;

        for (guint i = 0; i < maker->periods->len && !found; i++) {
            const char *period = g_ptr_array_index(maker->periods, i);

            found = g_str_has_prefix(*b, period) && (*b)[strlen(period)] == '=';
        }
        if (found)
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the break \"%s\" begins with no period of the figure; write it as "
                    "'2014=New method'",
                    *b);
        return false;
    }
    return true;
}

static void
add_row(Maker *maker, guint i)
{
    FigureData *figure = maker->figure;
    const char *period = g_ptr_array_index(maker->periods, i);
    ChartValue *values = figure_list(figure, maker->series->len, sizeof *values);
    ChartRow row = { .label = figure_keep(
                         figure, g_strdup(category_label(maker->codebook, maker->estimates->by[0],
                                                         period, maker->options->language))),
                     .value = NAN,
                     .lower = NAN,
                     .upper = NAN,
                     .values = values,
                     .provisional = is_provisional(maker, period),
                     .broken = figure_keep(figure, g_strdup(break_before(maker, period))) };

    if (!read_period(period, &row.at))
        row.at = i;
    for (guint k = 0; k < maker->series->len; k++)
        values[k] = value_of(maker, period, g_array_index(maker->series, const Estimate *, k));
    g_array_append_val(figure->rows, row);
}

/* That of the one variable behind all series. */
static const char *
common_question(const Maker *maker)
{
    const Estimate *first = g_array_index(maker->series, const Estimate *, 0);

    for (guint k = 1; k < maker->series->len; k++)
        if (g_strcmp0(g_array_index(maker->series, const Estimate *, k)->variable,
                      first->variable) != 0)
            return NULL;
    return first->variable
               ? name_question(maker->codebook, first->variable, maker->options->language)
               : NULL;
}

static void
set_texts(Maker *maker)
{
    FigureData *figure = maker->figure;
    const Estimate *first = g_array_index(maker->series, const Estimate *, 0);
    const char *language = maker->options->language;
    bool share = estimate_is_share(first);
    g_autofree char *name = estimate_name(first, maker->codebook, language);

    figure->data.title = figure_keep(figure, maker->options->title ? g_strdup(maker->options->title)
                                                                   : g_steal_pointer(&name));
    figure->data.question = figure_keep(figure, g_strdup(common_question(maker)));
    figure->data.base = figure_base(figure, maker->question, maker->estimates, NULL,
                                    maker->codebook, maker->options);
    figure->data.source = figure_keep(figure, source_line(maker->codebook, language));
    figure->data.shares = share;
    if (share)
        figure->data.unit = word(WORD_PER_CENT, language);
    for (guint i = 0; i < figure->rows->len; i++) {
        const ChartRow *row = &g_array_index(figure->rows, ChartRow, i);

        if (row->broken)
            figure_note(figure, word_filled(WORD_SERIES_BROKEN, language, row->label));
    }
}

/* "Provisional: 2023 (hollow)." */
static void
note_provisional(Maker *maker)
{
    g_autoptr(GPtrArray) labels = g_ptr_array_new();

    for (guint i = 0; i < maker->periods->len; i++)
        if (is_provisional(maker, g_ptr_array_index(maker->periods, i)))
            g_ptr_array_add(labels,
                            (gpointer)g_array_index(maker->figure->rows, ChartRow, i).label);
    if (labels->len == 0)
        return;
    g_ptr_array_add(labels, NULL);
    g_autofree char *all = g_strjoinv(", ", (char **)labels->pdata);
    figure_note(maker->figure, word_filled(WORD_PROVISIONAL_IS, maker->options->language, all));
}

static FigureData *
make_periods(const FigureQuestion *question, const GPtrArray *queries, const Codebook *codebook,
             const ShowOptions *options, GError **error)
{
    g_autoptr(FigureData) figure = figure_data_new();
    g_autoptr(GPtrArray) periods = g_ptr_array_new();
    g_autoptr(GArray) series = g_array_new(FALSE, FALSE, sizeof(const Estimate *));
    Maker maker = {
        figure,  question, codebook, options, query_estimates(g_ptr_array_index(queries, 0)),
        periods, series,   0
    };

    figure->data.language = options->language;
    look_through(&maker);
    if (!check_breaks(&maker, error) || !check_provisional(&maker, error))
        return NULL;
    if (!set_series(&maker, error))
        return NULL;
    for (guint i = 0; i < periods->len; i++)
        add_row(&maker, i);
    if (series->len > 0)
        set_texts(&maker);
    note_provisional(&maker);
    if (series->len > 0)
        figure_note_uncertainty(
            figure, question,
            question->limits ? g_array_index(series, const Estimate *, 0)->ci_method : NULL, false,
            options);
    figure_finish(figure, options->language);
    return g_steal_pointer(&figure);
}

const FigureSource figure_source_periods = {
    .rows = CHART_OF_PERIODS,
    .arguments = "DATA EXPR... --by PERIOD[,VARIABLE]",
    .least_terms = 1,
    .most_terms = -1,
    .ask = ask_periods,
    .make = make_periods,
};
