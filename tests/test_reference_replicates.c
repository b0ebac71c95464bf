/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every case with replicate weights under tests/reference/. */
#include "analysis/query.h"
#include "datasets/error.h"
#include "tests/reference.h"

/* "rw1..rw15" as the option has it. */
static const char *const columns[] = { "rw*", NULL };

static ReplicateType
type_of(const char *name)
{
    for (size_t k = 0; replicate_types[k]; k++)
        if (g_ascii_strcasecmp(name, replicate_types[k]) == 0)
            return (ReplicateType)(k + 1);
    fail_msg("type %s", name);
    return REPLICATE_UNKNOWN;
}

/* The numbers of a list as texts; the caller frees them. */
static char **
number_texts(const json_t *list)
{
    GPtrArray *found = g_ptr_array_new();
    const json_t *value;
    size_t index;

    json_array_foreach (list, index, value)
        g_ptr_array_add(found, g_strdup_printf("%.17g", json_number_value(value)));
    g_ptr_array_add(found, NULL);
    return (char **)g_ptr_array_free(found, FALSE);
}

/* Only what the type does not say itself is given, so that its own scale is tested. */
static DesignSpec
design_of(const json_t *of, char **rscales)
{
    ReplicateType type = type_of(text(of, "type"));

    return (DesignSpec){ .weight = text(of, "weight"),
                         .df_rule = DF_DESIGN,
                         .replicates = {
                             .columns = columns,
                             .type = type,
                             .fay = type == REPLICATE_FAY ? number(of, "fay_rho") : 0.0,
                             .rscales = type == REPLICATE_JKN ? (const char *const *)rscales : NULL,
                             .centre = json_is_true(json_object_get(of, "mse")) ? CENTRE_ESTIMATE
                                                                                : CENTRE_MEAN,
                             .factors = !json_is_true(json_object_get(of, "combined")) } };
}

static Input *
data_of(const json_t *json)
{
    g_autofree char *path = g_strconcat("tests/reference/", text(json, "data"), NULL);
    g_autoptr(GError) error = NULL;
    InputOptions how = { 0 };
    Input *input = input_open(path, &how, &error);

    assert_no_error(error);
    return input;
}

static GPtrArray *
expressions_of(const json_t *estimate)
{
    GPtrArray *expressions = g_ptr_array_new_with_free_func(g_free);
    const json_t *vars = json_object_get(estimate, "vars");
    const char *kind = text(estimate, "kind");

    for (size_t k = 0; k < json_array_size(vars); k++) {
        const char *name = json_string_value(json_array_get(vars, k));
        const json_t *below = json_array_get(json_object_get(estimate, "denominator"), k);

        g_ptr_array_add(
            expressions,
            below ? g_strdup_printf("ratio(%s/%s)", name, json_string_value(below))
                  : g_strdup_printf("%s(%s)", strcmp(kind, "prop") ? kind : "share", name));
    }
    g_ptr_array_add(expressions, NULL);
    return expressions;
}

/* The row that EXPECTED is about. */
static const Estimate *
find_row(const Estimates *estimates, const json_t *expected)
{
    const json_t *domain = json_object_get(expected, "domain");

    for (size_t r = 0; r < estimates->n_rows; r++) {
        const Estimate *row = &estimates->rows[r];
        const char *level = text(expected, "level");
        bool same = (!level || g_strcmp0(level, row->level) == 0) &&
                    g_str_has_prefix(row->variable, text(expected, "var"));

        for (size_t k = 0; k < estimates->n_by && same; k++)
            same = g_strcmp0(text(domain, estimates->by[k]), row->by[k]) == 0;
        if (same)
            return row;
    }
    fail_msg("no row for %s", text(expected, "var"));
    return NULL;
}

static size_t
run_estimates(const json_t *json)
{
    const json_t *estimate = json_object_get(json, "estimate"), *expected;
    const json_t *design = json_object_get(json, "design");
    g_autofree const char *const *by = texts(json_object_get(estimate, "by"));
    g_auto(GStrv) rscales = number_texts(json_object_get(design, "rscales"));
    DesignSpec spec = design_of(design, rscales);
    QueryOptions options = { .by = by, .level = 0.95, .ci = "wald" };
    g_autoptr(GPtrArray) expressions = expressions_of(estimate);
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query =
        query_estimate((const char *const *)expressions->pdata, &options, &error);
    g_autoptr(Input) input = data_of(json);
    const char *id = text(json, "id");
    size_t index, wrong = 0;

    if (!query || !query_run(&query, 1, input, &spec, &error)) {
        print_error("%s: %s\n", id, error->message);
        return 1;
    }
    assert_close(query_design(query)->replicate_scale, number(design, "scale"), 1e-14);
    assert_int_equal(query_design(query)->replicates, (size_t)number(design, "count"));
    json_array_foreach (json_object_get(json, "expect"), index, expected) {
        const Estimate *row = find_row(query_estimates(query), expected);

        wrong += compare(id, "estimate", row->value, expected, "est", 1e-9);
        wrong += compare(id, "se", row->se, expected, "se", 1e-9);
        wrong += compare(id, "df", row->df, expected, "df", 1e-9);
        wrong += compare(id, "lower", row->lower, expected, "ci_lo", 1e-9);
        wrong += compare(id, "upper", row->upper, expected, "ci_hi", 1e-9);
        wrong += compare(id, "cv", row->cv, expected, "cv", 1e-9);
        wrong += compare(id, "n", (double)row->base_n, expected, "n", 0.0);
    }
    return wrong;
}

/* Each row has a point and a rule of its own. */
static size_t
run_quantiles(const json_t *json)
{
    DesignSpec spec = design_of(json_object_get(json, "design"), NULL);
    const json_t *expected;
    size_t index, wrong = 0;

    json_array_foreach (json_object_get(json, "expect"), index, expected) {
        g_autofree char *quantile =
            g_strdup_printf("quantile(%s, %g)", text(expected, "var"), number(expected, "p"));
        const char *const expressions[] = { quantile, NULL };
        QueryOptions options = { .level = 0.95,
                                 .quantile_rule = text(expected, "rule"),
                                 .quantile_error = "replicates" };
        g_autoptr(GError) error = NULL;
        g_autoptr(Query) query = query_estimate(expressions, &options, &error);
        g_autoptr(Input) input = data_of(json);

        assert_no_error(error);
        query_run(&query, 1, input, &spec, &error);
        assert_no_error(error);
        const Estimate *row = &query_estimates(query)->rows[0];
        wrong += compare(quantile, "estimate", row->value, expected, "est", 1e-9);
        wrong += compare(quantile, "se", row->se, expected, "se", 1e-9);
        wrong += compare(quantile, "df", row->df, expected, "df", 0.0);
        wrong += compare(quantile, "lower", row->lower, expected, "ci_lo", 1e-9);
        wrong += compare(quantile, "upper", row->upper, expected, "ci_hi", 1e-9);
    }
    return wrong;
}

static size_t
find_text(const char *const *list, size_t n, const char *what)
{
    for (size_t k = 0; k < n; k++)
        if (strcmp(list[k], what) == 0)
            return k;
    fail_msg("no %s", what);
    return 0;
}

static size_t
run_crosstab(const json_t *json)
{
    const json_t *estimate = json_object_get(json, "estimate"), *expect, *cell;
    DesignSpec spec = design_of(json_object_get(json, "design"), NULL);
    QueryOptions options = { .level = 0.95 };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query =
        query_crosstab(text(estimate, "row"), text(estimate, "col"), false, &options, &error);
    g_autoptr(Input) input = data_of(json);
    const char *id = text(json, "id");
    size_t index, wrong = 0;

    assert_no_error(error);
    query_run(&query, 1, input, &spec, &error);
    assert_no_error(error);
    expect = json_object_get(json, "expect");
    const Crosstab *table = query_table(query);
    json_array_foreach (json_object_get(expect, "cells"), index, cell) {
        size_t i = find_text(table->rows, table->n_rows, text(cell, "row"));
        size_t j = find_text(table->cols, table->n_cols, text(cell, "col"));
        const Cell *found = crosstab_cell(table, i, j);
        size_t k = (i * table->n_cols + j) * (table->n_rows * table->n_cols + 1);

        wrong += compare(id, "n", (double)found->n, cell, "n", 0.0);
        wrong += compare(id, "total", found->total.value, cell, "total", 1e-9);
        wrong += compare(id, "total_se", found->total.se, cell, "total_se", 1e-9);
        wrong += compare(id, "share", found->share_cell.value, cell, "prop", 1e-9);
        wrong += compare(id, "share_se", found->share_cell.se, cell, "prop_se", 1e-9);
        wrong += compare(id, "row_se", found->share_row.se, cell, "row_prop_se", 1e-9);
        wrong += compare(id, "col_se", found->share_col.se, cell, "col_prop_se", 1e-9);
        wrong += compare(id, "covariance", sqrt(table->covariance[k]), cell, "prop_se", 1e-9);
    }
    wrong += compare(id, "df", table->df, expect, "df_design", 0.0);
    return wrong;
}

/* Cases of PATH with replicate weights, *N of them. */
static size_t
run_file(const char *path, size_t (*run)(const json_t *json), size_t *n)
{
    json_t *file = load(path);
    const json_t *json;
    size_t index, wrong = 0;

    *n = 0;
    json_array_foreach (json_object_get(file, "cases"), index, json) {
        if (g_strcmp0(text(json_object_get(json, "design"), "method"), "replicate") != 0)
            continue;
        bool quantile = strcmp(text(json_object_get(json, "estimate"), "kind"), "quantile") == 0;
        wrong += quantile ? run_quantiles(json) : run(json);
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

    assert_int_equal(run_file("tests/reference/replicates.json", run_estimates, &n), 0);
    assert_int_equal(n, 21);
}

static void
tables_agree_with_r_survey(void **state)
{
    (void)state;
    size_t n;

    assert_int_equal(run_file("tests/reference/svychisq.json", run_crosstab, &n), 0);
    assert_int_equal(n, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(estimates_agree_with_r_survey),
        cmocka_unit_test(tables_agree_with_r_survey),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
