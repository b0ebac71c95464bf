/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_payments.c - blocks of erroneous payments from a reviewed sample. */
#include "reports/compose_files.h"
#include "reports/composer.h"
#include "reports/figure_source.h"
#include "reports/tabulate_sample.h"

#include "datasets/error.h"

#include <math.h>
#include <string.h>

typedef struct {
    Input *input, *frame_input, *lines_input, *map_input;
    PaymentsSample *sample;
    PaymentsFrame *frame;
    PaymentsResult *result;
    PaymentsOptions how;
    PaymentsView view;
    double tolerance;
} Reviewed;

static void
free_reviewed(gpointer data)
{
    Reviewed *reviewed = data;

    payments_result_free(reviewed->result);
    payments_sample_free(reviewed->sample);
    payments_frame_free(reviewed->frame);
    input_free(reviewed->input);
    input_free(reviewed->frame_input);
    input_free(reviewed->lines_input);
    input_free(reviewed->map_input);
    g_free(reviewed);
}

static bool
set_options(const Composer *composer, const Spec *spec, Reviewed *reviewed, GError **error)
{
    const Node *node = spec->node;
    int method, limits, view;
    QueryOptions query = spec_query(composer, spec);

    if (!file_choose(node, "estimator", payments_methods, &method, error) ||
        !file_choose(node, "ci", payments_limit_names, &limits, error) ||
        !file_choose(node, "view", payments_views, &view, error))
        return false;
    reviewed->view = (PaymentsView)view;
    reviewed->tolerance = node_number(node_get(node, "tolerance"), 0.0);
    reviewed->how = (PaymentsOptions){ .method = (PaymentsMethod)method,
                                       .limits = (PaymentsLimits)limits,
                                       .design = { .df_rule = DF_DOMAIN },
                                       .level = query.level,
                                       .by = query.by,
                                       .few = 5,
                                       .many = 30,
                                       .replicates = 4000,
                                       .seed = 1 };
    return true;
}

/* The files beside the sample. */
static bool
read_beside(Composer *composer, Spec *spec, Reviewed *reviewed, GError **error)
{
    const Node *node = spec->node;
    const PaymentsFrameColumns columns = { node_text(node_get(node, "strata")), NULL, NULL };
    const char *category = payments_view_columns[reviewed->view];

    if (node_get(node, "errors") &&
        (!(reviewed->lines_input = file_open(composer, spec, "errors", error)) ||
         !payments_sample_lines(reviewed->sample, reviewed->lines_input, error)))
        return false;
    if (node_get(node, "cause_map") &&
        (!(reviewed->map_input = file_open(composer, spec, "cause_map", error)) ||
         !payments_sample_map(reviewed->sample, reviewed->map_input, category, error)))
        return false;
    if (node_get(node, "population") &&
        (!(reviewed->frame_input = file_open(composer, spec, "population", error)) ||
         !(reviewed->frame = payments_frame_read(reviewed->frame_input, &columns, error))))
        return false;
    return true;
}

static bool
ask_reviewed(Composer *composer, Spec *spec, GError **error)
{
    const Node *node = spec->node;
    Reviewed *reviewed = g_new0(Reviewed, 1);

    spec->model = reviewed;
    if (!set_options(composer, spec, reviewed, error))
        return false;
    const PaymentsColumns columns = { .paid = "paid",
                                      .correct = "correct",
                                      .strata = node_text(node_get(node, "strata")),
                                      .psu = node_text(node_get(node, "psu")),
                                      .weight = node_text(node_get(node, "weight")),
                                      .recovered = node_text(node_get(node, "recovered")),
                                      .cause = node_text(node_get(node, "cause")),
                                      .tolerance = reviewed->tolerance };
    reviewed->input = file_open(composer, spec, "reviewed", error);
    if (!reviewed->input)
        return false;
    reviewed->sample = payments_sample_read(reviewed->input, &columns, reviewed->how.by, error);
    if (!reviewed->sample || !read_beside(composer, spec, reviewed, error))
        return false;
    reviewed->result =
        payments_estimate(reviewed->sample, reviewed->frame, &columns, &reviewed->how, error);
    if (!reviewed->result)
        return false;
    file_used(composer, spec, reviewed->input, &reviewed->result->main->account);
    return true;
}

/* ID.PREFIX.LEVEL.VARIABLE of rates and shares, with .amount behind of amounts; .low, .high, .se.
 */
static void
add_values(Composer *composer, const Spec *spec, const Estimates *estimates, const char *prefix)
{
    for (size_t i = 0; estimates && i < estimates->n_rows; i++) {
        const Estimate *row = &estimates->rows[i];
        bool amount = strcmp(row->statistic, "amount") == 0;
        ValueKind kind = amount ? VALUE_NUMBER : VALUE_SHARE;
        const struct {
            const char *part;
            double value;
        } values[] = {
            { NULL, row->value }, { "low", row->lower }, { "high", row->upper }, { "se", row->se }
        };

        for (size_t k = 0; k < G_N_ELEMENTS(values); k++) {
            const char *parts[8] = { NULL };
            size_t n = 0;

            if (prefix) {
                parts[n++] = prefix;
                parts[n++] = row->level ? row->level : "not_attributed";
            }
            parts[n++] = row->variable;
            for (size_t b = 0; b < estimates->n_by && n < 5; b++)
                parts[n++] = row->by[b] ? row->by[b] : "missing";
            if (amount)
                parts[n++] = "amount";
            parts[n] = values[k].part;
            spec_value(composer, spec, parts,
                       (Value){ kind, values[k].value, amount ? 0 : 2, NULL });
        }
    }
}

static void
add_number(Composer *composer, const Spec *spec, const char *name, double number)
{
    const char *const parts[] = { name, NULL };

    spec_value(composer, spec, parts, (Value){ VALUE_COUNT, number, 0, NULL });
}

static void
answer_reviewed(Composer *composer, Spec *spec)
{
    const PaymentsResult *result = ((const Reviewed *)spec->model)->result;

    add_values(composer, spec, result->main, NULL);
    add_values(composer, spec, result->causes, "causes");
    add_values(composer, spec, result->intents, "intents");
    add_values(composer, spec, result->liables, "liable");
    add_values(composer, spec, result->reviews, NULL);
    add_number(composer, spec, "n", (double)result->n);
    add_number(composer, spec, "n_errors", (double)result->n_errors);
    add_number(composer, spec, "n_unknown", (double)result->n_unknown);
    add_number(composer, spec, "n_strata", (double)result->n_strata);
    add_number(composer, spec, "targeted", (double)result->targeted.n);
    add_number(composer, spec, "targeted_errors", (double)result->targeted.n_errors);
    add_number(composer, spec, "units", result->units);
    add_number(composer, spec, "book", result->book);
}

static bool
show_reviewed(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Reviewed *reviewed = spec->model;
    ShowOptions show = spec_show(composer, spec);
    g_autoptr(Report) all = report_new("payments", composer->language);

    report_payments(all, reviewed->result, reviewed->view,
                    node_number(node_get(spec->node, "materiality"), 0.02), &reviewed->how,
                    reviewed->tolerance, &show);
    return file_table(composer, spec, block, all, error);
}

static bool
show_causes(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Reviewed *reviewed = spec->model;
    ShowOptions show = spec_show(composer, spec);
    const char *levels = node_text(node_get(spec->node, "table"));
    const Estimates *chosen = g_strcmp0(levels, "intents") == 0  ? reviewed->result->intents
                              : g_strcmp0(levels, "liable") == 0 ? reviewed->result->liables
                                                                 : reviewed->result->causes;
    g_autoptr(FigureData) figure = figure_of_causes(reviewed->result->main, chosen, &show, error);

    return figure && spec_figure(composer, spec, block, "waterfall", figure,
                                 table_of_figure(figure, &show), error);
}

const Composition composition_reviewed = {
    .key = "reviewed",
    .ask = ask_reviewed,
    .answer = answer_reviewed,
    .show = show_reviewed,
    .free_model = free_reviewed,
};

const Composition composition_causes = {
    .key = "chart",
    .value = "waterfall",
    .with = "reviewed",
    .figure = true,
    .ask = ask_reviewed,
    .answer = answer_reviewed,
    .show = show_causes,
    .free_model = free_reviewed,
};
