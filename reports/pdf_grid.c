/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three rules and no verticals: above, below the heads, and below the rows. */
#include "reports/pdf_grid.h"

#include "reports/pdf_columns.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

/* Distances in points. */
enum { RULE_TO_TITLE = 15 };
static const double title_to_base = 13.5, row_height = 12.9, group_space = 3.0;

/* What a grid is made from and with. */
typedef struct {
    Grid *grid;
    const Table *table;
    TextContext *context;
    TableSize *size;
    const char *language;
    GridPart *part; /* being filled */
    double y;       /* baseline reached in it */
} Build;

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

static GridPart
new_part(GridPartKind kind)
{
    GridPart part = { .kind = kind,
                      .cells = g_array_new(FALSE, TRUE, sizeof(GridCell)),
                      .rules = g_array_new(FALSE, TRUE, sizeof(GridRule)) };

    g_array_set_clear_func(part.cells, clear_cell);
    return part;
}

static void
add_part(Build *build, GridPartKind kind)
{
    GridPart part = new_part(kind);

    g_array_append_val(build->grid->parts, part);
    build->part = grid_part(build->grid, build->grid->parts->len - 1);
    build->y = 0.0;
}

static void
add_cell(Build *build, const char *tag, const char *scope, int span)
{
    GridCell cell = { .tag = tag,
                      .scope = scope,
                      .span = span,
                      .texts = g_array_new(FALSE, TRUE, sizeof(GridText)) };

    g_array_set_clear_func(cell.texts, clear_text);
    g_array_append_val(build->part->cells, cell);
}

static void
add_text(Build *build, const TextStyle *style, Ink ink, double x, double y, const char *text)
{
    GridText line = { .text = g_strdup(text), .x = x, .y = y, .style = *style, .ink = ink };
    GArray *cells = build->part->cells;

    g_array_append_val(g_array_index(cells, GridCell, cells->len - 1).texts, line);
}

static void
add_rule(Build *build, double x, double x2, double y, double stroke, Ink ink)
{
    GridRule rule = { x, x2, y, stroke, ink };

    g_array_append_val(build->part->rules, rule);
}

/* TEXT wrapped below what stands in the part; the first line FIRST below the last baseline. */
static void
add_lines(Build *build, const TextStyle *style, Ink ink, const char *text, double first)
{
    g_auto(GStrv) lines = text_wrap(build->context, style, text, build->grid->width, false);

    for (size_t i = 0; lines[i]; i++) {
        build->y += i == 0 ? first : style->leading;
        add_text(build, style, ink, 0.0, build->y, lines[i]);
    }
}

/* ---- title */

static void
add_title(Build *build, const char *title)
{
    const TextStyle *bold = theme_text(ROLE_NUMBER), *style = theme_text(ROLE_TITLE);
    double indent = 0.0;

    build->y = RULE_TO_TITLE + 0.5;
    if (build->table->number) {
        add_text(build, bold, INK_BLUE, 0.0, build->y, build->table->number);
        indent = text_width(build->context, bold, build->table->number) + 7.0;
    }
    g_auto(GStrv) lines = text_wrap_after(build->context, style, title ? title : "", indent,
                                          build->grid->width, true);
    for (size_t i = 0; lines[i]; i++) {
        if (i > 0)
            build->y += style->leading;
        if (*lines[i])
            add_text(build, style, INK_FIRST, i == 0 ? indent : 0.0, build->y, lines[i]);
    }
}

static void
build_title(Build *build)
{
    const Table *table = build->table;

    add_part(build, PART_OF_TITLE);
    add_rule(build, 0.0, build->grid->width, 0.5, 1.0, INK_FIRST);
    if (table->title || table->number) {
        add_cell(build, "Caption", NULL, 1);
        add_title(build, table->title);
        if (table->question)
            add_lines(build, theme_text(ROLE_QUESTION), INK_SECOND, table->question, 14.5);
        if (table->base)
            add_lines(build, theme_text(ROLE_BASE), INK_FIRST, table->base, title_to_base);
    }
    build->part->height = fmax(build->y + 2.0, 3.0);
    build->grid->n_title = 1;
}

/* "Tabell 2 (forts.)" with a rule above, on the following pages. */
static void
build_again(Build *build)
{
    build->grid->again = new_part(PART_OF_TITLE);
    build->part = &build->grid->again;
    add_rule(build, 0.0, build->grid->width, 0.5, 1.0, INK_FIRST);
    add_cell(build, "Caption", NULL, 1);
    build->y = RULE_TO_TITLE + 0.5;
    const char *number = build->table->number ? build->table->number : "";
    g_autofree char *text = word_filled(WORD_CONTINUED, build->language, number);
    add_text(build, theme_text(ROLE_NUMBER), INK_BLUE, 0.0, build->y, g_strstrip(text));
    build->part->height = build->y + 2.0;

    build->grid->goes_on = new_part(PART_OF_FOOT);
    build->part = &build->grid->goes_on;
    add_rule(build, 0.0, build->grid->width, 4.3, 0.4, INK_NOTES);
    add_cell(build, "P", NULL, 1);
    TextStyle style = *page_style(STYLE_CELL_NOTE);
    add_text(build, &style, INK_NOTES, 0.0, 13.7, word(WORD_CONTINUES, build->language));
    build->part->height = 16.0;
}

/* ---- heads */

static bool
has_spanners(const Table *table)
{
    for (size_t j = 0; j < table->n_columns; j++)
        if (table->columns[j].spanner)
            return true;
    return false;
}

static void
build_spanners(Build *build)
{
    const Table *table = build->table;
    TextStyle style = cell_style(STYLE_CELL_SPANNER, build->size->scale);

    add_part(build, PART_OF_HEAD);
    build->part->row = true;
    for (size_t j = 0, end; j < table->n_columns; j = end) {
        const char *spanner = table->columns[j].spanner;
        const ColumnSize *first = &build->size->columns[j];

        end = table_spanner_end(table, j);
        const ColumnSize *last = &build->size->columns[end - 1];
        double right = last->x + last->width;
        add_cell(build, spanner ? "TH" : "TD", spanner ? "Column" : NULL, (int)(end - j));
        if (!spanner)
            continue;
        double width = text_width(build->context, &style, spanner);
        double x = fmax(0.0, fmin((first->x + right - width) / 2.0, build->grid->width - width));
        add_text(build, &style, INK_FIRST, x, 12.0, spanner);
        add_rule(build, first->x, right, 16.2, 0.4, INK_NOTES);
    }
    build->part->height = 17.4;
    build->grid->n_head++;
}

static void
build_heads(Build *build)
{
    const Table *table = build->table;
    TextStyle style = cell_style(STYLE_CELL_HEAD, build->size->scale);
    size_t most = 1;

    if (has_spanners(table))
        build_spanners(build);
    add_part(build, PART_OF_HEAD);
    build->part->row = true;
    g_autofree GStrv *lines = g_new0(GStrv, table->n_columns);
    for (size_t j = 0; j < table->n_columns; j++) {
        const ColumnSize *column = &build->size->columns[j];

        lines[j] = text_wrap(build->context, &style, column->head, column->width + 0.05, false);
        most = MAX(most, g_strv_length(lines[j]));
    }
    for (size_t j = 0; j < table->n_columns; j++) {
        const ColumnSize *column = &build->size->columns[j];
        size_t n = g_strv_length(lines[j]);

        add_cell(build, "TH", "Column", 1);
        for (size_t i = 0; i < n; i++) {
            double y = 11.3 + (double)(most - n + i) * style.leading;
            double width = text_width(build->context, &style, lines[j][i]);
            double x = column->numbers ? column->x + column->width - width : column->x;
            add_text(build, &style, INK_NOTES, x, y, lines[j][i]);
        }
        g_strfreev(lines[j]);
    }
    double height = 11.3 + (double)(most - 1) * style.leading + 5.0;
    add_rule(build, 0.0, build->grid->width, height, 0.6, INK_FIRST);
    build->part->height = height + 3.0;
    build->grid->n_head++;
}

/* ---- rows */

static Ink
ink_of(const Build *build, const CellSize *cell, const Entry *entry, const ColumnSize *column)
{
    bool interval = column->numbers && entry->kind == ENTRY_NUMBER && entry->text &&
                    strstr(entry->text, "\u2013");

    (void)build;
    return interval && !cell->strong ? INK_SECOND : INK_FIRST;
}

static void
add_mark(Build *build, const Entry *entry, double x, double y)
{
    TextStyle style = cell_style(STYLE_CELL_MARK, build->size->scale);

    if (entry->mark)
        add_text(build, &style, INK_SECOND, x + 1.2, y - 2.8, entry->mark);
}

/* Adds the texts of a cell; returns how many lines it takes. */
static size_t
add_body_cell(Build *build, size_t i, size_t j, double y, bool indented)
{
    const Table *table = build->table;
    const ColumnSize *column = &build->size->columns[j];
    const CellSize *cell = &build->size->cells[i * table->n_columns + j];
    const Entry *entry = table_entry(table, i, j);
    TextStyle style = cell_style(cell->strong ? STYLE_CELL_STRONG : STYLE_CELL, build->size->scale);
    Ink ink = ink_of(build, cell, entry, column);
    double indent = j == 0 && indented ? GROUP_INDENT : 0.0;
    bool names_row = j == 0 && !column->numbers;

    add_cell(build, names_row ? "TH" : "TD", names_row ? "Row" : NULL, 1);
    if (column->numbers) {
        double right = column->x + column->width;
        double x = cell->aligned ? right - column->after_mark - cell->left : right - cell->right;

        add_text(build, &style, ink, x, y, cell->text);
        add_mark(build, entry, x + cell->left + cell->right, y);
        return 1;
    }
    g_auto(GStrv) lines =
        text_wrap(build->context, &style, cell->text, column->width - indent + 0.05, false);
    size_t n = g_strv_length(lines);
    for (size_t k = 0; k < n; k++)
        add_text(build, &style, ink, column->x + indent, y + (double)k * style.leading, lines[k]);
    if (n > 0)
        add_mark(build, entry,
                 column->x + indent + text_width(build->context, &style, lines[n - 1]),
                 y + (double)(n - 1) * style.leading);
    return MAX(n, 1);
}

/* A heading of rows spans all columns. */
static size_t
add_group_cell(Build *build, size_t i, double y)
{
    const CellSize *cell = &build->size->cells[i * build->table->n_columns];
    TextStyle style = cell_style(STYLE_CELL_GROUP, build->size->scale);
    g_auto(GStrv) lines = text_wrap(build->context, &style, cell->text, build->grid->width, false);
    size_t n = g_strv_length(lines);

    add_cell(build, "TH", "Row", (int)build->table->n_columns);
    for (size_t k = 0; k < n; k++)
        add_text(build, &style, INK_SECOND, 0.0, y + (double)k * style.leading, lines[k]);
    return MAX(n, 1);
}

static void
build_row(Build *build, size_t i, bool indented)
{
    TableRowKind kind = table_row_kind(build->table, i);
    double above = kind == ROW_GROUP && i > 0 ? group_space : 0.0;
    size_t most = 1;

    add_part(build, PART_OF_BODY);
    build->part->row = true;
    build->part->group = kind;
    if (kind == ROW_TOTAL && i > 0 && table_row_kind(build->table, i - 1) != ROW_TOTAL) {
        add_rule(build, 0.0, build->grid->width, 1.6, 0.4, INK_NOTES);
        above = 4.2;
    }
    double y = above + 9.2;
    if (kind == ROW_GROUP)
        most = add_group_cell(build, i, y);
    else
        for (size_t j = 0; j < build->table->n_columns; j++)
            most = MAX(most, add_body_cell(build, i, j, y, indented));
    build->part->height = above + row_height + (double)(most - 1) * page_style(STYLE_CELL)->leading;
    build->grid->n_body++;
}

/* ---- foot */

static void
build_foot(Build *build)
{
    const Table *table = build->table;
    TextStyle style = *page_style(STYLE_CELL_NOTE), trace = *page_style(STYLE_CELL_TRACE);
    g_autoptr(GString) notes = g_string_new(NULL);

    add_part(build, PART_OF_FOOT);
    add_rule(build, 0.0, build->grid->width, 3.8, 1.0, INK_FIRST);
    build->y = 3.8;
    for (guint i = 0; i < table->notes->len; i++)
        g_string_append_printf(notes, "%s%s", i ? " " : "",
                               (const char *)g_ptr_array_index(table->notes, i));
    double first = 10.6;
    if (notes->len > 0) {
        add_cell(build, "P", NULL, 1);
        add_lines(build, &style, INK_NOTES, notes->str, first);
        first = style.leading;
    }
    if (table->source) {
        add_cell(build, "P", NULL, 1);
        add_lines(build, &style, INK_NOTES, table->source, first);
        first = style.leading;
    }
    if (table->trace) {
        add_cell(build, "P", NULL, 1);
        add_lines(build, &trace, INK_NOTES, table->trace, first);
    }
    build->part->height = build->y + 2.5;
}

/* ---- all */

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
    Build build = {
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
                g_string_append_printf(dump, "  %s %.1f,%.1f \"%s\"\n", cell->tag, text->x, text->y,
                                       text->text);
            }
        }
    }
    return g_string_free(dump, FALSE);
}
