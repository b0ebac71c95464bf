/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_markdown.c - a report as Markdown, for wikis, issues and notebooks. */
#include "reports/account.h"
#include "reports/plain.h"
#include "reports/words.h"
#include "reports/writer.h"

#include <string.h>

/* Appends TEXT on one line so that none of it is markup: CommonMark 2.4. */
static void
add_text(GString *out, const char *text)
{
    g_autofree char *clean = plain_clean(text ? text : "");
    bool start = out->len == 0 || out->str[out->len - 1] == '\n';

    for (const char *p = clean; *p; p++) {
        bool first = start && p == clean;

        if (strchr("\\`*_[]<>|~", *p) || (*p == '&' && (g_ascii_isalnum(p[1]) || p[1] == '#')) ||
            (*p == '!' && p[1] == '[') || (first && strchr("#+-=:", *p)))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p);
        /* "1." and "1)" begin a list */
        if (start && g_ascii_isdigit(*p) && (p[1] == '.' || p[1] == ')') &&
            strspn(clean, "0123456789") == (size_t)(p - clean) + 1)
            g_string_append_c(out, '\\');
    }
}

/* TEXT between two MARKs that set its style; blanks at its ends stay outside. */
static void
add_styled(GString *out, const char *mark, const char *text)
{
    size_t lead = strspn(text, " "), length = strlen(text);

    while (length > lead && text[length - 1] == ' ')
        length--;
    g_autofree char *inner = g_strndup(text + lead, length - lead);
    if (*inner == '\0') {
        g_string_append(out, text);
        return;
    }
    g_string_append_printf(out, "%.*s%s", (int)lead, text, mark);
    if (*mark == '`')
        g_string_append(out, inner);
    else
        add_text(out, inner);
    g_string_append_printf(out, "%s%s", mark, text + length);
}

static void
add_run(GString *out, const Run *run)
{
    const char *link = run_web_link(run);
    g_autofree char *clean = plain_clean(run->text);

    if (link)
        g_string_append_c(out, '[');
    /* a back tick in code cannot be escaped, so that piece is plain text */
    if (run->flags & RUN_CODE && !strchr(clean, '`'))
        add_styled(out, "`", clean);
    else if (run->flags & (RUN_BOLD | RUN_ITALIC))
        add_styled(out, run->flags & RUN_BOLD ? "**" : "*", clean);
    else
        add_text(out, clean);
    if (link) {
        g_autofree char *address = g_uri_escape_string(link, ":/?#@!$&'*+,;=%~", FALSE);

        g_string_append_printf(out, "](%s)", address);
    }
    if (run->footnote >= 0)
        g_string_append_printf(out, "[^%d]", run->footnote + 1);
    if (run->flags & RUN_BREAK)
        g_string_append(out, "\\\n");
}

static void
add_runs(GString *out, const GArray *runs)
{
    for (guint i = 0; runs && i < runs->len; i++)
        add_run(out, &g_array_index(runs, Run, i));
}

static void
add_entry(GString *out, const Table *table, size_t row, size_t j, const char *language)
{
    const Entry *entry = table_entry(table, row, j);
    g_autofree char *shown = entry_show(entry, &table->columns[j], language);
    TableRowKind kind = table_row_kind(table, row);
    bool bold = entry->strong || kind == ROW_TOTAL || (kind == ROW_GROUP && j == 0);

    if (kind == ROW_GROUP && j > 0)
        return;
    if (bold)
        add_styled(out, "**", shown);
    else
        add_text(out, shown);
    if (entry->mark) {
        g_string_append(out, " (");
        add_text(out, entry->mark);
        g_string_append_c(out, ')');
    }
}

static void
add_paragraph(GString *out, const char *text)
{
    if (!text)
        return;
    add_text(out, text);
    g_string_append(out, "\n\n");
}

static void
add_heads(GString *out, const Table *table)
{
    for (size_t j = 0; j < table->n_columns; j++) {
        const TableColumn *column = &table->columns[j];
        g_autofree char *head = column_head(column);

        g_string_append(out, "| ");
        if (column->spanner) {
            add_text(out, column->spanner);
            g_string_append(out, ": ");
        }
        add_text(out, head);
        g_string_append_c(out, ' ');
    }
    g_string_append(out, "|\n");
    for (size_t j = 0; j < table->n_columns; j++)
        g_string_append(out, table->columns[j].kind == COLUMN_OF_NUMBERS ? "|---:" : "|:---");
    g_string_append(out, "|\n");
}

static void
add_table(GString *out, const Table *table, const char *language)
{
    g_autofree char *title = g_strdup_printf("%s%s%s", table->number ? table->number : "",
                                             table->number && table->title ? ". " : "",
                                             table->title ? table->title : "");

    if (*title) {
        add_styled(out, "**", title);
        g_string_append(out, "\n\n");
    }
    add_paragraph(out, table->question);
    add_paragraph(out, table->base);
    add_heads(out, table);
    for (size_t row = 0; row < table_rows(table); row++) {
        for (size_t j = 0; j < table->n_columns; j++) {
            g_string_append(out, "| ");
            add_entry(out, table, row, j, language);
            g_string_append_c(out, ' ');
        }
        g_string_append(out, "|\n");
    }
    g_string_append_c(out, '\n');
    for (guint i = 0; i < table->notes->len; i++)
        add_paragraph(out, table->notes->pdata[i]);
    add_paragraph(out, table->source);
    add_paragraph(out, table->trace);
}

static void
add_heading(GString *out, const Report *report, const Block *block)
{
    int level = CLAMP(block->level + (report->title ? 1 : 0), 1, 6);

    g_string_append_printf(out, "%.*s ", level, "######");
    if (block->number) {
        add_text(out, block->number);
        g_string_append_c(out, ' ');
    }
    add_runs(out, block->runs);
    g_string_append(out, "\n\n");
}

static void
add_code(GString *out, const Block *block)
{
    for (guint i = 0; block->runs && i < block->runs->len; i++) {
        const Run *run = &g_array_index(block->runs, Run, i);
        g_auto(GStrv) lines = g_strsplit(run->text, "\n", -1);

        for (char **line = lines; *line; line++) {
            g_autofree char *clean = plain_clean(*line);

            if (*clean || line[1])
                g_string_append_printf(out, "    %s\n", clean);
        }
    }
    g_string_append_c(out, '\n');
}

static void
add_item(GString *out, const Block *block, bool more)
{
    int level = MAX(block->level, 1);

    if (block->number && !*block->number) /* goes on with the item above */
        g_string_append_printf(out, "\n%*s", 4 * level, "");
    else
        g_string_append_printf(out, "%*s%s ", 4 * (level - 1), "",
                               block->number ? block->number : "-");
    add_runs(out, block->runs);
    g_string_append(out, more ? "\n" : "\n\n");
}

static void
add_block(GString *out, const Report *report, const Block *block, const Block *next)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        add_heading(out, report, block);
        break;
    case BLOCK_PARAGRAPH:
        add_runs(out, block->runs);
        g_string_append(out, "\n\n");
        break;
    case BLOCK_ITEM:
        add_item(out, block, next && next->kind == BLOCK_ITEM);
        break;
    case BLOCK_QUOTE:
        g_string_append(out, "> ");
        add_runs(out, block->runs);
        g_string_append(out, "\n\n");
        break;
    case BLOCK_CODE:
        add_code(out, block);
        break;
    case BLOCK_TABLE:
        add_table(out, block->table, report->language);
        break;
    case BLOCK_FIGURE: /* Markdown draws nothing: the numbers stand for the figure */
        if (block->table)
            add_table(out, block->table, report->language);
        else if (block->scene)
            add_paragraph(out, block->scene->description);
        break;
    case BLOCK_CONTENTS: /* what shows Markdown makes its own */
        break;
    }
}

static void
add_end(GString *out, const Report *report)
{
    g_autoptr(GPtrArray) account = account_of(report);

    if (report->tests && !report->tests_told)
        add_table(out, report->tests, report->language);
    for (guint i = 0; i < account->len; i++)
        add_paragraph(out, account->pdata[i]);
    for (guint i = 0; i < report->footnotes->len; i++) {
        g_string_append_printf(out, "[^%u]: ", i + 1);
        add_runs(out, report->footnotes->pdata[i]);
        g_string_append_c(out, '\n');
    }
}

static void
add_titles(GString *out, const Report *report)
{
    if (report->title) {
        g_string_append(out, "# ");
        add_paragraph(out, report->title);
    }
    add_paragraph(out, report->subtitle);
    add_paragraph(out, report->authors);
    add_paragraph(out, report->publisher);
    add_paragraph(out, report->series);
    add_paragraph(out, report->tag);
    for (guint i = 0; i < report->imprint->len; i++) {
        g_autofree char *line = imprint_line(report, i);

        add_paragraph(out, line);
    }
}

static bool
write_markdown(const Report *report, GByteArray *bytes, GError **error)
{
    (void)error;
    g_autoptr(GString) out = g_string_new(NULL);

    if (!report->picture) /* a figure says its title itself */
        add_titles(out, report);
    for (guint i = 0; i < report->blocks->len; i++) {
        const Block *block = &g_array_index(report->blocks, Block, i);

        add_block(out, report, block, i + 1 < report->blocks->len ? block + 1 : NULL);
    }
    add_end(out, report);
    while (out->len > 0 && out->str[out->len - 1] == '\n')
        g_string_truncate(out, out->len - 1);
    g_string_append_c(out, '\n');
    g_byte_array_append(bytes, (const guint8 *)out->str, (guint)out->len);
    return true;
}

const Writer writer_markdown = {
    .name = "markdown",
    .extension = ".md",
    .summary = "Markdown with pipe tables",
    .text = true,
    .write = write_markdown,
};
