/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_open.c - the trace that a document holds, by the kind of document. */
#include "datasets/error.h"
#include "datasets/module.h"
#include "reports/html.h"
#include "reports/pdf_write.h"
#include "reports/trace.h"
#include "reports/trace_store.h"

#include <string.h>

static Trace *
open_pdf(GBytes *bytes, const char *name, GError **error)
{
    const Printing *printing = module_find("andel-print.so", "andel_printing", error);
    g_autoptr(GBytes) stored = printing ? printing->find(bytes, name, TRACE_FILE, error) : NULL;
    gsize length;

    if (!stored)
        return NULL;
    const char *text = g_bytes_get_data(stored, &length);
    return trace_read(text, length, name, error);
}

static Trace *
open_html(const char *text, size_t length, const char *name, GError **error)
{
    const char *begin = g_strstr_len(text, (gssize)length, TRACE_SCRIPT);

    begin = begin ? begin + strlen(TRACE_SCRIPT) : NULL;
    const char *end =
        begin ? g_strstr_len(begin, (gssize)length - (begin - text), "</script>") : NULL;
    if (end)
        return trace_read(begin, (size_t)(end - begin), name, error);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "%s: this is no report or result of andel: no PDF, no JSON, and no page that says "
                "where its numbers come from; name one that andel %s or later made",
                name, ANDEL_VERSION);
    return NULL;
}

Trace *
trace_open(GBytes *bytes, const char *name, GError **error)
{
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    size_t at = 0;

    while (at < length && g_ascii_isspace(text[at]))
        at++;
    if (length >= 5 && memcmp(text, "%PDF-", 5) == 0)
        return open_pdf(bytes, name, error);
    if (at < length && text[at] == '{')
        return trace_read(text, length, name, error);
    return open_html(text, length, name, error);
}

void
trace_store_html(const Report *report, GString *out)
{
    g_autoptr(Trace) trace = trace_of_report(report);
    g_autofree char *text = trace_write(trace);

    if (trace->numbers->len == 0)
        return;
    g_string_append(out, TRACE_SCRIPT);
    html_data(out, text);
    g_string_append(out, "</script>\n");
}
