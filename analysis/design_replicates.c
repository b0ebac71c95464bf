/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_replicates.c - weights of the replicates, row by row. */
#include "analysis/design_replicates.h"

#include "datasets/error.h"

#include <float.h>
#include <math.h>

bool
design_replicates_new(Design *design, GError **error)
{
    const DesignSpec *spec = &design->spec;
    const char *wrong = NULL;

    if (!spec->replicates.columns)
        return true;
    if (spec->strata || spec->psu || spec->fpc || spec->prob)
        wrong = "replicate weights hold the strata, PSUs and fpc already; give either those or "
                "--repweights";
    else if (spec->count)
        wrong = "replicate weights go with a sampling weight, not with a count";
    else if (!spec->weight && !spec->replicates.factors)
        wrong = "replicate weights need the weight of the full sample beside them; give --weight "
                "(or say --rep-combined no if each row weighs 1)";
    if (wrong) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "design: %s", wrong);
        return false;
    }
    design->rule = replicate_rule_new(&spec->replicates, error);
    if (!design->rule)
        return false;
    design->rank = rank_new(design->rule->n);
    design->replicates = g_array_new(FALSE, FALSE, sizeof(double));
    return true;
}

void
design_replicates_clear(Design *design)
{
    replicate_rule_free(design->rule);
    rank_free(design->rank);
    if (design->replicates)
        g_array_unref(design->replicates);
}

void
design_replicates_requests(const Design *design, GArray *requests)
{
    for (size_t r = 0; design->rule && r < design->rule->n; r++) {
        ColumnRequest request = { design->spec.replicates.columns[r], READ_NUMBER };
        g_array_append_val(requests, request);
    }
}

/* Names the first weight of row I that cannot be, if there is one. */
static bool
check_row(const Design *design, const Dataset *block, const double *const *columns, size_t i,
          GError **error)
{
    const ReplicateRule *rule = design->rule;

    for (size_t r = 0; r < rule->n; r++) {
        const char *name = design->spec.replicates.columns[r];
        double w = columns[r][i];
        bool missing = isnan(w);

        if (!missing && isfinite(w) && (w >= 0.0 || rule->negative))
            continue;
        g_autofree char *place = dataset_place(block, i);
        if (missing)
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "%s: the replicate weight %s is missing; every row of the sample "
                        "needs one",
                        place, name);
        else
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "%s: the replicate weight %s is %g; it must be 0 or more, and finite "
                        "(below 0 it may be with --rep-type sdr, acs or other)",
                        place, name, w);
        return false;
    }
    return true;
}

/* Whether all weights of a column [n] can be. */
static bool
can_be(const double *weights, size_t n, double least)
{
    bool can = true;

    for (size_t i = 0; i < n; i++)
        can &= (weights[i] >= least) & (weights[i] <= DBL_MAX);
    return can;
}

/* Rows that are put side by side at once: as many numbers as a line of the cache. */
enum { LINE = 8 };

/* The columns [n] of N_ROWS as rows of STRIDE, times FACTOR [n_rows] (NULL: 1). */
static void
turn(const double *const *columns, size_t n, size_t n_rows, const double *factor, size_t stride,
     double *out)
{
    for (size_t i = 0; i < n_rows; i += LINE) {
        size_t end = MIN(i + LINE, n_rows);

        for (size_t r = 0; r < n; r++)
            for (size_t k = i; k < end; k++)
                out[k * stride + r] = factor ? factor[k] * columns[r][k] : columns[r][k];
        for (size_t k = i; k < end; k++)
            for (size_t r = n; r < stride; r++)
                out[k * stride + r] = 0.0;
    }
}

bool
design_replicates_add(Design *design, const Dataset *block, const double *weight, DesignRows *rows,
                      GError **error)
{
    const ReplicateRule *rule = design->rule;

    if (!rule)
        return true;

    size_t n = rule->n, stride = REPLICATE_STRIDE(n);
    bool sound = true;
    g_autofree const double **columns = g_new(const double *, n);
    for (size_t r = 0; r < n; r++) {
        const Column *column = dataset_find(block, design->spec.replicates.columns[r], READ_NUMBER);
        g_assert(column);
        columns[r] = column->number;
        sound = sound && can_be(columns[r], block->n_rows, rule->negative ? -DBL_MAX : 0.0);
    }
    g_array_set_size(design->replicates, (guint)(block->n_rows * stride + 1));
    double *out = (double *)(gpointer)design->replicates->data;
    rows->n_replicates = n;
    rows->replicates = out;
    turn(columns, n, block->n_rows, rule->factors ? weight : NULL, stride, out);
    for (size_t i = 0; i < block->n_rows; i++) {
        if (rows->unit[i] == DESIGN_OUTSIDE)
            continue;
        if (!sound && !check_row(design, block, columns, i, error))
            return false;
        rank_add(design->rank, out + i * stride);
    }
    return true;
}

const ReplicateRule *
design_replicates(const Design *design)
{
    return design->rule;
}
