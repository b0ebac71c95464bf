/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of tests/reference/audit.json that are sizes, bounds and monetary-unit samples. */
#include "analysis/audit_evaluate.h"
#include "analysis/audit_size.h"
#include "tests/check.h"

#include <jansson.h>

static const char *
text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static double
number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static void
run_attributes(const json_t *of)
{
    const json_t *input = json_object_get(of, "input"), *expect = json_object_get(of, "expect");
    const json_t *exact = json_object_get(expect, "clopper_pearson");
    double k = number(input, "errors"), n = number(input, "n");
    double confidence = number(json_object_get(of, "options"), "confidence");
    double two_sided = (1.0 + confidence) / 2.0;

    assert_close(k / n, number(expect, "rate"), 1e-15);
    assert_close(audit_lower_binomial(k, n, two_sided), number(exact, "lo"), 1e-9);
    assert_close(audit_upper_binomial(k, n, two_sided), number(exact, "hi"), 1e-9);
    assert_close(audit_upper_binomial(k, n, confidence), number(expect, "one_sided_upper"), 1e-9);
    assert_close(audit_lower_binomial(k, n, confidence), number(expect, "one_sided_lower"), 1e-9);
    assert_close(audit_upper_poisson(k, n, confidence), number(expect, "poisson_upper"), 1e-9);
    assert_close(audit_lower_poisson(k, n, confidence), number(expect, "poisson_lower"), 1e-9);
}

static void
run_finite(const json_t *of)
{
    const json_t *input = json_object_get(of, "input"), *expect = json_object_get(of, "expect");
    double population = number(input, "population");
    double upper =
        audit_upper_hypergeometric(number(input, "errors"), number(input, "n"), population,
                                   number(json_object_get(of, "options"), "confidence"));

    assert_close(upper, number(expect, "upper_count"), 0.0);
    assert_close(upper / population, number(expect, "upper_rate"), 1e-15);
}

static void
run_size(const json_t *of)
{
    const json_t *input = json_object_get(of, "input"), *expect = json_object_get(of, "expect");
    const char *distribution = text(input, "distribution");
    SizeRequest request = { .confidence = number(json_object_get(of, "options"), "confidence"),
                            .errors = -1,
                            .population = (int64_t)number(input, "population") };
    g_autoptr(GError) error = NULL;
    SampleSize size = { 0 };

    while (strcmp(size_distributions[request.distribution], distribution) != 0)
        request.distribution++;
    assert_true(decimal_share_read(text(input, "tolerable_rate"), "", &request.tolerable, &error));
    assert_true(decimal_share_read(text(input, "expected_rate"), "", &request.expected, &error));
    assert_true(audit_size(&request, &size, &error));
    assert_int_equal(size.n, number(expect, "n"));
    assert_close(size.errors, number(expect, "expected_errors"), 1e-12);
}

static void
compare_bound(const AuditResult *result, double rate, const json_t *expect)
{
    assert_close(rate, number(expect, "rate"), 1e-9);
    assert_close(audit_amount(result, rate, false), number(expect, "amount"), 1e-9);
}

static void
run_money(const json_t *of)
{
    const json_t *expect = json_object_get(of, "expect"), *stage;
    g_autofree char *path = g_strconcat("tests/reference/", text(of, "data"), NULL);
    const InputOptions how = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(Input) input = input_open(path, &how, &error);
    assert_no_error(error);
    const AuditEvaluateOptions options = {
        .book = "book",
        .audited = "audited",
        .book_total = number(json_object_get(of, "design"), "book_total"),
        .population = NAN,
        .confidence = number(json_object_get(of, "options"), "confidence")
    };
    g_autoptr(AuditResult) result = audit_evaluate(input, &options, &error);
    assert_no_error(error);
    size_t k;

    assert_close(result->n, number(expect, "n"), 0.0);
    assert_close(result->interval, number(expect, "interval"), 1e-9);
    assert_int_equal(result->n_over, number(expect, "overstatements"));
    assert_int_equal(result->n_under, number(expect, "understatements"));
    assert_close(result->sum_taints, number(expect, "sum_taints"), 1e-9);
    assert_close(result->most_likely_rate, number(expect, "most_likely_rate"), 1e-9);
    assert_close(audit_amount(result, result->most_likely_rate, false),
                 number(expect, "most_likely_amount"), 1e-9);
    assert_close(result->stages[0].allowance, number(expect, "basic_precision"), 1e-9);
    compare_bound(result, result->bounds[BOUND_STRINGER_POISSON],
                  json_object_get(expect, "stringer_poisson"));
    compare_bound(result, result->bounds[BOUND_STRINGER_BINOMIAL],
                  json_object_get(expect, "stringer_binomial"));
    compare_bound(result, result->bounds_under[BOUND_STRINGER_POISSON],
                  json_object_get(expect, "stringer_poisson_under"));
    compare_bound(result, result->bounds_under[BOUND_STRINGER_BINOMIAL],
                  json_object_get(expect, "stringer_binomial_under"));
    json_array_foreach (json_object_get(expect, "stages"), k, stage) {
        assert_close(result->stages[k].factor, number(stage, "factor"), 1e-9);
        assert_close(result->stages[k].allowance, number(stage, "allowance"), 1e-9);
        if (k == 0)
            continue;
        assert_close(result->stages[k].taint, number(stage, "taint"), 1e-9);
        assert_close(result->stages[k].increment, number(stage, "increment"), 1e-9);
        assert_close(result->stages[k].projected, number(stage, "projected"), 1e-9);
    }
}

static void
every_size_and_bound_of_the_reference_is_met(void **state)
{
    (void)state;
    static const struct {
        const char *kind;
        void (*run)(const json_t *of);
    } kinds[] = { { "attribute bounds", run_attributes },
                  { "finite population bound", run_finite },
                  { "sample size", run_size },
                  { "monetary unit sampling", run_money } };
    json_t *file = json_load_file("tests/reference/audit.json", 0, NULL);
    const json_t *of;
    size_t k, n = 0;

    assert_non_null(file);
    json_array_foreach (json_object_get(file, "cases"), k, of)
        for (size_t kind = 0; kind < G_N_ELEMENTS(kinds); kind++)
            if (strcmp(text(json_object_get(of, "estimate"), "kind"), kinds[kind].kind) == 0) {
                kinds[kind].run(of);
                n++;
            }
    assert_int_equal(n, 22); /* and 10 estimates in test_reference_payments.c */
    json_decref(file);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_size_and_bound_of_the_reference_is_met),
    };
    return cmocka_run_group_tests_name("reference_audit", tests, NULL, NULL);
}
