/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/unit.h"

#include "datasets/error.h"

#include <stdlib.h>
#include <string.h>

const char *const unit_names[N_UNITS] = { "h", "min", "person", "case", "month", "year", "%" };

enum { MOST = 9 };

static bool
add_power(int8_t *power, int change)
{
    int sum = *power + change;

    if (abs(sum) > MOST)
        return false;
    *power = (int8_t)sum;
    return true;
}

static bool
add_money(Unit *unit, int year, int change)
{
    size_t i = 0;

    if (change == 0)
        return true;
    while (i < UNIT_MONEYS && unit->money[i].power != 0 && unit->money[i].year < year)
        i++;
    if (i < UNIT_MONEYS && unit->money[i].power != 0 && unit->money[i].year == year) {
        if (!add_power(&unit->money[i].power, change))
            return false;
        if (unit->money[i].power == 0) {
            for (; i + 1 < UNIT_MONEYS; i++)
                unit->money[i] = unit->money[i + 1];
            unit->money[UNIT_MONEYS - 1].power = 0;
            unit->money[UNIT_MONEYS - 1].year = 0;
        }
        return true;
    }
    if (unit->money[UNIT_MONEYS - 1].power != 0)
        return false;
    for (size_t j = UNIT_MONEYS - 1; j > i; j--)
        unit->money[j] = unit->money[j - 1];
    unit->money[i].year = year;
    unit->money[i].power = 0;
    return add_power(&unit->money[i].power, change);
}

bool
unit_multiply(const Unit *a, const Unit *b, int sign, Unit *product)
{
    Unit result = *a;

    for (size_t i = 0; i < N_UNITS; i++)
        if (!add_power(&result.power[i], sign * b->power[i]))
            return false;
    for (size_t i = 0; i < UNIT_MONEYS; i++)
        if (!add_money(&result, b->money[i].year, sign * b->money[i].power))
            return false;
    *product = result;
    return true;
}

/* One word of a unit, to the power POWER, into UNIT. */
static bool
add_word(Unit *unit, const char *word, int power, GError **error)
{
    static const char *const known[] = { "kr", "h", "min", "person", "case", "month", "year" };
    bool fits = true;

    if (strcmp(word, "1") == 0)
        return true;
    if (g_str_has_prefix(word, "kr") && strspn(word + 2, "0123456789") == strlen(word + 2) &&
        (word[2] == '\0' || strlen(word) == 6))
        fits = add_money(unit, atoi(word + 2), power);
    else {
        size_t i = 0;

        while (i < N_UNITS && strcmp(word, unit_names[i]) != 0)
            i++;
        if (i == N_UNITS) {
            const char *near = nearest_name(word, known, G_N_ELEMENTS(known));
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "'%s' is no unit; %s%s%sthere are kr (or kr2016 with the year of the "
                        "prices), h, min, person, case, month, year, %% and 1",
                        word, near ? "did you mean '" : "", near ? near : "", near ? "'? " : "");
            return false;
        }
        fits = add_power(&unit->power[i], power);
    }
    if (!fits)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "powers above %d, or more than %d price years, are too much for one unit", MOST,
                    UNIT_MONEYS);
    return fits;
}

/* The number after a '^' at *P, which moves past it; 1 when there is none, 0 when it is wrong. */
static int
read_power(const char **p)
{
    if (**p != '^')
        return 1;
    bool negative = (*p)[1] == '-';
    const char *digit = *p + 1 + negative;
    if (!g_ascii_isdigit(*digit) || g_ascii_isdigit(digit[1]))
        return 0;
    *p = digit + 1;
    return negative ? '0' - *digit : *digit - '0';
}

bool
unit_read(const char *text, Unit *unit, GError **error)
{
    const char *p = text ? text : "1";
    int sign = 1;

    memset(unit, 0, sizeof *unit);
    for (;;) {
        while (*p == ' ')
            p++;
        const char *begin = p;
        size_t length = strcspn(p, " */^");
        const char *dot = g_strstr_len(p, (gssize)length, "\u00b7");
        if (dot)
            length = (size_t)(dot - p);
        p += length;
        g_autofree char *word = g_strndup(begin, length);
        int power = read_power(&p);
        if (length == 0 || power == 0) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the unit '%s' cannot be read; write it like kr/month or kr/person/year",
                        text ? text : "");
            return false;
        }
        if (!add_word(unit, word, sign * power, error))
            return false;
        while (*p == ' ')
            p++;
        if (*p == '\0')
            return true;
        sign = *p == '/' ? -1 : 1;
        if (*p == '/' || *p == '*')
            p++;
        else if (g_str_has_prefix(p, "\u00b7"))
            p += strlen("\u00b7");
        /* what else stands here is read as a word and refused as one */
    }
}

static void
append_factor(GString *text, const char *name, int year, int power)
{
    g_string_append(text, power < 0 ? "/" : text->len > 0 ? "\u00b7" : "");
    g_string_append(text, name);
    if (year != 0)
        g_string_append_printf(text, "%d", year);
    if (abs(power) > 1)
        g_string_append_printf(text, "^%d", abs(power));
}

char *
unit_show(const Unit *unit, const char *const *names, const char *money, const char *one)
{
    GString *text = g_string_new(NULL);

    for (int sign = 1; sign >= -1; sign -= 2) {
        for (size_t i = 0; i < UNIT_MONEYS; i++)
            if (sign * unit->money[i].power > 0)
                append_factor(text, money, unit->money[i].year, unit->money[i].power);
        for (size_t i = 0; i < N_UNITS; i++)
            if (sign * unit->power[i] > 0)
                append_factor(text, names[i], 0, unit->power[i]);
        if (sign == 1 && text->len == 0)
            g_string_append(text, one);
    }
    return g_string_free(text, FALSE);
}

char *
unit_text(const Unit *unit)
{
    return unit_show(unit, unit_names, "kr", "1");
}

/* UNIT with minutes counted as hours and per cent as numbers. */
static Unit
reduced(const Unit *unit)
{
    Unit result = *unit;

    result.power[UNIT_HOUR] = (int8_t)(unit->power[UNIT_HOUR] + unit->power[UNIT_MINUTE]);
    result.power[UNIT_MINUTE] = 0;
    result.power[UNIT_PERCENT] = 0;
    return result;
}

static bool
same(const Unit *a, const Unit *b)
{
    for (size_t i = 0; i < UNIT_MONEYS; i++)
        if (a->money[i].power != b->money[i].power ||
            (a->money[i].power != 0 && a->money[i].year != b->money[i].year))
            return false;
    return memcmp(a->power, b->power, sizeof a->power) == 0;
}

bool
unit_converts(const Unit *from, const Unit *to)
{
    Unit a = reduced(from), b = reduced(to);

    return same(&a, &b);
}

double
unit_convert(double value, const Unit *from, const Unit *to)
{
    int minutes = to->power[UNIT_MINUTE] - from->power[UNIT_MINUTE];
    int percents = to->power[UNIT_PERCENT] - from->power[UNIT_PERCENT];

    /* divided by whole numbers rather than multiplied by their inverse: 30 min is exactly 0.5 h */
    for (; minutes > 0; minutes--)
        value *= 60.0;
    for (; minutes < 0; minutes++)
        value /= 60.0;
    for (; percents > 0; percents--)
        value *= 100.0;
    for (; percents < 0; percents++)
        value /= 100.0;
    return value;
}

bool
unit_months_for_years(const Unit *a, const Unit *b)
{
    Unit x = reduced(a), y = reduced(b);

    if (x.power[UNIT_MONTH] == y.power[UNIT_MONTH])
        return false;
    x.power[UNIT_YEAR] = (int8_t)(x.power[UNIT_YEAR] + x.power[UNIT_MONTH]);
    y.power[UNIT_YEAR] = (int8_t)(y.power[UNIT_YEAR] + y.power[UNIT_MONTH]);
    x.power[UNIT_MONTH] = y.power[UNIT_MONTH] = 0;
    return same(&x, &y);
}

Unit
unit_plain(const Unit *unit)
{
    Unit result = *unit, number = { 0 }, percent = { .power[UNIT_PERCENT] = 1 };

    if (unit->power[UNIT_HOUR] != 0 && unit->power[UNIT_MINUTE] != 0) {
        result = reduced(unit);
        result.power[UNIT_PERCENT] = unit->power[UNIT_PERCENT];
    }
    if (same(&result, &percent) || same(&result, &number))
        return result;
    result.power[UNIT_PERCENT] = 0;
    return result;
}

bool
unit_is_number(const Unit *unit)
{
    Unit number = { 0 };

    return unit_converts(unit, &number);
}
