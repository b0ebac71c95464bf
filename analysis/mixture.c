/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/mixture.h"

#include <complex.h>
#include <glib.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

/* Q = sum of weights times chi-squares - x chi-square / df, and asked is P(Q > 0). Its cumulant
 * generating function is K(s) = -1/2 sum log(1 - 2 s w) - df/2 log(1 + 2 s x / df), analytic but
 * for cuts along the real axis. */
static double complex
cumulant(const Mixture *of, double complex s)
{
    double complex sum = 0.0;

    for (size_t k = 0; k < of->n; k++)
        sum -= 0.5 * clog(1.0 - 2.0 * s * of->weight[k]);
    if (isinf(of->df))
        return sum - s * of->x;
    return sum - 0.5 * of->df * clog(1.0 + 2.0 * s * of->x / of->df);
}

/* First and second derivative of K at the real S. */
static void
slopes(const Mixture *of, double s, double *first, double *second)
{
    double below = 1.0 + 2.0 * s * of->x / of->df;

    *first = -of->x / below;
    *second = 2.0 * of->x * of->x / of->df / (below * below);
    for (size_t k = 0; k < of->n; k++) {
        double part = of->weight[k] / (1.0 - 2.0 * s * of->weight[k]);

        *first += part;
        *second += 2.0 * part * part;
    }
}

static double
largest(const Mixture *of)
{
    double most = 0.0;

    for (size_t k = 0; k < of->n; k++)
        most = fmax(most, of->weight[k]);
    return most;
}

/* Where K' (with POLE: K' - 1/s) is 0 between LOW and HIGH; it rises all the way. */
static double
find_root(const Mixture *of, double low, double high, bool pole)
{
    for (int step = 0; step < 200; step++) {
        double middle = 0.5 * (low + high), first, second;

        slopes(of, middle, &first, &second);
        if (first - (pole ? 1.0 / middle : 0.0) < 0.0)
            low = middle;
        else
            high = middle;
    }
    return 0.5 * (low + high);
}

/* The integrand at V of the variable of Takahasi and Mori. The path leaves the real axis at CENTRE
 * and bends to the right, where exp(K) falls fastest. */
static double
integrand(const Mixture *of, double centre, double width, double at_centre, double v)
{
    double t = sinh(0.5 * G_PI * sinh(v));
    double dt = 0.5 * G_PI * cosh(v) * cosh(0.5 * G_PI * sinh(v));
    double complex s = centre + width * (I * t + 0.5 * t * t);
    double complex ds = width * (I + t) * dt;
    double value = cimag(cexp(cumulant(of, s) - at_centre) / s * ds);

    return isfinite(value) ? value : 0.0;
}

/* P(Q > 0) = 1/(2 pi i) times the integral of exp(K(s)) / s along a path that crosses the real axis
 * between 0 and the first cut (Gurland 1948, Ann. Math. Stat. 19, 228-237), here where the
 * integrand is least, so that nothing cancels; by the double exponential rule: Takahasi and Mori
 * (1974), Publ. RIMS 9, 721-741. */
double
mixture_tail(const Mixture *of)
{
    enum { HALVINGS = 8 };
    const double end = 4.0;
    double first, second, step = 0.5, sum, last = 0.0, tail = 0.0;

    if (of->n == 0)
        return 0.0;
    double centre = find_root(of, 0.0, 0.5 / largest(of), true);
    slopes(of, centre, &first, &second);
    double width = 1.0 / sqrt(second + 1.0 / (centre * centre));
    double at_centre = creal(cumulant(of, centre));

    sum = 0.5 * integrand(of, centre, width, at_centre, 0.0);
    for (double v = step; v < end; v += step)
        sum += integrand(of, centre, width, at_centre, v);
    tail = step * sum;
    for (int halving = 0; halving < HALVINGS && fabs(tail - last) > 1e-13 * fabs(tail); halving++) {
        for (double v = 0.5 * step; v < end; v += step)
            sum += integrand(of, centre, width, at_centre, v);
        step *= 0.5;
        last = tail;
        tail = step * sum;
    }
    return fmin(fmax(tail * exp(at_centre) / G_PI, 0.0), 1.0);
}

/* Near the mean both parts of the formula vanish: their limit is the skewness over 6. */
static double
at_mean(const Mixture *of)
{
    double first, second, third = 0.0;

    slopes(of, 0.0, &first, &second);
    for (size_t k = 0; k < of->n; k++)
        third += 8.0 * pow(of->weight[k], 3.0);
    if (isfinite(of->df))
        third -= 8.0 * pow(of->x, 3.0) / (of->df * of->df);
    return gsl_cdf_ugaussian_Q(third / (6.0 * pow(second, 1.5)));
}

double
mixture_saddlepoint(const Mixture *of)
{
    double first, second;

    if (of->n == 0)
        return 0.0;
    double low = isinf(of->df) ? -(double)of->n / of->x : -0.5 * of->df / of->x;
    double s = find_root(of, low, 0.5 / largest(of), false);
    slopes(of, s, &first, &second);
    double w = copysign(sqrt(fmax(-2.0 * creal(cumulant(of, s)), 0.0)), s);
    double v = s * sqrt(second);

    if (fabs(v) < 1e-4)
        return at_mean(of);
    return gsl_cdf_ugaussian_Q(w + log(v / w) / w);
}
