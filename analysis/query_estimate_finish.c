/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_estimate_finish.c - from the sums of statistics to rows, and from rows to contrasts. */
#include "analysis/query_estimate.h"

#include "analysis/estimates_suppress.h"
#include "analysis/quantile_contrast.h"
#include "analysis/quantile_replicates.h"
#include "analysis/woodruff.h"
#include "datasets/error.h"

#include <math.h>

/* Levels of the measure that rows of the domains have or the codebook declares, in order. */
static int32_t *
levels_to_show(const Query *query, const Measure *measure, size_t term, const int32_t *groups,
               size_t n_groups, size_t *n)
{
    const Variable *variable = measure->name ? codebook_find(query->codebook, measure->name) : NULL;
    size_t n_levels, n_declared = variable ? variable->n_values : 0;
    int32_t *order;

    *n = 0;
    if (measure->kind != MEASURE_CATEGORY && measure->kind != MEASURE_CONDITION)
        return NULL;
    order = levels_order(measure->levels, variable, &n_levels);
    for (size_t k = 0; k < n_levels; k++) {
        bool shown = k < n_declared || measure->kind == MEASURE_CONDITION;

        for (size_t g = 0; g < n_groups && !shown; g++)
            shown = totals_n(query->totals, term, measure_cell(measure, groups[g], order[k])) > 0.0;
        if (shown)
            order[(*n)++] = order[k];
    }
    return order;
}

/* What is being finished. */
typedef struct {
    Query *query;
    const EstimateState *state;
    Estimands *estimands;
    int32_t *groups; /* [n_groups] */
    size_t n_groups;
    const char *const **texts; /* [n_groups] */
    size_t *first;             /* [statistics * groups + 1] where the estimands of each begin */
    double simple_random;      /* rows of a sample without strata, clusters, finite population */
} Finish;

static void
add_estimands(Finish *finish, size_t k)
{
    const Statistic *statistic = estimate_statistic(finish->state, k);
    GArray *list = finish->estimands->list;
    EstimateRequest request = { .statistic = statistic->estimator->name,
                                .measure = statistic->measure,
                                .term = finish->state->terms[k],
                                .deff = finish->query->options.deff != DEFF_NONE,
                                .exact = statistic->exact,
                                .simple_random = finish->simple_random,
                                .range = statistic->range,
                                .distributions = statistic->distributions,
                                .rule = finish->state->rule,
                                .points = statistic->points,
                                .n_points = statistic->n_points,
                                .estimands = finish->estimands,
                                .out = finish->query->estimates };
    g_autofree int32_t *levels =
        levels_to_show(finish->query, statistic->measure, request.term, finish->groups,
                       finish->n_groups, &request.n_levels);

    request.levels = levels;
    request.variable = estimates_text(request.out, statistic->measure->text);
    for (size_t g = 0; g < finish->n_groups; g++) {
        finish->first[k * finish->n_groups + g] = list->len;
        request.group = finish->groups[g];
        request.by = finish->texts[g];
        statistic->estimator->estimate(&request);
    }
    for (guint e = (guint)finish->first[k * finish->n_groups]; e < list->len && !statistic->shown;
         e++)
        g_array_index(list, Estimand, e).hidden = true;
    finish->first[(k + 1) * finish->n_groups] = list->len;
}

/* The estimand that statistic K of group G is. */
static bool
find_part(const Finish *finish, size_t k, size_t g, size_t *part, GError **error)
{
    const size_t *first = finish->first + k * finish->n_groups + g;

    *part = first[0];
    if (first[1] - first[0] == 1)
        return true;
    const Measure *measure = estimate_statistic(finish->state, k)->measure;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "--contrast: %s has a value for each category of %s; write share(%s = '...') or "
                "total(%s = '...')",
                estimate_statistic(finish->state, k)->text, measure->text, measure->text,
                measure->text);
    return false;
}

/* Contrast C when it is made of quantiles; the caller frees the parts. */
static bool
quantile_contrast(const Finish *finish, size_t c, QuantileContrast *of)
{
    const EstimateState *state = finish->state;
    const Contrast *contrast = state->contrasts->pdata[c];

    if (!estimate_statistic(state, state->parts[c][0])->kept)
        return false;
    const Statistic **parts = g_new(const Statistic *, contrast->parts->len + 1);
    for (size_t p = 0; p < contrast->parts->len; p++)
        parts[p] = estimate_statistic(state, state->parts[c][p]);
    *of = (QuantileContrast){ .contrast = contrast, .parts = parts, .rule = state->rule };
    return true;
}

static bool
add_contrast(Finish *finish, size_t c, GPtrArray *lists, GError **error)
{
    const Contrast *contrast = finish->state->contrasts->pdata[c];
    Estimates *out = finish->query->estimates;
    size_t term = finish->state->terms[finish->state->statistics->len + c];
    QuantileContrast of = { 0 };
    bool fixed = quantile_contrast(finish, c, &of);
    g_autofree const Statistic **quantiles = (const Statistic **)of.parts;

    for (size_t g = 0; g < finish->n_groups; g++) {
        size_t *parts = g_new(size_t, contrast->parts->len + 1);
        double n = totals_n(finish->query->totals, term, finish->groups[g]);
        uint32_t base = estimands_sum(finish->estimands);

        g_ptr_array_add(lists, parts);
        estimands_add_slot(finish->estimands,
                           totals_slot(finish->query->totals, term, finish->groups[g]), 1.0, n);
        for (size_t p = 0; p < contrast->parts->len; p++)
            if (!find_part(finish, finish->state->parts[c][p], g, &parts[p], error))
                return false;
        const Estimand estimand = { .statistic = "contrast",
                                    .variable = estimates_text(out, contrast->text),
                                    .by = finish->texts[g],
                                    .base = base,
                                    .n = (size_t)n,
                                    .base_n = (size_t)n,
                                    .spread = NAN,
                                    .fixed = fixed,
                                    .value = fixed ? quantile_contrast_value(&of, finish->groups[g])
                                                   : NAN,
                                    .composite = contrast_value,
                                    .data = contrast,
                                    .parts = parts,
                                    .n_parts = contrast->parts->len };
        estimands_add(finish->estimands, &estimand);
    }
    return true;
}

static void
fill_quantiles(const Finish *finish, const Design *design, const EstimandOptions *options,
               GError **error)
{
    bool by_replicate = g_strcmp0(finish->query->options.quantile_error, "replicates") == 0;
    EstimandOptions scale = *options;
    size_t row = 0;

    if (!finish->query->options.ci)
        scale.interval = interval_find("wald", error);
    for (size_t k = 0; k < finish->state->statistics->len; k++) {
        const Statistic *statistic = estimate_statistic(finish->state, k);
        const size_t *first = finish->first + k * finish->n_groups;

        if (statistic->kept && statistic->shown)
            (by_replicate ? quantile_replicates_fill
                          : woodruff_fill)(statistic, design, finish->state->rule, finish->groups,
                                           finish->n_groups, &scale, finish->query->estimates, row);
        row += statistic->shown ? first[finish->n_groups] - first[0] : 0;
    }
    for (size_t c = 0; c < finish->state->contrasts->len; c++, row += finish->n_groups) {
        QuantileContrast of = { 0 };

        if (!quantile_contrast(finish, c, &of))
            continue;
        g_autofree const Statistic **parts = (const Statistic **)of.parts;
        of.design = design;
        of.options = &scale;
        of.by_replicate = by_replicate;
        quantile_contrast_fill(&of, finish->groups, finish->n_groups, finish->query->estimates,
                               row);
    }
}

static bool
finish_estimands(Finish *finish, const Design *design, GError **error)
{
    const EstimateState *state = finish->state;
    const QueryOptions *options = &finish->query->options;
    Estimates *out = finish->query->estimates;
    EstimandOptions how = { interval_find(options->ci, error), options->level, options->deff,
                            options->low_base, options->normal };
    g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func(g_free);

    for (size_t k = 0; k < state->statistics->len; k++)
        add_estimands(finish, k);
    for (size_t c = 0; c < state->contrasts->len; c++)
        if (!add_contrast(finish, c, lists, error))
            return false;
    bool keep =
        state->statistics->len <= CROSSED_TERMS && finish->estimands->list->len <= COVARIANCE_ROWS;
    estimands_finish(finish->estimands, design, &how, out, keep ? &out->covariance : NULL);
    fill_quantiles(finish, design, &how, error);
    return true;
}

/* ---- few units */

static bool
is_few(size_t n, size_t limit)
{
    return n > 0 && n < limit;
}

/* Whether a value of statistic K in domain G, estimand E, would tell of few units. */
static bool
tells_of_few(const Finish *finish, size_t k, size_t g, size_t e)
{
    const Statistic *statistic = estimate_statistic(finish->state, k);
    const Estimand *estimand = &g_array_index(finish->estimands->list, Estimand, e);
    size_t limit = finish->query->options.suppress_below, n = estimand->n;
    bool few = is_few(estimand->base_n, limit);

    for (size_t v = 0; v < G_N_ELEMENTS(statistic->tallies); v++)
        few |= statistic->tallies[v] && tally_few(statistic->tallies[v], finish->groups[g], limit);
    if (estimand->share)
        few |= is_few(n, limit) || (n < estimand->base_n && is_few(estimand->base_n - n, limit));
    return few;
}

/* Marks rows of values that are 0 or 1, which are counts by another name, and contrasts of what
 * would tell of few; the rest is for estimates_suppress(). FALSE and ERROR when nothing is left, as
 * the account of the rows tells how few there are. */
static bool
mark_few(const Finish *finish, GError **error)
{
    const EstimateState *state = finish->state;
    Estimates *out = finish->query->estimates;
    bool few_parts = false;
    size_t row = 0;

    for (size_t k = 0; k < state->statistics->len; k++)
        for (size_t g = 0; g < finish->n_groups; g++) {
            const size_t *first = finish->first + k * finish->n_groups + g;

            for (size_t e = first[0]; e < first[1]; e++) {
                const Statistic *statistic = estimate_statistic(state, k);
                bool few = tells_of_few(finish, k, g, e);

                few_parts |= few && !statistic->shown;
                if (few && statistic->tallies[0])
                    out->rows[row].flags |= statistic->shown ? ESTIMATE_WITHHELD : 0;
                row += statistic->shown;
            }
        }
    size_t n_others = row;
    for (; row < out->n_rows && few_parts; row++) /* the contrasts */
        out->rows[row].flags |= ESTIMATE_WITHHELD;
    if (!few_parts || n_others > 0)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "--suppress-below %zu: %s is made of what so few cases say that nothing of it can "
                "be shown; take wider conditions",
                finish->query->options.suppress_below, out->rows[0].variable);
    return false;
}

bool
estimate_finish(Query *query, const Design *design, GError **error)
{
    EstimateState *state = query->state;
    g_autoptr(Estimands) estimands = estimands_new(query->totals);
    size_t n_groups, n = state->statistics->len;
    Estimates *out = query->estimates = estimates_new();
    g_autofree int32_t *groups = domain_order(query->domain, query->codebook, &n_groups);
    g_autofree const char *const **texts = g_new0(const char *const *, n_groups + 1);
    g_autofree size_t *first = g_new0(size_t, n * n_groups + 1);
    Finish finish = {
        query,    state, estimands, groups,
        n_groups, texts, first,     query_plain(design) ? design_n_psu(design) : 0.0
    };

    out->level = query->options.level;
    out->n_by = query->domain->n_by;
    out->by = estimates_list(out, (const char *const *)query->domain->by, out->n_by);
    for (size_t g = 0; g < n_groups; g++)
        texts[g] = domain_texts(query->domain, groups[g], out);
    for (size_t k = 0; k < n; k++)
        statistic_order(state->statistics->pdata[k], design, domain_groups(query->domain),
                        state->rule);
    if (!finish_estimands(&finish, design, error))
        return false;
    domain_take_account(query->domain, &out->account);
    return query->options.suppress_below == 0 ||
           (mark_few(&finish, error) &&
            estimates_suppress(out, query->options.suppress_below, error));
}
