/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/audit_size.h"

#include "datasets/error.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

enum { MOST = 1000000 };

const char *const size_distributions[N_SIZES + 1] = { "binomial", "poisson", "hypergeometric",
                                                      NULL };

static bool
check(const SizeRequest *request, GError **error)
{
    const DecimalShare *tolerable = &request->tolerable, *expected = &request->expected;
    const char *wrong = NULL;

    if (tolerable->digits == 0)
        wrong = "the tolerable rate is 0; only a census could show that nothing is wrong";
    else if (request->errors < 0 &&
             decimal_share_value(*expected) >= decimal_share_value(*tolerable))
        wrong = "no fewer errors are expected than are tolerable, so no sample can show less";
    else if (request->distribution == SIZE_HYPERGEOMETRIC && request->population < 1)
        wrong = "the hypergeometric distribution needs the number of items; give --items";
    if (wrong)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "audit plan: %s", wrong);
    return !wrong;
}

/* TRUE if N items with ERRORS errors show less than the tolerable rate. */
static bool
enough(const SizeRequest *request, int64_t n, double errors)
{
    double tolerable = decimal_share_value(request->tolerable), tail = 1.0 - request->confidence;

    switch (request->distribution) {
    case SIZE_POISSON:
        return gsl_cdf_gamma_Pinv(request->confidence, 1.0 + errors, 1.0) / (double)n < tolerable;
    case SIZE_HYPERGEOMETRIC: {
        int64_t wrong = decimal_share_ceiling(request->tolerable, request->population);

        return gsl_cdf_hypergeometric_P((unsigned)errors, (unsigned)wrong,
                                        (unsigned)(request->population - wrong),
                                        (unsigned)n) < tail;
    }
    case SIZE_BINOMIAL:
    case N_SIZES:
    default:
        return gsl_cdf_binomial_P((unsigned)errors, tolerable, (unsigned)n) < tail;
    }
}

static double
errors_of(const SizeRequest *request, int64_t n)
{
    if (request->errors >= 0)
        return (double)request->errors;
    if (request->distribution == SIZE_POISSON)
        return (double)n * (double)request->expected.digits / (double)request->expected.scale;
    return (double)decimal_share_ceiling(request->expected, n);
}

bool
audit_size(const SizeRequest *request, SampleSize *size, GError **error)
{
    int64_t most = request->distribution == SIZE_HYPERGEOMETRIC ? request->population : MOST;

    if (!check(request, error))
        return false;
    for (int64_t n = 1; n <= most; n++) {
        double errors = errors_of(request, n);

        if (errors > (double)n || !enough(request, n, errors))
            continue;
        *size = (SampleSize){ n, errors };
        return true;
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "audit plan: no sample of up to %" G_GINT64_FORMAT " items is enough", most);
    return false;
}

double
audit_mus_factor(double confidence, double ratio, bool round)
{
    double low = 0.0, high = 1.0;

    /* quantile(1 + ratio F) - F falls as F grows beyond the root, for ratio < 1 */
    while (gsl_cdf_gamma_Pinv(confidence, 1.0 + ratio * high, 1.0) > high && high < 1e8)
        high *= 2.0;
    for (int k = 0; k < 200 && high - low > 1e-14 * high; k++) {
        double middle = low + (high - low) / 2.0;

        if (gsl_cdf_gamma_Pinv(confidence, 1.0 + ratio * middle, 1.0) > middle)
            low = middle;
        else
            high = middle;
    }
    return round ? ceil(high * 100.0 - 1e-9) / 100.0 : high;
}

double
audit_size_precision(const PrecisionRequest *request)
{
    double z = gsl_cdf_ugaussian_Qinv((1.0 - request->confidence) / 2.0) / request->margin;
    double n = z * z * request->share * (1.0 - request->share) * request->deff;

    if (request->population > 0.0)
        n /= 1.0 + n / request->population;
    return n / request->response;
}

double
audit_size_spread(double confidence, double ratio)
{
    double z = gsl_cdf_ugaussian_Qinv((1.0 - confidence) / 2.0);

    return z * z * ratio * ratio;
}
