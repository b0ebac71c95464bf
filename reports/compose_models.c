/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_models.c - blocks from files: cost models, published error rates, recounts. */
#include "reports/composer.h"

#include "datasets/error.h"
#include "reports/figure_source.h"
#include "reports/tabulate_models.h"

#include <math.h>
#include <string.h>

/* ---- cost */

typedef struct {
    CostModel *model;
    CostResult *result;
} Cost;

static void
free_cost(gpointer data)
{
    Cost *cost = data;

    cost_result_free(cost->result);
    cost_model_free(cost->model);
    g_free(cost);
}

static bool
ask_cost(Composer *composer, Spec *spec, GError **error)
{
    g_autofree char *path = NULL;
    g_autoptr(GBytes) bytes = spec_read(composer, spec, "cost", &path, error);

    if (!bytes)
        return false;
    Cost *cost = g_new0(Cost, 1);
    spec->model = cost;
    cost->model = cost_read(bytes, path, composer->options->data_dir, error);
    cost->result = cost->model ? cost_run(cost->model, error) : NULL;
    return cost->result != NULL;
}

static Value
value_of(const CostStep *step, double value)
{
    g_autofree char *unit = unit_text(&step->unit);

    return (Value){ strcmp(unit, "%") == 0 ? VALUE_PERCENT : VALUE_NUMBER, value, step->decimals,
                    NULL };
}

/* The value of step K in scenario S, and its formula or source. */
static void
add_step(Composer *composer, const Spec *spec, const char *const *parts, size_t s, size_t k)
{
    const Cost *cost = spec->model;
    const CostStep *step = &cost->model->steps[k];
    g_autofree char *filled = cost_filled(cost->result, s, k, composer->language, NULL);
    const char *source = node_label(step->source, composer->language);
    g_autofree char *how = filled ? g_strdup_printf("%s = %s", step->formula, filled)
                                  : g_strdup_printf("given%s%s", source ? ": " : "",
                                                    source ? source : " by the model");
    const char *all[4] = { spec->id, parts[0], parts[1], NULL };

    spec_value(composer, spec, parts, value_of(step, cost_value(cost->result, s, k)));
    values_explain(composer->values, all, how);
}

/* ID.NAME of what is the same in all scenarios, else ID.SCENARIO.NAME. */
static void
answer_cost(Composer *composer, Spec *spec)
{
    const Cost *cost = spec->model;
    const CostModel *model = cost->model;

    for (size_t k = 0; k < model->n_steps; k++) {
        const CostStep *step = &model->steps[k];
        bool same = true;

        for (size_t s = 0; s < model->n_scenarios; s++) {
            double value = cost_value(cost->result, s, k);
            const char *const parts[] = { model->scenarios[s].name, step->name, NULL };

            same = same && value == cost_value(cost->result, 0, k);
            if (*parts[0])
                add_step(composer, spec, parts, s, k);
        }
        const char *const parts[] = { step->name, NULL };
        if (same)
            add_step(composer, spec, parts, 0, k);
    }
}

static bool
show_cost(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Cost *cost = spec->model;
    ShowOptions show = spec_show(composer, spec);
    const char *const *outputs = node_texts(node_get(spec->node, "outputs"));

    for (size_t i = 0; outputs && outputs[i]; i++) {
        if (cost_find(cost->model, outputs[i]) < cost->model->n_steps)
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "'outputs:' names '%s', which the model does not have", outputs[i]);
        return false;
    }
    spec_table(composer, spec, block, table_of_cost(cost->result, outputs, &show));
    return true;
}

/* ---- payments */

static void
free_payments(gpointer payments)
{
    payments_free(payments);
}

static bool
ask_payments(Composer *composer, Spec *spec, GError **error)
{
    g_autofree char *path = NULL;

    if (!node_get(spec->node, "payments")) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has no 'payments:'; name the file of the published rates");
        return false;
    }
    g_autoptr(GBytes) bytes = spec_read(composer, spec, "payments", &path, error);
    spec->model = bytes ? payments_read(bytes, path, error) : NULL;
    return spec->model != NULL;
}

static void
add_rate(Composer *composer, const Spec *spec, const Payments *payments, const PaymentsRow *row)
{
    const struct {
        const char *part;
        Value value;
    } values[] = { { NULL, { VALUE_SHARE, row->rate, row->printed.decimals, NULL } },
                   { "rate", { VALUE_SHARE, row->rate, row->printed.decimals, NULL } },
                   { "share", { VALUE_SHARE, row->share, 0, NULL } },
                   { "amount", { VALUE_NUMBER, row->amount, 0, payments->outlay_unit } } };

    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        const char *const parts[] = { row->id, values[i].part, NULL };

        spec_value(composer, spec, parts, values[i].value);
    }
}

static void
answer_payments(Composer *composer, Spec *spec)
{
    const Payments *payments = spec->model;

    for (size_t i = 0; i < payments->n_parts; i++)
        add_rate(composer, spec, payments, &payments->parts[i]);
    add_rate(composer, spec, payments, &payments->total);
}

static bool
show_payments(Composer *composer, Spec *spec, Block *block, GError **error)
{
    ShowOptions show = spec_show(composer, spec);

    (void)error;
    spec_table(composer, spec, block, table_of_payments(spec->model, &show));
    return true;
}

static bool
show_waterfall(Composer *composer, Spec *spec, Block *block, GError **error)
{
    ShowOptions show = spec_show(composer, spec);
    g_autoptr(FigureData) figure = figure_of_payments(spec->model, &show);

    return spec_figure(composer, spec, block, "waterfall", figure,
                       table_of_payments(spec->model, &show), error);
}

/* ---- recount */

typedef struct {
    Published *published;
    Recount *result;
} Recounted;

static void
free_recounted(gpointer data)
{
    Recounted *recounted = data;

    recount_free(recounted->result);
    published_free(recounted->published);
    g_free(recounted);
}

static bool
ask_recount(Composer *composer, Spec *spec, GError **error)
{
    g_autofree char *path = NULL;
    g_autoptr(GBytes) bytes = spec_read(composer, spec, "recount", &path, error);

    if (!bytes)
        return false;
    Recounted *recounted = g_new0(Recounted, 1);
    spec->model = recounted;
    recounted->published = published_read(bytes, path, error);
    if (!recounted->published)
        return false;
    recounted->result = recount(recounted->published);
    return true;
}

static bool
show_recount(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Recounted *recounted = spec->model;
    ShowOptions show = spec_show(composer, spec);

    (void)error;
    spec_table(composer, spec, block, table_of_recount(recounted->result, &show));
    return true;
}

static bool
show_recounted(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Recounted *recounted = spec->model;
    const char *id = node_text(node_get(spec->node, "published"));
    ShowOptions show = spec_show(composer, spec);
    FigureData *figure = figure_of_recount(recounted->result, id, &show, error);
    g_autoptr(FigureData) owned = figure;

    return figure && spec_figure(composer, spec, block, "reproduction", figure,
                                 table_of_figure(figure, &show), error);
}

const Composition composition_recounted_figure = {
    .key = "chart",
    .value = "reproduction",
    .with = "recount",
    .figure = true,
    .ask = ask_recount,
    .show = show_recounted,
    .free_model = free_recounted,
};

const Composition composition_cost = {
    .key = "cost",
    .ask = ask_cost,
    .answer = answer_cost,
    .show = show_cost,
    .free_model = free_cost,
};

const Composition composition_payments = {
    .key = "payments",
    .ask = ask_payments,
    .answer = answer_payments,
    .show = show_payments,
    .free_model = free_payments,
};

const Composition composition_waterfall = {
    .key = "chart",
    .value = "waterfall",
    .figure = true,
    .ask = ask_payments,
    .answer = answer_payments,
    .show = show_waterfall,
    .free_model = free_payments,
};

const Composition composition_recount = {
    .key = "recount",
    .ask = ask_recount,
    .show = show_recount,
    .free_model = free_recounted,
};
