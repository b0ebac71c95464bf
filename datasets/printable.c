/* SPDX-License-Identifier: GPL-3.0-or-later */
/* printable.c - bytes from a file as they may stand in a message. */
#include "datasets/printable.h"

#include <glib.h>
#include <stdbool.h>

char *
text_printable(const char *text, size_t length, size_t max)
{
    GString *shown = g_string_new(NULL);
    const char *end = text + length;

    for (size_t n = 0; text < end; n++) {
        gunichar c = g_utf8_get_char_validated(text, end - text);
        bool valid = c != (gunichar)-1 && c != (gunichar)-2 && c != 0;

        if (n == max) {
            g_string_append(shown, "\u2026");
            break;
        }
        if (c == '\n' || c == '\r' || c == '\t')
            g_string_append(shown, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
        else if (!valid || c < 0x20 || c == 0x7f)
            g_string_append_printf(shown, "\\x%02x", (guint)(guchar)*text);
        else if (!g_unichar_isprint(c) || (c != ' ' && g_unichar_isspace(c)))
            g_string_append_printf(shown, "\\u%04x", c);
        else
            g_string_append_unichar(shown, c);
        text += valid ? g_unichar_to_utf8(c, NULL) : 1;
    }
    return g_string_free(shown, FALSE);
}
