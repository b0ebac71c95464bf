/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads read and sum: answers and refusals are those of one alone. */
#include "tests/ask.h"

/* Some 3 MB in blocks of a megabyte: strata of N_PSU units, regions that go across them. */
static char *
survey_of(int n_psu, const char *last_line)
{
    GString *text = g_string_new("h,psu,w,region,class,x,y\n");
    g_autoptr(GRand) random = g_rand_new_with_seed(3);

    for (int i = 0; i < 110000; i++) {
        int h = g_rand_int_range(random, 0, 12);
        int psu = 1000 * h + g_rand_int_range(random, 0, n_psu);

        g_string_append_printf(
            text, "%d,%d,%.3f,r%d,c%d,%.2f,%d\n", h, psu, g_rand_double_range(random, 1.0, 9.0),
            g_rand_int_range(random, 0, 21), g_rand_int_range(random, 0, 150),
            g_rand_double_range(random, 100.0, 900.0), g_rand_int_range(random, 0, 3));
    }
    g_string_append(text, last_line);
    return g_string_free(text, FALSE);
}

static const char *const by_region[] = { "region", NULL }, *const by_class[] = { "class", NULL };

static char *
survey_text(const char *last_line)
{
    return survey_of(9, last_line);
}

/* The answers to N questions at once, by THREADS; NULL and ERROR. */
static Query **
answers(const char *csv, const DesignSpec *design, const char *const *by, size_t n,
        unsigned threads, GError **error)
{
    static const char *const mean[] = { "mean(x)", "ratio(x/y)", "total(x)", NULL };
    static const char *const share[] = { "share(y)", NULL };
    const QueryOptions options = { .by = by, .level = 0.95 };
    g_autoptr(Input) input = input_with(csv, threads);
    Query **queries = g_new0(Query *, n + 1);

    for (size_t q = 0; q < n; q++)
        queries[q] = query_estimate(q % 2 == 0 ? mean : share, &options, NULL);
    if (query_run(queries, n, input, design, error))
        return queries;
    for (size_t q = 0; q < n; q++)
        query_free(queries[q]);
    g_free(queries);
    return NULL;
}

static void
assert_same_answers(const char *csv, const DesignSpec *design, const char *const *by, size_t n,
                    unsigned threads)
{
    g_autoptr(GError) error = NULL;
    g_autofree Query **alone = answers(csv, design, by, n, 1, &error);
    assert_no_error(error);
    g_autofree Query **together = answers(csv, design, by, n, threads, &error);
    assert_no_error(error);

    for (size_t q = 0; q < n; q++) {
        const Estimates *a = query_estimates(alone[q]), *b = query_estimates(together[q]);

        assert_int_equal(a->n_rows, b->n_rows);
        for (size_t i = 0; i < a->n_rows; i++) {
            const Estimate *x = &a->rows[i], *y = &b->rows[i];

            assert_true(x->value == y->value && x->se == y->se && x->n == y->n &&
                        x->weighted_n == y->weighted_n && x->df == y->df);
        }
        assert_true(!a->covariance == !b->covariance);
        if (a->covariance)
            assert_memory_equal(a->covariance, b->covariance,
                                a->n_rows * a->n_rows * sizeof *a->covariance);
        query_free(alone[q]);
        query_free(together[q]);
    }
}

static const DesignSpec *const designs[] = {
    &(const DesignSpec){ .weight = "w" },
    &(const DesignSpec){ .weight = "w", .strata = (const char *[]){ "h", NULL } },
    &(const DesignSpec){ .weight = "w",
                         .strata = (const char *[]){ "h", NULL },
                         .psu = (const char *[]){ "psu", NULL } },
};

static void
one_question_has_the_same_answer_by_any_number_of_threads(void **state)
{
    (void)state;
    g_autofree char *csv = survey_text("");

    for (size_t d = 0; d < G_N_ELEMENTS(designs); d++)
        for (unsigned threads = 2; threads <= 7; threads += threads == 2 ? 1 : 4)
            assert_same_answers(csv, designs[d], by_region, 1, threads);
}

static const DesignSpec *const clustered[] = {
    &(const DesignSpec){ .weight = "w",
                         .strata = (const char *[]){ "h", NULL },
                         .psu = (const char *[]){ "psu", NULL } },
    &(const DesignSpec){ .weight = "w", .psu = (const char *[]){ "psu", NULL } },
};

/* Enough units for threads to take strata of their own; in the last design one holds them all. */
static void
variances_are_the_same_by_any_number_of_threads(void **state)
{
    (void)state;
    g_autofree char *csv = survey_of(200, "");

    for (size_t d = 0; d < G_N_ELEMENTS(clustered); d++)
        for (unsigned threads = 2; threads <= 7; threads += threads == 2 ? 1 : 4)
            for (size_t by = 0; by < 2; by++) /* few rows with their covariance, and many */
                assert_same_answers(csv, clustered[d], by == 0 ? by_region : by_class, 2, threads);
}

static void
many_questions_have_the_same_answers_by_any_number_of_threads(void **state)
{
    (void)state;
    g_autofree char *csv = survey_text("");

    assert_same_answers(csv, designs[2], by_region, 6, 2);
    assert_same_answers(csv, designs[2], by_region, 6, 7);
}

static void
a_refusal_is_the_same_by_any_number_of_threads(void **state)
{
    (void)state;
    g_autofree char *csv = survey_text("0,1,-2,r1,c1,5,1\n");

    for (unsigned threads = 1; threads <= 7; threads += 3) {
        g_autoptr(GError) error = NULL;

        assert_null(answers(csv, designs[2], by_region, 4, threads, &error));
        assert_non_null(error);
        assert_string_equal(error->message,
                            "data.csv: line 110002: w is -2; it must be 0 or more, and finite");
    }
}

/* The third question cannot be answered, nor can the fourth. */
static void
the_first_question_that_fails_is_named(void **state)
{
    (void)state;
    static const char *const asked[] = { "share(y)", "mean(y)", "mean(a)", "mean(b)" };
    static const char csv[] = "a,b,y\n1,1,1\n1,1,2\nx,z,3\n";
    const QueryOptions options = { .level = 0.95 };

    for (unsigned threads = 1; threads <= 3; threads++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Input) input = input_with(csv, threads);
        Query *queries[4];

        for (size_t q = 0; q < 4; q++) {
            const char *const expressions[] = { asked[q], NULL };
            queries[q] = query_estimate(expressions, &options, NULL);
        }
        assert_false(query_run(queries, 4, input, &(const DesignSpec){ 0 }, &error));
        assert_non_null(strstr(error->message, "line 4, column 'a': 'x'"));
        for (size_t q = 0; q < 4; q++)
            query_free(queries[q]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_question_has_the_same_answer_by_any_number_of_threads),
        cmocka_unit_test(variances_are_the_same_by_any_number_of_threads),
        cmocka_unit_test(many_questions_have_the_same_answers_by_any_number_of_threads),
        cmocka_unit_test(a_refusal_is_the_same_by_any_number_of_threads),
        cmocka_unit_test(the_first_question_that_fails_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
