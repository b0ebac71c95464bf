/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/design_report.h"

#include "analysis/design_state.h"

#include <math.h>
#include <stdlib.h>

bool
design_is_declared(const DesignSpec *spec)
{
    return spec->sample || spec->weight || spec->count || spec->strata || spec->psu || spec->fpc ||
           spec->prob;
}

DesignReport *
design_report_new(const DesignSpec *spec, GError **error)
{
    static const ReplicateSpec none = { 0 };
    DesignSpec lenient = *spec;

    /* what these would stop at is told as a check */
    lenient.nest = true;
    lenient.singleton = SINGLETON_CERTAINTY;
    lenient.singleton_domain = false;
    lenient.replicates = none;
    Design *design = design_new(&lenient, error);
    if (!design)
        return NULL;

    DesignReport *report = g_new0(DesignReport, 1);
    report->spec = lenient;
    report->nest = spec->nest;
    report->design = design;
    report->checks = g_array_new(FALSE, FALSE, sizeof(DesignCheck));
    report->strings = g_string_chunk_new(256);
    report->row_weight = g_array_new(FALSE, FALSE, sizeof(double));
    report->row_unit = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    return report;
}

void
design_report_free(DesignReport *report)
{
    if (!report)
        return;
    design_free(report->design);
    g_free(report->stages);
    g_array_unref(report->checks);
    g_string_chunk_free(report->strings);
    g_array_unref(report->row_weight);
    g_array_unref(report->row_unit);
    g_free(report);
}

void
design_report_say(DesignReport *report, const char *check, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    DesignCheck found = { check, g_string_chunk_insert(report->strings, text) };
    g_array_append_val(report->checks, found);
}

bool
design_report_requests(const DesignReport *report, GArray *requests, GError **error)
{
    return design_requests(report->design, requests, error);
}

void
design_report_add(DesignReport *report, const Dataset *block)
{
    g_autoptr(GError) error = NULL;
    DesignRows rows = { 0 };

    if (report->fault)
        return;
    if (!design_add(report->design, block, &rows, &error)) {
        design_report_say(report, "fault", "%s", error->message);
        report->fault = true;
        return;
    }
    for (size_t i = 0; i < rows.n_rows; i++) {
        double weight = rows.weight ? rows.weight[i] : 1.0;

        if (rows.unit[i] == DESIGN_OUTSIDE)
            continue;
        g_array_append_val(report->row_weight, weight);
        g_array_append_val(report->row_unit, rows.unit[i]);
    }
}

static int
by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Sorts VALUES [n]. */
static double
median(double *values, size_t n)
{
    qsort(values, n, sizeof *values, by_value);
    if (n == 0)
        return NAN;
    return n % 2 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
}

static void
report_stage(StageReport *report, const Stage *stage)
{
    size_t n = stage_n_strata(stage);
    g_autofree double *units = g_new(double, n + 1);

    report->strata = stage->stratum_name;
    report->unit = stage->unit_name;
    report->fpc = stage->fpc_name;
    report->n_strata = n;
    for (size_t h = 0; h < n; h++) {
        units[h] = stage_stratum(stage, h)->n;
        report->n_units += units[h];
    }
    report->median = median(units, n);
    report->least = n > 0 ? units[0] : NAN;
    report->greatest = n > 0 ? units[n - 1] : NAN;
}

static void
report_weights(DesignReport *report)
{
    WeightReport *weights = &report->weights;
    const double *factor = design_factor(report->design);
    size_t n = weights->n = report->row_weight->len;
    double *weight = (double *)(gpointer)report->row_weight->data, squares = 0.0;

    for (size_t i = 0; i < n; i++) {
        if (factor)
            weight[i] *= factor[g_array_index(report->row_unit, uint32_t, i)];
        weights->sum += weight[i];
        weights->n_zero += weight[i] == 0.0;
    }
    weights->mean = weights->sum / (double)n;
    for (size_t i = 0; i < n; i++)
        squares += (weight[i] - weights->mean) * (weight[i] - weights->mean);
    weights->cv = sqrt(squares / (double)n) / weights->mean;
    weights->kish = 1.0 + weights->cv * weights->cv;
    weights->effective = (double)n / weights->kish;

    g_autofree double *sorted = g_new(double, n + 1);
    for (size_t i = 0; i < n; i++)
        sorted[i] = weight[i];
    weights->median = median(sorted, n);
    weights->least = n > 0 ? sorted[0] : NAN;
    weights->greatest = n > 0 ? sorted[n - 1] : NAN;
}

void
design_report_finish(DesignReport *report)
{
    g_autoptr(GError) error = NULL;
    Design *design = report->design;

    if (report->fault)
        return;
    if (!design_finish(design, &error)) {
        design_report_say(report, "fault", "%s", error->message);
        report->fault = true;
        return;
    }
    report->n_stages = design->n_stages;
    report->stages = g_new0(StageReport, report->n_stages);
    for (size_t s = 0; s < report->n_stages; s++)
        report_stage(&report->stages[s], &design->stages[s]);
    report->strata = design_strata(design, &report->n_strata);
    report->weighted = report->spec.weight || report->spec.prob || design_factor(design);
    if (report->weighted)
        report_weights(report);
    design_report_check(report);
}
