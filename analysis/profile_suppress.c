/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile_suppress.c - what a profile tells of few rows. */
#include "analysis/profile.h"
#include "analysis/suppress.h"

#include <math.h>

/* The categories beside how many rows have any, which is known. */
static void
suppress_levels(VariableProfile *variable, size_t limit)
{
    size_t n_levels = variable->n_levels;
    g_autofree size_t *n = g_new0(size_t, 2 * (n_levels + 1));
    g_autofree CellRole *role = g_new(CellRole, 2 * (n_levels + 1));
    const CountTable table = { .n_rows = n_levels, .n_cols = 1, .n = n, .rows_add = true };

    for (size_t k = 0; k < n_levels; k++)
        n[2 * n_levels] += n[2 * k] = variable->levels[k].n;
    for (size_t k = 0; k < 2 * (n_levels + 1); k++)
        role[k] = k % 2 ? CELL_NOT_SHOWN : CELL_SHOWN;
    role[2 * n_levels] = CELL_KNOWN;
    bool done = n[2 * n_levels] == 0 || (n[2 * n_levels] >= limit && suppress(&table, limit, role));
    for (size_t k = 0; k < n_levels; k++)
        variable->levels[k].withheld = !done || role[2 * k] >= CELL_PRIMARY;
}

void
profile_suppress(Profile *profile, size_t limit)
{
    for (size_t v = 0; v < profile->n_variables; v++) {
        VariableProfile *variable = &profile->variables[v];

        suppress_levels(variable, limit);
        variable->withheld = variable->number && variable->n > 0;
        if (!variable->withheld)
            continue;
        variable->min = variable->max = NAN;
        if (variable->n < limit)
            variable->mean = variable->sd = NAN;
    }
}
