/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three rules and no verticals: above, below the heads, and below the rows. */
#include "reports/pdf_grid_build.h"

#include <math.h>
#include <string.h>

static void
clear_text(gpointer text)
{
    g_free(((GridText *)text)->text);
}

static void
clear_cell(gpointer cell)
{
    g_array_unref(((GridCell *)cell)->texts);
}

static void
clear_part(gpointer data)
{
    GridPart *part = data;

    if (part->cells)
        g_array_unref(part->cells);
    if (part->rules)
        g_array_unref(part->rules);
}

GridPart
grid_part_new(GridPartKind kind)
{
    GridPart part = { .kind = kind,
                      .cells = g_array_new(FALSE, TRUE, sizeof(GridCell)),
                      .rules = g_array_new(FALSE, TRUE, sizeof(GridRule)) };

    g_array_set_clear_func(part.cells, clear_cell);
    return part;
}

void
build_part(GridBuild *build, GridPartKind kind)
{
    GridPart part = grid_part_new(kind);

    g_array_append_val(build->grid->parts, part);
    build->part = grid_part(build->grid, build->grid->parts->len - 1);
    build->y = 0.0;
}

GridCell *
build_cell(GridBuild *build, const char *tag, const char *scope, int span)
{
    GridCell cell = { .tag = tag,
                      .scope = scope,
                      .span = span,
                      .texts = g_array_new(FALSE, TRUE, sizeof(GridText)) };

    g_array_set_clear_func(cell.texts, clear_text);
    g_array_append_val(build->part->cells, cell);
    return &g_array_index(build->part->cells, GridCell, build->part->cells->len - 1);
}

void
build_text(GridBuild *build, const TextStyle *style, Ink ink, double x, double y, const char *text)
{
    GridText line = { .text = g_strdup(text), .x = x, .y = y, .style = *style, .ink = ink };
    GArray *cells = build->part->cells;

    g_array_append_val(g_array_index(cells, GridCell, cells->len - 1).texts, line);
}

void
build_meaning(GridBuild *build, const char *meaning)
{
    GArray *cells = build->part->cells;
    GridCell *cell = &g_array_index(cells, GridCell, cells->len - 1);

    if (!meaning)
        return;
    cell->signs = true;
    g_array_index(cell->texts, GridText, cell->texts->len - 1).meaning = meaning;
}

void
build_text_tail(GridBuild *build, const TextStyle *style, Ink ink, double x, double y,
                const char *text, const char *tail, const char *means)
{
    g_autofree char *before = g_strndup(text, table_before_tail(text, tail));

    if (*before)
        build_text(build, style, ink, x, y, before);
    if (text[strlen(before)] == '\0')
        return;
    build_text(build, style, ink, x + text_width(build->context, style, before), y, tail);
    build_meaning(build, means);
}

void
build_rule(GridBuild *build, double x, double x2, double y, double stroke, Ink ink)
{
    GridRule rule = { x, x2, y, stroke, ink };

    g_array_append_val(build->part->rules, rule);
}

static bool
check_texts(const Grid *grid, TextContext *context, GError **error)
{
    for (guint p = 0; p < grid->parts->len; p++) {
        const GArray *cells = grid_part(grid, p)->cells;

        for (guint c = 0; c < cells->len; c++) {
            const GArray *texts = g_array_index(cells, GridCell, c).texts;

            for (guint t = 0; t < texts->len; t++) {
                const GridText *text = &g_array_index(texts, GridText, t);

                if (!text_check(context, &text->style, text->text, error))
                    return false;
            }
        }
    }
    return true;
}

Grid *
grid_new(const Table *table, TextContext *context, double width, const char *language,
         GError **error)
{
    g_autoptr(TableSize) size = table_size_new(table, context, width, language, error);
    bool grouped = false;

    if (!size)
        return NULL;
    g_autoptr(Grid) grid = g_new0(Grid, 1);
    GridBuild build = {
        .grid = grid, .table = table, .context = context, .size = size, .language = language
    };
    grid->table = table;
    grid->width = width;
    grid->scale = size->scale;
    grid->parts = g_array_new(FALSE, TRUE, sizeof(GridPart));
    g_array_set_clear_func(grid->parts, clear_part);
    build_title(&build);
    build_heads(&build);
    for (size_t i = 0; i < grid->n_head; i++)
        grid->head_height += grid_part(grid, grid->n_title + i)->height;
    for (size_t i = 0; i < table_rows(table); i++) {
        TableRowKind kind = table_row_kind(table, i);

        grouped = kind == ROW_GROUP || (grouped && kind == ROW_BODY);
        build_row(&build, i, grouped && kind == ROW_BODY);
    }
    build_foot(&build);
    build_again(&build);
    if (!check_texts(grid, context, error))
        return NULL;
    return g_steal_pointer(&grid);
}

void
grid_free(Grid *grid)
{
    if (!grid)
        return;
    g_array_unref(grid->parts);
    clear_part(&grid->again);
    clear_part(&grid->goes_on);
    g_free(grid);
}

GridPart *
grid_part(const Grid *grid, size_t i)
{
    return &g_array_index(grid->parts, GridPart, i);
}

double
grid_height(const Grid *grid)
{
    double height = 0.0;

    for (guint i = 0; i < grid->parts->len; i++)
        height += grid_part(grid, i)->height;
    return height;
}

char *
grid_dump(const Grid *grid)
{
    static const char *const kinds[] = { "title", "head", "row", "foot" };
    GString *dump = g_string_new(NULL);

    for (guint p = 0; p < grid->parts->len; p++) {
        const GridPart *part = grid_part(grid, p);

        g_string_append_printf(dump, "%s %.1f high\n", kinds[part->kind], part->height);
        for (guint r = 0; r < part->rules->len; r++) {
            const GridRule *rule = &g_array_index(part->rules, GridRule, r);
            g_string_append_printf(dump, "  rule %.1f-%.1f at %.1f\n", rule->x, rule->x2, rule->y);
        }
        for (guint c = 0; c < part->cells->len; c++) {
            const GridCell *cell = &g_array_index(part->cells, GridCell, c);
            for (guint t = 0; t < cell->texts->len; t++) {
                const GridText *text = &g_array_index(cell->texts, GridText, t);
                g_string_append_printf(dump, "  %s%s %.1f,%.1f \"%s\"\n",
                                       c == 0 && part->goes_on ? "again " : "", cell->tag, text->x,
                                       text->y, text->text);
            }
        }
    }
    return g_string_free(dump, FALSE);
}
