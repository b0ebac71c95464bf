/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/number.h"

#include "datasets/number_shortest.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Powers of ten that are doubles exactly. */
static const double exact_power[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                      1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                      1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

/* strtod on a copy with a point: for what the exact path below cannot prove. */
static double
read_with_strtod(const char *text, size_t length, char decimal)
{
    char stack[64];
    g_autofree char *heap = length < sizeof stack ? NULL : g_malloc(length + 1);
    char *copy = heap ? heap : stack;

    memcpy(copy, text, length);
    copy[length] = '\0';
    char *mark = decimal == '.' ? NULL : strchr(copy, decimal);
    if (mark)
        *mark = '.';
    return g_ascii_strtod(copy, NULL);
}

/* Without the table that g_ascii_isdigit() looks in. */
static inline bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The usual cell: up to 15 signs, digits and perhaps a mark, without a zero before other digits.
 * FALSE when TEXT is something else, which may yet be a number. */
static bool
read_plain(const char *text, size_t length, char decimal, double *value)
{
    const char *p = text, *end = text + length;
    uint64_t digits = 0;
    size_t n_decimals = 0;

    if (length > 15 || (length > 1 && *text == '0' && text[1] != decimal))
        return false;
    for (; p < end && is_digit(*p); p++)
        digits = digits * 10 + (uint64_t)(*p - '0');
    if (p < end && *p == decimal) {
        for (p++; p < end && is_digit(*p); p++, n_decimals++)
            digits = digits * 10 + (uint64_t)(*p - '0');
        length--;
    }
    if (p != end || length == 0)
        return false;
    *value = (double)digits / exact_power[n_decimals];
    return true;
}

bool
number_read_digits(const char *text, size_t length, char decimal, int64_t *digits, int *decimals)
{
    bool negative = length > 0 && *text == '-', point = false;
    size_t begin = length > 0 && (*text == '-' || *text == '+');
    int n_digits = 0;

    *digits = 0;
    *decimals = 0;
    for (size_t i = begin; i < length; i++) {
        if (text[i] == decimal && !point) {
            point = true;
            continue;
        }
        if (!is_digit(text[i]) || *digits >= INT64_C(100000000000000000) || *decimals == 18)
            return false;
        *digits = *digits * 10 + (text[i] - '0');
        *decimals += point;
        n_digits++;
    }
    *digits = negative ? -*digits : *digits;
    return n_digits > 0;
}

NumberKind
number_read(const char *text, size_t length, char decimal, double *value)
{
    const char *end = text + length, *p = text;
    bool negative = p < end && *p == '-';
    uint64_t digits = 0;
    int n_digits = 0, n_decimals = 0, n_significant = 0;
    long exponent = 0;

    if (read_plain(text, length, decimal, value))
        return NUMBER_VALUE;
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    const char *whole = p;
    while (p < end && g_ascii_isdigit(*p)) {
        if (n_significant < 19)
            digits = digits * 10 + (uint64_t)(*p - '0');
        n_significant += n_significant > 0 || *p != '0';
        n_digits++;
        p++;
    }
    size_t whole_length = (size_t)(p - whole);
    bool integer = true;
    if (p < end && *p == decimal) {
        integer = false;
        for (p++; p < end && g_ascii_isdigit(*p); p++) {
            if (n_significant < 19)
                digits = digits * 10 + (uint64_t)(*p - '0');
            n_significant += n_significant > 0 || *p != '0';
            n_digits++;
            n_decimals++;
        }
    }
    if (n_digits == 0)
        return NUMBER_NONE;
    if (p < end && (*p == 'e' || *p == 'E')) {
        integer = false;
        p++;
        bool down = p < end && *p == '-';
        if (p < end && (*p == '-' || *p == '+'))
            p++;
        if (p == end)
            return NUMBER_NONE;
        for (; p < end && g_ascii_isdigit(*p); p++)
            exponent = MIN(exponent * 10 + (*p - '0'), 100000);
        if (down)
            exponent = -exponent;
    }
    if (p != end)
        return NUMBER_NONE;

    /* One correctly rounded division or product of exact doubles is the nearest double: Clinger
     * (1990), How to read floating point numbers accurately, PLDI. */
    long power = exponent - n_decimals;
    if (n_significant <= 19 && digits <= (UINT64_C(1) << 53) && power >= -22 && power <= 22) {
        double exact = (double)digits;
        *value = power < 0 ? exact / exact_power[-power] : exact * exact_power[power];
        if (negative)
            *value = -*value;
    } else {
        *value = read_with_strtod(text, length, decimal);
        if (!isfinite(*value))
            return NUMBER_NONE;
    }
    if (whole_length > 1 && *whole == '0')
        return NUMBER_CODE;
    if (integer && (n_significant > 19 || digits > UINT64_C(1) << 53))
        return NUMBER_CODE;
    return NUMBER_VALUE;
}

static void
write_digits(double value, int precision, char buffer[NUMBER_BUFFER])
{
    char format[8];

    g_snprintf(format, sizeof format, "%%.%dg", precision);
    g_ascii_formatd(buffer, NUMBER_BUFFER, format, value);
}

/* Whether so many digits can be read back as VALUE. */
static bool
holds(double value, int precision, char buffer[NUMBER_BUFFER])
{
    write_digits(value, precision, buffer);
    return g_ascii_strtod(buffer, NULL) == value;
}

/* As "%g" writes them: with an exponent below 10^-4. */
static const char *
write_shortest(bool negative, Shortest shortest, char buffer[NUMBER_BUFFER])
{
    char digits[NUMBER_BUFFER] = "", *to = buffer;
    int whole = shortest.exponent >= -4 ? shortest.exponent + 1 : 1; /* digits before the point */

    for (int k = shortest.n; k-- > 0; shortest.digits /= 10)
        digits[k] = (char)('0' + shortest.digits % 10);
    if (negative)
        *to++ = '-';
    for (int k = MIN(whole, 1) - 1; k < MAX(shortest.n, whole); k++) {
        if (k == whole && k < shortest.n)
            *to++ = '.';
        *to++ = k >= 0 && k < shortest.n ? digits[k] : '0';
    }
    *to = '\0';
    if (shortest.exponent < -4)
        g_snprintf(to, NUMBER_BUFFER - (gulong)(to - buffer), "e-%02d", -shortest.exponent);
    return buffer;
}

const char *
number_write(double value, char buffer[NUMBER_BUFFER])
{
    char shorter[NUMBER_BUFFER];
    Shortest shortest;
    int precision = 1;

    g_assert(isfinite(value));
    if (value == 0.0)
        return strcpy(buffer, "0");
    if (fabs(value) < 1e15 && value == floor(value)) {
        g_snprintf(buffer, NUMBER_BUFFER, "%" G_GINT64_FORMAT, (gint64)value);
        return buffer;
    }
    if (number_shortest(fabs(value), &shortest))
        return write_shortest(value < 0.0, shortest, buffer);
    if (fabs(value) < DBL_MIN) { /* subnormal numbers have fewer digits than others */
        while (!holds(value, precision, buffer))
            precision++;
        return buffer;
    }
    /* 17 digits hold all numbers, and 16 those that 15 hold: two are enough to be tried */
    if (!holds(value, 16, buffer))
        write_digits(value, 17, buffer);
    else if (holds(value, 15, shorter))
        strcpy(buffer, shorter);
    return buffer;
}

static const NumberStyle plain = { ".", "", "-", "%" };
static const NumberStyle english = { ".", ",", "\u2212", "%" };
static const NumberStyle swedish = { ",", "\u202f", "\u2212", "\u00a0%" };

const NumberStyle *
number_style(const char *language)
{
    if (language && g_str_has_prefix(language, "sv"))
        return &swedish;
    return language && *language == '\0' ? &plain : &english;
}

/* The decimal digits of |VALUE| times 10^POWER, rounded to DECIMALS decimals: "0" to "999...",
 * of which the last DECIMALS are decimals; at least DECIMALS + 1 of them. */
static GString *
rounded_digits(double value, int power, int decimals)
{
    char text[NUMBER_BUFFER];
    g_autoptr(GString) digits = g_string_new(NULL);
    int point = 0; /* where the decimal point stands in DIGITS */
    bool seen = false;

    number_write(fabs(value), text);
    for (const char *p = text; *p && *p != 'e'; p++) {
        if (*p == '.')
            seen = true;
        else {
            g_string_append_c(digits, *p);
            point += !seen;
        }
    }
    const char *exponent = strchr(text, 'e');
    point += power + (exponent ? atoi(exponent + 1) : 0);

    GString *result = g_string_new(NULL);
    int keep = point + decimals; /* digits that stay; may be below 0 or beyond the end */
    for (int i = MIN(0, point - 1); i < keep; i++)
        g_string_append_c(result, i >= 0 && i < (int)digits->len ? digits->str[i] : '0');
    if (keep >= 0 && keep < (int)digits->len && digits->str[keep] >= '5') {
        gssize i = (gssize)result->len - 1;

        for (; i >= 0 && result->str[i] == '9'; i--)
            result->str[i] = '0';
        if (i >= 0)
            result->str[i]++;
        else
            g_string_prepend_c(result, '1');
    }
    while ((int)result->len < decimals + 1)
        g_string_prepend_c(result, '0');
    gsize zeros = strspn(result->str, "0");
    g_string_erase(result, 0, (gssize)MIN(zeros, result->len - (gsize)decimals - 1));
    return result;
}

char *
number_format(double value, int power, int decimals, const NumberStyle *style)
{
    g_assert(isfinite(value) && decimals >= 0);
    g_autoptr(GString) digits = rounded_digits(value, power, decimals);
    bool zero = strspn(digits->str, "0") == digits->len;
    size_t whole = digits->len - (size_t)decimals;
    GString *text = g_string_new(value < 0.0 && !zero ? style->minus : "");

    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            g_string_append(text, style->group);
        g_string_append_c(text, digits->str[i]);
    }
    if (decimals > 0) {
        g_string_append(text, style->decimal);
        g_string_append(text, digits->str + whole);
    }
    return g_string_free(text, FALSE);
}

int
number_decimals(double value, int most)
{
    g_autofree char *text = number_format(value, 0, most, &plain);
    size_t end = strlen(text);

    while (most > 0 && text[end - 1] == '0') {
        end--;
        most--;
    }
    return most;
}

double
number_round(double value, int power, int decimals)
{
    g_autofree char *text = number_format(value, power, decimals, &plain);

    return g_ascii_strtod(text, NULL);
}

int64_t
number_percent(uint64_t k, uint64_t n, int decimals)
{
    uint64_t scale = 100;

    g_assert(n > 0 && k <= n && n < (UINT64_C(1) << 40) && decimals >= 0 && decimals <= 4);
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    return (int64_t)((2 * scale * k + n) / (2 * n));
}
