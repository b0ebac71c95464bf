/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.h - what the parts of `andel chart` have in common. */
#pragma once

#include "cli/survey.h"
#include "reports/figure_source.h"

typedef struct {
    SurveyOptions survey;
    char *title, *number, *base, *source, *tag;
    char **notes;
    char *unit, *classes, *neutral, *form;
    char **breaks, **provisional, **highlight;
    char *style, *print;
    double width, text_scale;
    int few, least, px;
    bool multi, zoom, reverse, free_scales, residuals;
    char *facet;
} ChartOptions;

/* FALSE and ERROR (ANDEL_ERROR_USAGE) for what CHART has not: a middle and a form, periods; and for
 * a middle and a form that there is not. Then these are QUESTION's. */
bool chart_check_scale(const Chart *chart, const ChartOptions *options, GError **error);
void chart_use_scale(const ChartOptions *options, FigureQuestion *question);
/* The texts of the options in place of those found; USED is what the numbers come from. */
void chart_use_options(FigureData *figure, const ChartOptions *options, const DataUsed *used,
                       const char *language);
/* Draws FIGURE into REPORT, with TABLE (taken over) as its numbers. FALSE and ERROR. */
bool chart_add_figure(Report *report, const Chart *chart, FigureData *figure, Table *table,
                      const ChartOptions *options, GError **error);

/* A chart whose rows come from a file of their own: published rates, a cost model. NULL and ERROR.
 */
Report *chart_of_file(const Chart *chart, const ChartOptions *options, char **arguments,
                      const CommonOptions *common, GError **error);
/* One from a result that was written as JSON. SOURCE is NULL for those of files. */
Report *chart_of_saved(const Chart *chart, const FigureSource *source, const ChartOptions *options,
                       char **arguments, const CommonOptions *common, GError **error);
