/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_bar.c - horizontal bars from zero, the value at the end of each. */
#include "plots/chart.h"
#include "plots/rows.h"

#include <math.h>

static const RowStyle style = {
    .bar = 17.0,
    .gap = 8.5,
    .gap_beside = 9.0,
    .overhang = 5.0,
    .to_bar = 15.0,
    .to_heads = 18.0,
    .heads_to_bar = 13.0,
    .label_gap = 9.0,
    .label_anchor = 1.0,
    .wrapped = ROLE_CATEGORY_WRAPPED,
};

static Scene *
bar_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_autofree RowBar *bars = g_new0(RowBar, data->n_rows + data->n_alike + 1);
    const ChartRow *row;

    for (size_t i = 0; (row = chart_measured(data, i)); i++) {
        double value = row->value;

        bars[i].none = !isfinite(value);
        bars[i].to = bars[i].none ? 0.0 : value;
        bars[i].text_left = bars[i].to < 0.0;
    }
    return rows_lay_out(data, bars, &style, width, text, error);
}

const Chart chart_bar = {
    .name = "bar",
    .summary = "horizontal bars, one for each category",
    .rows = CHART_OF_SHARES,
    .noun = { "Bar chart", "Stapeldiagram" },
    .lay_out = bar_lay_out,
};
