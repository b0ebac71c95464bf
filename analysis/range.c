/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/range.h"

#include <math.h>

Range *
range_new(void)
{
    Range *range = g_new0(Range, 1);

    range->least = g_array_new(FALSE, FALSE, sizeof(double));
    range->greatest = g_array_new(FALSE, FALSE, sizeof(double));
    return range;
}

void
range_free(Range *range)
{
    if (!range)
        return;
    g_array_unref(range->least);
    g_array_unref(range->greatest);
    g_free(range);
}

void
range_add(Range *range, const int32_t *code, const double *value, size_t n)
{
    const double none = NAN;

    for (size_t i = 0; i < n; i++) {
        if (code[i] < 0)
            continue;
        while ((guint)code[i] >= range->least->len) {
            g_array_append_val(range->least, none);
            g_array_append_val(range->greatest, none);
        }
        double *least = &g_array_index(range->least, double, code[i]);
        double *greatest = &g_array_index(range->greatest, double, code[i]);

        *least = fmin(*least, value[i]); /* the other one when one is NAN */
        *greatest = fmax(*greatest, value[i]);
    }
}

static double
of_group(const GArray *array, int32_t group)
{
    return group >= 0 && (guint)group < array->len ? g_array_index(array, double, group) : NAN;
}

double
range_least(const Range *range, int32_t group)
{
    return of_group(range->least, group);
}

double
range_greatest(const Range *range, int32_t group)
{
    return of_group(range->greatest, group);
}
