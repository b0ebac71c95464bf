/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/plain.h"

#include "plots/text.h"

#include <string.h>

static size_t
letter_width(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

size_t
plain_width(const char *text)
{
    size_t width = 0;

    for (const char *p = text; *p; p = g_utf8_next_char(p))
        width += letter_width(g_utf8_get_char(p));
    return width;
}

char *
plain_clean(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *clean = g_string_sized_new(strlen(valid));

    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029)
            g_string_append_c(clean, ' ');
        else
            g_string_append_unichar(clean, g_unichar_iscntrl(c) || text_turns(c) ? 0xfffd : c);
    }
    return g_string_free(clean, FALSE);
}

/* Adds WORD to LINES, whose last line is USED wide, and returns how wide that is now. */
static size_t
add_word(GPtrArray *lines, GString *line, size_t used, const char *word, size_t width)
{
    size_t wide = plain_width(word);

    if (used > 0 && used + 1 + wide > width) {
        g_ptr_array_add(lines, g_strdup(line->str));
        g_string_truncate(line, 0);
        used = 0;
    }
    if (used > 0) {
        g_string_append_c(line, ' ');
        used++;
    }
    for (const char *p = word; *p; p = g_utf8_next_char(p)) {
        size_t step = letter_width(g_utf8_get_char(p));

        if (used > 0 && used + step > width) {
            g_ptr_array_add(lines, g_strdup(line->str));
            g_string_truncate(line, 0);
            used = 0;
        }
        g_string_append_unichar(line, g_utf8_get_char(p));
        used += step;
    }
    return used;
}

char **
plain_wrap(const char *text, size_t width)
{
    g_autofree char *clean = plain_clean(text);
    g_auto(GStrv) words = g_strsplit(clean, " ", -1);
    g_autoptr(GString) line = g_string_new(NULL);
    GPtrArray *lines = g_ptr_array_new();
    size_t used = 0;

    for (char **word = words; *word; word++)
        if (**word)
            used = add_word(lines, line, used, *word, MAX(width, (size_t)2));
    g_ptr_array_add(lines, g_strdup(line->str));
    g_ptr_array_add(lines, NULL);
    return (char **)g_ptr_array_free(lines, FALSE);
}

void
plain_paragraph(GString *out, const char *text, const char *first, size_t width)
{
    size_t indent = plain_width(first);
    g_auto(GStrv) lines = plain_wrap(text, width > indent ? width - indent : 1);

    for (char **line = lines; *line; line++) {
        if (line == lines)
            g_string_append(out, first);
        else
            g_string_append_printf(out, "%*s", (int)indent, "");
        g_string_append_printf(out, "%s\n", *line);
    }
}
