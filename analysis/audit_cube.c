/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_cube.c - the cube method, its flight as in Chauvet and Tille (2006), Comput. Statist. 21,
 * 53-62; landing by leaving out the balancing variables one by one. */
#include "analysis/audit_select.h"

#include <math.h>

static const double EDGE = 1e-9; /* nearer to 0 or 1 than so is there */

/* Items in flight: at most one more than there are constraints. */
typedef struct {
    double *pi;
    const double *const *balance;
    const double *first; /* [n] inclusion probabilities as they were */
    size_t n_rows;       /* constraints: the size, then the balancing variables */
    size_t *window;      /* [n_rows + 1] items */
    size_t n_window;
    double *matrix;    /* [n_rows * (n_rows + 1)] */
    double *direction; /* [n_rows + 1] */
    size_t *pivot;     /* [n_rows + 1] */
} Flight;

/* What item I adds to constraint ROW if it is drawn. */
static double
coefficient(const Flight *flight, size_t row, size_t i)
{
    return row == 0 ? 1.0 : flight->balance[row - 1][i] / flight->first[i];
}

/* Reduces the matrix of the window by rows; returns its rank. */
static size_t
reduce(Flight *flight, size_t width)
{
    double *m = flight->matrix;
    size_t rank = 0;

    for (size_t column = 0; column < width && rank < flight->n_rows; column++) {
        size_t best = rank;
        double most = 0.0;

        for (size_t r = rank; r < flight->n_rows; r++)
            if (fabs(m[r * width + column]) > fabs(m[best * width + column]))
                best = r;
        for (size_t r = 0; r < flight->n_rows; r++)
            for (size_t k = 0; k < width; k++)
                most = fmax(most, fabs(m[r * width + k]));
        if (fabs(m[best * width + column]) <= 1e-10 * fmax(most, 1e-300))
            continue;
        for (size_t k = 0; k < width; k++) {
            double swap = m[rank * width + k];

            m[rank * width + k] = m[best * width + k];
            m[best * width + k] = swap;
        }
        for (size_t r = 0; r < flight->n_rows; r++) {
            double factor = m[r * width + column] / m[rank * width + column];

            for (size_t k = column; r != rank && k < width; k++)
                m[r * width + k] -= factor * m[rank * width + k];
        }
        flight->pivot[rank++] = column;
    }
    return rank;
}

/* A direction in which no constraint of the window changes; FALSE when there is none. */
static bool
find_direction(Flight *flight)
{
    size_t width = flight->n_window;

    for (size_t r = 0; r < flight->n_rows; r++)
        for (size_t k = 0; k < width; k++)
            flight->matrix[r * width + k] = coefficient(flight, r, flight->window[k]);
    size_t rank = reduce(flight, width), free_column = 0;
    if (rank >= width)
        return false;
    while (free_column < rank && flight->pivot[free_column] == free_column)
        free_column++;
    for (size_t k = 0; k < width; k++)
        flight->direction[k] = k == free_column ? 1.0 : 0.0;
    for (size_t r = 0; r < rank; r++)
        flight->direction[flight->pivot[r]] =
            -flight->matrix[r * width + free_column] / flight->matrix[r * width + flight->pivot[r]];
    return true;
}

/* As far as one can go along SIGN times the direction within the cube. */
static double
reach(const Flight *flight, double sign)
{
    double most = INFINITY;

    for (size_t k = 0; k < flight->n_window; k++) {
        double step = sign * flight->direction[k], pi = flight->pi[flight->window[k]];

        if (step > 0.0)
            most = fmin(most, (1.0 - pi) / step);
        else if (step < 0.0)
            most = fmin(most, pi / -step);
    }
    return most;
}

/* Goes to a face of the cube, in one direction or the other so that PI is kept on average. */
static void
step(Flight *flight, double chance)
{
    double up = reach(flight, 1.0), down = reach(flight, -1.0);
    double length = chance < down / (up + down) ? up : -down;
    size_t kept = 0;

    for (size_t k = 0; k < flight->n_window; k++) {
        size_t i = flight->window[k];

        flight->pi[i] += length * flight->direction[k];
        if (flight->pi[i] < EDGE)
            flight->pi[i] = 0.0;
        else if (flight->pi[i] > 1.0 - EDGE)
            flight->pi[i] = 1.0;
        else
            flight->window[kept++] = i;
    }
    flight->n_window = kept;
}

void
audit_cube(double *pi, const double *const *balance, size_t n_balance, size_t n, ChanceFunc chance,
           gpointer user)
{
    size_t widest = n_balance + 2;
    g_autofree double *first = g_memdup2(pi, (n + 1) * sizeof *first);
    g_autofree double *matrix = g_new0(double, widest *widest);
    g_autofree double *direction = g_new0(double, widest);
    g_autofree size_t *window = g_new0(size_t, widest), *pivot = g_new0(size_t, widest);
    Flight flight = { .pi = pi,
                      .balance = balance,
                      .first = first,
                      .n_rows = n_balance + 1,
                      .window = window,
                      .matrix = matrix,
                      .direction = direction,
                      .pivot = pivot };
    uint64_t steps = 0;
    size_t next = 0;

    for (;;) {
        while (next < n && flight.n_window <= flight.n_rows) {
            if (pi[next] > EDGE && pi[next] < 1.0 - EDGE)
                window[flight.n_window++] = next;
            next++;
        }
        if (flight.n_window == 0)
            return;
        if (find_direction(&flight))
            step(&flight, chance(steps++, user));
        else if (flight.n_rows > 1)
            flight.n_rows--; /* landing: one variable less to be balanced */
        else
            break;
    }
    /* one item is left: its probability is whole but for rounding, or decides alone */
    pi[window[0]] = chance(steps, user) < pi[window[0]] ? 1.0 : 0.0;
}
