/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_estimates.c - one statistic of each domain, and first that of all of them together. */
#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/figure_source.h"
#include "reports/parts.h"
#include "reports/symbols.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

/* What stands beside the dots. */
enum { CELL_COUNT, CELL_VALUE, CELL_INTERVAL, N_CELLS };

typedef struct {
    FigureData *figure;
    const FigureQuestion *question;
    const Codebook *codebook;
    const ShowOptions *options;
    const Estimates *domains;
    int decimals;
} Maker;

static bool
ask_estimates(const FigureQuestion *question, GPtrArray *queries, GError **error)
{
    QueryOptions all = question->query;
    const char *const *by = question->query.by;

    if (by && by[0] && by[1] && by[2]) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "a figure of estimates takes one variable of domains, or two: the first groups "
                    "the second");
        return false;
    }
    Query *query = query_estimate(question->terms, &question->query, error);
    if (!query)
        return false;
    g_ptr_array_add(queries, query);
    if (!by || !by[0])
        return true;
    all.by = NULL;
    query = query_estimate(question->terms, &all, error);
    if (query)
        g_ptr_array_add(queries, query);
    return query != NULL;
}

static int
decimals_of(const Estimates *estimates, int asked)
{
    int decimals = 0;

    for (size_t i = 0; i < estimates->n_rows && asked < 0; i++) {
        const Estimate *row = &estimates->rows[i];

        if (isfinite(row->value))
            decimals = MAX(decimals, estimate_is_share(row) ? share_decimals(row->base_n, -1)
                                                            : estimate_decimals(row));
    }
    return asked >= 0 ? asked : decimals;
}

/* Label of the domain or the category that ROW is about. */
static const char *
label_of(const Maker *maker, const Estimate *row)
{
    const char *language = maker->options->language;
    size_t n_by = maker->domains->n_by;

    if (n_by > 0) {
        const char *name = maker->domains->by[n_by - 1], *category = row->by[n_by - 1];

        return category ? category_label(maker->codebook, name, category, language)
                        : word(WORD_MISSING, language);
    }
    if (row->level)
        return category_label(maker->codebook, row->variable, row->level, language);
    return figure_keep(maker->figure, estimate_name(row, maker->codebook, language));
}

static const char *
address_of(const Maker *maker, const Estimate *row, bool overall)
{
    const char *parts[6] = { row->statistic };
    size_t n = 1;

    if (row->level)
        parts[n++] = row->level;
    for (size_t k = 0; !overall && k < maker->domains->n_by && k < 2; k++)
        parts[n++] = row->by[k] ? row->by[k] : "missing";
    return figure_address(maker->figure, maker->options->id, parts);
}

static const char *const *
cells_of(const Maker *maker, const Estimate *row, const ChartValue *value)
{
    FigureData *figure = maker->figure;
    const char *language = maker->options->language;
    const char **cells = figure_list(figure, N_CELLS, sizeof *cells);
    int power = estimate_is_share(row) ? 2 : 0;
    g_autoptr(Table) scratch = table_new("", NULL, 0);

    bool withheld = row->flags & ESTIMATE_WITHHELD;

    cells[CELL_COUNT] =
        withheld
            ? sign_symbol(maker->options->symbols, SIGN_WITHHELD, language)
            : figure_keep(figure, number_format((double)row->base_n, 0, 0, number_style(language)));
    cells[CELL_VALUE] = value->text;
    cells[CELL_INTERVAL] = sign_symbol(maker->options->symbols,
                                       withheld ? SIGN_WITHHELD : SIGN_NOT_AVAILABLE, language);
    if (isfinite(value->value) && isfinite(row->lower) && isfinite(row->upper)) {
        Entry interval =
            entry_interval(scratch, row->lower, row->upper, power, maker->decimals, language);

        cells[CELL_INTERVAL] = figure_keep(figure, g_strdup(interval.text));
    }
    return cells;
}

static void
add_row(Maker *maker, const Estimate *row, bool overall)
{
    FigureData *figure = maker->figure;
    const char *language = maker->options->language;
    ChartValue value = figure_value(figure, maker->question, row, maker->decimals, maker->options);
    const char *label = overall ? word(WORD_ALL, language) : label_of(maker, row);
    ChartRow out = { .label = figure_keep(figure, g_strdup(label)),
                     .value = value.value,
                     .lower = value.lower,
                     .upper = value.upper,
                     .few = value.few,
                     .total = overall,
                     .address = address_of(maker, row, overall),
                     .cells = cells_of(maker, row, &value) };
    size_t n_by = maker->domains->n_by;

    if (!overall && n_by > 0 && row->by[n_by - 1])
        out.key = figure_keep(figure, g_strdup(row->by[n_by - 1]));
    g_array_append_val(figure->rows, out);
}

/* The heading of the rows from ROW on, when its first domain is another than that of BEFORE. */
static const char *
group_of(const Maker *maker, const Estimate *row, const Estimate *before)
{
    const char *language = maker->options->language;

    if (maker->domains->n_by < 2 || (before && g_strcmp0(before->by[0], row->by[0]) == 0))
        return NULL;
    return figure_keep(maker->figure,
                       g_strdup(row->by[0] ? category_label(maker->codebook, maker->domains->by[0],
                                                            row->by[0], language)
                                           : word(WORD_MISSING, language)));
}

static bool
check_rows(const Estimates *domains, GError **error)
{
    for (size_t i = 0; i < domains->n_rows && domains->n_by > 0; i++) {
        const Estimate *row = &domains->rows[i];

        if (strcmp(row->statistic, domains->rows[0].statistic) == 0 &&
            g_strcmp0(row->variable, domains->rows[0].variable) == 0 &&
            g_strcmp0(row->level, domains->rows[0].level) == 0)
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "a figure of domains shows one number of each; ask for one statistic, of a "
                    "category as share(x = 'Yes')");
        return false;
    }
    return true;
}

static void
set_texts(Maker *maker, const Estimate *first, const Estimates *all)
{
    FigureData *figure = maker->figure;
    const char *language = maker->options->language;
    g_autofree char *name = estimate_name(first, maker->codebook, language);
    g_autofree char *interval = interval_head(maker->domains->level, language);
    const char **heads = figure_list(figure, N_CELLS, sizeof *heads);
    bool share = estimate_is_share(first);
    size_t n_by = maker->domains->n_by;
    const char *by =
        n_by > 0 ? name_label(maker->codebook, maker->domains->by[n_by - 1], language) : NULL;

    figure->data.title = figure_keep(figure, maker->options->title ? g_strdup(maker->options->title)
                                             : by ? word_filled(WORD_A_BY_B, language, name, by)
                                                  : g_strdup(name));
    figure->data.question = figure_keep(
        figure,
        g_strdup(name_question(maker->codebook, first->variable ? first->variable : "", language)));
    figure->data.base =
        figure_base(figure, maker->question, maker->domains, all, maker->codebook, maker->options);
    figure->data.source = figure_keep(figure, source_line(maker->codebook, language));
    heads[CELL_COUNT] = word(WORD_COUNT, language);
    heads[CELL_VALUE] = word(share ? WORD_SHARE : WORD_ESTIMATE, language);
    heads[CELL_INTERVAL] = figure_keep(figure, g_steal_pointer(&interval));
    figure->data.heads = heads;
    figure->data.n_columns = N_CELLS;
    figure->data.n_before = 1;
    figure->data.strong = CELL_VALUE + 1;
    figure->data.shares = share;
    figure->data.decimals = maker->decimals;
}

static FigureData *
make_estimates(const FigureQuestion *question, const GPtrArray *queries, const Codebook *codebook,
               const ShowOptions *options, GError **error)
{
    g_autoptr(FigureData) figure = figure_data_new();
    Maker maker = {
        figure, question, codebook, options, query_estimates(g_ptr_array_index(queries, 0)), 0
    };
    const Estimates *domains = maker.domains;
    const Estimates *all = queries->len > 1 ? query_estimates(g_ptr_array_index(queries, 1)) : NULL;

    if (!check_rows(domains, error))
        return NULL;
    figure->data.language = options->language;
    maker.decimals = decimals_of(domains, options->decimals);
    if (all && all->n_rows > 0)
        add_row(&maker, &all->rows[0], true);
    for (size_t i = 0; i < domains->n_rows; i++) {
        const char *group = group_of(&maker, &domains->rows[i], i ? &domains->rows[i - 1] : NULL);

        add_row(&maker, &domains->rows[i], false);
        g_array_index(figure->rows, ChartRow, figure->rows->len - 1).group = group;
    }
    if (domains->n_rows > 0) {
        set_texts(&maker, &domains->rows[0], all);
        figure_note_uncertainty(figure, question,
                                question->limits ? domains->rows[0].ci_method : NULL,
                                question->limits && all, options);
    }
    figure_finish(figure, options->language);
    return g_steal_pointer(&figure);
}

const FigureSource figure_source_estimates = {
    .rows = CHART_OF_ESTIMATES,
    .arguments = "DATA EXPR [--by VARIABLE]",
    .least_terms = 1,
    .most_terms = -1,
    .ask = ask_estimates,
    .make = make_estimates,
};
