/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/letters.h"
#include "datasets/error.h"
#include "tests/ask.h"

/* R 4.2.2: p.adjust(c(0.01, 0.04, 0.03, 0.5)). */
static void
p_is_adjusted_as_r_does(void **state)
{
    (void)state;
    const double p[] = { 0.01, 0.04, 0.03, 0.5 };
    const struct {
        LetterRule rule;
        double adjusted[4];
    } expected[] = { { LETTERS_UNADJUSTED, { 0.01, 0.04, 0.03, 0.5 } },
                     { LETTERS_BONFERRONI, { 0.04, 0.16, 0.12, 1.0 } },
                     { LETTERS_HOLM, { 0.04, 0.09, 0.09, 0.5 } },
                     { LETTERS_BH, { 0.04, 0.16 / 3.0, 0.16 / 3.0, 0.5 } } };

    for (size_t k = 0; k < G_N_ELEMENTS(expected); k++) {
        Comparison list[4] = { { .p = p[0] }, { .p = p[1] }, { .p = p[2] }, { .p = p[3] } };

        comparisons_adjust(list, 4, expected[k].rule);
        for (size_t i = 0; i < 4; i++) {
            assert_close(list[i].p_adjusted, expected[k].adjusted[i], 1e-14);
            assert_int_equal(list[i].n, 4);
        }
    }
}

static void
columns_after_z_have_two_letters(void **state)
{
    (void)state;
    const struct {
        size_t j;
        const char *letter;
    } expected[] = { { 0, "A" }, { 25, "Z" }, { 26, "AA" }, { 27, "AB" }, { 701, "ZZ" } };

    for (size_t k = 0; k < G_N_ELEMENTS(expected); k++) {
        g_autofree char *letter = letter_of(expected[k].j);
        assert_string_equal(letter, expected[k].letter);
    }
}

static void
the_larger_column_has_the_letter_of_the_smaller(void **state)
{
    (void)state;
    const Comparison list[] = { { .a = 0, .b = 1, .difference = 0.2, .p_adjusted = 0.01 },
                                { .a = 0, .b = 2, .difference = -0.1, .p_adjusted = 0.04 },
                                { .a = 1, .b = 2, .difference = -0.3, .p_adjusted = 0.06 } };
    const char *const expected[] = { "B", "", "A" };

    for (size_t j = 0; j < 3; j++) {
        g_autofree char *letters = letters_of(list, 3, j, 0.05, false);
        assert_string_equal(letters, expected[j]);
    }
}

/* Who reads papers and who listens are partly the same people. Shares of women 3/4 among readers
 * and 2/4 among listeners; by hand: u = (1(r)(f - 3/4) - 1(l)(f - 1/2)) / 4 for each of 6 rows,
 * V = 6/5 sum u^2, since the u sum to 0. */
static void
overlapping_columns_are_compared_by_their_covariance(void **state)
{
    (void)state;
    static const char csv[] = "sex,r,l\nf,1,0\nf,1,1\nf,1,0\nm,1,1\nf,0,1\nm,0,1\n";
    const QueryOptions options = { .level = 0.95, .ci = "wald" };
    const TableAsk ask = { .letters = LETTERS_UNADJUSTED };
    const DesignSpec none = { 0 };
    const double u[] = { 0.25, 0.25 - 0.5, 0.25, -0.75 + 0.5, -0.5, 0.5 };
    double squares = 0.0;
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = run_query(
        csv, &none, query_crosstab_asking("sex", "use=r,l", true, &ask, &options, &error), &error);

    assert_no_error(error);
    for (size_t i = 0; i < 6; i++)
        squares += u[i] * u[i] / 16.0;
    const Crosstab *table = query_table(query);
    assert_true(table->turned);
    assert_close(crosstab_cell(table, 0, 0)->share_col.value, 0.75, 1e-15);
    assert_close(crosstab_cell(table, 0, 1)->share_col.value, 0.5, 1e-15);
    assert_close(table->comparisons[0].difference, 0.25, 1e-15);
    assert_close(table->comparisons[0].statistic, 0.25 / sqrt(6.0 / 5.0 * squares), 1e-12);
    assert_string_equal(crosstab_cell(table, 0, 0)->letters, "");
}

static void
rules_that_are_none_are_refused(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;

    assert_int_equal(letters_rule("tukey", &error), LETTERS_NOT_ASKED);
    assert_error(error, ANDEL_ERROR_USAGE, "bonferroni");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(p_is_adjusted_as_r_does),
        cmocka_unit_test(columns_after_z_have_two_letters),
        cmocka_unit_test(the_larger_column_has_the_letter_of_the_smaller),
        cmocka_unit_test(overlapping_columns_are_compared_by_their_covariance),
        cmocka_unit_test(rules_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
