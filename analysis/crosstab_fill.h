/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crosstab_fill.h - from sums to the cells of a table, for the kinds of tables. */
#pragma once

#include "analysis/crosstab.h"
#include "analysis/estimand.h"

#define SHARE_NONE UINT32_MAX

/* What a cell is a share of. */
typedef struct {
    uint32_t sum;     /* SHARE_NONE: there is no such share */
    uint32_t members; /* sum of weights of the units that it is about */
    size_t n;         /* how many, unweighted */
} Share;

typedef struct {
    uint32_t sum;
    size_t n;
    Share of_row, of_col, of_all;
} CellSums;

/* Fills the cells of TABLE, whose rows and columns stand, from CELLS laid out as they are. */
void crosstab_fill(Crosstab *table, Estimands *estimands, const CellSums *cells,
                   const Design *design, const EstimandOptions *options);

/* TEXT in the keeping of TABLE; NULL for NULL. */
const char *crosstab_text(Crosstab *table, const char *text);
