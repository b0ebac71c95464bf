/* SPDX-License-Identifier: GPL-3.0-or-later */
/* association_ordinal.c - measures of categories in their order, from pairs of units.
 *
 * All are (P - Q) over a measure of the pairs that could agree: P is the probability that two units
 * lie in the same order in rows and columns, Q that they lie in opposite order. Goodman and Kruskal
 * (1963), JASA 58, 310-364; (1972), JASA 67, 415-421. */
#include "analysis/association_part.h"

#include <math.h>

/* A table as shares, and for each cell the share of units that are in agreement with it, and in
 * disagreement. */
typedef struct {
    size_t n_rows, n_cols, m;
    double *share, *agree, *disagree;
    Margins margins; /* of the shares */
    double p, q;
    double untied_rows, untied_cols; /* probability that two units differ in row, in column */
} Pairwise;

static void
count_pairs(Pairwise *of)
{
    for (size_t a = 0; a < of->m; a++) {
        size_t i = a / of->n_cols, j = a % of->n_cols;

        for (size_t b = 0; b < of->m; b++) {
            size_t k = b / of->n_cols, l = b % of->n_cols;

            if (i == k || j == l)
                continue;
            *((i < k) == (j < l) ? &of->agree[a] : &of->disagree[a]) += of->share[b];
        }
        of->p += of->share[a] * of->agree[a];
        of->q += of->share[a] * of->disagree[a];
    }
}

static Pairwise
pairwise_new(const TestTable *table)
{
    size_t m = table->n_rows * table->n_cols;
    Pairwise of = { .n_rows = table->n_rows,
                    .n_cols = table->n_cols,
                    .m = m,
                    .share = g_new(double, m),
                    .agree = g_new0(double, m),
                    .disagree = g_new0(double, m),
                    .margins = test_margins(table),
                    .untied_rows = 1.0,
                    .untied_cols = 1.0 };

    for (size_t a = 0; a < m; a++)
        of.share[a] = table->total[a] / of.margins.all;
    for (size_t i = 0; i < of.n_rows; i++) {
        of.margins.rows[i] /= of.margins.all;
        of.untied_rows -= of.margins.rows[i] * of.margins.rows[i];
    }
    for (size_t j = 0; j < of.n_cols; j++) {
        of.margins.cols[j] /= of.margins.all;
        of.untied_cols -= of.margins.cols[j] * of.margins.cols[j];
    }
    count_pairs(&of);
    return of;
}

static void
pairwise_clear(Pairwise *of)
{
    g_free(of->share);
    g_free(of->agree);
    g_free(of->disagree);
    test_margins_clear(&of->margins);
}

/* What P - Q is divided by, and its derivative by the share of cell A. */
typedef double (*Denominator)(const Pairwise *of, size_t a, double *derivative);

static double
of_untied(const Pairwise *of, size_t a, double *derivative)
{
    *derivative = 2.0 * (of->agree[a] + of->disagree[a]);
    return of->p + of->q;
}

static double
of_rows(const Pairwise *of, size_t a, double *derivative)
{
    *derivative = 2.0 - 2.0 * of->margins.rows[a / of->n_cols];
    return of->untied_rows;
}

static double
of_cols(const Pairwise *of, size_t a, double *derivative)
{
    *derivative = 2.0 - 2.0 * of->margins.cols[a % of->n_cols];
    return of->untied_cols;
}

static double
of_both(const Pairwise *of, size_t a, double *derivative)
{
    double by_rows, by_cols;
    double rows = of_rows(of, a, &by_rows), cols = of_cols(of, a, &by_cols);

    *derivative = 0.5 * (by_rows + by_cols);
    return 0.5 * (rows + cols);
}

static double
of_product(const Pairwise *of, size_t a, double *derivative)
{
    double by_rows, by_cols;
    double rows = of_rows(of, a, &by_rows), cols = of_cols(of, a, &by_cols);
    double root = sqrt(rows * cols);

    *derivative = (by_rows * cols + rows * by_cols) / (2.0 * root);
    return root;
}

static double
of_size(const Pairwise *of, size_t a, double *derivative)
{
    double q = (double)MIN(of->n_rows, of->n_cols);

    (void)a;
    *derivative = 2.0 * (q - 1.0) / q;
    return (q - 1.0) / q;
}

void
association_add_ordinal(GArray *list, const TestTable *table, double level)
{
    static const struct {
        const char *name;
        Denominator denominator;
    } kinds[] = { { "gamma", of_untied },
                  { "tau_b", of_product },
                  { "tau_c", of_size },
                  { "somers_col_dependent", of_rows },
                  { "somers_row_dependent", of_cols },
                  { "somers_symmetric", of_both } };
    Pairwise of = pairwise_new(table);
    g_autofree double *gradient = g_new(double, of.m);
    double critical = association_critical(table, level), spread = 0.0;

    for (size_t a = 0; a < of.m; a++) {
        double off = of.agree[a] - of.disagree[a] - (of.p - of.q);

        spread += of.share[a] * off * off;
    }
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        Association row = { .name = kinds[k].name, .ase0 = NAN };
        double below = 0.0;

        for (size_t a = 0; a < of.m; a++) {
            double slope;

            below = kinds[k].denominator(&of, a, &slope);
            gradient[a] = (2.0 * (of.agree[a] - of.disagree[a]) * below - (of.p - of.q) * slope) /
                          (below * below);
        }
        row.value = (of.p - of.q) / below;
        row.ase1 = association_error(table, of.share, gradient);
        if (table->plain)
            row.ase0 = 2.0 / below * sqrt(spread / table->n);
        row.statistic = row.value / (table->plain ? row.ase0 : row.ase1);
        if (!isfinite(row.statistic))
            row.statistic = NAN;
        row.p = association_two_sided(table, row.statistic);
        row.lower = fmax(row.value - critical * row.ase1, -1.0);
        row.upper = fmin(row.value + critical * row.ase1, 1.0);
        if (isnan(row.ase1))
            row.lower = row.upper = NAN;
        association_add(list, row);
    }
    pairwise_clear(&of);
}
