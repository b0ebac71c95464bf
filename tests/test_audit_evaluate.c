/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/audit_coverage.h"
#include "analysis/audit_evaluate.h"
#include "analysis/random.h"
#include "datasets/error.h"
#include "tests/payments_files.h"

static const AuditEvaluateOptions usual = { .book = "book",
                                            .audited = "audited",
                                            .book_total = 10000.0,
                                            .population = NAN,
                                            .confidence = 0.95 };

static AuditResult *
evaluate(const char *text, const AuditEvaluateOptions *options, GError **error)
{
    PaymentsFiles files = payments_files_new();
    AuditResult *result = audit_evaluate(payments_file(&files, "s.csv", text), options, error);

    payments_files_free(&files);
    return result;
}

/* 1 000 of the book is certain and 200 of it wrong; one item is hit twice, one cannot be seen. */
static void
certain_items_are_known_and_hits_count(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(AuditResult) result = evaluate(
        "unit_id,book,audited,hits,status,certainty\na,1000,800,1,ok,1\nb,100,50,2,error,0\n"
        "c,40,,1,unavailable,0\nd,10,10,1,ok,0\ne,10,12,1,error,0\n",
        &usual, &error);

    assert_no_error(error);
    assert_close(result->n, 5.0, 0.0);
    assert_close(result->sampled_book, 9000.0, 0.0);
    assert_close(result->known_over, 200.0, 0.0);
    assert_int_equal(result->n_over, 3);
    assert_close(result->over[0], 1.0, 0.0);
    assert_close(result->over[2], 0.5, 0.0);
    assert_close(result->under[0], 0.2, 1e-15);
    assert_int_equal(result->n_unavailable, 1);
    assert_close(result->most_likely_rate, (1.0 + 0.5 + 0.5 - 0.2) / 5.0, 1e-15);
    assert_close(audit_amount(result, 0.1, false), 1100.0, 1e-12);
}

static void
samples_that_cannot_be_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *part;
    } cases[] = {
        { "book,audited\n0,0\n", "line 2, book: 0 or below" },
        { "book,audited\n10,-1\n", "line 2, audited: -1 is below 0: the taint would be above 1" },
        { "book,audited\n10,\n", "line 2, audited: missing" },
        { "book,audited,hits\n10,10,1.5\n", "line 2, hits: 1.5" },
        { "unit_id,book,audited\na,1,1\na,1,1\n", "line 3, unit_id: 'a'" },
        { "book,audited\n9000,1\n2000,1\n", "sum to 11000.00, more than the book total 10000.00" },
    };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        g_autoptr(GError) error = NULL;

        assert_null(evaluate(cases[k].text, &usual, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[k].part);
    }
}

/* The four payments of test_payments_estimate.c. */
static void
classical_estimates_are_those_of_a_reviewed_sample(void **state)
{
    (void)state;
    AuditEvaluateOptions options = usual;
    options.book_total = 12000.0;
    options.population = 50.0;
    g_autoptr(AuditResult) result =
        evaluate("book,audited\n100,100\n200,180\n300,300\n400,300\n", &options, NULL);

    assert_int_equal(result->n_classical, 3);
    assert_close(result->classical[0].value, 1500.0, 1e-15);
    assert_close(result->classical[0].se, 1141.636, 1e-6);
    assert_close(result->classical[1].value, 1440.0, 1e-15);
    assert_close(result->classical[1].se, 857.218, 1e-6);
    assert_true(result->ratio_fits); /* .28 > .06 */
}

enum { ITEMS = 800 };

/* Errors of all sizes in a tenth of the items: more than basic precision alone would cover. */
static void
stringers_bound_covers_at_least_as_often_as_it_says(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    g_autoptr(GString) text = g_string_new("unit_id,book_value,audited\n");
    RandomStream size = random_stream(6, "book"), wrong = random_stream(6, "wrong"),
                 part = random_stream(6, "part");

    for (uint64_t i = 0; i < ITEMS; i++) {
        double u = random_uniform(&size, i), book = floor(100.0 + 5000.0 * u * u * u), right = book;

        if (random_uniform(&wrong, i) < 0.1)
            right = i % 3 == 0 ? 0.0 : floor(book * random_uniform(&part, i));
        g_string_append_printf(text, "i%04d,%g,%g\n", (int)i, book, right);
    }
    const AuditColumns columns = { .audited = "audited" };
    g_autoptr(AuditPopulation) population =
        audit_population_read(payments_file(&files, "p.csv", text->str), &columns, NULL);
    for (int method = SELECT_CELL; method <= SELECT_MUS; method++) {
        const CoverageOptions options = {
            .method = (AuditMethod)method, .n = 80, .runs = 2000, .seed = 1, .confidence = 0.95
        };
        Coverage coverage;
        g_autoptr(GError) error = NULL;

        if (method == SELECT_POISSON)
            continue;
        assert_true(audit_coverage(population, &options, &coverage, &error));
        print_message("%s: stringer %.3f, cell %.3f, moment %.3f, t %.3f; mean %.0f of %.0f\n",
                      audit_methods[method], coverage.covered[BOUND_STRINGER_BINOMIAL],
                      coverage.covered[BOUND_CELL], coverage.covered[BOUND_MOMENT],
                      coverage.covered[BOUND_PPS], coverage.mean_estimate, coverage.truth);
        assert_true(coverage.covered[BOUND_STRINGER_BINOMIAL] >= 0.95);
        assert_true(coverage.covered[BOUND_STRINGER_POISSON] >=
                    coverage.covered[BOUND_STRINGER_BINOMIAL]);
        assert_close(coverage.mean_estimate / coverage.truth, 1.0, 0.05);
    }
    payments_files_free(&files);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(certain_items_are_known_and_hits_count),
        cmocka_unit_test(samples_that_cannot_be_are_refused),
        cmocka_unit_test(classical_estimates_are_those_of_a_reviewed_sample),
        cmocka_unit_test(stringers_bound_covers_at_least_as_often_as_it_says),
    };
    return cmocka_run_group_tests_name("audit_evaluate", tests, NULL, NULL);
}
