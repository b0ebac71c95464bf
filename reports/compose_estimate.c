/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_estimate.c - blocks of estimates and of outcome rates. */
#include "reports/composer.h"

#include "analysis/response.h"
#include "datasets/error.h"
#include "reports/parts.h"

#include <math.h>
#include <string.h>

static bool
ask_estimate(Composer *composer, Spec *spec, GError **error)
{
    QueryOptions options = spec_query(composer, spec);

    spec->query = query_estimate(node_texts(node_get(spec->node, "estimate")), &options, error);
    return spec->query != NULL;
}

static bool
ask_response(Composer *composer, Spec *spec, GError **error)
{
    const char *variable = node_text(node_get(spec->node, "response"));
    QueryOptions options = spec_query(composer, spec);
    bool own = strcmp(variable, "yes") == 0 || strcmp(variable, "true") == 0;

    spec->query = query_response(own ? NULL : variable, &options, error);
    return spec->query != NULL;
}

static bool
is_share(const Estimate *row)
{
    return strcmp(row->statistic, "share") == 0;
}

/* How many rows have the statistic of ROW. */
static size_t
count_statistic(const Estimates *estimates, const Estimate *row)
{
    size_t n = 0;

    for (size_t i = 0; i < estimates->n_rows; i++)
        n += strcmp(estimates->rows[i].statistic, row->statistic) == 0;
    return n;
}

/* Adds what is known of ROW under NAME, then the category, then those of its domain. */
static void
add_row(Composer *composer, const Spec *spec, const Estimates *estimates, const Estimate *row,
        const char *name)
{
    ShowOptions show = spec_show(composer, spec);
    ValueKind kind = is_share(row) ? VALUE_SHARE : VALUE_NUMBER;
    int decimals = kind == VALUE_SHARE ? share_decimals(row->base_n, show.decimals) : show.decimals;
    double value = kind == VALUE_SHARE ? share_exact(row->value, row->n, row->base_n) : row->value;
    bool withheld = row->flags & ESTIMATE_WITHHELD;
    const struct {
        const char *part;
        Value value;
    } values[] = { { NULL, { kind, value, decimals, NULL } },
                   { "value", { kind, value, decimals, NULL } },
                   { "se", { kind, row->se, decimals, NULL } },
                   { "low", { kind, row->lower, decimals, NULL } },
                   { "high", { kind, row->upper, decimals, NULL } },
                   { "n", { VALUE_COUNT, withheld ? NAN : (double)row->n, 0, NULL } },
                   { "base", { VALUE_COUNT, withheld ? NAN : (double)row->base_n, 0, NULL } } };

    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        const char *parts[8] = { name };
        size_t n = 1;

        if (row->level)
            parts[n++] = row->level;
        for (size_t k = 0; k < estimates->n_by && n < 6; k++)
            parts[n++] = row->by[k] ? row->by[k] : "missing";
        parts[n] = values[i].part;
        spec_value(composer, spec, parts, values[i].value);
        if ((row->flags & ESTIMATE_FEW) && i < 2)
            spec_doubt(composer, spec, parts);
    }
}

/* ID.STATISTIC when there is one of it, always ID.STATISTIC_VARIABLE. */
void
spec_values_of_estimates(Composer *composer, const Spec *spec, const Estimates *estimates)
{
    for (size_t i = 0; i < estimates->n_rows; i++) {
        const Estimate *row = &estimates->rows[i];
        g_autofree char *name =
            g_strdup_printf("%s_%s", row->statistic, row->variable ? row->variable : "");

        add_row(composer, spec, estimates, row, name);
        if (count_statistic(estimates, row) == 1 || row->level || estimates->n_by > 0)
            add_row(composer, spec, estimates, row, row->statistic);
    }
}

static void
answer_estimate(Composer *composer, Spec *spec)
{
    spec_values_of_estimates(composer, spec, query_estimates(spec->query));
}

static bool
show_estimate(Composer *composer, Spec *spec, Block *block, GError **error)
{
    ShowOptions show = spec_show(composer, spec);

    (void)error;
    spec_table(composer, spec, block,
               table_of_estimates(query_estimates(spec->query), composer->input->codebook, &show));
    return true;
}

/* ID.RR1 and the other rates, and ID.n_I ... the counts. */
void
spec_values_of_outcomes(Composer *composer, const Spec *spec, const Query *query)
{
    const Estimates *estimates = query_estimates(query);
    const double *counts = query_outcomes(query);
    double sent = 0.0;

    for (size_t i = 0; i < estimates->n_rows; i++) {
        const Estimate *row = &estimates->rows[i];
        const char *parts[8] = { row->statistic };

        for (size_t k = 0; k < estimates->n_by && k < 6; k++)
            parts[k + 1] = row->by[k] ? row->by[k] : "missing";
        spec_value(composer, spec, parts,
                   (Value){ VALUE_SHARE, share_exact(row->value, row->n, row->base_n), 0, NULL });
    }
    for (size_t k = 0; k < N_OUTCOMES; k++) {
        g_autofree char *name = g_strdup_printf("n_%s", outcome_codes[k]);
        const char *const parts[] = { name, NULL };

        spec_value(composer, spec, parts, (Value){ VALUE_COUNT, counts[k], 0, NULL });
        sent += counts[k]; /* not told either when one of them is withheld */
    }
    const char *const all[] = { "n", NULL };
    spec_value(composer, spec, all, (Value){ VALUE_COUNT, sent, 0, NULL });
}

static void
answer_response(Composer *composer, Spec *spec)
{
    spec_values_of_outcomes(composer, spec, spec->query);
}

/* The rates that `outputs:` names, in that order; NULL and ERROR for one that is not there. */
static Estimates *
choose_rates(const Estimates *all, const char *const *names, GError **error)
{
    g_autoptr(Estimates) chosen = estimates_new();

    chosen->level = all->level;
    for (; *names; names++) {
        guint before = (guint)chosen->n_rows;

        for (size_t i = 0; i < all->n_rows; i++)
            if (strcmp(all->rows[i].statistic, *names) == 0)
                *estimates_add(chosen) = all->rows[i];
        if (chosen->n_rows > before)
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "'outputs:' names '%s', which is no rate",
                    *names);
        return NULL;
    }
    return g_steal_pointer(&chosen);
}

static bool
show_response(Composer *composer, Spec *spec, Block *block, GError **error)
{
    ShowOptions show = spec_show(composer, spec);
    const char *const *names = node_texts(node_get(spec->node, "outputs"));
    const Estimates *all = query_estimates(spec->query);
    g_autoptr(Estimates) chosen = names ? choose_rates(all, names, error) : NULL;

    if (names && !chosen)
        return false;
    spec_table(composer, spec, block, table_of_response(chosen ? chosen : all, &show));
    return true;
}

const Composition composition_estimate = {
    .key = "estimate",
    .ask = ask_estimate,
    .answer = answer_estimate,
    .show = show_estimate,
};

const Composition composition_response = {
    .key = "response",
    .ask = ask_response,
    .answer = answer_response,
    .show = show_response,
};
