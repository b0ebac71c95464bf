/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_state.h - what a Design is made of: for design.c and design_finish.c alone. */
#pragma once

#include "analysis/condition.h"
#include "analysis/design.h"
#include "analysis/levels.h"
#include "analysis/pairs.h"
#include "analysis/rank.h"

struct Design {
    DesignSpec spec;
    Condition *sample;                              /* NULL: all rows */
    const char *stratum_name, *psu_name, *fpc_name; /* of the first stage; NULL: none */
    Levels *stratum_texts, *psu_texts;
    GArray *strata;        /* of Stratum */
    GArray *fpc;           /* of double, by stratum, as in the data */
    GArray *stratum_of;    /* of int32_t, by code of the stratum column; -1: not met */
    Pairs *psu;            /* (stratum or 0, code of the PSU column) */
    GArray *psu_stratum;   /* of uint32_t, by PSU */
    GArray *weight, *unit; /* of double and uint32_t: the rows of the block */
    double weight_sum;
    uint32_t *order; /* units by stratum; with .start after design_finish() */
    size_t *start;
    double *factor;
    ReplicateRule *rule; /* NULL, as the rest: no replicate weights */
    Rank *rank;          /* of their matrix */
    double replicate_df; /* that less 1, after design_finish() */
    GArray *replicates;  /* of double: weights of the rows of the block */
};
