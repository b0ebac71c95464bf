/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/report.h"

#include "datasets/error.h"
#include "reports/style.h"

#include <string.h>

static void
clear_block(gpointer data)
{
    Block *block = data;

    if (block->runs)
        g_array_unref(block->runs);
    table_free(block->table);
    scene_free(block->scene);
}

static void
clear_data(gpointer data)
{
    DataUsed *used = data;

    g_array_unref(used->excluded);
    g_ptr_array_unref(used->notes);
}

Report *
report_new(const char *command, const char *language)
{
    Report *report = g_new0(Report, 1);

    report->strings = g_string_chunk_new(1024);
    report->command = report_text(report, command);
    report->language = report_text(report, language ? language : "en");
    report->arguments = g_ptr_array_new();
    report->data = g_array_new(FALSE, TRUE, sizeof(DataUsed));
    g_array_set_clear_func(report->data, clear_data);
    report->notes = g_ptr_array_new();
    report->checks = g_array_new(FALSE, TRUE, sizeof(Check));
    report->claims = g_array_new(FALSE, TRUE, sizeof(Claim));
    report->origins = g_array_new(FALSE, TRUE, sizeof(Origin));
    report->imprint = g_array_new(FALSE, TRUE, sizeof(ImprintLine));
    report->date = report_epoch();
    report->blocks = g_array_new(FALSE, TRUE, sizeof(Block));
    g_array_set_clear_func(report->blocks, clear_block);
    report->footnotes = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    return report;
}

void
report_free(Report *report)
{
    if (!report)
        return;
    g_ptr_array_unref(report->arguments);
    g_array_unref(report->imprint);
    g_array_unref(report->data);
    table_free(report->design);
    table_free(report->tests);
    g_ptr_array_unref(report->notes);
    g_array_unref(report->checks);
    g_array_unref(report->claims);
    g_array_unref(report->origins);
    values_free(report->values);
    g_array_unref(report->blocks);
    g_ptr_array_unref(report->footnotes);
    text_context_free(report->text);
    report_style_free(report->style);
    g_string_chunk_free(report->strings);
    g_free(report);
}

const char *
report_text(Report *report, const char *text)
{
    return text ? g_string_chunk_insert(report->strings, text) : NULL;
}

Block *
report_add(Report *report, BlockKind kind)
{
    Block block = { .kind = kind };

    g_array_append_val(report->blocks, block);
    return &g_array_index(report->blocks, Block, report->blocks->len - 1);
}

Run *
block_add(Report *report, Block *block, const char *text, unsigned flags)
{
    Run run = { .text = report_text(report, text), .flags = flags, .footnote = -1 };

    if (!block->runs)
        block->runs = g_array_new(FALSE, TRUE, sizeof(Run));
    g_array_append_val(block->runs, run);
    return &g_array_index(block->runs, Run, block->runs->len - 1);
}

const char *
run_web_link(const Run *run)
{
    static const char *const schemes[] = { "https://", "http://", "mailto:" };

    for (size_t i = 0; run->link && i < G_N_ELEMENTS(schemes); i++)
        if (g_ascii_strncasecmp(run->link, schemes[i], strlen(schemes[i])) == 0)
            return run->link;
    return NULL; /* within the document, or of a kind that could run something */
}

void
report_heading(Report *report, int level, const char *text)
{
    Block *block = report_add(report, BLOCK_HEADING);

    block->level = level;
    block_add(report, block, text, 0);
}

void
report_paragraph(Report *report, const char *text)
{
    block_add(report, report_add(report, BLOCK_PARAGRAPH), text, 0);
}

void
report_table(Report *report, Table *table)
{
    Block *block = report_add(report, BLOCK_TABLE);

    block->id = report_text(report, table->id);
    block->table = table;
}

void
report_note(Report *report, const char *text)
{
    g_ptr_array_add(report->notes, (gpointer)report_text(report, text));
}

DataUsed *
report_data(Report *report, const char *path, const char *sha256)
{
    DataUsed used = { .path = report_text(report, path),
                      .sha256 = report_text(report, sha256),
                      .excluded = g_array_new(FALSE, TRUE, sizeof(Exclusion)),
                      .notes = g_ptr_array_new() };

    g_array_append_val(report->data, used);
    return &g_array_index(report->data, DataUsed, report->data->len - 1);
}

TextContext *
report_text_context(Report *report, GError **error)
{
    if (!report->text)
        report->text = text_context_new_in(report->style ? &report->style->look : NULL, error);
    return report->text;
}

char *
imprint_line(const Report *report, guint i)
{
    const ImprintLine *line = &g_array_index(report->imprint, ImprintLine, i);

    if (line->on_cover)
        return NULL;
    return line->name ? g_strdup_printf("%s: %s", line->name, line->text) : g_strdup(line->text);
}

const Table *
report_find_table(const Report *report, const char *id)
{
    for (guint i = 0; i < report->blocks->len; i++) {
        const Table *table = g_array_index(report->blocks, Block, i).table;

        if (table && (!id || (table->id && strcmp(table->id, id) == 0)))
            return table;
    }
    return NULL;
}

const Scene *
report_first_scene(const Report *report, const char *format, GError **error)
{
    for (guint i = 0; i < report->blocks->len; i++) {
        const Scene *scene = g_array_index(report->blocks, Block, i).scene;

        if (scene)
            return scene;
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "%s: the result holds no figure, so there is nothing to draw as %s; write it as "
                "text, html, json or csv",
                report->command, format);
    return NULL;
}

int64_t
report_epoch(void)
{
    const char *text = g_getenv("SOURCE_DATE_EPOCH");
    gint64 epoch = 0;

    /* what is no whole number of seconds says nothing */
    if (!text || !g_ascii_string_to_signed(text, 10, 0, G_MAXINT64, &epoch, NULL))
        return 0;
    return epoch;
}
