/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks that are known by construction. */
#include "analysis/rank.h"
#include "tests/check.h"

enum { COLUMNS = 12 };

/* A number in (-1, 1) that looks random. */
static double
noise(size_t i)
{
    return fmod(sin((double)i) * 43758.5453, 1.0);
}

/* Row I: weight (1 + noise) times the pattern of PSU; column r is 1 but for the PSU it leaves out.
 */
static void
jackknife_row(size_t i, size_t psu, double *row)
{
    for (size_t r = 0; r < COLUMNS; r++)
        row[r] = (2.0 + noise(i)) * (r == psu ? 0.0 : 12.0 / 11.0);
}

static void
a_jackknife_has_the_rank_of_its_psus_in_any_order_of_rows(void **state)
{
    (void)state;
    double row[COLUMNS];

    for (size_t sorted = 0; sorted < 2; sorted++) {
        g_autoptr(Rank) rank = rank_new(COLUMNS);

        for (size_t i = 0; i < 60000; i++) {
            jackknife_row(i, sorted ? i / 5000 : i % COLUMNS, row);
            rank_add(rank, row);
        }
        assert_int_equal(rank_find(rank), COLUMNS);
    }
}

static void
replicates_made_of_few_directions_have_their_rank(void **state)
{
    (void)state;
    double row[COLUMNS];

    for (size_t directions = 1; directions < COLUMNS; directions++) {
        g_autoptr(Rank) rank = rank_new(COLUMNS);

        for (size_t i = 0; i < 5000; i++) {
            for (size_t r = 0; r < COLUMNS; r++)
                row[r] = (2.0 + noise(i)) * noise(1000 * (i % directions) + 37 * r + r * r);
            rank_add(rank, row);
        }
        assert_int_equal(rank_find(rank), directions);
    }
}

static void
one_row_far_behind_adds_its_direction(void **state)
{
    (void)state;
    g_autoptr(Rank) rank = rank_new(3);

    for (size_t i = 0; i < 100001; i++)
        rank_add(rank, i == 99990 ? (const double[]){ 1, 5, 1 } : (const double[]){ 1, 1, 1 });
    assert_int_equal(rank_find(rank), 2);
}

static void
columns_that_agree_to_five_digits_count_once(void **state)
{
    (void)state;
    const double apart[] = { 1e-3, 1e-7 };

    for (size_t k = 0; k < G_N_ELEMENTS(apart); k++) {
        g_autoptr(Rank) rank = rank_new(2);

        for (size_t i = 0; i < 40; i++)
            rank_add(rank, (const double[]){ 1, i % 2 ? 1 + apart[k] : 1 });
        assert_int_equal(rank_find(rank), k == 0 ? 2 : 1);
    }
}

static void
nothing_has_rank_0(void **state)
{
    (void)state;
    g_autoptr(Rank) rank = rank_new(2);

    assert_int_equal(rank_find(rank), 0);
    rank_add(rank, (const double[]){ 0, 0 });
    assert_int_equal(rank_find(rank), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_jackknife_has_the_rank_of_its_psus_in_any_order_of_rows),
        cmocka_unit_test(replicates_made_of_few_directions_have_their_rank),
        cmocka_unit_test(one_row_far_behind_adds_its_direction),
        cmocka_unit_test(columns_that_agree_to_five_digits_count_once),
        cmocka_unit_test(nothing_has_rank_0),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
