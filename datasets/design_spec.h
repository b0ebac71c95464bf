/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_spec.h - how the sample was drawn, as declared on the command line or in a codebook. */
#pragma once

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
    SINGLETON_COLLAPSE   /* it is merged with its neighbour */
} SingletonRule;

typedef enum {
    DF_DOMAIN, /* PSUs minus strata among those that hold members of the domain (default) */
    DF_DESIGN, /* PSUs minus strata of the whole design */
    DF_NUMBER, /* as given */
    DF_INFINITE
} DfRule;

/* Column names are NULL-terminated lists by stage; NULL where there is none. Borrowed. */
typedef struct {
    const char
        *sample; /* condition: the rows that are the sample; the others stand in the account of
                    the rows, outside the design (dispatches without an answer); NULL: all */
    const char *weight; /* sampling weight */
    const char *count;  /* frequency weight */
    const char *const *strata;
    const char *const *psu;
    const char *const *fpc; /* population size or sampling rate of the stage */
    FpcUnit fpc_unit;
    bool nest; /* PSU ids may be reused across strata */
    SingletonRule singleton;
    DfRule df_rule;
    double df;                /* with DF_NUMBER */
    ReplicateSpec replicates; /* instead of strata, PSUs and fpc */
} DesignSpec;
