/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_recheck.c - rates of error corrected by a second review of some of the payments. */
#include "analysis/payments_estimate.h"
#include "analysis/two_phase.h"
#include "datasets/error.h"

#include <math.h>

enum { OVER, UNDER, GROSS, NET, N_MEASURES };
static const char *const measures[] = { "over", "under", "gross", "net" };

static double
part_of(double over, double under, int measure)
{
    return measure == OVER    ? over
           : measure == UNDER ? under
           : measure == GROSS ? over + under
                              : over - under;
}

/* Errors by the first and by the second review into FIRST and SECOND [n]. */
static void
find_errors(const PaymentsSample *sample, int measure, double *first, double *second)
{
    for (size_t i = 0; i < sample->n; i++) {
        double off = sample->paid[i] - sample->recheck[i];

        first[i] = part_of(sample->over[i], sample->under[i], measure);
        second[i] = isnan(off) ? 0.0 : part_of(fmax(off, 0.0), fmax(-off, 0.0), measure);
    }
}

/* With few errors found in the second review the limits are exact, never 0 +- 0. */
static Limits
limits_of(const PaymentsOptions *options, const TwoPhaseResult *found, size_t n_errors,
          double times)
{
    const PaymentsUncertain few = { .value = found->rate * times,
                                    .se = found->se * times,
                                    .df = found->df,
                                    .level = options->level,
                                    .base = times,
                                    .n = (double)found->n_again,
                                    .n_errors = n_errors,
                                    .effective = (double)found->n_again };

    if (n_errors < options->few)
        return payments_limits_exact(&few);
    return interval_wald(found->rate * times, found->se * times, found->df, options->level);
}

static void
add_row(Estimates *out, const PaymentsOptions *options, const TwoPhaseResult *found,
        const char *variable, size_t n_errors, double times)
{
    Estimate *row = estimates_add(out);
    Limits limits = limits_of(options, found, n_errors, times);

    row->statistic = times == 1.0 ? "rate" : "amount";
    row->variable = variable;
    row->n = n_errors;
    row->base_n = found->n_again;
    row->value = found->rate * times;
    row->se = found->se * times;
    row->df = found->df;
    row->lower = limits.lower;
    row->upper = limits.upper;
    row->ci_method = limits.method;
    row->cv = row->value != 0.0 ? row->se / fabs(row->value) : NAN;
    row->deff = row->weighted_n = NAN;
    if (isnan(row->se))
        row->flags |= ESTIMATE_NO_VARIANCE;
    if (n_errors < options->few)
        row->flags |= ESTIMATE_RARE;
    if (n_errors == 0)
        row->se = row->cv = NAN;
}

bool
payments_recheck(const PaymentsSample *sample, const PaymentsDesign *design, double book,
                 const PaymentsOptions *options, PaymentsResult *result, GError **error)
{
    g_autofree bool *again = g_new0(bool, sample->n + 1);
    g_autofree double *first = g_new0(double, sample->n + 1);
    g_autofree double *second = g_new0(double, sample->n + 1);
    g_autofree size_t *counts = g_new0(size_t, design->n_strata + 1);

    for (size_t i = 0; i < sample->n; i++) {
        again[i] = !isnan(sample->recheck[i]) && design->weight[i] > 0.0;
        counts[design->stratum[i]] += again[i];
    }
    for (size_t h = 0; h < design->n_strata; h++)
        if (counts[h] == 0) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "stratum '%s': no payment was reviewed again; the second review is a "
                        "random part of each stratum",
                        (const char *)g_ptr_array_index(design->names, h));
            return false;
        }
    result->recheck = estimates_new();
    result->recheck->level = options->level;
    for (int k = 0; k < N_MEASURES; k++) {
        find_errors(sample, k, first, second);
        TwoPhaseResult found = two_phase(&(TwoPhase){ .n = sample->n,
                                                      .n_strata = design->n_strata,
                                                      .stratum = design->stratum,
                                                      .weight = design->weight,
                                                      .fraction = design->fraction,
                                                      .again = again,
                                                      .paid = sample->paid,
                                                      .first = first,
                                                      .second = second });

        size_t n_errors = 0;
        for (size_t i = 0; i < sample->n; i++)
            n_errors += again[i] && second[i] != 0.0;
        add_row(result->recheck, options, &found, measures[k], n_errors, 1.0);
        if (!isnan(book))
            add_row(result->recheck, options, &found, measures[k], n_errors, book);
        result->slope = k == GROSS ? found.slope : result->slope;
        result->n_again = found.n_again;
    }
    return true;
}
