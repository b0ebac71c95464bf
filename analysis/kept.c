/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/kept.h"

Kept *
kept_new(void)
{
    Kept *kept = g_new0(Kept, 1);

    kept->value = g_array_new(FALSE, FALSE, sizeof(double));
    kept->weight = g_array_new(FALSE, FALSE, sizeof(double));
    kept->times = g_array_new(FALSE, FALSE, sizeof(double));
    kept->unit = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    kept->row = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    kept->code = g_array_new(FALSE, FALSE, sizeof(int32_t));
    kept->replicates = g_array_new(FALSE, FALSE, sizeof(double));
    return kept;
}

void
kept_free(Kept *kept)
{
    if (!kept)
        return;
    g_array_unref(kept->value);
    g_array_unref(kept->weight);
    g_array_unref(kept->times);
    g_array_unref(kept->unit);
    g_array_unref(kept->row);
    g_array_unref(kept->code);
    g_array_unref(kept->replicates);
    g_free(kept);
}

void
kept_add(Kept *kept, const DesignRows *rows, const int32_t *code, const double *value)
{
    size_t stride = REPLICATE_STRIDE(rows->n_replicates);

    kept->n_replicates = rows->n_replicates;
    for (size_t i = 0; i < rows->n_rows; i++) {
        uint32_t row = kept->n_passed++;

        if (code[i] < 0)
            continue;
        g_array_append_val(kept->row, row);
        g_array_append_val(kept->value, value[i]);
        g_array_append_val(kept->unit, rows->unit[i]);
        g_array_append_val(kept->code, code[i]);
        if (rows->weight)
            g_array_append_val(kept->weight, rows->weight[i]);
        if (rows->times)
            g_array_append_val(kept->times, rows->times[i]);
        if (stride > 0)
            g_array_append_vals(kept->replicates, rows->replicates + i * stride, (guint)stride);
    }
}

void
kept_copy(Kept *kept, const Kept *from, size_t i)
{
    const int32_t *code = (const int32_t *)(gpointer)from->code->data;
    const double *value = (const double *)(gpointer)from->value->data;
    DesignRows row;

    kept_rows(from, i, i + 1, &row);
    kept_add(kept, &row, code + i, value + i);
}

/* Numbers of ARRAY from BEGIN on; NULL when the design has none. */
static const double *
numbers(const GArray *array, size_t begin)
{
    return array->len > 0 ? (const double *)(gpointer)array->data + begin : NULL;
}

void
kept_rows(const Kept *kept, size_t begin, size_t end, DesignRows *rows)
{
    *rows = (DesignRows){ .n_rows = end - begin,
                          .weight = numbers(kept->weight, begin),
                          .times = numbers(kept->times, begin),
                          .unit = (const uint32_t *)(gpointer)kept->unit->data + begin,
                          .n_replicates = kept->n_replicates,
                          .replicates = numbers(kept->replicates,
                                                begin * REPLICATE_STRIDE(kept->n_replicates)) };
}

/* Weight of kept row I. */
static double
weight_of(const Kept *kept, guint i, const double *factor)
{
    double weight = kept->weight->len > 0 ? g_array_index(kept->weight, double, i) : 1.0;

    if (kept->times->len > 0)
        weight *= g_array_index(kept->times, double, i);
    return factor ? weight * factor[g_array_index(kept->unit, uint32_t, i)] : weight;
}

Distribution *
kept_distributions(const Kept *kept, size_t n, const double *factor, const QuantileRule *rule)
{
    guint n_rows = kept->code->len;
    const int32_t *code = (const int32_t *)(gpointer)kept->code->data;
    g_autofree double *value = g_new(double, (size_t)n_rows + 1);
    g_autofree double *weight = g_new(double, (size_t)n_rows + 1);
    g_autofree size_t *next = g_new0(size_t, n + 1);
    Distribution *distributions = g_new0(Distribution, n + 1);

    for (guint i = 0; i < n_rows; i++)
        next[code[i] + 1]++;
    for (size_t g = 0; g < n; g++)
        next[g + 1] += next[g];
    for (guint i = 0; i < n_rows; i++) {
        size_t place = next[code[i]]++;

        value[place] = g_array_index(kept->value, double, i);
        weight[place] = weight_of(kept, i, factor);
    }
    for (size_t g = 0, begin = 0; g < n; begin = next[g++])
        distribution_init(&distributions[g], value + begin, weight + begin, next[g] - begin,
                          rule->distinct);
    return distributions;
}
