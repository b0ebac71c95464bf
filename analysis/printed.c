/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/printed.h"

#include "datasets/error.h"
#include "datasets/number.h"

#include <string.h>

enum { MOST_DIGITS = 18 };

static bool
refuse(const char *text, const char *why, GError **error)
{
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "'%s' %s", text, why);
    return false;
}

/* Length in bytes of a blank that parts groups of digits at P; 0: none. */
static size_t
blank_at(const char *p)
{
    static const char *const blanks[] = { " ", "\u00a0", "\u202f", "\u2009" };

    for (size_t i = 0; i < G_N_ELEMENTS(blanks); i++)
        if (g_str_has_prefix(p, blanks[i]))
            return strlen(blanks[i]);
    return 0;
}

static size_t
count_digits(const char *p)
{
    return strspn(p, "0123456789");
}

/* The whole part at *P with its groups, into DIGITS. FALSE when a group has not three digits. */
static bool
read_whole(const char **p, bool comma_groups, GString *digits)
{
    size_t n = count_digits(*p);
    bool may_group = n >= 1 && n <= 3;

    g_string_append_len(digits, *p, (gssize)n);
    *p += n;
    for (;;) {
        size_t mark = blank_at(*p);
        if (mark == 0 && comma_groups && **p == ',')
            mark = 1;
        if (mark == 0 || !g_ascii_isdigit((*p)[mark]))
            return n > 0;
        if (!may_group || count_digits(*p + mark) != 3)
            return false;
        g_string_append_len(digits, *p + mark, 3);
        *p += mark + 3;
    }
}

bool
printed_read(const char *text, const char *language, Printed *printed, GError **error)
{
    g_autoptr(GString) digits = g_string_new(NULL);
    bool english = language && !g_str_has_prefix(language, "sv"), swedish = language && !english;
    const char *p = text;
    bool negative = *p == '-' || g_str_has_prefix(p, "\u2212");

    p += *p == '-' ? 1 : negative ? strlen("\u2212") : 0;
    const char *begin = p;
    if (!read_whole(&p, english, digits))
        return refuse(text, "is no printed number; write it like 48, 12.2 or 24 787", error);
    size_t whole = digits->len, decimals = 0;
    bool grouped = (size_t)(p - begin) > whole;
    if (*p == '.' || *p == ',') {
        char mark = *p++;
        decimals = count_digits(p);
        g_string_append_len(digits, p, (gssize)decimals);
        p += decimals;
        bool own_mark = (english && mark == '.') || (swedish && mark == ',');
        /* 24.787 and 24,787: only their own language tells what they are */
        if (decimals == 3 && whole <= 3 && *begin != '0' && !grouped && !own_mark)
            return refuse(text,
                          language ? "has a decimal mark that is not its language's, before three "
                                     "digits; write 24787 or use the other mark"
                                   : "may be a whole number or one with three decimals; give the "
                                     "language of the numbers (lang: sv or en)",
                          error);
        if (decimals == 0)
            return refuse(text, "ends in its decimal mark", error);
    }
    p += blank_at(p);
    if (*p == '%')
        p++;
    if (*p != '\0')
        return refuse(text, "is no printed number; write it like 48, 12.2 or 24 787", error);
    if (digits->len > MOST_DIGITS)
        return refuse(text, "has too many digits", error);

    printed->digits = g_ascii_strtoll(digits->str, NULL, 10) * (negative ? -1 : 1);
    printed->decimals = (int)decimals;
    if (decimals > 0)
        g_string_insert_c(digits, (gssize)whole, '.');
    printed->value = g_ascii_strtod(digits->str, NULL) * (negative ? -1.0 : 1.0);
    return true;
}

bool
published_holds(double printed, int decimals, double computed, int power)
{
    /* both are the double nearest to the same decimal text, or to two that differ */
    return number_round(computed, power, decimals) == printed;
}

static int64_t
floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0); /* b > 0 */
}

/* A rounding that prints p, in units of the last decimal, has (A p + B) n <= C S k < (A p + D) n
 * with S units to the whole; the strict and the weak bound change places when UP. */
typedef struct {
    int64_t a, b, c, d;
    bool up;
} Bounds;

static const Bounds bounds[N_ROUNDINGS] = {
    [ROUNDING_HALF_UP] = { 2, -1, 2, 1, false },
    [ROUNDING_HALF_DOWN] = { 2, -1, 2, 1, true },
    /* the tenths that round up to p are 10 p - 5 to 10 p + 4, and they were rounded half up */
    [ROUNDING_TWO_STEP] = { 20, -11, 20, 9, false },
    [ROUNDING_DOWN] = { 1, 0, 1, 1, false },
    [ROUNDING_UP] = { 1, -1, 1, 0, true },
};

bool
percent_counts(int64_t digits, int decimals, int64_t base, Rounding rounding, int64_t *first,
               int64_t *last)
{
    const Bounds *bound = &bounds[rounding];
    int64_t whole = 100;

    g_assert(decimals >= 0 && decimals <= PERCENT_DECIMALS && base > 0 && base < PERCENT_BASE);
    for (int i = 0; i < decimals; i++)
        whole *= 10;
    if (digits < 0 || digits > whole)
        return false;
    int64_t low = (bound->a * digits + bound->b) * base,
            high = (bound->a * digits + bound->d) * base;
    int64_t step = bound->c * whole;
    if (bound->up) {
        *first = floor_divide(low, step) + 1;
        *last = floor_divide(high, step);
    } else {
        *first = -floor_divide(-low, step);
        *last = -floor_divide(-high, step) - 1;
    }
    *first = MAX(*first, 0);
    *last = MIN(*last, base);
    return *first <= *last;
}
