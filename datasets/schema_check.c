/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_check.c - a document held against its table of fields. */
#include "datasets/schema_document.h"

#include "datasets/error.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

static void check_value(Document *document, Node *node, const Field *field, const char *name);

static size_t
count_fields(const Field *fields)
{
    size_t n = 0;

    while (fields && fields[n].name)
        n++;
    return n;
}

static char *
list_fields(const Field *fields)
{
    GString *list = g_string_new(NULL);

    for (const Field *field = fields; field->name; field++)
        g_string_append_printf(list, "%s%s", list->len > 0 ? ", " : "", field->name);
    return g_string_free(list, FALSE);
}

static char *
describe_expected(const Field *field)
{
    switch (field->type) {
    case FIELD_TEXT:
        return g_strdup("a text");
    case FIELD_NUMBER:
        return g_strdup("a number, with a point and no grouping");
    case FIELD_INTEGER:
        return g_strdup("a whole number");
    case FIELD_BOOLEAN:
        return g_strdup("yes or no");
    case FIELD_CHOICE: {
        g_autofree char *list = g_strjoinv(", ", (char **)field->choices);
        return g_strdup_printf("one of %s", list);
    }
    case FIELD_TEXTS:
        return g_strdup("a text or a list of texts");
    case FIELD_NUMBERS:
        return g_strdup("a number or a list of numbers");
    case FIELD_LABEL:
        return g_strdup("a text, or a text for each language: {en: ..., sv: ...}");
    case FIELD_BLOCK: {
        g_autofree char *list = list_fields(field->fields);
        return g_strdup_printf("a mapping with the keys %s", list);
    }
    case FIELD_LIST: {
        g_autofree char *list = list_fields(field->fields);
        return g_strdup_printf("a list of mappings with the keys %s", list);
    }
    case FIELD_MAP: {
        g_autofree char *list = list_fields(field->fields);
        return g_strdup_printf("a mapping of names, each to a mapping with the keys %s", list);
    }
    case FIELD_LABELS:
    case FIELD_SCALARS:
        return g_strdup("a mapping of texts, 'key: text'");
    case FIELD_ANY:
        return g_strdup("a value");
    }
    g_assert_not_reached();
}

static bool
is_empty(const Node *node)
{
    return node->kind == NODE_SCALAR && node->plain &&
           (*node->text == '\0' || strcmp(node->text, "~") == 0);
}

static void
refuse_type(Document *document, Node *node, const Field *field, const char *name)
{
    g_autofree char *expected = describe_expected(field);
    g_autofree char *found = NULL;

    if (node->kind == NODE_LIST)
        found = g_strdup("a list");
    else if (node->kind == NODE_MAPPING)
        found = g_strdup("a mapping");
    else if (g_utf8_strlen(node->text, -1) > 40) {
        g_autofree char *start = g_utf8_substring(node->text, 0, 40);
        found = g_strdup_printf("the text '%s...'", start);
    } else
        found = g_strdup_printf("the text '%s'", node->text);
    node->refused = true;
    if (is_empty(node))
        document_add(document, node->key ? node->key_begin : node->begin,
                     node->key ? node->key_end : node->end,
                     g_strdup_printf("'%s' has no value; expected %s", name, expected));
    else
        document_add(document, node->begin, node->end,
                     g_strdup_printf("'%s': expected %s, found %s", name, expected, found));
}

static bool
is_text(const Node *node)
{
    return node->kind == NODE_SCALAR && !is_empty(node);
}

static bool
is_number(const Node *node, bool whole)
{
    double value;

    if (!is_text(node) || number_read(node->text, strlen(node->text), '.', &value) != NUMBER_VALUE)
        return false;
    return !whole || (floor(value) == value && fabs(value) <= 9007199254740992.0);
}

static bool
is_boolean(const Node *node)
{
    static const char *const words[] = { "yes", "no", "true", "false" };

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (is_text(node) && g_ascii_strcasecmp(node->text, words[i]) == 0)
            return true;
    return false;
}

/* "sv", "en", "fin", "sv-FI" */
static bool
is_language(const char *key)
{
    size_t letters = strspn(key, "abcdefghijklmnopqrstuvwxyz");

    return (letters == 2 || letters == 3) && (key[letters] == '\0' || key[letters] == '-');
}

static void
check_choice(Document *document, Node *node, const Field *field, const char *name)
{
    size_t n = g_strv_length((char **)field->choices);

    if (!is_text(node)) {
        refuse_type(document, node, field, name);
        return;
    }
    for (size_t i = 0; i < n; i++)
        if (strcmp(node->text, field->choices[i]) == 0) {
            node->choice = (int)i;
            return;
        }
    const char *near = nearest_name(node->text, field->choices, n);
    if (!near) {
        refuse_type(document, node, field, name);
        return;
    }
    document_add(
        document, node->begin, node->end,
        g_strdup_printf("'%s' cannot be '%s'; did you mean '%s'?", name, node->text, near));
    node->refused = true;
}

/* Takes refused members out, so that readers meet only what is sound. */
static void
drop_refused(Node *node)
{
    guint kept = 0;

    for (guint i = 0; i < node->members->len; i++) {
        Node *member = g_ptr_array_index(node->members, i);

        if (!member->refused)
            node->members->pdata[kept++] = member;
    }
    g_ptr_array_set_size(node->members, (gint)kept);
}

/* Each member of NODE, a KIND, as MEMBER says. */
static void
check_members(Document *document, Node *node, const Field *field, const char *name, NodeKind kind,
              const Field *member)
{
    if (kind == NODE_MAPPING && is_empty(node) && member->type == FIELD_BLOCK && !field->required) {
        node->refused = true; /* "variables:" with nothing below: none */
        return;
    }
    if (node->kind != kind) {
        refuse_type(document, node, field, name);
        return;
    }
    for (guint i = 0; i < node->members->len; i++) {
        Node *value = g_ptr_array_index(node->members, i);
        const char *called = value->key ? value->key : name;

        if (kind == NODE_MAPPING && member->type == FIELD_BLOCK && is_empty(value)) {
            value->kind = NODE_MAPPING; /* a name of which nothing is said */
            value->members = g_ptr_array_new();
        }
        check_value(document, value, member, called);
    }
    drop_refused(node);
}

static void
check_label(Document *document, Node *node, const Field *field, const char *name)
{
    const Field text = { .name = name, .type = FIELD_TEXT };

    if (node->kind == NODE_LIST || is_empty(node) ||
        (node->kind == NODE_MAPPING && node->members->len == 0)) {
        refuse_type(document, node, field, name);
        return;
    }
    if (node->kind == NODE_SCALAR)
        return;
    for (guint i = 0; i < node->members->len; i++) {
        Node *value = g_ptr_array_index(node->members, i);

        if (!is_language(value->key)) {
            document_add(document, value->key_begin, value->key_end,
                         g_strdup_printf("'%s' is no language; a label is a text, or a text for "
                                         "each language: {en: ..., sv: ...}",
                                         value->key));
            value->refused = true;
        } else
            check_value(document, value, &text, value->key);
    }
    drop_refused(node);
    node->refused = node->members->len == 0;
}

static void
check_value(Document *document, Node *node, const Field *field, const char *name)
{
    const Field text = { .name = name, .type = FIELD_TEXT };
    const Field number = { .name = name, .type = FIELD_NUMBER };
    const Field label = { .name = name, .type = FIELD_LABEL };
    const Field block = { .name = name, .type = FIELD_BLOCK, .fields = field->fields };
    bool sound = true;

    switch (field->type) {
    case FIELD_TEXT:
        sound = is_text(node);
        break;
    case FIELD_NUMBER:
    case FIELD_INTEGER:
        sound = is_number(node, field->type == FIELD_INTEGER);
        break;
    case FIELD_BOOLEAN:
        sound = is_boolean(node);
        break;
    case FIELD_CHOICE:
        check_choice(document, node, field, name);
        break;
    case FIELD_TEXTS:
    case FIELD_NUMBERS:
        if (node->kind == NODE_LIST)
            check_members(document, node, field, name, NODE_LIST,
                          field->type == FIELD_TEXTS ? &text : &number);
        else
            sound = field->type == FIELD_TEXTS ? is_text(node) : is_number(node, false);
        break;
    case FIELD_LABEL:
        check_label(document, node, field, name);
        break;
    case FIELD_BLOCK:
        if (node->kind == NODE_MAPPING)
            document_check_keys(document, node, field->fields);
        else
            sound = false;
        break;
    case FIELD_LIST:
        check_members(document, node, field, name, NODE_LIST, &block);
        break;
    case FIELD_MAP:
        check_members(document, node, field, name, NODE_MAPPING, &block);
        break;
    case FIELD_LABELS:
        check_members(document, node, field, name, NODE_MAPPING, &label);
        break;
    case FIELD_SCALARS:
        check_members(document, node, field, name, NODE_MAPPING, &text);
        break;
    case FIELD_ANY:
        break;
    }
    if (!sound)
        refuse_type(document, node, field, name);
}

bool
document_expect(Document *document, const Node *node, const Field *field)
{
    Node *own = (Node *)node; /* the document's own; const for those who read it */

    g_assert(node->document == document);
    if (!own->refused)
        check_value(document, own, field, node->key ? node->key : field->name);
    return !own->refused;
}

static void
refuse_key(Document *document, const Node *value, const Field *fields)
{
    size_t n = count_fields(fields);
    g_autofree const char **names = g_new0(const char *, n + 1);

    for (size_t i = 0; i < n; i++) {
        const Field *below = fields[i].type == FIELD_BLOCK ? fields[i].fields : NULL;

        names[i] = fields[i].name;
        for (; below && below->name; below++)
            if (strcmp(below->name, value->key) == 0) {
                document_add(document, value->key_begin, value->key_end,
                             g_strdup_printf("unknown key '%s'; it belongs under '%s'", value->key,
                                             fields[i].name));
                return;
            }
    }
    const char *near = nearest_name(value->key, names, n);
    g_autofree char *list = near ? NULL : list_fields(fields);
    document_add(document, value->key_begin, value->key_end,
                 near ? g_strdup_printf("unknown key '%s'; did you mean '%s'?", value->key, near)
                      : g_strdup_printf("unknown key '%s'; there are: %s", value->key, list));
}

void
document_check_keys(Document *document, Node *node, const Field *fields)
{
    for (guint i = 0; i < node->members->len; i++) {
        Node *value = g_ptr_array_index(node->members, i);
        const Field *field = fields;

        while (field->name && strcmp(field->name, value->key) != 0)
            field++;
        if (field->name)
            check_value(document, value, field, field->name);
        else {
            refuse_key(document, value, fields);
            value->refused = true;
        }
    }
    for (const Field *field = fields; field->name; field++) {
        if (!field->required || node_member(node, field->name))
            continue;
        char *message =
            node->key ? g_strdup_printf("the key '%s' is missing in '%s'", field->name, node->key)
                      : g_strdup_printf("the key '%s' is missing", field->name);
        if (node == document->root)
            document_add_bare(document, message);
        else
            document_add(document, node->key ? node->key_begin : node->begin,
                         node->key ? node->key_end : node->begin + 1, message);
    }
    drop_refused(node);
}
