/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_response.c - outcome rates of domains from a disposition variable, under the design. */
#include "analysis/estimand.h"
#include "analysis/query_run.h"
#include "analysis/rate.h"
#include "analysis/response_suppress.h"
#include "datasets/error.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

typedef struct {
    char *disposition; /* NULL: the codebook's */
    double e;          /* NAN: CASRO */
    GArray *outcomes;  /* of int32_t, by code of the column */
    GArray *requests;  /* of ColumnRequest */
    GArray *code;      /* of int32_t, of the block */
} ResponseState;

static void
state_free(gpointer data)
{
    ResponseState *state = data;

    g_free(state->disposition);
    g_array_unref(state->outcomes);
    g_array_unref(state->requests);
    g_array_unref(state->code);
    g_free(state);
}

/* The outcome that starts with a prefix of AAPOR's disposition codes: 1.1 is a complete answer. */
static int
outcome_of_code(const char *value)
{
    static const struct {
        const char *prefix;
        Outcome outcome;
    } codes[] = { { "1.1", OUTCOME_I },  { "1.2", OUTCOME_P },  { "2.1", OUTCOME_R },
                  { "2.2", OUTCOME_NC }, { "2.3", OUTCOME_O },  { "3.1", OUTCOME_UH },
                  { "3.2", OUTCOME_UO }, { "3.9", OUTCOME_UO }, { "4.", OUTCOME_NE } };
    double number;

    if (number_read(value, strlen(value), '.', &number) != NUMBER_VALUE)
        return -1;
    for (size_t k = 0; k < G_N_ELEMENTS(codes); k++)
        if (g_str_has_prefix(value, codes[k].prefix))
            return (int)codes[k].outcome;
    return -1;
}

/* -1: VALUE is no outcome. */
static int
outcome_of(const Query *query, const char *value)
{
    const ResponseState *state = query->state;
    const Codebook *codebook = query->codebook;
    bool mapped = g_strcmp0(state->disposition, codebook->disposition) == 0;
    const char *code = mapped ? node_text(node_get(codebook->dispositions, value)) : NULL;

    for (int o = 0; o < N_OUTCOMES; o++)
        if (strcmp(code ? code : value, outcome_codes[o]) == 0)
            return o;
    return code ? -1 : outcome_of_code(value);
}

/* Learns which outcome the levels of COLUMN are. */
static bool
update_outcomes(const Query *query, const Column *column, GError **error)
{
    ResponseState *state = query->state;

    for (int32_t level = (int32_t)state->outcomes->len; level < column->n_levels; level++) {
        int32_t outcome = (int32_t)outcome_of(query, column->levels[level]);

        if (outcome < 0) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "line %u: %s is '%s', which is no outcome; there are I P R NC O UH UO NE "
                        "and AAPOR's codes (1.1, 2.11, ...), and a codebook can say which value is "
                        "which: disposition: {variable: %s, codes: {%s: I}}",
                        column->level_line ? column->level_line[level] : 0, column->name,
                        column->levels[level], column->name, column->levels[level]);
            return false;
        }
        g_array_append_val(state->outcomes, outcome);
    }
    return true;
}

static bool
response_open(Query *query, const Design *design, GArray *requests, GError **error)
{
    ResponseState *state = query->state;
    const TermSpec term = { 0 };

    if (!state->disposition)
        state->disposition = g_strdup(query->codebook->disposition);
    if (!state->disposition) {
        g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                            "no variable holds the outcome of each unit; name it with "
                            "--disposition, or in the codebook under disposition:");
        return false;
    }
    ColumnRequest request = { state->disposition, READ_CATEGORY };
    g_array_append_val(state->requests, request);
    g_array_append_val(requests, request);
    query->totals = totals_new(design_clustered(design), &term, 1, false);
    return true;
}

static bool
response_add(Query *query, const Dataset *block, const DesignRows *rows, GError **error)
{
    ResponseState *state = query->state;
    const Column *column = dataset_find(block, state->disposition, READ_CATEGORY);
    const int32_t *group = (const int32_t *)(gpointer)query->domain->code->data;
    TermRows term = { 0 };
    int32_t *code;

    g_assert(column);
    if (!update_outcomes(query, column, error))
        return false;
    g_array_set_size(state->code, (guint)block->n_rows + 1);
    code = (int32_t *)(gpointer)state->code->data;
    for (size_t i = 0; i < block->n_rows; i++) {
        code[i] =
            group[i] < 0 || column->code[i] < 0
                ? -1
                : group[i] * N_OUTCOMES + g_array_index(state->outcomes, int32_t, column->code[i]);
        query->domain->used->data[i] = code[i] >= 0;
    }
    term.code = code;
    totals_add(query->totals, rows, &term);
    domain_account(query->domain, block, state->requests, "undefined");
    return true;
}

/* The sum of OUTCOMES in GROUP. */
static uint32_t
outcome_sum(Estimands *estimands, int32_t group, unsigned outcomes)
{
    uint32_t sum = estimands_sum(estimands);

    for (int o = 0; o < N_OUTCOMES; o++) {
        int32_t cell = group * N_OUTCOMES + o;

        if (outcomes & (1u << o))
            estimands_add_slot(estimands, totals_slot(estimands->totals, 0, cell), 1.0,
                               totals_n(estimands->totals, 0, cell));
    }
    return sum;
}

static void
add_rate(Estimands *estimands, size_t r, int32_t group, const char *const *by, double e)
{
    const RateParts *parts = &rate_parts[r];
    uint32_t base = outcome_sum(estimands, group, parts->below);
    Estimand estimand = { .statistic = rates[r].name,
                          .variable = rates[r].formula,
                          .by = by,
                          .function = rate_value,
                          .parameter = parts->eligible ? e : 1.0,
                          .n_sums = RATE_SUMS,
                          .base = base,
                          .base_n = (size_t)estimands_n(estimands, base),
                          .spread = NAN,
                          .share = true };
    const unsigned sets[RATE_SUMS] = { [RATE_ABOVE] = parts->above,
                                       [RATE_BELOW] = parts->below & OUTCOMES_KNOWN,
                                       [RATE_UNKNOWN] = parts->below & OUTCOMES_UNKNOWN,
                                       [RATE_KNOWN] = OUTCOMES_KNOWN,
                                       [RATE_NE] = OUTCOME(NE) };

    for (size_t k = 0; k < RATE_SUMS; k++)
        estimand.sums[k] = outcome_sum(estimands, group, sets[k]);
    estimand.n = (size_t)estimands_n(estimands, estimand.sums[RATE_ABOVE]);
    estimands_add(estimands, &estimand);
}

/* All that were sent are here: the rates have no sampling error. */
static void
forget_errors(Estimates *estimates)
{
    for (size_t k = 0; k < estimates->n_rows; k++) {
        Estimate *row = &estimates->rows[k];

        row->se = row->lower = row->upper = row->df = row->cv = NAN;
        row->ci_method = NULL;
        row->flags &= ~(unsigned)(ESTIMATE_NO_VARIANCE | ESTIMATE_AT_BOUND | ESTIMATE_CENSUS);
    }
}

static void
count_outcomes(Query *query, const int32_t *groups, size_t n_groups)
{
    for (size_t g = 0; g < n_groups; g++)
        for (int o = 0; o < N_OUTCOMES; o++)
            query->outcomes[o] += totals_n(query->totals, 0, groups[g] * N_OUTCOMES + o);
}

/* Withholds what would tell how few had some outcome; OUT has the rates of GROUPS [n_groups]. */
static void
withhold_few(Query *query, Estimates *out, const int32_t *groups, size_t n_groups)
{
    size_t limit = query->options.suppress_below, n_rates = n_groups ? out->n_rows / n_groups : 0;
    bool shown[N_OUTCOMES];

    if (limit == 0)
        return;
    response_shown(query->outcomes, limit, shown);
    for (size_t g = 0; g < n_groups; g++) {
        double counts[N_OUTCOMES];

        for (int o = 0; o < N_OUTCOMES; o++)
            counts[o] = totals_n(query->totals, 0, groups[g] * N_OUTCOMES + o);
        response_suppress(&out->rows[g * n_rates], counts, n_groups == 1 ? shown : NULL,
                          n_groups == 1, limit);
    }
    for (size_t o = 0; o < N_OUTCOMES; o++)
        if (!shown[o])
            query->outcomes[o] = NAN;
    for (size_t k = 0; k < out->n_rows; k++)
        out->n_withheld += (out->rows[k].flags & ESTIMATE_WITHHELD) != 0;
    out->suppress_below = limit;
}

static bool
response_finish(Query *query, const Design *design, GError **error)
{
    const ResponseState *state = query->state;
    EstimandOptions how = { interval_find(query->options.ci, error), query->options.level,
                            DEFF_NONE, query->options.low_base, query->options.normal };
    g_autoptr(Estimands) estimands = estimands_new(query->totals);
    Estimates *out = query->estimates = estimates_new();
    size_t n_groups;
    g_autofree int32_t *groups = domain_order(query->domain, query->codebook, &n_groups);

    out->level = query->options.level;
    out->n_by = query->domain->n_by;
    out->by = estimates_list(out, (const char *const *)query->domain->by, out->n_by);
    for (size_t g = 0; g < n_groups; g++) {
        const char *const *by = domain_texts(query->domain, groups[g], out);

        for (size_t r = 0; rates[r].name; r++)
            add_rate(estimands, r, groups[g], by, state->e);
    }
    estimands_finish(estimands, design, &how, out, NULL);
    if (query->whole)
        forget_errors(out);
    count_outcomes(query, groups, n_groups);
    withhold_few(query, out, groups, n_groups);
    domain_take_account(query->domain, &out->account);
    return true;
}

static const QueryKind kind_response = { .whole = true,
                                         .open = response_open,
                                         .add = response_add,
                                         .finish = response_finish,
                                         .free = state_free };

static bool
parse_eligible(const char *text, double *e, GError **error)
{
    *e = NAN;
    if (!text || strcmp(text, "casro") == 0)
        return true;
    if (number_read(text, strlen(text), '.', e) == NUMBER_VALUE && *e >= 0.0 && *e <= 1.0)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "--e %s: it is casro or a number from 0 to 1", text);
    return false;
}

Query *
query_response(const char *disposition, const QueryOptions *options, GError **error)
{
    double e;

    if (!interval_find(options->ci, error) || !parse_eligible(options->eligible, &e, error))
        return NULL;
    ResponseState *state = g_new0(ResponseState, 1);
    state->disposition = g_strdup(disposition);
    state->e = e;
    state->outcomes = g_array_new(FALSE, FALSE, sizeof(int32_t));
    state->requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    state->code = g_array_new(FALSE, FALSE, sizeof(int32_t));
    return query_new(&kind_response, state, options);
}
