/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_table.c - a table of a page: heads with their scope, numbers one mark above the other. */
#include "datasets/number.h"
#include "reports/html.h"
#include "reports/symbols.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static bool
is_number_column(const Table *table, size_t j)
{
    return table->columns[j].kind == COLUMN_OF_NUMBERS;
}

/* The longest of what stands right of the decimal mark or the dash in column J. Behind a shorter
 * one its end stands unseen, so that marks come one above the other: digits are all one width. */
static char *
widest_tail(const Table *table, size_t j, const char *language)
{
    g_autofree char *widest = g_strdup("");

    for (size_t row = 0; row < table_rows(table); row++) {
        const Entry *entry = table_entry(table, row, j);
        g_autofree char *shown = entry_show(entry, &table->columns[j], language);
        size_t split = entry_split(entry, shown, language);

        if (split == ENTRY_NO_SPLIT)
            continue;
        if (g_utf8_strlen(shown + split, -1) > g_utf8_strlen(widest, -1)) {
            g_free(widest);
            widest = g_strdup(shown + split);
        }
    }
    return g_steal_pointer(&widest);
}

/* SHOWN, and what the sign TAIL at its end means. */
static void
add_shown(Page *page, const char *shown, const char *tail, const char *means)
{
    g_autofree char *before = g_strndup(shown, table_before_tail(shown, tail));
    const char *sign = shown + strlen(before);

    html_text(page->out, before);
    if (*sign == '\0')
        return;
    g_string_append(page->out, "<abbr");
    html_attribute(page->out, "title", means);
    g_string_append_c(page->out, '>');
    html_text(page->out, sign);
    g_string_append(page->out, "</abbr>");
}

static void
add_number(Page *page, const Entry *entry, const TableColumn *column, const char *widest)
{
    const char *language = page->report->language;
    g_autofree char *shown = entry_show(entry, column, language);
    size_t split = entry_split(entry, shown, language);

    const char *meaning = sign_meaning(entry_sign(entry, column, language), language);

    if (split == ENTRY_NO_SPLIT && meaning && *shown) {
        g_string_append(page->out, "<abbr");
        html_attribute(page->out, "title", meaning);
        g_string_append_c(page->out, '>');
        html_text(page->out, shown);
        g_string_append(page->out, "</abbr>");
    } else {
        add_shown(page, shown, entry->tail, entry->tail_means);
    }
    if (entry->mark) {
        g_string_append(page->out, "<sup class=\"mark\">");
        html_text(page->out, entry->mark);
        g_string_append(page->out, "</sup>");
    }
    if (split == ENTRY_NO_SPLIT)
        return;
    glong tail = g_utf8_strlen(shown + split, -1);
    if (tail < g_utf8_strlen(widest, -1)) {
        g_string_append(page->out, "<i class=\"pad\" aria-hidden=\"true\">");
        html_text(page->out, g_utf8_offset_to_pointer(widest, tail));
        g_string_append(page->out, "</i>");
    }
}

bool
html_sortable(const Table *table)
{
    enum { FEWEST = 3 };
    size_t rows = 0, named = 0;

    for (size_t row = 0; row < table_rows(table); row++)
        rows += table_row_kind(table, row) == ROW_BODY;
    for (size_t j = 0; j < table->n_columns; j++)
        named += table->columns[j].label && *table->columns[j].label;
    return rows >= FEWEST && named > 0;
}

bool
html_sorts(const Report *report)
{
    for (guint i = 0; i < report->blocks->len; i++) {
        const Table *table = g_array_index(report->blocks, Block, i).table;

        if (table && html_sortable(table))
            return true;
    }
    return report->tests && !report->tests_told && html_sortable(report->tests);
}

static void
add_head(Page *page, const Table *table, size_t j, const char *attributes)
{
    g_autofree char *head = column_head(&table->columns[j]);
    const char *class = is_number_column(table, j) ? " class=\"n\"" : "";

    if (*head == '\0') { /* over the names of the rows nothing is to be seen */
        bool names = !is_number_column(table, j);

        g_string_append_printf(
            page->out, names ? "<th scope=\"col\"%s><span class=\"heard\">" : "<td%s>", attributes);
        html_text(page->out, names ? word(WORD_CATEGORY, page->report->language) : "");
        g_string_append(page->out, names ? "</span></th>" : "</td>");
        return;
    }
    g_string_append_printf(page->out, "<th scope=\"col\"%s%s", class, attributes);
    if (html_sortable(table))
        g_string_append_printf(page->out, " data-column=\"%zu\"", j);
    g_string_append_c(page->out, '>');
    add_shown(page, head, table->column_status[j].tail, table->column_status[j].tail_means);
    g_string_append(page->out, "</th>");
}

static void
add_heads(Page *page, const Table *table)
{
    bool spanned = false, named = false;

    for (size_t j = 0; j < table->n_columns; j++) {
        g_autofree char *head = column_head(&table->columns[j]);

        spanned = spanned || table->columns[j].spanner;
        named = named || *head;
    }
    if (!named && !spanned)
        return;
    g_string_append(page->out, "<thead>\n<tr>");
    for (size_t j = 0, end; j < table->n_columns; j = end) {
        end = table_spanner_end(table, j);
        if (table->columns[j].spanner) {
            g_string_append_printf(
                page->out, "<th scope=\"colgroup\" class=\"spanner\" colspan=\"%zu\"><span>",
                end - j);
            html_text(page->out, table->columns[j].spanner);
            g_string_append(page->out, "</span></th>");
        } else {
            add_head(page, table, j, spanned ? " rowspan=\"2\"" : "");
        }
    }
    if (spanned) {
        g_string_append(page->out, "</tr>\n<tr>");
        for (size_t j = 0; j < table->n_columns; j++)
            if (table->columns[j].spanner)
                add_head(page, table, j, "");
    }
    g_string_append(page->out, "</tr>\n</thead>\n");
}

static void
add_entry(Page *page, const Table *table, size_t row, size_t j, const char *widest)
{
    bool number = is_number_column(table, j);
    /* a name that is printed once stands in each row here, as rows can be sorted */
    size_t naming = j == 0 && !number ? table_naming_row(table, row) : SIZE_MAX;
    const Entry *entry = table_entry(table, naming == SIZE_MAX ? row : naming, j);
    bool name = naming != SIZE_MAX || table_names_row(table, row, j);
    char value[NUMBER_BUFFER];

    g_string_append(page->out, name ? "<th scope=\"row\"" : "<td");
    if (number)
        g_string_append(page->out, entry->strong ? " class=\"n strong\"" : " class=\"n\"");
    else if (entry->strong)
        g_string_append(page->out, " class=\"strong\"");
    html_attribute(page->out, "data-address", entry->address);
    if (number && entry->kind == ENTRY_NUMBER && isfinite(entry->number) && html_sortable(table))
        html_attribute(page->out, "data-value", number_write(entry->number, value));
    g_string_append_c(page->out, '>');
    if (number)
        add_number(page, entry, &table->columns[j], widest);
    else {
        g_autofree char *shown = entry_show(entry, &table->columns[j], page->report->language);

        add_shown(page, shown, entry->tail, entry->tail_means);
        if (entry->mark) {
            g_string_append(page->out, "<sup>");
            html_text(page->out, entry->mark);
            g_string_append(page->out, "</sup>");
        }
    }
    g_string_append(page->out, name ? "</th>" : "</td>");
}

static void
add_row(Page *page, const Table *table, size_t row, char *const *widest)
{
    TableRowKind kind = table_row_kind(table, row);

    if (kind == ROW_GROUP) {
        g_autofree char *name =
            entry_show(table_entry(table, row, 0), &table->columns[0], page->report->language);

        if (row > 0)
            g_string_append(page->out, "</tbody>\n<tbody class=\"grouped\">\n");
        g_string_append_printf(page->out,
                               "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"%zu\">",
                               table->n_columns);
        html_text(page->out, name);
        g_string_append(page->out, "</th></tr>\n");
        return;
    }
    g_string_append(page->out, kind == ROW_TOTAL ? "<tr class=\"total\">" : "<tr>");
    for (size_t j = 0; j < table->n_columns; j++)
        add_entry(page, table, row, j, widest[j]);
    g_string_append(page->out, "</tr>\n");
}

static void
add_caption(Page *page, const Table *table, bool titled)
{
    const struct {
        const char *class, *text;
    } lines[] = { { "title", table->title },
                  { "question", table->question },
                  { "base", table->base } };

    if (!table->title && !table->number)
        return;
    g_string_append(page->out, titled ? "<caption>" : "<caption class=\"heard\">");
    if (table->number) {
        g_string_append(page->out, "<b class=\"number\">");
        html_text(page->out, table->number);
        g_string_append(page->out, "</b> ");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        if (!lines[i].text)
            continue;
        g_string_append_printf(page->out, "<span class=\"%s\">", lines[i].class);
        html_text(page->out, lines[i].text);
        g_string_append(page->out, "</span>\n");
    }
    g_string_append(page->out, "</caption>\n");
}

static void
add_notes(Page *page, const Table *table)
{
    if (table->notes->len == 0 && !table->source && !table->trace)
        return;
    g_string_append(page->out, "<div class=\"notes\">");
    for (guint i = 0; i < table->notes->len; i++) {
        g_string_append(page->out, "<p>");
        html_text(page->out, table->notes->pdata[i]);
        g_string_append(page->out, "</p>");
    }
    if (table->source) {
        g_string_append(page->out, "<p>");
        html_text(page->out, table->source);
        g_string_append(page->out, "</p>");
    }
    if (table->trace) {
        g_string_append(page->out, "<p class=\"trace\">");
        html_text(page->out, table->trace);
        g_string_append(page->out, "</p>");
    }
    g_string_append(page->out, "</div>\n");
}

void
html_table(Page *page, const Table *table, bool titled)
{
    char **widest = g_new0(char *, table->n_columns + 1);

    for (size_t j = 0; j < table->n_columns; j++)
        widest[j] = widest_tail(table, j, page->report->language);
    g_string_append_printf(page->out, "<div class=\"scroll\"><table%s>\n",
                           html_sortable(table) ? " class=\"sortable\"" : "");
    add_caption(page, table, titled);
    add_heads(page, table);
    bool grouped = table_rows(table) > 0 && table_row_kind(table, 0) == ROW_GROUP;
    g_string_append(page->out, grouped ? "<tbody class=\"grouped\">\n" : "<tbody>\n");
    for (size_t row = 0; row < table_rows(table); row++)
        add_row(page, table, row, widest);
    g_string_append(page->out, "</tbody>\n</table></div>\n");
    add_notes(page, table);
    g_strfreev(widest);
}
