/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_experts.c - blocks of what experts believe. */
#include "reports/compose_files.h"
#include "reports/tabulate_beliefs.h"
#include "reports/tabulate_elicit.h"

#include "datasets/error.h"

#include <math.h>
#include <string.h>

static const double correlations[] = { 0.0, 0.5, 1.0 };

typedef struct {
    Input *input, *questions;
    Elicitation *elicitation;
    ElicitShow how;
} Experts;

static void
free_experts(gpointer data)
{
    Experts *experts = data;

    if (experts->elicitation)
        elicit_free(experts->elicitation);
    input_free(experts->input);
    input_free(experts->questions);
    g_free(experts);
}

static bool
ask_experts(Composer *composer, Spec *spec, GError **error)
{
    const Node *node = spec->node;
    Experts *experts = g_new0(Experts, 1);
    int fit, pool;

    spec->model = experts;
    if (!file_choose(node, "fit", elicit_fits, &fit, error) ||
        !file_choose(node, "pool", elicit_pools, &pool, error))
        return false;
    experts->how = (ElicitShow){ .fit = (ElicitFit)fit,
                                 .pool = (ElicitPool)pool,
                                 .correlations = correlations,
                                 .n_correlations = G_N_ELEMENTS(correlations),
                                 .scale_parts = node_boolean(node_get(node, "scale_parts")),
                                 .draws = 100000,
                                 .seed = 1 };
    const ElicitOptions options = { .fit = (ElicitFit)fit, .lambda = 4.0 };
    experts->input = file_open(composer, spec, "experts", error);
    if (!experts->input)
        return false;
    if (node_get(node, "quantities") &&
        !(experts->questions = file_open(composer, spec, "quantities", error)))
        return false;
    experts->elicitation = elicit_read(experts->input, experts->questions, &options, error);
    if (!experts->elicitation)
        return false;
    file_used(composer, spec, experts->input, NULL);
    return true;
}

/* ID.QUANTITY.POOL.mean and .p5, .p50, .p95; ID.QUANTITY.n; of the first pool also without POOL. */
static void
answer_experts(Composer *composer, Spec *spec)
{
    const Experts *experts = spec->model;

    for (guint q = 0; q < experts->elicitation->quantities->len; q++) {
        const Elicited *quantity = g_ptr_array_index(experts->elicitation->quantities, q);
        bool percent = g_strcmp0(quantity->unit, "percent") == 0;
        ValueKind kind = percent ? VALUE_PERCENT : VALUE_NUMBER;
        const char *const count[] = { quantity->id, "n", NULL };

        spec_value(composer, spec, count,
                   (Value){ VALUE_COUNT, (double)quantity->beliefs->len, 0, NULL });
        for (int pool = 0; pool < N_POOLS; pool++) {
            Believed of = elicit_pool((const Belief *)(gpointer)quantity->beliefs->data,
                                      quantity->beliefs->len, (ElicitPool)pool);
            const struct {
                const char *part;
                double value;
            } values[] = {
                { "mean", of.mean }, { "p5", of.p5 }, { "p50", of.p50 }, { "p95", of.p95 }
            };

            for (size_t k = 0; k < G_N_ELEMENTS(values); k++) {
                const Value value = { kind, values[k].value, 1, NULL };
                const char *const parts[] = { quantity->id, elicit_pools[pool], values[k].part,
                                              NULL };
                const char *const first[] = { quantity->id, values[k].part, NULL };

                spec_value(composer, spec, parts, value);
                if (pool == (int)experts->how.pool)
                    spec_value(composer, spec, first, value);
            }
        }
    }
}

static bool
show_experts(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Experts *experts = spec->model;
    ShowOptions show = spec_show(composer, spec);
    g_autoptr(Report) all = report_new("payments", composer->language);

    report_elicit(all, experts->elicitation, &experts->how, &show);
    return file_table(composer, spec, block, all, error);
}

static bool
show_beliefs(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Experts *experts = spec->model;
    ShowOptions show = spec_show(composer, spec);
    const char *quantity = node_text(node_get(spec->node, "quantity"));
    g_autoptr(FigureData) figure = figure_of_beliefs(experts->elicitation, quantity, &show, error);

    return figure && spec_figure(composer, spec, block, "density", figure,
                                 table_of_beliefs(experts->elicitation, quantity, &show), error);
}

const Composition composition_experts = {
    .key = "experts",
    .ask = ask_experts,
    .answer = answer_experts,
    .show = show_experts,
    .free_model = free_experts,
};

const Composition composition_beliefs = {
    .key = "chart",
    .value = "density",
    .with = "experts",
    .figure = true,
    .ask = ask_experts,
    .answer = answer_experts,
    .show = show_beliefs,
    .free_model = free_experts,
};
