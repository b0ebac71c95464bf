/* SPDX-License-Identifier: GPL-3.0-or-later */
/* distribution_parse.c - distributions as they stand in a model. */
#include "analysis/distribution.h"

#include "datasets/number.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NUMBERS = 256 };

/* A number and where it stands. */
typedef struct {
    double value;
    size_t begin, end;
} Argument;

typedef struct {
    const char *text;
    size_t at;
    DistributionFault *fault;
    Argument arguments[MOST_NUMBERS];
    size_t n;
} Parser;

static bool G_GNUC_PRINTF(5, 6)
    fail(Parser *parser, size_t begin, size_t end, const char *hint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    *parser->fault = (DistributionFault){ begin, MAX(end, begin + 1),
                                          g_strdup_vprintf(format, arguments), hint };
    va_end(arguments);
    return false;
}

/* The same at argument I. */
static bool
fail_at(Parser *parser, size_t i, const char *what)
{
    return fail(parser, parser->arguments[i].begin, parser->arguments[i].end, NULL, "%s", what);
}

static void
skip_blanks(Parser *parser)
{
    while (parser->text[parser->at] == ' ')
        parser->at++;
}

static bool
take(Parser *parser, char c)
{
    skip_blanks(parser);
    if (parser->text[parser->at] != c)
        return false;
    parser->at++;
    return true;
}

static bool
take_number(Parser *parser)
{
    skip_blanks(parser);
    size_t begin = parser->at, length = strcspn(parser->text + begin, " ,:)");
    double value;

    if (number_read(parser->text + begin, length, '.', &value) == NUMBER_NONE)
        return fail(parser, begin, begin + length, "numbers have a decimal point and no blanks",
                    "a number should stand here");
    if (parser->n == MOST_NUMBERS)
        return fail(parser, begin, begin + length, "put long lists into a file: empirical(FILE)",
                    "at most %d numbers", (int)MOST_NUMBERS);
    parser->arguments[parser->n++] = (Argument){ value, begin, begin + length };
    parser->at = begin + length;
    return true;
}

/* The numbers up to the closing parenthesis; PAIRS: "value: probability". */
static bool
take_numbers(Parser *parser, bool pairs)
{
    do {
        if (!take_number(parser))
            return false;
        if (pairs && !take(parser, ':'))
            return fail(parser, parser->at, parser->at + 1, "as discrete(10: 0.3, 20: 0.7)",
                        "each value is followed by a colon and its probability");
        if (pairs && !take_number(parser))
            return false;
    } while (take(parser, ','));
    if (!take(parser, ')'))
        return fail(parser, parser->at, parser->at + 1, NULL, "a comma or ')' should stand here");
    return true;
}

static bool
set_range(Parser *parser, Distribution *result, size_t low, size_t high)
{
    result->low = parser->arguments[low].value;
    result->high = parser->arguments[high].value;
    return result->low < result->high ||
           fail_at(parser, high, "the highest value is above the lowest");
}

static bool
read_modal(Parser *parser, Distribution *result)
{
    result->mode = parser->arguments[1].value;
    result->lambda = parser->n > 3 ? parser->arguments[3].value : 4.0;
    if (!set_range(parser, result, 0, 2))
        return false;
    if (result->mode < result->low || result->mode > result->high)
        return fail(parser, parser->arguments[1].begin, parser->arguments[1].end,
                    "write them in the order lowest, most likely, highest",
                    "the most likely value lies between the lowest and the highest");
    return result->lambda > 0.0 || fail_at(parser, 3, "the weight of the mode is above 0");
}

static bool
read_normal(Parser *parser, Distribution *result)
{
    result->location = parser->arguments[0].value;
    result->scale = parser->arguments[1].value;
    return result->scale > 0.0 || fail_at(parser, 1, "a standard deviation is above 0");
}

static bool
read_lognormal(Parser *parser, Distribution *result)
{
    if (parser->arguments[0].value <= 0.0)
        return fail_at(parser, 0, "the median of a lognormal is above 0");
    if (parser->arguments[1].value <= 1.0)
        return fail_at(parser, 1,
                       "the ratio of a lognormal is above 1: 90 per cent lie between the median "
                       "divided by it and multiplied by it");
    result->location = log(parser->arguments[0].value);
    result->scale = log(parser->arguments[1].value) / gsl_cdf_ugaussian_Pinv(0.95);
    return true;
}

static bool
read_beta(Parser *parser, Distribution *result)
{
    result->first = parser->arguments[0].value;
    result->second = parser->arguments[1].value;
    result->high = 1.0;
    for (size_t i = 0; i < 2; i++)
        if (parser->arguments[i].value <= 0.0)
            return fail_at(parser, i, "the shapes of a beta are above 0");
    if (parser->n == 3)
        return fail_at(parser, 2, "beta(p, q, low, high) takes both ends of the range");
    return parser->n < 4 || set_range(parser, result, 2, 3);
}

static bool
read_uniform(Parser *parser, Distribution *result)
{
    return set_range(parser, result, 0, 1);
}

static int
by_value(const void *a, const void *b)
{
    double x = ((const Argument *)a)->value, y = ((const Argument *)b)->value;

    return (x > y) - (x < y);
}

static bool
read_discrete(Parser *parser, Distribution *result)
{
    size_t n = parser->n / 2;
    g_autofree Argument *values = g_new(Argument, n);
    double sum = 0.0;

    for (size_t i = 0; i < n; i++) {
        values[i] = parser->arguments[2 * i];
        values[i].begin = 2 * i + 1; /* of its probability */
        if (parser->arguments[2 * i + 1].value < 0.0)
            return fail_at(parser, 2 * i + 1, "a probability is not below 0");
        sum += parser->arguments[2 * i + 1].value;
    }
    if (fabs(sum - 1.0) > 1e-9) {
        char digits[NUMBER_BUFFER];

        return fail(parser, parser->arguments[1].begin, parser->arguments[parser->n - 1].end, NULL,
                    "the probabilities sum to %s, not to 1",
                    number_write(number_round(sum, 0, 9), digits));
    }
    qsort(values, n, sizeof *values, by_value);
    result->values = g_new(double, n);
    result->cumulative = g_new(double, n);
    result->n_values = n;
    sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += parser->arguments[values[i].begin].value;
        result->values[i] = values[i].value;
        result->cumulative[i] = i + 1 < n ? sum : 1.0;
    }
    return true;
}

static const struct {
    const char *name;
    const char *usage;
    DistributionKind kind;
    size_t least, most; /* numbers that it takes */
    bool (*read)(Parser *parser, Distribution *result);
} kinds[] = {
    { "tri", "tri(low, likely, high)", DISTRIBUTION_TRIANGULAR, 3, 3, read_modal },
    { "pert", "pert(low, likely, high) or pert(low, likely, high, lambda)", DISTRIBUTION_PERT, 3, 4,
      read_modal },
    { "normal", "normal(mean, sd)", DISTRIBUTION_NORMAL, 2, 2, read_normal },
    { "lognormal", "lognormal(median, ratio)", DISTRIBUTION_LOGNORMAL, 2, 2, read_lognormal },
    { "beta", "beta(p, q) or beta(p, q, low, high)", DISTRIBUTION_BETA, 2, 4, read_beta },
    { "uniform", "uniform(low, high)", DISTRIBUTION_UNIFORM, 2, 2, read_uniform },
    { "discrete", "discrete(value: probability, ...)", DISTRIBUTION_DISCRETE, 2, MOST_NUMBERS,
      read_discrete },
};

/* "5 to 20": P5 to P95. */
static bool
read_interval(Parser *parser, Distribution *result)
{
    double z = gsl_cdf_ugaussian_Pinv(0.95);

    if (!take_number(parser))
        return false;
    skip_blanks(parser);
    if (!g_str_has_prefix(parser->text + parser->at, "to ")) {
        return fail(
            parser, 0, strlen(parser->text),
            "there are tri, pert, normal, lognormal, beta, uniform, discrete, empirical and "
            "`5 to 20` (P5 to P95)",
            "this is no distribution");
    }
    parser->at += 3;
    if (!take_number(parser))
        return false;
    double low = parser->arguments[0].value, high = parser->arguments[1].value;
    if (low >= high)
        return fail_at(parser, 1, "P95 is above P5");
    bool positive = low > 0.0;
    result->kind = positive ? DISTRIBUTION_LOGNORMAL : DISTRIBUTION_NORMAL;
    if (positive) {
        low = log(low);
        high = log(high);
    }
    result->location = (low + high) / 2.0;
    result->scale = (high - low) / (2.0 * z);
    return true;
}

static bool
read_empirical(Parser *parser, Distribution *result)
{
    const char *end = strrchr(parser->text, ')');

    if (!end || end == parser->text + parser->at)
        return fail(parser, 0, strlen(parser->text), NULL,
                    "empirical(FILE) names a file with one column of numbers");
    result->kind = DISTRIBUTION_DISCRETE;
    result->file = g_strndup(parser->text + parser->at, (gsize)(end - parser->text) - parser->at);
    g_strstrip(result->file);
    parser->at = (size_t)(end - parser->text) + 1;
    return true;
}

static bool
read_call(Parser *parser, size_t name, Distribution *result)
{
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        if (strncmp(kinds[k].name, parser->text, name) != 0 || kinds[k].name[name] != '\0')
            continue;
        result->kind = kinds[k].kind;
        if (!take_numbers(parser, result->kind == DISTRIBUTION_DISCRETE))
            return false;
        if (parser->n < kinds[k].least || parser->n > kinds[k].most)
            return fail(parser, 0, parser->at, NULL, "write %s", kinds[k].usage);
        return kinds[k].read(parser, result);
    }
    if (strncmp("empirical", parser->text, name) == 0 && name == strlen("empirical"))
        return read_empirical(parser, result);
    return fail(parser, 0, name,
                "there are tri, pert, normal, lognormal, beta, uniform, discrete, "
                "empirical and `5 to 20` (P5 to P95)",
                "'%.*s' is no distribution", (int)name, parser->text);
}

Distribution *
distribution_parse(const char *text, DistributionFault *fault)
{
    Parser parser = { .text = text, .fault = fault };
    g_autoptr(Distribution) result = g_new0(Distribution, 1);
    size_t name = 0;

    while (g_ascii_isalpha(text[name]))
        name++;
    bool call = name > 0 && text[name] == '(';
    parser.at = call ? name + 1 : 0;
    if (call ? !read_call(&parser, name, result) : !read_interval(&parser, result))
        return NULL;
    skip_blanks(&parser);
    if (text[parser.at] == '\0')
        return g_steal_pointer(&result);
    fail(&parser, parser.at, strlen(text), NULL, "nothing follows a distribution");
    return NULL;
}
