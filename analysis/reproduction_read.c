/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reproduction_read.c - a published table as a file lists its cells. */
#include "analysis/reproduction.h"

#include "datasets/expression.h"

#include <string.h>

static const char *const parts[] = { "value", "se", "low", "high", "margin", "base", NULL };
static const char *const bases[] = { "out", "in", NULL };

static const Field cell_fields[] = {
    { .name = "id", .type = FIELD_TEXT, .required = true, .help = "name of the cell" },
    { .name = "place", .type = FIELD_LABEL, .help = "where it stands: Table 1" },
    { .name = "label", .type = FIELD_LABEL, .help = "what it is" },
    { .name = "estimate",
      .type = FIELD_TEXT,
      .required = true,
      .help = "how it is estimated: share(info = 'no'), mean(minutes)" },
    { .name = "of",
      .type = FIELD_CHOICE,
      .choices = parts,
      .help = "what of the estimate is printed (default: value)" },
    { .name = "where", .type = FIELD_TEXT, .help = "its filter (default: that of the file)" },
    { .name = "printed", .type = FIELD_TEXT, .required = true, .help = "the number as printed" },
    { .name = "deviation", .type = FIELD_LABEL, .help = "declares that it differs, and says why" },
    { 0 },
};

const Field reproduction_fields[] = {
    { .name = "title", .type = FIELD_LABEL, .help = "the publication" },
    { .name = "lang", .type = FIELD_TEXT, .help = "how its numbers are written: en or sv" },
    { .name = "where", .type = FIELD_TEXT, .help = "filter of all cells" },
    { .name = "weighted", .type = FIELD_BOOLEAN, .help = "as published (default: yes)" },
    { .name = "missing",
      .type = FIELD_CHOICE,
      .choices = bases,
      .help = "whether item nonresponse is in the base: out (default) or in" },
    { .name = "filters", .type = FIELD_TEXTS, .help = "other filters that may have been used" },
    { .name = "cells",
      .type = FIELD_LIST,
      .required = true,
      .fields = cell_fields,
      .help = "the numbers of the table" },
    { 0 },
};

static void
check_expression(Document *document, const Node *node)
{
    g_autoptr(Expression) expression = node ? expression_parse_node(document, node) : NULL;

    (void)expression;
}

static void
read_cell(Reproduction *reproduction, const Node *node, const char *where, GHashTable *seen,
          PublishedCell *cell)
{
    Document *document = reproduction->document;
    const Node *printed = node_get(node, "printed"), *own = node_get(node, "where");
    g_autoptr(GError) error = NULL;

    *cell = (PublishedCell){ .id = node_text(node_get(node, "id")),
                             .text = node_text(printed),
                             .estimate = node_text(node_get(node, "estimate")),
                             .where = own ? node_text(own) : where,
                             .node = node,
                             .place = node_get(node, "place"),
                             .label = node_get(node, "label"),
                             .deviation = node_get(node, "deviation"),
                             .part = (CellPart)node_choice(node_get(node, "of"), CELL_VALUE) };
    cell->explanations = g_array_new(FALSE, FALSE, sizeof(CellExplanation));
    if (!g_hash_table_add(seen, (gpointer)cell->id))
        document_complain(document, node_get(node, "id"), "this id stands for two cells", NULL);
    if (!printed_read(cell->text, reproduction->language, &cell->printed, &error))
        document_complain(document, printed, error->message, NULL);
    check_expression(document, node_get(node, "estimate"));
    check_expression(document, own);
}

Reproduction *
reproduction_read(GBytes *bytes, const char *path, GError **error)
{
    g_autoptr(Reproduction) reproduction = g_new0(Reproduction, 1);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    reproduction->strings = g_string_chunk_new(256);
    reproduction->document = document_read(bytes, path, reproduction_fields, error);
    if (!reproduction->document)
        return NULL;
    const Node *root = document_root(reproduction->document), *cells = node_get(root, "cells");
    const Node *weighted = node_get(root, "weighted"), *where = node_get(root, "where");
    reproduction->language = node_text(node_get(root, "lang"));
    reproduction->title = node_get(root, "title");
    reproduction->weighted = !weighted || node_boolean(weighted);
    reproduction->missing_in = node_choice(node_get(root, "missing"), 0) == 1;
    reproduction->filters = node_texts(node_get(root, "filters"));
    check_expression(reproduction->document, where);
    reproduction->n_cells = node_count(cells);
    reproduction->cells = g_new0(PublishedCell, reproduction->n_cells + 1);
    for (size_t i = 0; i < reproduction->n_cells; i++)
        read_cell(reproduction, node_at(cells, i), node_text(where), seen, &reproduction->cells[i]);
    return document_check(reproduction->document, error) ? g_steal_pointer(&reproduction) : NULL;
}

void
reproduction_free(Reproduction *reproduction)
{
    if (!reproduction)
        return;
    for (size_t i = 0; i < reproduction->n_cells; i++)
        if (reproduction->cells[i].explanations)
            g_array_unref(reproduction->cells[i].explanations);
    g_free(reproduction->cells);
    document_free(reproduction->document);
    g_string_chunk_free(reproduction->strings);
    g_free(reproduction);
}
