/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/pdf_draw.h"

#include "plots/paint.h"
#include "reports/words.h"

#include <string.h>

static void
set_ink(Draw *draw, Ink ink)
{
    Colour colour = page_ink(draw->report->style, ink);

    cairo_set_source_rgb(draw->cairo, colour.red, colour.green, colour.blue);
}

void
draw_text(Draw *draw, const TextStyle *style, Ink ink, const char *text, double x, double y)
{
    set_ink(draw, ink);
    paint_text(draw->cairo, draw->text, style, text, x, y);
}

void
draw_text_right(Draw *draw, const TextStyle *style, Ink ink, const char *text, double right,
                double y)
{
    draw_text(draw, style, ink, text, right - text_width(draw->text, style, text), y);
}

void
draw_rule(Draw *draw, double x, double x2, double y, double stroke, Ink ink)
{
    set_ink(draw, ink);
    cairo_set_line_width(draw->cairo, stroke);
    cairo_move_to(draw->cairo, x, y);
    cairo_line_to(draw->cairo, x2, y);
    cairo_stroke(draw->cairo);
}

TagNote *
draw_open(Draw *draw, const char *tag)
{
    const TagStep path[] = { { "Document", 0 }, { tag, ++draw->element } };

    return tags_open(draw->tags, path, tag ? 2 : 1);
}

const char *
draw_dest(const Draw *draw, const Block *block, char buffer[32])
{
    const Block *first = (const Block *)(const void *)draw->report->blocks->data;

    g_snprintf(buffer, 32, "b%td", block - first);
    return buffer;
}

/* ---- running text */

/* TRUE if PIECE is a link that leads somewhere; opens it. */
static bool
begin_link(Draw *draw, const FlowPiece *piece)
{
    const char *link = piece->run->link;
    char dest[32];

    if (!link)
        return false;
    if (*link != '#') {
        tags_begin_link(draw->tags, link, NULL, link);
        return true;
    }
    const Block *block = layout_block(draw->layout, link + 1);
    if (!block)
        return false;
    tags_begin_link(draw->tags, NULL, draw_dest(draw, block, dest), piece->text);
    return true;
}

static bool
has_elements(const Flow *flow)
{
    for (size_t i = 0; i < flow_lines(flow); i++) {
        const FlowLine *line = flow_line(flow, i);

        for (guint k = 0; k < line->pieces->len; k++) {
            const Run *run = g_array_index(line->pieces, FlowPiece, k).run;

            if (run->link || run->meaning)
                return true;
        }
    }
    return false;
}

/* cairo takes an element that holds others for one without text of its own: beside a link or a sign
 * the text stands in elements of its own, too. */
void
draw_line(Draw *draw, const Flow *flow, size_t i, Ink ink, double x, double y, const TagStep *path,
          size_t n)
{
    const FlowLine *line = flow_line(flow, i);
    bool spans = has_elements(flow);
    TagStep steps[6];

    g_assert(n < G_N_ELEMENTS(steps));
    memcpy(steps, path, n * sizeof *path);
    for (guint k = 0; k < line->pieces->len; k++) {
        const FlowPiece *piece = &g_array_index(line->pieces, FlowPiece, k);

        tags_open(draw->tags, steps, n);
        bool link = begin_link(draw, piece);
        bool out = link && *piece->run->link != '#';
        if (spans && !link) {
            steps[n] = (TagStep){ "Span", ++draw->element };
            tags_open(draw->tags, steps, n + 1)->actual = piece->run->meaning;
        }
        draw_text(draw, &piece->style, out ? INK_BLUE : ink, piece->text, x + piece->x,
                  y - piece->rise);
        if (link)
            tags_end_link(draw->tags);
    }
}

/* Steps from the document to the element that ITEM is a piece of; returns how many. MARK: to the
 * mark of a list item. */
static size_t
path_of(const LayoutItem *item, bool mark, TagStep path[6])
{
    static const char *const headings[] = { "H1", "H2", "H3", "H4" };
    unsigned e = item->element;

    path[0] = (TagStep){ "Document", 0 };
    if (item->kind == ITEM_ENTRY) {
        path[1] = (TagStep){ "TOC", item->list };
        path[2] = (TagStep){ "TOCI", e };
        return 3;
    }
    if (!item->block || item->block->kind == BLOCK_CONTENTS) {
        bool first = item->style == STYLE_HEADING_1;
        path[1] = (TagStep){ !item->block ? "P" : first ? "H1" : "H2", e };
        return 2;
    }
    switch (item->block->kind) {
    case BLOCK_HEADING:
        path[1] = (TagStep){ headings[CLAMP(item->block->level, 1, 4) - 1], e };
        return 2;
    case BLOCK_ITEM:
        path[1] = (TagStep){ "L", item->list };
        path[2] = (TagStep){ "LI", e };
        path[3] = (TagStep){ mark ? "Lbl" : "LBody", e };
        return 4;
    case BLOCK_QUOTE:
        path[1] = (TagStep){ "BlockQuote", e };
        path[2] = (TagStep){ "P", e };
        return 3;
    case BLOCK_PARAGRAPH:
    case BLOCK_CODE:
    case BLOCK_TABLE:
    case BLOCK_FIGURE:
    case BLOCK_CONTENTS:
        break;
    }
    path[1] = (TagStep){ "P", e };
    return 2;
}

static void
draw_hanging(Draw *draw, const LayoutItem *item, double y)
{
    bool heading = item->kind == ITEM_ENTRY || item->block->kind == BLOCK_HEADING;
    g_autofree char *spaced = g_strconcat(item->hanging, " ", NULL);

    draw_text(draw, layout_style(draw->layout, item->style), heading ? INK_BLUE : item->ink, spaced,
              item->hanging_x, y);
}

/* Marks the place of a block, for links and the outline. */
static void
mark_place(Draw *draw, const LayoutItem *item, double top)
{
    char dest[32];

    if (!item->block || item->block->kind == BLOCK_CONTENTS ||
        (item->kind == ITEM_LINE && item->line > 0) || item->kind == ITEM_ENTRY)
        return;
    g_autofree char *attributes = g_strdup_printf(
        "name='%s' x=%.2f y=%.2f", draw_dest(draw, item->block, dest), 0.0, MAX(0.0, top - 14.0));
    cairo_tag_begin(draw->cairo, CAIRO_TAG_DEST, attributes);
    cairo_tag_end(draw->cairo, CAIRO_TAG_DEST);
}

static void
draw_text_item(Draw *draw, const LayoutItem *item, double y)
{
    double baseline = y + page_baseline(layout_style(draw->layout, item->style));
    TagStep path[6] = { { 0 } };
    bool list = item->kind == ITEM_LINE && item->block && item->block->kind == BLOCK_ITEM;

    if (item->hanging) {
        size_t n = path_of(item, list, path);

        if (!list && has_elements(item->flow))
            path[n++] = (TagStep){ "Span", ++draw->element };
        tags_open(draw->tags, path, n);
        draw_hanging(draw, item, baseline);
    }
    size_t depth = path_of(item, false, path);
    draw_line(draw, item->flow, item->line, item->ink, item->x, baseline, path, depth);
}

/* A line of the contents: the heading leads to its page, and its last line names it. */
static void
draw_entry(Draw *draw, const LayoutItem *item, double y)
{
    const TextStyle *style = layout_style(draw->layout, item->style);
    const FlowLine *line = flow_line(item->flow, item->line);
    double baseline = y + page_baseline(style);
    TagStep path[6];
    char dest[32];
    int page = layout_page_of(draw->layout, item->target);
    g_autofree char *number = g_strdup_printf("%zu", draw->first_page + (size_t)page + 1);

    tags_open(draw->tags, path, path_of(item, false, path));
    tags_begin_link(draw->tags, NULL, draw_dest(draw, item->target, dest), number);
    if (item->hanging)
        draw_hanging(draw, item, baseline);
    for (guint i = 0; i < line->pieces->len; i++) {
        const FlowPiece *piece = &g_array_index(line->pieces, FlowPiece, i);

        if (piece->run->footnote < 0)
            draw_text(draw, &piece->style, item->ink, piece->text, item->x + piece->x, baseline);
    }
    if (item->line + 1 == flow_lines(item->flow)) {
        draw_text(draw, style, item->ink, " ", item->x + line->width, baseline);
        draw_text_right(draw, style, item->ink, number, FRAME_RIGHT, baseline);
    }
    tags_end_link(draw->tags);
}

/* ---- tables and figures */

/* The texts of CELL from FIRST to END (exclusive). */
static void
draw_texts(Draw *draw, const GridCell *cell, guint first, guint end, double x, double y)
{
    for (guint t = first; t < end; t++) {
        const GridText *text = &g_array_index(cell->texts, GridText, t);
        /* a space between lines, so that they are read back as words */
        g_autofree char *spaced = g_strconcat(text->text, t + 1 < end ? " " : "", NULL);

        draw_text(draw, &text->style, text->ink, spaced, x + text->x, y + text->y);
    }
}

/* A cell of ROWS rows; one with signs says what each of them means. */
static void
draw_cell(Draw *draw, const GridCell *cell, int rows, TagStep *path, size_t depth, double x,
          double y)
{
    path[depth] = (TagStep){ cell->tag, ++draw->element };
    TagNote *note = tags_open(draw->tags, path, depth + 1);
    note->scope = cell->scope;
    note->span = cell->span;
    note->rows = rows;
    if (!cell->signs) {
        draw_texts(draw, cell, 0, cell->texts->len, x, y);
        return;
    }
    for (guint t = 0; t < cell->texts->len; t++) {
        path[depth + 1] = (TagStep){ "Span", ++draw->element };
        note = tags_open(draw->tags, path, depth + 2);
        note->actual = g_array_index(cell->texts, GridText, t).meaning;
        draw_texts(draw, cell, t, t + 1, x, y);
    }
}

void
draw_grid_part(Draw *draw, const GridPart *part, unsigned table, size_t row, int named, double x,
               double y)
{
    const char *group = part->kind == PART_OF_HEAD ? "THead" : "TBody";
    TagStep path[6] = {
        { "Document", 0 }, { "Table", table }, { group, table }, { "TR", (unsigned)row }
    };
    /* how far the cells of the strip are below the document */
    size_t depth = part->row ? 4 : part->kind == PART_OF_TITLE ? 2 : 1;

    tags_open(draw->tags, path,
              depth); /* none of these has text of its own: rules are no content */
    for (guint r = 0; r < part->rules->len; r++) {
        const GridRule *rule = &g_array_index(part->rules, GridRule, r);

        draw_rule(draw, x + rule->x, x + rule->x2, y + rule->y, rule->stroke, rule->ink);
    }
    for (guint c = named == 0 ? 1 : 0; c < part->cells->len; c++) {
        const GridCell *cell = &g_array_index(part->cells, GridCell, c);

        draw_cell(draw, cell, c == 0 && named > 1 ? named : cell->rows, path, depth, x, y);
    }
}

/* Rows that the first cell of part I of GRID names, which stand up to END (exclusive) on its page;
 * FIRST: it begins the page. 0: the cell stands above. */
static int
rows_named(const Grid *grid, size_t i, size_t end, bool first)
{
    int n = 1;

    if (grid_part(grid, i)->goes_on && !first)
        return 0;
    while (i + (size_t)n < end && grid_part(grid, i + (size_t)n)->goes_on)
        n++;
    return n;
}

static void
draw_grid(Draw *draw, const LayoutItem *item, double y)
{
    for (guint i = 0; i < item->grid->parts->len; i++) {
        const GridPart *part = grid_part(item->grid, i);

        int named = rows_named(item->grid, i, item->grid->parts->len, false);

        draw_grid_part(draw, part, item->element, i, named, FRAME_LEFT, y);
        y += part->height;
    }
}

/* Behind the line that says that a table goes on: where its notes are, on the page of LAST. */
static void
draw_notes_page(Draw *draw, const Grid *grid, const Place *last, double y)
{
    const GridCell *cell = &g_array_index(grid->goes_on.cells, GridCell, 0);
    const GridText *text = &g_array_index(cell->texts, GridText, 0);
    g_autofree char *page = g_strdup_printf("%zu", draw->first_page + last->page + 1);
    g_autofree char *notes = word_filled(WORD_NOTES_ON_PAGE, draw->report->language, page);
    g_autofree char *line = g_strconcat(" \u00b7 ", notes, NULL);

    draw_text(draw, &text->style, text->ink, line,
              FRAME_LEFT + text->x + text_width(draw->text, &text->style, text->text), y + text->y);
}

/* A strip of a table that goes over pages: what is repeated above it, and the line below the last.
 * Each page has a table of its own, complete with heads. */
static void
draw_strip(Draw *draw, const LayoutItem *item, const Place *place, double y)
{
    const Grid *grid = item->grid;
    const GridPart *part = grid_part(grid, item->part);
    unsigned table = item->element + 100000u * (unsigned)place->page;

    if (place->first && part->kind == PART_OF_BODY) {
        double top = y - grid->head_height - grid->again.height;

        draw_grid_part(draw, &grid->again, table, 0, 1, FRAME_LEFT, top);
        top += grid->again.height;
        for (size_t i = grid->n_title; i < grid->n_title + grid->n_head; i++) {
            draw_grid_part(draw, grid_part(grid, i), table, i, 1, FRAME_LEFT, top);
            top += grid_part(grid, i)->height;
        }
    }
    size_t end = item->part + 1;
    while (end < grid->parts->len && place[end - item->part].page == place->page)
        end++;
    draw_grid_part(draw, part, table, item->part, rows_named(grid, item->part, end, place->first),
                   FRAME_LEFT, y);
    if (!place->last || item->part + 1 == grid->parts->len)
        return;
    draw_grid_part(draw, &grid->goes_on, table, item->part + 1, 1, FRAME_LEFT, y + part->height);
    if (grid->table->notes->len > 0 || grid->table->source)
        draw_notes_page(draw, grid, place + (grid->parts->len - 1 - item->part), y + part->height);
}

static void
draw_scene(Draw *draw, const Block *block, double y)
{
    const Scene *scene = block->scene;
    TagNote *note = draw_open(draw, "Figure");

    note->alternative = g_strdup(scene->description ? scene->description : scene->title);
    note->data = block->table;
    note->box[0] = FRAME_LEFT;
    note->box[1] = PAGE_HEIGHT - y - scene_height(scene);
    note->box[2] = FRAME_LEFT + scene_width(scene);
    note->box[3] = PAGE_HEIGHT - y;
    paint_scene(draw->cairo, draw->text, scene, FRAME_LEFT, y);
}

void
draw_item(Draw *draw, size_t i)
{
    const LayoutItem *item = &g_array_index(draw->layout->items, LayoutItem, i);
    const Place *place = &draw->layout->pages->places[i];
    double y = BODY_TOP + place->y;

    if (item->kind != ITEM_PART || item->part == 0)
        mark_place(draw, item, y);
    switch (item->kind) {
    case ITEM_LINE:
        draw_text_item(draw, item, y);
        break;
    case ITEM_ENTRY:
        draw_entry(draw, item, y);
        break;
    case ITEM_GRID:
        draw_grid(draw, item, y);
        break;
    case ITEM_PART:
        draw_strip(draw, item, place, y);
        break;
    case ITEM_SCENE:
        draw_scene(draw, item->block, y);
        break;
    }
}
