/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/payments_target.h"

#include "analysis/bootstrap.h"

#include <math.h>
#include <string.h>

/* The amount of X; that of all payments is known. */
static double
base_amount(const PaymentsBasis *basis, const Target *target, const double *w, const double *x,
            bool whole, double *score)
{
    if (whole && target->kind != TARGET_SHARE && !isnan(basis->book_total)) {
        if (score)
            memset(score, 0, basis->n * sizeof *score);
        return basis->book_total;
    }
    return payments_amount(basis, w, x, score);
}

/* The value under W (NULL: the weights of the sample); with SCORE [n] its linearised scores, for
 * which SPARE [2 n] is room. */
static double
target_value(const PaymentsBasis *of, const Target *target, const double *w, double *score,
             double *spare)
{
    PaymentsBasis basis = *of;
    double *score_x = score ? spare : NULL, *score_z = score ? spare + of->n : NULL;

    if (target->kind == TARGET_SHARE)
        basis.book_total = NAN;
    double y = payments_amount(&basis, w, target->y, score);
    if (target->kind == TARGET_AMOUNT)
        return y + target->offset;
    double x = base_amount(&basis, target, w, target->x, target->whole, score_x);
    double rate = y / x, z = 1.0;
    if (target->kind == TARGET_SCALED)
        z = base_amount(&basis, target, w, target->z, target->whole, score_z);
    for (size_t i = 0; score && i < basis.n; i++) {
        score[i] = z * (score[i] - rate * score_x[i]) / x;
        if (target->kind == TARGET_SCALED)
            score[i] += rate * score_z[i];
    }
    return rate * z;
}

/* What an estimate and its limits are made from. */
typedef struct {
    double value, base, skewness, acceleration, effective, n_rows;
    size_t n, base_n;
    double weighted_n;
} Facts;

static double
skewness_of(const Targets *targets, const double *score)
{
    const double *w = targets->basis->weight;
    double n = 0.0, mean = 0.0, m2 = 0.0, m3 = 0.0;

    for (size_t i = 0; i < targets->basis->n; i++)
        if (w[i] > 0.0) {
            n += 1.0;
            mean += score[i];
        }
    mean /= n;
    for (size_t i = 0; i < targets->basis->n; i++)
        if (w[i] > 0.0) {
            double off = score[i] - mean;

            m2 += off * off / n;
            m3 += off * off * off / n;
        }
    return m2 > 0.0 ? m3 / (m2 * sqrt(m2)) : 0.0;
}

/* Efron's acceleration from the scores of the PSUs, each less the mean of its stratum. */
static double
acceleration_of(const Targets *targets, const double *score)
{
    const PaymentsDesign *design = targets->design;
    g_autofree double *total = g_new0(double, design->n_psu + 1);
    g_autofree double *mean = g_new0(double, design->n_strata + 1);
    g_autofree double *n = g_new0(double, design->n_strata + 1);
    double squares = 0.0, cubes = 0.0;

    for (size_t i = 0; i < design->n; i++)
        if (design->weight[i] > 0.0)
            total[design->psu[i]] += design->weight[i] * score[i];
    for (size_t c = 0; c < design->n_psu; c++) {
        mean[design->psu_stratum[c]] += total[c];
        n[design->psu_stratum[c]] += 1.0;
    }
    for (size_t c = 0; c < design->n_psu; c++) {
        uint32_t h = design->psu_stratum[c];
        double off = total[c] - mean[h] / n[h];

        squares += off * off;
        cubes += off * off * off;
    }
    return squares > 0.0 ? cubes / (6.0 * squares * sqrt(squares)) : 0.0;
}

static Facts
facts_of(const Targets *targets, const Target *target, double *score, double *spare)
{
    const PaymentsBasis *basis = targets->basis;
    Facts facts = { .base = 1.0 };
    double money = 0.0, squares = 0.0;

    facts.value = target_value(basis, target, NULL, score, spare);
    if (target->kind == TARGET_AMOUNT || target->kind == TARGET_SCALED)
        facts.base =
            base_amount(basis, target, NULL, target->kind == TARGET_SCALED ? target->z : target->x,
                        target->whole, NULL);
    for (size_t i = 0; i < basis->n; i++) {
        double share = basis->weight[i] * target->x[i];

        facts.n_rows += basis->weight[i] > 0.0;
        if (share == 0.0)
            continue;
        money += share;
        squares += share * share;
        facts.base_n++;
        facts.n += target->y[i] != 0.0;
        facts.weighted_n += basis->weight[i];
    }
    facts.effective = squares > 0.0 ? money * money / squares : 0.0;
    facts.skewness = skewness_of(targets, score);
    facts.acceleration = acceleration_of(targets, score);
    return facts;
}

static PaymentsUncertain
uncertain_of(const Targets *targets, const Target *target, const Facts *facts, const Estimate *row)
{
    const PaymentsOptions *options = targets->options;

    return (PaymentsUncertain){ .value = row->value,
                                .se = row->se,
                                .df = row->df,
                                .level = options->level,
                                .base = facts->base,
                                .skewness = facts->skewness,
                                .n = facts->n_rows,
                                .n_errors = facts->n,
                                .effective = facts->effective,
                                .kind = target->kind == TARGET_AMOUNT && !target->x
                                            ? LIMITS_T
                                            : options->limits,
                                .few = options->few,
                                .many = options->many };
}

/* Of over less under with few errors: no more than the most that may be over, no less than the
 * most that may be under. */
static Limits
net_limits(const Targets *targets, const Target *target, const PaymentsUncertain *of)
{
    Target side = *target;
    PaymentsUncertain bound = *of;
    Limits limits = { 0 };

    for (int k = 0; k < 2; k++) {
        side.y = k ? target->under : target->over;
        bound.value = target_value(targets->basis, &side, NULL, NULL, NULL);
        Limits exact = payments_limits_exact(&bound);
        if (k)
            limits.lower = -exact.upper;
        else
            limits.upper = exact.upper;
        limits.method = exact.method;
    }
    return limits;
}

static void
set_limits(const Targets *targets, const Target *target, const Facts *facts, double *replicates,
           Estimate *row)
{
    PaymentsUncertain of = uncertain_of(targets, target, facts, row);
    size_t n = targets->options->replicates;
    bool bounded = target->kind != TARGET_AMOUNT || target->offset == 0.0;
    bool rare =
        bounded && facts->n < targets->options->few && strcmp(row->variable, "correct") != 0;
    Limits limits;

    if (row->flags & ESTIMATE_CENSUS)
        limits = (Limits){ row->value, row->value, "census" };
    else if (rare) {
        limits = target->negative ? net_limits(targets, target, &of) : payments_limits_exact(&of);
        row->flags |= ESTIMATE_RARE;
        if (facts->n == 0)
            row->se = row->cv = NAN; /* never 0 +- 0 */
    } else if (replicates && of.kind == LIMITS_BCA)
        limits =
            bootstrap_bca(replicates, n, row->value, facts->acceleration, targets->options->level);
    else if (replicates)
        limits = bootstrap_percentile(replicates, n, targets->options->level);
    else if (target->negative)
        limits = interval_wald(row->value, row->se, row->df, targets->options->level);
    else
        limits = payments_limits(&of);
    row->lower = limits.lower;
    row->upper = limits.upper;
    row->ci_method = limits.method;
}

static double
df_of(const PaymentsDesign *design, const Support *support)
{
    const DesignSpec *spec = design_spec(design->design);

    switch (spec->df_rule) {
    case DF_DESIGN:
        return design_df(design->design);
    case DF_NUMBER:
        return spec->df;
    case DF_INFINITE:
        return INFINITY;
    case DF_STRATA:
        return support->n_psu_strata - (double)support->n_strata;
    case DF_DOMAIN:
    default:
        return support->n_psu - (double)support->n_strata;
    }
}

static void
add_row(const Targets *targets, const Target *target, const Facts *facts, double variance,
        const Support *support, double *replicates)
{
    const PaymentsDesign *design = targets->design;
    Estimate *row = estimates_add(target->out);

    row->statistic = target->statistic;
    row->variable = target->variable;
    row->level = estimates_text(target->out, target->level);
    row->by = target->by;
    row->n = facts->n;
    row->base_n = facts->base_n;
    row->weighted_n = facts->weighted_n;
    row->df = df_of(design, support);
    if (facts->base_n == 0 || !isfinite(facts->value)) {
        row->flags = ESTIMATE_EMPTY;
        return;
    }
    row->value = facts->value;
    row->se = sqrt(fmax(variance, 0.0));
    row->cv = row->value != 0.0 ? row->se / fabs(row->value) : NAN;
    if (design_census(design->design))
        row->flags |= ESTIMATE_CENSUS;
    else if (!(row->df > 0.0) || support->n_usable == 0 || isnan(variance)) {
        row->flags |= ESTIMATE_NO_VARIANCE;
        row->se = row->cv = NAN;
    }
    set_limits(targets, target, facts, replicates, row);
}

void
targets_finish(const Targets *targets)
{
    size_t n = targets->basis->n, m = targets->targets->len, B = targets->options->replicates;
    PaymentsLimits kind = targets->options->limits;
    bool drawn = kind == LIMITS_PERCENTILE || kind == LIMITS_BCA;
    g_autofree double *scores = g_new0(double, n *m + 1);
    g_autofree double *spare = g_new0(double, 2 * n + 1);
    g_autofree const double **rows = g_new0(const double *, m + 1);
    g_autofree size_t *group_of = g_new0(size_t, m + 1);
    g_autofree Facts *facts = g_new0(Facts, m + 1);
    g_autofree Support *support = g_new0(Support, targets->groups->len + 1);

    for (size_t k = 0; k < m; k++) {
        rows[k] = scores + k * n;
        group_of[k] = g_array_index(targets->targets, Target, k).group;
        facts[k] =
            facts_of(targets, &g_array_index(targets->targets, Target, k), scores + k * n, spare);
    }
    g_autofree double *variances = payments_design_variances(
        targets->design, rows, group_of, m, (const double *const *)targets->groups->pdata,
        targets->groups->len, support);
    g_autofree double *replicates = drawn ? payments_replicates(targets) : NULL;
    for (size_t k = 0; k < m; k++) {
        const Target *target = &g_array_index(targets->targets, Target, k);

        add_row(targets, target, &facts[k], variances[k], &support[target->group],
                replicates ? replicates + k * B : NULL);
    }
}
