/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases under tests/reference/: quantiles, contrasts, outcome rates, moments. */
#include "analysis/profile.h"
#include "analysis/query.h"
#include "analysis/response.h"
#include "datasets/number.h"
#include "reports/tabulate.h"
#include "tests/ask.h"
#include "tests/reference.h"

/* A case as it is run, with the df of the whole design. */
typedef struct {
    const char *id;
    DesignSpec design;
    QueryOptions options;
    const json_t *json, *estimate;
} Case;

static Case
case_of(const json_t *json)
{
    const json_t *design = json_object_get(json, "design");

    return (Case){ .id = text(json, "id"),
                   .json = json,
                   .estimate = json_object_get(json, "estimate"),
                   .options = { .level = number(json_object_get(json, "options"), "level") },
                   .design = { .weight = text(design, "weight"),
                               .strata = texts(json_object_get(design, "strata")),
                               .psu = texts(json_object_get(design, "psu")),
                               .fpc = texts(json_object_get(design, "fpc")),
                               .fpc_unit = json_is_array(json_object_get(design, "fpc"))
                                               ? FPC_COUNT
                                               : FPC_UNKNOWN,
                               .nest = json_is_true(json_object_get(design, "nest")),
                               .df_rule = DF_DESIGN } };
}

static void
case_clear(Case *of)
{
    g_free((gpointer)of->design.strata);
    g_free((gpointer)of->design.psu);
    g_free((gpointer)of->design.fpc);
}

static Input *
open_data(const json_t *json)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_strconcat("tests/reference/", text(json, "data"), NULL);
    const InputOptions none = { 0 };
    Input *input = input_open(path, &none, &error);

    assert_no_error(error);
    return input;
}

static Query *
answer(const Case *of, Query *query, GError **error)
{
    g_autoptr(Input) input = open_data(of->json);
    g_autoptr(Query) owned = query;

    if (!owned || !query_run(&owned, 1, input, &of->design, error))
        return NULL;
    return g_steal_pointer(&owned);
}

/* A row whose numbers under the keys of EXPECTED are held against. NULL is NAN. */
static size_t
compare_row(const char *id, const char *what, const Estimate *row, const json_t *expected)
{
    const struct {
        const char *key;
        double value;
    } numbers[] = { { "est", row->value },
                    { "se", row->se },
                    { "ci_lo", row->lower },
                    { "ci_hi", row->upper },
                    { "df", row->df } };
    size_t wrong = 0;

    for (size_t k = 0; k < G_N_ELEMENTS(numbers); k++) {
        g_autofree char *name = g_strdup_printf("%s %s", what, numbers[k].key);

        wrong += compare(id, name, numbers[k].value, expected, numbers[k].key, 1e-9);
        if (json_is_null(json_object_get(expected, numbers[k].key)) && !isnan(numbers[k].value)) {
            print_error("%s: %s is %g, expected none\n", id, name, numbers[k].value);
            wrong++;
        }
    }
    return wrong;
}

static size_t
run_file(const char *name, size_t (*run)(const json_t *json), size_t *n)
{
    g_autofree char *path = g_strconcat("tests/reference/", name, NULL);
    json_t *file = load(path);
    const json_t *json;
    size_t index, wrong = 0;

    *n = json_array_size(json_object_get(file, "cases"));
    json_array_foreach (json_object_get(file, "cases"), index, json)
        wrong += run(json);
    json_decref(file);
    return wrong;
}

static const Estimate *
row_of_domain(const Estimates *estimates, const json_t *domain)
{
    for (size_t i = 0; i < estimates->n_rows; i++) {
        const Estimate *row = &estimates->rows[i];

        if (!domain || strcmp(row->by[0], text(domain, estimates->by[0])) == 0)
            return row;
    }
    return NULL;
}

static size_t
run_quantiles(const json_t *json)
{
    const char *const scales[][2] = { { "mean", "wald" }, { "xlogit", "logit" }, { "beta", "kg" } };
    Case of = case_of(json);
    const json_t *expected;
    size_t index, wrong = 0;
    const char *const *by = texts(json_object_get(of.estimate, "by"));

    of.options.by = by;
    for (size_t k = 0; k < G_N_ELEMENTS(scales); k++)
        if (strcmp(scales[k][0], text(of.estimate, "interval")) == 0)
            of.options.ci = scales[k][1];
    json_array_foreach (json_object_get(json, "expect"), index, expected) {
        g_autoptr(GError) error = NULL;
        char buffer[NUMBER_BUFFER];
        g_autofree char *expression = g_strdup_printf("quantile(%s, %s)", text(expected, "var"),
                                                      number_write(number(expected, "p"), buffer));
        const char *const expressions[] = { expression, NULL };

        of.options.quantile_rule = text(expected, "rule");
        g_autoptr(Query) query =
            answer(&of, query_estimate(expressions, &of.options, &error), &error);
        assert_no_error(error);
        g_autofree char *what = g_strdup_printf("%s %s", expression, text(expected, "rule"));
        wrong += compare_row(
            of.id, what, row_of_domain(query_estimates(query), json_object_get(expected, "domain")),
            expected);
    }
    g_free((gpointer)by);
    case_clear(&of);
    return wrong;
}

/* How each contrast of the file is written here. */
static const char *const contrasts[][3] = {
    { "apistrat-growth", "api00 - api99", "mean(api00) - mean(api99)" },
    { "apistrat-ratio-of-means", "api00 / api99", "mean(api00) / mean(api99)" },
    { "apistrat-log-ratio", "log(api00) - log(api99)", "log(mean(api00)) - log(mean(api99))" },
    { "apistrat-domain-differences", "E - H",
      "mean(api00 | stype = 'E') - mean(api00 | stype = 'H')" },
    { "apistrat-domain-differences", "E - M",
      "mean(api00 | stype = 'E') - mean(api00 | stype = 'M')" },
    { "apistrat-domain-differences", "H - M",
      "mean(api00 | stype = 'H') - mean(api00 | stype = 'M')" },
    { "apiclus1-domain-difference", "No - Yes",
      "mean(api00 | sch.wide = 'No') - mean(api00 | sch.wide = 'Yes')" },
    { "apiclus1-odds", "log(E / (H + M))",
      "log(total(stype = 'E') / (total(stype = 'H') + count(stype = 'M')))" },
    { "apiclus1-total-share", "E / (E + H + M)",
      "total(enroll | stype = 'E') / (total(enroll | stype = 'E') + total(enroll | stype = 'H') + "
      "total(enroll | stype = 'M'))" },
    { "nhanes-race-differences", "1 - 2", "mean(HI_CHOL | race = 1) - mean(HI_CHOL | race = 2)" },
    { "nhanes-race-differences", "0.5*1 + 0.5*2 - 3",
      "0.5 * mean(HI_CHOL | race = 1) + 0.5 * mean(HI_CHOL | race = 2) - mean(HI_CHOL | race = "
      "3)" },
};

static const char *
written(const char *id, const char *contrast)
{
    for (size_t k = 0; k < G_N_ELEMENTS(contrasts); k++)
        if (strcmp(contrasts[k][0], id) == 0 && strcmp(contrasts[k][1], contrast) == 0)
            return contrasts[k][2];
    fail_msg("%s: %s is not known here", id, contrast);
    return NULL;
}

/* The p of a large statistic is small, and right relative to itself. */
static size_t
compare_test(const char *id, const Table *tests, size_t i, const json_t *row)
{
    double p = table_entry(tests, i, table_column(tests, "p"))->number;
    double t = table_entry(tests, i, table_column(tests, "statistic"))->number;

    if (fabs(p - number(row, "p")) <= 1e-8 * number(row, "p"))
        return compare(id, "t", t, row, "t", 1e-9);
    print_error("%s: p is %.17g, expected %.17g\n", id, p, number(row, "p"));
    return 1;
}

/* All contrasts of a case are asked for at once, so their covariance is there too. */
static size_t
run_contrasts(const json_t *json)
{
    Case of = case_of(json);
    const json_t *expected = json_object_get(json, "expect"), *row,
                 *vcov = json_object_get(json, "vcov");
    g_autoptr(GPtrArray) asked = g_ptr_array_new();
    const char *const nothing[] = { NULL };
    g_autoptr(GError) error = NULL;
    size_t index, n = json_array_size(expected), wrong = 0;

    json_array_foreach (expected, index, row)
        g_ptr_array_add(asked, (gpointer)written(of.id, text(row, "contrast")));
    g_ptr_array_add(asked, NULL);
    of.options.contrasts = (const char *const *)asked->pdata;
    g_autoptr(Query) query = answer(&of, query_estimate(nothing, &of.options, &error), &error);
    assert_no_error(error);
    const Estimates *found = query_estimates(query);
    assert_int_equal(found->n_rows, n);
    g_autoptr(Table) tests = table_of_contrasts(found, "en");
    json_array_foreach (expected, index, row) {
        wrong += compare_row(of.id, text(row, "contrast"), &found->rows[index], row);
        wrong += compare_test(of.id, tests->data, index, row);
    }
    for (size_t a = 0; a < json_array_size(vcov); a++)
        for (size_t b = 0; b < n; b++)
            assert_close(found->covariance[a * n + b] / 100.0,
                         json_number_value(json_array_get(json_array_get(vcov, a), b)) / 100.0,
                         1e-9);
    case_clear(&of);
    return wrong;
}

static double
value_of_rate(const Estimates *rates_found, const char *name)
{
    for (size_t i = 0; i < rates_found->n_rows; i++)
        if (strcmp(rates_found->rows[i].statistic, name) == 0)
            return rates_found->rows[i].value;
    return NAN;
}

static size_t
compare_rates(const json_t *json, const Estimates *found)
{
    const char *name;
    const json_t *value;
    size_t wrong = 0;

    json_object_foreach ((json_t *)json_object_get(json, "expect"), name, value) {
        double rate = value_of_rate(found, name);

        if (strcmp(name, "e") == 0) /* is no rate; RR3 and the others rest on it */
            continue;
        if (json_is_null(value) != isnan(rate)) {
            print_error("%s: %s is %g\n", text(json, "id"), name, rate);
            wrong++;
        }
        wrong +=
            compare(text(json, "id"), name, rate, json_object_get(json, "expect"), name, 1e-12);
    }
    return wrong;
}

static size_t
run_rates(const json_t *json)
{
    const json_t *options = json_object_get(json, "options");
    const json_t *counts = json_object_get(json_object_get(json, "input"), "counts");
    g_autoptr(GError) error = NULL;
    double e = number(options, "e");

    if (counts) {
        double of[N_OUTCOMES];

        for (int o = 0; o < N_OUTCOMES; o++) {
            double count = number(counts, outcome_codes[o]);

            of[o] = isnan(count) ? 0.0 : count;
        }
        g_autoptr(Estimates) found = response_rates(of, e);
        return compare_rates(json, found);
    }
    Case of = case_of(json);
    of.options.level = 0.95;
    of.design.weight = text(json_object_get(json, "design"), "frequency");
    g_autoptr(Query) query =
        answer(&of, query_response(text(of.estimate, "disposition"), &of.options, &error), &error);
    assert_no_error(error);
    size_t wrong = compare_rates(json, query_estimates(query));
    case_clear(&of);
    return wrong;
}

/* Fifteen digits, whatever the case allows. */
static size_t
run_moments(const json_t *json)
{
    Case of = case_of(json);
    const json_t *expect = json_object_get(json, "expect");
    const char *const names[] = { "mean", "sd", "min", "max" };
    const char *const expressions[] = { "mean(y)", "sd(y)", "min(y)", "max(y)", NULL };
    g_autoptr(GError) error = NULL;
    g_autoptr(Input) input = open_data(json);
    g_autoptr(Profile) profile = profile_read(input, NULL, &error);
    size_t wrong = 0;

    assert_no_error(error);
    of.options.level = 0.95;
    g_autoptr(Query) query = answer(&of, query_estimate(expressions, &of.options, &error), &error);
    assert_no_error(error);
    const VariableProfile *variable = &profile->variables[profile->n_variables - 1];
    const double profiled[] = { variable->mean, variable->sd, variable->min, variable->max };
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
        const json_t *value = json_object_get(expect, names[k]);
        const char *certified = text(value, "certified");
        double expected = certified ? g_ascii_strtod(certified, NULL) : json_number_value(value);
        double found[] = { query_estimates(query)->rows[k].value, profiled[k] };

        for (size_t f = 0; f < 2; f++)
            if (!(fabs(found[f] - expected) <= 5e-15 * fabs(expected))) {
                print_error("%s: %s is %.17g, certified %.17g\n", of.id, names[k], found[f],
                            expected);
                wrong++;
            }
    }
    case_clear(&of);
    return wrong;
}

static void
quantiles_agree_with_r_survey(void **state)
{
    (void)state;
    size_t n;

    assert_int_equal(run_file("quantiles.json", run_quantiles, &n), 0);
    assert_int_equal(n, 6);
}

static void
contrasts_agree_with_r_survey(void **state)
{
    (void)state;
    size_t n;

    assert_int_equal(run_file("contrasts.json", run_contrasts, &n), 0);
    assert_int_equal(n, 8);
}

static void
outcome_rates_are_the_exact_fractions(void **state)
{
    (void)state;
    size_t n;

    assert_int_equal(run_file("aapor.json", run_rates, &n), 0);
    assert_int_equal(n, 8);
}

static void
moments_have_fifteen_digits(void **state)
{
    (void)state;
    size_t n;

    assert_int_equal(run_file("nist_univariate.json", run_moments, &n), 0);
    assert_int_equal(n, 5);
}

/* NIST StRD NumAcc2 to NumAcc4: FIRST, then LOW and HIGH by turns, 1001 values. */
static void
check_alternating(const char *first, const char *low, const char *high, double mean)
{
    g_autoptr(GString) csv = g_string_new("y\n");
    const char *const expressions[] = { "mean(y)", "sd(y)", "var(y)", "total(y)", NULL };
    const QueryOptions options = { .level = 0.95 };
    const DesignSpec none = { 0 };
    g_autoptr(GError) error = NULL;

    g_string_append_printf(csv, "%s\n", first);
    for (int i = 0; i < 500; i++)
        g_string_append_printf(csv, "%s\n%s\n", low, high);
    g_autoptr(Query) query =
        run_query(csv->str, &none, query_estimate(expressions, &options, &error), &error);
    assert_no_error(error);
    const Estimate *rows = query_estimates(query)->rows;
    assert_true(rows[0].value == mean);
    assert_close(rows[0].se * 10.0 * sqrt(1001.0), 1.0, 1e-15);
    assert_true(rows[1].value == 0.1);
    assert_true(rows[2].value == 0.01);
    assert_close(rows[3].value, 1001.0 * mean, 1e-15);
}

static void
a_small_spread_far_from_zero_keeps_all_digits(void **state)
{
    (void)state;
    check_alternating("1.2", "1.1", "1.3", 1.2);
    check_alternating("1000000.2", "1000000.1", "1000000.3", 1000000.2);
    check_alternating("10000000.2", "10000000.1", "10000000.3", 10000000.2);
    /* 18 digits, which no double holds */
    check_alternating("12345678901234567.2", "12345678901234567.1", "12345678901234567.3",
                      12345678901234567.2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_agree_with_r_survey),
        cmocka_unit_test(contrasts_agree_with_r_survey),
        cmocka_unit_test(outcome_rates_are_the_exact_fractions),
        cmocka_unit_test(moments_have_fifteen_digits),
        cmocka_unit_test(a_small_spread_far_from_zero_keeps_all_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
