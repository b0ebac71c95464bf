/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/tabulate_aggregate.h"

#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

const char *
aggregate_basis_label(Basis basis, const char *language)
{
    static const Word basis_words[N_BASES] = { WORD_AGG_BASIS_NONE,    WORD_AGG_BASIS_MEASURED,
                                               WORD_AGG_BASIS_CARRIED, WORD_AGG_BASIS_PROXY,
                                               WORD_AGG_BASIS_EXPERT,  WORD_AGG_BASIS_MODELLED };

    return word(basis_words[basis], language);
}

/* What is measured, in words where there are words for it. */
static const char *
measure_label(const char *measure, const char *language)
{
    static const struct {
        const char *name;
        Word label;
    } known[] = { { "over", WORD_PAY_OVER },
                  { "under", WORD_PAY_UNDER },
                  { "gross", WORD_PAY_GROSS },
                  { "net", WORD_PAY_NET },
                  { "unknown", WORD_PAY_UNKNOWN } };

    for (size_t k = 0; k < G_N_ELEMENTS(known); k++)
        if (strcmp(known[k].name, measure) == 0)
            return word(known[k].label, language);
    return measure;
}

/* TRUE when rows differ in what WHICH gives. */
static bool
differs(const Aggregate *aggregate, size_t offset)
{
    const char *first = NULL;

    for (guint k = 0; k < aggregate->rows->len; k++) {
        const char *text = *(
            const char *const *)(gconstpointer)((const char *)aggregate_row(aggregate, k) + offset);

        if (k > 0 && !aggregate_same(text, first))
            return true;
        first = text;
    }
    return false;
}

char *
aggregate_label(const Aggregate *aggregate, const AggregateRow *row, const char *language)
{
    bool year = row->year && differs(aggregate, offsetof(AggregateRow, year)) &&
                strcmp(row->year, row->name) != 0;
    bool measure = differs(aggregate, offsetof(AggregateRow, measure));

    return g_strconcat(row->name, year ? " " : "", year ? row->year : "", measure ? ": " : "",
                       measure ? measure_label(row->measure, language) : "", NULL);
}

char *
aggregate_address(const Aggregate *aggregate, const AggregateRow *row)
{
    const char *parts[6] = { NULL };
    size_t n = 0;

    if (row->table && differs(aggregate, offsetof(AggregateRow, table)))
        parts[n++] = row->table;
    if (row->parent)
        parts[n++] = row->parent;
    parts[n++] = row->name;
    if (row->year && differs(aggregate, offsetof(AggregateRow, year)))
        parts[n++] = row->year;
    if (differs(aggregate, offsetof(AggregateRow, measure)))
        parts[n++] = row->measure;
    return g_strjoinv(".", (char **)parts);
}

/* ---- each rate */

static Table *
tidy_rows(const Aggregate *aggregate, const char *id)
{
    static const char *const named[] = { "table_id", "parent_row", "row", "year", "measure" };
    static const char *const counted[] = {
        "rate",          "rate_low",      "rate_high", "se",         "ci_low",
        "ci_high",       "ci_level",      "outlay",    "outlay_low", "outlay_high",
        "implied_low",   "implied_high",  "amount",    "amount_low", "amount_high",
        "amount_ci_low", "amount_ci_high"
    };
    static const char *const said[] = { "unit", "basis", "proxy_of", "measured_period" };
    enum { NAMED = G_N_ELEMENTS(named), N = NAMED + G_N_ELEMENTS(counted) + 4 + 2 };
    TableColumn columns[N];
    size_t n = 0;

    for (size_t k = 0; k < NAMED; k++)
        columns[n++] = column_of_texts(named[k], named[k]);
    for (size_t k = 0; k < G_N_ELEMENTS(counted); k++)
        columns[n++] = column_of_numbers(counted[k], counted[k], 0, -1);
    for (size_t k = 0; k < G_N_ELEMENTS(said); k++)
        columns[n++] = column_of_texts(said[k], said[k]);
    columns[n++] = column_of_texts("outlay_from", "outlay_from");
    columns[n++] = column_of_texts("derived", "derived");
    Table *table = table_new(id, columns, n);
    for (guint i = 0; i < aggregate->rows->len; i++) {
        const AggregateRow *row = aggregate_row(aggregate, i);
        const char *const names[] = { row->table, row->parent, row->name, row->year, row->measure };
        const double values[] = { row->value,
                                  row->rate.rounding.low,
                                  row->rate.rounding.high,
                                  row->se,
                                  row->limits.low,
                                  row->limits.high,
                                  row->level,
                                  row->outlay,
                                  row->outlay_rounding.low,
                                  row->outlay_rounding.high,
                                  row->implied_ends[0],
                                  row->implied_ends[1],
                                  row->money,
                                  row->money_rounding.low,
                                  row->money_rounding.high,
                                  row->money_limits.low,
                                  row->money_limits.high };
        const char *const words[] = { row->unit, row->basis ? basis_names[row->basis] : NULL,
                                      row->proxy_of, row->period };
        Entry *entries = table_add(table, ROW_BODY);

        n = 0;
        for (size_t k = 0; k < NAMED; k++)
            entries[n++] = entry_text(table, names[k]);
        for (size_t k = 0; k < G_N_ELEMENTS(values); k++)
            entries[n++] = entry_number(values[k]);
        for (size_t k = 0; k < G_N_ELEMENTS(words); k++)
            entries[n++] = entry_text(table, words[k]);
        entries[n++] = entry_text(table, isnan(row->outlay) ? NULL
                                         : row->implied     ? "implied"
                                                            : "printed");
        entries[n++] = entry_text(table, row->derived ? "gross and net" : NULL);
    }
    return table;
}

int
aggregate_rate_decimals(const Aggregate *aggregate)
{
    int decimals = 0;

    for (guint k = 0; k < aggregate->rows->len; k++)
        if (aggregate_row(aggregate, k)->rate.given)
            decimals = MAX(decimals, aggregate_row(aggregate, k)->rate.decimals);
    return decimals;
}

/* As amounts are printed, or where none is two more than outlays would be. */
int
aggregate_money_decimals(const Aggregate *aggregate)
{
    int decimals = -1;
    double least = INFINITY;

    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = aggregate_row(aggregate, k);

        if (row->amount.given)
            decimals = MAX(decimals, row->amount.decimals);
        if (row->money > 0.0)
            least = fmin(least, row->money);
    }
    return decimals >= 0 ? decimals : least < 1.0 ? 2 : least < 100.0 ? 1 : 0;
}

static void
add_group(Table *table, const Aggregate *aggregate, size_t k)
{
    const char *name = aggregate_row(aggregate, k)->table;

    if (!name || !differs(aggregate, offsetof(AggregateRow, table)) ||
        (k > 0 && aggregate_same(name, aggregate_row(aggregate, k - 1)->table)))
        return;
    Entry heading = entry_text(table, name);
    *table_add(table, ROW_GROUP) = heading;
}

static void
note_rows(Table *table, const Aggregate *aggregate, const char *language)
{
    bool implied = false, derived = false, ranges = false, ends = false;

    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = aggregate_row(aggregate, k);

        implied = implied || row->implied;
        derived = derived || row->derived;
        ranges = ranges || (!isnan(row->limits.low) && isnan(row->level));
        ends = ends || (!isnan(row->implied_ends[0]) && isnan(row->outlay));
    }
    if (implied || ends)
        table_note(table, word(WORD_AGG_IMPLIED, language));
    if (derived)
        table_note(table, word(WORD_AGG_DERIVED, language));
    if (ranges)
        table_note(table, word(WORD_AGG_RANGES, language));
}

/* The outlay, or where ranges imply one at each end, both. */
static Entry
outlay_entry(Table *table, const AggregateRow *row, int decimals, const char *language)
{
    double low = fmin(row->implied_ends[0], row->implied_ends[1]);
    double high = fmax(row->implied_ends[0], row->implied_ends[1]);

    if (isnan(row->outlay) && !isnan(low))
        return entry_interval(table, low, high, 0, decimals, language);
    return entry_number(row->outlay);
}

enum { N_COLUMNS = 7 };

/* The columns that have something in them; *HAS [N_COLUMNS] by column. */
static size_t
choose_columns(const Aggregate *aggregate, TableColumn *columns, bool *has)
{
    size_t n = 0;

    has[0] = has[1] = true;
    for (guint k = 0; k < aggregate->rows->len; k++) {
        const AggregateRow *row = aggregate_row(aggregate, k);

        has[2] = has[2] || !isnan(row->limits.low);
        has[3] = has[3] || !isnan(row->outlay) || !isnan(row->implied_ends[0]);
        has[4] = has[4] || !isnan(row->money);
        has[5] = has[5] || !isnan(row->money_limits.low);
        has[6] = has[6] || row->basis != BASIS_NONE;
    }
    for (size_t j = 0; j < N_COLUMNS; j++)
        if (has[j])
            columns[n++] = columns[j];
    return n;
}

/* ROW as the entries of all columns. */
static void
fill_row(Table *table, const Aggregate *aggregate, const AggregateRow *row, int money,
         const ShowOptions *options, int decimals, Entry *entries)
{
    const char *language = options->language;
    g_autofree char *label = aggregate_label(aggregate, row, language);
    g_autofree char *shown = g_strconcat(row->depth ? "– " : "", label, NULL);
    g_autofree char *address = aggregate_address(aggregate, row);
    g_autofree char *rate = g_strdup_printf("%s.%s", options->id, address);
    g_autofree char *amount = g_strdup_printf("%s.%s.amount", options->id, address);
    Span limits = row->limits, sums = row->money_limits;

    entries[0] = entry_text(table, shown);
    entries[1] = entry_number(row->value);
    entries[1].address = table_text(table, rate);
    entries[2] = entry_interval(table, limits.low, limits.high, 2, decimals, language);
    entries[3] = outlay_entry(table, row, money, language);
    entries[4] = entry_number(row->money);
    entries[4].address = table_text(table, amount);
    entries[5] = entry_interval(table, sums.low, sums.high, 0, money, language);
    entries[6] = entry_text(table, row->basis ? aggregate_basis_label(row->basis, language) : NULL);
}

Table *
table_of_aggregate(const Aggregate *aggregate, const ShowOptions *options)
{
    const char *language = options->language;
    int decimals = options->decimals >= 0 ? options->decimals : aggregate_rate_decimals(aggregate);
    int money = aggregate_money_decimals(aggregate);
    bool one = !differs(aggregate, offsetof(AggregateRow, unit)), has[N_COLUMNS] = { false };
    const char *unit = one ? aggregate_row(aggregate, 0)->unit : NULL;
    TableColumn columns[N_COLUMNS] = {
        column_of_texts("row", ""),
        column_of_numbers("rate", word(WORD_AGG_RATE, language), 2, decimals),
        column_of_numbers("ci", word(WORD_AGG_LIMITS, language), 2, decimals),
        column_of_numbers("outlay", word(WORD_AGG_OUTLAY, language), 0, money),
        column_of_numbers("amount", word(WORD_AGG_ERRORS, language), 0, money),
        column_of_numbers("amount_ci", word(WORD_AGG_LIMITS, language), 0, money),
        column_of_texts("basis", word(WORD_AGG_BASIS, language)),
    };

    columns[3].unit = columns[4].unit = unit;
    Table *table = table_new(options->id, columns, choose_columns(aggregate, columns, has));
    table->title =
        table_text(table, options->title ? options->title : word(WORD_AGG_TITLE, language));
    for (guint k = 0; k < aggregate->rows->len; k++) {
        Entry all[N_COLUMNS];

        add_group(table, aggregate, k);
        fill_row(table, aggregate, aggregate_row(aggregate, k), money, options, decimals, all);
        Entry *entries = table_add(table, ROW_BODY);
        for (size_t j = 0; j < N_COLUMNS; j++)
            if (has[j])
                *entries++ = all[j];
    }
    note_rows(table, aggregate, language);
    table->data = tidy_rows(aggregate, options->id);
    return table;
}

void
report_aggregate(Report *report, const Aggregate *aggregate, const ShowOptions *options)
{
    typedef Table *(*Tabulate)(const Aggregate *, const ShowOptions *);
    static const Tabulate tables[] = { table_of_aggregate, table_of_changes,
                                       table_of_aggregate_totals, table_of_bases,
                                       table_of_aggregate_checks };

    for (size_t k = 0; k < G_N_ELEMENTS(tables); k++) {
        Table *table = aggregate->rows->len > 0 ? tables[k](aggregate, options) : NULL;

        if (table)
            report_table(report, table);
    }
    report->failed_checks = aggregate->fails;
}
