/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disclosure_secrets.c - the counts that an attacker must not come to know. */
#include "analysis/disclosure_state.h"

#include <string.h>

/* Combinations of one answer that are looked at with their margins; beyond, the cells alone. */
enum { MOST_MARGINS = 4096 };

typedef struct {
    const Space *space;
    GPtrArray *secrets; /* of Secret */
    GHashTable *known;  /* texts of their parts */
} Collecting;

static void
secret_free(gpointer data)
{
    Secret *secret = data;

    g_array_unref(secret->parts);
    g_array_unref(secret->variables);
    g_free(secret);
}

static const Dimension *
dimension_at(const Space *space, uint32_t d)
{
    return space->disclosure->dimensions->pdata[d];
}

static char *
parts_text(const GArray *parts)
{
    GString *text = g_string_new(NULL);

    for (guint p = 0; p < parts->len; p++) {
        Part part = g_array_index(parts, Part, p);

        g_string_append_printf(text, "%u:%d ", part.dimension, part.level);
    }
    return g_string_free(text, FALSE);
}

static gint
compare_parts(gconstpointer a, gconstpointer b)
{
    const Part *x = a, *y = b;

    return x->dimension < y->dimension ? -1 : x->dimension > y->dimension;
}

static double
rows_of(const Cube *cube, const GArray *parts)
{
    double n = 0.0;

    for (size_t cell = 0; cell < cube->n_cells; cell++)
        n += cube_meets(cube, cell, parts) ? cube->rows[cell] : 0.0;
    return n;
}

/* How many PARTS can be at most, as their conditions leave no more rows. */
static double
rows_inside(const Collecting *collecting, const Cube *cube, const GArray *parts)
{
    g_autoptr(GArray) filters = g_array_new(FALSE, FALSE, sizeof(Part));

    for (guint p = 0; p < parts->len; p++) {
        Part part = g_array_index(parts, Part, p);

        if (dimension_at(collecting->space, part.dimension)->role == DIMENSION_FILTER)
            g_array_append_val(filters, part);
    }
    return rows_of(cube, filters);
}

/* Whether all of PARTS are among those of COUNT, which narrow them no further. */
static bool
says_the_same(const Count *count, const GArray *parts)
{
    for (guint p = 0; p < parts->len; p++) {
        const Part *part = &g_array_index(parts, Part, p);
        bool met = false;

        for (guint k = 0; k < count->parts->len && !met; k++) {
            const Part *other = &g_array_index(count->parts, Part, k);

            met = part->dimension == other->dimension && part->level == other->level;
        }
        if (!met)
            return false;
    }
    return true;
}

/* Whether someone gave the protection of just these N rows up, by showing them. */
static bool
given_up(const Collecting *collecting, const GArray *parts, double n)
{
    const GPtrArray *counts = collecting->space->disclosure->counts;

    for (guint k = 0; k < counts->len; k++) {
        const Count *count = counts->pdata[k];

        if (count->told && count->limit == 0 && count->n == n && says_the_same(count, parts))
            return true;
    }
    return false;
}

/* The rows of PARTS are a secret if there are few. */
static void
add_secret(Collecting *collecting, const GArray *parts, const Count *count, size_t limit)
{
    const Cube *cube = space_cube(collecting->space, parts);
    g_autoptr(GArray) variables = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(Part));
    double n = rows_of(cube, parts);

    if (n < 1.0 || n >= (double)limit || (!count && given_up(collecting, parts, n)))
        return;
    g_array_append_vals(sorted, parts->data, parts->len);
    g_array_sort(sorted, compare_parts);
    g_autofree char *text = parts_text(sorted);
    if (g_hash_table_contains(collecting->known, text))
        return;
    g_hash_table_add(collecting->known, g_steal_pointer(&text));
    for (size_t cell = 0; cell < cube->n_cells; cell++)
        if (cube->variable[cell] != NO_VARIABLE && cube_meets(cube, cell, parts))
            g_array_append_val(variables, cube->variable[cell]);
    size_t below = limit;
    if (!count) /* that few rows are outside of a condition is no secret */
        limit = MIN(limit, (size_t)rows_inside(collecting, cube, parts));
    Secret *secret = g_new0(Secret, 1);
    *secret = (Secret){ .parts = g_steal_pointer(&sorted),
                        .count = count,
                        .variables = g_steal_pointer(&variables),
                        .n = n,
                        .below = below,
                        .limit = limit,
                        .low = n,
                        .high = n };
    g_ptr_array_add(collecting->secrets, secret);
}

static void
add_withheld(Collecting *collecting)
{
    const GPtrArray *counts = collecting->space->disclosure->counts;

    for (guint k = 0; k < counts->len; k++) {
        const Count *count = counts->pdata[k];

        if (count->withheld)
            add_secret(collecting, count->parts, count, count->limit);
    }
}

/* The combinations of SET from dimension K on, after PARTS. Who has no answer is no secret, nor how
 * many were asked: some attribute is named. */
static void
add_combinations(Collecting *collecting, const GArray *set, size_t limit, bool margins, guint k,
                 GArray *parts, bool attribute)
{
    if (k == set->len) {
        if (attribute)
            add_secret(collecting, parts, NULL, limit);
        return;
    }
    uint32_t d = g_array_index(set, uint32_t, k);
    const Dimension *dimension = dimension_at(collecting->space, d);
    if (margins && !dimension->presence)
        add_combinations(collecting, set, limit, margins, k + 1, parts, attribute);
    for (int32_t level = 1; (size_t)level < dimension_levels(dimension); level++) {
        const Part part = { d, level };

        g_array_append_val(parts, part);
        add_combinations(collecting, set, limit, margins, k + 1, parts,
                         attribute || dimension->role == DIMENSION_ATTRIBUTE);
        g_array_set_size(parts, parts->len - 1);
    }
}

static void
add_asked(Collecting *collecting)
{
    const Space *space = collecting->space;

    for (guint k = 0; k < space->asked->len; k++) {
        const GArray *set = space->asked->pdata[k];
        g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
        double combinations = 1.0;

        for (guint d = 0; d < set->len; d++)
            combinations *=
                (double)dimension_levels(dimension_at(space, g_array_index(set, uint32_t, d)));
        add_combinations(collecting, set, g_array_index(space->limits, size_t, k),
                         combinations <= MOST_MARGINS, 0, parts, false);
    }
}

GPtrArray *
space_secrets(const Space *space)
{
    GPtrArray *secrets = g_ptr_array_new_with_free_func(secret_free);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Collecting collecting = { space, secrets, known };

    add_withheld(&collecting);
    add_asked(&collecting);
    return secrets;
}
