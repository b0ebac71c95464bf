/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/design_state.h"

#include "datasets/error.h"

/* Whether the fpc are counts or rates, from their values when it is not said. */
static bool
find_unit(Design *design, FpcUnit *unit, GError **error)
{
    bool below = false, above = false;

    for (guint h = 0; h < design->fpc->len; h++) {
        below = below || g_array_index(design->fpc, double, h) < 1.0;
        above = above || g_array_index(design->fpc, double, h) > 1.0;
    }
    *unit = design->spec.fpc_unit;
    if (*unit == FPC_UNKNOWN && below != above)
        *unit = below ? FPC_RATE : FPC_COUNT;
    if (*unit == FPC_RATE && above) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s is above 1, so it is no sampling rate; choose --fpc-unit count",
                    design->fpc_name);
        return false;
    }
    if (*unit == FPC_UNKNOWN)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s is %s, so it may be the size of the population or the sampling rate; say "
                    "which with --fpc-unit count or rate",
                    design->fpc_name,
                    below ? "below 1 in some strata and above 1 in others" : "exactly 1");
    return *unit != FPC_UNKNOWN;
}

static bool
finish_fpc(Design *design, GError **error)
{
    FpcUnit unit;

    if (!find_unit(design, &unit, error))
        return false;
    for (guint h = 0; h < design->strata->len; h++) {
        Stratum *stratum = &g_array_index(design->strata, Stratum, h);
        double fpc = g_array_index(design->fpc, double, h);

        if (unit == FPC_COUNT && fpc < stratum->n) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "%s: %g in the population%s%s, but %g in the sample; it is the number of "
                        "PSUs of the stratum",
                        design->fpc_name, fpc, design->stratum_name ? " of stratum " : "",
                        stratum->name, stratum->n);
            return false;
        }
        stratum->fraction = unit == FPC_RATE ? fpc : stratum->n / fpc;
    }
    return true;
}

/* Without a weight it follows from the sampling fraction: each unit stands for 1 / f. */
static void
make_factor(Design *design)
{
    size_t n = design_units(design);

    if (design->spec.weight || design->spec.count || !design->fpc_name)
        return;
    design->factor = g_new(double, n);
    for (size_t c = 0; c < n; c++) {
        size_t h = design->psu_name ? g_array_index(design->psu_stratum, uint32_t, c) : c;
        design->factor[c] = 1.0 / g_array_index(design->strata, Stratum, h).fraction;
    }
    for (guint h = 0; h < design->strata->len; h++) {
        Stratum *stratum = &g_array_index(design->strata, Stratum, h);
        stratum->weight /= stratum->fraction;
    }
}

/* Units by stratum, each stratum's in the order met. */
static void
order_units(Design *design)
{
    size_t n = design_units(design), n_strata = design->strata->len;

    design->order = g_new(uint32_t, n + 1);
    design->start = g_new0(size_t, n_strata + 1);
    if (!design->psu_name) {
        for (size_t h = 0; h < n_strata; h++) {
            design->order[h] = (uint32_t)h;
            design->start[h + 1] = h + 1;
        }
        return;
    }
    for (size_t c = 0; c < n; c++)
        design->start[g_array_index(design->psu_stratum, uint32_t, c) + 1]++;
    for (size_t h = 0; h < n_strata; h++)
        design->start[h + 1] += design->start[h];
    g_autofree size_t *next = g_memdup2(design->start, (n_strata + 1) * sizeof *next);
    for (size_t c = 0; c < n; c++)
        design->order[next[g_array_index(design->psu_stratum, uint32_t, c)]++] = (uint32_t)c;
}

/* Names strata with one PSU, the first few of them. */
static bool
check_singletons(Design *design, GError **error)
{
    enum { NAMED = 10 };
    g_autoptr(GString) names = g_string_new(NULL);
    size_t n = 0;

    for (guint h = 0; h < design->strata->len; h++) {
        Stratum *stratum = &g_array_index(design->strata, Stratum, h);

        stratum->singleton = !design->rule && stratum->n == 1.0 && stratum->fraction < 1.0;
        if (stratum->singleton && n++ < NAMED)
            g_string_append_printf(names, "%s%s", names->len ? ", " : "", stratum->name);
    }
    if (n == 0 || design->spec.singleton != SINGLETON_FAIL)
        return true;
    if (!design->stratum_name)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the sample has one PSU, so it shows no variance; choose --singleton certainty "
                    "to go without standard errors");
    else
        g_set_error(
            error, ANDEL_ERROR, ANDEL_ERROR_DATA,
            "%zu %s of %s with one PSU show%s no variance: %s%s; merge them with neighbours "
            "or choose --singleton certainty, adjust or average",
            n, n == 1 ? "stratum" : "strata", design->stratum_name, n == 1 ? "s" : "", names->str,
            n > NAMED ? ", ..." : "");
    return false;
}

bool
design_finish(Design *design, GError **error)
{
    if (design->strata->len > 0 && design->weight_sum == 0.0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s is 0 in every row; is it the right column?",
                    design->spec.weight ? design->spec.weight : design->spec.count);
        return false;
    }
    if (design->fpc_name && design->strata->len > 0 && !finish_fpc(design, error))
        return false;
    make_factor(design);
    order_units(design);
    if (design->rule)
        design->replicate_df = (double)rank_find(design->rank) - 1.0;
    return check_singletons(design, error);
}
