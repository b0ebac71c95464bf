/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/design_replicates.h"

#include "datasets/error.h"

#include <math.h>

static const char *
first(const char *const *names)
{
    return names ? names[0] : NULL;
}

static bool
check_spec(const DesignSpec *spec, GError **error)
{
    const char *wrong = NULL;

    if (spec->fpc && spec->fpc[0] && spec->fpc[1])
        wrong = "fpc of later stages is not supported yet; give the PSU and the fpc of the first "
                "stage only, or no fpc at all (then later stages need none)";
    else if (first(spec->fpc) && spec->psu && spec->psu[0] && spec->psu[1])
        wrong = "an fpc with several stages needs the variance of the later ones, which is not "
                "supported yet; give the first PSU variable only, or no fpc";
    else if (spec->fpc_unit != FPC_UNKNOWN && !first(spec->fpc))
        wrong = "there is a unit of the fpc but no fpc; give --fpc too";
    else if (spec->weight && spec->count)
        wrong = "both a sampling weight and a count are given; if rows stand for several units "
                "with one weight each, write them out";
    else if (spec->singleton == SINGLETON_COLLAPSE)
        wrong = "collapsing strata with one PSU is not supported yet; merge them in the data, or "
                "choose certainty, adjust or average";
    if (wrong)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "design: %s", wrong);
    return !wrong;
}

Design *
design_new(const DesignSpec *spec, GError **error)
{
    if (!check_spec(spec, error))
        return NULL;

    g_autoptr(Condition) sample = NULL;
    if (spec->sample && !(sample = condition_new(spec->sample, "--sample", error)))
        return NULL;

    g_autoptr(Design) design = g_new0(Design, 1);
    design->spec = *spec;
    design->sample = g_steal_pointer(&sample);
    design->stratum_name = first(spec->strata);
    design->psu_name = first(spec->psu);
    design->fpc_name = first(spec->fpc);
    design->stratum_texts = levels_new();
    design->psu_texts = levels_new();
    design->strata = g_array_new(FALSE, TRUE, sizeof(Stratum));
    design->fpc = g_array_new(FALSE, FALSE, sizeof(double));
    design->stratum_of = g_array_new(FALSE, FALSE, sizeof(int32_t));
    design->psu = pairs_new();
    design->psu_stratum = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    design->weight = g_array_new(FALSE, FALSE, sizeof(double));
    design->unit = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    return design_replicates_new(design, error) ? g_steal_pointer(&design) : NULL;
}

void
design_free(Design *design)
{
    if (!design)
        return;
    condition_free(design->sample);
    levels_free(design->stratum_texts);
    levels_free(design->psu_texts);
    g_array_unref(design->strata);
    g_array_unref(design->fpc);
    g_array_unref(design->stratum_of);
    pairs_free(design->psu);
    g_array_unref(design->psu_stratum);
    g_array_unref(design->weight);
    g_array_unref(design->unit);
    g_free(design->order);
    g_free(design->start);
    g_free(design->factor);
    design_replicates_clear(design);
    g_free(design);
}

bool
design_requests(const Design *design, GArray *requests, GError **error)
{
    const ColumnRequest wanted[] = {
        { design->spec.weight, READ_NUMBER },    { design->spec.count, READ_NUMBER },
        { design->stratum_name, READ_CATEGORY }, { design->psu_name, READ_CATEGORY },
        { design->fpc_name, READ_NUMBER },
    };

    for (size_t k = 0; k < G_N_ELEMENTS(wanted); k++)
        if (wanted[k].name)
            g_array_append_val(requests, wanted[k]);
    design_replicates_requests(design, requests);
    return !design->sample || condition_requests(design->sample, requests, error);
}

/* An error at row I of BLOCK, counted from 1. */
static bool G_GNUC_PRINTF(4, 5)
    fail_at(GError **error, const Dataset *block, size_t i, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "row %zu: %s", block->first_row + i + 1,
                text);
    return false;
}

static bool
add_weights(Design *design, const Dataset *block, const double *sample, GError **error)
{
    const char *name = design->spec.weight ? design->spec.weight : design->spec.count;
    const Column *column = name ? dataset_find(block, name, READ_NUMBER) : NULL;
    double *weight;

    g_assert(!name || column);
    g_array_set_size(design->weight, (guint)block->n_rows);
    weight = (double *)(gpointer)design->weight->data;
    for (size_t i = 0; i < block->n_rows; i++) {
        double w = column ? column->number[i] : 1.0;

        if (sample && sample[i] != 1.0) {
            weight[i] = 0.0;
            continue;
        }
        if (isnan(w))
            return fail_at(error, block, i, "%s is missing; every row of the sample needs one",
                           name);
        if (w < 0.0 || isinf(w))
            return fail_at(error, block, i, "%s is %g; it must be 0 or more, and finite", name, w);
        if (design->spec.count && w != floor(w))
            return fail_at(error, block, i,
                           "%s is %g; a count says how many units the row stands for, so it is a "
                           "whole number (a sampling weight is given with --weight)",
                           name, w);
        weight[i] = w;
        design->weight_sum += w;
    }
    return true;
}

/* Number of the stratum with CODE in its column, new at its first row. */
static uint32_t
stratum_of(Design *design, int32_t code)
{
    int32_t none = -1;

    while (design->stratum_of->len <= (guint)code)
        g_array_append_val(design->stratum_of, none);
    int32_t *h = &g_array_index(design->stratum_of, int32_t, code);
    if (*h < 0) {
        Stratum stratum = { .name = "" };
        double unknown = NAN;

        if (design->stratum_name)
            stratum.name = levels_text(design->stratum_texts, code);
        *h = (int32_t)design->strata->len;
        g_array_append_val(design->strata, stratum);
        g_array_append_val(design->fpc, unknown);
    }
    return (uint32_t)*h;
}

static bool
add_fpc(Design *design, const Dataset *block, size_t i, uint32_t h, double value, GError **error)
{
    double *fpc = &g_array_index(design->fpc, double, h);

    if (value == *fpc)
        return true;
    if (isnan(value))
        return fail_at(error, block, i, "%s is missing; every row needs the fpc of its stratum",
                       design->fpc_name);
    if (value <= 0.0 || isinf(value))
        return fail_at(error, block, i,
                       "%s is %g; a population size or a sampling rate is above "
                       "0, and finite",
                       design->fpc_name, value);
    if (!isnan(*fpc))
        return fail_at(error, block, i,
                       "%s is %g, but %g in an earlier row of the same stratum%s%s; "
                       "it must be the same in all its rows",
                       design->fpc_name, value, *fpc, design->stratum_name ? " " : "",
                       g_array_index(design->strata, Stratum, h).name);
    *fpc = value;
    return true;
}

/* The PSU with CODE in its column; FALSE and ERROR when it was met in another stratum. */
static bool
add_psu(Design *design, const Dataset *block, size_t i, uint32_t h, int32_t code, uint32_t *unit,
        GError **error)
{
    uint32_t psu = pairs_number(design->psu, design->spec.nest ? h : 0, (uint32_t)code);

    if (psu == design->psu_stratum->len) {
        g_array_append_val(design->psu_stratum, h);
        g_array_index(design->strata, Stratum, h).n += 1.0;
    }
    uint32_t met = g_array_index(design->psu_stratum, uint32_t, psu);
    if (met != h)
        return fail_at(error, block, i,
                       "PSU %s lies in stratum %s and in stratum %s; if PSU numbers are used again "
                       "in each stratum, say --nest",
                       levels_text(design->psu_texts, code),
                       g_array_index(design->strata, Stratum, met).name,
                       g_array_index(design->strata, Stratum, h).name);
    *unit = psu;
    return true;
}

/* The category column NAME (NULL: none) with its texts taken into LEVELS. */
static const Column *
category(const Dataset *block, const char *name, Levels *levels)
{
    const Column *column = name ? dataset_find(block, name, READ_CATEGORY) : NULL;

    g_assert(!name || column);
    if (column)
        levels_update(levels, column);
    return column;
}

bool
design_add(Design *design, const Dataset *block, DesignRows *rows, GError **error)
{
    const Column *strata = category(block, design->stratum_name, design->stratum_texts);
    const Column *psu = category(block, design->psu_name, design->psu_texts);
    const Column *fpc =
        design->fpc_name ? dataset_find(block, design->fpc_name, READ_NUMBER) : NULL;
    const double *weight, *sample = NULL;
    uint32_t *unit;

    if (design->sample && !(sample = condition_evaluate(design->sample, block, error)))
        return false;
    if (!add_weights(design, block, sample, error))
        return false;
    g_array_set_size(design->unit, (guint)block->n_rows);
    unit = (uint32_t *)(gpointer)design->unit->data;
    weight = (const double *)(gpointer)design->weight->data;
    for (size_t i = 0; i < block->n_rows; i++) {
        unit[i] = DESIGN_OUTSIDE;
        if (sample && sample[i] != 1.0)
            continue;
        if (strata && strata->code[i] < 0)
            return fail_at(error, block, i,
                           "stratum %s is missing; every row of the sample needs "
                           "one",
                           design->stratum_name);
        if (psu && psu->code[i] < 0)
            return fail_at(error, block, i, "PSU %s is missing; every row of the sample needs one",
                           design->psu_name);
        uint32_t h = stratum_of(design, strata ? strata->code[i] : 0);

        g_array_index(design->strata, Stratum, h).weight += weight[i];
        if (fpc && !add_fpc(design, block, i, h, fpc->number[i], error))
            return false;
        if (psu) {
            if (!add_psu(design, block, i, h, psu->code[i], &unit[i], error))
                return false;
        } else {
            g_array_index(design->strata, Stratum, h).n += design->spec.count ? weight[i] : 1.0;
            unit[i] = h;
        }
    }
    rows->n_rows = block->n_rows;
    rows->unit = unit;
    rows->weight = design->spec.weight ? weight : NULL;
    rows->times = design->spec.count ? weight : NULL;
    rows->n_replicates = 0;
    return design_replicates_add(design, block, weight, rows, error);
}

bool
design_clustered(const Design *design)
{
    return design->psu_name || design->rule;
}

size_t
design_units(const Design *design)
{
    return design->psu_name ? design->psu_stratum->len : design->strata->len;
}

const Stratum *
design_strata(const Design *design, size_t *n)
{
    *n = design->strata->len;
    return (const Stratum *)(gpointer)design->strata->data;
}

const uint32_t *
design_stratum_units(const Design *design, size_t h, size_t *n)
{
    g_assert(design->order && h < design->strata->len);
    *n = design->start[h + 1] - design->start[h];
    return design->order + design->start[h];
}

const double *
design_factor(const Design *design)
{
    return design->factor;
}

double
design_n_psu(const Design *design)
{
    double n = 0.0;

    for (guint h = 0; h < design->strata->len; h++)
        n += g_array_index(design->strata, Stratum, h).n;
    return n;
}

double
design_df(const Design *design)
{
    if (design->rule)
        return design->replicate_df;
    return design_n_psu(design) - (double)design->strata->len;
}

bool
design_has_fpc(const Design *design)
{
    return design->fpc_name != NULL;
}

bool
design_census(const Design *design)
{
    for (guint h = 0; h < design->strata->len; h++)
        if (g_array_index(design->strata, Stratum, h).fraction < 1.0)
            return false;
    return design->strata->len > 0;
}

const DesignSpec *
design_spec(const Design *design)
{
    return &design->spec;
}
