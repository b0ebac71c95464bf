/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rao_scott.c - independence of two variables under a sampling design.
 *
 * Rao and Scott (1981), JASA 76, 221-230; (1984), Ann. Statist. 12, 46-60. Under independence
 * Pearson's statistic of the estimated shares is distributed as a sum of delta times chi-square on
 * one degree of freedom, with the delta (generalised design effects) the eigenvalues of
 * (C'D^-1 C / n)^-1 (C'D^-1 V D^-1 C): C spans the interaction, D holds the shares, V is their
 * covariance under the design. */
#include "analysis/interaction.h"
#include "analysis/mixture.h"
#include "analysis/tests.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

bool
test_effects(const TestTable *table, Effects *effects)
{
    g_auto(Margins) margins = test_margins(table);
    size_t m = table->n_rows * table->n_cols;
    g_autofree double *share = g_new(double, m + 1);

    for (size_t a = 0; a < m; a++)
        share[a] = table->total[a] / margins.all;
    g_autoptr(Directions) directions = directions_new(share, table->n_rows, table->n_cols);
    if (!directions)
        return false;
    *effects = effects_of_covariance(directions, table->share_covariance, m, table->n);
    return true;
}

static bool
find_effects(const TestTable *table, Effects *effects, TestResult *result)
{
    if (table->effects) {
        *effects = *table->effects;
    } else if (!test_effects(table, effects)) {
        result->flags |= TEST_TOO_LARGE;
        return false;
    }
    if (effects->k == 1) /* one effect is its own trace, free of rounding */
        effects->square = effects->trace * effects->trace;
    if (effects->k > 0 && effects->trace > 1e-12 * (double)effects->k)
        return true;
    result->flags |= effects->k > 0 ? TEST_NO_VARIANCE : TEST_SINGULAR;
    return false;
}

static void
run_rs1(const TestTable *table, TestResult *result)
{
    Effects effects;

    if (!find_effects(table, &effects, result))
        return;
    result->df1 = (double)effects.k;
    result->statistic = result->x2 / (effects.trace / (double)effects.k);
    result->p = gsl_cdf_chisq_Q(result->statistic, result->df1);
}

/* F of STATISTIC with the degrees of freedom of Satterthwaite; Thomas and Rao (1987), JASA 82,
 * 630-636. */
static void
second_order(const TestTable *table, double statistic, TestResult *result)
{
    Effects effects;

    if (!find_effects(table, &effects, result))
        return;
    result->statistic = statistic / effects.trace;
    result->df1 = effects.trace * effects.trace / effects.square;
    result->df2 = result->df1 * table->df;
    result->p = test_f_tail(result->statistic, result->df1, result->df2);
}

static void
run_rs2(const TestTable *table, TestResult *result)
{
    second_order(table, result->x2, result);
}

static void
run_rs_lr(const TestTable *table, TestResult *result)
{
    second_order(table, test_likelihood(table), result);
}

/* The distribution itself rather than one with the same mean and variance. The denominator has the
 * degrees of freedom of the second-order F; a covariance from replicate weights counts as known. */
static void
by_mixture(const TestTable *table, TestResult *result, double (*tail)(const Mixture *))
{
    Effects effects;

    if (!find_effects(table, &effects, result))
        return;
    double df1 = effects.trace * effects.trace / effects.square;
    size_t k, n;
    g_autofree double *matrix = interaction_effects(table, &k);
    if (!matrix) {
        result->flags |= TEST_SINGULAR;
        return;
    }
    g_autofree double *delta = interaction_eigenvalues(matrix, k, &n);
    Mixture mixture = { delta, n, result->x2,
                        table->replicated ? (double)INFINITY : df1 * table->df };

    result->statistic = result->x2;
    result->p = result->x2 > 0.0 ? tail(&mixture) : 1.0;
}

static void
run_rs_exact(const TestTable *table, TestResult *result)
{
    by_mixture(table, result, mixture_tail);
}

static void
run_rs_saddlepoint(const TestTable *table, TestResult *result)
{
    by_mixture(table, result, mixture_saddlepoint);
}

const TestKind test_kind_rs1 = {
    .name = "rs1",
    .summary = "Rao-Scott, first order: chi-square over the mean design effect",
    .needs = TEST_OF_TWO | TEST_BY_SHARES | TEST_BY_TRACE,
    .run = run_rs1,
};

const TestKind test_kind_rs2 = {
    .name = "rs2",
    .summary = "Rao-Scott, second order: F (default under a design)",
    .needs = TEST_OF_TWO | TEST_BY_SHARES | TEST_BY_SQUARES,
    .run = run_rs2,
};

const TestKind test_kind_rs_lr = {
    .name = "rs-lr",
    .summary = "the same from the likelihood ratio",
    .needs = TEST_OF_TWO | TEST_BY_SHARES | TEST_BY_SQUARES,
    .run = run_rs_lr,
};

const TestKind test_kind_rs_exact = {
    .name = "rs-exact",
    .summary = "Rao-Scott with the exact mixture of chi-squares",
    .needs = TEST_OF_TWO | TEST_BY_SHARES,
    .run = run_rs_exact,
};

const TestKind test_kind_rs_saddlepoint = {
    .name = "rs-saddlepoint",
    .summary = "its saddlepoint approximation",
    .needs = TEST_OF_TWO | TEST_BY_SHARES,
    .run = run_rs_saddlepoint,
};
