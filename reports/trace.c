/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace.c - making a trace, and finding in it. */
#include "reports/trace.h"

#include <string.h>

Trace *
trace_new(void)
{
    Trace *trace = g_new0(Trace, 1);

    trace->strings = g_string_chunk_new(4096);
    trace->arguments = g_ptr_array_new();
    trace->origins = g_array_new(FALSE, TRUE, sizeof(Origin));
    trace->numbers = g_array_new(FALSE, TRUE, sizeof(TraceNumber));
    trace->lists = g_ptr_array_new_with_free_func(g_free);
    return trace;
}

void
trace_free(Trace *trace)
{
    if (!trace)
        return;
    g_ptr_array_unref(trace->arguments);
    g_array_unref(trace->origins);
    g_array_unref(trace->numbers);
    g_ptr_array_unref(trace->lists);
    g_string_chunk_free(trace->strings);
    g_free(trace);
}

const char *
trace_text(Trace *trace, const char *text)
{
    return text ? g_string_chunk_insert_const(trace->strings, text) : NULL;
}

const char *const *
trace_facts(Trace *trace, const char *const *facts, size_t n)
{
    const char **list = g_new0(const char *, n + 1);

    for (size_t i = 0; i < n; i++)
        list[i] = trace_text(trace, facts[i]);
    g_ptr_array_add(trace->lists, list);
    return list;
}

const char *
trace_fact(const TraceNumber *number, const char *name)
{
    for (const char *const *fact = number->facts; fact && *fact; fact += 2)
        if (strcmp(fact[0], name) == 0)
            return fact[1];
    return NULL;
}

const TraceNumber *
trace_find(const Trace *trace, const char *address)
{
    for (guint i = 0; i < trace->numbers->len; i++) {
        const TraceNumber *number = &g_array_index(trace->numbers, TraceNumber, i);

        if (strcmp(number->address, address) == 0)
            return number;
    }
    return NULL;
}

/* Bytes of the mark between digits that TEXT begins with: a point, a comma, or a space that groups
 * thousands; 0: none. */
static size_t
mark_length(const char *text)
{
    static const char *const marks[] = { ".", ",", "\u00a0", "\u202f" };

    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (g_str_has_prefix(text, marks[i]))
            return strlen(marks[i]);
    return 0;
}

bool
trace_next_number(const char *text, size_t *at, size_t *length)
{
    static const char minus[] = "\u2212";
    const char *begin = text + *at;

    while (*begin && !g_ascii_isdigit(*begin))
        begin++;
    if (!*begin)
        return false;
    const char *end = begin;
    while (g_ascii_isdigit(*end)) {
        while (g_ascii_isdigit(*end))
            end++;
        size_t mark = mark_length(end);
        if (mark > 0 && g_ascii_isdigit(end[mark]))
            end += mark;
    }
    if ((size_t)(begin - text) >= *at + strlen(minus) &&
        g_str_has_prefix(begin - strlen(minus), minus))
        begin -= strlen(minus);
    *at = (size_t)(begin - text);
    *length = (size_t)(end - begin);
    return true;
}
