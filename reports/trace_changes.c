/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_changes.c - the numbers that are not the same in two documents. */
#include "reports/trace_show.h"

#include <math.h>
#include <string.h>

/* What makes a number the same in another document, wherever it has moved. */
static char *
identity_of(const TraceNumber *number)
{
    size_t kind = strcspn(number->address, ".");
    const char *last = strrchr(number->address, '.');

    if (number->name)
        return g_strdup_printf("name %s %c", number->name, number->address[0]);
    if (last && kind > 0 && (last[1] == 'c' || last[1] == 'v'))
        return g_strdup_printf("cell %s %s", number->place ? number->place : "", number->label);
    return g_strdup_printf("words %s", number->label);
}

/* The numbers of TRACE by their identity, with a counter where several have the same. Keys are
 * owned by the table, in ORDER as they stand. */
static GHashTable *
by_identity(const Trace *trace, GPtrArray *order)
{
    GHashTable *numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < trace->numbers->len; i++) {
        TraceNumber *number = &g_array_index(trace->numbers, TraceNumber, i);
        char *identity = identity_of(number);
        guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, identity)) + 1;
        char *key = g_strdup_printf("%s %u", identity, n);

        g_hash_table_replace(counts, identity, GUINT_TO_POINTER(n));
        g_hash_table_insert(numbers, key, number);
        g_ptr_array_add(order, key);
    }
    return numbers;
}

static bool
same(const TraceNumber *a, const TraceNumber *b)
{
    bool values = (isnan(a->value) && isnan(b->value)) || a->value == b->value;

    return values && strcmp(a->printed, b->printed) == 0;
}

/* A row for what was A (NULL: it was not there) and is B (NULL: no longer). */
static void
add_change(Table *table, const TraceNumber *a, const TraceNumber *b)
{
    const TraceNumber *one = b ? b : a;
    bool shown_same = a && b && strcmp(a->printed, b->printed) == 0;
    Entry *row = table_add(table, ROW_BODY);

    row[0] = entry_text(table, one->address);
    row[1] = entry_text(table, a ? a->printed : "\u2013");
    row[2] = entry_text(table, b ? b->printed : "\u2013");
    row[3] = entry_text(table, !a           ? "added"
                               : !b         ? "gone"
                               : shown_same ? "only the carried value"
                                            : "changed");
    row[4] = entry_number(a ? a->value : NAN);
    row[5] = entry_number(b ? b->value : NAN);
    row[6] = entry_text(table, one->name ? one->name : one->label);
}

Report *
report_of_changes(const Trace *before, const Trace *now)
{
    const TableColumn columns[] = {
        { .name = "address", .label = "Address" },
        { .name = "before", .label = "Before" },
        { .name = "now", .label = "Now" },
        { .name = "change", .label = "Change" },
        { .name = "value_before",
          .label = "Carried before",
          .kind = COLUMN_OF_NUMBERS,
          .decimals = -1 },
        { .name = "value_now", .label = "Carried now", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "name", .label = "Which" },
    };
    Report *report = report_new("explain", "en");
    Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));
    g_autoptr(GPtrArray) old_order = g_ptr_array_new(), new_order = g_ptr_array_new();
    g_autoptr(GHashTable) old = by_identity(before, old_order);
    g_autoptr(GHashTable) new = by_identity(now, new_order);

    for (guint i = 0; i < new_order->len; i++) {
        const TraceNumber *a = g_hash_table_lookup(old, new_order->pdata[i]);
        const TraceNumber *b = g_hash_table_lookup(new, new_order->pdata[i]);

        if (!a || !same(a, b))
            add_change(table, a, b);
    }
    for (guint i = 0; i < old_order->len; i++)
        if (!g_hash_table_contains(new, old_order->pdata[i]))
            add_change(table, g_hash_table_lookup(old, old_order->pdata[i]), NULL);
    g_autofree char *title = g_strdup_printf("%zu of %u numbers are not as they were",
                                             table_rows(table), new_order->len);
    table->title = table_text(table, title);
    table_note(table, "Addresses are those of the newer document; of numbers that are gone, those "
                      "of the older.");
    report_table(report, table);
    return report;
}
