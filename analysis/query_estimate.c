/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_estimate.c - statistics of domains and contrasts of them: one term each, in one pass. */
#include "analysis/query_estimate.h"

#include "analysis/quantile_replicates.h"
#include "datasets/error.h"

#include <string.h>

const Statistic *
estimate_statistic(const EstimateState *state, size_t k)
{
    return state->statistics->pdata[k];
}

static void
estimate_free(gpointer data)
{
    EstimateState *state = data;

    if (!state)
        return;
    for (size_t c = 0; state->parts && c < state->contrasts->len; c++) {
        g_free(state->parts[c]);
        g_array_unref(state->base[c]);
    }
    g_ptr_array_unref(state->statistics);
    g_ptr_array_unref(state->contrasts);
    g_array_unref(state->columns);
    g_free(state->parts);
    g_free(state->base);
    g_free(state->rows);
    g_free(state->terms);
    g_free(state);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EstimateState, estimate_free)

static bool
same_spec(const TermSpec *a, const TermSpec *b)
{
    return a->n_values == b->n_values && a->centred == b->centred && a->products == b->products &&
           a->squares == b->squares;
}

/* The term of statistic K, whose sums are to be as SPEC says: that of an earlier one of the same
 * values, as in total(x) and mean(x), or the next of SPECS. */
static size_t
find_term(EstimateState *state, size_t k, const TermSpec *spec, TermSpec *specs)
{
    const Measure *measure = estimate_statistic(state, k)->measure;

    for (size_t before = 0; before < k; before++) {
        const Measure *other = estimate_statistic(state, before)->measure;

        if (same_spec(&specs[state->terms[before]], spec) && other->kind == measure->kind &&
            other->either == measure->either && strcmp(other->text, measure->text) == 0)
            return state->terms[before];
    }
    specs[state->n_terms] = *spec;
    return state->n_terms++;
}

static bool
estimate_open(Query *query, const Design *design, GArray *requests, GError **error)
{
    EstimateState *state = query->state;
    size_t n = state->statistics->len, n_all = n + state->contrasts->len;
    g_autofree TermSpec *specs = g_new0(TermSpec, n_all + 1);

    if (g_strcmp0(query->options.quantile_error, "replicates") == 0 &&
        !quantile_replicates_check(design, error))
        return false;
    for (size_t k = 0; k < n; k++) {
        Statistic *statistic = state->statistics->pdata[k];
        size_t n_values = query->options.suppress_below > 0 ? statistic->measure->n_values : 0;

        for (size_t v = 0; v < n_values; v++)
            statistic->tallies[v] = tally_new();
        const TermSpec spec = measure_term(statistic->measure, query->options.deff != DEFF_NONE,
                                           statistic->estimator->squares);

        state->terms[k] = find_term(state, k, &spec, specs);
        g_array_append_vals(state->columns, statistic->measure->requests->data,
                            statistic->measure->requests->len);
    }
    g_array_append_vals(requests, state->columns->data, state->columns->len);
    for (size_t c = n; c < n_all; c++)
        state->terms[c] = state->n_terms++;
    query->totals = totals_new(design_clustered(design), specs, state->n_terms,
                               state->contrasts->len > 0 || n <= CROSSED_TERMS);
    return true;
}

/* The rows that any part of contrast C uses, as a term without values. */
static void
add_base(EstimateState *state, size_t c, size_t n_rows)
{
    const Contrast *contrast = state->contrasts->pdata[c];
    int32_t *code;

    g_array_set_size(state->base[c], (guint)n_rows + 1);
    code = (int32_t *)(gpointer)state->base[c]->data;
    memset(code, -1, n_rows * sizeof *code);
    for (size_t p = 0; p < contrast->parts->len; p++) {
        size_t k = state->parts[c][p];
        const int32_t *group = estimate_statistic(state, k)->group;

        for (size_t i = 0; i < n_rows; i++)
            if (state->rows[k].code[i] >= 0)
                code[i] = group[i];
    }
    state->rows[state->statistics->len + c] = (TermRows){ code, NULL };
}

static bool
estimate_add(Query *query, const Dataset *block, const DesignRows *rows, GError **error)
{
    EstimateState *state = query->state;
    Domain *domain = query->domain;
    const int32_t *group = (const int32_t *)(gpointer)domain->code->data;

    for (size_t k = 0; k < state->statistics->len; k++) {
        Statistic *statistic = state->statistics->pdata[k];

        if (!statistic_add(statistic, block, rows, group, (uint8_t *)domain->used->data,
                           &state->rows[k], error))
            return false;
        if (statistic->estimator->numbers &&
            !measure_check_declared(statistic->measure, query->codebook, block, error))
            return false;
    }
    for (size_t c = 0; c < state->contrasts->len; c++)
        add_base(state, c, block->n_rows);
    g_autofree TermRows *summed = g_new0(TermRows, state->n_terms + 1);
    for (size_t k = state->statistics->len + state->contrasts->len; k > 0; k--)
        summed[state->terms[k - 1]] = state->rows[k - 1];
    totals_add(query->totals, rows, summed);
    domain_account(domain, block, state->columns, state->undefined);
    return true;
}

static const QueryKind kind_estimate = {
    .open = estimate_open, .add = estimate_add, .finish = estimate_finish, .free = estimate_free
};

/* The number of the statistic TEXT, which is added when nobody asked for it. */
static bool
find_statistic(EstimateState *state, const char *text, bool shown, size_t *number, GError **error)
{
    for (*number = 0; !shown && *number < state->statistics->len; ++*number)
        if (strcmp(estimate_statistic(state, *number)->text, text) == 0)
            return true;
    Statistic *statistic = statistic_new(text, error);
    if (!statistic)
        return false;
    statistic->shown = shown;
    *number = state->statistics->len;
    g_ptr_array_add(state->statistics, statistic);
    return true;
}

/* Quantiles have no sums, only shares of a second pass: a contrast is made of them alone or not at
 * all. */
static bool
check_parts(const EstimateState *state, const Contrast *contrast, const size_t *parts,
            GError **error)
{
    bool quantiles = estimate_statistic(state, parts[0])->estimator->keeps;

    for (size_t p = 0; p < contrast->parts->len; p++) {
        const Statistic *statistic = estimate_statistic(state, parts[p]);
        const char *name = statistic->estimator->name, *wrong = NULL;

        if (statistic->estimator->range)
            wrong = "has no standard error, nor has what is made of it";
        else if (statistic->estimator->keeps != quantiles)
            wrong = "stands with an estimate of another kind; quantiles have a covariance with "
                    "other quantiles only";
        else if (statistic->n_points > 1)
            wrong = "has several values; a part of a contrast has one share, as in "
                    "quantile(x, 0.5 | g = 1)";
        if (!wrong)
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--contrast \"%s\": %s() %s",
                    contrast->text, name, wrong);
        return false;
    }
    return true;
}

static bool
read_contrast(EstimateState *state, const char *text, GError **error)
{
    g_autoptr(Contrast) contrast = contrast_new(text, error);
    size_t c = state->contrasts->len;

    if (!contrast)
        return false;
    g_autofree size_t *parts = g_new(size_t, contrast->parts->len + 1);
    for (size_t p = 0; p < contrast->parts->len; p++)
        if (!find_statistic(state, contrast->parts->pdata[p], false, &parts[p], error)) {
            g_prefix_error(error, "--contrast: ");
            return false;
        }
    if (!check_parts(state, contrast, parts, error))
        return false;
    state->parts[c] = g_steal_pointer(&parts);
    state->base[c] = g_array_new(FALSE, FALSE, sizeof(int32_t));
    g_ptr_array_add(state->contrasts, g_steal_pointer(&contrast));
    return true;
}

static EstimateState *
state_new(size_t n_contrasts)
{
    EstimateState *state = g_new0(EstimateState, 1);

    state->statistics = g_ptr_array_new_with_free_func((GDestroyNotify)statistic_free);
    state->contrasts = g_ptr_array_new_with_free_func((GDestroyNotify)contrast_free);
    state->columns = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    state->parts = g_new0(size_t *, n_contrasts + 1);
    state->base = g_new0(GArray *, n_contrasts + 1);
    return state;
}

/* Why rows that have all columns are in no statistic. */
static const char *
why_undefined(const EstimateState *state)
{
    const Measure *measure = estimate_statistic(state, 0)->measure;

    for (size_t k = 0; k < state->statistics->len; k++)
        if (estimate_statistic(state, k)->measure->given)
            return "outside the conditions after |";
    g_autofree char *reason = g_strconcat(measure->text, ": undefined", NULL);
    return g_intern_string(reason);
}

static bool
check_quantile_error(const char *name, GError **error)
{
    if (!name || strcmp(name, "woodruff") == 0 || strcmp(name, "replicates") == 0)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "--quantile-error %s: there are woodruff, replicates", name);
    return false;
}

Query *
query_estimate(const char *const *expressions, const QueryOptions *options, GError **error)
{
    const char *const none[] = { NULL };
    const char *const *contrasts = options->contrasts ? options->contrasts : none;
    size_t n = g_strv_length((char **)expressions), n_contrasts = g_strv_length((char **)contrasts);
    g_autoptr(EstimateState) state = state_new(n_contrasts);
    size_t number;

    if (n + n_contrasts == 0) {
        g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                            "no statistic is asked for; write mean(x), total(x), ratio(y/x), "
                            "share(x) or count()");
        return NULL;
    }
    if (!check_quantile_error(options->quantile_error, error))
        return NULL;
    state->rule = quantile_rule_find(options->quantile_rule, error);
    if (!state->rule || !interval_find(options->ci, error))
        return NULL;
    for (size_t k = 0; k < n; k++)
        if (!find_statistic(state, expressions[k], true, &number, error))
            return NULL;
    for (size_t c = 0; c < n_contrasts; c++)
        if (!read_contrast(state, contrasts[c], error))
            return NULL;
    state->rows = g_new0(TermRows, state->statistics->len + n_contrasts + 1);
    state->terms = g_new0(size_t, state->statistics->len + n_contrasts + 1);
    state->undefined = why_undefined(state);
    return query_new(&kind_estimate, g_steal_pointer(&state), options);
}
