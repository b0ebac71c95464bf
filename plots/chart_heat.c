/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_heat.c - a cross-tabulation whose cells are shaded by their share. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/key.h"
#include "plots/ladder.h"
#include "plots/row_grid.h"
#include "plots/shade.h"
#include "plots/theme.h"

#include <math.h>

static const RowGridStyle style = {
    .bar = 19.0,
    .gap = 1.6,
    .label_gap = 9.0,
    .label_anchor = 0.0,
    .least_plot = 0.4,
    .heads_to_rows = 6.5,
};
static const double seam = 1.6, around_number = 6.0, around_head = 4.0, to_heads = 20.0,
                    to_key = 16.0;
enum { MOST_HEAD_LINES = 4 };

typedef struct {
    RowGrid grid;
    Ladder ladder;
    double width;  /* of a column */
    char ***heads; /* [n_series] lines */
    size_t n_heads, n_lines;
} Heat;

static void
heat_clear(Heat *heat)
{
    for (size_t k = 0; k < heat->n_heads; k++)
        g_strfreev(heat->heads[k]);
    g_free(heat->heads);
    row_grid_clear(&heat->grid);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Heat, heat_clear)

static Ladder
make_ladder(const ChartData *data)
{
    size_t n = (data->n_rows + data->n_alike) * data->n_series;
    g_autofree double *values = g_new0(double, n + 1);

    for (size_t i = 0; i < n; i++)
        values[i] = chart_measured(data, i / data->n_series)->values[i % data->n_series].value;
    return ladder_new(data, values, n);
}

/* What stands in a cell; the caller owns it. */
static char *
cell_text(const ChartData *data, const ChartValue *value)
{
    return data->shaded && value->text ? shade_text(value) : g_strdup(value->text);
}

/* The width that the widest word of a head or the widest number takes. */
static double
least_width(const ChartData *data, TextContext *text)
{
    double least = 0.0;

    for (size_t k = 0; k < data->n_series; k++) {
        least = fmax(least, text_widest_word(text, theme_text(ROLE_HEAD), data->series[k].label) +
                                seam + around_head);
        for (size_t i = 0; i < data->n_rows; i++) {
            g_autofree char *shown = cell_text(data, &data->rows[i].values[k]);

            if (shown)
                least = fmax(least,
                             text_width(text, theme_text(ROLE_ON_LADDER), shown) + around_number);
        }
    }
    return least;
}

/* The heads of the columns in lines. */
static bool
measure(Heat *heat, double least, GError **error)
{
    const RowGrid *grid = &heat->grid;
    const ChartData *data = grid->frame.data;

    heat->width = (grid->right - grid->left) / (double)data->n_series;
    heat->heads = g_new0(char **, data->n_series);
    for (size_t k = 0; k < data->n_series; k++) {
        heat->heads[heat->n_heads++] =
            text_wrap(grid->frame.text, theme_text(ROLE_HEAD), data->series[k].label,
                      heat->width - seam - around_head, false);
        heat->n_lines = MAX(heat->n_lines, g_strv_length(heat->heads[k]));
    }
    if (least <= heat->width + 0.01 && heat->n_lines <= MOST_HEAD_LINES)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the columns of the figure are %.0f pt wide and their heads and numbers take %.0f; "
                "make it wider, shorten the categories, or combine some",
                heat->width, ceil(fmax(least, heat->width + 1.0)));
    return false;
}

/* The fill of the cell of VALUE, and its step; FALSE: it has none. A sum is not far from anything.
 */
static bool
fill_of(const Heat *heat, const ChartValue *value, MarkRole *role, int *step)
{
    *step = 0;
    *role = ROLE_EMPTY;
    if (!isfinite(value->value))
        return true;
    if (heat->grid.frame.data->shaded && !isfinite(value->residual))
        return false;
    if (heat->grid.frame.data->shaded) {
        *role = ROLE_DIVERGING;
        *step = shade_step(value->residual);
    } else {
        *role = ROLE_LADDER;
        *step = ladder_step(&heat->ladder, value->value);
    }
    return true;
}

static void
add_cell(Heat *heat, size_t i, size_t k)
{
    Frame *frame = &heat->grid.frame;
    const ChartRow *row = &frame->data->rows[i];
    const ChartValue *value = &row->values[k];
    double left = heat->grid.left + (double)k * heat->width + seam / 2.0;
    double right = left + heat->width - seam, half = style.bar / 2.0, y = heat->grid.middle[i];
    g_autofree char *shown = cell_text(frame->data, value);
    MarkRole fill, role = row->total ? ROLE_CELL_TOTAL : ROLE_CELL;
    int step;

    if (fill_of(heat, value, &fill, &step)) {
        scene_add_shape(frame->scene, MARK_RECTANGLE, fill, left, y - half, right, y + half)
            ->series = step;
        role = fill == ROLE_EMPTY    ? ROLE_CELL_WORD
               : fill == ROLE_LADDER ? ROLE_ON_LADDER
                                     : ROLE_ON_DIVERGING;
    }
    if (!shown)
        return;
    Mark *text = scene_add_text(frame->scene, frame->text, role, shown, (left + right) / 2.0,
                                y + CAPITAL * theme_text(role)->size / 2.0, 0.5);
    text->series = step;
    text->address = scene_text(frame->scene, value->address);
}

/* What the shades mean, and below it the names of the columns. Returns their last baseline. */
static double
add_heads(Heat *heat)
{
    Frame *frame = &heat->grid.frame;
    double leading = theme_text(ROLE_HEAD)->leading, y = frame->y;
    KeyEntry entries[N_STEPS];
    char *labels[N_STEPS] = { NULL };

    for (size_t i = 0; i < heat->ladder.n; i++) {
        labels[i] = ladder_label(&heat->ladder, i, frame->data->language);
        entries[i] = (KeyEntry){ labels[i], ROLE_LADDER, ladder_colour(&heat->ladder, i) };
    }
    if (frame->data->shaded)
        y = shade_add_key(frame, y + to_key);
    else if (heat->ladder.n > 1)
        y = key_add(frame, entries, heat->ladder.n, frame->left, frame->right, y + to_key);
    for (size_t i = 0; i < N_STEPS; i++)
        g_free(labels[i]);
    y += to_heads + ((double)heat->n_lines - 1.0) * leading;
    for (size_t k = 0; k < frame->data->n_series; k++) {
        double above = (double)g_strv_length(heat->heads[k]) - 1.0;

        frame_lines(frame, ROLE_HEAD, heat->heads[k],
                    heat->grid.left + ((double)k + 0.5) * heat->width, y - above * leading, 0.5);
    }
    return y;
}

static Scene *
heat_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(Heat) heat = { 0 };

    if (data->n_rows == 0 || data->n_series == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has no rows; check the condition that chooses its cases");
        return NULL;
    }
    double least = least_width(data, text);
    double columns = least * (double)data->n_series;
    RowGridStyle wide = style;
    wide.least_plot = fmax(style.least_plot, columns / frame_content(data, width));
    if (wide.least_plot > 1.0) /* not even above the rows: the message says how much */
        wide.least_plot = style.least_plot;
    if (!row_grid_begin(&heat.grid, data, &wide, width, text, error) ||
        !measure(&heat, least, error))
        return NULL;
    heat.ladder = make_ladder(data);
    row_grid_add_rows(&heat.grid, add_heads(&heat));
    for (size_t i = 0; i < data->n_rows; i++)
        for (size_t k = 0; k < data->n_series; k++)
            add_cell(&heat, i, k);
    frame_end(&heat.grid.frame, fmax(heat.grid.bottom + 3.0, row_grid_end(&heat.grid)));
    return g_steal_pointer(&heat.grid.frame.scene);
}

const Chart chart_heat = {
    .name = "heat",
    .summary = "a cross-tabulation with its cells shaded by their share",
    .rows = CHART_OF_TABLE,
    .noun = { "Heat map", "Värmekarta" },
    .lay_out = heat_lay_out,
};
