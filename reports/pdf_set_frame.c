/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_set_frame.c - figures, and tables whole or in strips. */
#include "reports/pdf_setter.h"

#include "datasets/error.h"
#include "reports/pdf_split.h"

/* Of the height of the page: a table that is higher may be broken. */
static const double whole_table = 0.62;

static bool
fail_high(const char *what, const char *title, GError **error)
{
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the %s '%s' is higher than a page; show fewer rows", what, title ? title : "");
    return false;
}

bool
set_figure(Setter *setter, const Block *block, GError **error)
{
    if (!block->scene)
        return true;
    if (scene_height(block->scene) > BODY_HEIGHT)
        return fail_high("figure", block->scene->title, error);
    setter->element++;
    setter_add(setter, ITEM_SCENE, block, FRAME_BEFORE, scene_height(block->scene));
    setter_last(setter)->flags = BOX_FLOAT | BOX_SNAP;
    setter_last(setter)->after = FRAME_BEFORE;
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
    if (next->goes_on) { /* rows under one name are a group, too */
        const GridPart *after = i + 2 <= last ? grid_part(grid, i + 2) : NULL;

        return !part->goes_on || !after || !after->goes_on;
    }
    bool begins = i > first && grid_part(grid, i - 1)->group == ROW_GROUP;
    bool ends = i + 2 <= last && grid_part(grid, i + 2)->group == ROW_GROUP;
    return next->group != ROW_GROUP && (begins || ends);
}

static void
set_parts(Setter *setter, const Block *block, const Grid *grid, unsigned flags)
{
    double head = grid->again.height + grid->head_height;

    for (size_t i = 0; i < grid->parts->len; i++) {
        const GridPart *part = grid_part(grid, i);
        LayoutItem *item =
            setter_add(setter, ITEM_PART, block, i == 0 ? FRAME_BEFORE : 0.0, part->height);
        Box *box = setter_last(setter);

        item->grid = grid;
        item->part = i;
        box->flags = flags | (i == 0 ? BOX_SNAP : 0U);
        box->head = part->kind == PART_OF_BODY ? head : 0.0;
        if (i + 1 < grid->parts->len && part_keeps_next(grid, i))
            box->flags |= BOX_KEEP;
        else if (i + 1 < grid->parts->len)
            box->foot = grid->goes_on.height;
    }
}

static void
set_grid(Setter *setter, const Block *block, Grid *grid, bool landscape)
{
    Layout *layout = setter->layout;
    double most = whole_table * (landscape ? LANDSCAPE_HEIGHT : BODY_HEIGHT);
    unsigned floats = layout->report->document ? BOX_FLOAT : 0U;

    g_ptr_array_add(layout->grids, grid);
    setter->element++;
    if (grid_height(grid) <= most || grid->n_body == 0) {
        setter_add(setter, ITEM_GRID, block, FRAME_BEFORE, grid_height(grid))->grid = grid;
        setter_last(setter)->flags = floats | BOX_SNAP | (landscape ? BOX_LANDSCAPE : 0U);
    } else {
        set_parts(setter, block, grid, landscape ? BOX_LANDSCAPE | floats : 0U);
    }
    setter_last(setter)->after = FRAME_BEFORE;
}

static double
frame_width(bool landscape)
{
    return landscape ? LANDSCAPE_WIDTH : FRAME_WIDTH;
}

/* TRUE if TABLE is set in the frame of such a page. */
static bool
set_whole_table(Setter *setter, const Block *block, const Table *table, bool landscape)
{
    Layout *layout = setter->layout;
    Grid *grid =
        grid_new(table, layout->text, frame_width(landscape), layout->report->language, NULL);

    if (grid)
        set_grid(setter, block, grid, landscape);
    return grid != NULL;
}

/* In parts, when it is too wide for a page. */
static bool
set_wide_table(Setter *setter, const Block *block, const Table *table, bool landscape,
               GError **error)
{
    Layout *layout = setter->layout;
    const char *language = layout->report->language;
    double width = frame_width(landscape);
    GPtrArray *parts = table_split(table, layout->text, width, language, error);

    if (!parts)
        return false;
    g_ptr_array_add(layout->own_tables, parts);
    for (guint i = 0; i < parts->len; i++) {
        Grid *grid = grid_new(g_ptr_array_index(parts, i), layout->text, width, language, error);

        if (!grid)
            return false;
        set_grid(setter, block, grid, landscape);
    }
    return true;
}

/* Upright, on its side, in parts: the first that has room. What else is wrong with a table is wrong
 * with a part, too. */
bool
set_table(Setter *setter, const Block *block, const Table *table, GError **error)
{
    bool landscape = table->orientation != ORIENTATION_PORTRAIT;

    return (table->orientation != ORIENTATION_LANDSCAPE &&
            set_whole_table(setter, block, table, false)) ||
           (landscape && set_whole_table(setter, block, table, true)) ||
           set_wide_table(setter, block, table, landscape, error);
}
