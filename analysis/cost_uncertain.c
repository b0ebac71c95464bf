/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_uncertain.c - distributions of given values, from text, data files and surveys. */
#include "analysis/cost_uncertain.h"

#include "analysis/query.h"
#include "datasets/path.h"

#include <math.h>
#include <string.h>

const Field estimate_fields[] = {
    { .name = "data", .type = FIELD_TEXT, .required = true, .help = "data file or codebook" },
    { .name = "expression",
      .type = FIELD_TEXT,
      .required = true,
      .help = "one estimate, as of andel estimate: mean(minutes)" },
    { .name = "where", .type = FIELD_TEXT, .help = "its domain" },
    { 0 },
};

/* Opens the data that NODE names and notes them among the data of MODEL. */
static Input *
open_data(CostModel *model, const Node *node, const char *name, const char *data_dir)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_resolve(name, document_name(model->document), data_dir, &error);
    InputOptions options = { .data_dir = data_dir };
    Input *input = path ? input_open(path, &options, &error) : NULL;

    if (!input)
        document_complain(model->document, node, error->message, NULL);
    return input;
}

static void
note_data(CostModel *model, const char *name, const Input *input, size_t rows)
{
    CostData data = { g_strdup(name), g_strdup(input_sha256(input)), rows };

    g_array_append_val(model->data, data);
}

/* ---- empirical(FILE) */

typedef struct {
    GArray *values; /* of double */
    size_t missing;
} Collected;

static bool
collect(const Dataset *block, gpointer user, GError **error)
{
    Collected *collected = user;

    (void)error;
    for (size_t i = 0; i < block->n_rows; i++)
        if (isfinite(block->columns[0].number[i]))
            g_array_append_val(collected->values, block->columns[0].number[i]);
        else
            collected->missing++;
    return true;
}

static void
read_values(CostModel *model, const Node *node, Distribution *distribution, const char *data_dir)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Input) input = open_data(model, node, distribution->file, data_dir);
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(double));
    Collected collected = { .values = values };
    size_t n;

    if (!input)
        return;
    const char *const *names = reader_names(input->reader, &n);
    if (n != 1) {
        document_complain(model->document, node, "the file of empirical() has several columns",
                          "leave one column of numbers in it");
        return;
    }
    ColumnRequest request = { .name = names[0], .as = READ_NUMBER };
    if (!reader_read(input->reader, &request, 1, collect, &collected, &error)) {
        document_complain(model->document, node, error->message, NULL);
        return;
    }
    if (values->len == 0) {
        document_complain(model->document, node, "the file of empirical() has no numbers", NULL);
        return;
    }
    note_data(model, distribution->file, input, reader_rows(input->reader));
    distribution_set_values(distribution, (const double *)(gpointer)values->data, values->len);
}

/* ---- estimate: {data: ..., expression: ...} */

static void
take_estimate(CostModel *model, CostStep *step, const Node *node, const Estimates *estimates)
{
    const Estimate *row = &estimates->rows[0];

    if (estimates->n_rows != 1)
        document_complain(model->document, node_get(node, "expression"),
                          "the expression gives several estimates, and a value is one",
                          "as share(x = 'Yes') in place of share(x)");
    else if (!isfinite(row->value))
        document_complain(model->document, node, "the estimate has no value", NULL);
    else if (!(row->se > 0.0))
        document_complain(model->document, node, "the estimate has no standard error",
                          "give it as a value: it is known exactly");
    else {
        step->value = row->value;
        step->distribution = distribution_normal(row->value, row->se);
        step->n_answers = row->n;
    }
}

static void
read_estimate(CostModel *model, CostStep *step, const Node *node, const char *data_dir)
{
    g_autoptr(GError) error = NULL;
    const char *name = node_text(node_get(node, "data"));
    const char *const expressions[] = { node_text(node_get(node, "expression")), NULL };
    QueryOptions options = { .where = node_text(node_get(node, "where")), .level = 0.95 };
    g_autoptr(Input) input = open_data(model, node_get(node, "data"), name, data_dir);

    if (!input)
        return;
    g_autoptr(Query) query = query_estimate(expressions, &options, &error);
    if (!query || !query_run(&query, 1, input, &input->codebook->design, &error)) {
        document_complain(model->document, node_get(node, "expression"), error->message, NULL);
        return;
    }
    note_data(model, name, input, query_estimates(query)->account.rows_read);
    take_estimate(model, step, node, query_estimates(query));
}

/* ---- the value */

static void
read_distribution(CostModel *model, CostStep *step, const Node *node, const char *data_dir)
{
    DistributionFault fault = { 0 };

    step->distribution_text = node_text(node);
    step->distribution = distribution_parse(step->distribution_text, &fault);
    if (!step->distribution) {
        document_complain_part(model->document, node, fault.begin, fault.end, fault.what,
                               fault.hint);
        g_free(fault.what);
        return;
    }
    if (step->distribution->file)
        read_values(model, node, step->distribution, data_dir);
    if (step->distribution->file && step->distribution->n_values == 0)
        g_clear_pointer(&step->distribution, distribution_free);
    else if (isnan(step->value))
        step->value = distribution_mean(step->distribution);
}

void
uncertain_read(CostModel *model, CostStep *step, const char *data_dir)
{
    const Node *distribution = node_get(step->node, "distribution");
    const Node *estimate = node_get(step->node, "estimate");
    const Node *low = node_get(step->node, "low"), *high = node_get(step->node, "high");

    step->low = node_number(low, NAN);
    step->high = node_number(high, NAN);
    if (!low != !high)
        document_complain(model->document, low ? low : high, "'low' and 'high' go together", NULL);
    else if (low && !(step->low < step->high))
        document_complain(model->document, high, "'high' is above 'low'", NULL);
    if (step->formula && (distribution || estimate || low)) {
        document_complain(model->document,
                          distribution ? distribution
                          : estimate   ? estimate
                                       : low,
                          "what follows from a formula is as uncertain as the values in it",
                          "give the distribution to one of those");
        return;
    }
    if (estimate && (distribution || !isnan(step->value)))
        document_complain(model->document, estimate,
                          "a value has either 'estimate', or 'value' and 'distribution'", NULL);
    else if (estimate)
        read_estimate(model, step, estimate, data_dir);
    else if (distribution)
        read_distribution(model, step, distribution, data_dir);
}
