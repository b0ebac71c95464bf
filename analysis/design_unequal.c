/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_unequal.c - probabilities of the PSUs, held against what their rule needs. */
#include "analysis/design_state.h"

#include "datasets/error.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

static bool G_GNUC_PRINTF(2, 3) fail(GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "%s", text);
    return false;
}

/* Rounding in a file of fifteen digits, and more than that. */
static bool
differ(double a, double b)
{
    return fabs(a - b) > 1e-6 * fmax(fabs(a), fabs(b));
}

/* The matrix must be of the PSUs, in their order. */
static bool
check_matrix(const Design *design, GError **error)
{
    const Matrix *matrix = design->spec.joint_matrix;
    const char *name = design->spec.joint ? design->spec.joint : "joint probabilities";
    size_t n = design->probability->len;

    if (matrix->n_rows != n || matrix->n_columns != n)
        return fail(error,
                    "%s: %zu rows of %zu numbers, but the sample has %zu PSUs; the first line "
                    "names the columns, then follows a row a PSU in the order of the data",
                    name, matrix->n_rows, matrix->n_columns, n);
    for (size_t i = 0; i < n; i++) {
        double p = g_array_index(design->probability, double, i);

        if (differ(matrix->cells[i * n + i], p))
            return fail(error,
                        "%s: row %zu, column %zu is %g, but %s of that PSU is %g; the matrix must "
                        "be in the order of the data",
                        name, i + 1, i + 1, matrix->cells[i * n + i], design->spec.prob, p);
        for (size_t j = 0; j < i; j++) {
            double above = matrix->cells[j * n + i], below = matrix->cells[i * n + j];

            if (!(above > 0.0) || above > 1.0)
                return fail(error,
                            "%s: row %zu, column %zu is %g; two PSUs of one sample have a joint "
                            "probability above 0 and at most 1",
                            name, j + 1, i + 1, above);
            if (differ(above, below))
                return fail(error, "%s: row %zu, column %zu is %g, but %g the other way round",
                            name, j + 1, i + 1, above, below);
        }
    }
    return true;
}

static bool
read_sum(const char *text, double *sum)
{
    return number_read(text, strlen(text), '.', sum) == NUMBER_VALUE && *sum > 0.0;
}

/* The sum that is given for stratum H: "X", or "NAME=X". */
static bool
given_sum(const Design *design, size_t h, double *sum)
{
    const char *const *texts = design->spec.pps_sum;
    const char *name = stage_stratum(&design->stages[0], h)->name;
    size_t length = strlen(name);

    if (stage_n_strata(&design->stages[0]) == 1 && !texts[1] && read_sum(texts[0], sum))
        return true;
    for (; *texts; texts++)
        if (strncmp(*texts, name, length) == 0 && (*texts)[length] == '=')
            return read_sum(*texts + length + 1, sum);
    return false;
}

/* Of Hartley and Rao: the sum of squared probabilities over the population divided by n, which the
 * mean probability of the sample estimates. */
static bool
set_sums(Design *design, GError **error)
{
    const Stage *stage = &design->stages[0];

    design->pps_sum = g_new0(double, stage_n_strata(stage) + 1);
    for (size_t h = 0; h < stage_n_strata(stage); h++) {
        const double *p = design_probabilities(design, h);
        size_t n = stage->start[h + 1] - stage->start[h];

        if (design->spec.pps == PPS_HR && !given_sum(design, h, &design->pps_sum[h]))
            return fail(error,
                        "--pps-sum gives no positive number for stratum %s; give X, or for "
                        "several strata %s=X,...",
                        stage_stratum(stage, h)->name, stage_stratum(stage, h)->name);
        for (size_t c = 0; c < n && design->spec.pps == PPS_HR_SAMPLE; c++)
            design->pps_sum[h] += p[c] / (double)n;
    }
    return true;
}

bool
design_finish_unequal(Design *design, GError **error)
{
    const Stage *stage = &design->stages[0];
    size_t n = stage_n_units(stage);

    if (!design_is_unequal(design))
        return true;
    if (design->spec.joint_matrix && !check_matrix(design, error))
        return false;
    design->probabilities = g_new(double, n + 1);
    for (size_t p = 0; p < n; p++)
        design->probabilities[p] = g_array_index(design->probability, double, stage->order[p]);
    return set_sums(design, error);
}
