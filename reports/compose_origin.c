/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_origin.c - what each block of a report file asked, for the chains behind its numbers. */
#include "reports/composer.h"

/* "crosstab timely, percent col": the keys of NODE that say what is computed. */
static char *
asked(const Node *node)
{
    static const char *const keys[] = {
        "estimate",   "response",   "crosstab",       "variable",   "variables",
        "expression", "cost",       "payments",       "recount",    "reproduction",
        "by",         "percent",    "chart",          "simulate",   "tornado",
        "draws",      "reviewed",   "rates",          "experts",    "audited",
        "audit_plan", "audit_draw", "audit_coverage", "strata",     "population",
        "errors",     "cause_map",  "expenditure",    "quantities", "estimator",
        "method",     "ci",         "tolerance",      "fit",        "pool",
        "book_total"
    };
    GString *text = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const Node *value = node_get(node, keys[i]);
        const char *const *texts = value ? node_texts(value) : NULL;
        g_autofree char *list = texts ? g_strjoinv(", ", (char **)texts) : NULL;
        const char *shown = list ? list : value ? node_text(value) : NULL;

        if (shown)
            g_string_append_printf(text, "%s%s %s", text->len ? ", " : "", keys[i], shown);
    }
    return g_string_free(text, FALSE);
}

/* What a reviewed payment stands for. */
static const char *
payment_weight(const Node *node)
{
    const char *weight = node_text(node_get(node, "weight"));
    const char *probability = node_text(node_get(node, "prob"));

    return weight ? weight : probability ? probability : "N / n of its stratum";
}

void
composer_origins(Composer *composer)
{
    Report *report = composer->report;

    for (guint i = 0; i < composer->specs->len; i++) {
        const Spec *spec = g_ptr_array_index(composer->specs, i);
        bool asks_data = spec->query || spec->queries;
        g_autofree char *asks = asked(spec->node);
        Origin origin = { .block = spec->id,
                          .asks = report_text(report, asks),
                          .file = report_text(report, spec->used.path),
                          .sha256 = report_text(report, spec->used.sha256),
                          .rows = spec->used.rows_read };

        if (asks_data)
            origin_design(report, &origin, node_text(node_get(spec->node, "where")),
                          &composer->input->codebook->design);
        else /* a model has neither filter nor weights: nothing is said of them */
            origin.where = origin.weight = "";
        if (node_get(spec->node, "reviewed"))
            origin.weight = report_text(report, payment_weight(spec->node));
        g_array_append_val(report->origins, origin);
    }
    report->values = g_steal_pointer(&composer->values);
}
