/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_grid_frame.c - what stands around the rows of a table: title, heads, notes. */
#include "reports/pdf_grid_build.h"

#include "reports/words.h"

#include <math.h>

/* Distances in points, to the baseline. */
static const double rule_to_title = 15.5, title_to_question = 14.5, title_to_base = 13.5;

/* TEXT wrapped below what stands in the part; the first line FIRST below the last baseline. */
static void
add_lines(GridBuild *build, const TextStyle *style, Ink ink, const char *text, double first)
{
    g_auto(GStrv) lines = text_wrap(build->context, style, text, build->grid->width, false);

    for (size_t i = 0; lines[i]; i++) {
        build->y += i == 0 ? first : style->leading;
        build_text(build, style, ink, 0.0, build->y, lines[i]);
    }
}

/* ---- title */

static void
add_title(GridBuild *build, const char *title)
{
    const TextStyle *bold = theme_text(ROLE_NUMBER), *style = theme_text(ROLE_TITLE);
    double indent = 0.0;

    build->y = rule_to_title;
    if (build->table->number) {
        build_text(build, bold, INK_BLUE, 0.0, build->y, build->table->number);
        indent = text_width(build->context, bold, build->table->number) + 7.0;
    }
    g_auto(GStrv) lines = text_wrap_after(build->context, style, title ? title : "", indent,
                                          build->grid->width, true);
    for (size_t i = 0; lines[i]; i++) {
        if (i > 0)
            build->y += style->leading;
        if (*lines[i])
            build_text(build, style, INK_FIRST, i == 0 ? indent : 0.0, build->y, lines[i]);
    }
}

void
build_title(GridBuild *build)
{
    const Table *table = build->table;

    build_part(build, PART_OF_TITLE);
    build_rule(build, 0.0, build->grid->width, 0.5, 1.0, INK_FIRST);
    if (table->title || table->number) {
        build_cell(build, "Caption", NULL, 1);
        add_title(build, table->title);
        if (table->question)
            add_lines(build, theme_text(ROLE_QUESTION), INK_SECOND, table->question,
                      title_to_question);
        if (table->base)
            add_lines(build, theme_text(ROLE_BASE), INK_FIRST, table->base, title_to_base);
    }
    build->part->height = fmax(build->y + 2.0, 3.0);
    build->grid->n_title = 1;
}

/* "Tabell 2 (forts.)" with a rule above, on the following pages. */
void
build_again(GridBuild *build)
{
    build->grid->again = grid_part_new(PART_OF_TITLE);
    build->part = &build->grid->again;
    build_rule(build, 0.0, build->grid->width, 0.5, 1.0, INK_FIRST);
    build_cell(build, "Caption", NULL, 1);
    build->y = rule_to_title;
    const char *number = build->table->number ? build->table->number : "";
    g_autofree char *text = word_filled(WORD_CONTINUED, build->language, number);
    build_text(build, theme_text(ROLE_NUMBER), INK_BLUE, 0.0, build->y, g_strstrip(text));
    build->part->height = build->y + 2.0;

    build->grid->goes_on = grid_part_new(PART_OF_FOOT);
    build->part = &build->grid->goes_on;
    build_rule(build, 0.0, build->grid->width, 4.3, 0.4, INK_NOTES);
    build_cell(build, "P", NULL, 1);
    TextStyle style = *page_style(STYLE_CELL_NOTE);
    build_text(build, &style, INK_NOTES, 0.0, 13.7, word(WORD_CONTINUES, build->language));
    build->part->height = 16.0;
}

/* ---- heads */

static const double spanners_height = 17.4;

/* The heads of all columns in lines, the lowest of which stand on one. */
typedef struct {
    TextStyle style;
    GStrv *lines; /* [n] */
    size_t n, most;
} Heads;

static void
heads_clear(Heads *heads)
{
    for (size_t j = 0; j < heads->n; j++)
        g_strfreev(heads->lines[j]);
    g_free(heads->lines);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Heads, heads_clear)

static void
wrap_heads(GridBuild *build, Heads *heads)
{
    for (size_t j = 0; j < heads->n; j++) {
        const ColumnSize *column = &build->size->columns[j];

        heads->lines[j] =
            text_wrap(build->context, &heads->style, column->head, column->width + 0.05, false);
        heads->most = MAX(heads->most, g_strv_length(heads->lines[j]));
    }
}

/* The head of column J, whose row is TOP below that of the part; it is ROWS high. One that says
 * nothing is none. */
static void
build_head(GridBuild *build, const Heads *heads, size_t j, double top, int rows)
{
    const ColumnSize *column = &build->size->columns[j];
    const ColumnStatus *of = &build->table->column_status[j];
    size_t n = g_strv_length(heads->lines[j]);
    bool head = *column->head != '\0';

    build_cell(build, head ? "TH" : "TD", head ? "Column" : NULL, 1)->rows = rows;
    for (size_t i = 0; i < n; i++) {
        const char *line = heads->lines[j][i];
        double y = top + 11.3 + (double)(heads->most - n + i) * heads->style.leading;
        double width = text_width(build->context, &heads->style, line);
        double right = column->x + column->width - (of->tail ? 0.0 : column->tail);
        double x = column->numbers ? fmax(column->x, right - width) : column->x;

        build_text_tail(build, &heads->style, INK_NOTES, x, y, line, i + 1 == n ? of->tail : NULL,
                        of->tail_means);
    }
}

/* Spanners over their rules, and beside them the heads of both rows. */
static void
build_spanners(GridBuild *build, const Heads *heads)
{
    const Table *table = build->table;
    TextStyle style = cell_style(STYLE_CELL_SPANNER, build->size->scale);

    build_part(build, PART_OF_HEAD);
    build->part->row = true;
    for (size_t j = 0, end; j < table->n_columns; j = end) {
        const char *spanner = table->columns[j].spanner;
        const ColumnSize *first = &build->size->columns[j];

        end = table_spanner_end(table, j);
        if (!spanner) {
            build_head(build, heads, j, spanners_height, 2);
            continue;
        }
        const ColumnSize *last = &build->size->columns[end - 1];
        double right = last->x + last->width;
        build_cell(build, "TH", "Column", (int)(end - j));
        double width = text_width(build->context, &style, spanner);
        double x = fmax(0.0, fmin((first->x + right - width) / 2.0, build->grid->width - width));
        build_text(build, &style, INK_FIRST, x, 12.0, spanner);
        build_rule(build, first->x, right, 16.2, 0.4, INK_NOTES);
    }
    build->part->height = spanners_height;
    build->grid->n_head++;
}

void
build_heads(GridBuild *build)
{
    const Table *table = build->table;
    bool spanners = table_has_spanners(table);
    g_auto(Heads) heads = { .style = cell_style(STYLE_CELL_HEAD, build->size->scale),
                            .lines = g_new0(GStrv, table->n_columns),
                            .n = table->n_columns,
                            .most = 1 };

    wrap_heads(build, &heads);
    if (spanners)
        build_spanners(build, &heads);
    build_part(build, PART_OF_HEAD);
    build->part->row = true;
    for (size_t j = 0; j < table->n_columns; j++)
        if (!spanners || table->columns[j].spanner)
            build_head(build, &heads, j, 0.0, 1);
    double height = 11.3 + (double)(heads.most - 1) * heads.style.leading + 5.0;
    build_rule(build, 0.0, build->grid->width, height, 0.6, INK_FIRST);
    build->part->height = height + 3.0;
    build->grid->n_head++;
}

/* ---- foot */

void
build_foot(GridBuild *build)
{
    const Table *table = build->table;
    TextStyle style = *page_style(STYLE_CELL_NOTE), trace = *page_style(STYLE_CELL_TRACE);
    g_autoptr(GString) notes = g_string_new(NULL);

    build_part(build, PART_OF_FOOT);
    build_rule(build, 0.0, build->grid->width, 3.8, 1.0, INK_FIRST);
    build->y = 3.8;
    for (guint i = 0; i < table->notes->len; i++)
        g_string_append_printf(notes, "%s%s", i ? " " : "",
                               (const char *)g_ptr_array_index(table->notes, i));
    double first = 10.6;
    if (notes->len > 0) {
        build_cell(build, "P", NULL, 1);
        add_lines(build, &style, INK_NOTES, notes->str, first);
        first = style.leading;
    }
    if (table->source) {
        build_cell(build, "P", NULL, 1);
        add_lines(build, &style, INK_NOTES, table->source, first);
        first = style.leading;
    }
    if (table->trace) {
        build_cell(build, "P", NULL, 1);
        add_lines(build, &trace, INK_NOTES, table->trace, first);
    }
    build->part->height = build->y + 2.5;
}
