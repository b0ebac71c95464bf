/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_stacked.c - bars of 100 per cent, one for each row, made of the shares of its series. */
#include "plots/chart.h"

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
    return stack_lay_out(data, &style, false, width, text, error);
}

const Chart chart_stacked = {
    .name = "stacked",
    .summary = "bars of 100 per cent, divided by category",
    .rows = CHART_OF_TABLE,
    .noun = { "Stacked bar chart", "Staplat stapeldiagram" },
    .lay_out = stacked_lay_out,
};
