/* SPDX-License-Identifier: GPL-3.0-or-later */
/* normal_quantiles.c - AS 241 in two passes: the middle of all, then the few in the tails. */
#include "analysis/sampler.h"

#include <math.h>
#include <string.h>

enum { AT_ONCE = 64 };

static const double middle_over[] = { 3.3871328727963666080e0, 1.3314166789178437745e2,
                                      1.9715909503065514427e3, 1.3731693765509461125e4,
                                      4.5921953931549871457e4, 6.7265770927008700853e4,
                                      3.3430575583588128105e4, 2.5090809287301226727e3 };
static const double middle_under[] = { 1.0,
                                       4.2313330701600911252e1,
                                       6.8718700749205790830e2,
                                       5.3941960214247511077e3,
                                       2.1213794301586595867e4,
                                       3.9307895800092710610e4,
                                       2.8729085735721942674e4,
                                       5.2264952788528545610e3 };
static const double tail_over[] = { 1.42343711074968357734e0,  4.63033784615654529590e0,
                                    5.76949722146069140550e0,  3.64784832476320460504e0,
                                    1.27045825245236838258e0,  2.41780725177450611770e-1,
                                    2.27238449892691845833e-2, 7.74545014278341407640e-4 };
static const double tail_under[] = { 1.0,
                                     2.05319162663775882187e0,
                                     1.67638483018380384940e0,
                                     6.89767334985100004550e-1,
                                     1.48103976427480074590e-1,
                                     1.51986665636164571966e-2,
                                     5.47593808499534494600e-4,
                                     1.05075007164441684324e-9 };
static const double end_over[] = { 6.65790464350110377720e0,  5.46378491116411436990e0,
                                   1.78482653991729133580e0,  2.96560571828504891230e-1,
                                   2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                   2.71155556874348757815e-5, 2.01033439929228813265e-7 };
static const double end_under[] = { 1.0,
                                    5.99832206555887937690e-1,
                                    1.36929880922735805310e-1,
                                    1.48753612908506148525e-2,
                                    7.86869131145613259100e-4,
                                    1.84631831751005468180e-5,
                                    1.42151175831644588870e-7,
                                    2.04426310338993978564e-15 };

static inline __attribute__((always_inline)) double
horner(const double c[8], double x)
{
    return ((((((c[7] * x + c[6]) * x + c[5]) * x + c[4]) * x + c[3]) * x + c[2]) * x + c[1]) * x +
           c[0];
}

static double
tail_quantile(double p)
{
    double r = sqrt(-log(p < 0.5 ? p : 1.0 - p));
    double z = r <= 5.0 ? horner(tail_over, r - 1.6) / horner(tail_under, r - 1.6)
                        : horner(end_over, r - 5.0) / horner(end_under, r - 5.0);

    return p < 0.5 ? -z : z;
}

/* The middle formula for all of FROM, also where it does not hold. A fixed number, so that the
 * compiler takes several at a time. */
static inline __attribute__((always_inline)) void
middle(const double from[AT_ONCE], double to[AT_ONCE])
{
    for (size_t j = 0; j < AT_ONCE; j++) {
        double q = from[j] - 0.5, r = 0.180625 - q * q;

        to[j] = q * horner(middle_over, r) / horner(middle_under, r);
    }
}

#ifdef __x86_64__
/* The same numbers, more of them at a time: nothing is contracted. */
__attribute__((target("avx2"))) static void
middle_wide(const double from[AT_ONCE], double to[AT_ONCE])
{
    middle(from, to);
}
#endif

static void
middle_any(const double from[AT_ONCE], double to[AT_ONCE])
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2")) {
        middle_wide(from, to);
        return;
    }
#endif
    middle(from, to);
}

void
normal_quantiles(size_t n, double *p)
{
    for (size_t i = 0; i < n; i += AT_ONCE) {
        size_t m = n - i < AT_ONCE ? n - i : AT_ONCE;
        double asked[AT_ONCE] = { 0.0 }, z[AT_ONCE];

        memcpy(asked, p + i, m * sizeof *p);
        middle_any(asked, z);
        for (size_t j = 0; j < m; j++)
            if (fabs(asked[j] - 0.5) > 0.425)
                z[j] = tail_quantile(asked[j]);
        memcpy(p + i, z, m * sizeof *p);
    }
}
