/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/pairs.h"
#include "analysis/totals.h"
#include "tests/check.h"

enum { ROWS = 6 };
static const double weight[ROWS] = { 1, 2, 1, 3, 2, 1 };
static const double value[ROWS] = { 10, 12, 11, 15, 9, 14 };
static const uint32_t unit[ROWS] = { 0, 0, 1, 1, 2, 2 };
static const int32_t code[ROWS] = { 0, 1, 0, -1, 1, 1 };

/* The totals of the rows in ORDER, in blocks of SIZE. */
static Totals *
totals_of(bool clustered, const size_t *order, size_t size)
{
    const TermSpec spec = { .n_values = 1, .centred = true, .products = true };
    Totals *totals = totals_new(clustered, &spec, 1, true);

    for (size_t begin = 0; begin < ROWS; begin += size) {
        double w[ROWS], x[ROWS];
        uint32_t u[ROWS];
        int32_t k[ROWS];
        size_t n = MIN(size, ROWS - begin);
        const double *values[] = { x };
        DesignRows rows = { .n_rows = n, .weight = w, .unit = u };
        TermRows term = { k, values };

        for (size_t i = 0; i < n; i++) {
            size_t at = order[begin + i];

            w[i] = weight[at];
            x[i] = value[at];
            u[i] = unit[at];
            k[i] = code[at];
        }
        totals_add(totals, &rows, &term);
    }
    totals_finish(totals, 3, NULL, NULL);
    return totals;
}

static const size_t in_order[ROWS] = { 0, 1, 2, 3, 4, 5 };
static const size_t shuffled[ROWS] = { 5, 2, 0, 4, 3, 1 };

/* Cell 1 holds rows 1, 4, 5: weights 5, w y = 24 + 18 + 14 = 56, w y^2 = 288 + 162 + 196 = 646. */
static void
sums_of_a_cell_are_those_worked_out_by_hand(void **state)
{
    (void)state;
    g_autoptr(Totals) totals = totals_of(true, in_order, ROWS);
    const double *sums = totals_sums(totals) + totals_slot(totals, 0, 1);
    double shift = totals_shift(totals, 0, 1, 0);

    assert_close(shift, 56.0 / 5.0, 1e-15);
    assert_close(sums[0], 5.0, 0.0);
    assert_close(sums[1], 0.0, 1e-14);
    assert_close(sums[2], 646.0 - 56.0 * 56.0 / 5.0, 1e-14);
    assert_close(totals_shift(totals, 0, 7, 0), 0.0, 0.0);
    assert_close(totals_n(totals, 0, 1), 3.0, 0.0);
    assert_true(totals_slot(totals, 0, 7) < 0);
}

static void
a_unit_has_the_sums_of_its_own_rows(void **state)
{
    (void)state;
    g_autoptr(Totals) totals = totals_of(true, in_order, ROWS);
    TotalsUnit of = totals_unit(totals, 0, 2);

    assert_int_equal(of.n, 1);
    assert_int_equal(of.width, 3);
    assert_int_equal(of.cell[0], 1);
    assert_int_equal(of.first_slot + 1 * of.width, totals_slot(totals, 0, 1));
    assert_close(of.sums[0], 3.0, 0.0);
    assert_close(of.sums[1], 2.0 * (9 - 11.2) + 1.0 * (14 - 11.2), 1e-14);
    assert_null(of.about);
}

/* Rows 4 and 5 have w = 2, 1 and w y = 18, 14, or with y - 56/5: -4.4, 2.8. Two deviations from
 * their mean are half the difference, so that products of the differences are halved. */
static void
an_element_design_keeps_second_moments_by_stratum(void **state)
{
    (void)state;
    g_autoptr(Totals) totals = totals_of(false, in_order, ROWS);
    size_t n;
    const TotalsMoment *moments = totals_moments(totals, 2, &n);

    assert_int_equal(n, 3);
    assert_close(moments[0].value, 1.0 * 1.0 / 2.0, 1e-15);
    assert_close(moments[1].value, 1.0 * -7.2 / 2.0, 1e-14);
    assert_close(moments[2].value, 7.2 * 7.2 / 2.0, 1e-14);
    assert_close(totals_unit(totals, 0, 2).about[0], 2.0, 0.0);
}

static void
blocks_and_the_order_of_rows_change_nothing(void **state)
{
    (void)state;
    g_autoptr(Totals) whole = totals_of(true, in_order, ROWS);
    g_autoptr(Totals) pieces = totals_of(true, in_order, 1);
    g_autoptr(Totals) other = totals_of(true, shuffled, 4);

    for (int32_t cell = 0; cell < 2; cell++) {
        const double *a = totals_sums(whole) + totals_slot(whole, 0, cell);
        const double *b = totals_sums(pieces) + totals_slot(pieces, 0, cell);
        const double *c = totals_sums(other) + totals_slot(other, 0, cell);
        double shift = totals_shift(whole, 0, cell, 0), moved = totals_shift(other, 0, cell, 0);

        for (int k = 0; k < 3; k++)
            assert_true(a[k] == b[k]); /* the same bits */
        assert_close(a[1] + shift * a[0], c[1] + moved * c[0], 1e-15);
    }
}

static void
many_pairs_keep_their_numbers_when_the_array_becomes_a_hash(void **state)
{
    (void)state;
    enum { MANY = 3000 };
    g_autoptr(Pairs) pairs = pairs_new();

    for (uint32_t k = 0; k < MANY; k++)
        assert_int_equal(pairs_number(pairs, k, (k * 7919u) % 5003u), k);
    for (uint32_t k = 0; k < MANY; k++) {
        assert_int_equal(pairs_number(pairs, k, (k * 7919u) % 5003u), k);
        assert_int_equal(pairs_find(pairs, k, (k * 7919u) % 5003u), k);
        assert_int_equal(pairs_member(pairs, k).a, k);
    }
    assert_int_equal(pairs_find(pairs, MANY, 0), PAIR_NONE);
    assert_null(pairs->table); /* else this tested nothing */
}

/* Two terms with the same rows in the first block and not in the second; a third goes with the
 * second. Each has the sums that it has alone. */
static void
terms_share_their_rows_until_they_part(void **state)
{
    (void)state;
    static const int32_t other[ROWS] = { 0, 1, 0, -1, 0, 1 };
    static const int32_t *const codes[] = { code, other, other };
    const TermSpec spec = { .n_values = 1, .centred = true };
    const TermSpec specs[] = { spec, spec, spec };

    for (int clustered = 0; clustered <= 1; clustered++) {
        g_autoptr(Totals) together = totals_new(clustered, specs, 3, true);
        Totals *alone[3];

        for (size_t t = 0; t < 3; t++)
            alone[t] = totals_new(clustered, &spec, 1, true);
        for (size_t begin = 0; begin < ROWS; begin += 3) {
            DesignRows rows = { .n_rows = 3, .weight = weight + begin, .unit = unit + begin };
            const double *values[] = { value + begin };
            TermRows terms[3];

            for (size_t t = 0; t < 3; t++) {
                terms[t] = (TermRows){ codes[t] + begin, values };
                totals_add(alone[t], &rows, &terms[t]);
            }
            totals_add(together, &rows, terms);
        }
        totals_finish(together, 3, NULL, NULL);
        for (size_t t = 0; t < 3; t++) {
            totals_finish(alone[t], 3, NULL, NULL);
            for (int32_t cell = 0; cell < 2; cell++) {
                const double *one = totals_sums(alone[t]) + totals_slot(alone[t], 0, cell);
                const double *both = totals_sums(together) + totals_slot(together, t, cell);

                assert_close(totals_n(together, t, cell), totals_n(alone[t], 0, cell), 0.0);
                assert_close(both[0], one[0], 0.0);
                assert_close(both[1], one[1], 0.0);
            }
            totals_free(alone[t]);
        }
        /* row 4 is what they differ in */
        assert_close(totals_n(together, 0, 0), 2.0, 0.0);
        assert_close(totals_n(together, 1, 0), 3.0, 0.0);
    }
}

/* As many as are said, of which the last begins first. */
static void
run_backwards(Workers *workers, WorkFunc *work, void *user, size_t n_pieces)
{
    (void)workers;
    for (size_t k = n_pieces; k > 0; k--)
        work(user, k - 1);
}

enum { MANY_ROWS = 600, MANY_UNITS = 37, BLOCK = 100 };

/* Random rows of two terms, some in no cell, in blocks, with N_THREADS to help. */
static Totals *
totals_by(size_t n_threads, bool clustered)
{
    const TermSpec specs[] = { { .n_values = 1, .centred = true, .products = true },
                               { .n_values = 2, .products = true } };
    Workers workers = { n_threads, run_backwards };
    Totals *totals = totals_new(clustered, specs, 2, true);
    g_autoptr(GRand) random = g_rand_new_with_seed(7);

    for (size_t begin = 0; begin < MANY_ROWS; begin += BLOCK) {
        double w[BLOCK], x[BLOCK], y[BLOCK];
        uint32_t u[BLOCK];
        int32_t one[BLOCK], two[BLOCK];
        const double *values[] = { x, y };
        const TermRows terms[] = { { one, values }, { two, values } };
        DesignRows rows = { .n_rows = BLOCK, .weight = w, .unit = u, .workers = &workers };

        for (size_t i = 0; i < BLOCK; i++) {
            w[i] = g_rand_double_range(random, 0.5, 20.0);
            x[i] = g_rand_double_range(random, 1000.0, 1010.0);
            y[i] = g_rand_double(random);
            u[i] = (uint32_t)g_rand_int_range(random, 0, MANY_UNITS);
            one[i] = g_rand_int_range(random, -1, 5);
            two[i] = g_rand_int_range(random, -1, 3);
        }
        totals_add(totals, &rows, terms);
    }
    totals_finish(totals, MANY_UNITS, NULL, NULL);
    return totals;
}

static void
assert_same_unit(const Totals *a, const Totals *b, size_t term, size_t u)
{
    TotalsUnit x = totals_unit(a, term, u), y = totals_unit(b, term, u);

    assert_int_equal(x.n, y.n);
    assert_memory_equal(x.cell, y.cell, x.n * sizeof *x.cell);
    assert_memory_equal(x.sums, y.sums, x.n * x.width * sizeof *x.sums);
}

/* Rows are added in file order within each unit, whoever adds them. */
static void
any_number_of_threads_gives_the_same_bits(void **state)
{
    (void)state;
    static const size_t threads[] = { 2, 3, 7, 64 };

    for (int clustered = 0; clustered <= 1; clustered++) {
        g_autoptr(Totals) alone = totals_by(1, clustered);

        for (size_t k = 0; k < G_N_ELEMENTS(threads); k++) {
            g_autoptr(Totals) together = totals_by(threads[k], clustered);
            size_t n, m;

            assert_int_equal(totals_slots(together), totals_slots(alone));
            assert_memory_equal(totals_sums(together), totals_sums(alone),
                                totals_slots(alone) * sizeof(double));
            for (size_t u = 0; u < MANY_UNITS; u++) {
                assert_same_unit(alone, together, 0, u);
                assert_same_unit(alone, together, 1, u);
                if (clustered)
                    continue;
                const TotalsMoment *x = totals_moments(alone, u, &n);
                const TotalsMoment *y = totals_moments(together, u, &m);
                assert_int_equal(n, m);
                for (size_t i = 0; i < n; i++)
                    assert_true(x[i].slot_a == y[i].slot_a && x[i].slot_b == y[i].slot_b &&
                                x[i].value == y[i].value);
            }
            for (int32_t cell = 0; cell < 5; cell++)
                assert_true(totals_n(alone, 0, cell) == totals_n(together, 0, cell) &&
                            totals_shift(alone, 0, cell, 0) == totals_shift(together, 0, cell, 0));
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_share_their_rows_until_they_part),
        cmocka_unit_test(sums_of_a_cell_are_those_worked_out_by_hand),
        cmocka_unit_test(a_unit_has_the_sums_of_its_own_rows),
        cmocka_unit_test(an_element_design_keeps_second_moments_by_stratum),
        cmocka_unit_test(blocks_and_the_order_of_rows_change_nothing),
        cmocka_unit_test(any_number_of_threads_gives_the_same_bits),
        cmocka_unit_test(many_pairs_keep_their_numbers_when_the_array_becomes_a_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
