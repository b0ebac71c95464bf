/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.h - YAML checked against a table of fields; every mistake with line, column and caret. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    FIELD_TEXT,
    FIELD_NUMBER,  /* decimal number, with a point */
    FIELD_INTEGER, /* whole number that fits in 53 bits */
    FIELD_BOOLEAN, /* yes or no, true or false */
    FIELD_CHOICE,  /* one of .choices */
    FIELD_TEXTS,   /* list of texts; one text alone is a list of one */
    FIELD_NUMBERS, /* list of numbers; one number alone is a list of one */
    FIELD_LABEL,   /* a text, or one text per language: {sv: ..., en: ...} */
    FIELD_BLOCK,   /* mapping with the keys of .fields */
    FIELD_LIST,    /* list of mappings, each with the keys of .fields */
    FIELD_MAP,     /* mapping with free keys; each value is a mapping with the keys of .fields */
    FIELD_LABELS,  /* mapping with free keys; each value is a label */
    FIELD_SCALARS, /* mapping with free keys; each value is a text */
    FIELD_ANY      /* anything: kept unchecked, for the caller to walk */
} FieldType;

typedef struct Field {
    const char *name;
    FieldType type;
    bool required;
    const char *const *choices; /* NULL-terminated, for FIELD_CHOICE */
    const struct Field *fields; /* ended by a field without a name */
    const char *help;           /* one line, for the manual */
} Field;

/* A checked document. Nodes live as long as it does. */
typedef struct Document Document;
typedef struct Node Node;

/**
 * Parses BYTES as one YAML document, a mapping with the keys of FIELDS. NAME stands in messages.
 * Scalars stay text until the table says otherwise: `strata: no` is the column called "no".
 * Returns NULL and sets ERROR (ANDEL_ERROR_DATA) with one message that lists every mistake:
 *   book.yml:4:3: unknown key 'wieght'; did you mean 'weight'?
 *       4 |   wieght: vikt
 *         |   ^~~~~~
 * Refused besides: duplicate keys, anchors and aliases, tags, several documents, invalid UTF-8,
 * control characters, nesting deeper than 64, files above 16 MB.
 */
Document *document_read(GBytes *bytes, const char *name, const Field *fields, GError **error);
/* The same for BYTES that stand within the file called NAME from LINE on. */
Document *document_read_within(GBytes *bytes, const char *name, int line, const Field *fields,
                               GError **error);
/* The same, but mistakes against FIELDS are kept for document_check(), so that those of meaning can
 * join them. What is of a wrong type or has an unknown key is then as if it were not there. NULL
 * and ERROR when BYTES are no such YAML. */
Document *document_open(GBytes *bytes, const char *name, const Field *fields, GError **error);
void document_free(Document *document);
const Node *document_root(const Document *document);
const char *document_name(const Document *document);

/* Adds a mistake of meaning at NODE, to be reported with the others in the same form; HINT (may be
 * NULL) says what to do and stands after a semicolon. */
void document_complain(Document *document, const Node *node, const char *what, const char *hint);
/* The same at the key of NODE, and at the bytes BEGIN to END of its text. */
void document_complain_key(Document *document, const Node *node, const char *what,
                           const char *hint);
void document_complain_part(Document *document, const Node *node, size_t begin, size_t end,
                            const char *what, const char *hint);

/* Checks NODE, which was a FIELD_ANY, against FIELD, whose name stands in messages when NODE has no
 * key. FALSE when it was complained of. */
bool document_expect(Document *document, const Node *node, const Field *field);

/* TRUE when there were no complaints; else FALSE and ERROR lists all of them in order of place. */
bool document_check(Document *document, GError **error);

/* The value under KEY in the mapping NODE; NULL if absent (or NODE is NULL or no mapping). */
const Node *node_get(const Node *node, const char *key);

/* Members of a list or mapping: how many, the i-th, and the key of the i-th of a mapping. A scalar
 * has 1 member, itself. NULL has none. */
size_t node_count(const Node *node);
const Node *node_at(const Node *node, size_t i);
const char *node_key(const Node *node, size_t i);
bool node_is_mapping(const Node *node);
bool node_is_list(const Node *node);

/* Values of checked scalars; for a NULL node: NULL, OTHERWISE, FALSE. */
const char *node_text(const Node *node);
double node_number(const Node *node, double otherwise);
bool node_boolean(const Node *node);
/* Index of the text among its field's .choices; OTHERWISE for a NULL node. */
int node_choice(const Node *node, int otherwise);

/* The texts of a FIELD_TEXTS node, NULL-terminated; NULL for a NULL node. The document owns it. */
const char *const *node_texts(const Node *node);

/* A FIELD_LABEL node in LANGUAGE, else in any language it has, English first; NULL for NULL. */
const char *node_label(const Node *node, const char *language);

/* Where NODE stands, from 1. */
int node_line(const Node *node);
int node_column(const Node *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_free)
