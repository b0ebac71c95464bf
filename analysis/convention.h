/* SPDX-License-Identifier: GPL-3.0-or-later */
/* convention.h - the rules by which other programs choose where methods leave a choice. */
#pragma once

#include "analysis/query.h"

typedef struct {
    const char *name;          /* of --convention */
    const char *program;       /* "Stata svy" */
    bool normal;               /* limits of means and totals from the normal distribution */
    const char *ci;            /* of shares */
    const char *quantile_rule; /* as the program's, or the nearest where it has none for samples */
    DfRule df;
    SingletonRule singleton;
    DeffReference deff;     /* of --deff yes */
    ReplicateCentre centre; /* of replicate weights */
    bool drops_weightless;  /* rows without a weight leave the sample */
    const char *test;       /* of a two-way table, an entry of --test */
    const char *given;      /* of given shares; NULL: gof */
    const char *missing; /* what it does with rows without an answer, where that is not done here */
} Convention;

extern const Convention *const conventions[]; /* NULL-terminated */

/* NULL and ERROR (ANDEL_ERROR_USAGE) lists them. */
const Convention *convention_find(const char *name, GError **error);

/* Sets the rules of DESIGN, or of QUERY, that stand at their defaults. A NULL convention sets
 * nothing. */
void convention_design(const Convention *convention, DesignSpec *design);
void convention_query(const Convention *convention, QueryOptions *query);

/* The rules in words: "limits of means from t, shares logit, ...". The caller owns it. */
char *convention_rules(const Convention *convention);
