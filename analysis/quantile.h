/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quantile.h - rules by which a quantile is read off a weighted distribution. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Values in ascending order with the weight up to and including each. */
typedef struct {
    double *value, *weight, *cumulative; /* [n] */
    size_t n;
} Distribution;

typedef struct {
    const char *name; /* of --quantile-rule */
    const char *summary;
    bool distinct; /* equal values are one point with their common weight */
    double (*quantile)(const Distribution *of, double p);
} QuantileRule;

extern const QuantileRule *const quantile_rules[]; /* NULL-terminated */

/* By --quantile-rule (NULL: math). NULL and ERROR (ANDEL_ERROR_USAGE) lists them. */
const QuantileRule *quantile_rule_find(const char *name, GError **error);

/* Of VALUE [n], in any order, with WEIGHT [n] above 0. DISTINCT joins equal values. */
void distribution_init(Distribution *distribution, const double *value, const double *weight,
                       size_t n, bool distinct);
void distribution_clear(Distribution *distribution);

/* The P quantile, 0 <= P <= 1; NAN when there are no values. A cumulative weight within 1e-12 of
 * its share counts as equal to it, so that sums of many weights find the ties that they have in
 * exact arithmetic. */
double quantile_of(const QuantileRule *rule, const Distribution *of, double p);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Distribution, distribution_clear)
