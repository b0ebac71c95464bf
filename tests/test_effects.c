/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sums of design effects by the directions of rows and columns are those of the matrix of
 * interactions; of a table of 46 by 46 they are R's. */
#include "analysis/effects.h"
#include "analysis/interaction.h"

#include "tests/ask.h"

#include <gsl/gsl_errno.h>

enum { ROWS = 5, COLS = 4, CELLS = ROWS * COLS, UNITS = 40 };

/* Numbers from 1 to 1048572, the same everywhere. */
static unsigned
next(unsigned *state)
{
    *state = *state * 1009 % 1048573;
    return *state;
}

/* A covariance of the shares of CELLS from UNITS, 0 where SHARE is. */
static void
make_covariance(const double share[CELLS], unsigned *state, double v[CELLS * CELLS])
{
    for (size_t k = 0; k < CELLS * CELLS; k++)
        v[k] = 0.0;
    for (int u = 0; u < UNITS; u++) {
        double z[CELLS], sum = 0.0;

        for (size_t a = 0; a < CELLS; a++) {
            z[a] = share[a] > 0.0 ? (double)next(state) / 1048573.0 : 0.0;
            sum += z[a];
        }
        for (size_t a = 0; a < CELLS; a++)
            z[a] -= share[a] * sum;
        for (size_t a = 0; a < CELLS; a++)
            for (size_t b = 0; b < CELLS; b++)
                v[a * CELLS + b] += z[a] * z[b] / (UNITS * UNITS);
    }
}

/* ZERO says which cells hold no case. */
static void
check_table(const char *zero, unsigned seed)
{
    double share[CELLS], v[CELLS * CELLS], sum = 0.0, trace = 0.0, square = 0.0;
    size_t k;

    for (size_t a = 0; a < CELLS; a++)
        sum += share[a] = zero[a] == '0' ? 0.0 : 1.0 + (double)next(&seed) / 1048573.0;
    for (size_t a = 0; a < CELLS; a++)
        share[a] /= sum;
    make_covariance(share, &seed, v);
    const TestTable table = { .n_rows = ROWS,
                              .n_cols = COLS,
                              .two_way = true,
                              .total = share,
                              .n = 100.0,
                              .df = 30.0,
                              .share_covariance = v };
    g_autofree double *matrix = interaction_effects(&table, &k);
    g_autoptr(Directions) directions = directions_new(share, ROWS, COLS);
    Effects effects = effects_of_covariance(directions, v, CELLS, 100.0);
    g_autoptr(Directions) turned = directions_new(share, COLS, ROWS);

    assert_non_null(matrix);
    assert_non_null(turned);
    for (size_t a = 0; a < k; a++)
        trace += matrix[a * k + a];
    for (size_t a = 0; a < k * k; a++)
        square += matrix[a] * matrix[a];
    assert_int_equal(effects.k, k);
    assert_close(effects.trace / trace, 1.0, 1e-11);
    assert_close(effects.square / square, 1.0, 1e-10);
}

static void
the_sums_are_those_of_the_matrix_of_interactions(void **state)
{
    (void)state;
    check_table("11111111111111111111", 1);
    check_table("11111111101111111111", 2);
    check_table("01111011110111101111", 3); /* zeros that have no row or column in common */
    check_table("00111011100111011110", 4);
    check_table("10000100001000011111", 5); /* rows 1, 2 and 3 hold one cell each */
}

/* 9200 rows of 92 PSUs in 23 strata; the categories and their order are those of the generator. */
static Query *
ask_table(const char *const *tests, const char *const *psu, const char *const *strata)
{
    const DesignSpec design = { .weight = "w", .psu = psu, .strata = strata };
    const TableAsk asked = { .tests = tests };
    const QueryOptions options = { .level = 0.95 };
    g_autoptr(GString) csv = g_string_new("c,h,a,b,w\n");
    g_autoptr(GError) error = NULL;
    unsigned x = 1;

    for (unsigned i = 0; i < 9200; i++) {
        unsigned a = next(&x) / 22795, b = next(&x) / 22795, w = 10 + 5 * (i % 7);

        g_string_append_printf(csv, "%u,%u,%u,%u,%u.%u\n", i % 92, i % 92 / 4, a, b, w / 10,
                               w % 10);
    }
    Query *query =
        run_query(csv->str, &design,
                  query_crosstab_asking("a", "b", false, &asked, &options, &error), &error);
    assert_no_error(error);
    assert_int_equal(query_table(query)->n_rows, 46);
    assert_int_equal(query_table(query)->n_cols, 46);
    return query;
}

/* The numbers are R's: V from the totals of PSUs, Delta = solve(C'D^-1 C / n, C'D^-1 V D^-1 C) with
 * C the complement of rows and columns by QR, its trace and that of its square. */
static void
tests_of_2116_cells_are_those_of_r(void **state)
{
    (void)state;
    static const char *const tests[] = { "rs1", "rs2", "rs-lr", "rs-exact", NULL };
    static const char *const psu[] = { "c", NULL }, *const strata[] = { "h", NULL };
    g_autoptr(Query) query = ask_table(tests, psu, strata);
    const TestResult *results = query_table(query)->tests;

    assert_close(results[0].x2 / 2214.4773296679032, 1.0, 1e-11);
    assert_close(results[0].statistic / 1991.7482163025300, 1.0, 1e-10);
    assert_close(results[0].df1, 2025.0, 0.0);
    assert_close(results[0].p / 0.69668809734775039, 1.0, 1e-9);
    assert_close(results[1].statistic / 0.98357936607532348, 1.0, 1e-10);
    assert_close(results[1].df1 / 67.343349508234013, 1.0, 1e-10);
    assert_close(results[1].df2 / 4646.6911160681458, 1.0, 1e-10);
    assert_close(results[1].p / 0.51547486460787018, 1.0, 1e-9);
    assert_close(results[2].statistic / 1.0598685869912232, 1.0, 1e-10);
    assert_true(results[3].flags & TEST_TOO_LARGE);
    assert_true(isnan(results[3].p));
}

/* Every row its own PSU: there are more of them than pairs of rows and columns, and the covariance
 * is gone through in blocks. */
static void
tests_of_2116_cells_without_psus_are_those_of_r(void **state)
{
    (void)state;
    static const char *const tests[] = { "rs2", "rs-lr", NULL };
    g_autoptr(Query) query = ask_table(tests, NULL, NULL);
    const TestResult *results = query_table(query)->tests;

    assert_close(results[0].statistic / 0.98099910338380114, 1.0, 1e-10);
    assert_close(results[0].df1 / 1948.5523484697740, 1.0, 1e-10);
    assert_close(results[0].p / 0.72111410263987885, 1.0, 1e-9);
    assert_close(results[1].statistic / 1.0570881917661361, 1.0, 1e-10);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sums_are_those_of_the_matrix_of_interactions),
        cmocka_unit_test(tests_of_2116_cells_are_those_of_r),
        cmocka_unit_test(tests_of_2116_cells_without_psus_are_those_of_r),
    };

    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
