/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/complaints.h"

#include "datasets/error.h"

#include <stdarg.h>

/* More than this nobody reads at once. */
enum { MOST_SHOWN = 20 };

typedef struct {
    int line;
    char *text;
} Complaint;

struct Complaints {
    char *name;
    GArray *list; /* of Complaint */
};

static void
clear_complaint(gpointer complaint)
{
    g_free(((Complaint *)complaint)->text);
}

Complaints *
complaints_new(const char *name)
{
    Complaints *complaints = g_new0(Complaints, 1);

    complaints->name = g_strdup(name);
    complaints->list = g_array_new(FALSE, FALSE, sizeof(Complaint));
    g_array_set_clear_func(complaints->list, clear_complaint);
    return complaints;
}

void
complaints_free(Complaints *complaints)
{
    if (!complaints)
        return;
    g_free(complaints->name);
    g_array_free(complaints->list, TRUE);
    g_free(complaints);
}

/* Takes TEXT over. */
static void
add(Complaints *complaints, int line, char *text)
{
    Complaint complaint = { .line = line, .text = text };

    g_array_append_val(complaints->list, complaint);
}

void
complain(Complaints *complaints, int line, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    add(complaints, line,
        line > 0 ? g_strdup_printf("%s:%d: %s", complaints->name, line, text)
                 : g_strdup_printf("%s: %s", complaints->name, text));
}

void
complain_error(Complaints *complaints, int line, GError *error)
{
    g_autofree char *own = g_strconcat(complaints->name, ":", NULL);

    /* a message that says where it is from keeps that */
    if (g_str_has_prefix(error->message, own))
        add(complaints, line, g_strdup(error->message));
    else
        complain(complaints, line, "%s", error->message);
    g_error_free(error);
}

static int
by_line(const void *a, const void *b)
{
    return ((const Complaint *)a)->line - ((const Complaint *)b)->line;
}

bool
complaints_check(const Complaints *complaints, GError **error)
{
    GArray *list = complaints->list;

    if (list->len == 0)
        return true;
    g_array_sort(list, by_line); /* stable: g_array_sort() merges */
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < list->len && i < MOST_SHOWN; i++)
        g_string_append_printf(text, "%s%s", i ? "\n" : "", g_array_index(list, Complaint, i).text);
    if (list->len > MOST_SHOWN)
        g_string_append_printf(text, "\n%s: and %u more", complaints->name, list->len - MOST_SHOWN);
    g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_DATA, text->str);
    return false;
}
