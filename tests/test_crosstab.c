/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "tests/ask.h"

static const QueryOptions plain = { .level = 0.95, .ci = "wald" };
static const DesignSpec weighted = { .weight = "w" };

/* Weighted counts: a/x 3, a/y 1, b/x 2, b/y 4; 10 in all. */
static const char csv[] = "r,c,w\na,x,1\na,x,2\na,y,1\nb,x,2\nb,y,3\nb,y,1\n,x,5\n";

static const Crosstab *
table_of(const char *data, const char *row, const char *col, bool multiple, Query **query)
{
    g_autoptr(GError) error = NULL;

    *query = run_query(data, &weighted, query_crosstab(row, col, multiple, &plain, &error), &error);
    assert_no_error(error);
    return query_table(*query);
}

static void
shares_have_the_base_that_their_name_says(void **state)
{
    (void)state;
    g_autoptr(Query) query = NULL;
    const Crosstab *table = table_of(csv, "r", "c", false, &query);

    assert_int_equal(table->n_rows, 2);
    assert_int_equal(table->n_cols, 2);
    const Cell *ax = crosstab_cell(table, 0, 0);
    assert_int_equal(ax->n, 2);
    assert_close(ax->total.value, 3.0, 1e-15);
    assert_close(ax->share_row.value, 3.0 / 4.0, 1e-15);
    assert_close(ax->share_col.value, 3.0 / 5.0, 1e-15);
    assert_close(ax->share_cell.value, 3.0 / 10.0, 1e-15);
    assert_close(crosstab_cell(table, 0, 2)->share_col.value, 4.0 / 10.0, 1e-15);
    assert_close(crosstab_cell(table, 0, 2)->share_row.value, 1.0, 0.0);
    assert_close(crosstab_cell(table, 2, 1)->share_row.value, 5.0 / 10.0, 1e-15);
    assert_close(crosstab_cell(table, 2, 2)->total.value, 10.0, 1e-15);
    assert_int_equal(table->base_n, 6);
    assert_int_equal(table->account.rows_used, 6);
    assert_string_equal(g_array_index(table->account.excluded, Exclusion, 0).reason,
                        "r: no answer");
}

/* Each kind of share is also the share that query_estimate() gives in the domain. */
static void
errors_are_those_of_the_same_share_asked_for_alone(void **state)
{
    (void)state;
    g_autoptr(Query) query = NULL;
    g_autoptr(GError) error = NULL;
    QueryOptions in_a = plain, in_x = plain, all = plain;
    const Cell *cell = crosstab_cell(table_of(csv, "r", "c", false, &query), 0, 0);

    in_a.where = "r = 'a'";
    in_x.where = "c = 'x' and not missing(r)";
    all.where = "not missing(r)";
    g_autoptr(Query) row = ask(csv, "share(c = 'x')", &in_a, &weighted, &error);
    g_autoptr(Query) col = ask(csv, "share(r = 'a')", &in_x, &weighted, &error);
    g_autoptr(Query) one = ask(csv, "share(r = 'a' and c = 'x')", &all, &weighted, &error);
    assert_no_error(error);
    assert_close(cell->share_row.se, query_estimates(row)->rows[0].se, 1e-14);
    assert_close(cell->share_col.se, query_estimates(col)->rows[0].se, 1e-14);
    assert_close(cell->share_cell.se, query_estimates(one)->rows[0].se, 1e-14);
    assert_close(cell->share_col.upper, query_estimates(col)->rows[0].upper, 1e-12);
}

static void
the_covariance_of_all_cells_sums_to_nothing(void **state)
{
    (void)state;
    g_autoptr(Query) query = NULL;
    const Crosstab *table = table_of(csv, "r", "c", false, &query);

    assert_non_null(table->covariance);
    for (size_t a = 0; a < 4; a++) {
        double sum = 0.0;

        for (size_t b = 0; b < 4; b++)
            sum += table->covariance[a * 4 + b];
        assert_close(sum, 0.0, 1e-15);
    }
}

static void
a_one_way_table_has_its_shares_in_the_margin(void **state)
{
    (void)state;
    g_autoptr(Query) query = NULL;
    const Crosstab *table = table_of(csv, "c", NULL, false, &query);

    assert_int_equal(table->n_cols, 0);
    assert_null(table->col_variable);
    assert_close(crosstab_cell(table, 0, 0)->share_col.value, 10.0 / 15.0, 1e-15);
    assert_close(crosstab_cell(table, 2, 0)->share_col.value, 1.0, 0.0);
}

/* R survey 4.1.1 and direct counting: tests/reference/multiresponse.json. */
static void
shares_of_cases_and_of_responses_agree_with_r(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autofree char *media = NULL;
    g_autoptr(Query) query = NULL;
    const double cases[] = { 58.8477366255144, 32.914835739694496, 67.32231289670084,
                             17.786147729650555 };
    const double errors[] = { 4.940867788691766, 4.691196664095928, 4.679074598122584,
                              3.835805523131363 };
    const double responses[] = { 33.271551384178565, 18.609511791150723, 38.06293871756448,
                                 10.05599810710624 };

    assert_true(g_file_get_contents("tests/reference/data/media.csv", &media, NULL, &error));
    g_autofree char *renamed = g_strdup(media);
    memcpy(strstr(renamed, "wt"), "w ", 2); /* the design of these tests calls it w */
    const Crosstab *table = table_of(renamed, "m=tv,radio,web,print", "group", true, &query);
    for (size_t i = 0; i < 4; i++) {
        const Cell *cell = crosstab_cell(table, i, 2);

        assert_close(cell->share_col.value, cases[i] / 100.0, 1e-12);
        assert_close(cell->share_col.se, errors[i] / 100.0, 1e-11);
        assert_close(cell->share_cell.value, responses[i] / 100.0, 1e-12);
    }
    assert_true(table->multiple);
    assert_int_equal(table->base_n, 114);
    assert_close(table->df, 113.0, 0.0);
    /* town: 52.07 of 78.37 cases and 146.88 responses */
    assert_close(crosstab_cell(table, 0, 0)->share_col.value, 0.6644124027051167, 1e-12);
    assert_close(crosstab_cell(table, 0, 0)->share_cell.value, 0.3545070806100218, 1e-12);
}

static void
sets_that_are_none_are_refused(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query =
        run_query(csv, &weighted, query_crosstab("r", NULL, true, &plain, &error), &error);

    assert_null(query);
    assert_error(error, ANDEL_ERROR_USAGE, "name=item1,item2");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_have_the_base_that_their_name_says),
        cmocka_unit_test(errors_are_those_of_the_same_share_asked_for_alone),
        cmocka_unit_test(the_covariance_of_all_cells_sums_to_nothing),
        cmocka_unit_test(a_one_way_table_has_its_shares_in_the_margin),
        cmocka_unit_test(shares_of_cases_and_of_responses_agree_with_r),
        cmocka_unit_test(sets_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
