/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reproduction.h - a published table against the data it was made from. */
#pragma once

#include "analysis/printed.h"
#include "analysis/query.h"
#include "datasets/schema.h"

/* What of an estimate a cell prints. */
typedef enum {
    CELL_VALUE,
    CELL_ERROR, /* standard error */
    CELL_LOW,   /* limits of the interval */
    CELL_HIGH,
    CELL_MARGIN, /* half its width */
    CELL_BASE    /* number of cases behind it */
} CellPart;

typedef enum {
    CELL_MATCHES,
    CELL_ROUNDING, /* rounded otherwise than once, half away from zero, it would match */
    CELL_DIFFERS
} CellVerdict;

/* The one thing that is changed to reproduce a cell, in the order in which they are tried. */
typedef enum {
    CHANGE_TWO_STEP,  /* rounded to one more decimal, and that once more */
    CHANGE_CUT_OFF,   /* cut off */
    CHANGE_UP,        /* always rounded up */
    CHANGE_HALF_DOWN, /* a tie went down */
    CHANGE_WEIGHT,    /* weighted where it is said not to be, or the other way */
    CHANGE_MISSING,   /* those who did not answer are in the base, or out of it */
    CHANGE_FILTER,    /* another filter */
    CHANGE_DF,        /* another rule for the degrees of freedom */
    N_CELL_CHANGES
} CellChange;

typedef struct {
    CellChange change;
    const char *text; /* the filter or the rule; NULL: says itself */
    double value;
} CellExplanation;

/* A number of the published table. Texts and nodes belong to the document. */
typedef struct {
    const char *id, *text, *estimate, *where;
    const Node *node, *place, *label; /* labels; NULL: none */
    const Node *deviation;            /* label: why it differs; NULL: it should not */
    Printed printed;
    CellPart part;
    /* ---- the answer */
    double value;     /* NAN: undefined */
    int power;        /* 2: a share, printed in per cent */
    size_t n, base_n; /* cases in the category, and that the estimate is about */
    CellVerdict verdict;
    GArray *explanations; /* of CellExplanation */
} PublishedCell;

/* Open for reading; made by reproduction_read(). All is owned by it. */
typedef struct {
    Document *document;
    const char *language; /* how its numbers are written; NULL: not declared */
    const Node *title;
    bool weighted, missing_in;  /* what the publication says it did */
    const char *const *filters; /* to be tried; NULL: none */
    PublishedCell *cells;       /* [n_cells] */
    size_t n_cells;
    size_t n_passes; /* how often the data were read */
    GStringChunk *strings;
} Reproduction;

/* The fields of the file, for the manual. */
extern const Field reproduction_fields[];

/* NULL and ERROR (ANDEL_ERROR_DATA) with all mistakes. */
Reproduction *reproduction_read(GBytes *bytes, const char *path, GError **error);
void reproduction_free(Reproduction *reproduction);

/* Opens the data once more. NULL and ERROR. */
typedef Input *(*InputOpener)(gconstpointer user, GError **error);

/**
 * Estimates all cells in one reading of INPUT; those that differ are estimated again with each
 * change by itself, in one reading with the filters and the bases, one without the weights, and,
 * when a cell prints an uncertainty, one for each other rule of the degrees of freedom. What
 * reproduces the printed number exactly is kept.
 * DESIGN is that of the data, OPTIONS what all cells have in common. FALSE and ERROR.
 */
bool reproduction_run(Reproduction *reproduction, Input *input, const DesignSpec *design,
                      const QueryOptions *options, InputOpener open, gconstpointer user,
                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reproduction, reproduction_free)
