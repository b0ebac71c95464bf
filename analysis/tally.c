/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/tally.h"

Tally *
tally_new(void)
{
    Tally *tally = g_new0(Tally, 1);

    tally->two = true;
    for (size_t k = 0; k < G_N_ELEMENTS(tally->n); k++)
        tally->n[k] = g_array_new(FALSE, TRUE, sizeof(double));
    return tally;
}

void
tally_free(Tally *tally)
{
    if (!tally)
        return;
    for (size_t k = 0; k < G_N_ELEMENTS(tally->n); k++)
        g_array_unref(tally->n[k]);
    g_free(tally);
}

void
tally_add(Tally *tally, const int32_t *code, const double *value, const double *times, size_t n)
{
    for (size_t i = 0; i < n && tally->two; i++) {
        if (code[i] < 0)
            continue;
        tally->two = value[i] == 0.0 || value[i] == 1.0;
        GArray *units = tally->n[value[i] == 1.0];
        if (units->len <= (guint)code[i])
            g_array_set_size(units, (guint)code[i] + 1);
        g_array_index(units, double, code[i]) += times ? times[i] : 1.0;
    }
}

bool
tally_few(const Tally *tally, int32_t group, size_t limit)
{
    for (size_t k = 0; k < G_N_ELEMENTS(tally->n) && tally->two && group >= 0; k++) {
        double n =
            (guint)group < tally->n[k]->len ? g_array_index(tally->n[k], double, group) : 0.0;

        if (n >= 1.0 && n < (double)limit)
            return true;
    }
    return false;
}
