/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disclosure_read.c - the rows behind what is told, counted by all that tells them apart. */
#include "analysis/disclosure_state.h"

#include "datasets/error.h"

#include <math.h>
#include <string.h>

/* A kind of query of its own, so that it is about the same rows as the others. */
typedef struct {
    Disclosure *disclosure;
    Crossing *crossing;
    GArray *code; /* of int32_t, of the block */
} Reading;

static void
reading_free(gpointer data)
{
    Reading *reading = data;

    crossing_free(reading->crossing);
    g_array_unref(reading->code);
    g_free(reading);
}

static bool
reading_open(Query *query, const Design *design, GArray *requests, GError **error)
{
    const Reading *reading = query->state;
    const GPtrArray *dimensions = reading->disclosure->dimensions;
    const TermSpec term = { 0 };

    for (guint d = 0; d < dimensions->len; d++) {
        const Dimension *dimension = dimensions->pdata[d];
        const ColumnRequest column = { dimension->text, READ_CATEGORY };

        if (dimension->presence)
            g_array_append_vals(requests, dimension->presence->measure->requests->data,
                                dimension->presence->measure->requests->len);
        else if (!dimension->condition)
            g_array_append_val(requests, column);
        else if (!condition_requests(dimension->condition, requests, error))
            return false;
    }
    query->totals = totals_new(design_clustered(design), &term, 1, false);
    return true;
}

static void
set_categories(Dimension *dimension, const Dataset *block, int32_t *level)
{
    const Column *column = dataset_find(block, dimension->text, READ_CATEGORY);

    g_assert(column);
    g_autofree int32_t *levels = g_new(int32_t, (gsize)column->n_levels + 1);
    for (int32_t k = 0; k < column->n_levels; k++)
        levels[k] = dimension_level(dimension, column->levels[k]);
    for (size_t i = 0; i < block->n_rows; i++)
        level[i] = column->code[i] < 0 ? 0 : levels[column->code[i]];
}

static bool
set_presence(Dimension *dimension, const Dataset *block, int32_t *level, GError **error)
{
    size_t n = block->n_rows;
    g_autofree int32_t *group = g_new0(int32_t, n + 1);
    g_autofree uint8_t *used = g_new0(uint8_t, n + 1);
    const double *values[2] = { NULL };
    TermRows rows = { 0 };

    if (!measure_add(dimension->presence->measure, block, group, used, values, &rows, error))
        return false;
    for (size_t i = 0; i < n; i++)
        level[i] = rows.code[i] >= 0 ? PRESENT : 0;
    return true;
}

/* The level of each row of BLOCK. */
static bool
set_levels(Dimension *dimension, const Dataset *block, GError **error)
{
    g_array_set_size(dimension->code, (guint)block->n_rows + 1);
    int32_t *level = (int32_t *)(gpointer)dimension->code->data;
    const double *value;

    if (dimension->presence)
        return set_presence(dimension, block, level, error);
    if (!dimension->condition) {
        set_categories(dimension, block, level);
        return true;
    }
    value = condition_evaluate(dimension->condition, block, error);
    for (size_t i = 0; value && i < block->n_rows; i++)
        level[i] = isnan(value[i]) ? 0 : value[i] != 0.0 ? CONDITION_TRUE : CONDITION_FALSE;
    return value != NULL;
}

static bool
reading_add(Query *query, const Dataset *block, const DesignRows *rows, GError **error)
{
    Reading *reading = query->state;
    GPtrArray *dimensions = reading->disclosure->dimensions;
    g_autofree const int32_t **codes = g_new(const int32_t *, dimensions->len + 1);
    TermRows term = { 0 };

    for (guint d = 0; d < dimensions->len; d++) {
        Dimension *dimension = dimensions->pdata[d];

        if (!set_levels(dimension, block, error))
            return false;
        codes[d] = (const int32_t *)(gpointer)dimension->code->data;
    }
    g_array_set_size(reading->code, (guint)block->n_rows + 1);
    int32_t *code = (int32_t *)(gpointer)reading->code->data;
    for (size_t i = 0; i < block->n_rows; i++)
        code[i] = g_array_index(query->domain->code, int32_t, i);
    crossing_add(reading->crossing, codes, block->n_rows, code);
    term.code = code;
    totals_add(query->totals, rows, &term);
    return true;
}

static bool
reading_finish(Query *query, const Design *design, GError **error)
{
    const Reading *reading = query->state;
    size_t n = crossing_count(reading->crossing), across = reading->disclosure->dimensions->len;
    Profiles *profiles = &reading->disclosure->profiles;

    (void)design;
    (void)error;
    profiles->n = n;
    profiles->levels = g_new(int32_t, n * across + 1);
    profiles->rows = g_new(double, n + 1);
    for (size_t k = 0; k < n; k++) {
        crossing_codes(reading->crossing, (int32_t)k, profiles->levels + k * across);
        profiles->rows[k] = totals_n(query->totals, 0, (int32_t)k);
    }
    return true;
}

static const QueryKind kind_reading = {
    .open = reading_open, .add = reading_add, .finish = reading_finish, .free = reading_free
};

bool
profile_meets(const Disclosure *disclosure, size_t k, const GArray *parts)
{
    const int32_t *levels = disclosure->profiles.levels + k * disclosure->dimensions->len;

    for (guint p = 0; p < parts->len; p++) {
        Part part = g_array_index(parts, Part, p);

        if (part.level == LEVEL_KNOWN ? levels[part.dimension] == 0
                                      : levels[part.dimension] != part.level)
            return false;
    }
    return true;
}

static double
rows_that_meet(const Disclosure *disclosure, const GArray *parts)
{
    double n = 0.0;

    for (size_t k = 0; k < disclosure->profiles.n; k++)
        n += profile_meets(disclosure, k, parts) ? disclosure->profiles.rows[k] : 0.0;
    return n;
}

bool
disclosure_read(Disclosure *disclosure, Input *input, const DesignSpec *design, GError **error)
{
    const QueryOptions options = { .level = 0.95 };

    if (disclosure->dimensions->len == 0)
        return true;
    Reading *reading = g_new0(Reading, 1);

    reading->disclosure = disclosure;
    reading->crossing = crossing_new(disclosure->dimensions->len);
    reading->code = g_array_new(FALSE, FALSE, sizeof(int32_t));
    g_autoptr(Query) query = query_new(&kind_reading, reading, &options);
    if (!query_run(&query, 1, input, design, error))
        return false;
    for (guint k = 0; k < disclosure->counts->len; k++) {
        Count *count = disclosure->counts->pdata[k];

        count->n = rows_that_meet(disclosure, count->parts);
        if (count->withheld || count->n == count->shown)
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s counts %.0f rows where %.0f were found again, so it cannot be checked for "
                    "what it gives away; give up its protection by suppress_below: 0",
                    (const char *)disclosure->places->pdata[count->place], count->shown, count->n);
        return false;
    }
    return true;
}
