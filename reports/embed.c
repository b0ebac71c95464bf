/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/embed.h"

#include "datasets/number.h"
#include "reports/json.h"

#include <math.h>
#include <string.h>

static void
write_node(GString *out, const Node *node)
{
    bool mapping = node_is_mapping(node);

    if (!mapping && !node_is_list(node)) {
        json_text(out, node_text(node));
        return;
    }
    g_string_append_c(out, mapping ? '{' : '[');
    for (size_t i = 0; i < node_count(node); i++) {
        if (mapping)
            json_key(out, node_key(node, i));
        else
            json_next(out);
        write_node(out, node_at(node, i));
    }
    g_string_append_c(out, mapping ? '}' : ']');
}

static void
write_member(GString *out, const Node *root, const char *key)
{
    const Node *node = node_get(root, key);

    if (!node)
        return;
    json_key(out, key);
    write_node(out, node);
}

/* The members of the mapping under KEY whose names are among NAMES. */
static void
write_chosen(GString *out, const Node *root, const char *key, const GPtrArray *names)
{
    const Node *all = node_get(root, key);
    bool any = false;

    for (size_t i = 0; i < node_count(all); i++) {
        const char *name = node_key(all, i);

        if (!g_ptr_array_find_with_equal_func((GPtrArray *)names, name, g_str_equal, NULL))
            continue;
        if (!any) {
            json_key(out, key);
            g_string_append_c(out, '{');
        }
        any = true;
        json_key(out, name);
        write_node(out, node_at(all, i));
    }
    if (any)
        g_string_append_c(out, '}');
}

static void
add_name(GPtrArray *names, const char *name)
{
    if (name && !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
        g_ptr_array_add(names, (gpointer)name);
}

static GPtrArray *
names_of(const Query *query)
{
    GPtrArray *names = g_ptr_array_new();
    const Estimates *estimates = query_estimates(query);
    const Crosstab *table = query_table(query);

    for (size_t i = 0; estimates && i < estimates->n_rows; i++)
        add_name(names, estimates->rows[i].variable);
    for (size_t i = 0; estimates && i < estimates->n_by; i++)
        add_name(names, estimates->by[i]);
    if (!table)
        return names;
    add_name(names, table->row_variable);
    add_name(names, table->col_variable);
    for (size_t i = 0; i < table->n_by; i++)
        add_name(names, table->by_names[i]);
    for (size_t i = 0; table->multiple && i < table->n_rows; i++)
        add_name(names, table->rows[i]); /* its answers are columns */
    add_name(names, table->items);
    return names;
}

void
report_embed_codebook(Report *report, const Codebook *codebook, const Query *query)
{
    g_autoptr(GPtrArray) names = names_of(query);
    g_autoptr(GString) out = g_string_new("{");

    if (!codebook->document)
        return;
    const Node *root = document_root(codebook->document);
    write_member(out, root, "title");
    write_member(out, root, "source");
    write_member(out, root, "lang");
    write_chosen(out, root, "variables", names);
    write_chosen(out, root, "sets", names);
    g_string_append_c(out, '}');
    report->embedded = report_text(report, out->str);
    report->embedded_key = "codebook";
}

void
report_embed_document(Report *report, const char *key, const Document *document)
{
    g_autoptr(GString) out = g_string_new(NULL);

    write_node(out, document_root(document));
    report->embedded = report_text(report, out->str);
    report->embedded_key = key;
}

void
report_embed_outcomes(Report *report, const double counts[N_OUTCOMES])
{
    g_autoptr(GString) out = g_string_new("{");
    char buffer[NUMBER_BUFFER];

    for (size_t k = 0; k < N_OUTCOMES; k++) {
        json_key(out, outcome_codes[k]);
        g_string_append(out, isfinite(counts[k]) ? number_write(counts[k], buffer) : "null");
    }
    g_string_append_c(out, '}');
    report->outcomes = report_text(report, out->str);
}
