/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/pdf_layout.h"

#include "reports/account.h"
#include "reports/listing.h"
#include "reports/pdf_setter.h"
#include "reports/pdf_tighten.h"
#include "reports/style.h"

LayoutItem *
setter_add(Setter *setter, ItemKind kind, const Block *block, double before, double height)
{
    Layout *layout = setter->layout;
    LayoutItem item = { .kind = kind, .block = block, .element = setter->element };
    Box box = { .before = before, .height = height };

    g_array_append_val(layout->items, item);
    g_array_append_val(layout->boxes, box);
    return &g_array_index(layout->items, LayoutItem, layout->items->len - 1);
}

Box *
setter_last(Setter *setter)
{
    GArray *boxes = setter->layout->boxes;

    return boxes->len ? &g_array_index(boxes, Box, boxes->len - 1) : NULL;
}

/* ---- contents */

static bool
set_entry(Setter *setter, const Listed *listed, double x, bool keep, GError **error)
{
    const Block *block = listed->block;
    bool heading = block->kind == BLOCK_HEADING, chapter = heading && block->level == 1;
    TextSetting setting = { .style = chapter ? STYLE_CONTENTS_1 : STYLE_CONTENTS_2,
                            .ink = chapter ? INK_FIRST : INK_SECOND,
                            .x = x,
                            .width = FRAME_RIGHT - x - 40.0,
                            .before = chapter   ? 9.0
                                      : heading ? 1.0
                                                : 3.0,
                            .flags = keep ? BOX_KEEP : 0U,
                            .hanging = listed->number,
                            .hanging_x = FRAME_LEFT,
                            .entry_of = block };
    const GArray *runs =
        listed->title ? layout_one_run(setter->layout, listed->title) : block->runs;

    return set_text(setter, block, runs, &setting, error);
}

/* Where the titles of LINES begin: behind the widest number. */
static double
titles_of(const Setter *setter, const GArray *lines)
{
    double x = TEXT_LEFT;

    for (guint i = 0; i < lines->len; i++) {
        const char *number = g_array_index(lines, Listed, i).number;

        if (number)
            x = MAX(x, FRAME_LEFT + 9.0 +
                           text_width(setter->layout->text,
                                      layout_style(setter->layout, STYLE_CONTENTS_2), number));
    }
    return x;
}

/* The lists of figures and tables follow the contents on their page, each whole if it can be. */
static bool
set_contents(Setter *setter, const Block *block, GError **error)
{
    const Report *report = setter->layout->report;
    bool first = block->list == LIST_OF_HEADINGS || !setter_last(setter);
    g_autoptr(GArray) lines = listing_of(report, block->list);
    double x = titles_of(setter, lines);
    TextSetting setting = { .style = first ? STYLE_HEADING_1 : STYLE_HEADING_2,
                            .x = TEXT_LEFT,
                            .width = TEXT_WIDTH,
                            .before = first ? 0.0 : 30.0,
                            .after = first ? 18.0 : 6.0,
                            .flags = BOX_KEEP | (first && report->cover ? BOX_PAGE : 0U) };
    const char *title = listing_title(block->list, report->language);

    if (!set_text(setter, block, layout_one_run(setter->layout, title), &setting, error))
        return false;
    setter->list = setter->element + 1;
    for (guint i = 0; i < lines->len; i++)
        if (!set_entry(setter, &g_array_index(lines, Listed, i), x, !first && i + 1 < lines->len,
                       error))
            return false;
    return true;
}

/* ---- the account of a result */

static bool
set_account(Setter *setter, GError **error)
{
    Layout *layout = setter->layout;
    g_autoptr(GPtrArray) sentences = account_of(layout->report);

    if (layout->report->tests && !layout->report->tests_told &&
        !set_table(setter, NULL, layout->report->tests, error))
        return false;
    for (guint i = 0; i < sentences->len; i++) {
        TextSetting setting = { .style = STYLE_CELL_NOTE,
                                .ink = INK_NOTES,
                                .x = FRAME_LEFT,
                                .width = FRAME_WIDTH,
                                .before = i ? 2.0 : 12.0 };
        const char *sentence = g_ptr_array_index(sentences, i);

        if (!set_text(setter, NULL, layout_one_run(layout, sentence), &setting, error))
            return false;
    }
    return true;
}

/* ---- the title of a document without a cover */

static const double to_text = 11.0; /* from the title to what follows */

/* A line of the title in STYLE, on the page of what follows. */
static bool
set_title_line(Setter *setter, const char *text, PageStyle style, Ink ink, double before,
               double after, GError **error)
{
    TextSetting setting = { .style = style,
                            .ink = ink,
                            .x = FRAME_LEFT,
                            .width = FRAME_WIDTH,
                            .before = before,
                            .after = after,
                            .flags = BOX_KEEP };

    return !text || !*text ||
           set_text(setter, NULL, layout_one_run(setter->layout, text), &setting, error);
}

static bool
set_title(Setter *setter, GError **error)
{
    const Report *report = setter->layout->report;
    const char *all[] = { g_strcmp0(report->authors, report->publisher) == 0 ? NULL
                                                                             : report->authors,
                          report->publisher, report->date_text, report->tag };
    g_autoptr(GString) line = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        if (all[i] && *all[i])
            g_string_append_printf(line, "%s%s", line->len > 0 ? " \u00b7 " : "", all[i]);
    double after = line->len > 0 ? 0.0 : to_text;
    return set_title_line(setter, report->title, STYLE_HEADING_1, INK_FIRST, 0.0,
                          report->subtitle ? 0.0 : after, error) &&
           set_title_line(setter, report->subtitle, STYLE_HEADING_2, INK_SECOND, 2.0, after,
                          error) &&
           set_title_line(setter, line->str, STYLE_COVER_LINE, INK_NOTES, 4.0, to_text, error);
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

/* A heading lies on its side with the table that follows it. */
static void
turn_headings(GArray *boxes)
{
    for (guint i = boxes->len; i-- > 1;) {
        Box *box = &g_array_index(boxes, Box, i - 1);

        if (box->flags & BOX_KEEP)
            box->flags |= g_array_index(boxes, Box, i).flags & BOX_LANDSCAPE;
    }
}

static bool
set_blocks(Layout *layout, GError **error)
{
    const GArray *blocks = layout->report->blocks;
    Setter setter = { .layout = layout,
                      .blocks = (const Block *)(const void *)blocks->data,
                      .n_blocks = blocks->len };
    bool set = true;

    notes_begin(&setter);
    if (layout->report->document && !layout->report->cover)
        set = set_title(&setter, error);
    for (guint i = 0; i < blocks->len && set; i++)
        set = set_block(&setter, &setter.blocks[i], error);
    setter.list = 0;
    set = set && (layout->report->document || set_account(&setter, error));
    g_free(setter.note_numbers);
    return set;
}

static void
clear_note(gpointer note)
{
    flow_free(((LayoutNote *)note)->flow);
}

/* ---- what stands where */

static void
index_blocks(Layout *layout)
{
    const GArray *blocks = layout->report->blocks;

    for (guint i = 0; i < layout->items->len; i++) {
        const LayoutItem *item = &g_array_index(layout->items, LayoutItem, i);

        if (item->block && item->kind != ITEM_ENTRY &&
            !g_hash_table_contains(layout->items_of, item->block))
            g_hash_table_insert(layout->items_of, (gpointer)item->block, GUINT_TO_POINTER(i));
    }
    for (guint i = blocks->len; i-- > 0;) { /* the first of a name is meant */
        const Block *block = &g_array_index(blocks, Block, i);

        if (block->id && block->kind != BLOCK_CONTENTS)
            g_hash_table_replace(layout->named, (gpointer)block->id, (gpointer)block);
    }
}

/* TRUE if ITEM is the first line of what opens a chapter. */
static bool
opens_chapter(const LayoutItem *item)
{
    const Block *block = item->block;

    return item->kind == ITEM_LINE && block && item->line == 0 &&
           (block->kind == BLOCK_CONTENTS || (block->kind == BLOCK_HEADING && block->level == 1));
}

static void
find_chapters(Layout *layout)
{
    const LayoutItem *heading = NULL;
    size_t k = 0;

    for (size_t page = 0; page < layout->pages->n_pages; page++) {
        PageChapter chapter = { 0 };

        for (; k < layout->pages->n_boxes; k++) {
            size_t i = layout->pages->order[k];
            const LayoutItem *item = &g_array_index(layout->items, LayoutItem, i);

            if (layout->pages->places[i].page > page)
                break;
            if (!opens_chapter(item))
                continue;
            heading = item;
            chapter.opens = true;
        }
        chapter.heading = heading;
        g_array_append_val(layout->chapters, chapter);
    }
}

Layout *
layout_new(const Report *report, GError **error)
{
    PageRoom room = { BODY_HEIGHT, LANDSCAPE_HEIGHT, NOTES_GAP, 0.0 };
    g_autoptr(Layout) layout = g_new0(Layout, 1);

    layout->report = report;
    page_styles(report->style, layout->styles);
    room.grid = report->document ? layout->styles[STYLE_BODY].leading / 2.0 : 0.0;
    layout->items = g_array_new(FALSE, TRUE, sizeof(LayoutItem));
    layout->boxes = g_array_new(FALSE, TRUE, sizeof(Box));
    layout->flows = g_ptr_array_new_with_free_func((GDestroyNotify)flow_free);
    layout->grids = g_ptr_array_new_with_free_func((GDestroyNotify)grid_free);
    layout->notes = g_array_new(FALSE, FALSE, sizeof(LayoutNote));
    g_array_set_clear_func(layout->notes, clear_note);
    layout->own_runs = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    layout->own_texts = g_string_chunk_new(1024);
    layout->own_tables = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    layout->items_of = g_hash_table_new(NULL, NULL);
    layout->named = g_hash_table_new(g_str_hash, g_str_equal);
    layout->chapters = g_array_new(FALSE, FALSE, sizeof(PageChapter));
    layout->text = report->text;
    if (!layout->text)
        layout->text = layout->own_text =
            text_context_new_in(report->style ? &report->style->look : NULL, error);
    if (!layout->text || !set_blocks(layout, error))
        return NULL;
    turn_headings(layout->boxes);
    Box *boxes = (Box *)(void *)layout->boxes->data;
    pages_tighten(boxes, layout->boxes->len, &room);
    layout->pages = paginate(boxes, layout->boxes->len, &room);
    index_blocks(layout);
    find_chapters(layout);
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
    g_ptr_array_unref(layout->own_tables);
    g_array_unref(layout->notes);
    g_ptr_array_unref(layout->own_runs);
    g_string_chunk_free(layout->own_texts);
    g_hash_table_unref(layout->items_of);
    g_hash_table_unref(layout->named);
    g_array_unref(layout->chapters);
    pages_free(layout->pages);
    text_context_free(layout->own_text);
    g_free(layout);
}

int
layout_page_of(const Layout *layout, const Block *block)
{
    gpointer item = NULL;

    if (!block || !g_hash_table_lookup_extended(layout->items_of, block, NULL, &item))
        return -1;
    return (int)layout->pages->places[GPOINTER_TO_UINT(item)].page;
}

const Block *
layout_block(const Layout *layout, const char *id)
{
    return g_hash_table_lookup(layout->named, id);
}

const TextStyle *
layout_style(const Layout *layout, PageStyle style)
{
    return &layout->styles[style];
}
