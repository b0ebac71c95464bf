/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_number.c - one printed number: what is known of it, and where it comes from. */
#include "reports/tracer.h"

#include "datasets/number.h"

#include <math.h>
#include <string.h>

enum { MOST_FACTS = 64 };

bool
tracer_has_digit(const char *text)
{
    return text && strpbrk(text, "0123456789");
}

/* ---- what is known of a value */

/* Adds NAME and the value of ENTRY to FACTS [n]. What FACTS own is in KEEP. */
static void
add_fact(const char **facts, size_t *n, const char *name, const Entry *entry, GPtrArray *keep)
{
    static const TableColumn as_it_is = { .kind = COLUMN_OF_TEXT, .decimals = -1 };
    char buffer[NUMBER_BUFFER];
    char *text = entry->kind == ENTRY_NUMBER && isfinite(entry->number)
                     ? g_strdup(number_write(entry->number, buffer))
                     : entry_show(entry, &as_it_is, "en");

    if (entry->kind == ENTRY_NONE || !*text || *n + 2 > MOST_FACTS) {
        g_free(text);
        return;
    }
    g_ptr_array_add(keep, text);
    facts[(*n)++] = name;
    facts[(*n)++] = text;
}

void
tracer_facts(Tracer *tracer, TraceNumber *number, const Table *data, size_t row)
{
    g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
    const char *facts[MOST_FACTS];
    size_t n = 0;

    for (size_t j = 0; j < data->n_columns; j++)
        add_fact(facts, &n, data->columns[j].name, table_entry(data, row, j), keep);
    number->facts = trace_facts(tracer->trace, facts, n);
}

/* The count, base and error of the value called NAME, as far as the document has them. */
static void
facts_of_value(Tracer *tracer, TraceNumber *number, const char *name)
{
    static const char *const parts[] = { "n", "base", "se", "low", "high" };
    g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
    const char *facts[MOST_FACTS];
    size_t n = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *address = g_strconcat(name, ".", parts[i], NULL);
        const Value *value = values_find(tracer->report->values, address);

        if (!value || !isfinite(value->value))
            continue;
        Entry entry = entry_number(value->value);
        add_fact(facts, &n, parts[i], &entry, keep);
    }
    number->facts = trace_facts(tracer->trace, facts, n);
}

void
tracer_name(Tracer *tracer, TraceNumber *number, const char *name)
{
    const Values *values = tracer->report->values;
    const Value *value = values && name ? values_find(values, name) : NULL;

    number->name = trace_text(tracer->trace, name);
    if (!value)
        return;
    number->value = value->value;
    number->how = trace_text(tracer->trace, values_how(values, name));
    facts_of_value(tracer, number, name);
}

void
tracer_find_origins(Tracer *tracer)
{
    const GArray *origins = tracer->report->origins;

    tracer->origins = g_hash_table_new(g_str_hash, g_str_equal);
    tracer->origin_of_all = -1;
    for (guint i = origins->len; i-- > 0;) { /* the first of a block is meant */
        const char *block = g_array_index(origins, Origin, i).block;

        if (block)
            g_hash_table_replace(tracer->origins, (gpointer)block, GUINT_TO_POINTER(i));
        else
            tracer->origin_of_all = (int)i;
    }
}

/* The origin of block ID (NULL: none) or of all blocks, whichever is the first; -1: none. */
static int
origin_of(const Tracer *tracer, const char *id)
{
    gpointer found = NULL;
    int all = tracer->origin_of_all;

    if (!id || !g_hash_table_lookup_extended(tracer->origins, id, NULL, &found))
        return all;
    return all >= 0 ? MIN(all, GPOINTER_TO_INT(found)) : GPOINTER_TO_INT(found);
}

void
tracer_add(Tracer *tracer, TraceNumber *number, const char *address, const char *label,
           const char *printed)
{
    const char *id = tracer->block ? tracer->block->id : NULL;

    number->address = trace_text(tracer->trace, address);
    number->place = trace_text(tracer->trace, tracer->place);
    number->label = trace_text(tracer->trace, label);
    number->printed = trace_text(tracer->trace, printed);
    g_autofree char *of_value =
        number->name ? g_strndup(number->name, strcspn(number->name, ".")) : NULL;
    number->origin = origin_of(tracer, of_value ? of_value : id);
    if (number->origin < 0 && of_value)
        number->origin = origin_of(tracer, id);
    g_array_append_vals(tracer->trace->numbers, number, 1);
}
