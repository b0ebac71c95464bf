/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/audit_bounds.h"

#include <glib.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

const char *const audit_bound_names[N_BOUNDS + 1] = { "stringer-binomial",
                                                      "stringer-poisson",
                                                      "cell",
                                                      "moment",
                                                      "moment-inventory",
                                                      "beta",
                                                      "gamma",
                                                      "pps",
                                                      NULL };

double
audit_upper_binomial(double k, double n, double confidence)
{
    return k < n ? gsl_cdf_beta_Pinv(confidence, k + 1.0, n - k) : 1.0;
}

double
audit_lower_binomial(double k, double n, double confidence)
{
    return k > 0.0 ? gsl_cdf_beta_Qinv(confidence, k, n - k + 1.0) : 0.0;
}

double
audit_upper_poisson(double k, double n, double confidence)
{
    return gsl_cdf_gamma_Pinv(confidence, k + 1.0, 1.0) / n;
}

double
audit_lower_poisson(double k, double n, double confidence)
{
    return k > 0.0 ? gsl_cdf_gamma_Qinv(confidence, k, 1.0) / n : 0.0;
}

double
audit_upper_hypergeometric(double k, double n, double population, double confidence)
{
    double low = k, high = population - (n - k); /* what is right in the sample is right */

    while (low < high) {
        double middle = ceil((low + high) / 2.0);

        if (gsl_cdf_hypergeometric_P((unsigned)k, (unsigned)middle, (unsigned)(population - middle),
                                     (unsigned)n) > 1.0 - confidence)
            low = middle;
        else
            high = middle - 1.0;
    }
    return low;
}

typedef double (*UpperLimit)(double k, double n, double confidence);

/* u(0) + sum over errors (u(j) - u(j - 1)) t_(j). */
static double
stringer(const AuditErrors *errors, UpperLimit upper)
{
    double last = upper(0.0, errors->n, errors->confidence), bound = last;

    for (size_t j = 0; j < errors->n_taints; j++) {
        double next = upper((double)(j + 1), errors->n, errors->confidence);

        bound += (next - last) * errors->taints[j];
        last = next;
    }
    return bound;
}

/* Load and spread: the k-th error is loaded with its taint, or all are spread by their mean. */
static double
cell(const AuditErrors *errors)
{
    double bound = audit_upper_poisson(0.0, 1.0, errors->confidence), sum = 0.0;

    for (size_t k = 0; k < errors->n_taints; k++) {
        double count = (double)(k + 1);

        sum += errors->taints[k];
        bound = fmax(bound + errors->taints[k],
                     audit_upper_poisson(count, 1.0, errors->confidence) * sum / count);
    }
    return bound / errors->n;
}

/* Dworin and Grimlund (1984), formulas (1) to (9): the moments of the taints with one hypothetical
 * error more, those of a beta distributed error rate, and a gamma distribution of three moments
 * with the quantile of Wilson and Hilferty. */
double
audit_bound_moment(const double *taints, size_t n_taints, double n, double confidence,
                   double z_mean, int inventory)
{
    double m = (double)n_taints, z = gsl_cdf_ugaussian_Pinv(confidence), t[4] = { 0 };
    double extra = 0.81 * (1.0 - 0.667 * tanh(10.0 * (inventory ? fabs(z_mean) : z_mean)));

    if (!inventory)
        extra *= 1.0 + 0.667 * tanh(m / 10.0);
    for (int power = 1; power <= 3; power++) {
        t[power] = pow(extra, power);
        for (size_t k = 0; k < n_taints; k++)
            t[power] += pow(taints[k], power);
        t[power] /= m + 1.0;
    }
    double r1 = (m + 1.0) / (n + 2.0), r2 = r1 * (m + 2.0) / (n + 3.0),
           r3 = r2 * (m + 3.0) / (n + 4.0);
    double u1 = r1 * t[1];
    double u2 = (r1 * t[2] + (n - 1.0) * r2 * t[1] * t[1]) / n;
    double u3 = (r1 * t[3] + 3.0 * (n - 1.0) * r2 * t[1] * t[2] +
                 (n - 1.0) * (n - 2.0) * r3 * t[1] * t[1] * t[1]) /
                (n * n);
    double c2 = u2 - u1 * u1, c3 = u3 - 3.0 * u1 * u2 + 2.0 * u1 * u1 * u1;
    double a = 4.0 * c2 * c2 * c2 / (c3 * c3), b = c3 / (2.0 * c2), g = u1 - 2.0 * c2 * c2 / c3;
    double root = 1.0 + z / sqrt(9.0 * a) - 1.0 / (9.0 * a);

    return g + a * b * root * root * root;
}

static double
mean_taint(const AuditErrors *errors)
{
    double sum = 0.0;

    for (size_t k = 0; k < errors->n_taints; k++)
        sum += errors->taints[k];
    return errors->n_taints > 0 ? sum / (double)errors->n_taints : 0.0;
}

/* Mean over all hits, and its standard error. */
static double
pps(const AuditErrors *errors, double sign)
{
    double n = errors->n, mean = mean_taint(errors) * (double)errors->n_taints / n;
    double squares = (n - (double)errors->n_taints) * mean * mean;

    for (size_t k = 0; k < errors->n_taints; k++)
        squares += (errors->taints[k] - mean) * (errors->taints[k] - mean);
    return mean +
           sign * gsl_cdf_tdist_Pinv(errors->confidence, n - 1.0) * sqrt(squares / (n - 1.0) / n);
}

double
audit_pps_lower(const AuditErrors *errors)
{
    return pps(errors, -1.0);
}

double
audit_bound(AuditBound bound, const AuditErrors *errors)
{
    double sum = mean_taint(errors) * (double)errors->n_taints, n = errors->n;

    switch (bound) {
    case BOUND_STRINGER_BINOMIAL:
        return stringer(errors, audit_upper_binomial);
    case BOUND_STRINGER_POISSON:
        return stringer(errors, audit_upper_poisson);
    case BOUND_CELL:
        return cell(errors);
    case BOUND_MOMENT:
    case BOUND_MOMENT_INVENTORY:
        return audit_bound_moment(errors->taints, errors->n_taints, n, errors->confidence,
                                  mean_taint(errors), bound == BOUND_MOMENT_INVENTORY);
    case BOUND_BETA:
        return gsl_cdf_beta_Pinv(errors->confidence, 1.0 + sum, 1.0 + n - sum);
    case BOUND_GAMMA:
        return gsl_cdf_gamma_Pinv(errors->confidence, 1.0 + sum, 1.0) / (1.0 + n);
    case BOUND_PPS:
        return pps(errors, 1.0);
    case N_BOUNDS:
    default:
        g_assert_not_reached();
    }
}

void
audit_stages(const AuditErrors *errors, double interval, AuditStage *stages)
{
    double last = audit_upper_poisson(0.0, 1.0, errors->confidence);

    stages[0] = (AuditStage){ last, NAN, NAN, NAN, last * interval };
    for (size_t j = 0; j < errors->n_taints; j++) {
        double taint = errors->taints[j];
        double next = audit_upper_poisson((double)(j + 1), 1.0, errors->confidence);

        stages[j + 1] = (AuditStage){ next, next - last, taint, taint * interval,
                                      (next - last - 1.0) * taint * interval };
        last = next;
    }
}
