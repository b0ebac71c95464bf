/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_clusters.c - through the score of each sampling unit, stage by stage. */
#include "analysis/variance_state.h"

#include <math.h>
#include <string.h>

/* One stage in work. */
typedef struct {
    const Design *design;
    Scores *scores;
    const uint32_t *order;
    size_t stage;
    const double *scale; /* [m]; NULL: 1 */
    const Lone *lone;    /* NULL: no rule looks at the domain */
    size_t n_before;     /* strata of earlier stages */
    double *mean_all;    /* [m] over all units of the stage */
    double *mean, *work; /* [m] */
    double *held;        /* [m] weight of the units that were visited */
    double *variance;    /* [m] */
    double *matrix;      /* [m * m] */
} Work;

/* A stratum and the units in it. */
typedef struct {
    const Stratum *stratum;
    const size_t *start; /* [n + 1] in the order of the design */
    size_t n;
    const double *probability; /* [n] of each unit; NULL: none */
    StratumRule rule;
} Group;

static Group
group_of(const Work *work, const Stratum *stratum, size_t h)
{
    Group group = { .stratum = stratum, .rule = stratum_rule(work->design, stratum) };

    group.start = design_stage_units(work->design, work->stage, h, &group.n);
    if (work->stage == 0 && (group.probability = design_probabilities(work->design, h)))
        group.rule.scale = group.n > 1 ? (double)group.n / ((double)group.n - 1.0) : 1.0;
    return group;
}

static void
take(Work *work, const Group *group, size_t c)
{
    scores_take(work->scores, work->order + group->start[c], group->start[c + 1] - group->start[c]);
}

/* Sum of the scores of the units of GROUP into SUM [m]. */
static void
add_scores(Work *work, const Group *group, double *sum)
{
    const Scores *scores = work->scores;

    for (size_t c = 0; c < group->n; c++) {
        take(work, group, c);
        for (size_t k = 0; k < scores->estimates.n; k++)
            sum[scores->estimates.list[k]] += scores->z[scores->estimates.list[k]];
    }
}

/* Whether estimate E has one unit in the stratum in hand, and nothing to show for it. */
static bool
passed_over(const Work *work, size_t e)
{
    return work->lone && work->lone->lone[e] &&
           design_spec(work->design)->singleton == SINGLETON_AVERAGE;
}

/* A stratum's squares around the mean; scores of 0, of units without members, are counted, not
 * visited. Each unit weighs 1, or what its own probability leaves to chance: Brewer (1975),
 * Austral. J. Statist. 17, 166-172. */
static void
add_squares(Work *work, const Group *group)
{
    const Scores *scores = work->scores;
    double *squares = work->work, all = 0.0;

    memset(squares, 0, scores->m * sizeof *squares);
    memset(work->held, 0, scores->m * sizeof *work->held);
    for (size_t c = 0; c < group->n; c++) {
        double weight = group->probability ? 1.0 - group->probability[c] : 1.0;

        all += weight;
        take(work, group, c);
        for (size_t k = 0; k < scores->estimates.n; k++) {
            uint32_t e = scores->estimates.list[k];
            double distance = scores->z[e] - work->mean[e];

            squares[e] += weight * distance * distance;
            work->held[e] += weight;
        }
    }
    for (size_t e = 0; e < scores->m; e++) {
        double factor = group->rule.scale * (work->scale ? work->scale[e] : 1.0);
        double rest = (all - work->held[e]) * work->mean[e] * work->mean[e];

        if (!passed_over(work, e))
            work->variance[e] += factor * (squares[e] + rest);
    }
}

static void
add_products(Work *work, const Group *group)
{
    const Scores *scores = work->scores;
    double *distance = work->work;
    size_t m = scores->m;

    for (size_t c = 0; c < group->n; c++) {
        double weight = group->probability ? 1.0 - group->probability[c] : 1.0;

        take(work, group, c);
        for (size_t e = 0; e < m; e++) {
            distance[e] = passed_over(work, e) ? 0.0 : scores->z[e] - work->mean[e];
            if (work->scale)
                distance[e] *= sqrt(work->scale[e]);
        }
        for (size_t a = 0; a < m; a++) {
            double factor = weight * group->rule.scale * distance[a];

            if (factor == 0.0)
                continue;
            for (size_t b = a; b < m; b++)
                work->matrix[a * m + b] += factor * distance[b];
        }
    }
}

/* Marks, or unmarks, the estimates that the domain leaves with one unit in stratum H. */
static void
mark_lone(const Work *work, size_t h, bool mark)
{
    size_t n_sums, n;
    const SparsePart *sums = sparse_row(work->lone->strata, work->n_before + h, &n_sums);

    for (size_t s = 0; s < n_sums; s++) {
        const SparsePart *estimates = sparse_row(work->lone->of_sum, sums[s].column, &n);

        for (size_t e = 0; e < n; e++) {
            work->lone->lone[estimates[e].column] = mark;
            if (mark && design_spec(work->design)->singleton == SINGLETON_ADJUST)
                work->mean[estimates[e].column] = work->mean_all[estimates[e].column];
        }
    }
}

static void
add_stratum(Work *work, const Stratum *stratum, size_t h)
{
    size_t m = work->scores->m;
    Group group = group_of(work, stratum, h);

    if (group.rule.skip)
        return;
    if (group.rule.centre_all) {
        memcpy(work->mean, work->mean_all, m * sizeof *work->mean);
    } else {
        memset(work->mean, 0, m * sizeof *work->mean);
        add_scores(work, &group, work->mean);
        for (size_t e = 0; e < m; e++)
            work->mean[e] /= (double)group.n;
    }
    if (work->lone)
        mark_lone(work, h, true);
    if (work->matrix)
        add_products(work, &group);
    else
        add_squares(work, &group);
    if (work->lone)
        mark_lone(work, h, false);
}

static void
find_mean(Work *work, const Stratum *strata, size_t n_strata)
{
    double n = 0.0;

    memset(work->mean_all, 0, work->scores->m * sizeof *work->mean_all);
    for (size_t h = 0; h < n_strata; h++) {
        Group group = group_of(work, &strata[h], h);

        add_scores(work, &group, work->mean_all);
        n += (double)group.n;
    }
    for (size_t e = 0; e < work->scores->m; e++)
        work->mean_all[e] /= n;
}

/* Strata whose units are held against each other by pairs of probabilities. */
static bool
is_paired(const Work *work)
{
    PpsMethod pps = design_spec(work->design)->pps;

    return work->stage == 0 && pps != PPS_NONE && pps != PPS_WR && pps != PPS_BREWER;
}

void
clusters_variance(const Totals *totals, const Design *design, const Sparse *sums,
                  const Sparse *gradient, const double *scale, const Lone *lone, double *variance,
                  double *matrix)
{
    size_t m = sparse_rows(gradient), n_strata;
    Scores scores = scores_new(totals, sums, gradient);
    g_autofree double *room = g_new0(double, 4 * m + 1);
    Work work = { .design = design,
                  .scores = &scores,
                  .order = design_order(design),
                  .lone = lone,
                  .mean_all = room,
                  .mean = room + m,
                  .work = room + 2 * m,
                  .held = room + 3 * m,
                  .variance = variance,
                  .matrix = matrix };

    for (work.stage = 0; work.stage < design_stages(design); work.stage++) {
        const Stratum *strata = design_stage_strata(design, work.stage, &n_strata);

        work.scale = scale ? scale + work.stage * m : NULL;
        if (design_spec(design)->singleton == SINGLETON_ADJUST)
            find_mean(&work, strata, n_strata);
        if (is_paired(&work))
            unequal_variance(&scores, design, work.scale, variance, matrix);
        for (size_t h = 0; h < n_strata; h++)
            if (!is_paired(&work) || strata[h].singleton)
                add_stratum(&work, &strata[h], h);
        work.n_before += n_strata;
    }
    scores_clear(&scores);
}
