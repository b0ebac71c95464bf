/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/payments_method.h"

#include <math.h>
#include <string.h>

const char *const payments_methods[N_METHODS + 1] = {
    "combined", "separate", "expansion", "difference", "regression", "separate-regression", NULL
};

/* Weighted sums over a stratum, or over the whole sample. */
typedef struct {
    double n, w, y, p;
} Sums;

static Sums
sums_of(const PaymentsBasis *basis, const double *w, const double *y, size_t h)
{
    Sums sums = { 0 };

    for (size_t i = 0; i < basis->n; i++) {
        if ((h < basis->n_strata && basis->stratum[i] != h) || basis->weight[i] == 0.0)
            continue;
        sums.n += 1.0;
        sums.w += w[i];
        sums.y += w[i] * y[i];
        sums.p += w[i] * basis->paid[i];
    }
    return sums;
}

static double
expansion(const PaymentsBasis *basis, const double *w, const double *y, double *score)
{
    if (score)
        memcpy(score, y, basis->n * sizeof *y);
    return sums_of(basis, w, y, basis->n_strata).y;
}

/* BOOK times the ratio of y to p within stratum H (n_strata: in all). */
static double
ratio(const PaymentsBasis *basis, const double *w, const double *y, size_t h, double book,
      double *score)
{
    Sums sums = sums_of(basis, w, y, h);

    if (sums.p == 0.0)
        return 0.0;
    double rate = sums.y / sums.p, factor = basis->unscaled ? 1.0 : book / sums.p;
    for (size_t i = 0; score && i < basis->n; i++)
        if (h == basis->n_strata || basis->stratum[i] == h)
            score[i] = factor * (y[i] - rate * basis->paid[i]);
    return book * rate;
}

/* Slope of y on p; 0 when p does not vary. */
static double
slope_of(const PaymentsBasis *basis, const double *w, const double *y, size_t h, const Sums *sums)
{
    double xy = 0.0, xx = 0.0;

    for (size_t i = 0; i < basis->n; i++) {
        if ((h < basis->n_strata && basis->stratum[i] != h) || basis->weight[i] == 0.0)
            continue;
        double off = basis->paid[i] - sums->p / sums->w;

        xy += w[i] * off * (y[i] - sums->y / sums->w);
        xx += w[i] * off * off;
    }
    return xx > 0.0 ? xy / xx : 0.0;
}

static double
regression(const PaymentsBasis *basis, const double *w, const double *y, size_t h, double book,
           double *score)
{
    Sums sums = sums_of(basis, w, y, h);

    if (sums.w == 0.0)
        return 0.0;
    double slope = slope_of(basis, w, y, h, &sums);
    double spread =
        h < basis->n_strata && sums.n > 2.0 ? sqrt((sums.n - 1.0) / (sums.n - 2.0)) : 1.0;
    for (size_t i = 0; score && i < basis->n; i++)
        if (h == basis->n_strata || basis->stratum[i] == h)
            score[i] =
                spread * (y[i] - sums.y / sums.w - slope * (basis->paid[i] - sums.p / sums.w));
    return sums.y + slope * (book - sums.p);
}

/* The sum of the amounts of the strata. */
static double
by_stratum(const PaymentsBasis *basis, const double *w, const double *y, double *score)
{
    double amount = 0.0;

    for (size_t h = 0; h < basis->n_strata; h++)
        amount += basis->method == METHOD_SEPARATE
                      ? ratio(basis, w, y, h, basis->book[h], score)
                      : regression(basis, w, y, h, basis->book[h], score);
    return amount;
}

double
payments_amount(const PaymentsBasis *basis, const double *weight, const double *y, double *score)
{
    const double *w = weight ? weight : basis->weight;

    if (isnan(basis->book_total))
        return expansion(basis, w, y, score);
    switch (basis->method) {
    case METHOD_COMBINED:
        return ratio(basis, w, y, basis->n_strata, basis->book_total, score);
    case METHOD_REGRESSION:
        return regression(basis, w, y, basis->n_strata, basis->book_total, score);
    case METHOD_SEPARATE:
    case METHOD_SEPARATE_REGRESSION:
        return by_stratum(basis, w, y, score);
    case METHOD_EXPANSION:
    case METHOD_DIFFERENCE:
    case N_METHODS:
    default:
        return expansion(basis, w, y, score);
    }
}

bool
payments_calibrated(const PaymentsBasis *basis)
{
    return !isnan(basis->book_total) && basis->method != METHOD_EXPANSION &&
           basis->method != METHOD_DIFFERENCE;
}

static double
regression_of_sums(const PaymentsSums *sums, double book)
{
    double xx = sums->pp - sums->p * sums->p / sums->w;
    double xy = sums->yp - sums->p * sums->y / sums->w;

    if (sums->w == 0.0)
        return 0.0;
    return sums->y + (xx > 1e-12 * sums->pp ? xy / xx : 0.0) * (book - sums->p);
}

static double
ratio_of_sums(const PaymentsSums *sums, double book)
{
    return sums->p == 0.0 ? 0.0 : book * sums->y / sums->p;
}

double
payments_amount_of_sums(const PaymentsBasis *basis, const PaymentsSums *sums)
{
    PaymentsMethod method = isnan(basis->book_total) ? METHOD_EXPANSION : basis->method;
    PaymentsSums all = { 0 };
    double amount = 0.0;

    for (size_t h = 0; h < basis->n_strata; h++) {
        if (method == METHOD_SEPARATE)
            amount += ratio_of_sums(&sums[h], basis->book[h]);
        else if (method == METHOD_SEPARATE_REGRESSION)
            amount += regression_of_sums(&sums[h], basis->book[h]);
        all.w += sums[h].w;
        all.y += sums[h].y;
        all.p += sums[h].p;
        all.yp += sums[h].yp;
        all.pp += sums[h].pp;
    }
    if (method == METHOD_SEPARATE || method == METHOD_SEPARATE_REGRESSION)
        return amount;
    if (method == METHOD_COMBINED)
        return ratio_of_sums(&all, basis->book_total);
    if (method == METHOD_REGRESSION)
        return regression_of_sums(&all, basis->book_total);
    return all.y;
}
