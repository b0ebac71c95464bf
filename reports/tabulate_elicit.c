/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/tabulate_elicit.h"

#include "analysis/elicit_total.h"
#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/tabulate_reconcile.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static const Word pool_words[N_POOLS] = { WORD_ELICIT_POOL_LINEAR, WORD_ELICIT_POOL_QUANTILE,
                                          WORD_ELICIT_POOL_LOG };

int
elicit_decimals(const ShowOptions *show)
{
    return show->decimals >= 0 ? show->decimals : 2;
}

/* "x, percent" */
static char *
quantity_label(const Elicited *quantity)
{
    return quantity->unit ? g_strdup_printf("%s, %s", quantity->id, quantity->unit)
                          : g_strdup(quantity->id);
}

static const Belief *
beliefs_of(const Elicited *quantity)
{
    return (const Belief *)(gpointer)quantity->beliefs->data;
}

static void
likely_range(const Elicited *quantity, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (guint k = 0; k < quantity->beliefs->len; k++) {
        *low = fmin(*low, beliefs_of(quantity)[k].likely);
        *high = fmax(*high, beliefs_of(quantity)[k].likely);
    }
}

static Table *
tidy_pools(const char *id)
{
    const TableColumn columns[] = { column_of_texts("quantity", "Quantity"),
                                    column_of_texts("pool", "Pool"),
                                    column_of_texts("unit", "Unit"),
                                    column_of_numbers("mean", "Mean", 0, -1),
                                    column_of_numbers("sd", "Standard deviation", 0, -1),
                                    column_of_numbers("p5", "P5", 0, -1),
                                    column_of_numbers("p50", "P50", 0, -1),
                                    column_of_numbers("p95", "P95", 0, -1),
                                    column_of_numbers("likely_low", "Least likely value", 0, -1),
                                    column_of_numbers("likely_high", "Greatest likely value", 0,
                                                      -1),
                                    column_of_numbers("experts", "Experts", 0, 0) };

    return table_new(id, columns, G_N_ELEMENTS(columns));
}

/* One pool of one quantity, the FIRST with the name of it. */
static void
add_pool(Table *table, const Elicited *quantity, ElicitPool pool, bool first,
         const ShowOptions *show)
{
    g_autofree char *label = quantity_label(quantity);
    g_autofree char *address =
        g_strdup_printf("%s.%s.%s", show->id, quantity->id, elicit_pools[pool]);
    Believed of = elicit_pool(beliefs_of(quantity), quantity->beliefs->len, pool);
    double low, high;

    likely_range(quantity, &low, &high);
    Entry row[] = { entry_text(table, first ? label : NULL),
                    entry_text(table, word(pool_words[pool], show->language)),
                    entry_number(of.mean),
                    entry_number(of.p5),
                    entry_number(of.p50),
                    entry_number(of.p95),
                    first
                        ? entry_interval(table, low, high, 0, elicit_decimals(show), show->language)
                        : entry_text(table, NULL) };
    Entry data[] = { entry_text(table->data, quantity->id),
                     entry_text(table->data, elicit_pools[pool]),
                     entry_text(table->data, quantity->unit),
                     entry_number(of.mean),
                     entry_number(of.sd),
                     entry_number(of.p5),
                     entry_number(of.p50),
                     entry_number(of.p95),
                     entry_number(low),
                     entry_number(high),
                     entry_number(quantity->beliefs->len) };

    row[2].address = table_text(table, address);
    row[2].strong = first;
    memcpy(table_add(table, ROW_BODY), row, sizeof row);
    memcpy(table_add(table->data, ROW_BODY), data, sizeof data);
}

static Table *
pools_table(const Elicitation *elicitation, const ElicitShow *how, const ShowOptions *show)
{
    const char *language = show->language;
    int decimals = elicit_decimals(show);
    const TableColumn columns[] = {
        column_of_texts("quantity", word(WORD_ELICIT_QUANTITY, language)),
        column_of_texts("pool", word(WORD_ELICIT_POOL, language)),
        column_of_numbers("mean", word(WORD_ELICIT_MEAN, language), 0, decimals),
        column_of_numbers("p5", "P5", 0, decimals),
        column_of_numbers("p50", "P50", 0, decimals),
        column_of_numbers("p95", "P95", 0, decimals),
        column_of_numbers("likely", word(WORD_ELICIT_LIKELY_RANGE, language), 0, decimals),
    };
    Table *table = table_new(show->id, columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, word(WORD_ELICIT_POOLED, language));
    table->data = tidy_pools(show->id);
    for (guint q = 0; q < elicitation->quantities->len; q++) {
        const Elicited *quantity = g_ptr_array_index(elicitation->quantities, q);

        add_pool(table, quantity, how->pool, true, show);
        for (int pool = 0; pool < N_POOLS; pool++)
            if (pool != (int)how->pool)
                add_pool(table, quantity, (ElicitPool)pool, false, show);
    }
    table_note(table, word(WORD_ELICIT_POOL_NOTE, language));
    return table;
}

static Table *
experts_table(const Elicitation *elicitation, const ShowOptions *show)
{
    const char *language = show->language;
    int decimals = elicit_decimals(show);
    const TableColumn columns[] = {
        column_of_texts("quantity", word(WORD_ELICIT_QUANTITY, language)),
        column_of_texts("expert", word(WORD_ELICIT_EXPERT, language)),
        column_of_numbers("low", word(WORD_ELICIT_LOW, language), 0, decimals),
        column_of_numbers("likely", word(WORD_ELICIT_LIKELY, language), 0, decimals),
        column_of_numbers("high", word(WORD_ELICIT_HIGH, language), 0, decimals),
        column_of_numbers("range_prob", word(WORD_ELICIT_PROBABILITY, language), 2, 0),
        column_of_numbers("weight", word(WORD_ELICIT_WEIGHT, language), 2, 0),
        column_of_numbers("mean", word(WORD_ELICIT_MEAN, language), 0, decimals),
        column_of_numbers("p5", "P5", 0, decimals),
        column_of_numbers("p95", "P95", 0, decimals),
    };
    Table *table = table_new("experts", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, word(WORD_ELICIT_EXPERTS, language));
    for (guint q = 0; q < elicitation->quantities->len; q++) {
        const Elicited *quantity = g_ptr_array_index(elicitation->quantities, q);

        for (guint k = 0; k < quantity->beliefs->len; k++) {
            const Belief *belief = &beliefs_of(quantity)[k];
            Believed of = elicit_alone(belief->fitted);
            Entry row[] = { entry_text(table, quantity->id),
                            entry_text(table, belief->expert),
                            entry_number(belief->low),
                            entry_number(belief->likely),
                            entry_number(belief->high),
                            entry_number(belief->probability),
                            entry_number(belief->weight),
                            entry_number(of.mean),
                            entry_number(of.p5),
                            entry_number(of.p95) };

            memcpy(table_add(table, ROW_BODY), row, sizeof row);
        }
    }
    return table;
}

static void
add_sums(Table *table, const Elicitation *elicitation, const char *group, const ElicitShow *how)
{
    static const double p[] = { 0.05, 0.5, 0.95 };
    g_autoptr(GArray) items = elicit_parts(elicitation, group);

    for (size_t k = 0; k < how->n_correlations; k++) {
        const ElicitSum sum = { how->one_expert, how->correlations[k], how->draws, how->seed };
        double quantiles[G_N_ELEMENTS(p)], mean, sd;

        elicit_sum((const ElicitItem *)(gpointer)items->data, items->len, &sum, p, G_N_ELEMENTS(p),
                   quantiles, &mean, &sd);
        Entry row[] = { entry_text(table, group),   entry_number(how->correlations[k]),
                        entry_number(mean),         entry_number(sd),
                        entry_number(quantiles[0]), entry_number(quantiles[1]),
                        entry_number(quantiles[2]) };

        memcpy(table_add(table, ROW_BODY), row, sizeof row);
    }
}

static Table *
sums_table(const Elicitation *elicitation, const ElicitShow *how, const ShowOptions *show)
{
    const char *language = show->language;
    int decimals = elicit_decimals(show);
    const TableColumn columns[] = {
        column_of_texts("sum", word(WORD_ELICIT_SUM, language)),
        column_of_numbers("correlation", word(WORD_ELICIT_CORRELATION, language), 0, -1),
        column_of_numbers("mean", word(WORD_ELICIT_MEAN, language), 0, decimals),
        column_of_numbers("sd", "SD", 0, decimals),
        column_of_numbers("p5", "P5", 0, decimals),
        column_of_numbers("p50", "P50", 0, decimals),
        column_of_numbers("p95", "P95", 0, decimals),
    };
    g_autoptr(GHashTable) done = g_hash_table_new(g_str_hash, g_str_equal);
    Table *table = table_new("sums", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, word(WORD_ELICIT_SUMS, language));
    for (guint q = 0; q < elicitation->quantities->len; q++) {
        const Elicited *quantity = g_ptr_array_index(elicitation->quantities, q);

        if (quantity->group && g_hash_table_add(done, (gpointer)quantity->group))
            add_sums(table, elicitation, quantity->group, how);
    }
    g_autofree char *draws = number_format((double)how->draws, 0, 0, number_style(language));
    g_autofree char *seed = g_strdup_printf("%" G_GUINT64_FORMAT, how->seed);
    g_autofree char *note = word_filled(WORD_ELICIT_DRAWS, language, draws, seed);
    table_note(table, note);
    if (how->one_expert)
        table_note(table, word(WORD_ELICIT_ONE_EXPERT, language));
    table_note(table, word(WORD_ELICIT_FULL, language));
    return table;
}

/* The wording of each question, as the experts met it. */
static void
note_questions(Report *report, const Elicitation *elicitation)
{
    bool any = false;

    for (guint q = 0; q < elicitation->quantities->len; q++) {
        const Elicited *of = g_ptr_array_index(elicitation->quantities, q);

        if (!of->text)
            continue;
        g_autofree char *note =
            of->denominator ? word_filled(WORD_ELICIT_QUESTION_OF, report->language, of->id,
                                          of->text, of->denominator)
                            : word_filled(WORD_ELICIT_QUESTION, report->language, of->id, of->text);
        report_note(report, note);
        any = true;
    }
    if (!any)
        report_note(report, word(WORD_ELICIT_NO_QUESTION, report->language));
}

static void
add_notes(Report *report, const Elicitation *elicitation, const ElicitShow *how)
{
    const char *language = report->language;
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    unsigned answers = 0, reasons = 0;

    for (guint q = 0; q < elicitation->quantities->len; q++) {
        const Elicited *quantity = g_ptr_array_index(elicitation->quantities, q);

        for (guint k = 0; k < quantity->beliefs->len; k++) {
            g_hash_table_add(names, (gpointer)beliefs_of(quantity)[k].expert);
            reasons += beliefs_of(quantity)[k].rationale;
            answers++;
        }
    }
    g_autofree char *experts = g_strdup_printf("%u", g_hash_table_size(names));
    g_autofree char *with = g_strdup_printf("%u", reasons), *of = g_strdup_printf("%u", answers);
    g_autofree char *round = g_strdup_printf("%d", elicitation->round);
    g_autofree char *rounds = g_strdup_printf("%d", elicitation->n_rounds);
    g_autofree char *judgement = word_filled(WORD_ELICIT_NOT_CONFIDENCE, language, experts);
    g_autofree char *fit = word_filled(WORD_ELICIT_AS_LIMITS, language, elicit_fits[how->fit]);
    g_autofree char *given = word_filled(WORD_ELICIT_REASONS, language, with, of);
    g_autofree char *which = word_filled(WORD_ELICIT_ROUND, language, round, rounds);

    report_note(report, judgement);
    report_note(report, word(WORD_ELICIT_DISAGREE, language));
    report_note(report, fit);
    report_note(report, given);
    if (elicitation->n_rounds > 1)
        report_note(report, which);
    note_questions(report, elicitation);
}

void
report_elicit(Report *report, const Elicitation *elicitation, const ElicitShow *how,
              const ShowOptions *show)
{
    bool sums = false;

    for (guint q = 0; q < elicitation->quantities->len; q++)
        sums = sums || ((const Elicited *)g_ptr_array_index(elicitation->quantities, q))->group;
    Table *reconciliation = reconciliation_table(elicitation, how, show);
    report_table(report, pools_table(elicitation, how, show));
    report_table(report, experts_table(elicitation, show));
    if (sums)
        report_table(report, sums_table(elicitation, how, show));
    if (reconciliation)
        report_table(report, reconciliation);
    if (how->scale_parts && reconciliation)
        report_table(report, scaled_table(elicitation, show));
    add_notes(report, elicitation, how);
}
