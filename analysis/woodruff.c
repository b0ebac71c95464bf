/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/woodruff.h"

#include <math.h>

enum { CHUNK = 65536 };

/* Adds the kept rows, with a value a point: 1 where the row lies at or below its quantile. QUANTILE
 * is [groups of the statistic * points]. */
static void
add_rows(Totals *totals, const Statistic *statistic, const double *quantile)
{
    const Kept *kept = statistic->kept;
    const double *value = (const double *)(gpointer)kept->value->data;
    const int32_t *code = (const int32_t *)(gpointer)kept->code->data;
    size_t n = statistic->n_points, n_rows = kept->code->len;
    g_autofree double *below = g_new(double, n *CHUNK);
    g_autofree const double **values = g_new(const double *, n + 1);

    for (size_t k = 0; k < n; k++)
        values[k] = below + k * CHUNK;
    for (size_t begin = 0; begin < n_rows; begin += CHUNK) {
        size_t end = MIN(begin + CHUNK, n_rows);
        TermRows term = { code + begin, values };
        DesignRows rows;

        for (size_t k = 0; k < n; k++)
            for (size_t i = begin; i < end; i++)
                below[k * CHUNK + i - begin] = value[i] <= quantile[(size_t)code[i] * n + k];
        kept_rows(kept, begin, end, &rows);
        totals_add(totals, &rows, &term);
    }
}

/* The shares at the quantiles as estimands, group by group, point by point. */
static void
add_shares(Estimands *estimands, const Totals *totals, size_t n_points, const int32_t *groups,
           size_t n_groups)
{
    for (size_t g = 0; g < n_groups; g++) {
        double n = totals_n(totals, 0, groups[g]);
        int64_t slot = totals_slot(totals, 0, groups[g]);
        uint32_t base = estimands_sum(estimands);

        estimands_add_slot(estimands, slot, 1.0, n);
        for (size_t k = 0; k < n_points; k++) {
            Estimand share = { .statistic = "share",
                               .function = estimand_ratio,
                               .base = base,
                               .n_sums = 2,
                               .base_n = (size_t)n,
                               .share = true };

            share.sums[0] = estimands_sum(estimands);
            estimands_add_slot(estimands, slot < 0 ? -1 : slot + 1 + (int64_t)k, 1.0, 0.0);
            share.sums[1] = base;
            /* everyone lies at or below the greatest value; how many do else is of no use */
            share.n = estimands_value(estimands, share.sums[0]) == estimands_value(estimands, base)
                          ? share.base_n
                          : 1;
            estimands_add(estimands, &share);
        }
    }
}

static void
fill_row(Estimate *row, const Estimate *share, const Distribution *of, const QuantileRule *rule,
         const EstimandOptions *options, Estimates *out)
{
    g_autofree char *method =
        share->ci_method ? g_strconcat("woodruff-", share->ci_method, NULL) : NULL;
    double t = interval_critical(share->df, options->level);

    if (row->flags & ESTIMATE_CENSUS) {
        row->lower = row->upper = row->value;
        row->se = row->cv = 0.0;
        row->ci_method = "census";
        return;
    }
    row->ci_method = estimates_text(out, method);
    row->df = share->df;
    /* a limit that the scale cuts off at 0 or 1 lies beyond all values, not at the outermost */
    if (share->lower > 0.0)
        row->lower = quantile_of(rule, of, share->lower);
    if (share->upper < 1.0 || share->value == 1.0)
        row->upper = quantile_of(rule, of, share->upper);
    row->se = (row->upper - row->lower) / (2.0 * t);
    row->cv = row->value != 0.0 ? row->se / fabs(row->value) : NAN;
    if (share->base_n <= 1) /* one value has no spread */
        row->lower = row->upper = row->se = row->cv = NAN;
    if (isfinite(row->se))
        row->flags &= ~(unsigned)ESTIMATE_NO_VARIANCE;
    else
        row->flags |= ESTIMATE_NO_VARIANCE;
}

void
woodruff_fill(const Statistic *statistic, const Design *design, const QuantileRule *rule,
              const int32_t *groups, size_t n_groups, const EstimandOptions *options,
              Estimates *out, size_t first)
{
    size_t n = statistic->n_points;
    g_autofree double *quantile = g_new0(double, statistic->n_distributions *n + 1);
    const TermSpec term = { .n_values = n };
    g_autoptr(Totals) totals = totals_new(design_clustered(design), &term, 1, false);
    g_autoptr(Estimates) shares = estimates_new();
    EstimandOptions plain = *options;

    for (size_t g = 0; g < statistic->n_distributions; g++)
        for (size_t k = 0; k < n; k++)
            quantile[g * n + k] =
                quantile_of(rule, &statistic->distributions[g], statistic->points[k]);
    add_rows(totals, statistic, quantile);
    totals_finish(totals, design_units(design), design_factor(design), NULL);
    g_autoptr(Estimands) estimands = estimands_new(totals);
    add_shares(estimands, totals, n, groups, n_groups);
    plain.deff = DEFF_NONE;
    estimands_finish(estimands, design, &plain, shares, NULL);
    for (size_t g = 0; g < n_groups; g++)
        for (size_t k = 0; k < n; k++)
            if (shares->rows[g * n + k].base_n > 0)
                fill_row(&out->rows[first + g * n + k], &shares->rows[g * n + k],
                         &statistic->distributions[groups[g]], rule, options, out);
}
