/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_aggregate_sums.c - changes, totals, what they rest on, and checks as tables. */
#include "reports/tabulate_aggregate.h"

#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static const char *const change_names[] = { "tested", "none", "no_error", "carried", "overlap" };
static const char *const check_names[] = { "parts", "product", "gross", "outlay" };

/* ---- changes */

/* Where no standard error is known at all there is nothing to say of changes. */
static bool
any_change(const Aggregate *aggregate)
{
    for (guint k = 0; k < aggregate->rows->len; k++)
        if (aggregate_row(aggregate, k)->before != SIZE_MAX &&
            aggregate_row(aggregate, k)->change != CHANGE_NO_ERROR)
            return true;
    return false;
}

static char *
change_text(const AggregateRow *row, const char *language)
{
    static const Word refused[] = { [CHANGE_NO_ERROR] = WORD_AGG_NO_ERROR,
                                    [CHANGE_CARRIED] = WORD_AGG_CARRIED,
                                    [CHANGE_OVERLAP] = WORD_AGG_OVERLAP };

    return row->change == CHANGE_TESTED ? p_show(row->p, language)
                                        : g_strdup(word(refused[row->change], language));
}

Table *
table_of_changes(const Aggregate *aggregate, const ShowOptions *options)
{
    const char *language = options->language;
    int decimals = options->decimals >= 0 ? options->decimals : aggregate_rate_decimals(aggregate);
    const TableColumn columns[] = {
        column_of_texts("row", ""),
        column_of_numbers("before", word(WORD_AGG_BEFORE, language), 2, decimals),
        column_of_numbers("rate", word(WORD_AGG_RATE, language), 2, decimals),
        column_of_numbers("change", word(WORD_AGG_CHANGE, language), 2, decimals),
        column_of_numbers("se", word(WORD_STANDARD_ERROR, language), 2, decimals + 1),
        column_of_numbers("z", "z", 0, 2),
        column_of_texts("p", "p"),
    };
    const TableColumn tidy[] = {
        column_of_texts("row", "row"),         column_of_texts("parent_row", "parent_row"),
        column_of_texts("measure", "measure"), column_of_texts("before", "before"),
        column_of_texts("year", "year"),       column_of_numbers("change", "change", 0, -1),
        column_of_numbers("se", "se", 0, -1),  column_of_numbers("z", "z", 0, -1),
        column_of_numbers("p", "p", 0, -1),    column_of_texts("status", "status")
    };

    if (!any_change(aggregate))
        return NULL;
    Table *table = table_new("changes", columns, G_N_ELEMENTS(columns));
    table->title = table_text(table, word(WORD_AGG_CHANGES, language));
    table->data = table_new("changes", tidy, G_N_ELEMENTS(tidy));
    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = aggregate_row(aggregate, k);

        if (row->before == SIZE_MAX)
            continue;
        const AggregateRow *before = aggregate_row(aggregate, row->before);
        double se = hypot(row->se, before->se);
        g_autofree char *label = aggregate_label(aggregate, row, language);
        g_autofree char *p = change_text(row, language);
        Entry entries[] = { entry_text(table, label), entry_number(before->value),
                            entry_number(row->value), entry_number(row->value - before->value),
                            entry_number(se),         entry_number(row->z),
                            entry_text(table, p) };
        Entry data[] = { entry_text(table->data, row->name),
                         entry_text(table->data, row->parent),
                         entry_text(table->data, row->measure),
                         entry_text(table->data, before->year),
                         entry_text(table->data, row->year),
                         entry_number(row->value - before->value),
                         entry_number(se),
                         entry_number(row->z),
                         entry_number(row->p),
                         entry_text(table->data, change_names[row->change]) };

        memcpy(table_add(table, ROW_BODY), entries, sizeof entries);
        memcpy(table_add(table->data, ROW_BODY), data, sizeof data);
    }
    table_note(table, word(WORD_AGG_CHANGE_NOTE, language));
    return table;
}

/* ---- totals, and what they rest on */

static char *
total_label(const AggregateTotal *total, const Aggregate *aggregate, const char *language)
{
    AggregateRow like = { .name = total->part ? total->part : word(WORD_AGG_ALL, language),
                          .year = total->year,
                          .measure = total->measure };

    return aggregate_label(aggregate, &like, language);
}

Table *
table_of_aggregate_totals(const Aggregate *aggregate, const ShowOptions *options)
{
    const char *language = options->language;
    int decimals =
        options->decimals >= 0 ? options->decimals : aggregate_rate_decimals(aggregate) + 1;
    int money = aggregate_money_decimals(aggregate);
    g_autofree char *interval = interval_head(aggregate->level, language);
    const TableColumn columns[] = {
        column_of_texts("total", ""),
        column_of_numbers("schemes", word(WORD_AGG_SCHEMES, language), 0, 0),
        column_of_numbers("outlay", word(WORD_AGG_OUTLAY, language), 0, money),
        column_of_numbers("amount", word(WORD_AGG_ERRORS, language), 0, money),
        column_of_numbers("rate", word(WORD_AGG_RATE, language), 2, decimals),
        column_of_numbers("ci", interval, 2, decimals),
        column_of_numbers("covered", word(WORD_AGG_COVERED, language), 2, 0),
    };
    const TableColumn tidy[] = { column_of_texts("table_id", "table_id"),
                                 column_of_texts("year", "year"),
                                 column_of_texts("measure", "measure"),
                                 column_of_texts("part", "part"),
                                 column_of_numbers("schemes", "schemes", 0, 0),
                                 column_of_numbers("outlay", "outlay", 0, -1),
                                 column_of_numbers("amount", "amount", 0, -1),
                                 column_of_numbers("rate", "rate", 0, -1),
                                 column_of_numbers("se", "se", 0, -1),
                                 column_of_numbers("se_independent", "se_independent", 0, -1),
                                 column_of_numbers("se_full", "se_full", 0, -1),
                                 column_of_numbers("ci_low", "ci_low", 0, -1),
                                 column_of_numbers("ci_high", "ci_high", 0, -1),
                                 column_of_numbers("covered", "covered", 0, -1) };

    if (aggregate->totals->len == 0)
        return NULL;
    Table *table = table_new("totals", columns, G_N_ELEMENTS(columns));
    table->title = table_text(table, word(WORD_AGG_TOTALS, language));
    table->data = table_new("totals", tidy, G_N_ELEMENTS(tidy));
    for (guint k = 0; k < aggregate->totals->len; k++) {
        const AggregateTotal *total = &g_array_index(aggregate->totals, AggregateTotal, k);
        g_autofree char *label = total_label(total, aggregate, language);
        g_autofree char *address =
            g_strdup_printf("totals.%s%s%s", total->part ? total->part : "all",
                            total->year ? "." : "", total->year ? total->year : "");
        Entry entries[] = { entry_text(table, label),
                            entry_number((double)total->n),
                            entry_number(total->outlay),
                            entry_number(total->money),
                            entry_number(total->rate),
                            entry_interval(table, total->limits.low, total->limits.high, 2,
                                           decimals, language),
                            entry_number(total->covered) };
        Entry data[] = { entry_text(table->data, total->table),
                         entry_text(table->data, total->year),
                         entry_text(table->data, total->measure),
                         entry_text(table->data, total->part),
                         entry_number((double)total->n),
                         entry_number(total->outlay),
                         entry_number(total->money),
                         entry_number(total->rate),
                         entry_number(total->se),
                         entry_number(total->se_independent),
                         entry_number(total->se_full),
                         entry_number(total->limits.low),
                         entry_number(total->limits.high),
                         entry_number(total->covered) };

        entries[4].address = table_text(table, address);
        memcpy(table_add(table, ROW_BODY), entries, sizeof entries);
        memcpy(table_add(table->data, ROW_BODY), data, sizeof data);
    }
    table_note(table, word(WORD_AGG_TOTAL_NOTE, language));
    return table;
}

Table *
table_of_bases(const Aggregate *aggregate, const ShowOptions *options)
{
    const char *language = options->language;
    int money = aggregate_money_decimals(aggregate);
    const TableColumn columns[] = {
        column_of_texts("basis", word(WORD_AGG_BASIS, language)),
        column_of_numbers("schemes", word(WORD_AGG_SCHEMES, language), 0, 0),
        column_of_numbers("outlay", word(WORD_AGG_OUTLAY, language), 0, money),
        column_of_numbers("outlay_share", word(WORD_AGG_OUTLAY_SHARE, language), 2, 1),
        column_of_numbers("amount", word(WORD_AGG_ERRORS, language), 0, money),
        column_of_numbers("amount_share", word(WORD_AGG_ERROR_SHARE, language), 2, 1),
    };
    bool said = false;

    for (guint k = 0; k < aggregate->bases->len; k++)
        said = said || g_array_index(aggregate->bases, AggregateBasis, k).basis != BASIS_NONE;
    if (!said)
        return NULL;
    Table *table = table_new("bases", columns, G_N_ELEMENTS(columns));
    table->title = table_text(table, word(WORD_AGG_BASES, language));
    for (guint k = 0; k < aggregate->bases->len; k++) {
        const AggregateBasis *mix = &g_array_index(aggregate->bases, AggregateBasis, k);

        if (k == 0 || mix->total != g_array_index(aggregate->bases, AggregateBasis, k - 1).total) {
            g_autofree char *label = total_label(mix->total, aggregate, language);
            Entry heading = entry_text(table, label);

            if (aggregate->totals->len > 1)
                *table_add(table, ROW_GROUP) = heading;
        }
        Entry entries[] = { entry_text(table, aggregate_basis_label(mix->basis, language)),
                            entry_number((double)mix->n),
                            entry_number(mix->outlay),
                            entry_number(mix->outlay_share),
                            entry_number(mix->money),
                            entry_number(mix->money_share) };
        g_autofree char *address =
            g_strdup_printf("bases.%s", mix->basis ? basis_names[mix->basis] : "unknown");

        entries[3].address = table_text(table, address);
        memcpy(table_add(table, ROW_BODY), entries, sizeof entries);
    }
    return table;
}

/* ---- checks */

Table *
table_of_aggregate_checks(const Aggregate *aggregate, const ShowOptions *options)
{
    static const Word kinds[] = { WORD_AGG_CHECK_PARTS, WORD_AGG_CHECK_PRODUCT,
                                  WORD_AGG_CHECK_GROSS, WORD_AGG_CHECK_OUTLAY };
    const char *language = options->language;
    int rates = aggregate_rate_decimals(aggregate), money = aggregate_money_decimals(aggregate);
    const TableColumn columns[] = {
        column_of_texts("row", ""),
        column_of_texts("check", word(WORD_AGG_CHECK, language)),
        column_of_numbers("printed", word(WORD_AGG_PRINTED, language), 0, -1),
        column_of_numbers("computed", word(WORD_AGG_COMPUTED, language), 0, -1),
        column_of_numbers("possible", word(WORD_AGG_POSSIBLE, language), 0, -1),
        column_of_texts("verdict", word(WORD_AGG_VERDICT, language)),
    };
    const TableColumn tidy[] = { column_of_texts("row", "row"),
                                 column_of_texts("parent_row", "parent_row"),
                                 column_of_texts("year", "year"),
                                 column_of_texts("measure", "measure"),
                                 column_of_texts("check", "check"),
                                 column_of_texts("of", "of"),
                                 column_of_numbers("printed", "printed", 0, -1),
                                 column_of_numbers("printed_low", "printed_low", 0, -1),
                                 column_of_numbers("printed_high", "printed_high", 0, -1),
                                 column_of_numbers("computed", "computed", 0, -1),
                                 column_of_numbers("low", "low", 0, -1),
                                 column_of_numbers("high", "high", 0, -1),
                                 column_of_texts("verdict", "verdict") };

    if (aggregate->checks->len == 0)
        return NULL;
    Table *table = table_new("checks", columns, G_N_ELEMENTS(columns));
    table->title = table_text(table, word(WORD_AGG_CHECKS, language));
    table->data = table_new("checks", tidy, G_N_ELEMENTS(tidy));
    for (guint k = 0; k < aggregate->checks->len; k++) {
        const AggregateCheck *check = &g_array_index(aggregate->checks, AggregateCheck, k);
        const AggregateRow *row = aggregate_row(aggregate, check->row);
        const NumberStyle *style = number_style(language);
        int power = check->money ? 0 : 2, decimals = check->money ? money : rates;
        g_autofree char *label = aggregate_label(aggregate, row, language);
        Word verdict = !check->feasible ? WORD_AGG_IMPOSSIBLE
                       : check->equal   ? WORD_AGG_EQUAL
                                        : WORD_AGG_FEASIBLE;
        Entry entries[] = { entry_text(table, label),
                            entry_text(table, word(kinds[check->kind], language)),
                            isnan(check->printed)
                                ? entry_number(NAN)
                                : entry_shown(table, check->printed,
                                              number_format(check->printed, power, decimals, style),
                                              language),
                            entry_shown(table, check->computed,
                                        number_format(check->computed, power,
                                                      decimals + (check->money ? 1 : 0), style),
                                        language),
                            entry_interval(table, check->possible.low, check->possible.high, power,
                                           decimals + 2, language),
                            entry_text(table, word(verdict, language)) };
        Entry data[] = { entry_text(table->data, row->name),
                         entry_text(table->data, row->parent),
                         entry_text(table->data, row->year),
                         entry_text(table->data, row->measure),
                         entry_text(table->data, check_names[check->kind]),
                         entry_text(table->data, check->money ? "amount" : "rate"),
                         entry_number(check->printed),
                         entry_number(check->whole.low),
                         entry_number(check->whole.high),
                         entry_number(check->computed),
                         entry_number(check->possible.low),
                         entry_number(check->possible.high),
                         entry_text(table->data, !check->feasible ? "impossible"
                                                 : check->equal   ? "equal"
                                                                  : "within_rounding") };

        memcpy(table_add(table, ROW_BODY), entries, sizeof entries);
        memcpy(table_add(table->data, ROW_BODY), data, sizeof data);
    }
    table_note(table, word(WORD_AGG_CHECK_NOTE, language));
    return table;
}
