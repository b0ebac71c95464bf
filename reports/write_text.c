/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_text.c - a report as plain text, as one would paste it into a mail. */
#include "reports/account.h"
#include "reports/listing.h"
#include "reports/plain.h"
#include "reports/words.h"
#include "reports/writer.h"

#include <string.h>

/* The text of RUNS with lines ended by newlines; styles have no sign in plain text. */
static char *
text_of_runs(const GArray *runs)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; runs && i < runs->len; i++) {
        const Run *run = &g_array_index(runs, Run, i);

        g_string_append(text, run->text);
        if (run_web_link(run) && strcmp(run->link, run->text) != 0)
            g_string_append_printf(text, " <%s>", run->link);
        if (run->footnote >= 0)
            g_string_append_printf(text, " [%d]", run->footnote + 1);
        if (run->flags & RUN_BREAK)
            g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

/* RUNS as a paragraph: FIRST stands before its first line, blanks before the others. */
static void
write_runs(GString *out, const GArray *runs, const char *first)
{
    g_autofree char *text = text_of_runs(runs);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autofree char *blanks = g_strnfill(plain_width(first), ' ');

    for (char **line = lines; *line; line++)
        if (**line || line == lines)
            plain_paragraph(out, *line, line == lines ? first : blanks, PLAIN_LINE);
}

static void
write_heading(GString *out, const Block *block)
{
    g_autofree char *text = text_of_runs(block->runs);
    g_autofree char *heading = g_strdup_printf("%s%s%s", block->number ? block->number : "",
                                               block->number ? " " : "", text);
    size_t width = MIN(plain_width(heading), (size_t)PLAIN_LINE);
    g_autofree char *line = g_strnfill(width, block->level == 1 ? '=' : '-');

    plain_paragraph(out, heading, "", PLAIN_LINE);
    if (block->level <= 2)
        g_string_append_printf(out, "%s\n", line);
}

static void
write_item(GString *out, const Block *block)
{
    g_autofree char *first = g_strdup_printf("%*s%s ", 2 * (block->level - 1), "",
                                             !block->number   ? "-"
                                             : *block->number ? block->number
                                                              : " ");

    write_runs(out, block->runs, first);
}

static void
write_code(GString *out, const Block *block)
{
    g_autofree char *text = text_of_runs(block->runs);
    g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);

    for (char **line = lines; *line; line++) {
        g_autofree char *clean = plain_clean(*line);

        g_string_append_printf(out, "    %s\n", clean);
    }
}

static void
write_contents(GString *out, const Report *report, ListOf list)
{
    g_autoptr(GArray) lines = listing_of(report, list);

    g_string_append_printf(out, "%s\n", listing_title(list, report->language));
    for (guint i = 0; i < lines->len; i++) {
        const Listed *line = &g_array_index(lines, Listed, i);
        int level = line->block->kind == BLOCK_HEADING ? line->block->level : 1;
        g_autofree char *first = g_strdup_printf(
            "%*s%s%s", 2 * level, "", line->number ? line->number : "", line->number ? " " : "");

        if (line->title)
            plain_paragraph(out, line->title, first, PLAIN_LINE);
        else
            write_runs(out, line->block->runs, first);
    }
}

static void
write_figure(GString *out, const Report *report, const Block *block)
{
    if (block->table)
        plain_table(out, block->table, report->language);
    else if (block->scene && block->scene->description)
        plain_paragraph(out, block->scene->description, "", PLAIN_LINE);
}

static void
write_block(GString *out, const Report *report, const Block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        write_heading(out, block);
        break;
    case BLOCK_PARAGRAPH:
        write_runs(out, block->runs, "");
        break;
    case BLOCK_ITEM:
        write_item(out, block);
        break;
    case BLOCK_QUOTE:
        write_runs(out, block->runs, "  ");
        break;
    case BLOCK_CODE:
        write_code(out, block);
        break;
    case BLOCK_TABLE:
        plain_table(out, block->table, report->language);
        break;
    case BLOCK_FIGURE:
        write_figure(out, report, block);
        break;
    case BLOCK_CONTENTS:
        write_contents(out, report, block->list);
        break;
    }
}

static void
write_titles(GString *out, const Report *report)
{
    const char *const lines[] = { report->title,     report->subtitle, report->authors,
                                  report->publisher, report->series,   report->tag };
    bool any = false;

    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        if (lines[i]) {
            plain_paragraph(out, lines[i], "", PLAIN_LINE);
            any = true;
        }
    for (guint i = 0; i < report->imprint->len; i++) {
        g_autofree char *line = imprint_line(report, i);

        if (line)
            plain_paragraph(out, line, "", PLAIN_LINE);
    }
    if (any)
        g_string_append_c(out, '\n');
}

static void
write_blocks(GString *out, const Report *report)
{
    BlockKind last = BLOCK_CONTENTS;

    for (guint i = 0; i < report->blocks->len; i++) {
        const Block *block = &g_array_index(report->blocks, Block, i);

        if (i > 0 && !(block->kind == BLOCK_ITEM && last == BLOCK_ITEM))
            g_string_append_c(out, '\n');
        write_block(out, report, block);
        last = block->kind;
    }
}

/* Footnotes, tests and the account of data, each set off by an empty line. */
static void
write_end(GString *out, const Report *report)
{
    g_autoptr(GPtrArray) account = account_of(report);

    if (report->tests && !report->tests_told) {
        g_string_append_c(out, '\n');
        plain_table(out, report->tests, report->language);
    }
    if (report->footnotes->len > 0)
        g_string_append_c(out, '\n');
    for (guint i = 0; i < report->footnotes->len; i++) {
        g_autofree char *first = g_strdup_printf("[%u] ", i + 1);

        write_runs(out, report->footnotes->pdata[i], first);
    }
    if (account->len > 0)
        g_string_append_c(out, '\n');
    for (guint i = 0; i < account->len; i++)
        plain_paragraph(out, account->pdata[i], "", PLAIN_LINE);
}

static bool
write_plain(const Report *report, GByteArray *bytes, GError **error)
{
    (void)error;
    g_autoptr(GString) out = g_string_new(NULL);

    if (!report->picture) /* a figure says its title itself */
        write_titles(out, report);
    write_blocks(out, report);
    write_end(out, report);
    write_text(bytes, out->str);
    return true;
}

const Writer writer_text = {
    .name = "text",
    .extension = ".txt",
    .summary = "plain text",
    .text = true,
    .write = write_plain,
};
