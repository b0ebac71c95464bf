/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_text.c - texts and places of cells as a workbook writes them. */
#include "reports/xlsx.h"

#include <string.h>

/* TRUE if P begins with what would be read as an escaped character: "_x000A_". */
static bool
looks_escaped(const char *p)
{
    enum { DIGITS = 4 };

    if (p[0] != '_' || p[1] != 'x')
        return false;
    for (size_t i = 0; i < DIGITS; i++)
        if (!g_ascii_isxdigit(p[2 + i]))
            return false;
    return p[2 + DIGITS] == '_';
}

/* TRUE for what XML 1.0 has no way to write, and the carriage return, which it would lose. */
static bool
is_unwritable(gunichar c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f || c == 0xfffe || c == 0xffff;
}

void
xlsx_text(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);

    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c == '&')
            g_string_append(out, "&amp;");
        else if (c == '<')
            g_string_append(out, "&lt;");
        else if (c == '>')
            g_string_append(out, "&gt;");
        else if (c == '"')
            g_string_append(out, "&quot;");
        else if (is_unwritable(c))
            g_string_append_printf(out, "_x%04X_", c);
        else if (looks_escaped(p))
            g_string_append(out, "_x005F_");
        else
            g_string_append_unichar(out, c);
    }
}

void
xlsx_place(GString *out, size_t row, size_t column, bool fixed)
{
    enum { LETTERS = 26 };
    char name[16];
    size_t begin = sizeof name - 1;

    name[begin] = '\0';
    for (size_t k = column + 1; k > 0; k = (k - 1) / LETTERS)
        name[--begin] = (char)('A' + (k - 1) % LETTERS);
    g_string_append_printf(out, fixed ? "$%s$%zu" : "%s%zu", name + begin, row + 1);
}
