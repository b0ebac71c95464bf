/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/tabulate_reconcile.h"

#include "analysis/elicit_total.h"
#include "datasets/number.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static bool
any_total(const Elicitation *elicitation)
{
    for (guint q = 0; q < elicitation->quantities->len; q++)
        if (((const Elicited *)g_ptr_array_index(elicitation->quantities, q))->total_of)
            return true;
    return false;
}

/* A row of WHAT. */
static void
add_row(Table *table, const char *sum, const char *what, double total, double parts)
{
    Entry row[] = { entry_text(table, sum),      entry_text(table, what),
                    entry_number(total),         entry_number(parts),
                    entry_number(parts - total), entry_number(total != 0.0 ? parts / total : NAN) };

    memcpy(table_add(table, ROW_BODY), row, sizeof row);
}

/* The pools: the mean, which no correlation moves, and the ends, which each of them does. */
static void
add_pools(Table *table, const Elicitation *elicitation, const Elicited *total,
          const ElicitShow *how, const ShowOptions *show)
{
    static const double p[] = { 0.05, 0.95 };
    g_autoptr(GArray) items = elicit_parts(elicitation, total->total_of);
    const Belief *beliefs = (const Belief *)(gpointer)total->beliefs->data;
    Believed of = elicit_pool(beliefs, total->beliefs->len, POOL_LINEAR);

    for (size_t k = 0; k < how->n_correlations; k++) {
        const ElicitSum sum = { how->one_expert, how->correlations[k], how->draws, how->seed };
        g_autofree char *correlation =
            number_format(how->correlations[k], 0, number_decimals(how->correlations[k], 6),
                          number_style(show->language));
        g_autofree char *low =
            word_filled(WORD_ELICIT_AT_CORRELATION, show->language, "P5", correlation);
        g_autofree char *high =
            word_filled(WORD_ELICIT_AT_CORRELATION, show->language, "P95", correlation);
        double ends[G_N_ELEMENTS(p)], mean, sd;

        elicit_sum((const ElicitItem *)(gpointer)items->data, items->len, &sum, p, G_N_ELEMENTS(p),
                   ends, &mean, &sd);
        if (k == 0)
            add_row(table, total->total_of, word(WORD_ELICIT_MEAN, show->language), of.mean, mean);
        add_row(table, total->total_of, low, of.p5, ends[0]);
        add_row(table, total->total_of, high, of.p95, ends[1]);
    }
}

/* Experts for themselves: whoever contradicts himself is seen here and not in the pools. */
static void
add_experts(Table *table, const Elicitation *elicitation, const Elicited *total,
            const ShowOptions *show)
{
    for (guint k = 0; k < total->beliefs->len; k++) {
        const Belief *belief = &g_array_index(total->beliefs, Belief, k);
        double parts = elicit_likely_sum(elicitation, total->total_of, belief->expert);
        g_autofree char *what = word_filled(WORD_ELICIT_LIKELY_BY, show->language, belief->expert);

        if (!isnan(parts))
            add_row(table, total->total_of, what, belief->likely, parts);
    }
}

Table *
reconciliation_table(const Elicitation *elicitation, const ElicitShow *how, const ShowOptions *show)
{
    const char *language = show->language;
    int decimals = elicit_decimals(show);
    const TableColumn columns[] = {
        column_of_texts("sum", word(WORD_ELICIT_SUM, language)),
        column_of_texts("measure", word(WORD_ELICIT_MEASURE, language)),
        column_of_numbers("total", word(WORD_ELICIT_TOTAL, language), 0, decimals),
        column_of_numbers("parts", word(WORD_ELICIT_PARTS, language), 0, decimals),
        column_of_numbers("difference", word(WORD_ELICIT_DIFFERENCE, language), 0, decimals),
        column_of_numbers("ratio", word(WORD_ELICIT_RATIO, language), 0, 2),
    };

    if (!any_total(elicitation))
        return NULL;
    Table *table = table_new("reconciliation", columns, G_N_ELEMENTS(columns));
    table->title = table_text(table, word(WORD_ELICIT_RECONCILIATION, language));
    for (guint q = 0; q < elicitation->quantities->len; q++) {
        const Elicited *total = g_ptr_array_index(elicitation->quantities, q);

        if (!total->total_of)
            continue;
        add_pools(table, elicitation, total, how, show);
        add_experts(table, elicitation, total, show);
    }
    table_note(table, word(WORD_ELICIT_BOTH, language));
    return table;
}

static void
add_scaled(Table *table, const Elicitation *elicitation, const Elicited *total)
{
    double factor = elicit_total_factor(elicitation, total);

    for (guint q = 0; q < elicitation->quantities->len; q++) {
        const Elicited *part = g_ptr_array_index(elicitation->quantities, q);

        if (g_strcmp0(part->group, total->total_of) != 0)
            continue;
        Believed of = elicit_pool((const Belief *)(gpointer)part->beliefs->data, part->beliefs->len,
                                  POOL_LINEAR);
        Entry row[] = { entry_text(table, total->total_of),
                        entry_text(table, part->id),
                        entry_number(factor),
                        entry_number(factor * of.mean),
                        entry_number(factor * of.p5),
                        entry_number(factor * of.p50),
                        entry_number(factor * of.p95) };

        memcpy(table_add(table, ROW_BODY), row, sizeof row);
    }
}

Table *
scaled_table(const Elicitation *elicitation, const ShowOptions *show)
{
    const char *language = show->language;
    int decimals = elicit_decimals(show);
    const TableColumn columns[] = {
        column_of_texts("sum", word(WORD_ELICIT_SUM, language)),
        column_of_texts("quantity", word(WORD_ELICIT_QUANTITY, language)),
        column_of_numbers("factor", word(WORD_ELICIT_FACTOR, language), 0, 4),
        column_of_numbers("mean", word(WORD_ELICIT_MEAN, language), 0, decimals),
        column_of_numbers("p5", "P5", 0, decimals),
        column_of_numbers("p50", "P50", 0, decimals),
        column_of_numbers("p95", "P95", 0, decimals),
    };

    if (!any_total(elicitation))
        return NULL;
    Table *table = table_new("scaled", columns, G_N_ELEMENTS(columns));
    table->title = table_text(table, word(WORD_ELICIT_SCALED, language));
    for (guint q = 0; q < elicitation->quantities->len; q++) {
        const Elicited *total = g_ptr_array_index(elicitation->quantities, q);

        if (total->total_of)
            add_scaled(table, elicitation, total);
    }
    table_note(table, word(WORD_ELICIT_SCALED_NOTE, language));
    return table;
}
