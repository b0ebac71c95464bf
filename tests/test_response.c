/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/response.h"
#include "datasets/error.h"
#include "tests/ask.h"

static const QueryOptions plain = { .level = 0.95, .ci = "wald" };

static const Estimate *
rate(const Estimates *estimates, const char *name)
{
    for (size_t r = 0; r < estimates->n_rows; r++)
        if (strcmp(estimates->rows[r].statistic, name) == 0)
            return &estimates->rows[r];
    fail_msg("no rate %s", name);
    return NULL;
}

/* The example of AAPOR's Standard Definitions in exact fractions; e = 9/10. */
static void
rates_are_those_of_the_standard_definitions(void **state)
{
    (void)state;
    const double counts[N_OUTCOMES] = { 4, 2, 1, 1, 1, 1, 1, 1 };
    const struct {
        const char *name;
        double value;
    } expected[] = { { "RR1", 4.0 / 11 },  { "RR2", 6.0 / 11 },  { "RR3", 10.0 / 27 },
                     { "RR4", 5.0 / 9 },   { "RR5", 4.0 / 9 },   { "RR6", 2.0 / 3 },
                     { "COOP1", 1.0 / 2 }, { "COOP2", 3.0 / 4 }, { "COOP3", 4.0 / 7 },
                     { "COOP4", 6.0 / 7 }, { "REF1", 1.0 / 11 }, { "REF2", 5.0 / 54 },
                     { "REF3", 1.0 / 9 },  { "CON1", 8.0 / 11 }, { "CON2", 20.0 / 27 },
                     { "CON3", 8.0 / 9 },  { "own", 4.0 / 11 } };
    const double given[] = { NAN, 0.9 };

    for (size_t e = 0; e < G_N_ELEMENTS(given); e++) {
        g_autoptr(Estimates) found = response_rates(counts, given[e]);

        assert_int_equal(found->n_rows, G_N_ELEMENTS(expected));
        for (size_t k = 0; k < G_N_ELEMENTS(expected); k++)
            assert_close(rate(found, expected[k].name)->value, expected[k].value, 1e-15);
    }
}

/* 153 sent, 4 had no cases, 109 answered: 73.15 per cent, and RR1 by another name. */
static void
the_rate_of_the_2017_report_is_rr1(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    double counts[N_OUTCOMES];

    assert_true(response_parse_counts("I=109,NE=4,NC=40", counts, &error));
    g_autoptr(Estimates) found = response_rates(counts, NAN);
    assert_close(rate(found, "own")->value, 109.0 / 149.0, 1e-15);
    assert_close(rate(found, "RR1")->value, 109.0 / 149.0, 1e-15);
    assert_int_equal(rate(found, "own")->base_n, 149);
    assert_string_equal(rate(found, "own")->variable, "I / (sent - NE)");
}

static void
nobody_below_the_line_is_flagged(void **state)
{
    (void)state;
    const double counts[N_OUTCOMES] = { [OUTCOME_NE] = 3 };
    g_autoptr(Estimates) found = response_rates(counts, NAN);

    assert_true(isnan(rate(found, "RR1")->value));
    assert_int_equal(rate(found, "RR1")->flags, ESTIMATE_ZERO_BASE);
}

static void
counts_that_are_none_are_refused(void **state)
{
    (void)state;
    const char *const wrong[] = { "I=109,XX=4", "I=a", "I", "I=1,I=2", "I=-1", "" };
    double counts[N_OUTCOMES];

    for (size_t k = 0; k < G_N_ELEMENTS(wrong); k++) {
        g_autoptr(GError) error = NULL;

        assert_false(response_parse_counts(wrong[k], counts, &error));
        assert_error(error, ANDEL_ERROR_USAGE, "I P R NC O UH UO NE");
    }
}

/* Exact fractions of tests/reference/aapor.json, case file-counts. */
static void
a_disposition_variable_gives_the_rates_of_its_counts(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autofree char *csv = NULL;
    const DesignSpec design = { 0 };

    assert_true(g_file_get_contents("tests/reference/data/dispositions.csv", &csv, NULL, &error));
    g_autoptr(Query) query =
        run_query(csv, &design, query_response("disposition", &plain, &error), &error);
    assert_no_error(error);
    const Estimates *found = query_estimates(query);
    assert_close(rate(found, "RR1")->value, 86.0 / 349.0, 1e-14);
    assert_close(rate(found, "RR3")->value, 12943.0 / 50000.0, 1e-14);
    assert_close(rate(found, "REF2")->value, 0.21371, 1e-14);
    assert_close(rate(found, "CON2")->value, 5117.0 / 10000.0, 1e-14);
    assert_close(query_outcomes(query)[OUTCOME_I], 86.0, 0.0);
}

/* RR5 is the share of complete answers among those known to be eligible. */
static void
a_rate_has_the_error_of_the_share_that_it_is(void **state)
{
    (void)state;
    static const char csv[] = "d,w\nI,1\nR,2\nNC,1\nI,3\nUH,2\nNE,1\nP,2\nI,1\n";
    const DesignSpec design = { .weight = "w" };
    g_autoptr(GError) error = NULL;
    QueryOptions known = plain;

    known.where = "d in ('I', 'P', 'R', 'NC', 'O')";
    g_autoptr(Query) response =
        run_query(csv, &design, query_response("d", &plain, &error), &error);
    g_autoptr(Query) share = ask(csv, "share(d = 'I')", &known, &design, &error);
    assert_no_error(error);
    const Estimate *rr5 = rate(query_estimates(response), "RR5");
    const Estimate *same = &query_estimates(share)->rows[0];
    assert_close(rr5->value, 0.5, 1e-15);
    assert_close(rr5->value, same->value, 1e-15);
    assert_close(rr5->se, same->se, 1e-14);
    assert_close(rr5->df, same->df, 0.0);

    /* with e = 0 the unknown do not count, with e = 1 all do */
    for (int e = 0; e < 2; e++) {
        QueryOptions given = plain;

        given.eligible = e ? "1" : "0";
        g_autoptr(Query) other =
            run_query(csv, &design, query_response("d", &given, &error), &error);
        const Estimate *rr3 = rate(query_estimates(other), "RR3");
        const Estimate *equal = rate(query_estimates(other), e ? "RR1" : "RR5");
        assert_close(rr3->value, equal->value, 1e-15);
        assert_close(rr3->se, equal->se, 1e-14);
    }
}

/* The error of RR3, in which e is estimated too, against the jackknife of the formula. */
static void
the_error_of_e_is_in_the_error_of_rr3(void **state)
{
    (void)state;
    const char *const codes[] = { "I", "R", "NC", "UH", "NE" };
    const size_t counts[] = { 90, 60, 50, 80, 40 };
    g_autoptr(GString) csv = g_string_new("d\n");
    g_autoptr(GError) error = NULL;
    const DesignSpec design = { 0 };
    double n = 320.0, mean = 0.0, squares = 0.0, left[5];

    for (size_t k = 0; k < 5; k++) {
        double c[5];

        for (size_t j = 0; j < 5; j++)
            c[j] = (double)counts[j] - (j == k);
        double known = c[0] + c[1] + c[2];
        left[k] = c[0] / (known + known / (known + c[4]) * c[3]);
        mean += (double)counts[k] * left[k] / n;
        for (size_t i = 0; i < counts[k]; i++)
            g_string_append_printf(csv, "%s\n", codes[k]);
    }
    for (size_t k = 0; k < 5; k++)
        squares += (double)counts[k] * (left[k] - mean) * (left[k] - mean);
    g_autoptr(Query) query =
        run_query(csv->str, &design, query_response("d", &plain, &error), &error);
    assert_no_error(error);
    /* the two agree but for terms of order 1 / n */
    assert_close(rate(query_estimates(query), "RR3")->se / sqrt((n - 1.0) / n * squares), 1.0,
                 0.01);
}

static void
values_that_are_no_outcome_are_refused_by_name(void **state)
{
    (void)state;
    const DesignSpec design = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query =
        run_query("d\nI\ndone\n", &design, query_response("d", &plain, &error), &error);

    assert_null(query);
    assert_error(error, ANDEL_ERROR_DATA, "line 3: d is 'done', which is no outcome");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates_are_those_of_the_standard_definitions),
        cmocka_unit_test(the_rate_of_the_2017_report_is_rr1),
        cmocka_unit_test(nobody_below_the_line_is_flagged),
        cmocka_unit_test(counts_that_are_none_are_refused),
        cmocka_unit_test(a_disposition_variable_gives_the_rates_of_its_counts),
        cmocka_unit_test(a_rate_has_the_error_of_the_share_that_it_is),
        cmocka_unit_test(the_error_of_e_is_in_the_error_of_rr3),
        cmocka_unit_test(values_that_are_no_outcome_are_refused_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
