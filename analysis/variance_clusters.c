/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_clusters.c - through the score of each sampling unit, stage by stage. Threads take a
 * stratum each; what strata add is added in their order, so that the answer is the same by any
 * number of threads. */
#include "analysis/variance_stratum.h"

#include <math.h>
#include <string.h>

/* Strata that are in work together, for each thread; and doubles of distances of one of them, of
 * larger ones a unit at a time is taken. */
enum { STRATA = 8, MOST_DISTANCES = 1 << 15, MOST_SQUARES = 1 << 17 };

/* A stratum that was worked out. */
typedef struct {
    double *squares;   /* [m] what it adds; or, for the matrix, */
    double *distances; /* [n][m] of its units */
    double *factors;   /* [n] of their products */
    size_t n;          /* 0: it adds nothing */
} Part;

typedef struct {
    Stage stage;
    Workers *workers;
    Lane *lanes; /* [n_lanes] */
    size_t n_lanes, m;
    const Stratum *strata; /* of the stage */
    size_t first;          /* stratum that part 0 is */
    Part *parts;           /* [n_parts] in work */
    size_t n_parts, room;  /* .room is for how many */
    double *mean_all;      /* [m] */
    double *variance;      /* [m]; NULL: the matrix */
    double *matrix;        /* [m * m]; NULL: */
    GArray *roots;         /* of double: rows of m whose products the matrix is the sum of */
} Work;

bool
clusters_paired(const Design *design)
{
    PpsMethod pps = design_spec(design)->pps;

    return pps != PPS_NONE && pps != PPS_WR && pps != PPS_BREWER;
}

static bool
is_paired(const Work *work)
{
    return work->stage.stage == 0 && clusters_paired(work->stage.design);
}

/* Marks, or unmarks, the estimates that the domain leaves with one unit in stratum H. */
static void
mark_lone(const Stage *stage, Lane *lane, size_t h, bool mark)
{
    size_t n_sums, n;
    const SparsePart *sums = sparse_row(stage->lone->strata, stage->n_before + h, &n_sums);

    for (size_t s = 0; s < n_sums; s++) {
        const SparsePart *estimates = sparse_row(stage->lone->of_sum, sums[s].column, &n);

        for (size_t e = 0; e < n; e++) {
            stage->lone->lone[estimates[e].column] = mark;
            if (mark && design_spec(stage->design)->singleton == SINGLETON_ADJUST)
                lane->mean[estimates[e].column] = stage->mean_all[estimates[e].column];
        }
    }
}

/* TO += FACTOR x VALUES; two at a time with the registers that every x86-64 has. */
static inline void
add_scaled(double *restrict to, double factor, const double *restrict values, size_t n)
{
    size_t k = 0;

    for (; k + 4 <= n; k += 4) {
        to[k] += factor * values[k];
        to[k + 1] += factor * values[k + 1];
        to[k + 2] += factor * values[k + 2];
        to[k + 3] += factor * values[k + 3];
    }
    for (; k < n; k++)
        to[k] += factor * values[k];
}

/* Rows FIRST to END of the products of the DISTANCE [m] of one unit. */
static void
add_products(const Work *work, size_t first, size_t end, double factor, const double *distance)
{
    size_t m = work->m;

    for (size_t a = first; a < end; a++)
        if (factor * distance[a] != 0.0)
            add_scaled(work->matrix + a * m + a, factor * distance[a], distance + a, m - a);
}

/* Adds what GROUP, of too many units to be kept, has to the matrix. */
static void
add_large(Work *work, Lane *lane, const Group *group)
{
    for (size_t c = 0; c < group->n; c++) {
        double factor = group_distances(&work->stage, lane, group, c, lane->work);

        add_products(work, 0, work->m, factor, lane->work);
    }
}

/* The distances of each unit times the root of what they count. */
static void
add_roots(Work *work, Lane *lane, const Group *group)
{
    for (size_t c = 0; c < group->n; c++) {
        double root = sqrt(group_distances(&work->stage, lane, group, c, lane->work));

        for (size_t e = 0; e < work->m; e++)
            lane->work[e] *= root;
        g_array_append_vals(work->roots, lane->work, (guint)work->m);
    }
}

static void
take_part(Work *work, Lane *lane, const Group *group, Part *part)
{
    if (work->variance) {
        part->n = 1;
        group_squares(&work->stage, lane, group, part->squares);
        return;
    }
    if (work->roots) { /* there is one lane, which takes them in their order */
        add_roots(work, lane, group);
        return;
    }
    part->n = group->n;
    if (part->n * work->m > MOST_DISTANCES) { /* it is alone in work */
        part->n = 0;
        add_large(work, lane, group);
        return;
    }
    for (size_t c = 0; c < part->n; c++)
        part->factors[c] =
            group_distances(&work->stage, lane, group, c, part->distances + c * work->m);
}

/* Works out part K with LANE. */
static void
work_out(Work *work, Lane *lane, size_t k)
{
    size_t h = work->first + k;
    Part *part = &work->parts[k];
    const Stage *stage = &work->stage;

    part->n = 0;
    if (is_paired(work) && !work->strata[h].singleton)
        return;
    Group group = group_of(stage, lane, &work->strata[h], h);
    if (group.rule.skip)
        return;
    group_find_mean(stage, lane, &group);
    if (stage->lone)
        mark_lone(stage, lane, h, true);
    take_part(work, lane, &group, part);
    if (stage->lone)
        mark_lone(stage, lane, h, false);
}

/* Every n-th part, with a lane of its own. */
static void
run_lane(void *user, size_t lane)
{
    Work *work = user;

    for (size_t k = lane; k < work->n_parts; k += work->n_lanes)
        work_out(work, &work->lanes[lane], k);
}

/* Rows of the matrix of thread BAND: as many products as the others have. */
static void
add_band(void *user, size_t band)
{
    const Work *work = user;
    double m = (double)work->m, bands = (double)work->n_lanes;
    size_t first = (size_t)(m * (1.0 - sqrt(1.0 - (double)band / bands)));
    size_t end = band + 1 == work->n_lanes
                     ? work->m
                     : (size_t)(m * (1.0 - sqrt(1.0 - (double)(band + 1) / bands)));

    for (size_t k = 0; k < work->n_parts; k++)
        for (size_t c = 0; c < work->parts[k].n; c++)
            add_products(work, first, end, work->parts[k].factors[c],
                         work->parts[k].distances + c * work->m);
}

static void
add_parts(Work *work)
{
    if (work->matrix) {
        workers_run(work->workers, add_band, work, work->n_lanes);
        return;
    }
    for (size_t k = 0; k < work->n_parts; k++)
        for (size_t e = 0; e < work->m && work->parts[k].n > 0; e++)
            work->variance[e] += work->parts[k].squares[e];
}

/* How many strata from FIRST on, of N, are taken together: a large one alone. */
static size_t
parts_from(const Work *work, size_t first, size_t n)
{
    size_t n_parts = 0, units;

    while (n_parts < work->room && first + n_parts < n) {
        design_stage_units(work->stage.design, work->stage.stage, first + n_parts, &units);
        if (work->matrix && units * work->m > MOST_DISTANCES)
            return MAX(n_parts, 1);
        n_parts++;
    }
    return n_parts;
}

static void
add_strata(Work *work, size_t n_strata)
{
    for (work->first = 0; work->first < n_strata; work->first += work->n_parts) {
        work->n_parts = parts_from(work, work->first, n_strata);
        workers_run(work->workers, run_lane, work, MIN(work->n_lanes, work->n_parts));
        add_parts(work);
    }
}

static void
find_mean(Work *work, size_t n_strata)
{
    double n = 0.0;

    memset(work->mean_all, 0, work->m * sizeof *work->mean_all);
    for (size_t h = 0; h < n_strata; h++) {
        Group group = group_of(&work->stage, &work->lanes[0], &work->strata[h], h);

        group_add_scores(&work->stage, &work->lanes[0], &group, work->mean_all);
        n += (double)group.n;
    }
    for (size_t e = 0; e < work->m; e++)
        work->mean_all[e] /= n;
}

static void
work_begin(Work *work, const Totals *totals, const Sparse *sums, const Sparse *gradient)
{
    size_t m = work->m = sparse_rows(gradient);

    work->workers = totals_workers(totals);
    /* what is marked of lone units is one for all, and roots are a list */
    work->n_lanes = work->stage.lone || work->roots ? 1 : lanes_for(totals, work->stage.design, m);
    work->lanes = g_new0(Lane, work->n_lanes);
    for (size_t l = 0; l < work->n_lanes; l++) {
        Lane *lane = &work->lanes[l];

        lane->scores =
            l == 0 ? scores_new(totals, sums, gradient) : scores_fellow(&work->lanes[0].scores);
        lane->mean = g_new(double, 3 * m + 1);
        lane->work = lane->mean + m;
        lane->held = lane->work + m;
    }
    work->room =
        work->n_lanes > 1 ? CLAMP(MOST_SQUARES / (m + 1), 1, (size_t)STRATA) * work->n_lanes : 1;
    work->parts = g_new0(Part, work->room);
    for (size_t k = 0; k < work->room; k++) {
        work->parts[k].squares = work->variance ? g_new(double, m + 1) : NULL;
        work->parts[k].distances = work->matrix ? g_new(double, MOST_DISTANCES + m) : NULL;
        work->parts[k].factors =
            work->matrix ? g_new(double, MOST_DISTANCES / MAX(m, 1) + 1) : NULL;
    }
}

static void
work_clear(Work *work)
{
    for (size_t l = work->n_lanes; l-- > 0;) {
        scores_clear(&work->lanes[l].scores);
        g_free(work->lanes[l].mean);
    }
    for (size_t k = 0; k < work->room; k++) {
        g_free(work->parts[k].squares);
        g_free(work->parts[k].distances);
        g_free(work->parts[k].factors);
    }
    g_free(work->lanes);
    g_free(work->parts);
}

void
clusters_variance(const Totals *totals, const Design *design, const Sparse *sums,
                  const Sparse *gradient, const double *scale, const Lone *lone, double *variance,
                  double *matrix, GArray *roots)
{
    size_t n_strata;
    g_autofree double *mean_all = g_new0(double, sparse_rows(gradient) + 1);
    Work work = { .stage = { .design = design,
                             .order = design_order(design),
                             .lone = lone,
                             .mean_all = mean_all },
                  .mean_all = mean_all,
                  .variance = variance,
                  .matrix = matrix,
                  .roots = roots };
    Stage *stage = &work.stage;

    work_begin(&work, totals, sums, gradient);
    for (; stage->stage < design_stages(design); stage->stage++) {
        work.strata = design_stage_strata(design, stage->stage, &n_strata);
        stage->scale = scale ? scale + stage->stage * work.m : NULL;
        if (design_spec(design)->singleton == SINGLETON_ADJUST)
            find_mean(&work, n_strata);
        if (is_paired(&work))
            unequal_variance(&work.lanes[0].scores, design, stage->scale, variance, matrix);
        add_strata(&work, n_strata);
        stage->n_before += n_strata;
    }
    work_clear(&work);
}
