/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fisher_draw.c - random tables with given margins, for exact tests of large tables. */
#include "analysis/fisher_tables.h"

#include <glib.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

/* How many of T drawn without return from MARKED and OTHER are marked: by inversion from the mode
 * outwards, some standard deviations of steps. */
static int32_t
draw_marked(gsl_rng *rng, int32_t marked, int32_t other, int32_t t)
{
    double m = marked, o = other, n = t;
    int32_t least = MAX(0, t - other), most = MIN(t, marked);
    int32_t mode = (int32_t)floor((n + 1.0) * (m + 1.0) / (m + o + 2.0));
    int32_t down = CLAMP(mode, least, most), up = down;
    double at =
        gsl_ran_hypergeometric_pdf((unsigned)down, (unsigned)marked, (unsigned)other, (unsigned)t);
    double below = at, above = at, left = gsl_rng_uniform(rng) - at;

    if (left <= 0.0)
        return down;
    while (down > least || up < most) {
        if (up < most) {
            double k = up++;

            above *= (m - k) * (n - k) / ((k + 1.0) * (o - n + k + 1.0));
            if ((left -= above) <= 0.0)
                return up;
        }
        if (down > least) {
            double k = down--;

            below *= k * (o - n + k) / ((m - k + 1.0) * (n - k + 1.0));
            if ((left -= below) <= 0.0)
                return down;
        }
    }
    return up; /* rounding: the probabilities summed to less than 1 */
}

/* The sum of -log n! over the cells of a random table with margins ROWS and COLS: column by column,
 * row by row. Patefield (1981), Appl. Statist. 30, 91-97. */
static double
draw_table(gsl_rng *rng, const int32_t *rows, size_t n_rows, const int32_t *cols, size_t n_cols,
           int32_t *left)
{
    double likelihood = 0.0;
    int32_t all = 0;

    for (size_t i = 0; i < n_rows; i++)
        all += left[i] = rows[i];
    for (size_t j = 0; j < n_cols; j++) {
        int32_t rest = cols[j], pool = all;

        for (size_t i = 0; i < n_rows; i++) {
            int32_t x = draw_marked(rng, left[i], pool - left[i], rest);

            pool -= left[i];
            left[i] -= x;
            rest -= x;
            likelihood -= gsl_sf_lnfact((unsigned)x);
        }
        all -= cols[j];
    }
    return likelihood;
}

double
fisher_tables_drawn(const int32_t *count, size_t n_rows, size_t n_cols, uint64_t seed)
{
    g_autofree int32_t *rows = g_new0(int32_t, n_rows), *cols = g_new0(int32_t, n_cols);
    g_autofree int32_t *left = g_new(int32_t, n_rows);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double limit = 1e-7;
    size_t hits = 1;

    for (size_t a = 0; a < n_rows * n_cols; a++) {
        rows[a / n_cols] += count[a];
        cols[a % n_cols] += count[a];
        limit -= gsl_sf_lnfact((unsigned)count[a]);
    }
    gsl_rng_set(rng, (unsigned long)seed);
    for (size_t draw = 1; draw < FISHER_DRAWS; draw++)
        hits += draw_table(rng, rows, n_rows, cols, n_cols, left) <= limit;
    gsl_rng_free(rng);
    return (double)hits / FISHER_DRAWS;
}
