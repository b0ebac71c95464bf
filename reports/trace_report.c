/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_report.c - the printed numbers of a report, in the order of its blocks. */
#include "reports/trace.h"

#include "datasets/number.h"

#include <math.h>
#include <string.h>

enum { MOST_FACTS = 64, CONTEXT = 28 };

/* The walk through the blocks, and what was counted so far. */
typedef struct {
    const Report *report;
    Trace *trace;
    unsigned figures, tables, paragraphs, headings, notes;
    const Block *block;
    char *place; /* of what is being walked through */
} Tracer;

static bool
has_digit(const char *text)
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

static void
facts_of_row(Tracer *tracer, TraceNumber *number, const Table *data, size_t row)
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

static void
name_value(Tracer *tracer, TraceNumber *number, const char *name)
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

/* The origin of block ID, else of the value called NAME; -1: none. */
static int
origin_of(const Tracer *tracer, const char *id, const char *name)
{
    const GArray *origins = tracer->report->origins;
    size_t length = name ? strcspn(name, ".") : 0;

    for (guint i = 0; i < origins->len; i++) {
        const char *block = g_array_index(origins, Origin, i).block;

        if (!block || (id && strcmp(block, id) == 0) ||
            (name && strlen(block) == length && strncmp(block, name, length) == 0))
            return (int)i;
    }
    return -1;
}

static void
add(Tracer *tracer, TraceNumber *number, const char *address, const char *label,
    const char *printed)
{
    const char *id = tracer->block ? tracer->block->id : NULL;

    number->address = trace_text(tracer->trace, address);
    number->place = trace_text(tracer->trace, tracer->place);
    number->label = trace_text(tracer->trace, label);
    number->printed = trace_text(tracer->trace, printed);
    number->origin = origin_of(tracer, number->name ? NULL : id, number->name);
    if (number->origin < 0 && number->name)
        number->origin = origin_of(tracer, id, NULL);
    g_array_append_vals(tracer->trace->numbers, number, 1);
}

/* ---- numbers in words */

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

/* The numbers of TEXT that nothing computed, as PREFIX.sN after the *COUNT there are. LABEL: what
 * the text is; NULL: the words around. */
static void
add_words(Tracer *tracer, const char *prefix, unsigned *count, const char *text, const char *label)
{
    size_t length;

    for (size_t at = 0; text && trace_next_number(text, &at, &length); at += length) {
        g_autofree char *printed = g_strndup(text + at, length);
        g_autofree char *address = g_strdup_printf("%s.s%u", prefix, ++*count);
        g_autofree char *around = context_of(text, at, at + length);
        TraceNumber number = { .value = NAN };

        add(tracer, &number, address, label ? label : around, printed);
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

static void
add_runs(Tracer *tracer, const char *prefix, const GArray *runs)
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
                name_value(tracer, &number, run->address);
            add(tracer, &number, address, around, printed);
            at += length;
            if (run->address)
                break;
        }
    }
}

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

    if (entry->kind == ENTRY_NONE || (!has_digit(printed) && entry->kind != ENTRY_NUMBER))
        return;
    if (entry->kind == ENTRY_TEXT && table->columns[j].kind == COLUMN_OF_TEXT && !entry->address)
        return; /* a name, also when digits stand in it */
    g_autofree char *label = label_of_cell(tracer, table, i, j);
    TraceNumber number = { .value = entry->kind == ENTRY_NUMBER ? entry->number : NAN };

    if (entry->data_row > 0 && table->data && entry->data_row <= table_rows(table->data))
        facts_of_row(tracer, &number, table->data, entry->data_row - 1);
    if (entry->address)
        name_value(tracer, &number, entry->address);
    add(tracer, &number, address, label, printed);
}

static void
add_table(Tracer *tracer, const char *prefix, const Table *table)
{
    unsigned row = 0, words = 0;

    add_words(tracer, prefix, &words, table->title, "title");
    add_words(tracer, prefix, &words, table->base, "base");
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
        add_words(tracer, prefix, &words, table->notes->pdata[k], NULL);
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
                    add_words(tracer, prefix, &count, entry->text, NULL);
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

    name_value(tracer, &number, mark->address);
    if (data && !isfinite(number.value) && find_data(data, mark->address, &row, &column)) {
        const Entry *entry = table_entry(data, row, column);

        facts_of_row(tracer, &number, data, row);
        number.value = entry->kind == ENTRY_NUMBER ? entry->number : NAN;
    }
    add(tracer, &number, address, mark->address, mark->text);
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
        if (mark->address && has_digit(mark->text)) {
            g_autofree char *address = g_strdup_printf("%s.v%u", prefix, ++values);
            add_mark(tracer, block->table, address, mark);
        } else if (!mark->address) {
            add_words(tracer, prefix, &words, mark->text, role_name(mark->role));
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
        add_runs(tracer, prefix, block->runs);
    } else if (block->kind != BLOCK_CONTENTS && block->kind != BLOCK_CODE) {
        prefix = g_strdup_printf("p%u", ++tracer->paragraphs);
        tracer->place = g_strdup_printf("paragraph %u", tracer->paragraphs);
        if (written)
            add_written_table(tracer, prefix, table);
        else
            add_runs(tracer, prefix, block->runs);
    } else {
        tracer->place = NULL;
    }
}

Trace *
trace_of_report(const Report *report)
{
    Tracer tracer = { .report = report, .trace = trace_new() };
    Trace *trace = tracer.trace;

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
        add_runs(&tracer, prefix, report->footnotes->pdata[i]);
    }
    g_free(tracer.place);
    return trace;
}
