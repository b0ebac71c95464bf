/* SPDX-License-Identifier: GPL-3.0-or-later */
/* codebook.h - what the columns mean: labels, questions, values and their order, missing codes. */
#pragma once

#include "datasets/design_spec.h"
#include "datasets/schema.h"

#include <glib.h>

typedef struct {
    const char *value; /* as it stands in the data */
    const Node *label; /* NULL: none; read with node_label() */
    bool rest;         /* "don't know", "other": stands last and grey in a figure */
} ValueLabel;

typedef struct {
    const char *value;
    const char *reason; /* "refused", "not asked" */
} MissingCode;

typedef enum { VARIABLE_AUTO, VARIABLE_NUMBER, VARIABLE_CATEGORY } VariableType;

typedef struct {
    const char *name;
    VariableType type;
    const Node *label, *question; /* NULL: none */
    const char *unit;             /* "min"; NULL: none */
    const ValueLabel *values;     /* [n_values] in the order to show them */
    size_t n_values;
    const MissingCode *missing; /* [n_missing] */
    size_t n_missing;
    const char *asked; /* condition under which the question was put; NULL: to all */
    const Node *base;  /* label: wording of the base, "municipalities that ..."; NULL: none */
} Variable;

/* A question with several answers: columns that each hold whether one answer was given. */
typedef struct {
    const char *name;
    const Node *label, *question;
    const char *const *items; /* NULL-terminated names of columns, described or not */
    const char *counted;      /* the value that means "chosen"; NULL: not declared */
    const char *asked;
    const Node *base;
} MultipleSet;

/* Open for reading; made by codebook_read(). All is owned by it. */
typedef struct {
    Document *document;         /* NULL in an empty codebook */
    const char *path;           /* as given; NULL in an empty codebook */
    const char *data;           /* data file, relative to the codebook; NULL: none */
    char decimal;               /* 0: not declared */
    char delimiter;             /* 0: not declared */
    const char *encoding;       /* NULL: not declared */
    const char *language;       /* of the document; NULL: not declared */
    const Node *title, *source; /* labels */
    const char *const *missing; /* texts that are missing in every column; NULL: not declared */
    const Variable *variables;  /* [n_variables] */
    size_t n_variables;
    const MultipleSet *sets; /* [n_sets] */
    size_t n_sets;
    DesignSpec design;
    Matrix *joint;  /* what the design names, once it is read; NULL: none */
    char **rscales; /* what design.replicates.rscales points to, when input_open() read a file */
    const char *disposition; /* column of the outcome of each unit; NULL: none */
    /* which value of it is which outcome: I P R NC O UH UO NE */
    const Node *dispositions;
} Codebook;

/* The fields of a codebook, for the manual. */
extern const Field codebook_fields[];

/* Reads a codebook. NULL and ERROR (ANDEL_ERROR_DATA) with all mistakes: see document_read(). */
Codebook *codebook_read(GBytes *bytes, const char *path, GError **error);
/* Names that CODEBOOK uses (variables, items of sets, design, disposition, in conditions) and that
 * are not among NAMES [n], the columns of its data: FALSE and ERROR (ANDEL_ERROR_DATA) with all of
 * them, in the same form. The codebook is then of no more use. */
bool codebook_check_columns(Codebook *codebook, const char *const *names, size_t n, GError **error);
/* A codebook that says nothing, for data that come without one. */
Codebook *codebook_new(void);
void codebook_free(Codebook *codebook);

/* NULL when the codebook does not know NAME. */
const Variable *codebook_find(const Codebook *codebook, const char *name);
const MultipleSet *codebook_find_set(const Codebook *codebook, const char *name);

/* What to print for VALUE of VARIABLE in LANGUAGE: its label, else VALUE itself. VARIABLE may be
 * NULL. */
const char *variable_value_label(const Variable *variable, const char *value, const char *language);
/* The label of the variable, else its name. */
const char *variable_label(const Variable *variable, const char *name, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Codebook, codebook_free)
