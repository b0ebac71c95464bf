/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fisher.c - Fisher's exact test. Fisher (1935), JRSS 98, 39-82. */
#include "analysis/fisher_tables.h"
#include "analysis/tests.h"

#include <gsl/gsl_randist.h>
#include <math.h>

static void
count_cells(const TestTable *table, int32_t *count)
{
    for (size_t a = 0; a < table->n_rows * table->n_cols; a++)
        count[a] = (int32_t)lround(table->total[a]);
}

/* The units beyond which counts do not fit, and tables are no longer worth drawing. */
enum { MOST_UNITS = 100 * 1000 * 1000 };

/* Two-sided: all tables with these margins that are no more likely than the one at hand. */
static void
run_fisher(const TestTable *table, TestResult *result)
{
    g_autofree int32_t *count = g_new(int32_t, table->n_rows * table->n_cols);

    if (table->n > MOST_UNITS) {
        result->flags |= TEST_TOO_LARGE;
        return;
    }
    count_cells(table, count);
    result->p = fisher_tables_exact(count, table->n_rows, table->n_cols);
    if (isfinite(result->p))
        return;
    result->p = fisher_tables_drawn(count, table->n_rows, table->n_cols, table->seed);
    result->flags |= TEST_SIMULATED;
}

/* Tables of 2 x 2 whose first cell is at most (LESS) or at least that of the one at hand. */
static void
one_sided(const TestTable *table, TestResult *result, bool less)
{
    int32_t count[4];
    double sum = 0.0;

    if (table->n_rows != 2 || table->n_cols != 2) {
        result->flags |= TEST_NOT_2X2;
        return;
    }
    if (table->n > MOST_UNITS) {
        result->flags |= TEST_TOO_LARGE;
        return;
    }
    count_cells(table, count);
    unsigned row = (unsigned)(count[0] + count[1]), other = (unsigned)(count[2] + count[3]);
    unsigned col = (unsigned)(count[0] + count[2]), here = (unsigned)count[0];
    unsigned least = col > other ? col - other : 0, most = MIN(row, col);
    for (unsigned k = less ? least : here; k <= (less ? here : most); k++)
        sum += gsl_ran_hypergeometric_pdf(k, row, other, col);
    result->p = fmin(sum, 1.0);
}

static void
run_less(const TestTable *table, TestResult *result)
{
    one_sided(table, result, true);
}

static void
run_greater(const TestTable *table, TestResult *result)
{
    one_sided(table, result, false);
}

const TestKind test_kind_fisher = {
    .name = "fisher",
    .summary = "Fisher's exact test; of large tables by simulation, see --seed",
    .needs = TEST_OF_TWO | TEST_BY_COUNTS,
    .run = run_fisher,
};

const TestKind test_kind_fisher_less = {
    .name = "fisher-less",
    .summary = "one-sided, of 2 x 2 cells: is the first cell too small?",
    .needs = TEST_OF_TWO | TEST_BY_COUNTS,
    .run = run_less,
};

const TestKind test_kind_fisher_greater = {
    .name = "fisher-greater",
    .summary = "one-sided, of 2 x 2 cells: is the first cell too large?",
    .needs = TEST_OF_TWO | TEST_BY_COUNTS,
    .run = run_greater,
};
