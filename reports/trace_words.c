/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_words.c - the numbers that stand in words: of sentences, titles, notes. */
#include "reports/tracer.h"

#include <math.h>
#include <string.h>

enum { CONTEXT = 28 };

/* The words around TEXT[FROM, TO), digits as #, so that a change elsewhere does not touch them. */
static char *
context_of(const char *text, size_t from, size_t to)
{
    const char *begin = text + from, *end = text + to;

    for (int i = 0; i < CONTEXT && begin > text; i++)
        begin = g_utf8_find_prev_char(text, begin);
    for (int i = 0; i < CONTEXT && *end; i++)
        end = g_utf8_next_char(end);
    GString *around = g_string_new(begin > text ? "\u2026" : "");
    for (const char *c = begin; c < end; c++) {
        if (c == text + from)
            g_string_append(around, "[#]");
        if (c < text + from || c >= text + to)
            g_string_append_c(around, g_ascii_isdigit(*c) ? '#' : *c);
    }
    if (*end)
        g_string_append(around, "\u2026");
    g_strdelimit(around->str, "\n", ' ');
    return g_string_free(around, FALSE);
}

void
tracer_words(Tracer *tracer, const char *prefix, unsigned *count, const char *text,
             const char *label)
{
    size_t length;

    for (size_t at = 0; text && trace_next_number(text, &at, &length); at += length) {
        g_autofree char *printed = g_strndup(text + at, length);
        g_autofree char *address = g_strdup_printf("%s.s%u", prefix, ++*count);
        g_autofree char *around = context_of(text, at, at + length);
        TraceNumber number = { .value = NAN };

        tracer_add(tracer, &number, address, label ? label : around, printed);
    }
}

/* The text of RUNS, and where each of them begins in STARTS [n + 1]. */
static char *
join_runs(const GArray *runs, size_t *starts)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < runs->len; i++) {
        starts[i] = text->len;
        g_string_append(text, g_array_index(runs, Run, i).text);
    }
    starts[runs->len] = text->len;
    return g_string_free(text, FALSE);
}

void
tracer_runs(Tracer *tracer, const char *prefix, const GArray *runs)
{
    g_autofree size_t *starts = g_new0(size_t, (runs ? runs->len : 0) + 1);
    g_autofree char *text = runs ? join_runs(runs, starts) : NULL;
    unsigned count = 0;

    for (guint i = 0; runs && i < runs->len; i++) {
        const Run *run = &g_array_index(runs, Run, i);
        size_t at = 0, length = strlen(run->text);

        if (run->link && *run->link == '#')
            continue; /* a reference: the number of a figure */
        while (run->address || trace_next_number(run->text, &at, &length)) {
            g_autofree char *address = g_strdup_printf("%s.s%u", prefix, ++count);
            g_autofree char *around = context_of(text, starts[i] + at, starts[i] + at + length);
            g_autofree char *printed = g_strndup(run->text + at, length);
            TraceNumber number = { .value = NAN, .line = run->line };

            if (run->address)
                tracer_name(tracer, &number, run->address);
            tracer_add(tracer, &number, address, around, printed);
            at += length;
            if (run->address)
                break;
        }
    }
}
