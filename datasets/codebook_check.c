/* SPDX-License-Identifier: GPL-3.0-or-later */
/* codebook_check.c - a codebook held against itself, and against the columns of its data. */
#include "datasets/codebook_check.h"

#include "datasets/error.h"
#include "datasets/expression.h"

#include <string.h>

static const Node *
part(const Codebook *codebook, const char *key)
{
    return node_get(document_root(codebook->document), key);
}

static void complain(const Codebook *codebook, const Node *node, bool at_key, const char *hint,
                     const char *format, ...) G_GNUC_PRINTF(5, 6);

static void
complain(const Codebook *codebook, const Node *node, bool at_key, const char *hint,
         const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (at_key)
        document_complain_key(codebook->document, node, what, hint);
    else
        document_complain(codebook->document, node, what, hint);
}

static bool
contains(const char *const *texts, const char *text)
{
    for (; texts && *texts; texts++)
        if (strcmp(*texts, text) == 0)
            return true;
    return false;
}

/* ---- against itself */

static void
check_condition(const Codebook *codebook, const Node *node)
{
    g_autoptr(Expression) expression =
        node ? expression_parse_node(codebook->document, node) : NULL;
    g_autoptr(GArray) requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    g_autoptr(GError) error = NULL;

    if (expression && !expression_requests(expression, requests, &error))
        document_complain(codebook->document, node, error->message, NULL);
}

static void
check_variable(const Codebook *codebook, const Node *variable, const char *name)
{
    const Node *values = node_get(variable, "values"), *missing = node_get(variable, "missing");

    check_condition(codebook, node_get(variable, "asked"));
    if (!node_is_mapping(values))
        return;
    for (size_t i = 0; i < node_count(missing); i++)
        if (node_get(values, node_key(missing, i)))
            complain(codebook, node_at(missing, i), true, "take one of them out",
                     "'%s' of '%s' is a missing code and has a value label too",
                     node_key(missing, i), name);
    for (size_t i = 0; i < node_count(values); i++)
        if (contains(codebook->missing, node_key(values, i)))
            complain(codebook, node_at(values, i), true, "take one of them out",
                     "'%s' of '%s' has a value label, but 'missing' says that it is missing in "
                     "every column",
                     node_key(values, i), name);
}

/* An item that is not among the variables is a column of which nothing is said. */
static void
check_set(const Codebook *codebook, const Node *set, const char *name)
{
    const Node *items = node_get(set, "items");
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    check_condition(codebook, node_get(set, "asked"));
    if (codebook_find(codebook, name))
        complain(codebook, set, true, "give the set another name",
                 "'%s' is the name of a variable too", name);
    for (size_t i = 0; i < node_count(items); i++) {
        const Node *item = node_at(items, i);

        if (!g_hash_table_add(seen, (gpointer)node_text(item)))
            complain(codebook, item, false, NULL, "'%s' stands twice in the set '%s'",
                     node_text(item), name);
        else if (codebook_find_set(codebook, node_text(item)))
            complain(codebook, item, false, "name columns of the data",
                     "'%s' is a set, which cannot be an item of the set '%s'", node_text(item),
                     name);
    }
    if (items && node_count(items) == 0)
        complain(codebook, items, false, NULL, "the set '%s' has no items", name);
}

static void
check_dispositions(const Codebook *codebook)
{
    static const char *const outcomes[] = { "I", "P", "R", "NC", "O", "UH", "UO", "NE", NULL };
    const Node *codes = codebook->dispositions;

    for (size_t i = 0; i < node_count(codes); i++)
        if (!contains(outcomes, node_text(node_at(codes, i))))
            complain(codebook, node_at(codes, i), false,
                     "there are: I complete, P partial, R refusal, NC no contact, O other, UH and "
                     "UO unknown, NE not eligible",
                     "'%s' is no outcome", node_text(node_at(codes, i)));
}

void
codebook_check_meaning(Codebook *codebook)
{
    const Node *variables = part(codebook, "variables"), *sets = part(codebook, "sets");

    for (size_t i = 0; i < node_count(variables); i++)
        check_variable(codebook, node_at(variables, i), node_key(variables, i));
    for (size_t i = 0; i < node_count(sets); i++)
        check_set(codebook, node_at(sets, i), node_key(sets, i));
    check_condition(codebook, node_get(part(codebook, "design"), "sample"));
    check_dispositions(codebook);
}

/* ---- against the data */

typedef struct {
    const Codebook *codebook;
    const char *const *names;
    size_t n_names;
    GHashTable *known; /* the names as a set */
} Columns;

static bool
has_column(const Columns *columns, const char *name)
{
    return g_hash_table_contains(columns->known, name);
}

/* What to say of NAME, which is no column; the caller owns it. */
static char *
no_column(const Columns *columns, const char *name)
{
    const char *near = nearest_name(name, columns->names, columns->n_names);

    return near ? g_strdup_printf("the data have no column '%s'; did you mean '%s'?", name, near)
                : g_strdup_printf("the data have no column '%s'", name);
}

static void
expect_column(const Columns *columns, const Node *node, const char *name, bool at_key)
{
    if (has_column(columns, name))
        return;
    g_autofree char *what = no_column(columns, name);
    complain(columns->codebook, node, at_key, NULL, "%s", what);
}

static void
expect_texts(const Columns *columns, const Node *texts)
{
    for (size_t i = 0; i < node_count(texts); i++)
        expect_column(columns, node_at(texts, i), node_text(node_at(texts, i)), false);
}

/* Names of columns, or patterns that match some. */
static void
expect_patterns(const Columns *columns, const Node *texts)
{
    for (size_t i = 0; i < node_count(texts); i++) {
        const Node *node = node_at(texts, i);
        bool matched = false;

        if (!strchr(node_text(node), '*')) {
            expect_column(columns, node, node_text(node), false);
            continue;
        }
        for (size_t k = 0; k < columns->n_names && !matched; k++)
            matched = replicate_matches(node_text(node), columns->names[k]);
        if (!matched)
            complain(columns->codebook, node, false, NULL, "the data have no column '%s'",
                     node_text(node));
    }
}

static void
expect_names(const Columns *columns, const Node *node, const Expression *expression)
{
    if (expression->kind == EXPRESSION_NAME && !has_column(columns, expression->text)) {
        g_autofree char *what = no_column(columns, expression->text);
        document_complain_part(columns->codebook->document, node, expression->begin,
                               expression->end, what, NULL);
    }
    for (size_t i = 0; i < expression->n_arguments; i++)
        expect_names(columns, node, expression->arguments[i]);
}

static void
expect_condition(const Columns *columns, const Node *node)
{
    g_autoptr(Expression) expression = node ? expression_parse(node_text(node), NULL) : NULL;

    if (expression)
        expect_names(columns, node, expression);
}

bool
codebook_check_columns(Codebook *codebook, const char *const *names, size_t n, GError **error)
{
    if (!codebook->document)
        return true;
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    const Columns columns = { .codebook = codebook, .names = names, .n_names = n, .known = known };
    const Node *variables = part(codebook, "variables"), *sets = part(codebook, "sets");
    const Node *design = part(codebook, "design");
    static const char *const design_columns[] = {
        "weight", "count", "strata", "psu", "fpc", "prob"
    };

    for (size_t i = 0; i < n; i++)
        g_hash_table_add(known, (gpointer)names[i]);
    for (size_t i = 0; i < node_count(variables); i++) {
        expect_column(&columns, node_at(variables, i), node_key(variables, i), true);
        expect_condition(&columns, node_get(node_at(variables, i), "asked"));
    }
    for (size_t i = 0; i < node_count(sets); i++) {
        expect_texts(&columns, node_get(node_at(sets, i), "items"));
        expect_condition(&columns, node_get(node_at(sets, i), "asked"));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(design_columns); i++)
        expect_texts(&columns, node_get(design, design_columns[i]));
    expect_patterns(&columns, node_get(design, "repweights"));
    expect_condition(&columns, node_get(design, "sample"));
    expect_texts(&columns, node_get(part(codebook, "disposition"), "variable"));
    return document_check(codebook->document, error);
}
