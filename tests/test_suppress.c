/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An attacker who tries every table that fits what is shown. */
#include "analysis/suppress.h"
#include "tests/ask.h"

enum { MOST = 24 };

/* Two rows and three columns with margins: what is believed of the six cells, and the lowest and
 * highest of each figure over all tables that fit. */
typedef struct {
    const size_t *n;
    const CellRole *role;
    size_t cell[6];
    size_t low[12], high[12];
} Attack;

static size_t
sum_of(const Attack *attack, size_t figure)
{
    size_t i = figure / 4, j = figure % 4, sum = 0;

    for (size_t k = 0; k < 6; k++)
        if ((i == 2 || k / 3 == i) && (j == 3 || k % 3 == j))
            sum += attack->cell[k];
    return sum;
}

static void
try_from(Attack *attack, size_t k)
{
    if (k < 6) {
        size_t figure = k / 3 * 4 + k % 3;
        bool shown = attack->role[figure] <= CELL_KNOWN;
        size_t low = shown ? attack->n[figure] : 0, high = shown ? low : MOST;

        for (attack->cell[k] = low; attack->cell[k] <= high; attack->cell[k]++)
            try_from(attack, k + 1);
        return;
    }
    for (size_t f = 0; f < 12; f++)
        if (attack->role[f] <= CELL_KNOWN && sum_of(attack, f) != attack->n[f])
            return;
    for (size_t f = 0; f < 12; f++) {
        attack->low[f] = MIN(attack->low[f], sum_of(attack, f));
        attack->high[f] = MAX(attack->high[f], sum_of(attack, f));
    }
}

/* The cells of a table, six numbers below 10. */
static void
fill(size_t *n, uint32_t *state)
{
    memset(n, 0, 12 * sizeof *n);
    for (size_t k = 0; k < 6; k++) {
        size_t i = k / 3, j = k % 3, count;

        *state = *state * 1664525u + 1013904223u;
        count = (*state >> 16) % 10;
        n[i * 4 + j] = count;
        n[i * 4 + 3] += count;
        n[8 + j] += count;
        n[11] += count;
    }
}

static void
no_small_cell_can_be_told_from_the_rest(void **state)
{
    (void)state;
    enum { TABLES = 60, LIMIT = 5 };
    uint32_t random = 1;
    size_t n_withheld = 0;

    for (size_t t = 0; t < TABLES; t++) {
        size_t n[12];
        CellRole role[12] = { 0 };
        const CountTable table = { 2, 3, n, true, true };

        fill(n, &random);
        role[11] = CELL_KNOWN;
        if (n[11] > MOST || !suppress(&table, LIMIT, role))
            continue;
        Attack attack = { .n = n, .role = role };
        for (size_t f = 0; f < 12; f++)
            attack.low[f] = MOST + 1;
        try_from(&attack, 0);
        for (size_t f = 0; f < 12; f++) {
            assert_true(role[f] > CELL_KNOWN || n[f] == 0 || n[f] >= LIMIT);
            assert_true(attack.low[f] <= n[f] && n[f] <= attack.high[f]); /* it is no lie */
            if (role[f] == CELL_PRIMARY)
                assert_true(attack.high[f] - attack.low[f] >= LIMIT);
            n_withheld += role[f] == CELL_PRIMARY;
        }
    }
    assert_true(n_withheld > 50);
}

/* 20 3 30 / 15 18 22 / 40 50 60: the 3 needs a rectangle, of which the cheapest other corners are
 * 20, 15 and 18. */
static void
the_cheapest_other_cells_are_taken(void **state)
{
    (void)state;
    const size_t n[] = { 20, 3, 30, 53, 15, 18, 22, 55, 40, 50, 60, 150, 75, 71, 112, 258 };
    CellRole role[16] = { 0 };
    const CountTable table = { 3, 3, n, true, true };

    role[15] = CELL_KNOWN;
    assert_true(suppress(&table, 5, role));
    for (size_t k = 0; k < 16; k++) {
        bool corner = k == 0 || k == 4 || k == 5;
        CellRole expected = k == 15 ? CELL_KNOWN : CELL_SHOWN;

        assert_int_equal(role[k], k == 1 ? CELL_PRIMARY : corner ? CELL_SECONDARY : expected);
    }
}

static void
a_table_without_small_cells_is_left_alone(void **state)
{
    (void)state;
    const size_t n[] = { 20, 0, 20, 9, 5, 14, 29, 5, 34 };
    CellRole role[9] = { 0 };
    const CountTable table = { 2, 2, n, true, true };

    assert_true(suppress(&table, 5, role));
    for (size_t k = 0; k < 9; k++)
        assert_int_equal(role[k], CELL_SHOWN);
}

static void
fewer_in_all_than_may_be_shown_are_refused(void **state)
{
    (void)state;
    const size_t n[] = { 2, 1, 3 };
    CellRole role[3] = { 0 };
    const CountTable table = { 2, 0, n, true, true };

    role[2] = CELL_KNOWN;
    assert_false(suppress(&table, 5, role));
}

/* Answers overlap: nothing adds up to anything but the base, so the small one alone goes. */
static void
what_does_not_add_up_needs_no_other_cell(void **state)
{
    (void)state;
    const size_t n[] = { 2, 60, 40, 90 };
    CellRole role[4] = { 0 };
    const CountTable table = { 3, 0, n, false, true };

    role[3] = CELL_KNOWN;
    assert_true(suppress(&table, 5, role));
    assert_int_equal(role[0], CELL_PRIMARY);
    assert_int_equal(role[1], CELL_SHOWN);
    assert_int_equal(role[2], CELL_SHOWN);
}

/* Domains a: 12 rows, b: 8, c: 2. The 2 is what all less the others leaves. */
static void
a_small_domain_takes_another_with_it(void **state)
{
    (void)state;
    g_autoptr(GString) csv = g_string_new("g,x\n");
    static const char *const by[] = { "g", NULL };
    const QueryOptions options = { .level = 0.95, .by = by, .suppress_below = 5 };
    const DesignSpec none = { 0 };
    g_autoptr(GError) error = NULL;

    for (int i = 0; i < 22; i++)
        g_string_append_printf(csv, "%c,%d\n", i < 12 ? 'a' : i < 20 ? 'b' : 'c', i);
    g_autoptr(Query) query = ask(csv->str, "mean(x)", &options, &none, &error);
    assert_no_error(error);
    const Estimates *estimates = query_estimates(query);
    assert_close(estimates->rows[0].value, 5.5, 1e-15);
    assert_int_equal(estimates->rows[1].flags, ESTIMATE_WITHHELD);
    assert_int_equal(estimates->rows[2].flags, ESTIMATE_WITHHELD);
    assert_true(isnan(estimates->rows[1].value) && estimates->rows[1].n == 0);
    assert_int_equal(estimates->n_small, 1);
    assert_int_equal(estimates->n_withheld, 2);
    assert_null(estimates->covariance);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_small_cell_can_be_told_from_the_rest),
        cmocka_unit_test(the_cheapest_other_cells_are_taken),
        cmocka_unit_test(a_table_without_small_cells_is_left_alone),
        cmocka_unit_test(fewer_in_all_than_may_be_shown_are_refused),
        cmocka_unit_test(what_does_not_add_up_needs_no_other_cell),
        cmocka_unit_test(a_small_domain_takes_another_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
