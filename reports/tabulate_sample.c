/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/tabulate_sample.h"

#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

const char *const payments_views[N_VIEWS + 1] = { "all", "se", "uk", "us", "eu", NULL };
const char *const payments_view_columns[N_VIEWS] = { "se_category", "se_category", "dwp_category",
                                                     "omb_theme", "eu_category" };

/* A measure and what it is called. */
typedef struct {
    const char *variable;
    Word label;
} Named;

enum { MOST_ROWS = 12 };

/* Rows of each view, in order. */
static const Named view_rows[N_VIEWS][MOST_ROWS] = {
    [VIEW_ALL] = { { "over", WORD_PAY_OVER },
                   { "under", WORD_PAY_UNDER },
                   { "gross", WORD_PAY_GROSS },
                   { "net", WORD_PAY_NET },
                   { "net_loss", WORD_PAY_NET_LOSS },
                   { "unknown", WORD_PAY_UNKNOWN },
                   { "technical", WORD_PAY_TECHNICAL },
                   { "improper", WORD_PAY_IMPROPER },
                   { "tolerated", WORD_PAY_TOLERATED },
                   { "in_error", WORD_PAY_IN_ERROR },
                   { "correct", WORD_PAY_CORRECT } },
    [VIEW_SE] = { { "gross", WORD_PAY_TITLE },
                  { "over", WORD_PAY_OVER },
                  { "under", WORD_PAY_UNDER },
                  { "net_loss", WORD_PAY_NET_LOSS },
                  { "unknown", WORD_PAY_UNKNOWN },
                  { "in_error", WORD_PAY_IN_ERROR } },
    [VIEW_UK] = { { "over", WORD_PAY_OVER },
                  { "under", WORD_PAY_UNDER },
                  { "net", WORD_PAY_NET },
                  { "net_loss", WORD_PAY_NET_LOSS },
                  { "unknown", WORD_PAY_UNKNOWN },
                  { "in_error", WORD_PAY_IN_ERROR } },
    [VIEW_US] = { { "over", WORD_PAY_US_OVER },
                  { "under", WORD_PAY_US_UNDER },
                  { "technical", WORD_PAY_TECHNICAL },
                  { "improper", WORD_PAY_US_GROSS },
                  { "gross", WORD_PAY_US_GROSS },
                  { "unknown", WORD_PAY_US_UNKNOWN } },
    [VIEW_EU] = { { "net", WORD_PAY_EU_NET },
                  { "over", WORD_PAY_EU_OVER },
                  { "under", WORD_PAY_EU_UNDER },
                  { "unknown", WORD_PAY_UNKNOWN } },
};

static const Named review_rows[] = { { "complete", WORD_PAY_COMPLETE },
                                     { "unknown_improper", WORD_PAY_UNKNOWN_IMPROPER },
                                     { "unknown_proper", WORD_PAY_UNKNOWN_PROPER } };

static const Named recheck_rows[] = { { "over", WORD_PAY_OVER },
                                      { "under", WORD_PAY_UNDER },
                                      { "gross", WORD_PAY_GROSS },
                                      { "net", WORD_PAY_NET } };

static const Named cause_rows[] = { { "over", WORD_PAY_CAUSE_OVER },
                                    { "under", WORD_PAY_CAUSE_UNDER } };

/* Words of the schema in the language of the reader; those of the file's author stay. */
static const Named known_levels[] = {
    { "intentional", WORD_PAY_INTENTIONAL },   { "unintentional", WORD_PAY_UNINTENTIONAL },
    { "undetermined", WORD_PAY_UNDETERMINED }, { "applicant", WORD_PAY_APPLICANT },
    { "provider", WORD_PAY_PROVIDER },         { "agency", WORD_PAY_AGENCY },
    { "third_party", WORD_PAY_THIRD_PARTY }
};

const char *
payments_level_label(const char *level, const char *language)
{
    if (!level)
        return word(WORD_PAY_NOT_ATTRIBUTED, language);
    for (size_t k = 0; k < G_N_ELEMENTS(known_levels); k++)
        if (strcmp(known_levels[k].variable, level) == 0)
            return word(known_levels[k].label, language);
    return level;
}

static Table *
start_table(const Estimates *estimates, Word title, const ShowOptions *show)
{
    const char *language = show->language;
    g_autofree char *interval = interval_head(estimates->level, language);
    int rate = show->decimals >= 0 ? show->decimals : 2, amount = MAX(show->decimals, 0);
    const TableColumn columns[] = {
        { "measure", word(WORD_PAY_MEASURE, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "rate", word(WORD_PAY_RATE, language), NULL, COLUMN_OF_NUMBERS, NULL, 2, rate },
        { "rate_ci", interval, NULL, COLUMN_OF_NUMBERS, NULL, 2, rate },
        { "amount", word(WORD_AMOUNT, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, amount },
        { "amount_ci", interval, NULL, COLUMN_OF_NUMBERS, NULL, 0, amount },
        { "n", word(WORD_PAY_UNITS, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
    };
    Table *table = table_new(show->id, columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, word(title, language));
    return table;
}

static bool
same_by(const Estimates *estimates, const Estimate *a, const Estimate *b)
{
    for (size_t k = 0; k < estimates->n_by; k++)
        if (g_strcmp0(a->by[k], b->by[k]) != 0)
            return false;
    return true;
}

/* The row of STATISTIC and VARIABLE in the domain of FIRST, with its LEVEL; NULL: none. */
static const Estimate *
find(const Estimates *estimates, const Estimate *first, const char *statistic, const char *variable,
     const char *level)
{
    for (size_t i = 0; i < estimates->n_rows; i++) {
        const Estimate *row = &estimates->rows[i];

        if (strcmp(row->statistic, statistic) == 0 && strcmp(row->variable, variable) == 0 &&
            g_strcmp0(row->level, level) == 0 && same_by(estimates, first, row))
            return row;
    }
    return NULL;
}

static Entry
shown(Table *table, const FlagLetters *letters, const Estimate *row, int power, int decimals,
      const char *id, const char *language)
{
    char *text = isfinite(row->value)
                     ? number_format(row->value, power, decimals, number_style(language))
                     : NULL;
    Entry entry = entry_shown(table, row->value, text, language);
    g_autofree char *address = g_strdup_printf("%s.%s.%s%s%s", id, row->variable, row->statistic,
                                               row->level ? "." : "", row->level ? row->level : "");

    entry.mark = flags_mark(table, letters, row->flags);
    if (!row->by)
        entry.address = table_text(table, address);
    return entry;
}

/* A line of the table: RATE and AMOUNT may be NULL. */
static void
add_line(Table *table, const FlagLetters *letters, const char *label, const Estimate *rate,
         const Estimate *amount, const ShowOptions *show)
{
    Entry entries[6] = { entry_text(table, label) };
    int rate_decimals = table->columns[1].decimals, amount_decimals = table->columns[3].decimals;
    const char *language = show->language;

    if (rate) {
        entries[1] = shown(table, letters, rate, 2, rate_decimals, show->id, language);
        entries[2] = entry_interval(table, rate->lower, rate->upper, 2, rate_decimals, language);
    }
    if (amount) {
        entries[3] = shown(table, letters, amount, 0, amount_decimals, show->id, language);
        entries[4] =
            entry_interval(table, amount->lower, amount->upper, 0, amount_decimals, language);
    }
    entries[5] = entry_number((double)(rate ? rate : amount)->n);
    memcpy(table_add(table, ROW_BODY), entries, sizeof entries);
}

/* A heading where a new domain begins. */
static void
add_heading(Table *table, const Estimates *estimates, const Estimate *first)
{
    g_autoptr(GString) heading = g_string_new(NULL);

    for (size_t k = 0; k < estimates->n_by; k++)
        g_string_append_printf(heading, "%s%s", k ? ", " : "", first->by[k]);
    if (estimates->n_by == 0)
        return;
    Entry name = entry_text(table, heading->str);
    *table_add(table, ROW_GROUP) = name;
}

static bool
begins_domain(const Estimates *estimates, size_t i)
{
    return i == 0 || !same_by(estimates, &estimates->rows[i], &estimates->rows[i - 1]);
}

static void
finish(Report *report, Table *table, const Estimates *estimates, const ShowOptions *show)
{
    flags_note(table, estimates, show->language);
    table->data = tidy_of_estimates(estimates, show->id);
    report_table(report, table);
}

static void
add_named(Report *report, const Estimates *estimates, Word title, const Named *rows, size_t n,
          const ShowOptions *show)
{
    Table *table = start_table(estimates, title, show);
    FlagLetters letters = flags_letters(estimates);

    for (size_t i = 0; i < estimates->n_rows; i++) {
        const Estimate *first = &estimates->rows[i];

        if (!begins_domain(estimates, i))
            continue;
        add_heading(table, estimates, first);
        for (size_t k = 0; k < n && rows[k].variable; k++) {
            const char *variable = rows[k].variable;
            bool share = strcmp(variable, "in_error") == 0;
            const Estimate *rate = find(estimates, first, share ? "share" : "rate", variable, NULL);
            const Estimate *amount = find(estimates, first, "amount", variable, NULL);

            /* where there is an improper total the gross one is a part of it */
            if (k > 0 && rows[k].label == rows[k - 1].label &&
                find(estimates, first, "rate", rows[k - 1].variable, NULL))
                continue;
            if (rate || amount)
                add_line(table, &letters, word(rows[k].label, show->language), rate, amount, show);
        }
    }
    finish(report, table, estimates, show);
}

static void
add_by_level(Report *report, const Estimates *estimates, Word title, const char *id,
             const ShowOptions *how)
{
    ShowOptions show = *how;

    if (!estimates)
        return;
    show.id = id;
    Table *table = start_table(estimates, title, &show);
    FlagLetters letters = flags_letters(estimates);
    for (size_t i = 0; i < estimates->n_rows; i++) {
        const Estimate *rate = &estimates->rows[i];

        if (begins_domain(estimates, i))
            add_heading(table, estimates, rate);
        if (strcmp(rate->statistic, "rate") != 0)
            continue;
        bool over = strcmp(rate->variable, "over") == 0;
        const char *level = payments_level_label(rate->level, show.language);
        g_autofree char *label = word_filled(cause_rows[over ? 0 : 1].label, show.language, level);
        add_line(table, &letters, label, rate,
                 find(estimates, rate, "amount", rate->variable, rate->level), &show);
    }
    finish(report, table, estimates, &show);
}

void
report_payments(Report *report, const PaymentsResult *result, PaymentsView view, double materiality,
                const PaymentsOptions *options, double tolerance, const ShowOptions *show)
{
    ShowOptions reviews = *show;

    add_named(report, result->main, WORD_PAY_TITLE, view_rows[view], MOST_ROWS, show);
    add_by_level(report, result->causes, WORD_PAY_BY_CAUSE, "causes", show);
    add_by_level(report, result->intents, WORD_PAY_BY_INTENT, "intents", show);
    add_by_level(report, result->liables, WORD_PAY_BY_LIABLE, "liable", show);
    reviews.id = "reviews";
    if (result->reviews)
        add_named(report, result->reviews, WORD_PAY_REVIEWS, review_rows, G_N_ELEMENTS(review_rows),
                  &reviews);
    if (result->recheck) {
        ShowOptions recheck = *show;

        recheck.id = "recheck";
        add_named(report, result->recheck, WORD_PAY_RECHECK, recheck_rows,
                  G_N_ELEMENTS(recheck_rows), &recheck);
    }
    payments_notes(report, result, options, tolerance);
    if (view == VIEW_EU && result->main->n_rows > 0)
        payments_note_materiality(report, result, materiality);
}
