/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.c - events of libyaml made into the nodes of a document. */
#include "datasets/schema.h"

#include "datasets/error.h"
#include "datasets/schema_document.h"

#include <string.h>
#include <yaml.h>

enum {
    MAX_DEPTH = 64,
    MAX_NODES = 1000000,
    INDEXED = 12 /* mappings with more keys have an index */
};

/* A list or mapping that is being filled. */
typedef struct {
    Node *node;
    bool has_key;    /* the next node is the value of .key */
    const char *key; /* NULL: a key that cannot be; its value is dropped */
    size_t key_begin, key_end;
} Level;

typedef struct {
    Document *document;
    Level stack[MAX_DEPTH];
    size_t depth;
    size_t n_documents;
    bool stop; /* what follows cannot be made sense of */
} Builder;

static Document *
document_new(GBytes *bytes, const char *name, int line)
{
    Document *document = g_new0(Document, 1);

    document->line = line;
    document->name = g_strdup(name);
    document->bytes = g_bytes_ref(bytes);
    document->places = g_array_new(FALSE, FALSE, sizeof(Place));
    document->nodes = g_ptr_array_new();
    document->strings = g_string_chunk_new(4096);
    document->complaints = g_array_new(FALSE, TRUE, sizeof(Complaint));
    return document;
}

void
document_free(Document *document)
{
    if (!document)
        return;
    for (guint i = 0; i < document->nodes->len; i++) {
        Node *node = g_ptr_array_index(document->nodes, i);

        g_clear_pointer(&node->members, g_ptr_array_unref);
        g_clear_pointer(&node->index, g_hash_table_unref);
        g_free(node->texts);
        g_free(node);
    }
    for (guint i = 0; i < document->complaints->len; i++)
        g_free(g_array_index(document->complaints, Complaint, i).message);
    g_array_unref(document->complaints);
    g_array_unref(document->places);
    g_ptr_array_unref(document->nodes);
    g_string_chunk_free(document->strings);
    g_bytes_unref(document->bytes);
    g_free(document->name);
    g_free(document);
}

static Node *
node_new(Builder *builder, NodeKind kind, const yaml_event_t *event)
{
    Node *node = g_new0(Node, 1);

    node->kind = kind;
    node->document = builder->document;
    node->choice = -1;
    node->begin = event->start_mark.index;
    node->end = event->end_mark.index;
    if (kind != NODE_SCALAR)
        node->members = g_ptr_array_new();
    g_ptr_array_add(builder->document->nodes, node);
    if (builder->document->nodes->len > MAX_NODES) {
        document_add(builder->document, node->begin, node->begin,
                     g_strdup("more values than the limit of 1 000 000; is it a data file?"));
        builder->stop = true;
    }
    return node;
}

static void
take_key(Builder *builder, Level *level, const Node *node)
{
    level->has_key = true;
    level->key = NULL;
    level->key_begin = node->begin;
    level->key_end = node->end;
    if (node->kind != NODE_SCALAR)
        document_add(builder->document, node->begin, node->end,
                     g_strdup("a key must be a text, not a list or a mapping"));
    else if (node->plain && strcmp(node->text, "<<") == 0)
        document_add(builder->document, node->begin, node->end,
                     g_strdup("merge keys (<<) are not supported; write the keys out"));
    else if (*node->text == '\0')
        document_add(builder->document, node->begin, node->end,
                     g_strdup("a key is empty; write a name before the colon"));
    else
        level->key = node->text;
}

static void
add_member(Builder *builder, Level *level, Node *node)
{
    Node *mapping = level->node;

    level->has_key = false;
    if (!level->key)
        return;
    const Node *first = node_member(mapping, level->key);
    if (first) {
        document_add(builder->document, level->key_begin, level->key_end,
                     g_strdup_printf("the key '%s' stands here twice; the first is on line %d",
                                     level->key,
                                     document_place(builder->document, first->key_begin).line));
        return;
    }
    node->key = level->key;
    node->key_begin = level->key_begin;
    node->key_end = level->key_end;
    g_ptr_array_add(mapping->members, node);
    if (mapping->index)
        g_hash_table_insert(mapping->index, (gpointer)node->key, node);
    else if (mapping->members->len > INDEXED) {
        mapping->index = g_hash_table_new(g_str_hash, g_str_equal);
        for (guint i = 0; i < mapping->members->len; i++) {
            Node *member = g_ptr_array_index(mapping->members, i);
            g_hash_table_insert(mapping->index, (gpointer)member->key, member);
        }
    }
}

/* Puts NODE where it belongs: root, member of a list, key or value of a mapping. */
static void
attach(Builder *builder, Node *node)
{
    if (builder->depth == 0) {
        builder->document->root = node;
        return;
    }
    Level *level = &builder->stack[builder->depth - 1];
    if (level->node->kind == NODE_LIST)
        g_ptr_array_add(level->node->members, node);
    else if (level->has_key)
        add_member(builder, level, node);
    else
        take_key(builder, level, node);
}

/* Anchors and tags are complained of; what bears them is read as if it did not. */
static void
refuse_marks(Builder *builder, const yaml_event_t *event, const yaml_char_t *anchor,
             const yaml_char_t *tag)
{
    size_t begin = event->start_mark.index;

    if (anchor)
        document_add(builder->document, begin, begin + 1 + strlen((const char *)anchor),
                     g_strdup_printf("an anchor (&%s) is not supported; write the value out where "
                                     "it is needed",
                                     anchor));
    if (tag)
        document_add(builder->document, begin, begin + 1,
                     g_strdup("a tag (!...) is not supported; write the value alone, in quotes if "
                              "it begins with !"));
}

static void
open_node(Builder *builder, NodeKind kind, const yaml_event_t *event)
{
    Node *node = node_new(builder, kind, event);

    attach(builder, node);
    if (builder->depth == MAX_DEPTH) {
        document_add(builder->document, node->begin, node->begin + 1,
                     g_strdup("nesting deeper than the limit of 64 levels"));
        builder->stop = true;
        return;
    }
    builder->stack[builder->depth++] = (Level){ .node = node };
}

/* The texts of a list of nothing but scalars. */
static void
close_node(Builder *builder, const yaml_event_t *event)
{
    Node *node = builder->stack[--builder->depth].node;

    node->end = MAX(node->begin, event->end_mark.index);
    if (node->kind != NODE_LIST)
        return;
    node->texts = g_new0(const char *, node->members->len + 1);
    for (guint i = 0; i < node->members->len; i++) {
        const Node *member = g_ptr_array_index(node->members, i);

        if (member->kind != NODE_SCALAR) {
            g_clear_pointer(&node->texts, g_free);
            return;
        }
        node->texts[i] = member->text;
    }
}

static void
add_scalar(Builder *builder, const yaml_event_t *event)
{
    Node *node = node_new(builder, NODE_SCALAR, event);
    const char *text = (const char *)event->data.scalar.value;

    /* "\0" in quotes: the text would end there for everyone who reads it */
    if (strlen(text) != event->data.scalar.length)
        document_add(builder->document, node->begin, node->end,
                     g_strdup("a NUL character in a text; delete it"));
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->text = g_string_chunk_insert(builder->document->strings, text);
    node->alone[0] = node->text;
    attach(builder, node);
}

static void
add_alias(Builder *builder, const yaml_event_t *event)
{
    Node *node = node_new(builder, NODE_SCALAR, event);

    document_add(builder->document, node->begin, node->end,
                 g_strdup_printf("an alias (*%s) is not supported; write the value out",
                                 event->data.alias.anchor));
    node->text = g_string_chunk_insert(builder->document->strings, "*");
    node->alone[0] = node->text;
    attach(builder, node);
}

static void
start_document(Builder *builder, const yaml_event_t *event)
{
    if (++builder->n_documents < 2)
        return;
    document_add(builder->document, event->start_mark.index, event->end_mark.index,
                 g_strdup("a second document begins here; a file holds one, so split it or delete "
                          "the line ---"));
    builder->stop = true;
}

static void
take_event(Builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        start_document(builder, event);
        break;
    case YAML_ALIAS_EVENT:
        add_alias(builder, event);
        break;
    case YAML_SCALAR_EVENT:
        refuse_marks(builder, event, event->data.scalar.anchor, event->data.scalar.tag);
        add_scalar(builder, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        refuse_marks(builder, event, event->data.sequence_start.anchor,
                     event->data.sequence_start.tag);
        open_node(builder, NODE_LIST, event);
        break;
    case YAML_MAPPING_START_EVENT:
        refuse_marks(builder, event, event->data.mapping_start.anchor,
                     event->data.mapping_start.tag);
        open_node(builder, NODE_MAPPING, event);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_node(builder, event);
        break;
    case YAML_STREAM_END_EVENT:
        builder->stop = true;
        break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
}

static void
build(Document *document)
{
    Builder builder = { .document = document };
    yaml_parser_t parser;

    if (!yaml_parser_initialize(&parser))
        g_error("out of memory");
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)document->text, document->length);
    while (!builder.stop) {
        yaml_event_t event;

        if (!yaml_parser_parse(&parser, &event)) {
            document_add_syntax(document, parser.context, parser.context_mark.index, parser.problem,
                                parser.problem_mark.index);
            break;
        }
        take_event(&builder, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

static Document *
open_within(GBytes *bytes, const char *name, int line, const Field *fields, GError **error)
{
    g_autoptr(Document) document = document_new(bytes, name, line);

    if (!document_scan(document, error))
        return NULL;
    build(document);
    const Node *root = document->root;
    bool empty = !root || (root->kind == NODE_SCALAR && root->plain && *root->text == '\0');
    if (document->complaints->len == 0) {
        if (empty)
            document_add_bare(document, g_strdup("the file is empty; it must be a mapping with "
                                                 "keys and values"));
        else if (root->kind != NODE_MAPPING)
            document_complain(document, root,
                              root->kind == NODE_LIST
                                  ? "the file is a list; it must be a mapping, 'key: value'"
                                  : "the file is one text; it must be a mapping, 'key: value'",
                              NULL);
    }
    /* a document that broke off would lack keys for no fault of its own */
    if (document->complaints->len > 0 && !document_check(document, error))
        return NULL;
    document_check_keys(document, document->root, fields);
    return g_steal_pointer(&document);
}

Document *
document_open(GBytes *bytes, const char *name, const Field *fields, GError **error)
{
    return open_within(bytes, name, 1, fields, error);
}

Document *
document_read(GBytes *bytes, const char *name, const Field *fields, GError **error)
{
    return document_read_within(bytes, name, 1, fields, error);
}

Document *
document_read_within(GBytes *bytes, const char *name, int line, const Field *fields, GError **error)
{
    g_autoptr(Document) document = open_within(bytes, name, line, fields, error);

    if (!document || !document_check(document, error))
        return NULL;
    return g_steal_pointer(&document);
}
