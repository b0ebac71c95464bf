/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_document.h - what a document is made of; for the files schema*.c only. */
#pragma once

#include "datasets/schema.h"

typedef enum { NODE_SCALAR, NODE_LIST, NODE_MAPPING } NodeKind;

/* Places are counted in characters from the beginning of the text, a byte order mark left out. */
struct Node {
    NodeKind kind;
    bool plain;   /* a scalar without quotes */
    bool refused; /* of the wrong type: as if it were not there */
    int choice;   /* index into the choices of its field */
    Document *document;
    const char *key, *text; /* key: NULL in a list */
    const char *alone[2];   /* a scalar as a list of one text */
    const char **texts;     /* the texts of a list of scalars, NULL-terminated */
    size_t begin, end;      /* of the value */
    size_t key_begin, key_end;
    GPtrArray *members; /* of Node; NULL in a scalar */
    GHashTable *index;  /* key to member; NULL in a small mapping */
};

typedef struct {
    size_t begin, end;
    char *message;
    bool bare; /* of the whole file: no line is shown */
} Complaint;

/* Every STRIDE characters, where they lie. */
typedef struct {
    size_t byte;
    size_t line_byte; /* where its line begins */
    int line, column; /* from 1 */
} Place;

struct Document {
    char *name;
    GBytes *bytes;
    const char *text; /* UTF-8, behind the byte order mark */
    size_t length;
    int line;         /* that its first is, of the file that NAME names */
    GArray *places;   /* of Place */
    GPtrArray *nodes; /* owns the nodes */
    GStringChunk *strings;
    GArray *complaints; /* of Complaint */
    size_t n_more;      /* complaints that were counted only */
    Node *root;         /* NULL: none */
};

/* Judges the bytes of DOCUMENT before they are parsed: size, encoding, characters. Fills .text and
 * .places. FALSE and ERROR. */
bool document_scan(Document *document, GError **error);

/* Where the character CHARACTER lies. */
Place document_place(const Document *document, size_t character);

/* Adds a mistake at the characters BEGIN to END; takes MESSAGE. */
void document_add(Document *document, size_t begin, size_t end, char *message);
/* The same for the file as a whole. */
void document_add_bare(Document *document, char *message);

/* Adds what the parser says is wrong: PROBLEM at one place, CONTEXT at another; either may be NULL.
 */
void document_add_syntax(Document *document, const char *context, size_t context_place,
                         const char *problem, size_t problem_place);

/* The member of a mapping, refused or not. */
Node *node_member(const Node *node, const char *key);

/* Checks the mapping NODE against FIELDS; complains of what is wrong and refuses it. */
void document_check_keys(Document *document, Node *node, const Field *fields);
