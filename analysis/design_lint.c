/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_lint.c - what in a design is allowed and yet most often a mistake. */
#include "analysis/design_report.h"
#include "analysis/design_state.h"

#include <math.h>

enum { NAMED = 5 };

static void
name_one(GString *names, size_t n, const char *name)
{
    if (n < NAMED)
        g_string_append_printf(names, "%s%s", n ? ", " : "", name);
    else if (n == NAMED)
        g_string_append(names, ", ...");
}

static void
check_singletons(DesignReport *report)
{
    for (size_t s = 0; s < report->n_stages; s++) {
        g_autoptr(GString) names = g_string_new(NULL);
        size_t n_strata, n = 0;
        const Stratum *strata = design_stage_strata(report->design, s, &n_strata);

        for (size_t h = 0; h < n_strata; h++) {
            g_autofree char *text = design_stratum_text(report->design, s, h);

            if (strata[h].singleton)
                name_one(names, n++, s == 0 ? strata[h].name : text);
        }
        if (n > 0 && s == 0)
            design_report_say(report, "singletons",
                              "%zu %s one PSU and show%s no variance: %s; merge them with "
                              "neighbours, or choose a rule with --singleton",
                              n, n == 1 ? "stratum has" : "strata have", n == 1 ? "s" : "",
                              names->str);
        else if (n > 0)
            design_report_say(report, "singletons",
                              "stage %zu: %zu with one unit and no variance within: %s; choose a "
                              "rule with --singleton",
                              s + 1, n, names->str);
    }
}

/* Ids that were met in several strata, or in several units of the stage above. */
static void
check_nesting(DesignReport *report)
{
    for (size_t s = 0; s < report->n_stages && !report->nest; s++) {
        const Stage *stage = &report->design->stages[s];
        g_autoptr(GString) names = g_string_new(NULL);
        g_autofree uint32_t *times = g_new0(uint32_t, stage->unit_texts->texts->len + 1);
        size_t n = 0;

        for (uint32_t u = 0; u < pairs_count(stage->unit_pairs); u++) {
            uint32_t code = pairs_member(stage->unit_pairs, u).b;

            if (++times[code] == 2)
                name_one(names, n++, levels_text(stage->unit_texts, (int32_t)code));
        }
        if (n > 0)
            design_report_say(
                report, s == 0 ? "psu_in_two_strata" : "unit_in_two_places",
                "%zu of the numbers in %s stand%s in more than one %s: %s; if numbers "
                "are used again in each, say --nest, else mend the data",
                n, stage->unit_name, n == 1 ? "s" : "", s == 0 ? "stratum" : "stratum or unit",
                names->str);
    }
}

static void
check_weights(DesignReport *report)
{
    const WeightReport *weights = &report->weights;
    double n = (double)weights->n;

    if (!report->weighted || weights->n == 0)
        return;
    if (report->spec.weight && fabs(weights->sum - n) < 0.005 * n && weights->n > 1)
        design_report_say(report, "weights_sum_to_n",
                          "%s sums to %g over %zu rows: it looks scaled to the sample, and totals "
                          "will be those of the sample; means and shares are not touched",
                          report->spec.weight, weights->sum, weights->n);
    if (weights->n_zero > 0)
        design_report_say(report, "weights_of_zero",
                          "%zu %s 0 and add%s nothing but a place in the design", weights->n_zero,
                          weights->n_zero == 1 ? "row weighs" : "rows weigh",
                          weights->n_zero == 1 ? "s" : "");
    if (weights->kish > 2.0 || weights->greatest > 10.0 * weights->median)
        design_report_say(report, "weights_vary",
                          "the weights vary wildly: the largest is %.3g times the median, and "
                          "their variation costs a factor %.3g in variance; %zu rows are worth "
                          "%.0f; consider trimming",
                          weights->greatest / weights->median, weights->kish, weights->n,
                          weights->effective);
}

/* In a sample of rows the weights of a stratum add up to its population. */
static void
check_fpc_against_weights(DesignReport *report)
{
    const Stage *stage = &report->design->stages[0];
    size_t n_wrong = 0, worst = 0;

    if (!stage->fpc_name || stage->unit_name || report->n_stages > 1 || !report->spec.weight)
        return;
    for (size_t h = 0; h < report->n_strata; h++) {
        double ratio = report->strata[h].weight * report->strata[h].fraction / report->strata[h].n;

        if (!(ratio > 0.5 && ratio < 2.0) && n_wrong++ == 0)
            worst = h;
    }
    if (2 * n_wrong > report->n_strata)
        design_report_say(report, "fpc_against_weights",
                          "%s says %g of %g units in stratum %s, but the weights there sum to %g; "
                          "is it a rate given as a count, or the reverse? (--fpc-unit)",
                          stage->fpc_name, report->strata[worst].n,
                          report->strata[worst].n / report->strata[worst].fraction,
                          report->strata[worst].name, report->strata[worst].weight);
}

/* PSUs are counted, not what lies in them: there cannot be more PSUs than weights add up to. */
static void
check_fpc_of_clusters(DesignReport *report)
{
    const Stage *stage = &report->design->stages[0];
    size_t n_wrong = 0, first = 0;

    if (!stage->fpc_name || !stage->unit_name || !report->spec.weight)
        return;
    for (size_t h = 0; h < report->n_strata; h++) {
        double population = report->strata[h].n / report->strata[h].fraction;

        if (population >= 0.9 * report->strata[h].weight && n_wrong++ == 0)
            first = h;
    }
    if (2 * n_wrong > report->n_strata)
        design_report_say(report, "fpc_counts_rows",
                          "%s says %g PSUs in stratum %s, but the weights there sum to %g, and no "
                          "PSU is less than one unit; it is the number of PSUs in the population, "
                          "not of what lies in them, and no rate in per cent",
                          stage->fpc_name, report->strata[first].n / report->strata[first].fraction,
                          report->strata[first].name, report->strata[first].weight);
}

static void
check_fpc_values(DesignReport *report)
{
    for (size_t s = 0; s < report->n_stages; s++) {
        const Stage *stage = &report->design->stages[s];
        bool counts = report->spec.fpc_unit == FPC_COUNT;
        double odd = NAN;

        for (guint h = 0; stage->fpc_name && h < stage->fpc->len; h++) {
            double fpc = g_array_index(stage->fpc, double, h);

            counts = counts || (report->spec.fpc_unit == FPC_UNKNOWN && fpc > 1.0);
            if (fpc != floor(fpc) && isnan(odd))
                odd = fpc;
        }
        if (counts && !isnan(odd))
            design_report_say(
                report, "fpc_not_whole",
                "%s is taken for a number of units, but holds %g, which is no whole "
                "number; a rate (--fpc-unit rate) is between 0 and 1, not in per cent",
                stage->fpc_name, odd);
    }
}

void
design_report_check(DesignReport *report)
{
    check_weights(report);
    check_fpc_values(report);
    check_fpc_against_weights(report);
    check_fpc_of_clusters(report);
    check_nesting(report);
    check_singletons(report);
}
