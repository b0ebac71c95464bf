/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_waterfall.c - parts that begin where the last one ended, and the total they make. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "datasets/number.h"
#include "plots/rows.h"

#include <math.h>
#include <string.h>

static const RowStyle style = {
    .bar = 18.0,
    .gap = 11.0,
    .gap_beside = 11.0,
    .overhang = 7.5,
    .to_bar = 17.5,
    .to_heads = 20.0,
    .heads_to_bar = 14.5,
    .label_gap = 10.0,
    .label_anchor = 0.0,
    .below = 1.0,
    .wrapped = ROLE_CATEGORY,
};

/* How much of ROW's unit one step of the last digit shown is; 0 when the text shows no number.
 * The text may be in another power than the value, a share in per cent. */
static double
step_shown(const ChartRow *row, const char *language)
{
    const char *mark = number_style(language)->decimal;
    g_autoptr(GString) digits = g_string_new(NULL);
    double shown = 0.0, step = 1.0;
    bool decimals = false;

    for (const char *at = row->value_text ? row->value_text : ""; *at; at++) {
        if (g_ascii_isdigit(*at)) {
            g_string_append_c(digits, *at);
            step /= decimals ? 10.0 : 1.0;
        } else if (!decimals && digits->len > 0 && g_str_has_prefix(at, mark)) {
            g_string_append_c(digits, '.');
            decimals = true;
        }
    }
    if (number_read(digits->str, digits->len, '.', &shown) == NUMBER_NONE || shown <= 0.0)
        return 0.0;
    return step * fabs(row->value) / shown;
}

/* Each of the parts and the total may be half a step off when they come from print. */
static bool
check_total(const ChartData *data, size_t i, double sum, size_t n_parts, GError **error)
{
    const ChartRow *row = &data->rows[i];
    double allowed = 0.5 * (double)(n_parts + 1) * step_shown(row, data->language);
    char sum_text[NUMBER_BUFFER], total_text[NUMBER_BUFFER];

    if (fabs(sum - row->value) <= allowed + 1e-9 * fabs(row->value))
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the parts above \"%s\" sum to %s, but its value is %s; correct the parts or the "
                "total",
                row->label ? row->label : "", number_write(sum, sum_text),
                number_write(row->value, total_text));
    return false;
}

static bool
place_bars(const ChartData *data, RowBar *bars, GError **error)
{
    double running = 0.0;
    size_t n_parts = 0;

    for (size_t i = 0; i < data->n_rows; i++) {
        const ChartRow *row = &data->rows[i];

        if (!isfinite(row->value)) {
            bars[i] = (RowBar){ .none = true, .from = running, .to = running };
        } else if (row->total) {
            if (n_parts > 0 && !check_total(data, i, running, n_parts, error))
                return false;
            bars[i] = (RowBar){ .to = row->value };
            running = row->value;
            n_parts = 1;
        } else {
            bars[i] = (RowBar){ .from = running, .to = running + row->value };
            running += row->value;
            n_parts++;
        }
        /* never across the baseline */
        bars[i].text_left =
            fmax(bars[i].from, bars[i].to) <= 0.0 && fmin(bars[i].from, bars[i].to) < 0.0;
        bars[i].connected = true;
    }
    return true;
}

static Scene *
waterfall_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_autofree RowBar *bars = g_new0(RowBar, data->n_rows);

    if (!place_bars(data, bars, error))
        return NULL;
    return rows_lay_out(data, bars, &style, width, text, error);
}

const Chart chart_waterfall = {
    .name = "waterfall",
    .summary = "parts that add up to a total, each from where the last ended",
    .rows = CHART_OF_PARTS,
    .noun = { "Waterfall chart", "Vattenfallsdiagram" },
    .lay_out = waterfall_lay_out,
};
