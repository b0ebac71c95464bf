/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_audit.c - blocks of an audited sample, and of how often its bounds hold. */
#include "reports/compose_audit.h"
#include "reports/tabulate_audit.h"

#include "datasets/error.h"

#include <math.h>
#include <string.h>

typedef struct {
    Input *input;
    AuditResult *result;
} Audited;

static void
free_audited(gpointer data)
{
    Audited *audited = data;

    if (audited->result)
        audit_result_free(audited->result);
    input_free(audited->input);
    g_free(audited);
}

double
audit_block_confidence(const Composer *composer)
{
    return composer->options->level > 0.0 ? composer->options->level : 0.95;
}

bool
audit_block_method(const Node *node, int *method, GError **error)
{
    if (node_get(node, "method"))
        return file_choose(node, "method", audit_methods, method, error);
    *method = SELECT_MUS;
    return true;
}

bool
audit_block_number(const char *key, double number, double most, GError **error)
{
    if (number >= 1.0 && number <= most)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "'%s:' is a whole number from 1 to %.0f", key,
                most);
    return false;
}

static bool
ask_audited(Composer *composer, Spec *spec, GError **error)
{
    const Node *node = spec->node;
    Audited *audited = g_new0(Audited, 1);
    const AuditEvaluateOptions options = { .book = "book_value",
                                           .audited = "audit_value",
                                           .book_total =
                                               node_number(node_get(node, "book_total"), NAN),
                                           .population = node_number(node_get(node, "items"), NAN),
                                           .confidence = audit_block_confidence(composer) };

    spec->model = audited;
    audited->input = file_open(composer, spec, "audited", error);
    audited->result = audited->input ? audit_evaluate(audited->input, &options, error) : NULL;
    if (!audited->result)
        return false;
    file_used(composer, spec, audited->input, NULL);
    return true;
}

/* ID.likely, ID.BOUND, and .amount of each; ID.n. */
static void
answer_audited(Composer *composer, Spec *spec)
{
    const AuditResult *result = ((const Audited *)spec->model)->result;

    for (int k = -1; k < N_BOUNDS; k++) {
        double rate = k < 0 ? result->most_likely_rate : result->bounds[k];
        const char *name = k < 0 ? "likely" : audit_bound_names[k];
        const char *const parts[] = { name, NULL }, *const amount[] = { name, "amount", NULL };

        spec_value(composer, spec, parts, (Value){ VALUE_SHARE, rate, 2, NULL });
        spec_value(composer, spec, amount,
                   (Value){ VALUE_NUMBER, audit_amount(result, rate, false), 0, NULL });
    }
    const char *const n[] = { "n", NULL };
    spec_value(composer, spec, n, (Value){ VALUE_COUNT, result->n, 0, NULL });
}

static bool
show_audited(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Audited *audited = spec->model;
    ShowOptions show = spec_show(composer, spec);
    g_autoptr(Report) all = report_new("audit", composer->language);

    report_audit(all, audited->result, &show);
    return file_table(composer, spec, block, all, error);
}

const Composition composition_audited = {
    .key = "audited",
    .ask = ask_audited,
    .answer = answer_audited,
    .show = show_audited,
    .free_model = free_audited,
};
