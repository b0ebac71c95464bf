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
    GArray *roots;       /* of double: rows of m whose products the matrix is the sum of */
} Work;

/* A stratum and the units in it. */
typedef struct {
    const Stratum *stratum;
    const size_t *start; /* [n + 1] in the order of the design */
    size_t n;
    const double *probability; /* [n] of each unit; NULL: none */
    StratumRule rule;
} Group;

/* Of stratum H, which is then the one in hand. */
static Group
group_of(const Work *work, const Stratum *stratum, size_t h)
{
    Group group = { .stratum = stratum, .rule = stratum_rule(work->design, stratum) };

    scores_forget(work->scores);
    group.start = design_stage_units(work->design, work->stage, h, &group.n);
    if (work->stage == 0 && (group.probability = design_probabilities(work->design, h)))
        group.rule.scale = group.n > 1 ? (double)group.n / ((double)group.n - 1.0) : 1.0;
    return group;
}

static ScoreList
list_of(Work *work, const Group *group, size_t c)
{
    return scores_list(work->scores, c, work->order + group->start[c],
                       group->start[c + 1] - group->start[c]);
}

/* Sum of the scores of the units of GROUP into SUM [m]. */
static void
add_scores(Work *work, const Group *group, double *sum)
{
    for (size_t c = 0; c < group->n; c++) {
        ScoreList scores = list_of(work, group, c);

        for (size_t k = 0; k < scores.n; k++)
            sum[scores.estimate[k]] += scores.value[k];
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
    size_t m = work->scores->m;
    double *restrict squares = work->work, *restrict held = work->held, all = 0.0;
    const double *restrict mean = work->mean;

    memset(squares, 0, m * sizeof *squares);
    memset(held, 0, m * sizeof *held);
    for (size_t c = 0; c < group->n; c++) {
        double weight = group->probability ? 1.0 - group->probability[c] : 1.0;

        ScoreList scores = list_of(work, group, c);

        all += weight;
        for (size_t k = 0; k < scores.n; k++) {
            uint32_t e = scores.estimate[k];
            double distance = scores.value[k] - mean[e];

            squares[e] += weight * distance * distance;
            held[e] += weight;
        }
    }
    for (size_t e = 0; e < m; e++) {
        double factor = group->rule.scale * (work->scale ? work->scale[e] : 1.0);
        double rest = (all - held[e]) * mean[e] * mean[e];

        if (!passed_over(work, e))
            work->variance[e] += factor * (squares[e] + rest);
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

/* The distances of unit C of GROUP from the mean, as far as they count. */
static void
set_distances(Work *work, const Group *group, size_t c, double *distance)
{
    ScoreList scores = list_of(work, group, c);
    size_t m = work->scores->m;

    for (size_t e = 0; e < m; e++)
        distance[e] = -work->mean[e];
    for (size_t k = 0; k < scores.n; k++)
        distance[scores.estimate[k]] += scores.value[k];
    for (size_t e = 0; e < m && work->scale; e++)
        distance[e] *= sqrt(work->scale[e]);
    for (size_t e = 0; e < m && work->lone; e++)
        if (passed_over(work, e))
            distance[e] = 0.0;
}

static void
add_products(Work *work, const Group *group)
{
    double *distance = work->work;
    size_t m = work->scores->m;

    for (size_t c = 0; c < group->n; c++) {
        double weight = group->probability ? 1.0 - group->probability[c] : 1.0;

        set_distances(work, group, c, distance);
        for (size_t a = 0; a < m; a++) {
            double factor = weight * group->rule.scale * distance[a];

            if (factor != 0.0)
                add_scaled(work->matrix + a * m + a, factor, distance + a, m - a);
        }
    }
}

/* The distances of each unit times the root of what they count. */
static void
add_roots(Work *work, const Group *group)
{
    for (size_t c = 0; c < group->n; c++) {
        double weight = group->probability ? 1.0 - group->probability[c] : 1.0;
        double root = sqrt(weight * group->rule.scale);

        set_distances(work, group, c, work->work);
        for (size_t e = 0; e < work->scores->m; e++)
            work->work[e] *= root;
        g_array_append_vals(work->roots, work->work, (guint)work->scores->m);
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
    if (work->roots)
        add_roots(work, &group);
    else if (work->matrix)
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

bool
clusters_paired(const Design *design)
{
    PpsMethod pps = design_spec(design)->pps;

    return pps != PPS_NONE && pps != PPS_WR && pps != PPS_BREWER;
}

void
clusters_variance(const Totals *totals, const Design *design, const Sparse *sums,
                  const Sparse *gradient, const double *scale, const Lone *lone, double *variance,
                  double *matrix, GArray *roots)
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
                  .matrix = matrix,
                  .roots = roots };

    for (work.stage = 0; work.stage < design_stages(design); work.stage++) {
        const Stratum *strata = design_stage_strata(design, work.stage, &n_strata);

        work.scale = scale ? scale + work.stage * m : NULL;
        if (design_spec(design)->singleton == SINGLETON_ADJUST)
            find_mean(&work, strata, n_strata);
        bool paired = work.stage == 0 && clusters_paired(design);

        if (paired)
            unequal_variance(&scores, design, work.scale, variance, matrix);
        for (size_t h = 0; h < n_strata; h++)
            if (!paired || strata[h].singleton)
                add_stratum(&work, &strata[h], h);
        work.n_before += n_strata;
    }
    scores_clear(&scores);
}
