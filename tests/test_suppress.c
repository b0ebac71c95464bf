/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An attacker who tries every table that fits what is shown. */
#include "analysis/suppress.h"
#include "datasets/error.h"
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
    assert_int_equal(estimates->n_withheld, 2);
    assert_null(estimates->covariance);
}

/* 40 rows, 20 in a domain: x is 100 and so on, s is 1 for three of b and for none of a. */
static char *
some_data(void)
{
    GString *csv = g_string_new("g,x,s\n");

    for (int i = 0; i < 40; i++)
        g_string_append_printf(csv, "%c,%d,%d\n", i < 20 ? 'a' : 'b', 100 + 7 * i,
                               i == 21 || i == 25 || i == 27);
    return g_string_free(csv, FALSE);
}

/* That EXPRESSION is shown in domain a and withheld in b, or as SHOWN says. */
static void
check_shown(const char *expression, bool in_a, bool in_b)
{
    static const char *const by[] = { "g", NULL };
    const QueryOptions options = { .level = 0.95, .by = by, .suppress_below = 5 };
    const DesignSpec none = { 0 };
    g_autofree char *csv = some_data();
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = ask(csv, expression, &options, &none, &error);

    assert_no_error(error);
    const Estimates *estimates = query_estimates(query);
    assert_int_equal(estimates->n_rows, 2);
    assert_int_equal(!(estimates->rows[0].flags & ESTIMATE_WITHHELD), in_a);
    assert_int_equal(!(estimates->rows[1].flags & ESTIMATE_WITHHELD), in_b);
    assert_int_equal(isnan(estimates->rows[1].value) && estimates->rows[1].base_n == 0, !in_b);
}

/* total(s) of b would be 3, mean(s) 3 of 20. */
static void
a_mean_of_noughts_and_ones_is_a_count(void **state)
{
    (void)state;
    check_shown("total(s)", true, false);
    check_shown("mean(s)", true, false);
    check_shown("mean(s = 1)", true, false);
    check_shown("sd(s)", true, false);
    check_shown("ratio(s/x)", true, false);
    check_shown("mean(x)", true, true);
}

/* Beyond a tenth of 20 lie two; on both sides of a quarter at least five. */
static void
extremes_are_what_single_units_say(void **state)
{
    (void)state;
    check_shown("min(x)", false, false);
    check_shown("max(x)", false, false);
    check_shown("quantile(x, 0.1)", false, false);
    check_shown("quantile(x, 0.9)", false, false);
    check_shown("quantile(x, 0.25)", true, true);
    check_shown("median(x)", true, true);
}

static void
contrasts_of_what_few_say_are_refused(void **state)
{
    (void)state;
    static const char *const contrasts[] = { "mean(x | s = 1) - 100", NULL };
    const char *const nothing[] = { NULL };
    const QueryOptions options = { .level = 0.95, .suppress_below = 5, .contrasts = contrasts };
    const DesignSpec none = { 0 };
    g_autofree char *csv = some_data();
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = query_estimate(nothing, &options, &error);

    assert_no_error(error);
    g_autoptr(Input) input = input_of(csv);
    assert_false(query_run(&query, 1, input, &none, &error));
    assert_error(error, ANDEL_ERROR_DATA, "is made of what so few cases say");
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
        cmocka_unit_test(a_mean_of_noughts_and_ones_is_a_count),
        cmocka_unit_test(extremes_are_what_single_units_say),
        cmocka_unit_test(contrasts_of_what_few_say_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
