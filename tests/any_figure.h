/* SPDX-License-Identifier: GPL-3.0-or-later */
/* any_figure.h - an ordinary figure of any kind of chart, to be made hostile by tests. */
#pragma once

#include "plots/chart.h"

#include <math.h>
#include <string.h>

enum { ANY_ROWS = 64, ANY_SERIES = 6 };

/* A figure with all that it is made of. What a test changes, it changes in ROWS and VALUES. */
typedef struct {
    ChartData data;
    ChartRow rows[ANY_ROWS];
    ChartValue values[ANY_ROWS][ANY_SERIES];
    ChartSeries series[ANY_SERIES];
    const char *cells[ANY_ROWS][3];
    const char *heads[3];
    const char *notes[2];
} AnyFigure;

static const char *const any_names[] = { "Every time", "Yes, but not every time", "Never",
                                         "Only when asked for it" };
static const char *const any_counties[] = { "AB", "C", "D", "E" };
static const double any_shares[] = { 41.0, 27.0, 18.0, 9.0, 3.0, 2.0 };
static const char *const any_texts[] = { "41", "27", "18", "9", "3", "2" };

/* Places and densities of a hill. */
static const double any_curve[] = { 10.0, 0.0, 20.0, 0.05, 40.0, 0.0 };

static inline void
any_row(AnyFigure *figure, ChartRows rows, size_t i, size_t n)
{
    ChartRow *row = &figure->rows[i];
    size_t k = i % 4;

    *row = (ChartRow){ .label = any_names[k],
                       .value = any_shares[k],
                       .lower = NAN,
                       .upper = NAN,
                       .value_text = any_texts[k],
                       .n = 40.0,
                       .at = (double)i,
                       .to = (double)i + 1.0 };
    switch (rows) {
    case CHART_OF_PARTS: /* three of 10 and their sum */
        row->value = i + 1 < n ? 10.0 : 10.0 * (double)(n - 1);
        row->value_text = "10";
        row->total = i + 1 == n;
        break;
    case CHART_OF_SPANS:
        row->ends[0] = (ChartEnd){ 80.0 - (double)i, "80", "15 min", NULL };
        row->ends[1] = (ChartEnd){ 130.0 + (double)i, "130", "53 min", NULL };
        row->value = 50.0;
        row->value_text = "80 (15 min) – 130 (53 min)";
        row->cells = figure->cells[i];
        break;
    case CHART_OF_ESTIMATES:
        row->lower = row->value - 4.0;
        row->upper = row->value + 5.0;
        row->value_text = NULL;
        row->key = any_counties[k];
        row->cells = figure->cells[i];
        break;
    case CHART_OF_TABLE:
    case CHART_OF_PERIODS:
    case CHART_OF_OUTCOMES:
        row->values = figure->values[i];
        row->value_text = rows == CHART_OF_OUTCOMES ? any_texts[k] : NULL;
        break;
    case CHART_OF_BELIEFS:
        row->curve = any_curve;
        row->n_curve = 3;
        row->value = 20.0;
        row->lower = 14.0;
        row->upper = 31.0;
        break;
    case CHART_OF_CHECKS:
        row->derived = k == 1;
        row->cells = figure->cells[i];
        break;
    case CHART_OF_SHARES:
    case CHART_OF_CLASSES:
    case N_CHART_ROWS:
    default:
        break;
    }
    figure->cells[i][0] = "109";
    figure->cells[i][1] = any_texts[k];
    figure->cells[i][2] = "33–46";
    for (size_t j = 0; j < ANY_SERIES; j++)
        figure->values[i][j] = (ChartValue){ .value = any_shares[j],
                                             .lower = any_shares[j] - 1.0,
                                             .upper = any_shares[j] + 1.0,
                                             .text = any_texts[j],
                                             .residual = NAN };
}

/* How many rows an ordinary figure of KIND has. */
static inline size_t
any_size(const Chart *chart)
{
    return strcmp(chart->name, "slope") == 0 || strcmp(chart->name, "dumbbell") == 0 ? 2 : 4;
}

/* Fills FIGURE with N rows for CHART. */
static inline void
any_figure(AnyFigure *figure, const Chart *chart, size_t n)
{
    static const char *const names[ANY_SERIES] = { "Disagree strongly", "Disagree",
                                                   "Neither",           "Agree",
                                                   "Agree strongly",    "Don't know" };
    static const size_t n_columns[N_CHART_ROWS] = {
        [CHART_OF_SPANS] = 1, [CHART_OF_ESTIMATES] = 3, [CHART_OF_CHECKS] = 3
    };
    static const size_t n_series[N_CHART_ROWS] = {
        [CHART_OF_TABLE] = ANY_SERIES, [CHART_OF_PERIODS] = 2, [CHART_OF_OUTCOMES] = 3
    };

    memset(figure, 0, sizeof *figure);
    for (size_t i = 0; i < n; i++)
        any_row(figure, chart->rows, i, n);
    for (size_t k = 0; k < ANY_SERIES; k++)
        figure->series[k] = (ChartSeries){ names[k], k + 1 == ANY_SERIES };
    figure->heads[0] = "Count";
    figure->heads[1] = "Share";
    figure->heads[2] = "95% CI";
    figure->notes[0] = "Note. Made up.";
    figure->data =
        (ChartData){ .number = "Figure 1",
                     .title = "Was the municipality informed?",
                     .question = "Were you informed of it by the agency?",
                     .base = "Share of the 109 respondents, per cent",
                     .source = "Source: nobody.",
                     .notes = figure->notes,
                     .language = "en",
                     .rows = figure->rows,
                     .n_rows = n,
                     .heads = figure->heads,
                     .n_columns = n_columns[chart->rows],
                     .strong = chart->rows == CHART_OF_ESTIMATES ? 2 : 0,
                     .n_before = chart->rows == CHART_OF_ESTIMATES ? 1 : 0,
                     .baseline = chart->rows == CHART_OF_SPANS ? 100.0 : 0.0,
                     .baseline_text = chart->rows == CHART_OF_SPANS ? "Baseline 100" : NULL,
                     .framed = true };
    if (n_series[chart->rows] > 0) {
        figure->data.series = figure->series;
        figure->data.n_series = strcmp(chart->name, "grouped") == 0 ? 3 : n_series[chart->rows];
    }
}
