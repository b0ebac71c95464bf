/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plain_table.c - a table on a grid of characters, its numbers one mark above the other. */
#include "reports/plain.h"

#include <string.h>

/* GAP stands between columns. A table wider than WIDEST has its columns of text wrapped, but none
 * below NARROW; heads of numbers are wrapped to their numbers, but not below HEAD. */
enum { GAP = 2, INDENT = 2, WIDEST = 100, NARROW = 24, HEAD = 8 };

/* A column as measured. Numbers stand in a block of BEFORE + AFTER that ends at the right. */
typedef struct {
    size_t width, before, after;
    char **head; /* lines, owned */
} Measure;

typedef struct {
    const Table *table;
    const char *language;
    Measure *columns;
    size_t n_head_lines;
    size_t width;
    size_t first_group; /* row of the first heading of a group; rows below are indented */
} Layout;

/* The entry as shown on one line, with its mark. */
static char *
show(const Layout *layout, size_t row, size_t j)
{
    const Entry *entry = table_entry(layout->table, row, j);
    g_autofree char *shown = entry_show(entry, &layout->table->columns[j], layout->language);
    g_autofree char *clean = plain_clean(shown);

    return entry->mark ? g_strdup_printf("%s [%s]", clean, entry->mark) : g_steal_pointer(&clean);
}

/* Width of what stands before the mark that numbers are aligned on; FALSE: flush right. */
static bool
find_mark(const Layout *layout, size_t row, size_t j, size_t *before)
{
    const Entry *entry = table_entry(layout->table, row, j);
    g_autofree char *shown = entry_show(entry, &layout->table->columns[j], layout->language);
    size_t split = entry_split(entry, shown, layout->language);

    if (split == ENTRY_NO_SPLIT)
        return false;
    g_autofree char *left = g_strndup(shown, split);
    *before = plain_width(left);
    return true;
}

static size_t
indent_of(const Layout *layout, size_t row, size_t j)
{
    return j == 0 && row > layout->first_group && table_row_kind(layout->table, row) == ROW_BODY
               ? INDENT
               : 0;
}

static void
measure_entries(Layout *layout, size_t j)
{
    Measure *column = &layout->columns[j];
    bool numbers = layout->table->columns[j].kind == COLUMN_OF_NUMBERS;

    for (size_t row = 0; row < table_rows(layout->table); row++) {
        if (table_row_kind(layout->table, row) == ROW_GROUP)
            continue;
        g_autofree char *shown = show(layout, row, j);
        size_t wide = plain_width(shown), before;

        if (numbers && find_mark(layout, row, j, &before)) {
            column->before = MAX(column->before, before);
            column->after = MAX(column->after, wide - before);
        } else {
            column->width = MAX(column->width, wide + indent_of(layout, row, j));
        }
    }
    column->width = MAX(column->width, column->before + column->after);
}

static size_t
total_width(const Layout *layout)
{
    size_t width = 0;

    for (size_t j = 0; j < layout->table->n_columns; j++)
        width += layout->columns[j].width + (j ? GAP : 0);
    return width;
}

/* A table without heads is a plain list, which is as wide as running text. */
static bool
is_list(const Table *table)
{
    for (size_t j = 0; j < table->n_columns; j++) {
        g_autofree char *head = column_head(&table->columns[j]);

        if (*head || table->columns[j].spanner)
            return false;
    }
    return true;
}

static void
narrow_texts(Layout *layout)
{
    size_t widest_table = is_list(layout->table) ? PLAIN_LINE : WIDEST;

    for (size_t total = total_width(layout); total > widest_table; total = total_width(layout)) {
        Measure *widest = NULL;

        for (size_t j = 0; j < layout->table->n_columns; j++) {
            Measure *column = &layout->columns[j];

            if (layout->table->columns[j].kind == COLUMN_OF_TEXT && column->width > NARROW &&
                (!widest || column->width > widest->width))
                widest = column;
        }
        if (!widest)
            break;
        size_t excess = total - widest_table;
        widest->width = widest->width > NARROW + excess ? widest->width - excess : NARROW;
    }
}

/* Wraps the head of column J into lines at most WIDTH wide, but no word is cut. */
static void
wrap_head(Layout *layout, size_t j, size_t width)
{
    Measure *column = &layout->columns[j];
    g_autofree char *head = column_head(&layout->table->columns[j]);
    g_auto(GStrv) words = g_strsplit(head, " ", -1);

    for (char **word = words; *word; word++)
        width = MAX(width, plain_width(*word));
    g_strfreev(column->head);
    column->head = plain_wrap(head, width);
    for (char **line = column->head; *line; line++)
        column->width = MAX(column->width, plain_width(*line));
}

static void
measure_heads(Layout *layout)
{
    for (size_t j = 0; j < layout->table->n_columns; j++)
        wrap_head(layout, j, MAX(layout->columns[j].width, (size_t)HEAD));
}

/* Heads again, in what room the columns have in the end. */
static void
finish_heads(Layout *layout)
{
    for (size_t j = 0; j < layout->table->n_columns; j++) {
        char **head;

        wrap_head(layout, j, layout->columns[j].width);
        head = layout->columns[j].head;
        if (head[0][0] != '\0')
            layout->n_head_lines = MAX(layout->n_head_lines, (size_t)g_strv_length(head));
    }
}

/* Width of the columns from J to END with the gaps between them. */
static size_t
group_width(const Layout *layout, size_t j, size_t end)
{
    size_t width = layout->columns[j].width;

    while (++j < end)
        width += GAP + layout->columns[j].width;
    return width;
}

static void
measure_spanners(Layout *layout)
{
    for (size_t j = 0, end; j < layout->table->n_columns; j = end) {
        const char *spanner = layout->table->columns[j].spanner;
        size_t wide = spanner ? plain_width(spanner) : 0;

        end = table_spanner_end(layout->table, j);
        size_t width = group_width(layout, j, end);
        for (size_t k = j; wide > width; k = k + 1 < end ? k + 1 : j, width++)
            layout->columns[k].width++;
    }
}

static void
pad(GString *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        g_string_append_c(out, ' ');
}

static void
end_line(GString *out)
{
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    g_string_append_c(out, '\n');
}

static void
rule(GString *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        g_string_append(out, "\u2500");
}

/* TEXT in column J: texts to the left, numbers on their mark, all else to the right. */
static void
put(GString *out, const Layout *layout, size_t row, size_t j, const char *text)
{
    const Measure *column = &layout->columns[j];
    size_t wide = plain_width(text), before, left;

    if (layout->table->columns[j].kind == COLUMN_OF_TEXT)
        left = 0;
    else if (find_mark(layout, row, j, &before))
        left = column->width - column->before - column->after + column->before - before;
    else
        left = column->width - wide;
    pad(out, left);
    g_string_append(out, text);
    if (left + wide < column->width)
        pad(out, column->width - left - wide);
}

static void
write_row(GString *out, const Layout *layout, size_t row)
{
    size_t n = layout->table->n_columns, n_lines = 1;
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);

    for (size_t j = 0; j < n; j++) {
        g_autofree char *shown = show(layout, row, j);
        bool text = layout->table->columns[j].kind == COLUMN_OF_TEXT;
        size_t width = layout->columns[j].width - indent_of(layout, row, j);
        char **lines = text ? plain_wrap(shown, width) : g_new0(char *, 2);

        if (!text)
            lines[0] = g_steal_pointer(&shown);
        g_ptr_array_add(cells, lines);
        n_lines = MAX(n_lines, (size_t)g_strv_length(lines));
    }
    for (size_t line = 0; line < n_lines; line++) {
        for (size_t j = 0; j < n; j++) {
            char **lines = cells->pdata[j];

            pad(out, (j ? GAP : 0));
            if (line >= g_strv_length(lines)) {
                pad(out, layout->columns[j].width);
                continue;
            }
            g_autofree char *indented =
                g_strdup_printf("%*s%s", (int)indent_of(layout, row, j), "", lines[line]);
            put(out, layout, row, j, indented);
        }
        end_line(out);
    }
}

/* Names of the groups of columns, each over a rule as wide as its columns. */
static void
write_spanners(GString *out, const Layout *layout)
{
    const TableColumn *columns = layout->table->columns;
    g_autoptr(GString) rules = g_string_new(NULL);
    bool any = false;

    for (size_t j = 0; j < layout->table->n_columns; j++)
        any = any || columns[j].spanner;
    if (!any)
        return;
    for (size_t j = 0, end; j < layout->table->n_columns; j = end) {
        end = table_spanner_end(layout->table, j);
        size_t width = group_width(layout, j, end);
        g_autofree char *name = plain_clean(columns[j].spanner ? columns[j].spanner : "");
        size_t wide = plain_width(name), left = wide < width ? (width - wide) / 2 : 0;

        pad(out, (j ? GAP : 0) + left);
        g_string_append(out, name);
        pad(out, width > left + wide ? width - left - wide : 0);
        pad(rules, j ? GAP : 0);
        if (columns[j].spanner)
            rule(rules, width);
        else
            pad(rules, width);
    }
    end_line(out);
    end_line(rules);
    g_string_append(out, rules->str);
}

static void
write_heads(GString *out, const Layout *layout)
{
    for (size_t line = 0; line < layout->n_head_lines; line++) {
        for (size_t j = 0; j < layout->table->n_columns; j++) {
            const Measure *column = &layout->columns[j];
            size_t n = g_strv_length(column->head), above = layout->n_head_lines - n;
            const char *text = line < above ? "" : column->head[line - above];
            size_t space = column->width - plain_width(text);
            bool right = layout->table->columns[j].kind == COLUMN_OF_NUMBERS;

            pad(out, (j ? GAP : 0) + (right ? space : 0));
            g_string_append(out, text);
            pad(out, right ? 0 : space);
        }
        end_line(out);
    }
}

static void
write_titles(GString *out, const Table *table, size_t width)
{
    g_autofree char *title = g_strdup_printf("%s%s%s", table->number ? table->number : "",
                                             table->number && table->title ? ". " : "",
                                             table->title ? table->title : "");
    const char *const lines[] = { title, table->question, table->base };

    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        if (lines[i] && *lines[i])
            plain_paragraph(out, lines[i], "", width);
}

static void
write_notes(GString *out, const Table *table, size_t width)
{
    for (guint i = 0; i < table->notes->len; i++)
        plain_paragraph(out, table->notes->pdata[i], "", width);
    if (table->source)
        plain_paragraph(out, table->source, "", width);
    if (table->trace)
        plain_paragraph(out, table->trace, "", width);
}

static void
write_body(GString *out, const Layout *layout)
{
    const Table *table = layout->table;

    for (size_t row = 0; row < table_rows(table); row++) {
        TableRowKind kind = table_row_kind(table, row);

        if (kind == ROW_GROUP) {
            g_autofree char *shown = show(layout, row, 0);

            plain_paragraph(out, shown, "", MAX(layout->width, (size_t)NARROW));
            continue;
        }
        if (kind == ROW_TOTAL && row > 0 && table_row_kind(table, row - 1) != ROW_TOTAL) {
            rule(out, layout->width);
            g_string_append_c(out, '\n');
        }
        write_row(out, layout, row);
    }
}

void
plain_table(GString *out, const Table *table, const char *language)
{
    Layout layout = { .table = table, .language = language };

    layout.columns = g_new0(Measure, table->n_columns);
    while (layout.first_group < table_rows(table) &&
           table_row_kind(table, layout.first_group) != ROW_GROUP)
        layout.first_group++;
    for (size_t j = 0; j < table->n_columns; j++)
        measure_entries(&layout, j);
    narrow_texts(&layout);
    measure_heads(&layout);
    measure_spanners(&layout);
    finish_heads(&layout);
    layout.width = total_width(&layout);

    size_t width = CLAMP(layout.width, (size_t)PLAIN_LINE, (size_t)WIDEST);
    write_titles(out, table, width);
    if (layout.n_head_lines > 0) {
        rule(out, layout.width);
        g_string_append_c(out, '\n');
        write_spanners(out, &layout);
        write_heads(out, &layout);
        rule(out, layout.width);
        g_string_append_c(out, '\n');
    }
    write_body(out, &layout);
    if (layout.n_head_lines > 0) {
        rule(out, layout.width);
        g_string_append_c(out, '\n');
    }
    write_notes(out, table, width);
    for (size_t j = 0; j < table->n_columns; j++)
        g_strfreev(layout.columns[j].head);
    g_free(layout.columns);
}
