/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "datasets/number.h"
#include "datasets/number_four.h"
#include "tests/check.h"

static NumberKind
kind_of(const char *text, double *value)
{
    *value = 0.0;
    return number_read(text, strlen(text), '.', value);
}

static void
spellings_of_numbers_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } cases[] = { { "0", 0 },       { "-7", -7 },
                  { "+3", 3 },      { ".5", .5 },
                  { "5.", 5 },      { "1e3", 1000 },
                  { "1E-3", .001 }, { "0.1", .1 },
                  { "-0.0", 0 },    { "9007199254740992", 9007199254740992.0 } };
    double value;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_int_equal(kind_of(cases[i].text, &value), NUMBER_VALUE);
        assert_true(value == cases[i].value);
    }
    assert_int_equal(number_read("3,5", 3, ',', &value), NUMBER_VALUE);
    assert_true(value == 3.5);
}

static void
what_is_no_number_is_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",    "-",     "+",   ".",    "1e",    "e5",      "nan",
        "inf", "0x1A",  "1d5", "1,5",  "1 000", " 1",      "1 ",
        "--5", "1.2.3", "5-",  "12ab", "1e999", "\u22127", "1e999999999999"
    };
    double value;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_int_equal(kind_of(cases[i], &value), NUMBER_NONE);
}

static void
codes_are_not_numbers(void **state)
{
    (void)state;
    double value;

    assert_int_equal(kind_of("0114", &value), NUMBER_CODE);
    assert_int_equal(kind_of("00", &value), NUMBER_CODE);
    assert_int_equal(kind_of("-012", &value), NUMBER_CODE);
    assert_int_equal(kind_of("9007199254740993", &value), NUMBER_CODE);
    assert_int_equal(kind_of("0.5", &value), NUMBER_VALUE);
    assert_int_equal(kind_of("9007199254740993.0", &value), NUMBER_VALUE);
}

/* A long sequence of made-up decimals: the fast path and strtod must agree in every bit. */
static void
every_number_is_what_strtod_gives(void **state)
{
    (void)state;
    uint64_t seed = 88172645463325252u;
    char text[64];
    double value;

    for (int i = 0; i < 200000; i++) {
        seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17; /* xorshift64 */
        g_snprintf(text, sizeof text, "%s%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT "e%d",
                   seed & 1 ? "-" : "", 1 + (seed >> 8) % 1000000000, (seed >> 20) % 100000000,
                   (int)(seed >> 40) % 40 - 20);
        assert_int_equal(kind_of(text, &value), NUMBER_VALUE);
        assert_true(value == g_ascii_strtod(text, NULL));
    }
}

static void
numbers_are_written_as_the_shortest_text_that_reads_back(void **state)
{
    (void)state;
    char buffer[NUMBER_BUFFER];

    assert_string_equal(number_write(0.1, buffer), "0.1");
    assert_string_equal(number_write(-0.0, buffer), "0");
    assert_string_equal(number_write(42190.65, buffer), "42190.65");
    assert_string_equal(number_write(1.0 / 3.0, buffer), "0.3333333333333333");
    assert_string_equal(number_write(123456789012345.0, buffer), "123456789012345");
    assert_string_equal(number_write(5e-324, buffer), "5e-324");
}

/* The first of 15, 16 and 17 digits of printf() that strtod() reads back. */
static void
write_with_printf(double value, char buffer[NUMBER_BUFFER])
{
    char format[8];

    for (int digits = 15; digits <= 17; digits++) {
        g_snprintf(format, sizeof format, "%%.%dg", digits);
        g_ascii_formatd(buffer, NUMBER_BUFFER, format, value);
        if (g_ascii_strtod(buffer, NULL) == value)
            return;
    }
}

/* Of many magnitudes, with few digits and with many, and beside powers of 2 and 10. */
static double
some_number(GRand *rand, int k)
{
    double part = g_rand_double(rand), sign = k % 2 == 0 ? 1.0 : -1.0;

    switch (k % 5) {
    case 0:
        return sign * part * pow(10.0, g_rand_int_range(rand, -13, 17));
    case 1:
        return sign * g_rand_int_range(rand, 1, 1000000) / pow(10.0, g_rand_int_range(rand, 0, 12));
    case 2:
        return ldexp(1.0, g_rand_int_range(rand, -45, 50)) + (k % 3 == 0 ? ldexp(part, -52) : 0.0);
    case 3:
        return nextafter(pow(10.0, g_rand_int_range(rand, -12, 15)), k % 2 == 0 ? INFINITY : 0.0);
    default:
        return 1.0 / g_rand_int_range(rand, 1, 1000000);
    }
}

static void
numbers_are_written_as_printf_would(void **state)
{
    (void)state;
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    char ours[NUMBER_BUFFER], theirs[NUMBER_BUFFER];

    for (int k = 0; k < 100000; k++) {
        double value = some_number(rand, k);

        if (value == floor(value)) /* written without an exponent */
            continue;
        write_with_printf(value, theirs);
        assert_string_equal(number_write(value, ours), theirs);
    }
}

static char *
shown(double value, int power, int decimals, const char *language)
{
    return number_format(value, power, decimals, number_style(language));
}

/* Expected texts: charts-reports 8.3 of the design, and by hand. */
static void
numbers_are_shown_in_the_style_of_the_language(void **state)
{
    (void)state;
    static const struct {
        double value;
        int power, decimals;
        const char *language, *text;
    } cases[] = {
        { 24787, 0, 0, "sv", "24\u202f787" },
        { 1234567.891, 0, 2, "sv", "1\u202f234\u202f567,89" },
        { -7.1, 0, 1, "sv", "\u22127,1" },
        { -0.04, 0, 1, "sv", "0,0" },
        { 999, 0, 0, "sv", "999" },
        { 1000, 0, 0, "sv", "1\u202f000" },
        { 24787, 0, 0, "en", "24,787" },
        { 1234567.89, 0, 2, "en", "1,234,567.89" },
        { 0.145, 2, 0, "en", "15" },
        { 0.5, 0, 0, "en", "1" },
        { -2.5, 0, 0, "en", "\u22123" },
        { 0.285, 2, 0, "en", "29" },
        { 999.995, 0, 2, "", "1000.00" },
        { 0.0004, 0, 2, "", "0.00" },
        { 0.005, 0, 2, "", "0.01" },
        { 1e21, 0, 0, "", "1000000000000000000000" },
        { 1e-7, 0, 3, "", "0.000" },
        { 52.0 / 109.0, 2, 0, "en", "48" },
        { 24787.006875, 0, 0, "en", "24,787" },
        { 9.96, 0, 1, "", "10.0" },
        { 0.996, 0, 1, "", "1.0" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            shown(cases[i].value, cases[i].power, cases[i].decimals, cases[i].language);
        assert_string_equal(text, cases[i].text);
    }
}

/* Rounded once, on the integers: charts-reports 8.4 of the design. */
static void
shares_are_rounded_half_up_on_the_integers(void **state)
{
    (void)state;
    static const struct {
        uint64_t k, n;
        int64_t percent;
    } cases[] = { { 23, 78, 29 },  { 30, 78, 38 },  { 62, 78, 79 }, { 69, 78, 88 }, { 55, 109, 50 },
                  { 52, 109, 48 }, { 26, 109, 24 }, { 5, 109, 5 },  { 34, 78, 44 }, { 38, 78, 49 },
                  { 6, 78, 8 },    { 1, 8, 13 },    { 0, 5, 0 },    { 5, 5, 100 } };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_int_equal(number_percent(cases[i].k, cases[i].n, 0), cases[i].percent);
    assert_int_equal(number_percent(23, 78, 1), 295);
    assert_int_equal(number_percent(23, 78, 2), 2949);
}

static void
a_mistyped_name_finds_its_neighbour(void **state)
{
    (void)state;
    static const char *const names[] = { "weight", "strata", "fpc" };

    assert_string_equal(nearest_name("wieght", names, 3), "weight");
    assert_string_equal(nearest_name("stratum", names, 3), "strata");
    assert_null(nearest_name("income", names, 3));
}

/* TEXT is to four at once what it is alone, in each of the four places beside other texts. */
static bool
four_agree(const char *text, size_t length, char decimal, bool is_short, double value)
{
#ifdef __SSE2__
    static const char other[1 + NUMBER_SLACK] = "7,";

    for (unsigned k = 0; k < 4 && has_avx2(); k++) {
        const char *texts[4] = { other, other, other, other };
        uint64_t lengths[4] = { 1, 1, 2, 1 }; /* the third is none: a mark of ours or not */
        double values[4];

        texts[k] = text;
        lengths[k] = length;
        unsigned wrong = number_read_four(texts, lengths, decimal, values);
        if (is_short != !(wrong >> k & 1) ||
            (is_short && memcmp(&values[k], &value, sizeof value) != 0) ||
            (k != 0 && values[0] != 7.0))
            return false;
    }
#endif
    return true;
}

/* The short way leaves TEXT alone, or finds the very number. */
static bool
short_agrees(const char *text, size_t length, char decimal)
{
    double quick = -1.0, value = -1.0;
    bool is_short = number_read_short(text, length, decimal, &quick);

    if (!four_agree(text, length, decimal, is_short, quick))
        return false;
    if (!is_short)
        return true;
    return number_read(text, length, decimal, &value) == NUMBER_VALUE &&
           memcmp(&quick, &value, sizeof value) == 0;
}

/* Every text of up to five of these signs, and longer ones at random. */
static void
short_numbers_have_the_same_bits(void **state)
{
    (void)state;
    static const char signs[] = "0179.,-e /:\xb0\xff";
    enum { N = sizeof signs - 1 };
    uint32_t random = 2463534242u;
    size_t n_wrong = 0, n_texts = 1;

    for (size_t length = 1; length <= 5; length++) {
        n_texts *= N;
        for (size_t number = 0; number < n_texts; number++) {
            char text[8 + NUMBER_SLACK] = "0000000000000";
            size_t rest = number;

            for (size_t i = 0; i < length; i++, rest /= N)
                text[i] = signs[rest % N];
            n_wrong += !short_agrees(text, length, '.') || !short_agrees(text, length, ',');
        }
    }
    for (int k = 0; k < 2000000; k++) {
        char text[10 + NUMBER_SLACK] = "9,9,9,9,9,9,9,9,";
        size_t length = (size_t)k % 10;

        for (size_t i = 0; i < length; i++) {
            random ^= random << 13, random ^= random >> 17, random ^= random << 5;
            text[i] = (random >> 8) % 12 == 0 ? '.' : (char)('0' + (random >> 8) % 10);
        }
        n_wrong += !short_agrees(text, length, '.');
    }
    assert_int_equal(n_wrong, 0);
}

static void
short_numbers_are_read_at_all(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "0",        "7",        "42",       "0.5",      ".5", "5.",
        "12345678", "1234.567", "0.123456", "24567.89", "20", "100"
    };
    static const char *const others[] = { "",   ".",  "00",    "012",       "-1",  "+1", "1e3",
                                          "1 ", " 1", "1.2.3", "123456789", "1,5", "x",  "0x1" };
    char text[16 + NUMBER_SLACK];
    double value;

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_strlcpy(text, texts[i], sizeof text);
        assert_true(number_read_short(text, strlen(text), '.', &value));
        assert_true(value == g_ascii_strtod(text, NULL));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_strlcpy(text, others[i], sizeof text);
        assert_false(number_read_short(text, strlen(text), '.', &value));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_numbers_have_the_same_bits),
        cmocka_unit_test(short_numbers_are_read_at_all),
        cmocka_unit_test(spellings_of_numbers_are_read),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(codes_are_not_numbers),
        cmocka_unit_test(every_number_is_what_strtod_gives),
        cmocka_unit_test(numbers_are_written_as_the_shortest_text_that_reads_back),
        cmocka_unit_test(numbers_are_written_as_printf_would),
        cmocka_unit_test(numbers_are_shown_in_the_style_of_the_language),
        cmocka_unit_test(shares_are_rounded_half_up_on_the_integers),
        cmocka_unit_test(a_mistyped_name_finds_its_neighbour),
    };
    return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
