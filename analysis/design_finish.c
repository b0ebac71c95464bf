/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_finish.c - sampling fractions, weights that follow from them, and strata with one unit. */
#include "analysis/design_state.h"

#include "datasets/error.h"

#include <math.h>

static const char *
weight_name(const Design *design)
{
    if (design->spec.weight)
        return design->spec.weight;
    return design->spec.count ? design->spec.count : design->spec.prob;
}

static bool
check_sum(const Design *design, GError **error)
{
    if (stage_n_strata(&design->stages[0]) == 0 || design->weight_sum > 0.0) {
        if (isfinite(design->weight_sum * design->weight_sum)) /* variances are of its square */
            return true;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the sum of %s is too large for any standard error; is it the right column?",
                    weight_name(design));
        return false;
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "%s is 0 in every row; is it the right column?", weight_name(design));
    return false;
}

/* Strata with an fpc below 1 and with one above: the first of each. */
typedef struct {
    const char *column, *above_column;
    char *below, *above;
    double low, high;
} Scales;

static void
find_scales(const Design *design, Scales *scales)
{
    for (size_t s = 0; s < design->n_stages; s++)
        for (size_t h = 0; h < stage_n_strata(&design->stages[s]); h++) {
            double fpc = g_array_index(design->stages[s].fpc, double, h);

            if (!scales->column)
                scales->column = design->stages[s].fpc_name;
            if (fpc < 1.0 && !scales->below) {
                scales->below = design_stratum_text(design, s, h);
                scales->low = fpc;
            }
            if (fpc > 1.0 && !scales->above) {
                scales->above = design_stratum_text(design, s, h);
                scales->above_column = design->stages[s].fpc_name;
                scales->high = fpc;
            }
        }
}

/* Whether the fpc are counts or rates, from their values when it is not said. */
static bool
find_unit(Design *design, FpcUnit *unit, GError **error)
{
    Scales scales = { 0 };

    find_scales(design, &scales);
    *unit = design->spec.fpc_unit;
    if (*unit == FPC_UNKNOWN && !scales.below != !scales.above)
        *unit = scales.below ? FPC_RATE : FPC_COUNT;
    if (*unit == FPC_RATE && scales.above) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s is %g in %s, above 1, so it is no sampling rate; choose --fpc-unit count",
                    scales.above_column, scales.high, scales.above);
        *unit = FPC_UNKNOWN;
    } else if (*unit == FPC_UNKNOWN && scales.below) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s is %g in %s and %g in %s, so it may be the size of the population or the "
                    "sampling rate; say which with --fpc-unit count or rate",
                    scales.column, scales.low, scales.below, scales.high, scales.above);
    } else if (*unit == FPC_UNKNOWN) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s is exactly 1, so it may be the size of the population or the sampling "
                    "rate; say which with --fpc-unit count or rate",
                    scales.column);
    }
    g_free(scales.below);
    g_free(scales.above);
    return *unit != FPC_UNKNOWN;
}

static bool
set_fraction(Design *design, size_t s, size_t h, FpcUnit unit, GError **error)
{
    const Stage *stage = &design->stages[s];
    Stratum *stratum = stage_stratum(stage, h);
    double fpc = g_array_index(stage->fpc, double, h);

    if (unit == FPC_COUNT && fpc < stratum->n) {
        g_autofree char *place = design_stratum_text(design, s, h);

        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: %g in the population%s%s, but %g in the sample; it is the number of "
                    "%s of the %s",
                    stage->fpc_name, fpc, s > 0 || stage->stratum_name ? " of " : "",
                    s > 0 || stage->stratum_name ? place : "", stratum->n, s > 0 ? "units" : "PSUs",
                    s > 0 && !stage->stratum_name ? "PSU" : "stratum");
        return false;
    }
    stratum->fraction = unit == FPC_RATE ? fpc : stratum->n / fpc;
    return true;
}

static bool
finish_fpc(Design *design, GError **error)
{
    FpcUnit unit = FPC_UNKNOWN;

    for (size_t s = 0; s < design->n_stages; s++) {
        if (!design->stages[s].fpc_name)
            continue;
        if (unit == FPC_UNKNOWN && !find_unit(design, &unit, error))
            return false;
        for (size_t h = 0; h < stage_n_strata(&design->stages[s]); h++)
            if (!set_fraction(design, s, h, unit, error))
                return false;
    }
    return true;
}

static double
probability(const Design *design, size_t psu)
{
    return g_array_index(design->probability, double, psu);
}

/* With unequal probabilities a stratum's fraction is the mean of them. */
static void
set_mean_probabilities(Design *design)
{
    const Stage *stage = &design->stages[0];

    if (!design_is_unequal(design))
        return;
    for (guint c = 0; c < design->probability->len; c++) {
        Stratum *stratum = stage_stratum(stage, g_array_index(stage->stratum_of, uint32_t, c));
        stratum->fraction += probability(design, c) / stratum->n;
    }
}

static size_t
stratum_of(const Stage *stage, size_t unit)
{
    return stage->stratum_of->len > 0 ? g_array_index(stage->stratum_of, uint32_t, unit) : unit;
}

/* Without a weight it follows from the sampling fractions: each unit stands for the product of
 * 1 / f over the stages. What probabilities contribute is in the rows. */
static void
make_factor(Design *design)
{
    size_t n = design_units(design), last = design->n_stages - 1;
    bool any = false;

    for (size_t s = 0; s <= last; s++)
        any = any || design->stages[s].fpc_name;
    if (!any || !design_weights_follow(design))
        return;
    design->factor = g_new(double, n + 1);
    for (size_t c = 0; c < n; c++) {
        size_t unit = c;

        design->factor[c] = 1.0;
        for (size_t s = last + 1; s > 0; s--) {
            const Stage *stage = &design->stages[s - 1];
            const Stratum *stratum = stage_stratum(stage, stratum_of(stage, unit));

            if (stage->fpc_name)
                design->factor[c] /= stratum->fraction;
            unit = stratum->parent;
        }
    }
}

/* Sums of weights of the first stage's strata. */
static void
add_weights(Design *design)
{
    size_t last = design->n_stages - 1;

    for (guint c = 0; c < design->unit_weight->len; c++) {
        size_t h = 0, unit = c;

        for (size_t s = last + 1; s > 0; s--) {
            h = stratum_of(&design->stages[s - 1], unit);
            unit = stage_stratum(&design->stages[s - 1], h)->parent;
        }
        stage_stratum(&design->stages[0], h)->weight +=
            g_array_index(design->unit_weight, double, c) *
            (design->factor ? design->factor[c] : 1.0);
    }
}

/* How much of the variance within units of the stage above counts: Bellhouse (1985), Survey
 * Methodology 11, 99-109; with unequal probabilities Raj (1966), JASA 61, 391-396. */
static void
set_carried(Design *design)
{
    for (size_t s = 1; s < design->n_stages; s++)
        for (size_t h = 0; h < stage_n_strata(&design->stages[s]); h++) {
            Stratum *stratum = stage_stratum(&design->stages[s], h);
            const Stratum *above = stage_stratum(
                &design->stages[s - 1], stratum_of(&design->stages[s - 1], stratum->parent));
            bool unequal = s == 1 && design_is_unequal(design);

            stratum->carried =
                above->carried * (unequal ? probability(design, stratum->parent) : above->fraction);
        }
}

/* Horvitz and Thompson's formula needs no second unit. */
static void
mark_singletons(Design *design)
{
    for (size_t s = 0; s < design->n_stages; s++)
        for (size_t h = 0; h < stage_n_strata(&design->stages[s]); h++) {
            Stratum *stratum = stage_stratum(&design->stages[s], h);

            stratum->singleton = !design->rule && stratum->n == 1.0 && stratum->fraction < 1.0 &&
                                 stratum->carried > 0.0 && !(s == 0 && design->spec.pps == PPS_HT);
        }
}

enum { NAMED = 10 };

/* Names strata of STAGE with one unit, the first few of them; "" without any. */
static char *
name_singletons(const Design *design, size_t s, size_t *n)
{
    GString *names = g_string_new(NULL);

    *n = 0;
    for (size_t h = 0; h < stage_n_strata(&design->stages[s]); h++) {
        const Stratum *stratum = stage_stratum(&design->stages[s], h);

        if (stratum->singleton && (*n)++ < NAMED) {
            g_autofree char *text = design_stratum_text(design, s, h);
            g_string_append_printf(names, "%s%s", names->len ? ", " : "",
                                   s == 0 ? stratum->name : text);
        }
    }
    if (*n > NAMED)
        g_string_append(names, ", ...");
    return g_string_free(names, FALSE);
}

static void
find_share(Design *design)
{
    double single = 0.0, all = 0.0;
    size_t n;

    for (size_t h = 0; h < stage_n_strata(&design->stages[0]); h++) {
        const Stratum *stratum = stage_stratum(&design->stages[0], h);

        all += stratum->weight;
        single += stratum->singleton ? stratum->weight : 0.0;
    }
    design->singletons = name_singletons(design, 0, &n);
    design->singleton_share = all > 0.0 ? single / all : 0.0;
}

static bool
check_singletons(const Design *design, GError **error)
{
    const DesignSpec *spec = &design->spec;
    bool refused = spec->singleton == SINGLETON_FAIL || spec->singleton == SINGLETON_COLLAPSE;

    for (size_t s = 0; s < design->n_stages && refused; s++) {
        size_t n;
        g_autofree char *names = name_singletons(design, s, &n);
        const char *few = n == 1 ? "s" : "";

        if (n == 0)
            continue;
        if (s > 0)
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "%zu %s with one unit of stage %zu show%s no variance within: %s; give no "
                        "fpc, or choose --singleton certainty, adjust or average",
                        n, n == 1 ? "unit or stratum" : "units or strata", s + 1, few, names);
        else if (!design->stages[0].stratum_name || spec->singleton == SINGLETON_COLLAPSE)
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the sample has one PSU%s, so it shows no variance; choose --singleton "
                        "certainty to go without standard errors",
                        design->stages[0].stratum_name ? " that was not taken with certainty" : "");
        else
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "%zu %s of %s with one PSU show%s no variance: %s; merge them with "
                        "neighbours or choose --singleton certainty, adjust, average or collapse",
                        n, n == 1 ? "stratum" : "strata", design->stages[0].stratum_name, few,
                        names);
        return false;
    }
    return true;
}

bool
design_finish(Design *design, GError **error)
{
    size_t n_groups = 0;

    if (!check_sum(design, error))
        return false;
    if (stage_n_strata(&design->stages[0]) > 0 && !finish_fpc(design, error))
        return false;
    if (design->rule)
        design->replicate_df = (double)rank_find(design->rank) - 1.0;
    set_mean_probabilities(design);
    make_factor(design);
    add_weights(design);
    set_carried(design);
    mark_singletons(design);
    find_share(design);
    g_autofree uint32_t *group = design_collapse(design, &n_groups);
    design_order_tree(design, group, n_groups);
    return check_singletons(design, error) && design_finish_unequal(design, error);
}
