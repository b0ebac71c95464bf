/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_number.c - numbers in cells: carried whole, shown with the digits that paper shows. */
#include "datasets/number.h"
#include "reports/xlsx.h"

#include <stdlib.h>
#include <string.h>

static bool
is_digit(const char *p)
{
    return g_ascii_isdigit(*p);
}

/* The digits of SHOWN with their minus: *BEGIN and *END are bytes. */
static bool
find_digits(const char *shown, const NumberStyle *style, size_t *begin, size_t *end)
{
    size_t minus = strlen(style->minus);

    *begin = strcspn(shown, "0123456789");
    if (!shown[*begin])
        return false;
    for (*end = strlen(shown); !is_digit(shown + *end - 1); --*end)
        ;
    if (*begin >= minus && strncmp(shown + *begin - minus, style->minus, minus) == 0)
        *begin -= minus;
    return true;
}

static int
count_decimals(const char *digits, const NumberStyle *style)
{
    const char *mark = strstr(digits, style->decimal);

    return mark ? (int)strlen(mark + strlen(style->decimal)) : 0;
}

/* The power of ten at which NUMBER is shown as DIGITS; -1: at none. */
static int
find_power(double number, const char *digits, int decimals, const NumberStyle *style)
{
    static const int powers[] = { 0, 2 };

    for (size_t i = 0; i < G_N_ELEMENTS(powers); i++) {
        g_autofree char *text = number_format(number, powers[i], decimals, style);

        if (strcmp(text, digits) == 0)
            return powers[i];
    }
    return -1;
}

/* NUMBER times 10^POWER, as near as a double comes: the shortest text with its mark moved. */
static double
scale(double number, int power)
{
    char buffer[NUMBER_BUFFER];

    if (power == 0)
        return number;
    const char *text = number_write(number, buffer), *exponent = strchr(text, 'e');
    int moved = power + (exponent ? atoi(exponent + 1) : 0);
    g_autofree char *scaled = g_strdup_printf("%.*se%d", (int)strcspn(text, "e"), text, moved);
    return g_ascii_strtod(scaled, NULL);
}

/* A symbol in place of the digits stands for nothing else than 0. */
static bool
symbol_of_zero(double number, const char *shown, CellNumber *out)
{
    if (number != 0.0 || *shown == '\0')
        return false;
    *out = (CellNumber){
        .grouped = true, .zero = g_strdup(shown), .before = g_strdup(""), .after = g_strdup("")
    };
    return true;
}

bool
cell_number(double number, const char *shown, const char *language, CellNumber *out)
{
    NumberStyle style = *number_style(language);
    size_t begin, end;

    if (!find_digits(shown, &style, &begin, &end))
        return symbol_of_zero(number, shown, out);
    g_autofree char *digits = g_strndup(shown + begin, end - begin);
    int decimals = count_decimals(digits, &style);
    int power = find_power(number, digits, decimals, &style);
    bool grouped = power >= 0;

    if (power < 0) {
        style.group = "";
        power = find_power(number, digits, decimals, &style);
    }
    if (power < 0)
        return false;
    bool percent = power == 2 && strcmp(shown + end, style.percent) == 0;
    double value = percent ? number : scale(number, power);
    *out = (CellNumber){ .value = value,
                         .power = percent ? 0 : power,
                         .decimals = decimals,
                         .grouped = grouped,
                         .percent = percent,
                         .no_minus = number < 0.0 && !g_str_has_prefix(digits, style.minus),
                         .before = g_strndup(shown, begin),
                         .after = g_strdup(shown + end) };
    return true;
}

void
cell_number_clear(CellNumber *number)
{
    g_free(number->zero);
    g_free(number->before);
    g_free(number->after);
}

/* TEXT as a format takes it: between quotation marks, which stand outside with a backslash. */
static void
add_literal(GString *format, const char *text)
{
    g_auto(GStrv) pieces = g_strsplit(text, "\"", -1);

    for (char **piece = pieces; *piece; piece++) {
        if (piece > pieces)
            g_string_append(format, "\\\"");
        if (**piece)
            g_string_append_printf(format, "\"%s\"", *piece);
    }
}

/* Space as wide as TEXT. */
static void
add_space(GString *format, const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        g_string_append_printf(format, "_%.*s", (int)(g_utf8_next_char(text) - text), text);
}

static void
add_section(GString *format, const CellNumber *number, const CellColumn *column, const char *mark,
            const char *minus)
{
    add_literal(format, number->before);
    add_literal(format, minus);
    g_string_append(format, number->grouped ? "#,##0" : "0");
    if (number->decimals > 0)
        g_string_append_c(format, '.');
    for (int i = 0; i < number->decimals; i++)
        g_string_append_c(format, '0');
    if (number->percent) {
        /* the sign itself must not be quoted: it is what multiplies by 100 */
        g_autofree char *space = g_strndup(number->after, strcspn(number->after, "%"));

        add_literal(format, space);
        g_string_append_c(format, '%');
    } else {
        add_literal(format, number->after);
    }
    if (*number->after == '\0') {
        if (number->decimals == 0 && column->decimals > 0)
            add_space(format, ".");
        for (int i = number->decimals; i < column->decimals; i++)
            add_space(format, "0");
        if (column->after) {
            add_space(format, " ");
            add_space(format, column->after);
        }
    }
    if (mark) {
        add_literal(format, " ");
        add_literal(format, mark);
    } else if (column->mark) {
        add_space(format, " ");
        add_space(format, column->mark);
    }
}

char *
cell_format(const CellNumber *number, const CellColumn *column, const char *mark)
{
    GString *format = g_string_new(NULL);

    add_section(format, number, column, mark, "");
    g_string_append_c(format, ';');
    add_section(format, number, column, mark, number->no_minus ? "" : "\u2212");
    if (number->zero) {
        g_string_append_c(format, ';');
        add_literal(format, number->zero);
        if (mark) {
            add_literal(format, " ");
            add_literal(format, mark);
        }
    }
    return g_string_free(format, FALSE);
}
