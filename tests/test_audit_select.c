/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/audit_select.h"
#include "analysis/random.h"
#include "datasets/error.h"
#include "tests/check.h"

/* Chances of a run of a simulation. */
typedef struct {
    RandomStream stream;
    uint64_t first;
} Chances;

static double
chance_of(uint64_t k, gpointer user)
{
    const Chances *chances = user;

    return random_uniform(&chances->stream, chances->first + k);
}

/* Touw and Hoogduin (2011), page 34: interval 9 from krona 2. */
static void
every_ninth_krona_is_in_the_items_of_the_textbook(void **state)
{
    (void)state;
    static const double book[] = { 7, 3, 4, 9, 0, 1, 8, 2, 6, 5 };
    static const unsigned expected[] = { 1, 0, 1, 1, 0, 0, 1, 0, 1, 0 };
    double offset[5], position[10];
    unsigned hits[10];

    for (int k = 0; k < 5; k++)
        offset[k] = 2.0 / 9.0;
    audit_hits(book, NULL, 10, 9.0, 5, offset, hits, position);
    for (int i = 0; i < 10; i++)
        assert_int_equal(hits[i], expected[i]);
    assert_close(position[2], 11.0, 1e-12);
}

/* By hand: 100 of 200 is certain; of the others pi is .2, .8, .1, .4 and .5, and the order of
 * u / (1 - u) / (pi / (1 - pi)) begins with the fifth (.0789) and the second (.3314). */
static void
pareto_draws_the_two_first_in_line_beside_a_certain_item(void **state)
{
    (void)state;
    static const double book[] = { 10, 40, 5, 100, 20, 25 },
                        u[] = { 0.12, 0.57, 0.33, 0.91, 0.05, 0.74 };
    static const size_t expected[] = { 3, 4, 1, 0 };
    static const double pi[] = { 1.0, 0.4, 0.8, 0.2 };
    const AuditFrame frame = { .n = 6, .book = book, .u = u };
    g_autoptr(GError) error = NULL;
    g_autoptr(AuditSelection) drawn = audit_select(&frame, SELECT_PARETO, 3, 1, &error);

    assert_no_error(error);
    assert_int_equal(drawn->picks->len, 4);
    for (guint k = 0; k < 4; k++) {
        const AuditPick *pick = &g_array_index(drawn->picks, AuditPick, k);

        assert_int_equal(pick->item, expected[k]);
        assert_close(pick->pi, pi[k], 1e-12);
        assert_int_equal(pick->spare, k == 3);
    }
    assert_close(drawn->interval, 50.0, 1e-12);
}

/* u / pi of the rest: .6, .7125, 3.3, .125, 1.48, by hand. */
static void
sequential_poisson_draws_the_first_by_u_over_pi(void **state)
{
    (void)state;
    static const double book[] = { 10, 40, 5, 100, 20, 25 },
                        u[] = { 0.12, 0.57, 0.33, 0.91, 0.05, 0.74 };
    static const size_t expected[] = { 3, 4, 0, 1 };
    const AuditFrame frame = { .n = 6, .book = book, .u = u };
    g_autoptr(AuditSelection) drawn = audit_select(&frame, SELECT_SEQUENTIAL, 3, 1, NULL);

    assert_int_equal(drawn->picks->len, 4);
    for (guint k = 0; k < 4; k++)
        assert_int_equal(g_array_index(drawn->picks, AuditPick, k).item, expected[k]);
}

/* Removing 50 leaves 50 for two: 30 is certain now. */
static void
certain_items_are_found_again_when_the_interval_shrinks(void **state)
{
    (void)state;
    static const double book[] = { 50, 30, 12, 8, -5, 0 };
    static const double u[] = { 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 };
    Chances chances = { .stream = random_stream(1, "x") };
    const AuditFrame frame = {
        .n = 6, .book = book, .u = u, .chance = chance_of, .user = &chances
    };
    g_autoptr(AuditSelection) drawn = audit_select(&frame, SELECT_MUS, 3, 0, NULL);

    assert_int_equal(drawn->n_certainty, 2);
    assert_close(drawn->certainty_book, 80.0, 0.0);
    assert_close(drawn->interval, 20.0, 0.0);
}

enum { ITEMS = 40, DRAWN = 8, RUNS = 20000 };

static void
make_items(double *book, double *pi)
{
    double sum = 0.0;

    for (int i = 0; i < ITEMS; i++)
        sum += book[i] = 20.0 + i;
    for (int i = 0; i < ITEMS; i++)
        pi[i] = DRAWN * book[i] / sum;
}

/* Five standard errors of 20 000 draws are .0177; Pareto's own deviation is smaller. */
static void
each_method_draws_items_as_often_as_it_says(void **state)
{
    (void)state;
    double book[ITEMS], pi[ITEMS], u[ITEMS], balance[ITEMS];
    const double *balances[] = { balance };

    make_items(book, pi);
    for (int i = 0; i < ITEMS; i++)
        balance[i] = (i * 7) % 11;
    for (int method = 0; method < N_SELECTIONS; method++) {
        bool equal = method == SELECT_SRS || method == SELECT_SYSTEMATIC;
        double times[ITEMS] = { 0 };
        Chances chances = { .stream = random_stream(11, audit_methods[method]) };
        AuditFrame frame = { .n = ITEMS,
                             .book = book,
                             .u = u,
                             .balance = balances,
                             .n_balance = 1,
                             .chance = chance_of,
                             .user = &chances };

        for (uint64_t r = 0; r < RUNS; r++) {
            for (uint64_t i = 0; i < ITEMS; i++)
                u[i] = random_uniform(&chances.stream, r * 1000 + i);
            chances.first = r * 1000 + ITEMS;
            g_autoptr(AuditSelection) drawn =
                audit_select(&frame, (AuditMethod)method, DRAWN, 0, NULL);
            if (method != SELECT_POISSON && method != SELECT_CELL)
                assert_int_equal(drawn->picks->len, DRAWN);
            for (guint k = 0; k < drawn->picks->len; k++) {
                const AuditPick *pick = &g_array_index(drawn->picks, AuditPick, k);

                times[pick->item] += pick->hits;
            }
        }
        for (int i = 0; i < ITEMS; i++)
            assert_close(times[i] / RUNS, equal ? (double)DRAWN / ITEMS : pi[i], 0.018);
    }
}

/* The sum of x / pi over the sample is that of x in all, but for the landing. */
static void
a_balanced_sample_estimates_what_it_is_balanced_on(void **state)
{
    (void)state;
    double book[ITEMS], pi[ITEMS], u[ITEMS], balance[ITEMS], total = 0.0, cube = 0.0, pareto = 0.0;
    const double *balances[] = { balance };

    make_items(book, pi);
    for (int i = 0; i < ITEMS; i++)
        total += balance[i] = 1.0 + (i * 7) % 11;
    for (uint64_t r = 0; r < 400; r++) {
        Chances chances = { .stream = random_stream(3, "cube"), .first = r * 1000 };
        AuditFrame frame = { .n = ITEMS,
                             .book = book,
                             .u = u,
                             .balance = balances,
                             .n_balance = 1,
                             .chance = chance_of,
                             .user = &chances };

        for (uint64_t i = 0; i < ITEMS; i++)
            u[i] = random_uniform(&chances.stream, r * 1000 + 500 + i);
        for (int k = 0; k < 2; k++) {
            double sum = 0.0;
            g_autoptr(AuditSelection) drawn =
                audit_select(&frame, k ? SELECT_PARETO : SELECT_CUBE, DRAWN, 0, NULL);

            for (guint j = 0; j < drawn->picks->len; j++) {
                size_t i = g_array_index(drawn->picks, AuditPick, j).item;

                sum += balance[i] / pi[i];
            }
            *(k ? &pareto : &cube) += (sum - total) * (sum - total);
        }
    }
    print_message("variance of the balanced over that of the other: %.3f\n", cube / pareto);
    assert_true(cube < 0.2 * pareto);
}

static void
a_larger_simple_sample_holds_the_smaller_one(void **state)
{
    (void)state;
    double book[ITEMS], pi[ITEMS], u[ITEMS];
    RandomStream stream = random_stream(5, "u");
    AuditFrame frame = { .n = ITEMS, .book = book, .u = u };

    make_items(book, pi);
    for (uint64_t i = 0; i < ITEMS; i++)
        u[i] = random_uniform(&stream, i);
    g_autoptr(AuditSelection) small = audit_select(&frame, SELECT_SRS, 5, 0, NULL);
    g_autoptr(AuditSelection) large = audit_select(&frame, SELECT_SRS, 12, 0, NULL);
    for (guint k = 0; k < 5; k++)
        assert_int_equal(g_array_index(small->picks, AuditPick, k).item,
                         g_array_index(large->picks, AuditPick, k).item);

    /* of another order what was drawn before is kept, and comes first */
    bool kept[ITEMS] = { [7] = true, [31] = true };
    frame.kept = kept;
    g_autoptr(AuditSelection) extended = audit_select(&frame, SELECT_PARETO, 6, 0, NULL);
    for (guint k = 0; k < 2; k++)
        assert_true(kept[g_array_index(extended->picks, AuditPick, k).item]);
}

static void
what_cannot_be_drawn_is_refused(void **state)
{
    (void)state;
    static const double book[] = { 1, 2, 0 }, u[] = { 0.1, 0.2, 0.3 };
    const AuditFrame frame = { .n = 3, .book = book, .u = u };
    g_autoptr(GError) many = NULL, spares = NULL;

    assert_null(audit_select(&frame, SELECT_PARETO, 3, 0, &many));
    assert_error(many, ANDEL_ERROR_USAGE, "there are 2 with an amount above 0");
    assert_null(audit_select(&frame, SELECT_MUS, 1, 1, &spares));
    assert_error(spares, ANDEL_ERROR_USAGE, "srs, pareto and sequential can");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_ninth_krona_is_in_the_items_of_the_textbook),
        cmocka_unit_test(pareto_draws_the_two_first_in_line_beside_a_certain_item),
        cmocka_unit_test(sequential_poisson_draws_the_first_by_u_over_pi),
        cmocka_unit_test(certain_items_are_found_again_when_the_interval_shrinks),
        cmocka_unit_test(each_method_draws_items_as_often_as_it_says),
        cmocka_unit_test(a_balanced_sample_estimates_what_it_is_balanced_on),
        cmocka_unit_test(a_larger_simple_sample_holds_the_smaller_one),
        cmocka_unit_test(what_cannot_be_drawn_is_refused),
    };
    return cmocka_run_group_tests_name("audit_select", tests, NULL, NULL);
}
