/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_line.c - series over time with their limits: breaks are gaps, missing periods are dashed.
 */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/figure_words.h"
#include "plots/line_plot.h"
#include "plots/line_series.h"
#include "plots/period_axis.h"
#include "plots/row_grid.h"

#include <math.h>

static const double above_axis = 1.5; /* the middle of a name keeps so far from the axis below */
static const double below_axis = 3.5; /* and its foot, where the name of a period reaches it */
static const double below_periods = 1.0;

static bool
check_periods(const ChartData *data, GError **error)
{
    for (size_t i = 1; i < data->n_rows; i++)
        if (!(data->rows[i].at > data->rows[i - 1].at)) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the period \"%s\" does not come after \"%s\"; a line goes through periods "
                        "in their order",
                        data->rows[i].label, data->rows[i - 1].label);
            return false;
        }
    return true;
}

/* How low the middle of a name at the end of a line may stand. */
static double
lowest_name(const LinePlot *plot)
{
    double lowest = plot->bottom - above_axis;

    if (period_axis_right(plot) < plot->last + plot->size.width - plot->size.name_width)
        return lowest;
    return fmin(lowest, plot->bottom + below_axis - plot->size.height / 2.0);
}

static Scene *
line_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(LinePlot) plot = { 0 };
    Frame *frame = &plot.frame;
    bool bridged = false;

    if (!check_series(data, error) || !check_periods(data, error) ||
        !frame_begin(frame, data, width, text, error) || !line_plot_measure(&plot, error) ||
        !period_axis_check(&plot, error))
        return NULL;
    line_plot_add_values(&plot);
    if (!period_axis_add_breaks(&plot, error))
        return NULL;
    for (size_t k = 0; k < data->n_series; k++)
        line_series_add_limits(&plot, k);
    for (size_t k = 0; k < data->n_series; k++)
        bridged = line_series_add(&plot, k) || bridged;
    double bottom = period_axis_add(&plot) + below_periods;
    if (!end_labels_add(frame, &plot.size, plot.ends, plot.n_ends, plot.last, 1, plot.top,
                        lowest_name(&plot), error))
        return NULL;
    if (bridged)
        frame_say(frame, figure_word(FIGURE_BRIDGES, data->language));
    if (line_plot_is_cut(&plot))
        frame_say(frame, figure_word(FIGURE_CUT, data->language));
    frame_end(frame, bottom);
    return g_steal_pointer(&frame->scene);
}

const Chart chart_line = {
    .name = "line",
    .summary = "series over time with their limits",
    .rows = CHART_OF_PERIODS,
    .limits = true,
    .noun = { "Line chart", "Linjediagram" },
    .lay_out = line_lay_out,
};
