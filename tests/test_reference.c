/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every case under tests/reference/: linearised estimates, strata with one PSU, unequal
 * probabilities, intervals. */
#include "analysis/query.h"
#include "datasets/error.h"
#include "datasets/number.h"
#include "tests/reference.h"

static SingletonRule
singleton_rule(const char *name)
{
    const char *const names[] = { "fail", "certainty", "remove", "adjust", "average" };

    for (size_t k = 0; name && k < G_N_ELEMENTS(names); k++)
        if (strcmp(name, names[k]) == 0)
            return (SingletonRule)k;
    return SINGLETON_FAIL;
}

static PpsMethod
pps_method(const char *name)
{
    const char *const names[] = { "brewer",   "overton",  "hr", "hr_sample",
                                  "joint_ht", "joint_yg", "wr" };

    for (size_t k = 0; name && k < G_N_ELEMENTS(names); k++)
        if (strcmp(name, names[k]) == 0)
            return (PpsMethod)(k + 1);
    return PPS_NONE;
}

/* Joint probabilities and the sum of squared ones, where the design names them. */
static void
add_pps(DesignSpec *design, const json_t *of)
{
    double sum = number(of, "hr_sum");

    design->pps = pps_method(text(of, "pps"));
    design->prob = text(of, "probability");
    if (text(of, "joint")) {
        g_autofree char *path = g_strconcat("tests/reference/", text(of, "joint"), NULL);
        g_autoptr(GError) error = NULL;

        design->joint_matrix = matrix_read(path, path, &error);
        assert_no_error(error);
    }
    if (!isnan(sum)) {
        char buffer[NUMBER_BUFFER];
        const char **texts_of_sum = g_new0(const char *, 2);

        texts_of_sum[0] = g_intern_string(number_write(sum, buffer));
        design->pps_sum = texts_of_sum;
    }
}

static DesignSpec
design_of(const json_t *of, DfRule rule)
{
    DesignSpec design = { .weight = text(of, "weight"),
                          .strata = texts(json_object_get(of, "strata")),
                          .psu = texts(json_object_get(of, "psu")),
                          .fpc = texts(json_object_get(of, "fpc")),
                          .fpc_unit =
                              json_is_null(json_object_get(of, "fpc")) ? FPC_UNKNOWN : FPC_COUNT,
                          .nest = json_is_true(json_object_get(of, "nest")),
                          .singleton = singleton_rule(text(of, "lonely_psu")),
                          .singleton_domain = json_is_true(json_object_get(of, "domain_lonely")),
                          .df_rule = rule };

    add_pps(&design, of);
    return design;
}

static void
design_clear(DesignSpec *design)
{
    g_free((gpointer)design->strata);
    g_free((gpointer)design->psu);
    g_free((gpointer)design->fpc);
    g_free((gpointer)design->pps_sum);
    matrix_free((Matrix *)design->joint_matrix);
}

/* A case as it is run. */
typedef struct {
    const json_t *json;
    DesignSpec design;
    QueryOptions options;
    GPtrArray *expressions;
} Case;

static void
case_read(Case *of, const json_t *json, DfRule rule)
{
    const json_t *estimate = json_object_get(json, "estimate");
    const json_t *vars = json_object_get(estimate, "vars");
    const char *kind = text(estimate, "kind"), *deff = text(estimate, "deff");

    of->json = json;
    of->design = design_of(json_object_get(json, "design"), rule);
    of->options = (QueryOptions){ .where = text(estimate, "subset"),
                                  .by = texts(json_object_get(estimate, "by")),
                                  .level = number(json_object_get(json, "options"), "level"),
                                  .ci = "wald" };
    if (deff)
        of->options.deff = strcmp(deff, "with replacement") == 0 ? DEFF_WR : DEFF_WOR;
    of->expressions = g_ptr_array_new_with_free_func(g_free);
    for (size_t k = 0; k < json_array_size(vars); k++) {
        const char *name = json_string_value(json_array_get(vars, k));
        const json_t *below = json_array_get(json_object_get(estimate, "denominator"), k);

        g_ptr_array_add(
            of->expressions,
            below ? g_strdup_printf("ratio(%s/%s)", name, json_string_value(below))
                  : g_strdup_printf("%s(%s)", strcmp(kind, "prop") ? kind : "share", name));
    }
    if (strcmp(kind, "proportion") == 0) {
        const json_t *value = json_object_get(estimate, "value");

        g_ptr_array_add(of->expressions,
                        json_is_string(value)
                            ? g_strdup_printf("share(%s = '%s')", text(estimate, "var"),
                                              json_string_value(value))
                            : g_strdup_printf("share(%s = %g)", text(estimate, "var"),
                                              json_number_value(value)));
    }
    g_ptr_array_add(of->expressions, NULL);
}

static void
case_clear(Case *of)
{
    design_clear(&of->design);
    g_free((gpointer)of->options.by);
    g_ptr_array_unref(of->expressions);
}

static Query *
case_run(const Case *of, const char *ci, GError **error)
{
    g_autofree char *path = g_strconcat("tests/reference/", text(of->json, "data"), NULL);
    QueryOptions options = of->options;
    InputOptions how = { 0 };
    g_autoptr(Input) input = input_open(path, &how, error);
    options.ci = ci;
    g_autoptr(Query) query =
        query_estimate((const char *const *)of->expressions->pdata, &options, error);

    if (!input || !query || !query_run(&query, 1, input, &of->design, error))
        return NULL;
    return g_steal_pointer(&query);
}

/* The row that EXPECTED is about. */
static const Estimate *
find_row(const Estimates *estimates, const json_t *expected)
{
    const char *level = text(expected, "level"), *var = text(expected, "var");
    const json_t *domain = json_object_get(expected, "domain");

    for (size_t r = 0; r < estimates->n_rows; r++) {
        const Estimate *row = &estimates->rows[r];
        bool same = !level || g_strcmp0(level, row->level) == 0;

        same = same && (!var || g_str_has_prefix(row->variable, var));
        for (size_t k = 0; k < estimates->n_by && same; k++)
            same = g_strcmp0(text(domain, estimates->by[k]), row->by[k]) == 0;
        if (same)
            return row;
    }
    fail_msg("no row for %s %s", var, level ? level : "");
    return NULL;
}

static size_t
compare_rows(const Case *of, const Estimates *estimates)
{
    const char *id = text(of->json, "id");
    const json_t *expected;
    size_t index, wrong = 0;

    json_array_foreach (json_object_get(of->json, "expect"), index, expected) {
        const Estimate *row = find_row(estimates, expected);

        wrong += compare(id, "estimate", row->value, expected, "est", 1e-9);
        wrong += compare(id, "se", row->se, expected, "se", 1e-9);
        wrong += compare(id, "df", row->df, expected, "df", 1e-9);
        wrong += compare(id, "lower", row->lower, expected, "ci_lo", 1e-9);
        wrong += compare(id, "upper", row->upper, expected, "ci_hi", 1e-9);
        wrong += compare(id, "cv", row->cv, expected, "cv", 1e-9);
        wrong += compare(id, "deff", row->deff, expected, "deff", 1e-9);
        wrong += compare(id, "n", (double)row->base_n, expected, "n", 0.0);
    }
    return wrong;
}

static size_t
compare_covariance(const Case *of, const Estimates *estimates)
{
    const json_t *vcov = json_object_get(of->json, "vcov"), *line, *value;
    size_t a, b, n = json_array_size(vcov), wrong = 0;

    if (!vcov)
        return 0;
    assert_int_equal(estimates->n_rows, n);
    assert_non_null(estimates->covariance);
    json_array_foreach (vcov, a, line) {
        json_array_foreach (line, b, value) {
            double expected = json_number_value(value), actual = estimates->covariance[a * n + b];
            double scale = estimates->rows[a].se * estimates->rows[b].se;

            if (fabs(actual - expected) <= 1e-9 * scale)
                continue;
            print_error("%s: covariance %zu %zu is %.17g, expected %.17g\n", text(of->json, "id"),
                        a, b, actual, expected);
            wrong++;
        }
    }
    return wrong;
}

static size_t
run_estimates(const json_t *json)
{
    g_autoptr(GError) error = NULL;
    const char *id = text(json, "id");
    size_t wrong = 0;
    Case of;

    case_read(&of, json, DF_DESIGN);
    g_autoptr(Query) query = case_run(&of, "wald", &error);
    if (!json_is_array(json_object_get(json, "expect"))) {
        assert_error(error, ANDEL_ERROR_DATA, "one PSU");
    } else if (!query) {
        print_error("%s: %s\n", id, error->message);
        wrong = 1;
    } else {
        wrong = compare_rows(&of, query_estimates(query)) +
                compare_covariance(&of, query_estimates(query));
    }
    case_clear(&of);
    return wrong;
}

/* The df of these cases are those of the rows in use. */
static size_t
run_proportions(const json_t *json)
{
    const char *const names[][2] = { { "mean", "wald" },
                                     { "xlogit", "logit" },
                                     { "logit", "logit" }, /* R's by a fit: the same to 1e-9 */
                                     { "likelihood", "likelihood" },
                                     { "asin", "asin" },
                                     { "beta", "kg" },
                                     { "wilson", "wilson" } };
    const char *id = text(json, "id");
    const json_t *expected;
    size_t index, wrong = 0;
    Case of;

    case_read(&of, json, DF_DOMAIN);
    json_array_foreach (json_object_get(json, "expect"), index, expected) {
        const char *ci = NULL;
        g_autoptr(GError) error = NULL;

        for (size_t k = 0; k < G_N_ELEMENTS(names); k++)
            if (strcmp(names[k][0], text(expected, "ci")) == 0)
                ci = names[k][1];
        assert_non_null(ci);
        double tolerance = number(expected, "tolerance");
        g_autoptr(Query) query = case_run(&of, ci, &error);
        assert_no_error(error);
        const Estimate *row = &query_estimates(query)->rows[0];
        wrong += compare(id, ci, row->value, expected, "est", 1e-9);
        wrong += compare(id, ci, row->se, expected, "se", 1e-9);
        wrong += compare(id, ci, row->df, expected, "df", 1e-9);
        wrong += compare(id, ci, row->lower, expected, "ci_lo", tolerance);
        wrong += compare(id, ci, row->upper, expected, "ci_hi", tolerance);
    }
    case_clear(&of);
    return wrong;
}

static size_t
run_file(const char *path, size_t (*run)(const json_t *json), size_t *n)
{
    json_t *file = load(path);
    const json_t *json;
    size_t index, wrong = 0;

    *n = 0;
    json_array_foreach (json_object_get(file, "cases"), index, json) {
        wrong += run(json);
        ++*n;
    }
    json_decref(file);
    return wrong;
}

static void
estimates_agree_with_r_survey(void **state)
{
    (void)state;
    size_t n;

    assert_int_equal(run_file("tests/reference/estimates.json", run_estimates, &n), 0);
    assert_int_equal(n, 42);
}

static void
domains_of_random_designs_agree_with_r_survey(void **state)
{
    (void)state;
    size_t n;

    assert_int_equal(run_file("tests/reference/random_estimates.json", run_estimates, &n), 0);
    assert_int_equal(n, 9);
}

static void
strata_with_one_psu_agree_with_r_survey(void **state)
{
    (void)state;
    size_t n;

    assert_int_equal(run_file("tests/reference/lonely_psu.json", run_estimates, &n), 0);
    assert_int_equal(n, 24);
}

static void
unequal_probabilities_agree_with_r_survey(void **state)
{
    (void)state;
    size_t n;

    assert_int_equal(run_file("tests/reference/pps.json", run_estimates, &n), 0);
    assert_int_equal(n, 23);
}

static void
intervals_of_shares_agree_with_r_survey(void **state)
{
    (void)state;
    size_t n;

    assert_int_equal(run_file("tests/reference/ciprop.json", run_proportions, &n), 0);
    assert_int_equal(n, 6);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(estimates_agree_with_r_survey),
        cmocka_unit_test(domains_of_random_designs_agree_with_r_survey),
        cmocka_unit_test(strata_with_one_psu_agree_with_r_survey),
        cmocka_unit_test(unequal_probabilities_agree_with_r_survey),
        cmocka_unit_test(intervals_of_shares_agree_with_r_survey),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
