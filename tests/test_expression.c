/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "datasets/expression.h"
#include "datasets/number.h"
#include "tests/check.h"

/* Four rows: x is 2, 0, missing, -1; q is a category, k one of codes. */
static double x_cells[] = { 2, 0, NAN, -1 };
static double y_cells[] = { 4, 3, 1, NAN };
static int32_t q_cells[] = { 0, 1, -1, 2 };
static const char *const q_levels[] = { "Yes", "No", "it's" };
static int32_t k_cells[] = { 0, 1, 2, -1 };
static const char *const k_levels[] = { "0114", "1", "none" };
static double a_cells[] = { 1, 2, 3, 4 };

static Column columns[] = {
    { .name = "x", .type = COLUMN_NUMBER, .number = x_cells },
    { .name = "y", .type = COLUMN_NUMBER, .number = y_cells },
    { .name = "q", .type = COLUMN_CATEGORY, .code = q_cells, .levels = q_levels, .n_levels = 3 },
    { .name = "kommun",
      .type = COLUMN_CATEGORY,
      .code = k_cells,
      .levels = k_levels,
      .n_levels = 3 },
    { .name = "api.99", .type = COLUMN_NUMBER, .number = a_cells },
    { .name = "ålder", .type = COLUMN_NUMBER, .number = a_cells },
    { .name = "my col", .type = COLUMN_NUMBER, .number = a_cells },
};

static const Dataset block = { .n_rows = 4,
                               .n_columns = G_N_ELEMENTS(columns),
                               .columns = columns };

static Expression *
parsed(const char *text)
{
    g_autoptr(GError) error = NULL;
    Expression *expression = expression_parse(text, &error);

    assert_no_error(error);
    return expression;
}

/* M stands for missing. */
#define M NAN
#define assert_values(text, ...) \
    check_values((text), (const double[]){ __VA_ARGS__ }, __FILE__, __LINE__)

static void
check_values(const char *text, const double *expected, const char *file, int line)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Expression) expression = parsed(text);
    double values[4];

    if (!expression_evaluate(expression, &block, values, &error))
        print_error("%s\n", error->message);
    else {
        size_t i = 0;
        while (i < 4 &&
               (isnan(expected[i]) ? isnan(values[i]) : fabs(values[i] - expected[i]) < 1e-14))
            i++;
        if (i == 4)
            return;
        print_error("%s: row %d is %.17g, not %.17g\n", text, (int)i, values[i], expected[i]);
    }
    _fail(file, line);
}

static void
arithmetic_binds_as_in_school(void **state)
{
    (void)state;
    assert_values("1 + 2 * 3 ^ 2", 19, 19, 19, 19);
    assert_values("(1 + 2) * 3", 9, 9, 9, 9);
    assert_values("-2 ^ 2", -4, -4, -4, -4);
    assert_values("2 ^ 3 ^ 2", 512, 512, 512, 512);
    assert_values("2 ^ -1", .5, .5, .5, .5);
    assert_values("10 - 4 - 3", 3, 3, 3, 3);
    assert_values("24 / 4 / 2", 3, 3, 3, 3);
    assert_values("--3 + +1", 4, 4, 4, 4);
    assert_values("1e3 + .5 + 5.", 1005.5, 1005.5, 1005.5, 1005.5);
    assert_values("x + y", 6, 3, M, M);
    assert_values("x * -1", -2, 0, M, 1);
}

static void
what_is_not_defined_is_missing(void **state)
{
    (void)state;
    assert_values("y / x", 2, M, M, M);
    assert_values("log(x)", log(2.0), M, M, M);
    assert_values("(0 - 8) ^ 0.5", M, M, M, M);
    assert_values("exp(1000)", M, M, M, M);
    assert_values("x ^ 0", 1, 1, M, 1);
    assert_values("1 ^ x", 1, 1, M, 1);
}

static void
conditions_have_three_values(void **state)
{
    (void)state;
    assert_values("x = 2", 1, 0, M, 0);
    assert_values("x == 2", 1, 0, M, 0);
    assert_values("x != 2", 0, 1, M, 1);
    assert_values("x <= 0", 0, 1, M, 1);
    assert_values("0 < x", 1, 0, M, 0);
    assert_values("not x = 2", 0, 1, M, 1);
    /* rows 3 and 4: missing with true, false with missing */
    assert_values("x = 2 and y > 0", 1, 0, M, 0);
    assert_values("x = 2 or y > 0", 1, 1, 1, M);
    assert_values("x = 2 and y > 2", 1, 0, 0, 0);
    assert_values("x", 2, 0, M, -1);
    assert_values("not x", 0, 1, M, 0);
    assert_values("x and 1", 1, 0, M, 1);
    assert_values("not x = 2 and y = 4 or y = 3", 0, 1, 0, M);
}

static void
texts_are_compared_with_the_text_of_the_cell(void **state)
{
    (void)state;
    assert_values("q = 'Yes'", 1, 0, M, 0);
    assert_values("q != \"Yes\"", 0, 1, M, 1);
    assert_values("'Yes' = q", 1, 0, M, 0);
    assert_values("q = 'it''s'", 0, 0, M, 1);
    assert_values("q in ('Yes', 'No')", 1, 1, M, 0);
    assert_values("q not in ('Yes', 'No')", 0, 0, M, 1);
    assert_values("q = 'absent'", 0, 0, M, 0);
    assert_values("kommun = '0114'", 1, 0, 0, M);
    assert_values("kommun = '114'", 0, 0, 0, M);
}

/* A level that is no number is unequal to every number, and has no order among them. */
static void
numbers_are_compared_with_the_value_of_the_cell(void **state)
{
    (void)state;
    assert_values("kommun = 114", 1, 0, 0, M);
    assert_values("kommun != 114", 0, 1, 1, M);
    assert_values("kommun > 1", 1, 0, M, M);
    assert_values("1 < kommun", 1, 0, M, M);
    assert_values("1 >= kommun", 0, 1, M, M);
    assert_values("kommun = -1", 0, 0, 0, M);
    assert_values("kommun in (1, 114)", 1, 1, 0, M);
    assert_values("kommun in ('none', 1)", 0, 1, 1, M);
    assert_values("x in (2, -1)", 1, 0, M, 1);
    assert_values("x in (y - 2, 0)", 1, 1, M, M);
    assert_values("round(x / 3) in (1)", 1, 0, M, 0);
}

static void
functions_give_what_they_are_called(void **state)
{
    (void)state;
    assert_values("min(x, y)", 2, 0, M, M);
    assert_values("max(x, y, 3)", 4, 3, M, M);
    assert_values("abs(x)", 2, 0, M, 1);
    assert_values("round(2.5)", 3, 3, 3, 3);
    assert_values("round(-0.145, 2)", -.15, -.15, -.15, -.15);
    assert_values("round(1.005, 2)", 1.01, 1.01, 1.01, 1.01);
    assert_values("round(-1.3349999, 2)", -1.33, -1.33, -1.33, -1.33);
    assert_values("round(0.4)", 0, 0, 0, 0);
    assert_values("round(24787, -3)", 25000, 25000, 25000, 25000);
    assert_values("exp(log(7))", 7, 7, 7, 7);
    assert_values("if(x > 0, y, 9)", 4, 9, M, 9);
    assert_values("missing(x)", 0, 0, 1, 0);
    assert_values("missing(q)", 0, 0, 1, 0);
    assert_values("missing(x + y)", 0, 0, 1, 1);
}

static void
names_may_hold_points_and_letters_of_any_script(void **state)
{
    (void)state;
    assert_values("api.99", 1, 2, 3, 4);
    assert_values("ålder * 2", 2, 4, 6, 8);
    assert_values("`my col` + `ålder`", 2, 4, 6, 8);
    g_autoptr(Expression) expression = parsed("`a``b`");
    assert_string_equal(expression->text, "a`b");
}

static void
calls_with_any_name_are_read(void **state)
{
    (void)state;
    g_autoptr(Expression) share = parsed("share(stype = 'E')");
    assert_int_equal(share->kind, EXPRESSION_CALL);
    assert_string_equal(share->text, "share");
    assert_int_equal(share->arguments[0]->kind, EXPRESSION_EQUAL);
    assert_int_equal(share->arguments[0]->begin, 6);
    assert_int_equal(share->arguments[0]->end, 17);

    g_autoptr(Expression) ratio = parsed("ratio(api.stu/enroll) - 1");
    assert_int_equal(ratio->kind, EXPRESSION_SUBTRACT);
    assert_int_equal(ratio->arguments[0]->end, 21);
    g_autoptr(Expression) quantile = parsed("quantile(x, 0.25, 0.5)");
    assert_int_equal(quantile->n_arguments, 3);
    assert_close(quantile->arguments[1]->number, 0.25, 0);
    g_autoptr(Expression) count = parsed("count()");
    assert_int_equal(count->n_arguments, 0);
}

static void
what_cannot_be_read_is_shown_with_a_caret(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        { "", "ends where a name" },
        { "x =", "    x =\n       ^" },
        { "x + * y", "expected a name, a number, a text or ( here\n    x + * y\n        ^" },
        { "(x + 1", "the ( that opens here is never closed\n    (x + 1\n    ^" },
        { "f(x, y", "the ( that opens here is never closed\n    f(x, y\n     ^" },
        { "q = 'Yes", "the ' that opens here is never closed\n    q = 'Yes\n        ^" },
        { "x y", "expected an operator, or the end, here\n    x y\n      ^" },
        { "x & y", "'&' is not used here; write and" },
        { "x <> y", "'<>' is not used here; write !=\n    x <> y\n      ^~" },
        { "1 < x < 3", "join them with 'and'\n    1 < x < 3\n          ^" },
        { "2kr", "backticks\n    2kr\n    ^~~" },
        { "x in ()", "is empty" },
        { "x in 3", "expected a list" },
        { "x not 3", "expected 'in'" },
        { "x ? 1", "no meaning here" },
        { "id = 9007199254740993", "in quotes" },
        { "ålder = = 1", "    ålder = = 1\n            ^" },
        { "``", "a name is empty" },
        { "f(,)", "expected a name" },
        { "\xE5", "not UTF-8" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        assert_null(expression_parse(cases[i].text, &error));
        assert_error(error, ANDEL_ERROR_USAGE, cases[i].message);
    }
}

static char *
repeated(const char *head, const char *part, int n, const char *tail)
{
    GString *text = g_string_new(head);

    for (int i = 0; i < n; i++)
        g_string_append(text, part);
    g_string_append(text, tail);
    return g_string_free(text, FALSE);
}

static void
deep_and_long_expressions_are_refused_and_not_followed(void **state)
{
    (void)state;
    static const char *const parts[] = { "(", "-", "not ", "2^", "f(", "-(", "(2^" };
    double values[4];

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = repeated("", parts[i], 100000, "1");

        assert_null(expression_parse(text, &error));
        assert_error(error, ANDEL_ERROR_USAGE, "deeper than the limit of 200");
    }
    g_autoptr(GError) error = NULL;
    g_autofree char *deep = g_strconcat("", NULL);
    for (int i = 0; i < 150; i++) {
        char *more = g_strconcat("(", deep, NULL);
        g_free(deep);
        deep = more;
    }
    g_autofree char *closed = repeated(deep, "1", 1, "");
    g_autofree char *sound = repeated(closed, ")", 150, "");
    g_autoptr(Expression) nested = parsed(sound);
    assert_true(expression_evaluate(nested, &block, values, NULL));

    g_autofree char *chain = repeated("x = 1", " or x = 2", 900, "");
    g_autoptr(Expression) chained = parsed(chain);
    assert_true(expression_evaluate(chained, &block, values, NULL));
    assert_close(values[0], 1, 0);
    g_autofree char *longer = repeated("x", " + x", 100000, "");
    assert_null(expression_parse(longer, &error));
    assert_error(error, ANDEL_ERROR_USAGE, "more than 2000 operators");
    g_autofree char *list = repeated("x in (2", ", 7", 5000, ")");
    g_autoptr(Expression) listed = parsed(list);
    assert_true(expression_evaluate(listed, &block, values, NULL));
    assert_close(values[0], 1, 0);
}

static char *
requested(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Expression) expression = parsed(text);
    g_autoptr(GArray) requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    GString *list = g_string_new(NULL);

    assert_true(expression_requests(expression, requests, &error));
    for (guint i = 0; i < requests->len; i++) {
        const ColumnRequest *request = &g_array_index(requests, ColumnRequest, i);
        g_string_append_printf(list, "%s%s:%s", i > 0 ? " " : "", request->name,
                               request->as == READ_NUMBER     ? "number"
                               : request->as == READ_CATEGORY ? "category"
                                                              : "either");
    }
    return g_string_free(list, FALSE);
}

static void
columns_are_asked_for_as_they_are_used(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "q1 = 1", "q1:either" },
        { "-1 < q1", "q1:either" },
        { "q1 = 'a' and q1 = 'b'", "q1:category" },
        { "'a' = q1", "q1:category" },
        { "q1 in ('a', 'b')", "q1:category" },
        { "q1 in ('a', 1)", "q1:category" },
        { "q1 in (1, -2)", "q1:either" },
        { "q1 in (1, z)", "z:number q1:number" },
        { "x + y > 2 * x", "x:number y:number" },
        { "x = y", "y:number x:number" },
        { "missing(z)", "z:either" },
        { "missing(z + 1)", "z:number" },
        { "if(q = 'a', x, 0)", "q:category x:number" },
        { "x", "x:number" },
        { "x = 1 or x + 0 = 1", "x:either x:number" },
        { "1 = 1", "" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *list = requested(cases[i][0]);
        assert_string_equal(list, cases[i][1]);
    }
}

static void
what_cannot_be_computed_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        { "rond(x)", "unknown function 'rond'; did you mean 'round'?" },
        { "share(x)", "unknown function 'share'; there are: min max" },
        { "if(x, 1)", "if() takes 3 arguments, not 2" },
        { "abs()", "abs() takes 1 argument, not 0" },
        { "round(x, 1, 2)", "round() takes 1 to 2 arguments, not 3" },
        { "q + 'a'", "the text 'a' stands where a number is due" },
        { "q < 'b'", "texts have no order" },
        { "x + 1 = 'a'", "only a column can be compared with a text" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL, again = NULL;
        g_autoptr(Expression) expression = parsed(cases[i].text);
        g_autoptr(GArray) requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
        double values[4];

        assert_false(expression_requests(expression, requests, &error));
        assert_error(error, ANDEL_ERROR_USAGE, cases[i].message);
        assert_false(expression_evaluate(expression, &block, values, &again));
        assert_error(again, ANDEL_ERROR_USAGE, "");
    }
}

static void
a_column_that_is_not_there_is_named_with_its_neighbour(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL, text = NULL, number = NULL;
    double values[4];
    g_autoptr(Expression) near = parsed("komun = 1");
    g_autoptr(Expression) category = parsed("kommun + 1");
    g_autoptr(Expression) numbers = parsed("x = '2'");

    assert_false(expression_evaluate(near, &block, values, &error));
    assert_error(error, ANDEL_ERROR_USAGE, "there is no column 'komun'; did you mean 'kommun'?");
    assert_false(expression_evaluate(category, &block, values, &text));
    assert_error(text, ANDEL_ERROR_USAGE, "'kommun' holds the text 'none' where a number is due");
    assert_false(expression_evaluate(numbers, &block, values, &number));
    assert_error(number, ANDEL_ERROR_USAGE, "'x' is a column of numbers");
}

/* More rows than a step takes at a time, and not a multiple of it. */
static void
every_row_of_a_large_block_is_computed(void **state)
{
    (void)state;
    enum { N = 5001 };
    g_autofree double *cells = g_new(double, N), *values = g_new0(double, N);
    Column column = { .name = "n", .type = COLUMN_NUMBER, .number = cells };
    Dataset large = { .n_rows = N, .n_columns = 1, .columns = &column };
    g_autoptr(Expression) expression = parsed("n * 2 + if(n > 2500, 1, 0)");

    for (int i = 0; i < N; i++)
        cells[i] = i;
    assert_true(expression_evaluate(expression, &large, values, NULL));
    for (int i = 0; i < N; i++)
        assert_true(values[i] == 2.0 * i + (i > 2500));
}

/* The short way and the exact one. */
static void
rounding_is_that_of_shown_numbers(void **state)
{
    (void)state;
    enum { N = 4000 };
    g_autofree double *cells = g_new(double, N), *values = g_new0(double, N);
    Column column = { .name = "n", .type = COLUMN_NUMBER, .number = cells };
    Dataset many = { .n_rows = N, .n_columns = 1, .columns = &column };
    g_autoptr(Expression) expression = parsed("round(n, 2)");

    for (int i = 0; i < N; i++)
        cells[i] = (i - N / 2) * 0.0005 + (i % 3) * 1e-9;
    assert_true(expression_evaluate(expression, &many, values, NULL));
    for (int i = 0; i < N; i++)
        assert_true(values[i] == number_round(cells[i], 0, 2));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic_binds_as_in_school),
        cmocka_unit_test(what_is_not_defined_is_missing),
        cmocka_unit_test(conditions_have_three_values),
        cmocka_unit_test(texts_are_compared_with_the_text_of_the_cell),
        cmocka_unit_test(numbers_are_compared_with_the_value_of_the_cell),
        cmocka_unit_test(functions_give_what_they_are_called),
        cmocka_unit_test(names_may_hold_points_and_letters_of_any_script),
        cmocka_unit_test(calls_with_any_name_are_read),
        cmocka_unit_test(what_cannot_be_read_is_shown_with_a_caret),
        cmocka_unit_test(deep_and_long_expressions_are_refused_and_not_followed),
        cmocka_unit_test(columns_are_asked_for_as_they_are_used),
        cmocka_unit_test(what_cannot_be_computed_is_refused),
        cmocka_unit_test(a_column_that_is_not_there_is_named_with_its_neighbour),
        cmocka_unit_test(every_row_of_a_large_block_is_computed),
        cmocka_unit_test(rounding_is_that_of_shown_numbers),
    };
    return cmocka_run_group_tests_name("expression", tests, NULL, NULL);
}
