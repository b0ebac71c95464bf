/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/json.h"

#include "datasets/number.h"

#include <math.h>
#include <string.h>

void
json_text(GString *out, const char *text)
{
    if (!text) {
        g_string_append(out, "null");
        return;
    }
    g_autofree char *valid = g_utf8_make_valid(text, -1);

    g_string_append_c(out, '"');
    for (const char *p = valid; *p; p++) {
        unsigned char c = (unsigned char)*p;

        if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", c);
        else if (c == '\n')
            g_string_append(out, "\\n");
        else if (c == '\t')
            g_string_append(out, "\\t");
        else if (c < 0x20 || c == 0x7f)
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_c(out, *p);
    }
    g_string_append_c(out, '"');
}

void
json_number(GString *out, double number)
{
    char buffer[NUMBER_BUFFER];

    g_string_append(out, isfinite(number) ? number_write(number, buffer) : "null");
}

void
json_next(GString *out)
{
    if (out->len > 0 && !strchr("{[", out->str[out->len - 1]))
        g_string_append(out, ", ");
}

void
json_key(GString *out, const char *key)
{
    json_next(out);
    json_text(out, key);
    g_string_append(out, ": ");
}
