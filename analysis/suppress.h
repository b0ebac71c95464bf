/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suppress.h - which cells of a table of counts are to be withheld, so that none of the small ones
 * can be worked out from the rest. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    CELL_SHOWN,     /* unless it is withheld */
    CELL_KNOWN,     /* in any case, also from elsewhere: never withheld to protect others */
    CELL_NOT_SHOWN, /* no part of the table: nobody knows it, and it needs no protection */
    CELL_PRIMARY,   /* withheld: from 1 to below the limit */
    CELL_SECONDARY  /* withheld: a small one could be worked out with its help */
} CellRole;

/* Counts with their margins, which are the last row and the last column. */
typedef struct {
    size_t n_rows, n_cols; /* without the margins */
    const size_t *n;       /* [(n_rows + 1) * (n_cols + 1)], row by row */
    bool rows_add;         /* the cells of a column add up to its margin */
    bool cols_add;         /* the cells of a row add up to its margin */
} CountTable;

/**
 * Sets ROLE [(n_rows + 1) * (n_cols + 1)], which comes with the first three kinds. Whoever knows
 * all that is left and that counts are not negative can tell no primary cell to within an interval
 * narrower than LIMIT (exactly: by linear programming). Of several choices it takes cells rather
 * than margins and small counts rather than large ones; none that it could do without is withheld.
 *
 * FALSE: no choice does, as when the total is below LIMIT; then nothing may be shown.
 */
bool suppress(const CountTable *table, size_t limit, CellRole *role);

/* The same of counts N [n_counts] whose sum is known in any case: which of them may be SHOWN; none
 * when no choice protects them. */
void suppress_list(const size_t *n, size_t n_counts, size_t limit, bool *shown);
