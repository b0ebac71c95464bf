/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_trace.c - the appendix with every computed number that is printed: its address, what it
 * is, and where it comes from. */
#include "reports/composer.h"
#include "reports/trace.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

enum { ADDRESS, PRINTED, WHAT, SOURCE, N_COLUMNS };

static const char trace_id[] = "trace";

void
composer_add_trace(Composer *composer)
{
    const char *language = composer->language;
    const TableColumn columns[N_COLUMNS] = {
        column_of_texts("address", word(WORD_TRACE_ADDRESS, language)),
        column_of_texts("printed", word(WORD_TRACE_PRINTED, language)),
        column_of_texts("value", word(WORD_TRACE_VALUE, language)),
        column_of_texts("source", word(WORD_TRACE_SOURCE, language)),
    };
    g_autofree char *number = g_strdup_printf("%s\u00a0%s%d.1", word(WORD_TABLE, language),
                                              word(WORD_APPENDIX_LETTER, language),
                                              MAX(composer->numbering.appendices, 1));
    Block *block = report_add(composer->report, BLOCK_TABLE);

    block->id = trace_id;
    block->table = table_new(trace_id, columns, N_COLUMNS);
    block->table->number = table_text(block->table, number);
    block->table->title = word(WORD_TRACE_TITLE, language);
}

/* "survey.csv, 1dd3a92d"; `andel explain` says the rest. The caller owns it. */
static char *
source_of(const Trace *trace, const TraceNumber *number)
{
    const Origin *origin =
        number->origin < 0 ? NULL : &g_array_index(trace->origins, Origin, number->origin);
    GString *text = g_string_new(NULL);

    if (!origin)
        return g_string_free(text, FALSE);
    g_autofree char *name = origin->file ? g_path_get_basename(origin->file) : NULL;
    g_string_append(text, name ? name : "");
    if (name && origin->sha256)
        g_string_append_printf(text, ", %.8s", origin->sha256);
    return g_string_free(text, FALSE);
}

/* What the numbers of one figure or table, or those of the text between two, stand under. */
static const char *
heading_of(const TraceNumber *number, const char *language)
{
    switch (number->address[0]) {
    case 'f':
    case 't':
        return number->place;
    case 'n':
        return word(WORD_FOOTNOTES, language);
    default:
        return word(WORD_TRACE_TEXT, language);
    }
}

static void
add_number(Table *table, const Trace *trace, const TraceNumber *number)
{
    g_autofree char *source = source_of(trace, number);
    Entry *row = table_add(table, ROW_BODY);

    row[ADDRESS] = entry_text(table, number->address);
    row[PRINTED] = entry_text(table, number->printed);
    row[WHAT] = entry_text(table, number->name ? number->name : number->label);
    row[SOURCE] = entry_text(table, source);
}

/* The places of the tables behind the figures: their numbers are those of the figures once more. */
static GHashTable *
places_of_data(const Report *report)
{
    GHashTable *places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < report->blocks->len; i++) {
        const Block *block = &g_array_index(report->blocks, Block, i);
        const Table *table = block->kind == BLOCK_TABLE ? block->table : NULL;

        if (table && table->number && table->title && g_str_has_suffix(table->id, "-data"))
            g_hash_table_add(places, g_strdup_printf("%s. %s", table->number, table->title));
    }
    return places;
}

void
composer_fill_trace(Composer *composer)
{
    Report *report = composer->report;
    Table *table = NULL;
    size_t typed = 0;

    for (guint i = 0; i < report->blocks->len && !table; i++) {
        const Block *block = &g_array_index(report->blocks, Block, i);

        if (block->id == trace_id)
            table = block->table;
    }
    if (!table)
        return;
    g_autoptr(Trace) trace = trace_of_report(report);
    g_autoptr(GHashTable) of_data = places_of_data(report);
    const char *heading = NULL;
    for (guint i = 0; i < trace->numbers->len; i++) {
        const TraceNumber *number = &g_array_index(trace->numbers, TraceNumber, i);
        const char *under = heading_of(number, composer->language);

        if (number->place && g_hash_table_contains(of_data, number->place))
            continue;
        if (!number->name && isnan(number->value)) {
            typed++;
            continue;
        }
        if (g_strcmp0(heading, under) != 0)
            table_add(table, ROW_GROUP)[0] = entry_text(table, under);
        heading = under;
        add_number(table, trace, number);
    }
    g_autofree char *count = g_strdup_printf("%zu", typed);
    g_autofree char *note = word_filled(WORD_TRACE_TYPED, composer->language, count);
    table_note(table, note);
}
