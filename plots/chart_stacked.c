/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_stacked.c - bars of 100 per cent, one for each row, made of the shares of its series. */
#include "plots/chart.h"

#include "plots/figure_words.h"
#include "plots/stack.h"

static const RowGridStyle style = {
    .bar = 17.0,
    .gap = 8.5,
    .label_gap = 9.0,
    .label_anchor = 1.0,
    .least_plot = 0.35,
    .heads_to_rows = 9.0,
};

static Scene *
stacked_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(RowGrid) grid = { 0 };
    bool all = true;
    double y;

    if (!check_series(data, error) || !stack_check(data, error) ||
        !row_grid_begin(&grid, data, &style, width, text, error))
        return NULL;
    if (!stack_add_names(&grid, &y, error))
        return NULL;
    row_grid_add_rows(&grid, y);
    for (size_t i = 0; i < data->n_rows; i++)
        all = stack_add_row(&grid, i) && all;
    if (!all)
        frame_say(&grid.frame, figure_word(FIGURE_NARROW_PARTS, data->language));
    frame_end(&grid.frame, grid.bottom + 5.0);
    return g_steal_pointer(&grid.frame.scene);
}

const Chart chart_stacked = {
    .name = "stacked",
    .summary = "bars of 100 per cent, divided by category",
    .rows = CHART_OF_TABLE,
    .noun = { "Stacked bar chart", "Staplat stapeldiagram" },
    .lay_out = stacked_lay_out,
};
