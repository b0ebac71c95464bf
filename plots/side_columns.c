/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/side_columns.h"

#include "plots/theme.h"

#include <math.h>

static const double between = 20.0, between_two = 22.5; /* columns */
static const double before_first =
    11.0; /* from the names of the rows to a column before the plot */
static const double before_cells = 34.0; /* from the plot to the entries of the first column */
static const double before_head = 1.5;   /* from the plot to its head, which stands higher */
static const double rule_ahead = 8.3;    /* from the plot to the rule under the heads */
static const double above_rule = 4.0;    /* from the heads down to it */
static const double share_of_single_heads = 0.45;

static bool
has_digit(const char *cell)
{
    for (const char *c = cell; *c; c++)
        if (g_ascii_isdigit(*c))
            return true;
    return false;
}

static MarkRole
cell_role(const Frame *frame, const ChartRow *row, size_t column, const char *cell)
{
    size_t strong = frame->data->strong;

    if (g_str_has_prefix(cell, "✓"))
        return ROLE_CELL_HOLDS;
    if (g_str_has_prefix(cell, "≠"))
        return ROLE_CELL_DEVIATES;
    if (row->total && (strong == 0 || column < strong))
        return ROLE_CELL_TOTAL;
    if (!has_digit(cell))
        return ROLE_CELL_WORD;
    return strong == column + 1 ? ROLE_CELL_VALUE : ROLE_CELL;
}

static const char *
cell_of(const ChartRow *row, size_t column)
{
    const char *cell = row->cells ? row->cells[column] : NULL;

    return cell && *cell ? cell : NULL;
}

static double
cells_width(const Frame *frame, size_t column)
{
    double widest = 0.0;

    for (size_t i = 0; i < frame->data->n_rows; i++) {
        const ChartRow *row = &frame->data->rows[i];
        const char *cell = cell_of(row, column);

        if (cell)
            widest =
                fmax(widest, text_width(frame->text,
                                        theme_text(cell_role(frame, row, column, cell)), cell));
    }
    return widest;
}

/* Width of the head of COLUMN when it may take N_LINES. */
static double
head_width(const Frame *frame, size_t column, size_t n_lines)
{
    const char *head = frame->data->heads ? frame->data->heads[column] : NULL;

    if (!head || !*head)
        return 0.0;
    return text_narrowest(frame->text, theme_text(ROLE_HEAD), head, n_lines);
}

static double
place_columns(SideColumns *columns, const Frame *frame, size_t n_lines)
{
    double right = frame->right;
    double gap = columns->n - columns->n_before > 2 ? between : between_two;

    columns->left = columns->plot_right = right;
    for (size_t i = columns->n; i-- > 0;) {
        double head = head_width(frame, i, n_lines), cells = cells_width(frame, i);

        columns->width[i] = fmax(head, cells);
        if (i < columns->n_before)
            continue;
        columns->right[i] = right;
        columns->left = right - columns->width[i];
        if (i == columns->n_before)
            columns->plot_right = fmin(right - cells - before_cells, right - head - before_head);
        right -= columns->width[i] + gap;
    }
    return frame->right - columns->plot_right + side_columns_before(columns);
}

SideColumns *
side_columns_new(const Frame *frame)
{
    SideColumns *columns = g_new0(SideColumns, 1);
    size_t n_lines = 1;

    columns->n = frame->data->n_columns;
    columns->n_before = MIN(frame->data->n_before, columns->n);
    columns->right = g_new0(double, columns->n);
    columns->width = g_new0(double, columns->n);
    columns->heads = g_new0(char **, columns->n);
    if (place_columns(columns, frame, 1) > share_of_single_heads * (frame->right - frame->left)) {
        n_lines = 2;
        place_columns(columns, frame, n_lines);
    }
    for (size_t i = 0; i < columns->n; i++) {
        const char *head = frame->data->heads ? frame->data->heads[i] : NULL;

        columns->heads[i] = text_wrap(frame->text, theme_text(ROLE_HEAD), head ? head : "",
                                      head_width(frame, i, n_lines), false);
        columns->n_lines = MAX(columns->n_lines, g_strv_length(columns->heads[i]));
    }
    return columns;
}

void
side_columns_free(SideColumns *columns)
{
    if (!columns)
        return;
    for (size_t i = 0; i < columns->n; i++)
        g_strfreev(columns->heads[i]);
    g_free(columns->heads);
    g_free(columns->right);
    g_free(columns->width);
    g_free(columns);
}

double
side_columns_before(const SideColumns *columns)
{
    double room = 0.0;

    for (size_t i = 0; i < columns->n_before; i++)
        room += before_first + columns->width[i];
    return room;
}

double
side_columns_place_before(SideColumns *columns, double x)
{
    for (size_t i = 0; i < columns->n_before; i++) {
        x += before_first + columns->width[i];
        columns->right[i] = x;
    }
    return x;
}

/* One column needs no rule to hold its head. */
void
side_columns_add_heads(const SideColumns *columns, Frame *frame, double y)
{
    double leading = theme_text(ROLE_HEAD)->leading;

    for (size_t i = 0; i < columns->n; i++) {
        double above = (double)g_strv_length(columns->heads[i]) - 1.0;

        frame_lines(frame, ROLE_HEAD, columns->heads[i], columns->right[i], y - above * leading,
                    1.0);
    }
    if (columns->n > 1 && columns->n_before == 0)
        scene_add_shape(frame->scene, MARK_LINE, ROLE_HEAD_RULE, columns->plot_right + rule_ahead,
                        y + above_rule, frame->right, y + above_rule);
}

double
side_columns_add_heads_below(const SideColumns *columns, Frame *frame, double distance)
{
    double more = fmax((double)columns->n_lines - 1.0, 0.0);
    double y = frame->y + distance + more * theme_text(ROLE_HEAD)->leading;

    side_columns_add_heads(columns, frame, y);
    return y;
}

void
side_columns_add_cells(const SideColumns *columns, Frame *frame, const ChartRow *row, double middle)
{
    /* all share the baseline of a number, whatever their size */
    double y = middle + CAPITAL * theme_text(ROLE_CELL)->size / 2.0;

    for (size_t i = 0; i < columns->n; i++) {
        const char *cell = cell_of(row, i);

        if (!cell)
            continue;
        Mark *mark = scene_add_text(frame->scene, frame->text, cell_role(frame, row, i, cell), cell,
                                    columns->right[i], y, 1.0);
        if (frame->data->strong == i + 1)
            mark->address = scene_text(frame->scene, row->address);
    }
}
