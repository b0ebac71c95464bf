/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_response.c - outcome rates as a table: each rate with what was divided by what. */
#include "analysis/response.h"
#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/tabulate.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

typedef struct {
    const Estimates *rates;
    FlagLetters letters; /* of .rates */
    const ShowOptions *options;
    bool intervals; /* any rate has limits */
} Answer;

static Table *
start_table(const Answer *answer)
{
    const char *language = answer->options->language;
    g_autofree char *interval = interval_head(answer->rates->level, language);
    const TableColumn columns[] = {
        { "statistic", word(WORD_RATE, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "estimate", word(WORD_PER_CENT, language), NULL, COLUMN_OF_NUMBERS, NULL, 2, 0 },
        { "ci", interval, NULL, COLUMN_OF_NUMBERS, NULL, 2, 0 },
        { "base_n", word(WORD_BASE, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
        { "variable", word(WORD_FORMULA, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 }
    };
    TableColumn shown[G_N_ELEMENTS(columns)];
    size_t n = 0;

    for (size_t j = 0; j < G_N_ELEMENTS(columns); j++)
        if (answer->intervals || strcmp(columns[j].name, "ci") != 0)
            shown[n++] = columns[j];
    return table_new(answer->options->id, shown, n);
}

static void
add_rate(Table *table, const Answer *answer, const Estimate *rate)
{
    const char *language = answer->options->language;
    int decimals = share_decimals(rate->base_n, answer->options->decimals);
    double share = share_exact(rate->value, rate->n, rate->base_n);
    char *text = isfinite(share) ? number_format(share, 2, decimals, number_style(language)) : NULL;
    Entry entries[5];
    size_t n = 0;

    entries[n++] = entry_text(table, rate->statistic);
    bool withheld = rate->flags & ESTIMATE_WITHHELD;
    entries[n] =
        withheld ? entry_withheld(table, language) : entry_shown(table, share, text, language);
    entries[n++].mark =
        flags_mark(table, &answer->letters, rate->flags & ~(unsigned)ESTIMATE_WITHHELD);
    if (answer->intervals)
        entries[n++] = withheld
                           ? entry_withheld(table, language)
                           : entry_interval(table, rate->lower, rate->upper, 2, decimals, language);
    entries[n++] = withheld ? entry_withheld(table, language) : entry_number((double)rate->base_n);
    entries[n++] = entry_text(table, rate->variable);
    memcpy(table_add(table, ROW_BODY), entries, n * sizeof *entries);
}

/* A heading where a new domain begins. */
static void
add_domain(Table *table, const Answer *answer, const Estimate *rate, const Estimate *last)
{
    size_t n_by = answer->rates->n_by;
    g_autoptr(GString) heading = g_string_new(NULL);
    bool same = last != NULL;

    for (size_t k = 0; k < n_by; k++) {
        const char *category = rate->by ? rate->by[k] : NULL;

        same = same && g_strcmp0(category, last->by ? last->by[k] : NULL) == 0;
        g_string_append_printf(heading, "%s%s", k ? ", " : "",
                               category ? category : word(WORD_MISSING, answer->options->language));
    }
    if (n_by == 0 || same)
        return;
    Entry name = entry_text(table, heading->str);
    *table_add(table, ROW_GROUP) = name;
}

Table *
table_of_response(const Estimates *estimates, const ShowOptions *options)
{
    Answer answer = { .rates = estimates, .letters = flags_letters(estimates), .options = options };

    for (size_t i = 0; i < estimates->n_rows; i++)
        answer.intervals =
            answer.intervals || (options->intervals && isfinite(estimates->rows[i].lower));
    Table *table = start_table(&answer);
    for (size_t i = 0; i < estimates->n_rows; i++) {
        const Estimate *rate = &estimates->rows[i];

        add_domain(table, &answer, rate, i > 0 ? rate - 1 : NULL);
        add_rate(table, &answer, rate);
    }
    table->title = table_text(table, options->title ? options->title
                                                    : word(WORD_RESPONSE_RATES, options->language));
    note_withheld(table, true, estimates->suppress_below, estimates->n_withheld, options->language);
    flags_note(table, estimates, options->language);
    table->data = tidy_of_estimates(estimates, options->id);
    return table;
}
