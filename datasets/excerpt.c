/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/excerpt.h"

#include <string.h>

enum {
    WIDTH = 100, /* characters of a line that are shown */
    BEFORE = 40, /* of these, before the place, when the line is cut */
    MARK = 60    /* longest mark */
};

static const char dots[] = "...";

/* Columns that a character takes on a terminal. */
static size_t
columns_of(gunichar c)
{
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

static void
append_repeated(GString *out, char c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        g_string_append_c(out, c);
}

void
excerpt_append(GString *out, const char *gutter, const char *line, size_t length, size_t begin,
               size_t end)
{
    const char *from = line, *stop = line + length;
    size_t before = 0, marked = 0, shown = 0;

    begin = MIN(begin, length);
    end = MIN(end, length);
    if ((size_t)g_utf8_strlen(line, (gssize)length) > WIDTH) {
        from = line + begin;
        for (int i = 0; i < BEFORE && from > line; i++)
            from = g_utf8_prev_char(from);
    }
    g_string_append_printf(out, "\n%s%s", gutter, from > line ? dots : "");
    before = from > line ? strlen(dots) : 0;
    const char *p = from;
    for (; p < stop && shown < WIDTH; p = g_utf8_next_char(p), shown++) {
        gunichar c = g_utf8_get_char(p);

        if (c == '\t' || !g_unichar_isprint(c)) {
            if (g_unichar_iszerowidth(c))
                continue;
            c = ' ';
        }
        g_string_append_unichar(out, c);
        if (p < line + begin)
            before += columns_of(c);
        else if (p < line + end)
            marked += columns_of(c);
    }
    if (p < stop)
        g_string_append(out, dots);
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);

    g_string_append_c(out, '\n');
    size_t width = strlen(gutter);
    for (size_t i = 0; i < width; i++)
        g_string_append_c(out, gutter[i] == '|' ? '|' : ' ');
    append_repeated(out, ' ', before);
    g_string_append_c(out, '^');
    append_repeated(out, '~', MIN(MAX(marked, 1), MARK) - 1);
}
