/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_part.h - the rows of one piece of a text file; for the csv_* files alone. */
#pragma once

#include "datasets/csv_cells.h"
#include "datasets/csv_scan.h"
#include "datasets/csv_split.h"
#include "datasets/csv_text.h"

/* What is read from every piece: the same for all of them. */
typedef struct {
    char delimiter;
    ReadPath path;
    size_t n_fields; /* of every record */
    Target *targets; /* [n_targets] by field; two may have the same */
    size_t n_targets;
} Plan;

/* How the pieces are scanned, unless that is READ_SLOWLY. */
static inline ScanMeans
plan_means(const Plan *plan)
{
    return plan->path == READ_PLAIN ? SCAN_PLAIN : plan->path == READ_SSE2 ? SCAN_SSE2 : SCAN_BEST;
}

/* One piece and what was read from it. Parts are independent: threads may read several at once,
 * as long as the plan is left alone. */
typedef struct {
    Split split; /* first: see csv_split.h */
    const Plan *plan;
    Piece piece;
    Cells *cells;   /* [n_targets] */
    uint32_t *line; /* [n_rows] of the piece, where each row begins */
    size_t n_rows, capacity;
    Scan scan;
    size_t next;       /* target of the current record */
    Faults row_faults; /* of the cells of the current record */
} Part;

void part_begin(Part *part, const Plan *plan);
void part_clear(Part *part);

/* Reads the piece of PART. */
void part_read(Part *part);

/* The cells of the rows that the scan of PART has in hand, of which .line is known, as its rows
 * from .n_rows on. FALSE: one of them is not what it should be. */
bool part_take_rows(Part *part);

/**
 * Decides by PIECE, which begins the rows of a file, which open targets of PLAN are numbers: those
 * whose cells all are, and one at least; one text, or a code as the first, makes it a category. And
 * which columns of numbers may be padded with zeros: those whose first cell is a number. A column
 * without a value stays open.
 * FALSE if more of the file should be looked at: some column has no value, or no record is whole.
 */
bool plan_judge(Plan *plan, const Piece *piece);
