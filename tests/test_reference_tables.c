/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every case of tables under tests/reference/: tests under a design and of counts, measures of
 * association, column letters, multiple response. */
#include "analysis/query.h"
#include "datasets/error.h"
#include "tests/reference.h"

/* What a case asks for. */
typedef struct {
    const char *id;
    char *row, *col;
    bool multiple;
    DesignSpec design;
    QueryOptions options;
    TableAsk ask;
} Case;

static void
read_design(Case *of, const json_t *json)
{
    static const char *const replicates[] = { "rw*", NULL };
    const json_t *design = json_object_get(json, "design");
    const char *frequency = text(design, "frequency");

    of->design = (DesignSpec){ .weight = text(design, "weight"),
                               .strata = texts(json_object_get(design, "strata")),
                               .psu = texts(json_object_get(design, "psu")),
                               .fpc = texts(json_object_get(design, "fpc")),
                               .nest = json_is_true(json_object_get(design, "nest")),
                               .df_rule = DF_DESIGN };
    of->design.fpc_unit = of->design.fpc ? FPC_COUNT : FPC_UNKNOWN;
    /* whole numbers are frequencies, others can only be weights */
    if (frequency && strcmp(frequency, "count") == 0)
        of->design.count = frequency;
    else if (frequency)
        of->design.weight = frequency;
    if (text(design, "type"))
        of->design.replicates =
            (ReplicateSpec){ .columns = replicates, .type = REPLICATE_JK1, .centre = CENTRE_MEAN };
}

static void
case_read(Case *of, const json_t *json)
{
    const json_t *estimate = json_object_get(json, "estimate");
    const json_t *options = json_object_get(json, "options");

    *of = (Case){ .id = text(json, "id"),
                  .row = g_strdup(text(estimate, "row")),
                  .col = g_strdup(text(estimate, "col")),
                  .options = { .where = text(estimate, "subset"), .level = 0.95, .ci = "wald" } };
    read_design(of, json);
    if (text(options, "adjust"))
        of->ask.letters = letters_rule(text(options, "adjust"), NULL);
    if (json_object_get(options, "alpha"))
        of->options.level = 1.0 - number(options, "alpha");
    if (!json_object_get(estimate, "vars"))
        return;
    g_autofree const char *const *vars = texts(json_object_get(estimate, "vars"));
    g_autofree char *items = g_strjoinv(",", (char **)vars);
    of->row = g_strconcat("set=", items, NULL);
    of->col = g_strdup(text(estimate, "by"));
    of->multiple = true;
    of->design.df_rule = DF_DOMAIN;
    of->ask.asked = g_strcmp0(text(options, "base"), "all rows") == 0;
    of->ask.mentions = json_is_true(json_object_get(estimate, "count_duplicates"));
}

static void
case_clear(Case *of)
{
    g_free((gpointer)of->design.strata);
    g_free((gpointer)of->design.psu);
    g_free((gpointer)of->design.fpc);
    g_free(of->row);
    g_free(of->col);
}

/* A codebook that puts the categories in the order of the case. */
static Codebook *
order_levels(const json_t *json)
{
    const json_t *estimate = json_object_get(json, "estimate"), *level;
    const char *const keys[][2] = { { "row", "row_levels" }, { "col", "col_levels" } };
    g_autoptr(GString) yaml = g_string_new("variables:\n");
    g_autoptr(GError) error = NULL;
    size_t index;

    if (!json_object_get(estimate, "row_levels"))
        return NULL;
    for (size_t k = 0; k < G_N_ELEMENTS(keys); k++) {
        g_string_append_printf(yaml, "  %s:\n    type: category\n    values:\n",
                               text(estimate, keys[k][0]));
        json_array_foreach (json_object_get(estimate, keys[k][1]), index, level)
            g_string_append_printf(yaml, "      \"%s\": \"%s\"\n", json_string_value(level),
                                   json_string_value(level));
    }
    g_autoptr(GBytes) bytes = g_bytes_new(yaml->str, yaml->len);
    Codebook *codebook = codebook_read(bytes, "case.yml", &error);
    assert_no_error(error);
    return codebook;
}

static Query *
case_run(const Case *of, const json_t *json)
{
    g_autofree char *path = g_strconcat("tests/reference/", text(json, "data"), NULL);
    g_autoptr(GError) error = NULL;
    InputOptions how = { 0 };
    g_autoptr(Input) input = input_open(path, &how, &error);
    Query *query =
        query_crosstab_asking(of->row, of->col, of->multiple, &of->ask, &of->options, &error);
    g_autoptr(Codebook) codebook = order_levels(json);

    assert_no_error(error);
    Codebook *own = input->codebook; /* the reader goes on using it */
    input->codebook = codebook ? codebook : own;
    if (!query_run(&query, 1, input, &of->design, &error))
        fail_msg("%s: %s", of->id, error->message);
    input->codebook = own;
    return query;
}

static const TestResult *
find_test(const Crosstab *table, const char *name)
{
    for (size_t k = 0; k < table->n_tests; k++)
        if (strcmp(table->tests[k].name, name) == 0)
            return &table->tests[k];
    fail_msg("no test %s", name);
    return NULL;
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

/* 0 when ACTUAL is the number under KEY, to TOLERANCE of it however small it is. */
static size_t
compare_tail(const char *id, const char *what, double actual, const json_t *row, const char *key,
             double tolerance)
{
    double expected = number(row, key);

    if (isnan(expected) || fabs(actual / expected - 1.0) <= tolerance)
        return 0;
    print_error("%s: %s is %.17g, expected %.17g\n", id, what, actual, expected);
    return 1;
}

static size_t
compare_design_tests(const Case *of, const Crosstab *table, const json_t *expect)
{
    const json_t *tests = json_object_get(expect, "tests");
    const char *const names[][2] = {
        { "rs2", "F" },    { "wald", "Wald" },       { "adjwald", "adjWald" },
        { "rs-lr", "LR" }, { "rs-exact", "lincom" }, { "rs-saddlepoint", "saddlepoint" }
    };
    const TestResult *first = find_test(table, "rs1");
    const json_t *chisq = json_object_get(tests, "Chisq");
    size_t wrong = compare(of->id, "df", table->df, expect, "df_design", 0.0);

    /* R prints the uncorrected statistic beside the corrected p */
    wrong += compare(of->id, "x2", first->x2, chisq, "statistic", 1e-9);
    wrong += compare(of->id, "rs1 df", first->df1, chisq, "df", 0.0);
    wrong += compare_tail(of->id, "rs1 p", first->p, chisq, "p", 1e-9);
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
        const TestResult *test = find_test(table, names[k][0]);
        const json_t *expected = json_object_get(tests, names[k][1]);
        double tolerance = json_object_get(expected, "p_tolerance") ? 1e-6 : 1e-9;

        wrong += compare(of->id, names[k][0], test->statistic, expected, "statistic", 1e-9);
        wrong += compare(of->id, names[k][0], test->df1, expected, "ndf", 1e-9);
        wrong += compare(of->id, names[k][0], test->df2, expected, "ddf", 1e-9);
        wrong += compare_tail(of->id, names[k][0], test->p, expected, "p", tolerance);
    }
    return wrong;
}

static size_t
run_design(const json_t *json)
{
    static const char *const names[] = { "rs1",   "rs2",      "wald",           "adjwald",
                                         "rs-lr", "rs-exact", "rs-saddlepoint", NULL };
    const json_t *expect = json_object_get(json, "expect"), *cell;
    size_t index, wrong = 0;
    Case of;

    case_read(&of, json);
    of.ask.tests = names;
    g_autoptr(Query) query = case_run(&of, json);
    const Crosstab *table = query_table(query);
    json_array_foreach (json_object_get(expect, "cells"), index, cell) {
        size_t i = find_text(table->rows, table->n_rows, text(cell, "row"));
        size_t j = find_text(table->cols, table->n_cols, text(cell, "col"));
        const Cell *found = crosstab_cell(table, i, j);

        wrong += compare(of.id, "n", (double)found->n, cell, "n", 0.0);
        wrong += compare(of.id, "total", found->total.value, cell, "total", 1e-9);
        wrong += compare(of.id, "total se", found->total.se, cell, "total_se", 1e-9);
        wrong += compare(of.id, "row share", found->share_row.value, cell, "row_prop", 1e-9);
        wrong += compare(of.id, "row se", found->share_row.se, cell, "row_prop_se", 1e-9);
        wrong += compare(of.id, "column share", found->share_col.value, cell, "col_prop", 1e-9);
        wrong += compare(of.id, "column se", found->share_col.se, cell, "col_prop_se", 1e-9);
        wrong += compare(of.id, "share", found->share_cell.value, cell, "prop", 1e-9);
        wrong += compare(of.id, "se", found->share_cell.se, cell, "prop_se", 1e-9);
    }
    wrong += compare_design_tests(&of, table, expect);
    case_clear(&of);
    return wrong;
}

static const Association *
find_measure(const Crosstab *table, const char *name)
{
    for (size_t k = 0; k < table->n_measures; k++)
        if (strcmp(table->measures[k].name, name) == 0)
            return &table->measures[k];
    fail_msg("no measure %s", name);
    return NULL;
}

static size_t
compare_measures(const Case *of, const Crosstab *table, const json_t *expect)
{
    const char *const coefficients[] = { "cramers_v", "phi", "contingency" };
    const json_t *odds = json_object_get(expect, "odds_ratio"), *expected;
    const json_t *fisher = json_object_get(expect, "fisher");
    const char *name;
    size_t wrong = 0;

    for (size_t k = 0; k < G_N_ELEMENTS(coefficients); k++)
        wrong += compare(of->id, coefficients[k], find_measure(table, coefficients[k])->value,
                         expect, coefficients[k], 1e-9);
    if (odds) {
        const Association *found = find_measure(table, "odds_ratio");

        wrong += compare(of->id, "odds ratio", found->value, odds, "value", 1e-9);
        wrong += compare(of->id, "odds ratio", found->lower, odds, "ci_lo", 1e-9);
        wrong += compare(of->id, "odds ratio", found->upper, odds, "ci_hi", 1e-9);
        wrong += compare(of->id, "odds ratio", find_measure(table, "odds_ratio_conditional")->value,
                         fisher, "conditional_odds_ratio", 1e-4);
    }
    json_object_foreach (json_object_get(expect, "ordinal"), name, expected) {
        const Association *found = find_measure(table, name);

        wrong += compare(of->id, name, found->value, expected, "value", 1e-9);
        wrong += compare(of->id, name, found->ase1, expected, "ase1", 1e-9);
        wrong += compare(of->id, name, found->ase0, expected, "ase0", 1e-9);
        wrong += compare(of->id, name, found->statistic, expected, "t", 1e-9);
        wrong += compare_tail(of->id, name, found->p, expected, "p", 1e-9);
    }
    return wrong;
}

static size_t
compare_cells(const Case *of, const Crosstab *table, const json_t *expect)
{
    size_t wrong = 0;

    for (size_t i = 0; i < table->n_rows; i++)
        for (size_t j = 0; j < table->n_cols; j++) {
            const Cell *cell = crosstab_cell(table, i, j);
            const struct {
                const char *key;
                double value;
            } parts[] = { { "counts", (double)cell->n },
                          { "expected", cell->expected },
                          { "pearson_residuals", cell->residual_standardised },
                          { "adjusted_residuals", cell->residual_adjusted } };

            for (size_t k = 0; k < G_N_ELEMENTS(parts); k++) {
                const json_t *row = json_array_get(json_object_get(expect, parts[k].key), i);
                double expected = json_number_value(json_array_get(row, j));

                if (fabs(parts[k].value - expected) <= 1e-9 * fmax(1.0, fabs(expected)))
                    continue;
                print_error("%s: %s is %.17g, expected %.17g\n", of->id, parts[k].key,
                            parts[k].value, expected);
                wrong++;
            }
        }
    return wrong;
}

static size_t
run_counts(const json_t *json)
{
    static const char *const names[] = { "pearson", "lr",          "yates",          "linear",
                                         "fisher",  "fisher-less", "fisher-greater", NULL };
    const char *const tests[][2] = { { "pearson", "pearson" },
                                     { "lr", "likelihood_ratio" },
                                     { "yates", "yates" },
                                     { "linear", "linear_by_linear" } };
    const json_t *expect = json_object_get(json, "expect");
    const json_t *fisher = json_object_get(expect, "fisher");
    size_t wrong = 0;
    Case of;

    case_read(&of, json);
    of.ask.tests = names;
    of.ask.measures = of.ask.residuals = true;
    g_autoptr(Query) query = case_run(&of, json);
    const Crosstab *table = query_table(query);
    for (size_t k = 0; k < G_N_ELEMENTS(tests); k++) {
        const TestResult *test = find_test(table, tests[k][0]);
        const json_t *expected = json_object_get(expect, tests[k][1]);

        wrong += compare(of.id, tests[k][0], test->statistic, expected, "statistic", 1e-9);
        wrong += compare(of.id, tests[k][0], test->df1, expected, "df", 0.0);
        wrong += compare_tail(of.id, tests[k][0], test->p, expected, "p", 1e-9);
    }
    wrong += compare_tail(of.id, "fisher", find_test(table, "fisher")->p, fisher, "p", 1e-6);
    wrong +=
        compare_tail(of.id, "less", find_test(table, "fisher-less")->p, fisher, "p_less", 1e-9);
    wrong += compare_tail(of.id, "greater", find_test(table, "fisher-greater")->p, fisher,
                          "p_greater", 1e-9);
    assert_true(table->plain);
    assert_int_equal(table->base_n, (size_t)number(expect, "n"));
    wrong += compare_cells(&of, table, expect) + compare_measures(&of, table, expect);
    case_clear(&of);
    return wrong;
}

static size_t
run_letters(const json_t *json)
{
    const json_t *expect = json_object_get(json, "expect"), *row, *letters;
    const json_t *comparisons = json_object_get(expect, "comparisons");
    size_t index, j, wrong = 0;
    Case of;

    case_read(&of, json);
    g_autoptr(Query) query = case_run(&of, json);
    const Crosstab *table = query_table(query);
    assert_int_equal(table->n_comparisons, json_array_size(comparisons));
    json_array_foreach (comparisons, index, row) {
        const Comparison *found = &table->comparisons[index];

        assert_string_equal(table->rows[found->row], text(row, "row"));
        assert_string_equal(table->cols[found->a], text(row, "a"));
        assert_string_equal(table->cols[found->b], text(row, "b"));
        wrong += compare(of.id, "z", found->statistic, row, "z", 1e-9);
        wrong += compare_tail(of.id, "p", found->p, row, "p", 1e-9);
        wrong += compare_tail(of.id, "p_adj", found->p_adjusted, row, "p_adj", 1e-9);
        wrong += compare(of.id, "comparisons", (double)found->n, row, "comparisons", 0.0);
    }
    json_array_foreach (json_object_get(expect, "letters"), index, row)
        json_array_foreach (json_object_get(row, "letters"), j, letters)
            assert_string_equal(crosstab_cell(table, index, j)->letters,
                                json_string_value(letters));
    case_clear(&of);
    return wrong;
}

/* Column J of the table, or its margin. */
static size_t
compare_column(const Case *of, const Crosstab *table, size_t j, const json_t *expected)
{
    const Cell *base = crosstab_cell(table, table->n_rows, j);
    const json_t *row;
    double responses = 0.0;
    size_t index, wrong = compare(of->id, "cases", base->total.value, expected, "cases", 1e-9);

    wrong += compare(of->id, "cases", (double)base->n, expected, "cases_unweighted", 0.0);
    json_array_foreach (json_object_get(expected, "rows"), index, row) {
        size_t i = find_text(table->rows, table->n_rows, text(row, "option"));
        const Cell *cell = crosstab_cell(table, i, j);

        responses += cell->total.value;
        wrong += compare(of->id, "count", cell->total.value, row, "count", 1e-9);
        wrong += compare(of->id, "of cases", 100.0 * cell->share_col.value, row, "percent_of_cases",
                         1e-9);
        wrong += compare(of->id, "of responses", 100.0 * cell->share_cell.value, row,
                         "percent_of_responses", 1e-9);
        wrong += compare(of->id, "se", 100.0 * cell->share_col.se, row, "se", 1e-9);
        wrong += compare(of->id, "lower", 100.0 * cell->share_col.lower, row, "ci_lo", 1e-9);
        wrong += compare(of->id, "upper", 100.0 * cell->share_col.upper, row, "ci_hi", 1e-9);
    }
    assert_int_equal(index, table->n_rows);
    return wrong + compare(of->id, "responses", responses, expected, "responses", 1e-9);
}

static size_t
run_multiple(const json_t *json)
{
    const json_t *expect = json_object_get(json, "expect"), *group;
    const json_t *total = json_object_get(expect, "total");
    size_t index, wrong = 0;
    Case of;

    case_read(&of, json);
    g_autoptr(Query) query = case_run(&of, json);
    const Crosstab *table = query_table(query);
    wrong += compare_column(&of, table, table->n_cols, total ? total : expect);
    json_array_foreach (json_object_get(expect, "by"), index, group)
        wrong += compare_column(&of, table,
                                find_text(table->cols, table->n_cols, text(group, "group")), group);
    case_clear(&of);
    return wrong;
}

static void
run_file(const char *path, size_t (*run)(const json_t *json), size_t n)
{
    json_t *file = load(path);
    const json_t *cases = json_object_get(file, "cases"), *json;
    size_t index, wrong = 0;

    json_array_foreach (cases, index, json)
        wrong += run(json);
    assert_int_equal(json_array_size(cases), n);
    assert_int_equal(wrong, 0);
    json_decref(file);
}

static void
tests_under_a_design_agree_with_r_survey(void **state)
{
    (void)state;
    run_file("tests/reference/svychisq.json", run_design, 7);
    run_file("tests/reference/random_tables.json", run_design, 3);
}

static void
tests_and_measures_of_counts_agree_with_r(void **state)
{
    (void)state;
    run_file("tests/reference/crosstab.json", run_counts, 6);
}

static void
column_letters_are_those_of_pooled_z_tests(void **state)
{
    (void)state;
    run_file("tests/reference/column_tests.json", run_letters, 4);
}

static void
several_answers_agree_with_direct_counting(void **state)
{
    (void)state;
    run_file("tests/reference/multiresponse.json", run_multiple, 6);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tests_under_a_design_agree_with_r_survey),
        cmocka_unit_test(tests_and_measures_of_counts_agree_with_r),
        cmocka_unit_test(column_letters_are_those_of_pooled_z_tests),
        cmocka_unit_test(several_answers_agree_with_direct_counting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
