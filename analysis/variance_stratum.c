/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/variance_stratum.h"

#include <math.h>
#include <string.h>

Group
group_of(const Stage *stage, Lane *lane, const Stratum *stratum, size_t h)
{
    Group group = { .stratum = stratum, .rule = stratum_rule(stage->design, stratum) };

    scores_forget(&lane->scores);
    group.start = design_stage_units(stage->design, stage->stage, h, &group.n);
    if (stage->stage == 0 && (group.probability = design_probabilities(stage->design, h)))
        group.rule.scale = group.n > 1 ? (double)group.n / ((double)group.n - 1.0) : 1.0;
    return group;
}

static ScoreList
list_of(const Stage *stage, Lane *lane, const Group *group, size_t c)
{
    return scores_list(&lane->scores, c, stage->order + group->start[c],
                       group->start[c + 1] - group->start[c]);
}

static double
weight_of(const Group *group, size_t c)
{
    return group->probability ? 1.0 - group->probability[c] : 1.0;
}

void
group_add_scores(const Stage *stage, Lane *lane, const Group *group, double *sum)
{
    for (size_t c = 0; c < group->n; c++) {
        ScoreList scores = list_of(stage, lane, group, c);

        for (size_t k = 0; k < scores.n; k++)
            sum[scores.estimate[k]] += scores.value[k];
    }
}

void
group_find_mean(const Stage *stage, Lane *lane, const Group *group)
{
    size_t m = lane->scores.m;

    if (group->rule.centre_all) {
        memcpy(lane->mean, stage->mean_all, m * sizeof *lane->mean);
        return;
    }
    memset(lane->mean, 0, m * sizeof *lane->mean);
    group_add_scores(stage, lane, group, lane->mean);
    for (size_t e = 0; e < m; e++)
        lane->mean[e] /= (double)group->n;
}

/* Whether estimate E has one unit in the stratum in hand, and nothing to show for it. */
static bool
passed_over(const Stage *stage, size_t e)
{
    return stage->lone && stage->lone->lone[e] &&
           design_spec(stage->design)->singleton == SINGLETON_AVERAGE;
}

void
group_squares(const Stage *stage, Lane *lane, const Group *group, double *to)
{
    size_t m = lane->scores.m;
    double *restrict squares = lane->work, *restrict held = lane->held, all = 0.0;
    const double *restrict mean = lane->mean;

    memset(squares, 0, m * sizeof *squares);
    memset(held, 0, m * sizeof *held);
    for (size_t c = 0; c < group->n; c++) {
        double weight = weight_of(group, c);
        ScoreList scores = list_of(stage, lane, group, c);

        all += weight;
        for (size_t k = 0; k < scores.n; k++) {
            uint32_t e = scores.estimate[k];
            double distance = scores.value[k] - mean[e];

            squares[e] += weight * distance * distance;
            held[e] += weight;
        }
    }
    for (size_t e = 0; e < m; e++) {
        double factor = group->rule.scale * (stage->scale ? stage->scale[e] : 1.0);
        double rest = (all - held[e]) * mean[e] * mean[e];

        to[e] = passed_over(stage, e) ? 0.0 : factor * (squares[e] + rest);
    }
}

double
group_distances(const Stage *stage, Lane *lane, const Group *group, size_t c, double *distance)
{
    ScoreList scores = list_of(stage, lane, group, c);
    size_t m = lane->scores.m;

    for (size_t e = 0; e < m; e++)
        distance[e] = -lane->mean[e];
    for (size_t k = 0; k < scores.n; k++)
        distance[scores.estimate[k]] += scores.value[k];
    for (size_t e = 0; e < m && stage->scale; e++)
        distance[e] *= sqrt(stage->scale[e]);
    for (size_t e = 0; e < m && stage->lone; e++)
        if (passed_over(stage, e))
            distance[e] = 0.0;
    return weight_of(group, c) * group->rule.scale;
}
