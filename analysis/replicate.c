/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/replicate.h"

#include "datasets/error.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

static bool
check_spec(const ReplicateSpec *spec, size_t n, GError **error)
{
    const char *wrong = NULL;

    if (spec->type == REPLICATE_UNKNOWN)
        wrong = "say how they were made with --rep-type, which gives the scale of the variance: "
                "brr, fay, jk1, jkn, jk2, bootstrap, sdr, acs or other";
    else if (n < 2)
        wrong = "there is one column only; name all of them, as in --repweights 'rw*' or a,b,c";
    else if (spec->type == REPLICATE_FAY && !(spec->fay > 0.0 && spec->fay < 1.0))
        wrong = "type fay needs --fay R, the share of the weight that the left-out half keeps, "
                "between 0 and 1";
    else if (spec->type != REPLICATE_FAY && spec->fay != 0.0)
        wrong = "--fay is for --rep-type fay alone";
    else if (spec->type == REPLICATE_JKN && !spec->rscales)
        wrong = "type jkn needs --rscales, (n - 1)/n for each replicate, with n the PSUs of the "
                "stratum that it leaves one out of";
    else if (spec->type == REPLICATE_OTHER && !spec->rscales && spec->scale == 0.0)
        wrong = "type other needs --scale or --rscales, as the documentation of the data gives "
                "them";
    else if (spec->scale < 0.0 || !isfinite(spec->scale))
        wrong = "--scale must be above 0";
    if (wrong)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "replicate weights: %s", wrong);
    return !wrong;
}

static double
scale_of(const ReplicateSpec *spec, double n)
{
    if (spec->scale > 0.0)
        return spec->scale;
    switch (spec->type) {
    case REPLICATE_BRR:
        return 1.0 / n;
    case REPLICATE_FAY:
        return 1.0 / (n * (1.0 - spec->fay) * (1.0 - spec->fay));
    case REPLICATE_JK1:
        return (n - 1.0) / n;
    case REPLICATE_BOOTSTRAP:
        return 1.0 / (n - 1.0);
    case REPLICATE_SDR:
    case REPLICATE_ACS:
        return 4.0 / n;
    case REPLICATE_JKN:
    case REPLICATE_JK2:
    case REPLICATE_OTHER:
    case REPLICATE_UNKNOWN:
        break;
    }
    return 1.0;
}

static bool
read_rscales(ReplicateRule *rule, const char *const *texts, GError **error)
{
    size_t given = texts ? g_strv_length((char **)texts) : rule->n;

    rule->rscales = g_new(double, rule->n);
    for (size_t r = 0; r < rule->n; r++)
        rule->rscales[r] = 1.0;
    if (given != rule->n) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "replicate weights: %zu rscales for %zu replicates; give one each", given,
                    rule->n);
        return false;
    }
    for (size_t r = 0; texts && r < rule->n; r++) {
        double *value = &rule->rscales[r];

        if (number_read(texts[r], strlen(texts[r]), '.', value) == NUMBER_NONE || *value < 0.0) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "replicate weights: rscale %zu is '%s'; it must be a number, 0 or more",
                        r + 1, texts[r]);
            return false;
        }
    }
    return true;
}

ReplicateRule *
replicate_rule_new(const ReplicateSpec *spec, GError **error)
{
    size_t n = g_strv_length((char **)spec->columns);

    if (!check_spec(spec, n, error))
        return NULL;

    g_autoptr(ReplicateRule) rule = g_new0(ReplicateRule, 1);
    rule->type = spec->type;
    rule->n = n;
    rule->fay = spec->fay;
    rule->scale = scale_of(spec, (double)n);
    rule->centre_estimate = spec->centre == CENTRE_ESTIMATE ||
                            (spec->centre == CENTRE_DEFAULT && spec->type == REPLICATE_ACS);
    rule->factors = spec->factors;
    rule->negative =
        spec->type == REPLICATE_SDR || spec->type == REPLICATE_ACS || spec->type == REPLICATE_OTHER;
    if (!read_rscales(rule, spec->rscales, error))
        return NULL;
    return g_steal_pointer(&rule);
}

void
replicate_rule_free(ReplicateRule *rule)
{
    if (!rule)
        return;
    g_free(rule->rscales);
    g_free(rule);
}

static double
centre_of(const ReplicateRule *rule, const double *estimates, double value)
{
    double sum = 0.0, n = 0.0;

    if (rule->centre_estimate)
        return value;
    for (size_t r = 0; r < rule->n; r++)
        if (rule->rscales[r] > 0.0 && isfinite(estimates[r])) {
            sum += estimates[r];
            n += 1.0;
        }
    return sum / n;
}

size_t
replicate_distances(const ReplicateRule *rule, const double *estimates, double value,
                    double *distances)
{
    double centre = centre_of(rule, estimates, value);
    size_t lost = 0;

    for (size_t r = 0; r < rule->n; r++) {
        bool there = isfinite(estimates[r]);

        lost += !there;
        distances[r] = there ? sqrt(rule->scale * rule->rscales[r]) * (estimates[r] - centre) : 0.0;
    }
    return lost;
}

double
replicate_product(const ReplicateRule *rule, const double *a, const double *b)
{
    double sum = 0.0;

    for (size_t r = 0; r < rule->n; r++)
        sum += a[r] * b[r];
    return sum;
}
