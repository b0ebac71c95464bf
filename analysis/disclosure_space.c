/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * disclosure_space.c - the tables that an attacker does not see, of which all that he sees are
 * sums.
 *
 * To cross all dimensions with each other would be exact and is out of reach. Tables that overlap
 * as a tree agree in their shared margins if and only if they are margins of one table of all
 * (Vorob'ev 1962, Theory of Probability and its Applications 7, 147-163; Beeri et al. 1983, J. ACM
 * 30, 479-513), so such tables can stay apart. What is left when the branches are taken off one by
 * one is a circle, and is crossed.
 */
#include "analysis/disclosure_state.h"

#include "datasets/error.h"

#include <string.h>

enum { MOST_CELLS = 20000 };

static const Dimension *
dimension_at(const Space *space, uint32_t d)
{
    return space->disclosure->dimensions->pdata[d];
}

static uint32_t
item(const GArray *list, guint k)
{
    return g_array_index(list, uint32_t, k);
}

/* ---- sets of dimensions, ascending */

static bool
set_has(const GArray *set, uint32_t d)
{
    for (guint k = 0; k < set->len; k++)
        if (item(set, k) == d)
            return true;
    return false;
}

static bool
set_add(GArray *set, uint32_t d)
{
    guint k = 0;

    if (set_has(set, d))
        return false;
    while (k < set->len && item(set, k) < d)
        k++;
    g_array_insert_val(set, k, d);
    return true;
}

static bool
set_within(const GArray *inner, const GArray *outer)
{
    for (guint k = 0; k < inner->len; k++)
        if (!set_has(outer, item(inner, k)))
            return false;
    return true;
}

static GArray *
set_copy(const GArray *set)
{
    GArray *copy = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    g_array_append_vals(copy, set->data, set->len);
    return copy;
}

static void
set_join(GArray *set, const GArray *other)
{
    for (guint k = 0; k < other->len; k++)
        (void)set_add(set, item(other, k));
}

static double
set_cells(const Space *space, const GArray *set)
{
    double n = 1.0;

    for (guint k = 0; k < set->len; k++)
        n *= (double)dimension_levels(dimension_at(space, item(set, k)));
    return n;
}

/* ---- dimensions that say something of each other */

static bool
mentions(const Dimension *condition, const char *name)
{
    return g_ptr_array_find_with_equal_func(condition->mentions, name, g_str_equal, NULL);
}

static bool
mention_the_same(const Dimension *a, const Dimension *b)
{
    for (guint k = 0; k < a->mentions->len; k++)
        if (mentions(b, a->mentions->pdata[k]))
            return true;
    return false;
}

/* A condition and a variable in it, or two conditions on the same variable. */
static bool
related(const Space *space, uint32_t a, uint32_t b)
{
    const Dimension *x = dimension_at(space, a), *y = dimension_at(space, b);

    if (a == b || x->presence || y->presence)
        return false;
    if (x->condition && y->condition)
        return mention_the_same(x, y);
    return x->condition ? mentions(x, y->text) : y->condition && mentions(y, x->text);
}

/* The set with all that its conditions are related to, as far as that can be searched. */
static void
widen(const Space *space, GArray *set)
{
    guint n_dimensions = space->disclosure->dimensions->len;
    bool grown = true;

    while (grown) {
        grown = false;
        for (guint k = 0; k < set->len; k++)
            for (uint32_t d = 0; d < n_dimensions && dimension_at(space, item(set, k))->condition;
                 d++) {
                double cells =
                    set_cells(space, set) * (double)dimension_levels(dimension_at(space, d));

                if (!set_has(set, d) && related(space, item(set, k), d) && cells <= MOST_CELLS)
                    grown |= set_add(set, d);
            }
    }
}

/* ---- cubes */

static void
cube_free(gpointer data)
{
    Cube *cube = data;

    g_array_unref(cube->dimensions);
    g_free(cube->levels);
    g_free(cube->rows);
    g_free(cube->variable);
    g_free(cube);
}

static void
add_cube(Space *space, const GArray *set)
{
    Cube *cube = g_new0(Cube, 1);

    cube->dimensions = set_copy(set);
    g_ptr_array_add(space->cubes, cube);
}

static Cube *
cube_at(const Space *space, guint k)
{
    return space->cubes->pdata[k];
}

bool
cube_meets(const Cube *cube, size_t cell, const GArray *parts)
{
    const int32_t *levels = cube->levels + cell * cube->dimensions->len;

    for (guint p = 0; p < parts->len; p++) {
        Part part = g_array_index(parts, Part, p);

        for (guint k = 0; k < cube->dimensions->len; k++)
            if (item(cube->dimensions, k) == part.dimension &&
                (part.level == LEVEL_KNOWN ? levels[k] == 0 : levels[k] != part.level))
                return false;
    }
    return true;
}

/* Takes out what is part of another. */
static void
drop_parts(Space *space)
{
    for (guint a = space->cubes->len; a-- > 0;)
        for (guint b = 0; b < space->cubes->len; b++)
            if (a != b &&
                set_within(cube_at(space, a)->dimensions, cube_at(space, b)->dimensions)) {
                g_ptr_array_remove_index(space->cubes, a);
                break;
            }
}

/* Whether what cube A of REST shares with the others of it is all in one of them. */
static bool
is_branch(const Space *space, const GArray *rest, guint a)
{
    const GArray *own = cube_at(space, item(rest, a))->dimensions;
    g_autoptr(GArray) shared = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    for (guint b = 0; b < rest->len; b++)
        for (guint k = 0; k < own->len && b != a; k++)
            if (set_has(cube_at(space, item(rest, b))->dimensions, item(own, k)))
                (void)set_add(shared, item(own, k));
    for (guint b = 0; b < rest->len; b++)
        if (b != a && set_within(shared, cube_at(space, item(rest, b))->dimensions))
            return true;
    return rest->len == 1;
}

/* Crosses the cubes that overlap in a circle: Graham (1979), in the words of Beeri et al. */
static void
close_circles(Space *space)
{
    g_autoptr(GArray) rest = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    for (uint32_t k = 0; k < space->cubes->len; k++)
        g_array_append_val(rest, k);
    for (guint a = 0; a < rest->len;) {
        if (!is_branch(space, rest, a)) {
            a++;
            continue;
        }
        g_array_remove_index(rest, a);
        a = 0;
    }
    for (guint a = 0; a < rest->len; a++)
        set_join(all, cube_at(space, item(rest, a))->dimensions);
    if (rest->len == 0 || set_cells(space, all) > MOST_CELLS)
        return;
    add_cube(space, all);
    drop_parts(space);
    size_t limit = G_MAXSIZE;
    for (guint k = 0; k < space->limits->len; k++)
        limit = MIN(limit, g_array_index(space->limits, size_t, k));
    GArray *asked = g_steal_pointer(&all);
    g_ptr_array_add(space->asked, asked);
    g_array_append_val(space->limits, limit);
}

/* ---- what no row can be */

/* The number of the combination that LEVELS have in the dimensions of CUBE related to dimension D.
 */
static size_t
combination(const Space *space, const Cube *cube, uint32_t d, const int32_t *levels)
{
    size_t number = 0;

    for (guint k = 0; k < cube->dimensions->len; k++) {
        uint32_t other = item(cube->dimensions, k);

        if (other == d || related(space, d, other))
            number = number * dimension_levels(dimension_at(space, other)) + (size_t)levels[k];
    }
    return number;
}

/* Marks the cells that contradict a condition: that no row has what it and the variables in it say
 * together. Such a combination is taken for impossible, which at worst says too much. */
static void
mark_impossible(const Space *space, Cube *cube, uint32_t d)
{
    size_t across = cube->dimensions->len;
    g_autofree bool *met = g_new0(bool, cube->n_cells + 1);

    for (size_t cell = 0; cell < cube->n_cells; cell++)
        if (cube->rows[cell] > 0.0)
            met[combination(space, cube, d, cube->levels + cell * across)] = true;
    for (size_t cell = 0; cell < cube->n_cells; cell++)
        if (!met[combination(space, cube, d, cube->levels + cell * across)])
            cube->variable[cell] = NO_VARIABLE;
}

static void
set_levels(const Space *space, Cube *cube)
{
    guint across = cube->dimensions->len;

    cube->levels = g_new(int32_t, cube->n_cells * across + 1);
    for (size_t cell = 0; cell < cube->n_cells; cell++) {
        size_t rest = cell;

        for (guint k = across; k-- > 0;) {
            size_t n = dimension_levels(dimension_at(space, item(cube->dimensions, k)));

            cube->levels[cell * across + k] = (int32_t)(rest % n);
            rest /= n;
        }
    }
}

static void
count_rows(const Space *space, Cube *cube)
{
    const Profiles *profiles = &space->disclosure->profiles;
    size_t across = space->disclosure->dimensions->len;

    for (size_t k = 0; k < profiles->n; k++) {
        size_t cell = 0;

        for (guint i = 0; i < cube->dimensions->len; i++) {
            uint32_t d = item(cube->dimensions, i);

            cell = cell * dimension_levels(dimension_at(space, d)) +
                   (size_t)profiles->levels[k * across + d];
        }
        cube->rows[cell] += profiles->rows[k];
    }
}

static void
fill_cube(Space *space, Cube *cube)
{
    cube->n_cells = (size_t)set_cells(space, cube->dimensions);
    cube->rows = g_new0(double, cube->n_cells + 1);
    cube->variable = g_new0(uint32_t, cube->n_cells + 1);
    set_levels(space, cube);
    count_rows(space, cube);
    for (guint k = 0; k < cube->dimensions->len; k++)
        if (dimension_at(space, item(cube->dimensions, k))->condition)
            mark_impossible(space, cube, item(cube->dimensions, k));
    for (size_t cell = 0; cell < cube->n_cells; cell++)
        if (cube->variable[cell] != NO_VARIABLE)
            cube->variable[cell] = (uint32_t)space->n_variables++;
}

/* ---- all */

static bool
check_size(const Space *space, const Count *count, const GArray *set, GError **error)
{
    if (set_cells(space, set) <= MOST_CELLS)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "%s has %.0f combinations, but at most %d can be searched for what they give away; "
                "take fewer categories",
                (const char *)space->disclosure->places->pdata[count->place], set_cells(space, set),
                MOST_CELLS);
    return false;
}

/* The dimensions of COUNT; a cube for them unless they are part of one. */
static bool
take_count(Space *space, const Count *count, GError **error)
{
    g_autoptr(GArray) set = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    for (guint p = 0; p < count->parts->len; p++)
        (void)set_add(set, g_array_index(count->parts, Part, p).dimension);
    if (!check_size(space, count, set, error))
        return false;
    widen(space, set);
    bool within = false;
    for (guint k = 0; k < space->cubes->len && !within; k++)
        within = set_within(set, cube_at(space, k)->dimensions);
    if (!within)
        add_cube(space, set);
    if (count->limit == 0)
        return true;
    for (guint k = 0; k < space->asked->len; k++) {
        size_t *limit = &g_array_index(space->limits, size_t, k);
        const GArray *asked = space->asked->pdata[k];

        if (asked->len != set->len || !set_within(set, asked))
            continue;
        *limit = MIN(*limit, count->limit);
        return true;
    }
    g_ptr_array_add(space->asked, g_steal_pointer(&set));
    g_array_append_val(space->limits, count->limit);
    return true;
}

/* Two answers about different rows tell of the rows between them: those that are asked for are
 * looked at inside and outside of every condition. */
static void
ask_by_filters(Space *space)
{
    guint n_asked = space->asked->len;

    for (guint k = 0; k < space->cubes->len; k++)
        for (guint a = 0; a < n_asked; a++) {
            const GArray *cube = cube_at(space, k)->dimensions, *asked = space->asked->pdata[a];
            size_t limit = g_array_index(space->limits, size_t, a);
            GArray *wider = set_copy(asked);

            for (guint d = 0; d < cube->len; d++)
                if (dimension_at(space, item(cube, d))->role == DIMENSION_FILTER)
                    (void)set_add(wider, item(cube, d));
            if (wider->len == asked->len || !set_within(wider, cube)) {
                g_array_unref(wider);
                continue;
            }
            g_ptr_array_add(space->asked, wider);
            g_array_append_val(space->limits, limit);
        }
}

Space *
space_new(const Disclosure *disclosure, GError **error)
{
    g_autoptr(Space) space = g_new0(Space, 1);

    space->disclosure = disclosure;
    space->cubes = g_ptr_array_new_with_free_func(cube_free);
    space->asked = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    space->limits = g_array_new(FALSE, FALSE, sizeof(size_t));
    for (guint k = 0; k < disclosure->counts->len; k++)
        if (!take_count(space, disclosure->counts->pdata[k], error))
            return NULL;
    drop_parts(space);
    close_circles(space);
    ask_by_filters(space);
    for (guint k = 0; k < space->cubes->len; k++)
        fill_cube(space, cube_at(space, k));
    return g_steal_pointer(&space);
}

void
space_free(Space *space)
{
    if (!space)
        return;
    g_ptr_array_unref(space->cubes);
    g_ptr_array_unref(space->asked);
    g_array_unref(space->limits);
    g_free(space);
}

const Cube *
space_cube(const Space *space, const GArray *parts)
{
    for (guint k = 0; k < space->cubes->len; k++) {
        const Cube *cube = cube_at(space, k);
        bool has = true;

        for (guint p = 0; p < parts->len && has; p++)
            has = set_has(cube->dimensions, g_array_index(parts, Part, p).dimension);
        if (has)
            return cube;
    }
    g_assert_not_reached();
}
