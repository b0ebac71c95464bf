/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_spec.h - how the sample was drawn, as declared on the command line or in a codebook. */
#pragma once

#include "datasets/matrix.h"
#include "datasets/replicate_spec.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum { FPC_UNKNOWN, FPC_COUNT, FPC_RATE } FpcUnit;

/* What a stratum with a single PSU contributes to the variance. */
typedef enum {
    SINGLETON_FAIL,      /* the design is refused and the strata are named (default) */
    SINGLETON_CERTAINTY, /* nothing: the unit was taken with certainty */
    SINGLETON_REMOVE,    /* nothing */
    SINGLETON_ADJUST,    /* its squared distance from the mean PSU of the whole sample */
    SINGLETON_AVERAGE,   /* as much as the average of the other strata */
    SINGLETON_COLLAPSE,  /* it is merged with its neighbour */
    SINGLETON_MISSING    /* what it has members in has no standard error */
} SingletonRule;

/* The variance of a sample of PSUs with unequal probabilities; see variance_unequal.c. */
typedef enum {
    PPS_NONE,      /* probabilities make weights, no more; as PPS_WR */
    PPS_BREWER,    /* Brewer: each PSU has its own fpc */
    PPS_OVERTON,   /* Overton's joint probabilities */
    PPS_HR,        /* Hartley and Rao's, with the sum of squares of the population */
    PPS_HR_SAMPLE, /* the same, estimated from the sample */
    PPS_HT,        /* Horvitz and Thompson, with a matrix of joint probabilities */
    PPS_YG,        /* Yates and Grundy, likewise */
    PPS_WR         /* as if drawn with replacement */
} PpsMethod;

/* Their names, NULL-terminated: pps_names[method - 1]. */
extern const char *const pps_names[];

typedef enum {
    DF_DOMAIN, /* PSUs minus strata among those that hold members of the domain (default) */
    DF_DESIGN, /* PSUs minus strata of the whole design */
    DF_NUMBER, /* as given */
    DF_INFINITE,
    DF_STRATA /* all PSUs of the strata that hold members of the domain, minus these strata */
} DfRule;

/* Column names are NULL-terminated lists by stage; NULL where there is none, and "" for a stage
 * without one before a stage with one. Borrowed. */
typedef struct {
    const char
        *sample; /* condition: the rows that are the sample; the others stand in the account of
                    the rows, outside the design (dispatches without an answer); NULL: all */
    const char *weight;      /* sampling weight */
    const char *count;       /* frequency weight */
    bool weightless_outside; /* rows without a weight are not in the sample; else refused */
    const char *const *strata;
    const char *const *psu; /* sampling units; a further stage of strata or fpc is one of rows */
    const char *const *fpc; /* population size or sampling rate of the stage */
    FpcUnit fpc_unit;
    bool nest;        /* ids of units may be reused across strata and units of the stage above */
    const char *prob; /* probability of the PSU to be drawn */
    PpsMethod pps;
    const char *joint;          /* file of the joint probabilities of the PSUs, as named */
    const Matrix *joint_matrix; /* and what it holds, in the order in which PSUs are met */
    const char *const *pps_sum; /* of PPS_HR: "X", or "STRATUM=X" for each stratum */
    SingletonRule singleton;
    bool singleton_domain; /* adjust and average also where a domain leaves one PSU */
    DfRule df_rule;
    double df;                /* with DF_NUMBER */
    ReplicateSpec replicates; /* instead of strata, PSUs and fpc */
    const char *convention; /* whose rules hold where none is given, see convention.h; NULL: none */
} DesignSpec;
