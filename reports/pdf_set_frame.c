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
    if (block->scene->height > BODY_HEIGHT)
        return fail_high("figure", block->scene->title, error);
    setter->element++;
    setter_add(setter, ITEM_SCENE, block, FRAME_BEFORE, block->scene->height);
    setter_last(setter)->flags = BOX_FLOAT;
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
        LayoutItem *item =
            setter_add(setter, ITEM_PART, block, i == 0 ? FRAME_BEFORE : 0.0, part->height);
        Box *box = setter_last(setter);

        item->grid = grid;
        item->part = i;
        box->head = part->kind == PART_OF_BODY ? head : 0.0;
        if (i + 1 < grid->parts->len && part_keeps_next(grid, i))
            box->flags |= BOX_KEEP;
        else if (i + 1 < grid->parts->len)
            box->foot = grid->goes_on.height;
    }
}

static void
set_grid(Setter *setter, const Block *block, Grid *grid)
{
    Layout *layout = setter->layout;

    g_ptr_array_add(layout->grids, grid);
    setter->element++;
    if (grid_height(grid) <= whole_table * BODY_HEIGHT || grid->n_body == 0) {
        setter_add(setter, ITEM_GRID, block, FRAME_BEFORE, grid_height(grid))->grid = grid;
        setter_last(setter)->flags = layout->report->document ? BOX_FLOAT : 0;
    } else {
        set_parts(setter, block, grid);
    }
    setter_last(setter)->after = FRAME_BEFORE;
}

/* In parts, when it is too wide for a page. */
static bool
set_wide_table(Setter *setter, const Block *block, const Table *table, GError **error)
{
    Layout *layout = setter->layout;
    const char *language = layout->report->language;
    GPtrArray *parts = table_split(table, layout->text, FRAME_WIDTH, language, error);

    if (!parts)
        return false;
    g_ptr_array_add(layout->own_tables, parts);
    for (guint i = 0; i < parts->len; i++) {
        Grid *grid =
            grid_new(g_ptr_array_index(parts, i), layout->text, FRAME_WIDTH, language, error);

        if (!grid)
            return false;
        set_grid(setter, block, grid);
    }
    return true;
}

bool
set_table(Setter *setter, const Block *block, const Table *table, GError **error)
{
    Layout *layout = setter->layout;
    Grid *grid = grid_new(table, layout->text, FRAME_WIDTH, layout->report->language, NULL);

    if (!grid) /* too wide; what else is wrong with it is wrong with a part, too */
        return set_wide_table(setter, block, table, error);
    set_grid(setter, block, grid);
    return true;
}
