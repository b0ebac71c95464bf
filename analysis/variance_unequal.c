/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_unequal.c - PSUs drawn with unequal probabilities p, through those of their pairs.
 *
 * With d_ij = 1 - p_i p_j / p_ij, d_ii = 1 - p_i, and z the scores (values over p):
 * Horvitz and Thompson (1952), JASA 47, 663-685: V = sum sum d_ij z_i z_j, which may be negative;
 * Yates and Grundy (1953), JRSS B 15, 253-261: V = -1/2 sum sum d_ij (z_i - z_j)^2.
 * Without joint probabilities, Horvitz and Thompson's form within strata of n PSUs with
 * d_ij = 1 - (n - (p_i + p_j) / 2) / (n - 1), Overton (1985), and
 * d_ij = 1 - (n - p_i - p_j + S) / (n - 1), S = sum of p^2 over the population / n, Hartley and Rao
 * (1962), Ann. Math. Statist. 33, 350-374, truncated. (R survey sets the latter to 0 where p_i +
 * p_j is exactly 1; that is not done here.) */
#include "analysis/variance_state.h"

#include <math.h>

/* Scores of the PSUs of a stratum, or of all: z [m * n], an estimate a line. */
typedef struct {
    size_t n, m;
    double *z;
    const double *p; /* [n] */
} Table;

/* Puts PSUs C of stratum H at AT. */
static size_t
take_stratum(Scores *scores, const Design *design, size_t h, Table *table, size_t at)
{
    const uint32_t *order = design_order(design);
    size_t n;
    const size_t *start = design_stage_units(design, 0, h, &n);

    for (size_t c = 0; c < n; c++) {
        scores_take(scores, order + start[c], start[c + 1] - start[c]);
        for (size_t e = 0; e < table->m; e++)
            table->z[e * table->n + at + c] = scores->z[e];
    }
    return n;
}

/* Adds FORM, a bilinear form of two estimates, to what is wanted. */
typedef double (*Form)(const Table *table, size_t a, size_t b, gconstpointer user);

static void
add_form(const Table *table, Form form, gconstpointer user, const double *scale, double *variance,
         double *matrix)
{
    size_t m = table->m;

    for (size_t a = 0; a < m; a++) {
        if (variance)
            variance[a] += (scale ? scale[a] : 1.0) * form(table, a, a, user);
        for (size_t b = a; b < m && matrix; b++)
            matrix[a * m + b] +=
                (scale ? sqrt(scale[a] * scale[b]) : 1.0) * form(table, a, b, user);
    }
}

/* d_ij = constant + slope (p_i + p_j) for i != j. */
typedef struct {
    double constant, slope;
} Plane;

/* By sums alone: sum over i != j of z_i z_j and of (p_i + p_j) z_i z_j. */
static double
plane_form(const Table *table, size_t a, size_t b, gconstpointer user)
{
    const Plane *plane = user;
    const double *x = table->z + a * table->n, *y = table->z + b * table->n;
    double sx = 0.0, sy = 0.0, sxy = 0.0, px = 0.0, py = 0.0, pxy = 0.0;

    for (size_t i = 0; i < table->n; i++) {
        double p = table->p[i];

        sx += x[i];
        sy += y[i];
        sxy += x[i] * y[i];
        px += p * x[i];
        py += p * y[i];
        pxy += p * x[i] * y[i];
    }
    return (sxy - pxy) + plane->constant * (sx * sy - sxy) +
           plane->slope * (px * sy + sx * py - 2.0 * pxy);
}

static void
add_planes(Scores *scores, const Design *design, const double *scale, double *variance,
           double *matrix)
{
    bool overton = design_spec(design)->pps == PPS_OVERTON;
    size_t n_strata;
    const Stratum *strata = design_strata(design, &n_strata);

    for (size_t h = 0; h < n_strata; h++) {
        double n = strata[h].n;

        if (n <= 1.0)
            continue;
        g_autofree double *z = g_new(double, (size_t)n * scores->m + 1);
        Table table = { (size_t)n, scores->m, z, design_probabilities(design, h) };
        Plane plane = { -(overton ? 1.0 : 1.0 + design_pps_sum(design, h)) / (n - 1.0),
                        (overton ? 0.5 : 1.0) / (n - 1.0) };
        take_stratum(scores, design, h, &table, 0);
        add_form(&table, plane_form, &plane, scale, variance, matrix);
    }
}

/* The matrix of joint probabilities, its lines by PSU of the tree. */
typedef struct {
    const Matrix *joint;
    const uint32_t *met;
    bool differences; /* Yates and Grundy's form */
} Joint;

static double
joint_form(const Table *table, size_t a, size_t b, gconstpointer user)
{
    const Joint *joint = user;
    const double *x = table->z + a * table->n, *y = table->z + b * table->n;
    size_t n = table->n;
    double sum = 0.0;

    for (size_t i = 0; i < n; i++) {
        const double *line = joint->joint->cells + joint->met[i] * n;

        if (!joint->differences)
            sum += (1.0 - table->p[i]) * x[i] * y[i];
        for (size_t j = 0; j < i; j++) {
            double d = 1.0 - table->p[i] * table->p[j] / line[joint->met[j]];

            if (joint->differences)
                sum -= d * (x[i] - x[j]) * (y[i] - y[j]);
            else
                sum += d * (x[i] * y[j] + x[j] * y[i]);
        }
    }
    return sum;
}

void
unequal_variance(Scores *scores, const Design *design, const double *scale, double *variance,
                 double *matrix)
{
    const DesignSpec *spec = design_spec(design);
    size_t n_strata, n = (size_t)design_n_psu(design), at = 0;

    if (spec->pps != PPS_HT && spec->pps != PPS_YG) {
        add_planes(scores, design, scale, variance, matrix);
        return;
    }
    g_autofree double *z = g_new(double, n * scores->m + 1);
    Table table = { n, scores->m, z, design_probabilities(design, 0) };
    Joint joint = { spec->joint_matrix, design_met(design), spec->pps == PPS_YG };
    design_strata(design, &n_strata);
    for (size_t h = 0; h < n_strata; h++)
        at += take_stratum(scores, design, h, &table, at);
    add_form(&table, joint_form, &joint, scale, variance, matrix);
}
