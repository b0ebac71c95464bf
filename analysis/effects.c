/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/effects.h"

#include "analysis/joined.h"

#include <gsl/gsl_eigen.h>
#include <math.h>

/* Parts of the functions of the shorter side, which hold every cell: 16 bytes each. */
enum { MOST_PARTS = 4000000 };

/* Rows and columns that meet in a cell of 0 go together: what is the same for a row and opposite
 * for a column is 0 there. A group of them is a node of a network whose arcs are the other cells,
 * and the share of a cell is the weight of its arc. */
typedef struct {
    const double *share; /* [n_rows * n_cols] */
    size_t n_rows, n_cols;
    size_t *of;        /* [n_rows + n_cols] node of a row, of a column */
    size_t n;          /* nodes */
    size_t *members;   /* [n] rows and columns in it */
    double *weight;    /* [n] of its arcs */
    bool *alone;       /* [n] one line of the longer side: has arcs to others than these only */
    size_t *place;     /* [n] among those that are not alone */
    size_t n_others;   /* nodes that are not alone */
    double *laplacian; /* [n_others^2] what is left of it when those alone are taken out */
} Network;

static bool
is_held(const Network *of, size_t line)
{
    bool row = line < of->n_rows;
    size_t n = row ? of->n_cols : of->n_rows;

    for (size_t k = 0; k < n; k++)
        if (of->share[row ? line * of->n_cols + k : k * of->n_cols + line - of->n_rows] > 0.0)
            return true;
    return false;
}

/* Joins the lines that meet in a cell of 0; lines without cases are in no node. */
static void
join_lines(Network *of)
{
    size_t n = of->n_rows + of->n_cols;
    g_autofree size_t *parent = g_new(size_t, n + 1), *number = g_new(size_t, n + 1);
    g_autofree bool *held = g_new(bool, n + 1);

    for (size_t line = 0; line < n; line++) {
        parent[line] = line;
        held[line] = is_held(of, line);
        number[line] = SIZE_MAX;
    }
    for (size_t i = 0; i < of->n_rows; i++)
        for (size_t j = 0; j < of->n_cols; j++)
            if (held[i] && held[of->n_rows + j] && !(of->share[i * of->n_cols + j] > 0.0))
                parent[joined_root(parent, i)] = joined_root(parent, of->n_rows + j);
    for (size_t line = 0; line < n; line++) {
        size_t root = joined_root(parent, line);

        if (held[line] && number[root] == SIZE_MAX)
            number[root] = of->n++;
        of->of[line] = held[line] ? number[root] : SIZE_MAX;
        if (held[line])
            of->members[of->of[line]]++;
    }
}

/* The nodes that the cell in row I and column J joins; FALSE for none, or one alone. */
static bool
is_arc(const Network *of, size_t i, size_t j, size_t *from, size_t *to)
{
    *from = of->of[i];
    *to = of->of[of->n_rows + j];
    return of->share[i * of->n_cols + j] > 0.0 && *from != *to;
}

static void
number_nodes(Network *of)
{
    bool rows_longer = of->n_rows >= of->n_cols;
    size_t first = rows_longer ? 0 : of->n_rows,
           end = rows_longer ? of->n_rows : of->n_rows + of->n_cols;
    size_t from, to;

    for (size_t line = first; line < end; line++)
        if (of->of[line] != SIZE_MAX && of->members[of->of[line]] == 1)
            of->alone[of->of[line]] = true;
    for (size_t node = 0; node < of->n; node++)
        if (!of->alone[node])
            of->place[node] = of->n_others++;
    for (size_t i = 0; i < of->n_rows; i++)
        for (size_t j = 0; j < of->n_cols; j++)
            if (is_arc(of, i, j, &from, &to)) {
                of->weight[from] += of->share[i * of->n_cols + j];
                of->weight[to] += of->share[i * of->n_cols + j];
            }
}

/* Weights of the arcs from the node ALONE to the others [n_others]; the arcs are cells of its line.
 */
static void
arcs_of(const Network *of, size_t line, double *arcs)
{
    bool row = line < of->n_rows;
    size_t n = row ? of->n_cols : of->n_rows, from, to;

    for (size_t k = 0; k < of->n_others; k++)
        arcs[k] = 0.0;
    for (size_t k = 0; k < n; k++) {
        size_t i = row ? line : k, j = row ? k : line - of->n_rows;

        if (is_arc(of, i, j, &from, &to))
            arcs[of->place[row ? to : from]] += of->share[i * of->n_cols + j];
    }
}

/* The Schur complement of the nodes that are alone. */
static void
set_laplacian(Network *of)
{
    size_t n = of->n_others, from, to;
    g_autofree double *arcs = g_new(double, n + 1);

    of->laplacian = g_new0(double, n *n + 1);
    for (size_t i = 0; i < of->n_rows; i++)
        for (size_t j = 0; j < of->n_cols; j++) {
            double share = of->share[i * of->n_cols + j];

            if (!is_arc(of, i, j, &from, &to) || of->alone[from] || of->alone[to])
                continue;
            of->laplacian[of->place[from] * n + of->place[to]] -= share;
            of->laplacian[of->place[to] * n + of->place[from]] -= share;
        }
    for (size_t node = 0; node < of->n; node++)
        if (!of->alone[node])
            of->laplacian[of->place[node] * n + of->place[node]] += of->weight[node];
    for (size_t line = 0; line < of->n_rows + of->n_cols; line++) {
        if (of->of[line] == SIZE_MAX || !of->alone[of->of[line]])
            continue;
        arcs_of(of, line, arcs);
        for (size_t a = 0; a < n; a++)
            for (size_t b = 0; b < n && arcs[a] > 0.0; b++)
                of->laplacian[a * n + b] -= arcs[a] * arcs[b] / of->weight[of->of[line]];
    }
}

static void
network_clear(Network *of)
{
    g_free(of->of);
    g_free(of->members);
    g_free(of->weight);
    g_free(of->alone);
    g_free(of->place);
    g_free(of->laplacian);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Network, network_clear)

/* The lines alone: the share of the line over its root. */
static size_t
add_lines_alone(Directions *directions, const Network *of)
{
    size_t n = 0;

    for (size_t line = 0; line < of->n_rows + of->n_cols; line++) {
        bool row = line < of->n_rows;
        size_t n_cells = row ? of->n_cols : of->n_rows;

        if (of->of[line] == SIZE_MAX || !of->alone[of->of[line]])
            continue;
        double factor = 1.0 / sqrt(of->weight[of->of[line]]);
        if (!isfinite(factor))
            continue;
        sparse_begin(directions->functions);
        for (size_t k = 0; k < n_cells; k++)
            sparse_add(directions->functions,
                       (uint32_t)(row ? line * of->n_cols + k : k * of->n_cols + line - of->n_rows),
                       factor);
        n++;
    }
    return n;
}

/* The value of the function LEVELS [n_others] of the other nodes in each cell of LINE: what the
 * line alone takes of it, TAKEN, is left out. */
static void
add_others(Directions *directions, const Network *of, const double *levels, const double *taken)
{
    size_t from, to;

    sparse_begin(directions->functions);
    for (size_t i = 0; i < of->n_rows; i++)
        for (size_t j = 0; j < of->n_cols; j++) {
            if (!is_arc(of, i, j, &from, &to))
                continue;
            double value = (of->alone[from] ? taken[from] : levels[of->place[from]]) -
                           (of->alone[to] ? taken[to] : levels[of->place[to]]);
            sparse_add(directions->functions, (uint32_t)(i * of->n_cols + j), value);
        }
}

/* An orthonormal basis of the functions of the other nodes, less their part in those alone: the
 * level of a node alone is the mean of its neighbours. */
static size_t
add_functions_of_others(Directions *directions, const Network *of)
{
    size_t n = of->n_others, found = 0;

    if (n == 0)
        return 0;
    gsl_matrix_view matrix = gsl_matrix_view_array(of->laplacian, n, n);
    gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc(n);
    gsl_vector *values = gsl_vector_alloc(n);
    gsl_matrix *vectors = gsl_matrix_alloc(n, n);
    g_autofree double *levels = g_new(double, n), *arcs = g_new(double, n);
    g_autofree double *taken = g_new0(double, of->n);

    gsl_eigen_symmv(&matrix.matrix, values, vectors, work);
    for (size_t e = 0; e < n; e++) {
        double value = gsl_vector_get(values, e);

        if (!(value > 1e-12 * gsl_vector_max(values)))
            continue;
        for (size_t k = 0; k < n; k++)
            levels[k] = gsl_matrix_get(vectors, k, e) / sqrt(value);
        for (size_t line = 0; line < of->n_rows + of->n_cols; line++) {
            size_t node = of->of[line];

            if (node == SIZE_MAX || !of->alone[node])
                continue;
            arcs_of(of, line, arcs);
            taken[node] = 0.0;
            for (size_t k = 0; k < n; k++)
                taken[node] += arcs[k] * levels[k] / of->weight[node];
        }
        add_others(directions, of, levels, taken);
        found++;
    }
    gsl_eigen_symmv_free(work);
    gsl_vector_free(values);
    gsl_matrix_free(vectors);
    return found;
}

Directions *
directions_new(const double *share, size_t n_rows, size_t n_cols)
{
    size_t lines = n_rows + n_cols, factors;
    g_auto(Network) network = { .share = share,
                                .n_rows = n_rows,
                                .n_cols = n_cols,
                                .of = g_new(size_t, lines + 1),
                                .members = g_new0(size_t, lines + 1),
                                .weight = g_new0(double, lines + 1),
                                .alone = g_new0(bool, lines + 1),
                                .place = g_new0(size_t, lines + 1) };

    join_lines(&network);
    number_nodes(&network);
    if (network.n_others * n_rows * n_cols > MOST_PARTS)
        return NULL;
    set_laplacian(&network);
    Directions *directions = g_new0(Directions, 1);
    directions->functions = sparse_new();
    for (size_t a = 0; a < n_rows * n_cols; a++)
        if (share[a] > 0.0) {
            sparse_begin(directions->functions);
            sparse_add(directions->functions, (uint32_t)a, 1.0 / sqrt(share[a]));
            directions->n_cells++;
        }
    factors = add_lines_alone(directions, &network);
    factors += add_functions_of_others(directions, &network);
    directions->k = directions->n_cells - MIN(factors, directions->n_cells);
    return directions;
}

void
directions_free(Directions *directions)
{
    if (!directions)
        return;
    sparse_free(directions->functions);
    g_free(directions);
}

void
effects_add_variance(Effects *effects, const Directions *directions, size_t i, double variance,
                     double n)
{
    effects->trace += i < directions->n_cells ? n * variance : -n * variance;
}

void
effects_add_covariance(Effects *effects, const Directions *directions, size_t i, size_t j,
                       double covariance, double n)
{
    bool same = (i < directions->n_cells) == (j < directions->n_cells);
    double square = (i == j ? 1.0 : 2.0) * n * n * covariance * covariance;

    effects->square += same ? square : -square;
}

double
directions_product(const Directions *directions, const double *x, const double *y)
{
    size_t n = sparse_rows(directions->functions), n_cells = directions->n_cells, k = 0;
    double sum[4] = { 0.0, 0.0, 0.0, 0.0 }, all;

    for (; k + 4 <= n_cells; k += 4)
        for (size_t part = 0; part < 4; part++) /* apart, so that they are formed side by side */
            sum[part] += x[k + part] * y[k + part];
    all = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    for (; k < n_cells; k++)
        all += x[k] * y[k];
    for (; k < n; k++)
        all -= x[k] * y[k];
    return all;
}

/* The sum of LINE [cells] times the function I. */
static double
function_of(const Directions *directions, size_t i, const double *line)
{
    size_t n;
    const SparsePart *parts = sparse_row(directions->functions, i, &n);
    double sum = 0.0;

    for (size_t k = 0; k < n; k++)
        sum += parts[k].value * line[parts[k].column];
    return sum;
}

Effects
effects_of_covariance(const Directions *directions, const double *v, size_t n_cells, double n)
{
    size_t all = sparse_rows(directions->functions);
    Effects effects = { directions->k, 0.0, 0.0 };
    g_autofree double *half = g_new(double, n_cells + 1);

    for (size_t i = 0; i < all; i++) {
        for (size_t a = 0; a < n_cells; a++)
            half[a] = function_of(directions, i, v + a * n_cells);
        for (size_t j = 0; j <= i; j++) {
            double covariance = function_of(directions, j, half);

            if (i == j)
                effects_add_variance(&effects, directions, i, covariance, n);
            effects_add_covariance(&effects, directions, i, j, covariance, n);
        }
    }
    return effects;
}
