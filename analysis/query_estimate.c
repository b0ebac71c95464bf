/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_estimate.c - statistics of domains: one term each, all in one pass. */
#include "analysis/estimator.h"
#include "analysis/query_run.h"
#include "datasets/error.h"

/* Statistics whose covariance with each other is kept; and rows of a result that it is kept for. */
enum { CROSSED_TERMS = 12, COVARIANCE_ROWS = 400 };

typedef struct {
    const Estimator *estimator;
    Expression *expression;
    Measure *measure;
    const double *values[2];
} Statistic;

typedef struct {
    Statistic *statistics;
    size_t n;
    GArray *columns; /* of ColumnRequest: all that the statistics read, for the account */
    TermRows *rows;  /* [n] */
    char *undefined; /* reason of rows in which an expression has no value: "a/b: undefined" */
} EstimateState;

static void
estimate_free(gpointer data)
{
    EstimateState *state = data;

    if (!state)
        return;
    for (size_t k = 0; k < state->n; k++) {
        measure_free(state->statistics[k].measure);
        expression_free(state->statistics[k].expression);
    }
    g_array_unref(state->columns);
    g_free(state->statistics);
    g_free(state->rows);
    g_free(state->undefined);
    g_free(state);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EstimateState, estimate_free)

static bool
read_statistic(Statistic *statistic, const char *text, GError **error)
{
    statistic->expression = expression_parse(text, error);
    if (!statistic->expression)
        return false;
    if (statistic->expression->kind != EXPRESSION_CALL) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "\"%s\" says no statistic; write mean(x), total(x), ratio(y/x), share(x) or "
                    "count()",
                    text);
        return false;
    }
    statistic->estimator = estimator_find(statistic->expression->text, error);
    if (!statistic->estimator)
        return false;
    statistic->measure =
        measure_new(statistic->expression, text, statistic->estimator->accepts, error);
    return statistic->measure != NULL;
}

static bool
estimate_open(Query *query, const Design *design, GArray *requests, GError **error)
{
    EstimateState *state = query->state;
    g_autofree TermSpec *terms = g_new0(TermSpec, state->n + 1);

    (void)error;
    for (size_t k = 0; k < state->n; k++) {
        const Measure *measure = state->statistics[k].measure;

        terms[k] = measure_term(measure, query->options.deff != DEFF_NONE);
        g_array_append_vals(state->columns, measure->requests->data, measure->requests->len);
    }
    g_array_append_vals(requests, state->columns->data, state->columns->len);
    query->totals =
        totals_new(design_clustered(design), terms, state->n, state->n <= CROSSED_TERMS);
    return true;
}

static bool
estimate_add(Query *query, const Dataset *block, const DesignRows *rows, GError **error)
{
    EstimateState *state = query->state;
    Domain *domain = query->domain;
    const int32_t *group = (const int32_t *)(gpointer)domain->code->data;

    for (size_t k = 0; k < state->n; k++) {
        Statistic *statistic = &state->statistics[k];

        if (!measure_add(statistic->measure, block, group, (uint8_t *)domain->used->data,
                         statistic->values, &state->rows[k], error))
            return false;
    }
    totals_add(query->totals, rows, state->rows);
    domain_account(domain, block, state->columns, state->undefined);
    return true;
}

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

static void
add_estimands(Query *query, Estimands *estimands, size_t k, const int32_t *groups, size_t n_groups,
              const char *const *const *texts)
{
    const EstimateState *state = query->state;
    const Statistic *statistic = &state->statistics[k];
    EstimateRequest request = { .statistic = statistic->estimator->name,
                                .measure = statistic->measure,
                                .term = k,
                                .deff = query->options.deff != DEFF_NONE,
                                .estimands = estimands,
                                .out = query->estimates };
    g_autofree int32_t *levels =
        levels_to_show(query, statistic->measure, k, groups, n_groups, &request.n_levels);

    request.levels = levels;
    request.variable = estimates_text(query->estimates, statistic->measure->text);
    for (size_t g = 0; g < n_groups; g++) {
        request.group = groups[g];
        request.by = texts[g];
        statistic->estimator->estimate(&request);
    }
}

static bool
estimate_finish(Query *query, const Design *design, GError **error)
{
    const EstimateState *state = query->state;
    const QueryOptions *options = &query->options;
    EstimandOptions how = { interval_find(options->ci, error), options->level, options->deff,
                            options->low_base };
    g_autoptr(Estimands) estimands = estimands_new(query->totals);
    size_t n_groups;

    if (!how.interval)
        return false;
    Estimates *out = query->estimates = estimates_new();
    g_autofree int32_t *groups = domain_order(query->domain, query->codebook, &n_groups);
    g_autofree const char *const **texts = g_new0(const char *const *, n_groups + 1);

    out->level = options->level;
    out->n_by = query->domain->n_by;
    out->by = estimates_list(out, (const char *const *)query->domain->by, out->n_by);
    for (size_t g = 0; g < n_groups; g++)
        texts[g] = domain_texts(query->domain, groups[g], out);
    for (size_t k = 0; k < state->n; k++)
        add_estimands(query, estimands, k, groups, n_groups, texts);

    bool keep = state->n <= CROSSED_TERMS && estimands->list->len <= COVARIANCE_ROWS;
    estimands_finish(estimands, design, &how, out, keep ? &out->covariance : NULL);
    domain_take_account(query->domain, &out->account);
    return true;
}

static const QueryKind kind_estimate = {
    .open = estimate_open, .add = estimate_add, .finish = estimate_finish, .free = estimate_free
};

Query *
query_estimate(const char *const *expressions, const QueryOptions *options, GError **error)
{
    g_autoptr(EstimateState) state = g_new0(EstimateState, 1);
    size_t n = g_strv_length((char **)expressions);

    state->columns = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    state->statistics = g_new0(Statistic, n + 1);
    state->rows = g_new0(TermRows, n + 1);
    if (n == 0) {
        g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                            "no statistic is asked for; write mean(x), total(x), ratio(y/x), "
                            "share(x) or count()");
        return NULL;
    }
    if (!interval_find(options->ci, error))
        return NULL;
    for (state->n = 0; state->n < n; state->n++)
        if (!read_statistic(&state->statistics[state->n], expressions[state->n], error)) {
            state->n++;
            return NULL;
        }
    state->undefined = g_strconcat(state->statistics[0].measure->text, ": undefined", NULL);
    return query_new(&kind_estimate, g_steal_pointer(&state), options);
}
