/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_rates.c - blocks of published rates by scheme, cause and year. */
#include "reports/compose_files.h"
#include "reports/figure_source.h"
#include "reports/tabulate_aggregate.h"

#include "datasets/error.h"

#include <math.h>
#include <string.h>

typedef struct {
    Input *input, *outlays;
    Aggregate *aggregate;
} Rates;

static void
free_rates(gpointer data)
{
    Rates *rates = data;

    aggregate_free(rates->aggregate);
    input_free(rates->input);
    input_free(rates->outlays);
    g_free(rates);
}

static bool
ask_rates(Composer *composer, Spec *spec, GError **error)
{
    Rates *rates = g_new0(Rates, 1);
    double level = composer->options->level > 0.0 ? composer->options->level : 0.95;

    spec->model = rates;
    rates->input = file_open(composer, spec, "rates", error);
    if (!rates->input)
        return false;
    if (node_get(spec->node, "expenditure") &&
        !(rates->outlays = file_open(composer, spec, "expenditure", error)))
        return false;
    const char *language = rates->input->codebook->language;
    rates->aggregate =
        aggregate_read(rates->input, rates->outlays, language ? language : "en", level, error);
    if (!rates->aggregate)
        return false;
    file_used(composer, spec, rates->input, NULL);
    return true;
}

/* ID.ADDRESS.PART */
static void
add_value(Composer *composer, const Spec *spec, char *const *address, const char *part, Value value)
{
    const char *parts[8] = { NULL };
    size_t n = 0;

    for (; *address && n < 6; address++)
        parts[n++] = *address;
    parts[n] = part;
    spec_value(composer, spec, parts, value);
}

static void
answer_rates(Composer *composer, Spec *spec)
{
    const Aggregate *aggregate = ((const Rates *)spec->model)->aggregate;
    int decimals = aggregate_rate_decimals(aggregate), money = aggregate_money_decimals(aggregate);

    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = &g_array_index(aggregate->rows, AggregateRow, k);
        g_autofree char *address = aggregate_address(aggregate, row);
        g_auto(GStrv) parts = g_strsplit(address, ".", -1);

        add_value(composer, spec, parts, NULL, (Value){ VALUE_SHARE, row->value, decimals, NULL });
        add_value(composer, spec, parts, "low",
                  (Value){ VALUE_SHARE, row->limits.low, decimals, NULL });
        add_value(composer, spec, parts, "high",
                  (Value){ VALUE_SHARE, row->limits.high, decimals, NULL });
        add_value(composer, spec, parts, "amount",
                  (Value){ VALUE_NUMBER, row->money, money, row->unit });
        add_value(composer, spec, parts, "outlay",
                  (Value){ VALUE_NUMBER, row->outlay, money, row->unit });
        add_value(composer, spec, parts, "z", (Value){ VALUE_NUMBER, row->z, 2, NULL });
        add_value(composer, spec, parts, "p", (Value){ VALUE_NUMBER, row->p, 3, NULL });
    }
    for (guint k = 0; k < aggregate->totals->len; k++) {
        const AggregateTotal *total = &g_array_index(aggregate->totals, AggregateTotal, k);
        char *parts[] = { (char *)"total", (char *)(total->part ? total->part : total->measure),
                          (char *)total->year, NULL };

        add_value(composer, spec, parts, NULL, (Value){ VALUE_SHARE, total->rate, decimals, NULL });
        add_value(composer, spec, parts, "low",
                  (Value){ VALUE_SHARE, total->limits.low, decimals, NULL });
        add_value(composer, spec, parts, "high",
                  (Value){ VALUE_SHARE, total->limits.high, decimals, NULL });
        add_value(composer, spec, parts, "amount",
                  (Value){ VALUE_NUMBER, total->money, money, total->unit });
        add_value(composer, spec, parts, "outlay",
                  (Value){ VALUE_NUMBER, total->outlay, money, total->unit });
        add_value(composer, spec, parts, "covered",
                  (Value){ VALUE_SHARE, total->covered, 0, NULL });
    }
    for (guint k = 0; k < aggregate->bases->len; k++) {
        const AggregateBasis *mix = &g_array_index(aggregate->bases, AggregateBasis, k);
        const char *name = mix->basis ? basis_names[mix->basis] : "unknown";
        char *parts[] = { (char *)"basis", (char *)name, (char *)mix->total->year, NULL };

        add_value(composer, spec, parts, NULL, (Value){ VALUE_SHARE, mix->outlay_share, 0, NULL });
        add_value(composer, spec, parts, "errors",
                  (Value){ VALUE_SHARE, mix->money_share, 0, NULL });
    }
}

static bool
show_rates(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Rates *rates = spec->model;
    ShowOptions show = spec_show(composer, spec);
    g_autoptr(Report) all = report_new("payments", composer->language);

    report_aggregate(all, rates->aggregate, &show);
    composer->report->failed_checks |= all->failed_checks;
    return file_table(composer, spec, block, all, error);
}

static bool
show_parts(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Aggregate *aggregate = ((const Rates *)spec->model)->aggregate;
    ShowOptions show = spec_show(composer, spec);
    const AggregateRow *whole =
        aggregate_whole(aggregate, node_text(node_get(spec->node, "row")), error);
    g_autoptr(FigureData) figure =
        whole ? figure_of_aggregate_parts(aggregate, whole, &show, error) : NULL;

    return figure && spec_figure(composer, spec, block, "waterfall", figure,
                                 table_of_figure(figure, &show), error);
}

static bool
show_intervals(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Aggregate *aggregate = ((const Rates *)spec->model)->aggregate;
    ShowOptions show = spec_show(composer, spec);
    g_autoptr(FigureData) figure = figure_of_aggregate_rates(
        aggregate, node_text(node_get(spec->node, "measure")), &show, error);

    return figure &&
           spec_figure(composer, spec, block, "dot", figure, table_of_figure(figure, &show), error);
}

const Composition composition_rates = {
    .key = "rates",
    .ask = ask_rates,
    .answer = answer_rates,
    .show = show_rates,
    .free_model = free_rates,
};

const Composition composition_rate_parts = {
    .key = "chart",
    .value = "waterfall",
    .with = "rates",
    .figure = true,
    .ask = ask_rates,
    .answer = answer_rates,
    .show = show_parts,
    .free_model = free_rates,
};

const Composition composition_rate_intervals = {
    .key = "chart",
    .value = "dot",
    .with = "rates",
    .figure = true,
    .ask = ask_rates,
    .answer = answer_rates,
    .show = show_intervals,
    .free_model = free_rates,
};
