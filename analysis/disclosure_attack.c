/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disclosure_attack.c - the range of each small count, and who gives it away: Fischetti and Salazar
 * (2001), Management Science 47, 1008-1027, call it the attacker's problem. */
#include "analysis/disclosure_state.h"

#include "analysis/linear_glpk.h"
#include "datasets/error.h"
#include "datasets/module.h"

#include <math.h>
#include <string.h>

/* Counts that a message names. */
enum { MOST_NAMED = 3 };

typedef struct {
    const Space *space;
    const Solving *solving;
    LinearProgram *program;
    GPtrArray *secrets; /* of Secret */
    GArray *conditions; /* of size_t, by count of the disclosure; G_MAXSIZE: it is none */
    double *solution;   /* [n_variables] */
} Attack;

static void
attack_clear(Attack *attack)
{
    if (attack->program)
        attack->solving->free(attack->program);
    g_ptr_array_unref(attack->secrets);
    g_array_unref(attack->conditions);
    g_free(attack->solution);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Attack, attack_clear)

static const Dimension *
dimension_at(const Space *space, uint32_t d)
{
    return space->disclosure->dimensions->pdata[d];
}

/* ---- what the attacker knows */

static void
add_terms(const Cube *cube, const GArray *parts, double factor, GArray *terms)
{
    for (size_t cell = 0; cell < cube->n_cells; cell++) {
        LinearTerm term = { cube->variable[cell], factor };

        if (cube->variable[cell] != NO_VARIABLE && cube_meets(cube, cell, parts))
            g_array_append_val(terms, term);
    }
}

static size_t
add_condition(Attack *attack, const GArray *terms, double value)
{
    return attack->solving->add(attack->program, (const LinearTerm *)(gconstpointer)terms->data,
                                terms->len, value);
}

/* How many rows there are. */
static void
know_rows(Attack *attack)
{
    const Profiles *profiles = &attack->space->disclosure->profiles;
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(Part));
    double all = 0.0;

    for (size_t k = 0; k < profiles->n; k++)
        all += profiles->rows[k];
    for (guint k = 0; k < attack->space->cubes->len; k++) {
        g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(LinearTerm));

        add_terms(attack->space->cubes->pdata[k], none, 1.0, terms);
        (void)add_condition(attack, terms, all);
    }
}

static void
know_counts(Attack *attack)
{
    const GPtrArray *counts = attack->space->disclosure->counts;

    for (guint k = 0; k < counts->len; k++) {
        const Count *count = counts->pdata[k];
        g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(LinearTerm));
        size_t condition = G_MAXSIZE;

        if (count->told) {
            add_terms(space_cube(attack->space, count->parts), count->parts, 1.0, terms);
            condition = add_condition(attack, terms, count->n);
        }
        g_array_append_val(attack->conditions, condition);
    }
}

/* The combination of CELL of CUBE in the dimensions SHARED [n], from 0. */
static size_t
margin_of(const Attack *attack, const Cube *cube, size_t cell, const GArray *shared)
{
    const int32_t *levels = cube->levels + cell * cube->dimensions->len;
    size_t number = 0;

    for (guint s = 0, k = 0; s < shared->len; k++) {
        uint32_t d = g_array_index(shared, uint32_t, s);

        if (g_array_index(cube->dimensions, uint32_t, k) != d)
            continue;
        number = number * dimension_levels(dimension_at(attack->space, d)) + (size_t)levels[k];
        s++;
    }
    return number;
}

/* Adds the cells of CUBE to the margin of SHARED that each is in. */
static void
add_to_margins(const Attack *attack, const Cube *cube, const GArray *shared, double factor,
               GArray **margins)
{
    for (size_t cell = 0; cell < cube->n_cells; cell++) {
        const LinearTerm term = { cube->variable[cell], factor };

        if (term.variable != NO_VARIABLE)
            g_array_append_val(margins[margin_of(attack, cube, cell, shared)], term);
    }
}

/* That cubes A and B agree in what they share. */
static void
know_margins(Attack *attack, const Cube *a, const Cube *b)
{
    g_autoptr(GArray) shared = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    size_t n = 1;

    for (guint k = 0; k < a->dimensions->len; k++)
        for (guint l = 0; l < b->dimensions->len; l++) {
            uint32_t d = g_array_index(a->dimensions, uint32_t, k);

            if (d != g_array_index(b->dimensions, uint32_t, l))
                continue;
            g_array_append_val(shared, d);
            n *= dimension_levels(dimension_at(attack->space, d));
        }
    if (shared->len == 0)
        return;
    g_autofree GArray **margins = g_new(GArray *, n + 1);
    for (size_t k = 0; k < n; k++)
        margins[k] = g_array_new(FALSE, FALSE, sizeof(LinearTerm));
    add_to_margins(attack, a, shared, 1.0, margins);
    add_to_margins(attack, b, shared, -1.0, margins);
    for (size_t k = 0; k < n; k++) {
        if (margins[k]->len > 0)
            (void)add_condition(attack, margins[k], 0.0);
        g_array_unref(margins[k]);
    }
}

/* ---- the search */

/* The value that SECRET has in the last solution is one that it can have. */
static void
learn(const Attack *attack, Secret *secret)
{
    double sum = 0.0;

    for (guint v = 0; v < secret->variables->len; v++)
        sum += attack->solution[g_array_index(secret->variables, uint32_t, v)];
    secret->low = MIN(secret->low, sum);
    secret->high = MAX(secret->high, sum);
}

/* The whole numbers from low to high, less one; what is off by a rounding error counts as whole. */
static double
width(const Secret *secret)
{
    double slip = 1e-6 * (1.0 + fabs(secret->high));

    return floor(secret->high + slip) - ceil(secret->low - slip);
}

/* Whether SECRET can be told to within an interval narrower than its limit. With OTHERS (NULL:
 * none) what is found on the way is noted of those too. */
static bool
is_narrow(Attack *attack, Secret *secret, const GPtrArray *others)
{
    const uint32_t *variables = (const uint32_t *)(gpointer)secret->variables->data;

    for (int most = 1; most >= 0 && width(secret) < (double)secret->limit; most--) {
        double found = attack->solving->extreme(attack->program, variables, secret->variables->len,
                                                most, attack->solution);

        if (isnan(found)) /* what cannot be searched counts as narrow */
            return true;
        if (isinf(found))
            return false;
        learn(attack, secret);
        for (guint s = 0; others && s < others->len; s++)
            learn(attack, others->pdata[s]);
    }
    return width(secret) < (double)secret->limit;
}

static void
hold(Attack *attack, size_t place, bool held)
{
    const GPtrArray *counts = attack->space->disclosure->counts;

    for (guint k = 0; k < counts->len; k++) {
        size_t condition = g_array_index(attack->conditions, size_t, k);

        if (condition != G_MAXSIZE && ((const Count *)counts->pdata[k])->place == place)
            attack->solving->hold(attack->program, condition, held);
    }
}

/* Places without which SECRET would be safe: the others are let go one by one. The caller owns the
 * array of size_t. */
static GArray *
givers(Attack *attack, const Secret *secret)
{
    size_t n_places = attack->space->disclosure->places->len;
    GArray *places = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_autofree bool *free = g_new0(bool, n_places + 1);

    for (size_t p = n_places; p-- > 0;) {
        Secret again = *secret;

        again.low = again.high = again.n;
        hold(attack, p, false);
        free[p] = is_narrow(attack, &again, NULL);
        if (!free[p])
            hold(attack, p, true);
    }
    for (size_t p = 0; p < n_places; p++) {
        if (free[p])
            hold(attack, p, true);
        else
            g_array_append_val(places, p);
    }
    return places;
}

/* ---- in words */

/* Appends the variables of SECRET, or (CONDITIONS) the conditions. */
static void
append_parts(const Attack *attack, const Secret *secret, bool conditions, GString *text)
{
    for (guint p = 0; p < secret->parts->len; p++) {
        Part part = g_array_index(secret->parts, Part, p);
        const Dimension *dimension = dimension_at(attack->space, part.dimension);
        bool condition = dimension->condition != NULL;

        if (dimension->presence || part.level == LEVEL_KNOWN || condition != conditions)
            continue;
        g_string_append(text, text->len ? " and " : "");
        if (condition)
            g_string_append_printf(text, "%s(%s)", part.level == CONDITION_FALSE ? "not " : "",
                                   dimension->text);
        else
            g_string_append_printf(
                text, "%s = %s", dimension->text,
                part.level > 0 ? (const char *)dimension->texts->pdata[part.level] : "missing");
    }
}

static char *
secret_text(const Attack *attack, const Secret *secret)
{
    GString *text = g_string_new(NULL);

    append_parts(attack, secret, false, text);
    append_parts(attack, secret, true, text);
    return g_string_free(text, FALSE);
}

static char *
places_text(const Attack *attack, const GArray *places)
{
    GString *text = g_string_new(NULL);

    for (guint p = 0; p < places->len; p++)
        g_string_append_printf(text, "%s%s",
                               p == 0                 ? ""
                               : p + 1 == places->len ? " and "
                                                      : ", ",
                               (const char *)attack->space->disclosure->places
                                   ->pdata[g_array_index(places, size_t, p)]);
    return g_string_free(text, FALSE);
}

/* Appends who gives SECRET away, unless *WHO are the same as before, and what it is. */
static void
name_secret(Attack *attack, const Secret *secret, char **who, GString *message)
{
    g_autoptr(GArray) places = givers(attack, secret);
    g_autofree char *all = places_text(attack, places);
    g_autofree char *what = secret_text(attack, secret);
    const char *keeper =
        secret->count ? attack->space->disclosure->places->pdata[secret->count->place] : NULL;

    if (g_strcmp0(all, *who) == 0)
        g_string_append(message, ", ");
    else
        g_string_append_printf(
            message, "%s%s%s how many (fewer than %zu) have ", message->len ? "; " : "", all,
            places->len > 1 ? " together give away" : " gives away", secret->below);
    g_string_append(message, what);
    if (keeper)
        g_string_append_printf(message, " (withheld in %s)", keeper);
    g_free(*who);
    *who = g_steal_pointer(&all);
}

/* FALSE and ERROR when something is given away. */
static bool
search(Attack *attack, GError **error)
{
    g_autoptr(GString) message = g_string_new(NULL);
    g_autofree char *who = NULL;
    guint n_found = 0;

    for (guint s = 0; s < attack->secrets->len; s++) {
        Secret *secret = attack->secrets->pdata[s];

        if (!is_narrow(attack, secret, attack->secrets))
            continue;
        if (n_found++ < MOST_NAMED)
            name_secret(attack, secret, &who, message);
    }
    if (n_found == 0)
        return true;
    if (n_found > MOST_NAMED)
        g_string_append_printf(message, ", and %u more", n_found - MOST_NAMED);
    g_set_error(
        error, ANDEL_ERROR, ANDEL_ERROR_DATA,
        "%s; leave one of them out, merge categories, ask for the same rows in all of them, "
        "or give up the protection by suppress_below: 0",
        message->str);
    return false;
}

static bool
space_attack(const Space *space, GError **error)
{
    g_auto(Attack) attack = {
        .space = space,
        .solving = module_find("andel-solve.so", "andel_solving", error),
        .secrets = space_secrets(space),
        .conditions = g_array_new(FALSE, FALSE, sizeof(size_t)),
        .solution = g_new0(double, space->n_variables + 1),
    };

    if (!attack.solving)
        return false;
    if (attack.secrets->len == 0)
        return true;
    attack.program = attack.solving->make(space->n_variables);
    know_rows(&attack);
    know_counts(&attack);
    for (guint a = 0; a < space->cubes->len; a++)
        for (guint b = 0; b < a; b++)
            know_margins(&attack, space->cubes->pdata[a], space->cubes->pdata[b]);
    return search(&attack, error);
}

bool
disclosure_check(Disclosure *disclosure, ToldFunc told, gpointer user, GError **error)
{
    if (!disclosure_protects(disclosure) || disclosure->dimensions->len == 0)
        return true;
    for (guint k = 0; k < disclosure->counts->len; k++) {
        Count *count = disclosure->counts->pdata[k];

        count->told =
            !count->withheld && told(count->place, (const char *const *)count->names, user);
    }
    g_autoptr(Space) space = space_new(disclosure, error);
    return space && space_attack(space, error);
}
