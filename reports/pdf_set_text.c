/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_set_text.c - running text as lines: paragraphs, headings, items. */
#include "reports/pdf_setter.h"

static const double item_indent = 13.0;

/* Runs of LAYOUT's own, for text that is in no block. */
static GArray *
layout_own_runs(Layout *layout)
{
    GArray *runs = g_array_new(FALSE, TRUE, sizeof(Run));

    g_ptr_array_add(layout->own_runs, runs);
    return runs;
}

GArray *
layout_one_run(Layout *layout, const char *text)
{
    GArray *runs = layout_own_runs(layout);
    Run run = { .text = g_string_chunk_insert(layout->own_texts, text), .footnote = -1 };

    g_array_append_val(runs, run);
    return runs;
}

/* The lines of a block of code, each a run of its own. */
GArray *
layout_code_runs(Layout *layout, const GArray *code)
{
    GArray *runs = layout_own_runs(layout);

    for (guint i = 0; i < code->len; i++) {
        g_auto(GStrv) lines = g_strsplit(g_array_index(code, Run, i).text, "\n", -1);

        for (char **line = lines; *line; line++) {
            Run run = { .text = g_string_chunk_insert(layout->own_texts, *line),
                        .flags = line[1] ? RUN_BREAK : 0U,
                        .footnote = -1 };

            if (line[1] || **line)
                g_array_append_val(runs, run);
        }
    }
    return runs;
}

/* ---- running text */

/* Neither the first nor the last line of a paragraph stands alone. */
static bool
keeps_next(size_t line, size_t n)
{
    return (line == 0 && n > 1) || line + 2 == n;
}

bool
set_text(Setter *setter, const Block *block, const GArray *runs, const TextSetting *setting,
         GError **error)
{
    Layout *layout = setter->layout;
    const TextStyle *style = layout_style(layout, setting->style);

    if (!setting->entry_of && !notes_number(setter, runs, error))
        return false;
    Flow *flow = flow_new(layout->text, style, runs, setting->width,
                          setting->entry_of ? NULL : setter->note_numbers, error);
    if (!flow)
        return false;
    g_ptr_array_add(layout->flows, flow);
    setter->element++;
    for (size_t i = 0; i < flow_lines(flow); i++) {
        LayoutItem *item = setter_add(setter, setting->entry_of ? ITEM_ENTRY : ITEM_LINE, block,
                                      i == 0 ? setting->before : 0.0, flow->leading);

        item->flow = flow;
        item->target = setting->entry_of;
        item->line = i;
        item->list = setter->list;
        item->x = setting->x;
        item->style = setting->style;
        item->ink = setting->ink;
        item->hanging = i == 0 ? setting->hanging : NULL;
        item->hanging_x = setting->hanging_x;
        Box *box = setter_last(setter);
        box->flags = setting->flags & ~(unsigned)(i > 0 ? BOX_PAGE | BOX_BARRIER | BOX_SNAP : 0);
        if (keeps_next(i, flow_lines(flow)))
            box->flags |= BOX_KEEP;
        if (!setting->entry_of)
            notes_place(setter, flow_line(flow, i));
    }
    if (setter_last(setter))
        setter_last(setter)->after = setting->after;
    return true;
}

bool
set_heading(Setter *setter, const Block *block, GError **error)
{
    /* with one line of heading these are whole half lines of text */
    static const double before[] = { 34.0, 24.7, 22.0, 15.8 }, after[] = { 13.5, 4.5, 2.5, 2.0 };
    bool chapter = setter->layout->report->cover && block->level == 1;
    int k = CLAMP(block->level, 1, 4) - 1;
    TextSetting setting = { .style = (PageStyle)(STYLE_HEADING_1 + k),
                            .x = TEXT_LEFT,
                            .width = TEXT_WIDTH,
                            .before = before[k],
                            .after = after[k],
                            .flags = BOX_KEEP | BOX_BARRIER | (chapter ? BOX_PAGE : 0U),
                            .hanging = block->number,
                            .hanging_x = FRAME_LEFT };

    if (chapter)
        notes_begin(setter);
    return set_text(setter, block, block->runs, &setting, error);
}

bool
set_paragraph(Setter *setter, const Block *block, GError **error)
{
    bool quote = block->kind == BLOCK_QUOTE;
    bool code = block->kind == BLOCK_CODE;
    double indent = quote ? 15.0 : 0.0;
    TextSetting setting = { .style = code ? STYLE_CODE : STYLE_BODY,
                            .ink = quote ? INK_SECOND : INK_FIRST,
                            .x = TEXT_LEFT + indent,
                            .width = TEXT_WIDTH - 2.0 * indent,
                            .before = quote || code ? 9.0 : 6.8,
                            .after = quote || code ? 9.0 : 0.0,
                            .flags = code ? 0U : BOX_SNAP };
    const GArray *runs = code ? layout_code_runs(setter->layout, block->runs) : block->runs;
    bool leads = block + 1 < setter->blocks + setter->n_blocks && block[1].kind == BLOCK_ITEM;

    if (!set_text(setter, block, runs, &setting, error))
        return false;
    if (leads && setter_last(setter)) /* a list is not torn from what announces it */
        setter_last(setter)->flags |= BOX_KEEP;
    return true;
}

bool
set_item(Setter *setter, const Block *block, GError **error)
{
    double indent = item_indent * (double)MIN(block->level, 6);
    bool continued = block->number && !*block->number;
    TextSetting setting = { .style = STYLE_BODY,
                            .x = TEXT_LEFT + indent,
                            .width = TEXT_WIDTH - indent,
                            .before = setter->list && !continued ? 3.4 : 5.0,
                            .hanging = continued       ? NULL
                                       : block->number ? block->number
                                                       : "\u2022",
                            .hanging_x = TEXT_LEFT + indent - item_indent };

    if (!setter->list)
        setter->list = setter->element + 1;
    return set_text(setter, block, block->runs, &setting, error);
}
