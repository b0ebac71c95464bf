/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_aggregate.c - published rates of error as a waterfall of parts, and as intervals. */
#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/figure_source.h"
#include "reports/parts.h"
#include "reports/symbols.h"
#include "reports/tabulate_aggregate.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static const char *
address_of(FigureData *figure, const Aggregate *aggregate, const AggregateRow *row,
           const ShowOptions *options)
{
    g_autofree char *address = aggregate_address(aggregate, row);

    return figure_keep(figure, g_strdup_printf("%s.%s", options->id, address));
}

static const char *
show_rate(FigureData *figure, double rate, int decimals, bool sign, const char *language)
{
    g_autofree char *text = number_format(rate, 2, decimals, number_style(language));

    return figure_keep(figure, g_strconcat(sign && rate >= 0.0 ? "+" : "", text, NULL));
}

static bool
is_part(const AggregateRow *part, const AggregateRow *whole)
{
    return part->parent && strcmp(part->parent, whole->name) == 0 &&
           aggregate_same(part->table, whole->table) && aggregate_same(part->year, whole->year) &&
           strcmp(part->measure, whole->measure) == 0 && !isnan(part->value);
}

static void
add_bar(FigureData *figure, const Aggregate *aggregate, const AggregateRow *row,
        const AggregateRow *whole, double sum, int decimals, const ShowOptions *options)
{
    bool total = row == whole, first = figure->rows->len == 0;
    const char **cells = figure_list(figure, 1, sizeof *cells);
    ChartRow bar = { .label = total ? word(WORD_TOTAL, options->language)
                                    : figure_keep(figure, g_strdup(row->name)),
                     .value = row->value * 100.0,
                     .lower = NAN,
                     .upper = NAN,
                     .value_text = show_rate(figure, row->value, decimals, !total && !first,
                                             options->language),
                     .address = address_of(figure, aggregate, row, options),
                     .total = total,
                     .cells = cells };

    cells[0] = show_rate(figure, total ? 1.0 : row->value / sum, 0, false, options->language);
    g_array_append_val(figure->rows, bar);
}

FigureData *
figure_of_aggregate_parts(const Aggregate *aggregate, const AggregateRow *whole,
                          const ShowOptions *options, GError **error)
{
    const char *language = options->language;
    int decimals = aggregate_rate_decimals(aggregate);
    double sum = 0.0;
    size_t n = 0;

    for (guint k = 0; k < aggregate->rows->len; k++)
        if (is_part(aggregate_row(aggregate, k), whole)) {
            sum += aggregate_row(aggregate, k)->value;
            n++;
        }
    if (n == 0 || isnan(whole->value)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "'%s' has no parts with a rate; a waterfall shows a row that others name as "
                    "their parent_row",
                    whole->name);
        return NULL;
    }
    g_autoptr(FigureData) figure = figure_data_new();
    for (guint k = 0; k < aggregate->rows->len; k++)
        if (is_part(aggregate_row(aggregate, k), whole))
            add_bar(figure, aggregate, aggregate_row(aggregate, k), whole, sum, decimals, options);
    add_bar(figure, aggregate, whole, whole, sum, decimals, options);
    const char **heads = figure_list(figure, 1, sizeof *heads);
    heads[0] = word(WORD_SHARE_OF_ERRORS, language);
    figure->data.heads = heads;
    figure->data.n_columns = 1;
    figure->data.title =
        figure_keep(figure, options->title ? g_strdup(options->title)
                                           : aggregate_label(aggregate, whole, language));
    figure->data.base = word(WORD_PER_CENT_OF_OUTLAY, language);
    figure_finish(figure, language);
    return g_steal_pointer(&figure);
}

/* ---- intervals */

static bool
is_shown(const Aggregate *aggregate, const AggregateRow *row, const char *measure)
{
    return !isnan(row->value) && !row->parent && !row->derived &&
           (!measure || strcmp(row->measure, measure) == 0) && aggregate->rows->len > 0;
}

static void
add_dot(FigureData *figure, const Aggregate *aggregate, const AggregateRow *row, bool heads,
        int decimals, const ShowOptions *options)
{
    const char *language = options->language;
    const char **cells = figure_list(figure, 2, sizeof *cells);
    g_autoptr(Table) scratch = table_new("", NULL, 0);
    Entry interval =
        entry_interval(scratch, row->limits.low, row->limits.high, 2, decimals, language);
    const char *group = NULL;
    ChartRow dot = { .label =
                         figure_keep(figure, g_strdup(row->year && heads ? row->year : row->name)),
                     .value = row->value * 100.0,
                     .lower = row->limits.low * 100.0,
                     .upper = row->limits.high * 100.0,
                     .few = row->basis != BASIS_NONE && row->basis != BASIS_MEASURED,
                     .address = address_of(figure, aggregate, row, options),
                     .cells = cells };

    for (guint k = 0; heads && k < figure->rows->len; k++)
        group = g_array_index(figure->rows, ChartRow, k).group
                    ? g_array_index(figure->rows, ChartRow, k).group
                    : group;
    if (heads && g_strcmp0(group, row->name) != 0)
        dot.group = figure_keep(figure, g_strdup(row->name));
    cells[0] = show_rate(figure, row->value, decimals, false, language);
    cells[1] = isnan(row->limits.low) ? sign_symbol(options->symbols, SIGN_NOT_AVAILABLE, language)
                                      : figure_keep(figure, g_strdup(interval.text));
    g_array_append_val(figure->rows, dot);
}

FigureData *
figure_of_aggregate_rates(const Aggregate *aggregate, const char *measure,
                          const ShowOptions *options, GError **error)
{
    const char *language = options->language;
    int decimals = aggregate_rate_decimals(aggregate);
    g_autoptr(FigureData) figure = figure_data_new();
    const char *year = NULL;
    bool years = false, other = false;

    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = aggregate_row(aggregate, k);

        if (!is_shown(aggregate, row, measure))
            continue;
        years = years || (year && g_strcmp0(year, row->year) != 0);
        year = row->year;
    }
    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = aggregate_row(aggregate, k);

        if (!is_shown(aggregate, row, measure))
            continue;
        add_dot(figure, aggregate, row, years, decimals, options);
        other = other || (row->basis != BASIS_NONE && row->basis != BASIS_MEASURED);
    }
    if (figure->rows->len == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "no row has a rate%s%s; name another measure",
                    measure ? " of the measure " : "", measure ? measure : "");
        return NULL;
    }
    const char **heads = figure_list(figure, 2, sizeof *heads);
    heads[0] = word(WORD_AGG_RATE, language);
    heads[1] = word(WORD_AGG_LIMITS, language);
    figure->data.heads = heads;
    figure->data.n_columns = 2;
    figure->data.strong = 1;
    figure->data.shares = true;
    figure->data.title = figure_keep(
        figure, g_strdup(options->title ? options->title : word(WORD_AGG_INTERVALS, language)));
    figure->data.base = word(WORD_PER_CENT_OF_OUTLAY, language);
    figure->data.language = figure_keep(figure, g_strdup(language));
    if (other)
        figure_note(figure, g_strdup(word(WORD_AGG_HOLLOW, language)));
    figure_finish(figure, language);
    return g_steal_pointer(&figure);
}
