/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_reproduction.c - printed shares as bars, those derived from them hatched, and on the same
 * rows what they can be. */
#include "plots/chart.h"

extern const Chart chart_bar;

static Scene *
reproduction_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    return chart_bar.lay_out(data, width, text, error);
}

const Chart chart_reproduction = {
    .name = "reproduction",
    .summary = "published shares, printed and derived, beside what they can be",
    .rows = CHART_OF_CHECKS,
    .noun = { "Reproduction chart", "Reproduktionsdiagram" },
    .lay_out = reproduction_lay_out,
};
