/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_state.h - what a Design is made of: for the design_* files alone. */
#pragma once

#include "analysis/condition.h"
#include "analysis/design.h"
#include "analysis/levels.h"
#include "analysis/pairs.h"
#include "analysis/rank.h"

/* One stage of sampling. Strata and units are numbered as they are met; a stratum of a later stage
 * lies in one unit of the stage above. */
typedef struct {
    const char *stratum_name, *unit_name, *fpc_name; /* of the columns; NULL: none */
    bool rows;                                       /* each row is a unit: what no column names */
    Levels *stratum_texts, *unit_texts;
    Pairs *stratum_pairs; /* (unit above or 0, code of the stratum column) */
    Pairs *unit_pairs;    /* (stratum if ids are reused, else 0; code of the unit column) */
    GArray *strata;       /* of Stratum */
    GArray *fpc;          /* of double, by stratum, as in the data */
    GArray *stratum_of;   /* of uint32_t, by unit */
    size_t n_drawn;       /* strata before some were merged; 0: none was */
    /* after design_finish(): strata and units in the order of the tree */
    uint32_t *order; /* [units] */
    size_t *start;   /* [strata + 1] where the units of a stratum begin in it */
    size_t *first;   /* [units + 1] where those of the last stage that lie in it begin */
    uint32_t *place; /* [units] of a unit in ORDER */
} Stage;

struct Design {
    DesignSpec spec;
    Condition *sample; /* NULL: all rows */
    Stage *stages;     /* [n_stages] that matter for weights and variance */
    size_t n_stages;
    GPtrArray *idle;       /* names of columns of the stages that do not */
    GArray *weight, *unit; /* of double and uint32_t: the rows of the block */
    GArray *unit_weight;   /* of double, by unit of the last stage */
    GArray *probability;   /* of double, by PSU as met */
    double weight_sum;
    double singleton_share;
    char *singletons;
    double *factor;
    double *probabilities; /* [PSUs] in the order of the tree */
    double *pps_sum;       /* [strata] of PPS_HR and PPS_HR_SAMPLE */
    GString *collapsed;    /* "a + b; c + d"; NULL: no stratum was merged */
    ReplicateRule *rule;   /* NULL, as the rest: no replicate weights */
    Rank *rank;            /* of their matrix */
    double replicate_df;   /* that less 1, after design_finish() */
    GArray *replicates;    /* of double: weights of the rows of the block */
};

/* ---- design.c */

/* "stratum a", "PSU 7", "stratum b of PSU 7": for messages. The caller owns it. */
char *design_stratum_text(const Design *design, size_t stage, size_t h);
/* Weights are not given, but follow from fractions and probabilities. */
bool design_weights_follow(const Design *design);
/* Probabilities have a part in the variance. */
bool design_is_unequal(const Design *design);

/* ---- design_check.c */

/* Whether SPEC can be, and its stages. FALSE and ERROR (ANDEL_ERROR_USAGE). */
bool design_plan(Design *design, GError **error);

/* ---- design_tree.c */

/* Orders strata and units so that what lies in one stratum or unit stands together. GROUP [strata
 * of the first stage] merges strata into N_GROUPS; NULL: none. */
void design_order_tree(Design *design, const uint32_t *group, size_t n_groups);

/* ---- design_collapse.c */

/* Merges strata of the first stage with one PSU: GROUP and its count for design_order_tree(), the
 * caller owns it; NULL: there is nothing to merge. */
uint32_t *design_collapse(Design *design, size_t *n_groups);

/* ---- design_unequal.c */

/* Probabilities in the order of the tree, held against the matrix, and what Hartley and Rao need.
 * FALSE and ERROR (ANDEL_ERROR_DATA). */
bool design_finish_unequal(Design *design, GError **error);

static inline Stratum *
stage_stratum(const Stage *stage, size_t h)
{
    return &g_array_index(stage->strata, Stratum, h);
}

static inline size_t
stage_n_strata(const Stage *stage)
{
    return stage->strata->len;
}

/* In an element design the strata are the units. */
static inline size_t
stage_n_units(const Stage *stage)
{
    if (stage->unit_name || stage->rows)
        return stage->stratum_of->len;
    return stage->n_drawn > 0 ? stage->n_drawn : stage->strata->len;
}
