/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_mosaic.c - a cross-tabulation as bars of 100 per cent that are as thick as their groups are
 * large: equal areas are equal numbers. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/figure_words.h"
#include "plots/shade.h"
#include "plots/stack.h"
#include "plots/theme.h"

#include <math.h>

static const RowGridStyle style = {
    .bar = 17.0,
    .gap = 2.0,
    .label_gap = 9.0,
    .label_anchor = 1.0,
    .least_plot = 0.35,
    .heads_to_rows = 9.0,
};
static const double height_of_row = 30.0, least_height = 120.0, most_height = 300.0; /* of all */
static const double to_key = 18.0;

static double
cases_of(const ChartData *data, size_t i)
{
    return data->rows[i].n > 0.0 ? data->rows[i].n : 0.0;
}

/* Thickness by number, the thickest and the thinnest on one scale for panels that are compared. */
static double *
heights_of(const ChartData *data)
{
    double *heights = g_new0(double, data->n_rows + 1), sum = 0.0, most = 0.0;
    const ChartRow *row;

    for (size_t i = 0; i < data->n_rows; i++)
        sum += cases_of(data, i);
    for (size_t i = 0; (row = chart_measured(data, i)); i++)
        most = row->total ? most : fmax(most, row->n);
    double all = CLAMP(height_of_row * (double)data->n_rows, least_height, most_height);
    /* beside others the thickest of all is what one of equal groups would be */
    double unit = data->n_alike > 0 ? all / (double)data->n_rows / most : all / sum;

    for (size_t i = 0; i < data->n_rows; i++)
        heights[i] = unit * cases_of(data, i);
    return heights;
}

static bool
check_cases(const ChartData *data, GError **error)
{
    double sum = 0.0;

    for (size_t i = 0; i < data->n_rows; i++)
        sum += cases_of(data, i);
    if (sum > 0.0)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "no row of the figure has a number of cases, which a mosaic draws; use stacked");
    return false;
}

static Scene *
lay_out_rows(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(RowGrid) grid = { 0 };
    bool all = true;
    double y;

    if (!row_grid_begin(&grid, data, &style, width, text, error))
        return NULL;
    grid.heights = heights_of(data);
    if (data->shaded)
        grid.frame.y = shade_add_key(&grid.frame, grid.frame.y + to_key);
    if (!stack_add_names(&grid, &y, error))
        return NULL;
    row_grid_add_rows(&grid, y);
    for (size_t i = 0; i < data->n_rows; i++)
        all = stack_add_row(&grid, i) && all;
    frame_say(&grid.frame, figure_word(FIGURE_THICKNESS, data->language));
    if (!all)
        frame_say(&grid.frame, figure_word(FIGURE_NARROW_PARTS, data->language));
    frame_end(&grid.frame, fmax(grid.bottom + 5.0, row_grid_end(&grid)));
    return g_steal_pointer(&grid.frame.scene);
}

/* The row of all groups together is left out: it is none of them. */
static Scene *
mosaic_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_autofree ChartRow *rows = g_new0(ChartRow, data->n_rows + 1);
    ChartData groups = *data;

    groups.rows = rows;
    groups.n_rows = 0;
    for (size_t i = 0; i < data->n_rows; i++)
        if (!data->rows[i].total || data->n_rows == 1)
            rows[groups.n_rows++] = data->rows[i];
    if (!check_series(&groups, error) || !stack_check(&groups, error) ||
        !check_cases(&groups, error))
        return NULL;
    return lay_out_rows(&groups, width, text, error);
}

const Chart chart_mosaic = {
    .name = "mosaic",
    .summary = "bars of 100 per cent as thick as their groups are large",
    .rows = CHART_OF_TABLE,
    .noun = { "Mosaic plot", "Mosaikdiagram" },
    .lay_out = mosaic_lay_out,
};
