/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_report.c - the printed numbers of a report, in the order of its blocks. */
#include "reports/tracer.h"

#include <math.h>
#include <string.h>

/* ---- tables and figures */

/* "Nej / Per cent": the names of row I, and the head of column J. */
static char *
label_of_cell(const Tracer *tracer, const Table *table, size_t i, size_t j)
{
    GString *label = g_string_new(NULL);

    for (size_t k = 0; k < j; k++) {
        if (table->columns[k].kind != COLUMN_OF_TEXT)
            continue;
        g_autofree char *text =
            entry_show(table_entry(table, i, k), &table->columns[k], tracer->report->language);
        if (*text)
            g_string_append_printf(label, "%s%s", label->len ? " / " : "", text);
    }
    const TableColumn *column = &table->columns[j];
    g_autofree char *head = column_head(column);
    if (column->spanner)
        g_string_append_printf(label, "%s%s", label->len ? " / " : "", column->spanner);
    if (*head)
        g_string_append_printf(label, "%s%s", label->len ? " / " : "", head);
    return g_string_free(label, FALSE);
}

static void
add_cell(Tracer *tracer, const Table *table, const char *address, size_t i, size_t j)
{
    const Entry *entry = table_entry(table, i, j);
    g_autofree char *printed = entry_show(entry, &table->columns[j], tracer->report->language);

    if (entry->kind == ENTRY_NONE || (!tracer_has_digit(printed) && entry->kind != ENTRY_NUMBER))
        return;
    if (entry->kind == ENTRY_TEXT && table->columns[j].kind == COLUMN_OF_TEXT && !entry->address)
        return; /* a name, also when digits stand in it */
    g_autofree char *label = label_of_cell(tracer, table, i, j);
    TraceNumber number = { .value = entry->kind == ENTRY_NUMBER ? entry->number : NAN };

    if (entry->data_row > 0 && table->data && entry->data_row <= table_rows(table->data))
        tracer_facts(tracer, &number, table->data, entry->data_row - 1);
    if (entry->address)
        tracer_name(tracer, &number, entry->address);
    tracer_add(tracer, &number, address, label, printed);
}

static void
add_table(Tracer *tracer, const char *prefix, const Table *table)
{
    unsigned row = 0, words = 0;

    tracer_words(tracer, prefix, &words, table->title, "title");
    tracer_words(tracer, prefix, &words, table->base, "base");
    for (size_t i = 0; i < table_rows(table); i++) {
        if (table_row_kind(table, i) == ROW_GROUP)
            continue;
        row++;
        for (size_t j = 0; j < table->n_columns; j++) {
            g_autofree char *address = g_strdup_printf("%s.r%u.c%zu", prefix, row, j + 1);
            add_cell(tracer, table, address, i, j);
        }
    }
    for (guint k = 0; k < table->notes->len; k++)
        tracer_words(tracer, prefix, &words, table->notes->pdata[k], NULL);
}

/* A table that the text holds: its cells are numbers of one paragraph. */
static void
add_written_table(Tracer *tracer, const char *prefix, const Table *table)
{
    unsigned count = 0;

    for (size_t i = 0; i < table_rows(table); i++)
        for (size_t j = 0; j < table->n_columns; j++) {
            const Entry *entry = table_entry(table, i, j);

            if (!entry->address) {
                if (table->columns[j].kind == COLUMN_OF_NUMBERS)
                    tracer_words(tracer, prefix, &count, entry->text, NULL);
                continue;
            }
            g_autofree char *address = g_strdup_printf("%s.s%u", prefix, ++count);
            add_cell(tracer, table, address, i, j);
        }
}

/* The row of DATA whose texts are the parts of NAME after its id; *COLUMN is that of its value.
 * FALSE when there is no such row. */
static bool
find_data(const Table *data, const char *name, size_t *row, size_t *column)
{
    static const char *const columns[] = { "share_col", "estimate" };
    const char *parts = strchr(name, '.');

    *column = data->n_columns;
    for (size_t k = 0; k < G_N_ELEMENTS(columns) && *column == data->n_columns; k++)
        *column = table_column(data, columns[k]);
    if (!parts || *column == data->n_columns)
        return false;
    for (*row = 0; *row < table_rows(data); (*row)++)
        for (size_t j = 0; j < data->n_columns; j++) {
            const Entry *entry = table_entry(data, *row, j);
            const char *const own[] = { entry->text, NULL };

            if (entry->kind != ENTRY_TEXT || !entry->text)
                continue;
            g_autofree char *part = address_join(own);
            if (strcmp(part, parts + 1) == 0)
                return true;
        }
    return false;
}

/* A number that a mark shows. */
static void
add_mark(Tracer *tracer, const Table *table, const char *address, const Mark *mark)
{
    TraceNumber number = { .value = NAN };
    const Table *data = table ? (table->data ? table->data : table) : NULL;
    size_t row, column;

    tracer_name(tracer, &number, mark->address);
    if (data && !isfinite(number.value) && find_data(data, mark->address, &row, &column)) {
        const Entry *entry = table_entry(data, row, column);

        tracer_facts(tracer, &number, data, row);
        number.value = entry->kind == ENTRY_NUMBER ? entry->number : NAN;
    }
    if (!isfinite(number.value) && mark->carries) {
        number.value = mark->carried;
        number.how = number.how ? number.how : trace_text(tracer->trace, mark->how);
    }
    tracer_add(tracer, &number, address, mark->address, mark->text);
}

static void
add_figure(Tracer *tracer, const char *prefix, const Block *block)
{
    const GArray *marks = block->scene->marks;
    unsigned values = 0, words = 0;

    for (guint i = 0; i < marks->len; i++) {
        const Mark *mark = &g_array_index(marks, Mark, i);

        if (mark->kind != MARK_TEXT || mark->role == ROLE_NUMBER || mark->role == ROLE_TRACE)
            continue;
        if (mark->address && tracer_has_digit(mark->text)) {
            g_autofree char *address = g_strdup_printf("%s.v%u", prefix, ++values);
            add_mark(tracer, block->table, address, mark);
        } else if (!mark->address) {
            tracer_words(tracer, prefix, &words, mark->text, role_name(mark->role));
        }
    }
}

/* ---- the blocks */

static char *
place_of(const char *number, const char *title)
{
    if (number && title)
        return g_strdup_printf("%s. %s", number, title);
    return g_strdup(number ? number : title ? title : "");
}

static void
add_block(Tracer *tracer, const Block *block)
{
    const Table *table = block->table;
    bool written = table && tracer->report->document && !table->number;
    g_autofree char *prefix = NULL;

    tracer->block = block;
    g_free(tracer->place);
    if (block->scene) {
        tracer->place = place_of(NULL, block->scene->title);
        prefix = g_strdup_printf("f%u", ++tracer->figures);
        add_figure(tracer, prefix, block);
    } else if (table && !written) {
        tracer->place = place_of(table->number, table->title);
        prefix = g_strdup_printf("t%u", ++tracer->tables);
        add_table(tracer, prefix, table);
    } else if (block->kind == BLOCK_HEADING) {
        tracer->place = g_strdup("heading");
        prefix = g_strdup_printf("h%u", ++tracer->headings);
        tracer_runs(tracer, prefix, block->runs);
    } else if (block->kind != BLOCK_CONTENTS && block->kind != BLOCK_CODE) {
        prefix = g_strdup_printf("p%u", ++tracer->paragraphs);
        tracer->place = g_strdup_printf("paragraph %u", tracer->paragraphs);
        if (written)
            add_written_table(tracer, prefix, table);
        else
            tracer_runs(tracer, prefix, block->runs);
    } else {
        tracer->place = NULL;
    }
}

Trace *
trace_of_report(const Report *report)
{
    Tracer tracer = { .report = report, .trace = trace_new() };
    Trace *trace = tracer.trace;

    tracer_find_origins(&tracer);
    trace->version = trace_text(trace, ANDEL_VERSION);
    trace->command = trace_text(trace, report->command);
    trace->language = trace_text(trace, report->language);
    for (guint i = 0; i < report->arguments->len; i++)
        g_ptr_array_add(trace->arguments, (gpointer)trace_text(trace, report->arguments->pdata[i]));
    for (guint i = 0; i < report->origins->len; i++) {
        const Origin *from = &g_array_index(report->origins, Origin, i);
        Origin origin = { .block = trace_text(trace, from->block),
                          .asks = trace_text(trace, from->asks),
                          .file = trace_text(trace, from->file),
                          .sha256 = trace_text(trace, from->sha256),
                          .rows = from->rows,
                          .where = trace_text(trace, from->where),
                          .sample = trace_text(trace, from->sample),
                          .weight = trace_text(trace, from->weight) };

        g_array_append_val(trace->origins, origin);
    }
    if (report->origins->len == 0 && report->data->len > 0) {
        const DataUsed *used = &g_array_index(report->data, DataUsed, 0);
        Origin origin = { .file = trace_text(trace, used->path),
                          .sha256 = trace_text(trace, used->sha256),
                          .rows = used->rows_read };

        g_array_append_val(trace->origins, origin);
    }
    for (guint i = 0; i < report->blocks->len; i++)
        add_block(&tracer, &g_array_index(report->blocks, Block, i));
    tracer.block = NULL;
    for (guint i = 0; i < report->footnotes->len; i++) {
        g_autofree char *prefix = g_strdup_printf("n%u", i + 1);

        g_free(tracer.place);
        tracer.place = g_strdup_printf("footnote %u", i + 1);
        tracer_runs(&tracer, prefix, report->footnotes->pdata[i]);
    }
    g_free(tracer.place);
    g_hash_table_unref(tracer.origins);
    return trace;
}
