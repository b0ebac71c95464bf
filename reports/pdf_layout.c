/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/pdf_layout.h"

#include "datasets/error.h"
#include "reports/account.h"
#include "reports/words.h"

#include <math.h>

/* Of the height of the page: a table that is higher may be broken. */
static const double whole_table = 0.62;
static const double note_space = 1.6, item_indent = 13.0;

/* Where the laying out stands. */
typedef struct {
    Layout *layout;
    unsigned element; /* the last given out */
    unsigned list;    /* of the items just before; 0: none */
    const Block *blocks;
    size_t n_blocks;
} Setter;

/* How a block of running text is set. */
typedef struct {
    PageStyle style;
    Ink ink;
    double x, width, before, after;
    unsigned flags; /* of all its boxes */
    const char *hanging;
    double hanging_x;
    const Block *entry_of; /* of an entry of the contents: the heading */
} TextSetting;

static LayoutItem *
add(Setter *setter, ItemKind kind, const Block *block, double before, double height)
{
    Layout *layout = setter->layout;
    LayoutItem item = { .kind = kind, .block = block, .element = setter->element };
    Box box = { .before = before, .height = height };

    g_array_append_val(layout->items, item);
    g_array_append_val(layout->boxes, box);
    return &g_array_index(layout->items, LayoutItem, layout->items->len - 1);
}

static Box *
last_box(Setter *setter)
{
    GArray *boxes = setter->layout->boxes;

    return boxes->len ? &g_array_index(boxes, Box, boxes->len - 1) : NULL;
}

/* Runs of LAYOUT's own, for text that is in no block. */
static GArray *
own_runs(Layout *layout)
{
    GArray *runs = g_array_new(FALSE, TRUE, sizeof(Run));

    g_ptr_array_add(layout->own_runs, runs);
    return runs;
}

static GArray *
one_run(Layout *layout, const char *text)
{
    GArray *runs = own_runs(layout);
    Run run = { .text = g_string_chunk_insert(layout->own_texts, text), .footnote = -1 };

    g_array_append_val(runs, run);
    return runs;
}

/* The lines of a block of code, each a run of its own. */
static GArray *
code_runs(Layout *layout, const GArray *code)
{
    GArray *runs = own_runs(layout);

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

/* ---- footnotes */

double
layout_note_height(const Layout *layout, size_t note)
{
    const Flow *flow = g_ptr_array_index(layout->footnotes, note);

    return (double)flow_lines(flow) * flow->leading + note_space;
}

static bool
set_footnotes(Layout *layout, GError **error)
{
    const GPtrArray *footnotes = layout->report->footnotes;

    for (guint i = 0; i < footnotes->len; i++) {
        Flow *flow = flow_new(layout->text, page_style(STYLE_FOOTNOTE),
                              g_ptr_array_index(footnotes, i), TEXT_WIDTH - item_indent, error);
        size_t nowhere = SIZE_MAX;

        if (!flow)
            return false;
        g_ptr_array_add(layout->footnotes, flow);
        g_array_append_val(layout->note_box, nowhere);
    }
    return true;
}

/* The footnotes whose marks stand in LINE go to the foot of the page of the last box. */
static void
add_notes(Setter *setter, const FlowLine *line)
{
    Layout *layout = setter->layout;

    for (guint i = 0; i < line->pieces->len; i++) {
        int note = g_array_index(line->pieces, FlowPiece, i).run->footnote;

        if (note < 0 || (guint)note >= layout->note_box->len)
            continue;
        size_t *box = &g_array_index(layout->note_box, size_t, note);
        if (*box != SIZE_MAX)
            continue;
        *box = layout->boxes->len - 1;
        last_box(setter)->notes += layout_note_height(layout, (size_t)note);
    }
}

/* ---- running text */

/* Neither the first nor the last line of a paragraph stands alone. */
static bool
keeps_next(size_t line, size_t n)
{
    return (line == 0 && n > 1) || line + 2 == n;
}

static bool
set_text(Setter *setter, const Block *block, const GArray *runs, const TextSetting *setting,
         GError **error)
{
    Layout *layout = setter->layout;
    const TextStyle *style = page_style(setting->style);
    Flow *flow = flow_new(layout->text, style, runs, setting->width, error);

    if (!flow)
        return false;
    g_ptr_array_add(layout->flows, flow);
    setter->element++;
    for (size_t i = 0; i < flow_lines(flow); i++) {
        LayoutItem *item = add(setter, setting->entry_of ? ITEM_ENTRY : ITEM_LINE, block,
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
        Box *box = last_box(setter);
        box->flags = setting->flags & ~(unsigned)(i > 0 ? BOX_PAGE | BOX_BARRIER : 0);
        if (keeps_next(i, flow_lines(flow)))
            box->flags |= BOX_KEEP;
        if (!setting->entry_of)
            add_notes(setter, flow_line(flow, i));
    }
    if (last_box(setter))
        last_box(setter)->after = setting->after;
    return true;
}

static bool
set_heading(Setter *setter, const Block *block, GError **error)
{
    static const double before[] = { 34.0, 27.0, 19.0, 15.0 }, after[] = { 16.0, 4.5, 2.5, 2.0 };
    bool chapter = setter->layout->report->document && block->level == 1;
    int k = CLAMP(block->level, 1, 4) - 1;
    TextSetting setting = { .style = (PageStyle)(STYLE_HEADING_1 + k),
                            .x = TEXT_LEFT,
                            .width = TEXT_WIDTH,
                            .before = before[k],
                            .after = after[k],
                            .flags = BOX_KEEP | BOX_BARRIER | (chapter ? BOX_PAGE : 0U),
                            .hanging = block->number,
                            .hanging_x = FRAME_LEFT };

    return set_text(setter, block, block->runs, &setting, error);
}

static bool
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
                            .after = quote || code ? 9.0 : 0.0 };
    const GArray *runs = code ? code_runs(setter->layout, block->runs) : block->runs;
    bool leads = block + 1 < setter->blocks + setter->n_blocks && block[1].kind == BLOCK_ITEM;

    if (!set_text(setter, block, runs, &setting, error))
        return false;
    if (leads && last_box(setter)) /* a list is not torn from what announces it */
        last_box(setter)->flags |= BOX_KEEP;
    return true;
}

static bool
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

/* ---- figures and tables */

static bool
fail_high(const char *what, const char *title, GError **error)
{
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the %s '%s' is higher than a page; show fewer rows", what, title ? title : "");
    return false;
}

static bool
set_figure(Setter *setter, const Block *block, GError **error)
{
    if (!block->scene)
        return true;
    if (block->scene->height > BODY_HEIGHT)
        return fail_high("figure", block->scene->title, error);
    setter->element++;
    add(setter, ITEM_SCENE, block, FRAME_BEFORE, block->scene->height);
    last_box(setter)->flags = BOX_FLOAT;
    last_box(setter)->after = FRAME_BEFORE;
    return true;
}

/* TRUE if no page may end after part I of GRID: between a heading of rows and the first, and where
 * one row of a group would stand alone. */
static bool
part_keeps_next(const Grid *grid, size_t i)
{
    const GridPart *part = grid_part(grid, i), *next = grid_part(grid, i + 1);
    size_t first = grid->n_title + grid->n_head, last = first + grid->n_body - 1;

    if (part->kind != PART_OF_BODY || next->kind != PART_OF_BODY)
        return true;
    if (part->group == ROW_GROUP || next->group == ROW_TOTAL || i == first || i + 1 == last)
        return true;
    bool begins = i > first && grid_part(grid, i - 1)->group == ROW_GROUP;
    bool ends = i + 2 <= last && grid_part(grid, i + 2)->group == ROW_GROUP;
    return next->group != ROW_GROUP && (begins || ends);
}

static void
set_parts(Setter *setter, const Block *block, const Grid *grid)
{
    double head = grid->again.height + grid->head_height;

    for (size_t i = 0; i < grid->parts->len; i++) {
        const GridPart *part = grid_part(grid, i);
        LayoutItem *item = add(setter, ITEM_PART, block, i == 0 ? FRAME_BEFORE : 0.0, part->height);
        Box *box = last_box(setter);

        item->grid = grid;
        item->part = i;
        box->head = part->kind == PART_OF_BODY ? head : 0.0;
        if (i + 1 < grid->parts->len && part_keeps_next(grid, i))
            box->flags |= BOX_KEEP;
        else if (i + 1 < grid->parts->len)
            box->foot = grid->goes_on.height;
    }
}

static bool
set_table(Setter *setter, const Block *block, const Table *table, GError **error)
{
    Layout *layout = setter->layout;
    Grid *grid = grid_new(table, layout->text, FRAME_WIDTH, layout->report->language, error);

    if (!grid)
        return false;
    g_ptr_array_add(layout->grids, grid);
    setter->element++;
    if (grid_height(grid) <= whole_table * BODY_HEIGHT || grid->n_body == 0) {
        add(setter, ITEM_GRID, block, FRAME_BEFORE, grid_height(grid))->grid = grid;
        last_box(setter)->flags = layout->report->document ? BOX_FLOAT : 0;
    } else {
        set_parts(setter, block, grid);
    }
    last_box(setter)->after = FRAME_BEFORE;
    return true;
}

/* ---- contents */

static bool
set_entry(Setter *setter, const Block *heading, GError **error)
{
    bool chapter = heading->level == 1;
    TextSetting setting = { .style = chapter ? STYLE_CONTENTS_1 : STYLE_CONTENTS_2,
                            .ink = chapter ? INK_FIRST : INK_SECOND,
                            .x = TEXT_LEFT,
                            .width = TEXT_WIDTH - 40.0,
                            .before = chapter ? 9.0 : 1.0,
                            .hanging = heading->number,
                            .hanging_x = FRAME_LEFT,
                            .entry_of = heading };

    return set_text(setter, heading, heading->runs, &setting, error);
}

static bool
set_contents(Setter *setter, const Block *block, GError **error)
{
    TextSetting setting = { .style = STYLE_HEADING_1,
                            .x = TEXT_LEFT,
                            .width = TEXT_WIDTH,
                            .after = 18.0,
                            .flags =
                                BOX_KEEP | (setter->layout->report->document ? BOX_PAGE : 0U) };
    const char *title = word(WORD_CONTENTS, setter->layout->report->language);

    if (!set_text(setter, block, one_run(setter->layout, title), &setting, error))
        return false;
    for (size_t i = 0; i < setter->n_blocks; i++) {
        const Block *heading = &setter->blocks[i];

        if (heading->kind == BLOCK_HEADING && heading->level <= 2 &&
            !set_entry(setter, heading, error))
            return false;
    }
    return true;
}

/* ---- the account of a result */

static bool
set_account(Setter *setter, GError **error)
{
    Layout *layout = setter->layout;
    g_autoptr(GPtrArray) sentences = account_of(layout->report);

    if (layout->report->tests && !set_table(setter, NULL, layout->report->tests, error))
        return false;
    for (guint i = 0; i < sentences->len; i++) {
        TextSetting setting = { .style = STYLE_CELL_NOTE,
                                .ink = INK_NOTES,
                                .x = FRAME_LEFT,
                                .width = FRAME_WIDTH,
                                .before = i ? 2.0 : 12.0 };
        const char *sentence = g_ptr_array_index(sentences, i);

        if (!set_text(setter, NULL, one_run(layout, sentence), &setting, error))
            return false;
    }
    return true;
}

/* ---- all */

static bool
set_block(Setter *setter, const Block *block, GError **error)
{
    if (block->kind != BLOCK_ITEM)
        setter->list = 0;
    switch (block->kind) {
    case BLOCK_HEADING:
        return set_heading(setter, block, error);
    case BLOCK_PARAGRAPH:
    case BLOCK_QUOTE:
    case BLOCK_CODE:
        return !block->runs || set_paragraph(setter, block, error);
    case BLOCK_ITEM:
        return set_item(setter, block, error);
    case BLOCK_TABLE:
        return set_table(setter, block, block->table, error);
    case BLOCK_FIGURE:
        return set_figure(setter, block, error);
    case BLOCK_CONTENTS:
        return set_contents(setter, block, error);
    }
    g_assert_not_reached();
}

static bool
set_blocks(Layout *layout, GError **error)
{
    const GArray *blocks = layout->report->blocks;
    Setter setter = { .layout = layout,
                      .blocks = (const Block *)(const void *)blocks->data,
                      .n_blocks = blocks->len };

    for (guint i = 0; i < blocks->len; i++)
        if (!set_block(&setter, &setter.blocks[i], error))
            return false;
    setter.list = 0;
    return layout->report->document || set_account(&setter, error);
}

Layout *
layout_new(const Report *report, GError **error)
{
    g_autoptr(Layout) layout = g_new0(Layout, 1);

    layout->report = report;
    layout->items = g_array_new(FALSE, TRUE, sizeof(LayoutItem));
    layout->boxes = g_array_new(FALSE, TRUE, sizeof(Box));
    layout->flows = g_ptr_array_new_with_free_func((GDestroyNotify)flow_free);
    layout->grids = g_ptr_array_new_with_free_func((GDestroyNotify)grid_free);
    layout->footnotes = g_ptr_array_new_with_free_func((GDestroyNotify)flow_free);
    layout->note_box = g_array_new(FALSE, FALSE, sizeof(size_t));
    layout->own_runs = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    layout->own_texts = g_string_chunk_new(1024);
    layout->text = report->text;
    if (!layout->text)
        layout->text = layout->own_text = text_context_new(error);
    if (!layout->text || !set_footnotes(layout, error) || !set_blocks(layout, error))
        return NULL;
    layout->pages = paginate((const Box *)(const void *)layout->boxes->data, layout->boxes->len,
                             BODY_HEIGHT, NOTES_GAP);
    return g_steal_pointer(&layout);
}

void
layout_free(Layout *layout)
{
    if (!layout)
        return;
    g_array_unref(layout->items);
    g_array_unref(layout->boxes);
    g_ptr_array_unref(layout->flows);
    g_ptr_array_unref(layout->grids);
    g_ptr_array_unref(layout->footnotes);
    g_array_unref(layout->note_box);
    g_ptr_array_unref(layout->own_runs);
    g_string_chunk_free(layout->own_texts);
    pages_free(layout->pages);
    text_context_free(layout->own_text);
    g_free(layout);
}

int
layout_page_of(const Layout *layout, const Block *block)
{
    for (guint i = 0; i < layout->items->len; i++) {
        const LayoutItem *item = &g_array_index(layout->items, LayoutItem, i);

        if (block && item->block == block && item->kind != ITEM_ENTRY)
            return (int)layout->pages->places[i].page;
    }
    return -1;
}
