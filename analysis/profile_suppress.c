/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile_suppress.c - what a profile tells of few rows. */
#include "analysis/profile.h"
#include "analysis/suppress.h"

#include <math.h>

/* The categories beside how many rows have any, which is known. */
static void
suppress_levels(VariableProfile *variable, size_t limit)
{
    size_t n_levels = variable->n_levels, all = 0;
    g_autofree size_t *n = g_new0(size_t, n_levels + 1);
    g_autofree bool *shown = g_new0(bool, n_levels + 1);

    for (size_t k = 0; k < n_levels; k++)
        all += n[k] = variable->levels[k].n;
    if (all > 0)
        suppress_list(n, n_levels, limit, shown);
    for (size_t k = 0; k < n_levels; k++)
        variable->levels[k].withheld = all > 0 && !shown[k];
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
