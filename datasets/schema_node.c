/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_node.c - reading the values of a checked document. */
#include "datasets/schema_document.h"

#include "datasets/number.h"

#include <string.h>

Node *
node_member(const Node *node, const char *key)
{
    if (!node || node->kind != NODE_MAPPING)
        return NULL;
    if (node->index)
        return g_hash_table_lookup(node->index, key);
    for (guint i = 0; i < node->members->len; i++) {
        Node *member = g_ptr_array_index(node->members, i);

        if (strcmp(member->key, key) == 0)
            return member;
    }
    return NULL;
}

const Node *
node_get(const Node *node, const char *key)
{
    const Node *member = node_member(node, key);

    return member && !member->refused ? member : NULL;
}

size_t
node_count(const Node *node)
{
    if (!node)
        return 0;
    return node->kind == NODE_SCALAR ? 1 : node->members->len;
}

const Node *
node_at(const Node *node, size_t i)
{
    g_assert(i < node_count(node));
    return node->kind == NODE_SCALAR ? node : g_ptr_array_index(node->members, i);
}

const char *
node_key(const Node *node, size_t i)
{
    return node_at(node, i)->key;
}

bool
node_is_mapping(const Node *node)
{
    return node && node->kind == NODE_MAPPING;
}

bool
node_is_list(const Node *node)
{
    return node && node->kind == NODE_LIST;
}

const char *
node_text(const Node *node)
{
    return node ? node->text : NULL;
}

double
node_number(const Node *node, double otherwise)
{
    double value;

    if (!node || !node->text)
        return otherwise;
    return number_read(node->text, strlen(node->text), '.', &value) == NUMBER_NONE ? otherwise
                                                                                   : value;
}

bool
node_boolean(const Node *node)
{
    const char *text = node_text(node);

    return text && (g_ascii_strcasecmp(text, "yes") == 0 || g_ascii_strcasecmp(text, "true") == 0);
}

int
node_choice(const Node *node, int otherwise)
{
    return node ? node->choice : otherwise;
}

const char *const *
node_texts(const Node *node)
{
    if (!node || node->kind == NODE_MAPPING)
        return NULL;
    return node->kind == NODE_SCALAR ? node->alone : node->texts;
}

const char *
node_label(const Node *node, const char *language)
{
    if (!node || node->kind == NODE_LIST)
        return NULL;
    if (node->kind == NODE_SCALAR)
        return node->text;
    const Node *label = language ? node_get(node, language) : NULL;
    if (!label && language && strchr(language, '-')) { /* sv-FI reads sv */
        g_autofree char *plain = g_strndup(language, (gsize)(strchr(language, '-') - language));
        label = node_get(node, plain);
    }
    if (!label)
        label = node_get(node, "en");
    if (!label && node->members->len > 0)
        label = node_at(node, 0);
    return node_text(label);
}

int
node_line(const Node *node)
{
    return document_place(node->document, node->begin).line;
}

int
node_column(const Node *node)
{
    return document_place(node->document, node->begin).column;
}

const Node *
document_root(const Document *document)
{
    return document->root;
}

const char *
document_name(const Document *document)
{
    return document->name;
}
