/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_expression.c - no text may crash, hang or leak as an expression. As a test: mutations of
 * some by a fixed seed. For a fuzzer: clang -fsanitize=fuzzer -DFUZZER. */
#include "datasets/error.h"
#include "datasets/expression.h"
#include "tests/check.h"
#include "tests/mutate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static double numbers[] = { 1, NAN, -2 };
static int32_t codes[] = { 0, -1, 1 };
static const char *const levels[] = { "a", "01" };
static Column columns[] = {
    { .name = "x", .type = COLUMN_NUMBER, .number = numbers },
    { .name = "q", .type = COLUMN_CATEGORY, .code = codes, .levels = levels, .n_levels = 2 },
};
static const Dataset block = { .n_rows = 3, .n_columns = 2, .columns = columns };

static void
check_places(const Expression *expression, size_t begin, size_t end)
{
    g_assert(begin <= expression->begin && expression->begin < expression->end &&
             expression->end <= end);
    for (size_t i = 0; i < expression->n_arguments; i++)
        check_places(expression->arguments[i], expression->begin, expression->end);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(GError) refused = NULL, unfit = NULL, error = NULL;
    g_autoptr(Expression) expression = expression_parse(text, &refused);
    g_autoptr(GArray) requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    double values[3];

    if (!expression) {
        g_assert(refused && refused->code == ANDEL_ERROR_USAGE &&
                 g_utf8_validate(refused->message, -1, NULL));
        return 0;
    }
    check_places(expression, 0, strlen(text));
    bool fits = expression_requests(expression, requests, &unfit);
    bool computed = expression_evaluate(expression, &block, values, &error);
    g_assert(fits == (unfit == NULL) && computed == (error == NULL));
    g_assert(fits || !computed); /* what needs no columns can be computed, and nothing else */
    for (size_t i = 0; computed && i < 3; i++)
        g_assert(isnan(values[i]) || isfinite(values[i]));
    return 0;
}

#ifndef FUZZER
static void
no_mutation_of_an_expression_does_harm(void **state)
{
    (void)state;
    static const char *const seeds[] = {
        "x = 1 and q != 'a' or not missing(x)",
        "round(-x ^ 2 / 3, 2) >= min(x, 4.5e1, .5)",
        "q in ('a', \"b\", 1) and x not in (1, -2)",
        "if(x > 0, log(x), exp(abs(`x`)))",
        "ratio(api.stu/enroll) - share(q = 'a') * 1e3",
        "((x)) + 2 * (3 - x)",
        "'='<='<'",
    };
    static const char *const words[] = { "(",    ")",    ",",    "'",    "\"",   "`",       " and ",
                                         " or ", "not ", " in ", "=",    "<=",   "!=",      "^",
                                         "-",    "*",    "x",    "q",    "1",    "'a'",     "e5",
                                         ".",    "å",    "≠",    "\xFF", "min(", "missing(" };
    uint64_t seed = 20171124;

    for (int i = 0; i < 50000; i++) {
        const char *text = seeds[mutate_below(&seed, G_N_ELEMENTS(seeds))];
        g_autoptr(GByteArray) input = g_byte_array_new();

        g_byte_array_append(input, (const guint8 *)text, (guint)strlen(text));
        mutate(input, words, G_N_ELEMENTS(words), &seed);
        LLVMFuzzerTestOneInput(input->data, input->len);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_mutation_of_an_expression_does_harm),
    };
    return cmocka_run_group_tests_name("fuzz expression", tests, NULL, NULL);
}
#endif
