/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/estimand.h"

#include "analysis/estimand_replicates.h"
#include "analysis/variance.h"

#include <math.h>
#include <string.h>

Estimands *
estimands_new(const Totals *totals)
{
    Estimands *estimands = g_new0(Estimands, 1);

    estimands->totals = totals;
    estimands->sums = sparse_new();
    estimands->members = g_array_new(FALSE, FALSE, sizeof(double));
    estimands->list = g_array_new(FALSE, FALSE, sizeof(Estimand));
    return estimands;
}

void
estimands_free(Estimands *estimands)
{
    if (!estimands)
        return;
    sparse_free(estimands->sums);
    g_array_unref(estimands->members);
    g_array_unref(estimands->list);
    g_free(estimands);
}

uint32_t
estimands_sum(Estimands *estimands)
{
    double none = 0.0;

    g_array_append_val(estimands->members, none);
    return sparse_begin(estimands->sums);
}

void
estimands_add_slot(Estimands *estimands, int64_t slot, double factor, double n)
{
    if (slot < 0)
        return;
    sparse_add(estimands->sums, (uint32_t)slot, factor);
    g_array_index(estimands->members, double, estimands->members->len - 1) += n;
}

double
estimands_value(const Estimands *estimands, uint32_t s)
{
    size_t n;
    const SparsePart *parts = sparse_row(estimands->sums, s, &n);
    double value = 0.0;

    for (size_t k = 0; k < n; k++)
        value += parts[k].value * totals_sums(estimands->totals)[parts[k].column];
    return value;
}

double
estimands_n(const Estimands *estimands, uint32_t s)
{
    return g_array_index(estimands->members, double, s);
}

void
estimands_add(Estimands *estimands, const Estimand *estimand)
{
    g_array_append_vals(estimands->list, estimand, 1);
}

double
estimand_total(const double *sums, double parameter, double *gradient)
{
    (void)parameter;
    gradient[0] = 1.0;
    return sums[0];
}

double
estimand_ratio(const double *sums, double parameter, double *gradient)
{
    gradient[0] = 1.0 / sums[1];
    gradient[1] = -sums[0] / (sums[1] * sums[1]);
    return parameter + sums[0] / sums[1];
}

/* Everyone or no one: exact whatever the order of summing. */
static bool
at_bound(const Estimand *of)
{
    return of->share && of->base_n > 0 && (of->n == 0 || of->n == of->base_n);
}

/* Value of a function of the values before it; its gradient as a row: that of each part, times the
 * slope in it. */
static double
evaluate_composite(const Estimand *of, const double *value, Sparse *gradient)
{
    g_autofree double *values = g_new(double, of->n_parts + 1);
    g_autofree double *slope = g_new0(double, of->n_parts + 1);

    for (size_t p = 0; p < of->n_parts; p++)
        values[p] = value[of->parts[p]];
    double result = of->composite(of->data, values, slope);
    for (size_t p = 0; p < of->n_parts && isfinite(result); p++) {
        size_t n;

        sparse_row(gradient, of->parts[p], &n);
        for (size_t k = 0; k < n; k++) { /* the row may move when an entry is added */
            SparsePart part = sparse_row(gradient, of->parts[p], &n)[k];

            sparse_add(gradient, part.column, slope[p] * part.value);
        }
    }
    return result;
}

/* Values of the estimates into VALUE, their gradients as rows over the sums. */
static Sparse *
evaluate(const Estimands *estimands, double *value)
{
    Sparse *gradient = sparse_new();

    for (guint e = 0; e < estimands->list->len; e++) {
        const Estimand *of = &g_array_index(estimands->list, Estimand, e);
        double sums[ESTIMAND_SUMS], slope[ESTIMAND_SUMS] = { 0 };

        sparse_begin(gradient);
        if (of->composite || of->fixed) {
            value[e] = of->fixed ? of->value : evaluate_composite(of, value, gradient);
            continue;
        }
        for (size_t k = 0; k < of->n_sums; k++)
            sums[k] = estimands_value(estimands, of->sums[k]);
        value[e] = of->function(sums, of->parameter, slope);
        if (of->known)
            value[e] = of->value;
        if (at_bound(of)) {
            value[e] = of->n > 0 ? 1.0 : 0.0;
            continue;
        }
        for (size_t k = 0; k < of->n_sums && isfinite(value[e]); k++)
            sparse_add(gradient, of->sums[k], slope[k]);
    }
    return gradient;
}

static double
degrees_of_freedom(const Support *support, const Design *design)
{
    const DesignSpec *spec = design_spec(design);

    switch (spec->df_rule) {
    case DF_DOMAIN:
        return support->n_psu - (double)support->n_strata;
    case DF_DESIGN:
        return design_df(design);
    case DF_NUMBER:
        return spec->df;
    case DF_INFINITE:
        return INFINITY;
    case DF_STRATA:
        return support->n_psu_strata - (double)support->n_strata;
    }
    g_assert_not_reached();
}

/* Variance over that of a simple random sample of the same size. Kish (1965), Survey Sampling,
 * section 8.2. */
static double
design_effect(const Estimand *of, double variance, double weighted_n, DeffReference reference,
              bool has_fpc)
{
    double n = (double)of->base_n, srs = of->spread / n;

    if (reference != DEFF_WR && (reference != DEFF_FPC || has_fpc))
        srs *= 1.0 - n / weighted_n;
    return reference == DEFF_NONE || !(srs > 0.0) ? NAN : variance / srs;
}

static void
set_limits(Estimate *row, const Estimand *of, const EstimandOptions *options)
{
    Proportion share = { row->value, row->se, (double)of->base_n, row->df, options->level };
    Limits limits;

    /* what R calls the mean of a category has the limits of a mean under the normal distribution */
    bool by_share = of->share && !(options->normal && g_strcmp0(of->statistic, "mean") == 0);

    if (of->fixed && isnan(row->se))
        return;
    if (row->flags & ESTIMATE_CENSUS && isfinite(row->value))
        limits = (Limits){ row->value, row->value, "census" };
    else if (by_share)
        limits = interval_share(options->interval, &share);
    else
        limits =
            interval_wald(row->value, row->se,
                          options->normal && row->df > 0.0 ? INFINITY : row->df, options->level);
    row->lower = limits.lower;
    row->upper = limits.upper;
    row->ci_method = limits.method;
}

/* ONE_UNIT: all whom it is about are in one PSU. */
static unsigned
flags_of(const Estimand *of, const Estimate *row, size_t lost, bool one_unit, const Design *design,
         const EstimandOptions *options)
{
    unsigned flags = row->flags;

    if (of->base_n == 0)
        flags |= ESTIMATE_EMPTY;
    else if (!isfinite(row->value))
        flags |= ESTIMATE_ZERO_BASE;
    if (at_bound(of))
        flags |= ESTIMATE_AT_BOUND;
    if (of->base_n < options->low_base)
        flags |= ESTIMATE_FEW;
    if (lost > 0)
        flags |= ESTIMATE_REPLICATES_LOST;
    if (design_census(design))
        flags |= ESTIMATE_CENSUS;
    else if (of->base_n > 0 && isnan(row->se))
        flags |= ESTIMATE_NO_VARIANCE;
    else if (of->base_n > 0 && isfinite(row->value) && (!(row->df > 0.0) || one_unit))
        flags |= ESTIMATE_FEW_UNITS;
    return flags;
}

/* Whether all cases of a ratio are in one PSU, whose score is then 0 and says nothing. */
static bool
is_of_one_unit(const Estimand *of, const Support *support)
{
    return !of->composite && of->function != estimand_total && !at_bound(of) && of->base_n > 0 &&
           support->n_psu <= 1.0;
}

static void
fill(Estimate *row, const Estimands *estimands, const Estimand *of, size_t lost,
     const Support *support, const Design *design, const EstimandOptions *options)
{
    bool one_unit = is_of_one_unit(of, support);

    row->statistic = of->statistic;
    row->variable = of->variable;
    row->level = of->level;
    row->by = of->by;
    row->n = of->n;
    row->base_n = of->base_n;
    row->weighted_n = estimands_value(estimands, of->base);
    row->cv = row->se / fabs(row->value);
    if (!isfinite(row->cv))
        row->cv = NAN;
    row->deff = design_effect(of, row->se * row->se, row->weighted_n, options->deff,
                              design_has_fpc(design));
    row->flags = flags_of(of, row, lost, one_unit, design, options);
    if (!isfinite(row->value) || of->base_n == 0)
        row->value = row->se = NAN;
    set_limits(row, of, options);
    if (one_unit && !(row->flags & ESTIMATE_CENSUS))
        row->lower = row->upper = NAN;
}

/* Strata of one unit each show the distances of their units from the mean of all under
 * SINGLETON_ADJUST; a census has no variance to show. */
static bool
shows_variance(const Design *design)
{
    bool adjusted = design_spec(design)->singleton == SINGLETON_ADJUST;

    return design_census(design) || (adjusted && design_n_psu(design) > 1.0);
}

/* The standard error, NAN where there is none. A variance that rounding leaves just below 0 is 0;
 * Horvitz and Thompson's may well be negative. */
static void
set_error(Estimate *row, const Estimand *of, const Support *support, double variance,
          const Design *design)
{
    bool negative = variance < -1e-12 * row->value * row->value && design_spec(design)->prob;

    row->se = at_bound(of) ? 0.0 : sqrt(fmax(variance, 0.0));
    if (!isfinite(variance) || of->fixed || (support->n_usable == 0 && !shows_variance(design)))
        row->se = NAN;
    if (negative) {
        row->se = NAN;
        row->flags |= ESTIMATE_NEGATIVE;
    }
}

/* Variances of the estimates; of replicate weights these are kept in *REPLICATES. With ALL, also
 * the whole matrix. */
static double *
variances(const Estimands *estimands, const Design *design, const Sparse *gradient,
          const double *value, const Bases *bases, EstimandReplicates **replicates, double **all)
{
    size_t m = estimands->list->len;

    if (!design_replicates(design) && !all)
        return variance_diagonal(estimands->totals, design, estimands->sums, gradient, bases);
    double *variance = g_new(double, m + 1);
    if (!design_replicates(design)) {
        *all = variance_matrix(estimands->totals, design, estimands->sums, gradient, bases);
        for (size_t e = 0; e < m; e++)
            variance[e] = (*all)[e * m + e];
        return variance;
    }
    *replicates = estimand_replicates_new(estimands, design, value);
    if (all)
        *all = estimand_replicates_matrix(*replicates);
    for (size_t e = 0; e < m; e++)
        variance[e] = estimand_replicates_variance(*replicates, e);
    return variance;
}

/* The part of the matrix ALL that has rows in the answer. */
static double *
shown_matrix(const Estimands *estimands, const double *all)
{
    size_t m = estimands->list->len, n = 0;
    double *matrix = g_new(double, m *m + 1);

    for (size_t a = 0; a < m; a++) {
        const Estimand *x = &g_array_index(estimands->list, Estimand, a);

        for (size_t b = 0; b < m && !x->hidden; b++) {
            const Estimand *y = &g_array_index(estimands->list, Estimand, b);

            if (!y->hidden)
                matrix[n++] = x->fixed || y->fixed ? NAN : all[a * m + b];
        }
    }
    return matrix;
}

/* The sums that are the base of an estimate; the others are empty. */
static Sparse *
base_sums(const Estimands *estimands)
{
    size_t n_sums = sparse_rows(estimands->sums), n;
    g_autofree bool *is_base = g_new0(bool, n_sums + 1);
    Sparse *bases = sparse_new();

    for (guint e = 0; e < estimands->list->len; e++)
        is_base[g_array_index(estimands->list, Estimand, e).base] = true;
    for (size_t s = 0; s < n_sums; s++) {
        const SparsePart *parts = sparse_row(estimands->sums, s, &n);

        sparse_begin(bases);
        for (size_t k = 0; k < n && is_base[s]; k++)
            sparse_add(bases, parts[k].column, parts[k].value);
    }
    return bases;
}

void
estimands_finish(const Estimands *estimands, const Design *design, const EstimandOptions *options,
                 Estimates *out, double **matrix)
{
    size_t m = estimands->list->len;
    const double *members = (const double *)(gpointer)estimands->members->data;
    g_autofree double *value = g_new(double, m + 1);
    g_autofree uint32_t *base = g_new(uint32_t, m + 1);
    g_autoptr(Sparse) gradient = evaluate(estimands, value);
    g_autoptr(EstimandReplicates) replicates = NULL;
    const Bases bases = { base, members };

    for (size_t e = 0; e < m; e++)
        base[e] = g_array_index(estimands->list, Estimand, e).base;
    g_autofree double *all = NULL;
    g_autofree double *variance =
        variances(estimands, design, gradient, value, &bases, &replicates, matrix ? &all : NULL);
    g_autoptr(Sparse) weights = base_sums(estimands);
    g_autofree Support *support = variance_support(estimands->totals, design, weights, members);

    for (size_t e = 0; e < m; e++) {
        const Estimand *of = &g_array_index(estimands->list, Estimand, e);

        if (of->hidden)
            continue;
        Estimate *row = estimates_add(out);

        row->value = value[e];
        if (of->error_known && !replicates)
            variance[e] = of->error * of->error;
        set_error(row, of, &support[base[e]], variance[e], design);
        row->df = degrees_of_freedom(&support[base[e]], design);
        fill(row, estimands, of, replicates ? replicates->lost[e] : 0, &support[base[e]], design,
             options);
    }
    if (matrix)
        *matrix = shown_matrix(estimands, all);
}

GArray *
estimands_roots(const Estimands *estimands, const Design *design)
{
    size_t m = estimands->list->len;
    g_autofree double *value = g_new(double, m + 1);
    g_autofree uint32_t *base = g_new(uint32_t, m + 1);
    g_autoptr(Sparse) gradient = evaluate(estimands, value);
    const Bases bases = { base, (const double *)(gpointer)estimands->members->data };

    for (size_t e = 0; e < m; e++)
        base[e] = g_array_index(estimands->list, Estimand, e).base;
    return variance_roots(estimands->totals, design, estimands->sums, gradient, &bases);
}
