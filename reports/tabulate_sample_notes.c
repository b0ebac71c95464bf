/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_sample_notes.c - what stands under the tables of a reviewed sample. */
#include "datasets/number.h"
#include "reports/tabulate_sample.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

/* A note whose words are filled with texts. */
static void
add_filled(Report *report, char *text)
{
    report_note(report, text);
    g_free(text);
}

static char *
show_number(double value, int decimals, const char *language)
{
    return number_format(value, 0, decimals, number_style(language));
}

static void
note_limits(Report *report, const PaymentsOptions *options)
{
    const char *language = report->language;
    g_autofree char *few = show_number((double)options->few, 0, language);
    g_autofree char *many = show_number((double)options->many, 0, language);
    g_autofree char *replicates = show_number((double)options->replicates, 0, language);
    g_autofree char *seed = g_strdup_printf("%" G_GUINT64_FORMAT, options->seed);
    const char *name = payments_limit_names[options->limits];
    g_autofree char *kind = NULL;

    if (options->limits == LIMITS_AUTO)
        kind = word_filled(WORD_PAY_LIMITS_AUTO, language, many);
    else if (options->limits == LIMITS_PERCENTILE || options->limits == LIMITS_BCA)
        kind = word_filled(WORD_PAY_LIMITS_BOOTSTRAP, language, name, replicates, seed);
    else
        kind = g_strdup(name);
    add_filled(report, word_filled(WORD_PAY_LIMITS, language, kind, few));
}

static void
note_frame(Report *report, const PaymentsResult *result)
{
    static const Word methods[N_METHODS] = {
        WORD_PAY_METHOD_COMBINED,   WORD_PAY_METHOD_SEPARATE,   WORD_PAY_METHOD_EXPANSION,
        WORD_PAY_METHOD_DIFFERENCE, WORD_PAY_METHOD_REGRESSION, WORD_PAY_METHOD_SEPARATE_REGRESSION
    };
    const char *language = report->language;
    g_autofree char *n = show_number((double)result->n, 0, language);
    g_autofree char *errors = show_number((double)result->n_errors, 0, language);
    g_autofree char *df = show_number(result->df, 0, language);
    g_autofree char *strata = show_number((double)result->n_strata, 0, language);

    add_filled(report, word_filled(WORD_PAY_SAMPLE, language, n, errors, df));
    if (!isnan(result->units)) {
        g_autofree char *units = show_number(result->units, 0, language);
        g_autofree char *book = isnan(result->book) ? NULL : show_number(result->book, 0, language);
        add_filled(report, book ? word_filled(WORD_PAY_FRAME, language, units, strata, book)
                                : word_filled(WORD_PAY_FRAME_UNITS, language, units, strata));
    }
    report_note(report, word(methods[result->method], language));
}

static void
note_recheck(Report *report, const PaymentsResult *result)
{
    const char *language = report->language;

    if (!result->recheck)
        return;
    g_autofree char *again = show_number((double)result->n_again, 0, language);
    g_autofree char *n = show_number((double)result->n, 0, language);
    g_autofree char *slope = show_number(result->slope, 3, language);
    add_filled(report, word_filled(WORD_PAY_RECHECK_NOTE, language, again, n, slope));
}

static void
note_reviews(Report *report, const PaymentsResult *result, double tolerance)
{
    const char *language = report->language;
    const struct {
        size_t n;
        Word words;
    } counted[] = { { result->n_out_of_scope, WORD_PAY_OUT_OF_SCOPE },
                    { result->n_capped, WORD_PAY_CAPPED },
                    { result->n_apportioned, WORD_PAY_APPORTIONED } };
    g_autofree char *unknown = show_number((double)result->n_unknown, 0, language);
    g_autofree char *not_done = show_number((double)result->n_not_done, 0, language);
    g_autofree char *tolerated = show_number((double)result->n_tolerated, 0, language);
    g_autofree char *limit =
        show_number(tolerance, tolerance == floor(tolerance) ? 0 : 2, language);

    if (result->reviews)
        add_filled(report, word_filled(WORD_PAY_INCOMPLETE, language, unknown, not_done));
    for (size_t k = 0; k < G_N_ELEMENTS(counted); k++) {
        g_autofree char *n = show_number((double)counted[k].n, 0, language);

        if (counted[k].n > 0)
            add_filled(report, word_filled(counted[k].words, language, n));
    }
    if (tolerance > 0.0)
        add_filled(report, word_filled(WORD_PAY_TOLERANCE, language, limit, tolerated));
}

static void
note_targeted(Report *report, const PaymentsTargeted *targeted)
{
    const char *language = report->language;
    g_autofree char *n = show_number((double)targeted->n, 0, language);
    g_autofree char *errors = show_number((double)targeted->n_errors, 0, language);
    g_autofree char *over = show_number(targeted->over, 0, language);
    g_autofree char *under = show_number(targeted->under, 0, language);

    if (targeted->n > 0)
        add_filled(report, word_filled(WORD_PAY_TARGETED, language, n, errors, over, under));
}

/* The net rate of all payments; NULL: none. */
static const Estimate *
net_rate(const Estimates *estimates)
{
    for (size_t i = 0; i < estimates->n_rows; i++) {
        const Estimate *row = &estimates->rows[i];

        if (strcmp(row->statistic, "rate") == 0 && strcmp(row->variable, "net") == 0 && !row->level)
            return row;
    }
    return NULL;
}

void
payments_note_materiality(Report *report, const PaymentsResult *result, double materiality)
{
    const char *language = report->language;
    const Estimate *net = net_rate(result->main);
    const NumberStyle *style = number_style(language);

    if (!net || isnan(materiality) || isnan(net->upper))
        return;
    g_autofree char *number = number_format(materiality, 2, 1, style);
    g_autofree char *shown_ = g_strconcat(number, style->percent, NULL);
    Word verdict = net->upper < materiality   ? WORD_PAY_MATERIAL_BELOW
                   : net->lower > materiality ? WORD_PAY_MATERIAL_ABOVE
                                              : WORD_PAY_MATERIAL_UNSURE;
    add_filled(report, word_filled(verdict, language, shown_));
}

void
payments_notes(Report *report, const PaymentsResult *result, const PaymentsOptions *options,
               double tolerance)
{
    note_frame(report, result);
    note_recheck(report, result);
    note_limits(report, options);
    note_reviews(report, result, tolerance);
    note_targeted(report, &result->targeted);
}
