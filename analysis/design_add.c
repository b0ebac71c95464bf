/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_add.c - the rows of a block: their weights, strata and units. */
#include "analysis/design_replicates.h"

#include "datasets/error.h"

#include <math.h>

/* An error at row I of BLOCK. */
static bool G_GNUC_PRINTF(4, 5)
    fail_at(GError **error, const Dataset *block, size_t i, const char *format, ...)
{
    g_autofree char *place = dataset_place(block, i);
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "%s: %s", place, text);
    return false;
}

static const Column *
numbers(const Dataset *block, const char *name)
{
    const Column *column = name ? dataset_find(block, name, READ_NUMBER) : NULL;

    g_assert(!name || column);
    return column;
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

static bool
check_weight(const Design *design, const Dataset *block, size_t i, const char *name, double w,
             GError **error)
{
    if (isnan(w))
        return fail_at(error, block, i, "%s is missing; every row of the sample needs one", name);
    if (w < 0.0 || isinf(w))
        return fail_at(error, block, i, "%s is %g; it must be 0 or more, and finite", name, w);
    if (design->spec.count && w != floor(w))
        return fail_at(error, block, i,
                       "%s is %g; a count says how many units the row stands for, so it is a "
                       "whole number (a sampling weight is given with --weight)",
                       name, w);
    return true;
}

static bool
check_probability(const Dataset *block, size_t i, const char *name, double p, GError **error)
{
    if (isnan(p))
        return fail_at(error, block, i, "%s is missing; every row of the sample needs one", name);
    if (p <= 0.0 || p > 1.0)
        return fail_at(error, block, i, "%s is %g; a probability is above 0 and at most 1", name,
                       p);
    return true;
}

/* Weights of the rows: as given, else from their probabilities; NAN: the row is outside for want of
 * one. SAMPLE: NULL, or 1 in it. */
static bool
add_weights(Design *design, const Dataset *block, const double *sample, GError **error)
{
    const char *name = design->spec.weight ? design->spec.weight : design->spec.count;
    const Column *column = numbers(block, name), *prob = numbers(block, design->spec.prob);
    const double *given = column ? column->number : NULL;
    double *weight, most = design->spec.count ? -1.0 : G_MAXDOUBLE; /* that needs no other check */

    g_array_set_size(design->weight, (guint)block->n_rows);
    weight = (double *)(gpointer)design->weight->data;
    for (size_t i = 0; i < block->n_rows; i++) {
        double w = given ? given[i] : 1.0;

        if (sample && sample[i] != 1.0) {
            weight[i] = 0.0;
            continue;
        }
        if (isnan(w) && design->spec.weightless_outside) {
            weight[i] = NAN;
            continue;
        }
        if (!(w >= 0.0 && w <= most) && !check_weight(design, block, i, name, w, error))
            return false;
        if (prob) {
            double p = prob->number[i];

            if (!check_probability(block, i, design->spec.prob, p, error))
                return false;
            w = given ? w : 1.0 / p;
        }
        weight[i] = w;
        design->weight_sum += w;
    }
    return true;
}

/* The columns of a stage in the block; NULL where there is none. */
typedef struct {
    const Column *strata, *units, *fpc;
} StageColumns;

/* A row on its way down the stages. */
typedef struct {
    Design *design;
    const Dataset *block;
    size_t i;
    double n;      /* units that it stands for */
    uint32_t unit; /* of the stage above */
} Row;

static bool
find_stratum(Row *row, Stage *stage, const Column *strata, uint32_t *h, GError **error)
{
    int32_t code = strata ? strata->code[row->i] : 0;

    if (code < 0)
        return fail_at(error, row->block, row->i,
                       "stratum %s is missing; every row of the sample needs one",
                       stage->stratum_name);
    *h = pairs_number(stage->stratum_pairs, row->unit, (uint32_t)code);
    if (*h == stage->strata->len) {
        Stratum stratum = { .name = "", .carried = 1.0, .parent = row->unit };
        double unknown = NAN;

        if (strata)
            stratum.name = levels_text(stage->stratum_texts, code);
        g_array_append_val(stage->strata, stratum);
        g_array_append_val(stage->fpc, unknown);
    }
    return true;
}

static bool
set_fpc(const Row *row, size_t s, uint32_t h, double value, GError **error)
{
    const Stage *stage = &row->design->stages[s];
    double *fpc = &g_array_index(stage->fpc, double, h);
    g_autofree char *place = design_stratum_text(row->design, s, h);

    if (isnan(value))
        return fail_at(error, row->block, row->i,
                       "%s is missing; every row needs the fpc of its stratum", stage->fpc_name);
    if (value <= 0.0 || isinf(value))
        return fail_at(error, row->block, row->i,
                       "%s is %g; a population size or a sampling rate is above 0, and finite",
                       stage->fpc_name, value);
    if (!isnan(*fpc))
        return fail_at(error, row->block, row->i,
                       "%s is %g, but %g in an earlier row of the same %s; it must be the same in "
                       "all its rows",
                       stage->fpc_name, value, *fpc,
                       s > 0 || stage->stratum_name ? place : "stratum");
    *fpc = value;
    return true;
}

static uint32_t
new_unit(Stage *stage, uint32_t h)
{
    g_array_append_val(stage->stratum_of, h);
    stage_stratum(stage, h)->n += 1.0;
    return stage->stratum_of->len - 1;
}

/* A unit that was met in another stratum. */
static bool
fail_nested(const Row *row, size_t s, uint32_t met, uint32_t h, int32_t code, GError **error)
{
    const Stage *stage = &row->design->stages[s];
    g_autofree char *first = design_stratum_text(row->design, s, met);
    g_autofree char *second = design_stratum_text(row->design, s, h);

    return fail_at(error, row->block, row->i,
                   "%s %s lies in %s and in %s; if the numbers of %s are used again in each, say "
                   "--nest",
                   s == 0 ? "PSU" : stage->unit_name, levels_text(stage->unit_texts, code), first,
                   second, s == 0 ? "PSUs" : stage->unit_name);
}

static bool
find_unit(Row *row, size_t s, const Column *units, uint32_t h, GError **error)
{
    Design *design = row->design;
    Stage *stage = &design->stages[s];
    int32_t code = units->code[row->i];

    if (code < 0)
        return fail_at(error, row->block, row->i,
                       "%s %s is missing; every row of the sample needs one",
                       s == 0 ? "PSU" : "unit", stage->unit_name);
    uint32_t unit = pairs_number(stage->unit_pairs, design->spec.nest ? h : 0, (uint32_t)code);
    if (unit == stage->stratum_of->len)
        new_unit(stage, h);
    uint32_t met = g_array_index(stage->stratum_of, uint32_t, unit);
    row->unit = unit;
    return met == h || fail_nested(row, s, met, h, code, error);
}

/* The probability of the PSU that the row is in. */
static bool
add_probability(const Row *row, uint32_t psu, double p, GError **error)
{
    Design *design = row->design;

    if (psu == design->probability->len) {
        g_array_append_val(design->probability, p);
        return true;
    }
    double met = g_array_index(design->probability, double, psu);
    return p == met || fail_at(error, row->block, row->i,
                               "%s is %g, but %g in an earlier row of the same PSU; it must be the "
                               "same in all its rows",
                               design->spec.prob, p, met);
}

static bool
add_row(Row *row, const StageColumns *columns, const Column *prob, GError **error)
{
    Design *design = row->design;

    row->unit = 0;
    for (size_t s = 0; s < design->n_stages; s++) {
        Stage *stage = &design->stages[s];
        const StageColumns *of = &columns[s];
        uint32_t h = 0;

        if (!find_stratum(row, stage, of->strata, &h, error))
            return false;
        if (of->fpc && of->fpc->number[row->i] != g_array_index(stage->fpc, double, h) &&
            !set_fpc(row, s, h, of->fpc->number[row->i], error))
            return false;
        if (of->units) {
            if (!find_unit(row, s, of->units, h, error))
                return false;
        } else if (stage->rows) {
            row->unit = new_unit(stage, h);
        } else {
            stage_stratum(stage, h)->n += row->n;
            row->unit = h;
        }
        if (s == 0 && design_is_unequal(design) &&
            !add_probability(row, row->unit, prob->number[row->i], error))
            return false;
    }
    return true;
}

/* The columns of a design of one stage, as add_met_row() looks at them. */
typedef struct {
    const int32_t *strata, *units; /* codes; NULL: none */
    const double *fpc;             /* NULL: none */
    bool nest;
} OneStage;

/* Row I in a stratum and a unit that were met before, which nearly all rows are: *UNIT. FALSE: it
 * is none of these, or something is wrong with it. */
static inline bool
add_met_row(const Stage *stage, const OneStage *of, size_t i, uint32_t *unit)
{
    int32_t stratum = of->strata ? of->strata[i] : 0, code = of->units ? of->units[i] : 0;
    uint32_t h = 0;

    if ((stratum | code) < 0 || !pairs_met(stage->stratum_pairs, 0, (uint32_t)stratum, &h) ||
        (of->fpc && of->fpc[i] != g_array_index(stage->fpc, double, h)))
        return false;
    if (of->units)
        return pairs_met(stage->unit_pairs, of->nest ? h : 0, (uint32_t)code, unit) &&
               g_array_index(stage->stratum_of, uint32_t, *unit) == h;
    stage_stratum(stage, h)->n += 1.0;
    *unit = h;
    return true;
}

/* Designs that add_met_row() knows. */
static bool
is_simple(const Design *design)
{
    return design->n_stages == 1 && !design->stages[0].rows && !design->spec.count &&
           !design_is_unequal(design);
}

bool
design_add(Design *design, const Dataset *block, DesignRows *rows, GError **error)
{
    g_autofree StageColumns *columns = g_new0(StageColumns, design->n_stages);
    const Column *prob = numbers(block, design->spec.prob);
    const double *sample = NULL;
    double *weight;
    Row row = { .design = design, .block = block, .n = 1.0 };
    bool simple = is_simple(design);
    double *unit_weight = (double *)(gpointer)design->unit_weight->data;
    uint32_t *unit, met = 0;

    for (size_t s = 0; s < design->n_stages; s++) {
        Stage *stage = &design->stages[s];

        columns[s].strata = category(block, stage->stratum_name, stage->stratum_texts);
        columns[s].units = category(block, stage->unit_name, stage->unit_texts);
        columns[s].fpc = numbers(block, stage->fpc_name);
    }
    OneStage one = { columns->strata ? columns->strata->code : NULL,
                     columns->units ? columns->units->code : NULL,
                     columns->fpc ? columns->fpc->number : NULL, design->spec.nest };
    if (design->sample && !(sample = condition_evaluate(design->sample, block, error)))
        return false;
    if (!add_weights(design, block, sample, error))
        return false;
    g_array_set_size(design->unit, (guint)block->n_rows);
    unit = (uint32_t *)(gpointer)design->unit->data;
    weight = (double *)(gpointer)design->weight->data;
    for (size_t i = 0; i < block->n_rows; i++) {
        if ((sample && sample[i] != 1.0) || isnan(weight[i])) {
            unit[i] = DESIGN_OUTSIDE;
            weight[i] = 0.0;
            continue;
        }
        if (!simple || !add_met_row(design->stages, &one, i, &met)) {
            row.i = i;
            row.n = design->spec.count ? weight[i] : 1.0;
            if (!add_row(&row, columns, prob, error))
                return false;
            met = row.unit;
            if (design->unit_weight->len <= met)
                g_array_set_size(design->unit_weight, met + 1);
            unit_weight = (double *)(gpointer)design->unit_weight->data;
        }
        unit[i] = met;
        unit_weight[met] += weight[i];
    }
    rows->n_rows = block->n_rows;
    rows->unit = unit;
    rows->weight = design->spec.weight || design->spec.prob ? weight : NULL;
    rows->times = design->spec.count ? weight : NULL;
    rows->n_replicates = 0;
    return design_replicates_add(design, block, weight, rows, error);
}
