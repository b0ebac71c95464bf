/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/roots.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_roots.h>
#include <math.h>

enum { MOST_STEPS = 200 };

typedef struct {
    RootFunction function;
    gpointer user;
    double sign; /* the function is taken times this */
    GArray *roots;
} Search;

static double
value_at(double x, void *data)
{
    const Search *search = data;

    return search->sign * search->function(x, search->user);
}

static void
add_root(Search *search, double x, RootKind kind)
{
    for (guint i = 0; i < search->roots->len; i++) {
        double other = g_array_index(search->roots, Root, i).x;

        if (fabs(other - x) <= 1e-12 * fmax(fabs(other), fabs(x)))
            return;
    }
    Root root = { x, kind };
    g_array_append_val(search->roots, root);
}

/* What is at X, where the sign changed between A and B: a root, a jump, or a pole. */
static void
judge(Search *search, double x, double a, double b)
{
    double near = fmax(1e-9 * (b - a), 4e-16 * fmax(fabs(a), fabs(b)));
    double before = value_at(fmax(a, x - near), search),
           after = value_at(fmin(b, x + near), search);
    double scale = fabs(value_at(a, search)) + fabs(value_at(b, search));

    if (!isfinite(before) || !isfinite(after) || fabs(before) + fabs(after) > 1e3 * scale)
        return;
    add_root(search, x, fabs(after - before) > 1e-3 * scale ? ROOT_JUMP : ROOT_CROSSING);
}

static void
search_cell(Search *search, double a, double b)
{
    gsl_function function = { value_at, search };
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    int status = gsl_root_fsolver_set(solver, &function, a, b);

    for (int i = 0; i < MOST_STEPS && status == GSL_SUCCESS; i++) {
        status = gsl_root_fsolver_iterate(solver);
        if (gsl_root_test_interval(gsl_root_fsolver_x_lower(solver),
                                   gsl_root_fsolver_x_upper(solver), 0.0, 1e-15) == GSL_SUCCESS)
            break;
    }
    judge(search, gsl_root_fsolver_root(solver), a, b);
    gsl_root_fsolver_free(solver);
}

/* Between A and B, with |f| least at M among the three: does it reach zero? */
static void
search_turn(Search *search, double a, double m, double b)
{
    gsl_function function = { value_at, search };
    gsl_min_fminimizer *minimizer = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    double scale = fmax(fabs(value_at(a, search)), fabs(value_at(b, search)));
    int status = gsl_min_fminimizer_set(minimizer, &function, m, a, b);

    for (int i = 0; i < MOST_STEPS && status == GSL_SUCCESS; i++) {
        status = gsl_min_fminimizer_iterate(minimizer);
        if (gsl_min_fminimizer_f_minimum(minimizer) < 0.0)
            break;
    }
    double x = gsl_min_fminimizer_x_minimum(minimizer);
    double least = gsl_min_fminimizer_f_minimum(minimizer);
    gsl_min_fminimizer_free(minimizer);
    if (least < -1e-12 * scale) {
        search_cell(search, a, x);
        search_cell(search, x, b);
    } else if (least <= 1e-12 * scale) {
        add_root(search, x, ROOT_TOUCH);
    }
}

static gint
ascending(gconstpointer a, gconstpointer b)
{
    double x = ((const Root *)a)->x, y = ((const Root *)b)->x;

    return (x > y) - (x < y);
}

GArray *
roots_find(RootFunction function, gpointer user, double low, double high, size_t cells)
{
    Search search = { .function = function, .user = user, .sign = 1.0 };
    g_autofree double *x = g_new(double, cells + 1);
    g_autofree double *y = g_new(double, cells + 1);

    search.roots = g_array_new(FALSE, FALSE, sizeof(Root));
    for (size_t i = 0; i <= cells; i++) {
        x[i] = i < cells ? low + (high - low) * (double)i / (double)cells : high;
        y[i] = function(x[i], user);
        if (y[i] == 0.0)
            add_root(&search, x[i], ROOT_CROSSING);
    }
    for (size_t i = 0; i < cells; i++) {
        search.sign = 1.0;
        if ((y[i] < 0.0 && y[i + 1] > 0.0) || (y[i] > 0.0 && y[i + 1] < 0.0))
            search_cell(&search, x[i], x[i + 1]);
        if (i == 0)
            continue;
        search.sign = y[i] < 0.0 ? -1.0 : 1.0;
        double before = search.sign * y[i - 1], at = search.sign * y[i];
        double after = search.sign * y[i + 1];
        if (at > 0.0 && before > at && after > at)
            search_turn(&search, x[i - 1], x[i], x[i + 1]);
    }
    g_array_sort(search.roots, ascending);
    return search.roots;
}
