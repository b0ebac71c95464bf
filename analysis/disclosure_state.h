/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disclosure_state.h - what is told, and of whom: for disclosure*.c alone. */
#pragma once

#include "analysis/disclosure.h"
#include "analysis/query_run.h"
#include "analysis/statistic.h"

typedef enum {
    DIMENSION_ATTRIBUTE, /* a variable, or a condition that a share is of */
    DIMENSION_FILTER,    /* whom an answer is about */
    DIMENSION_PRESENCE   /* whether a statistic has a value */
} DimensionRole;

/* One way in which rows differ. Level 0: missing; of a category then each text in the order met, of
 * a condition 1 (does not hold) and 2, of a presence 1. */
typedef struct {
    char *text;
    DimensionRole role;
    Condition *condition; /* one of the first two, or a category */
    Statistic *presence;
    GHashTable *codes;   /* levels by text, of a category */
    GPtrArray *texts;    /* the same by level; [0] is NULL */
    GPtrArray *mentions; /* names of columns, of a condition; borrowed from it */
    GArray *code;        /* of int32_t: level of each row of the block */
} Dimension;

enum { LEVEL_KNOWN = -1, CONDITION_FALSE = 1, CONDITION_TRUE = 2, PRESENT = 1 };

/* Rows of LEVEL (LEVEL_KNOWN: any but missing) in DIMENSION. */
typedef struct {
    uint32_t dimension;
    int32_t level;
} Part;

/* How many rows meet all of PARTS. */
typedef struct {
    GArray *parts;          /* of Part, each dimension once */
    char **names;           /* that the reader calls it by */
    Query *query;           /* whose answer it is in: */
    size_t table, row, col; /* a cell, or ROW of the estimates */
    bool base;              /* what an estimate is about, not what it counts */
    size_t place;           /* into Disclosure.places */
    size_t limit;           /* below which it is withheld; 0: none */
    bool told, withheld;
    double shown; /* as the answer has it; 0: withheld */
    double n;     /* after disclosure_read(), the same */
} Count;

/* Rows that are alike in all dimensions. */
typedef struct {
    int32_t *levels; /* [n][dimensions] */
    double *rows;    /* [n] how many */
    size_t n;
} Profiles;

struct Disclosure {
    GPtrArray *dimensions; /* of Dimension */
    GPtrArray *places;     /* of char * */
    GPtrArray *counts;     /* of Count */
    Profiles profiles;
};

size_t dimension_levels(const Dimension *dimension);
/* The level of TEXT, which is added when there is none; NULL is missing. */
int32_t dimension_level(Dimension *dimension, const char *text);

/* Whether the rows of profile K meet all of PARTS. */
bool profile_meets(const Disclosure *disclosure, size_t k, const GArray *parts);

/* Tables of all combinations of some dimensions. */
typedef struct {
    GArray *dimensions; /* of uint32_t, ascending */
    size_t n_cells;
    int32_t *levels;    /* [n_cells][dimensions] */
    double *rows;       /* [n_cells] how many there are */
    uint32_t *variable; /* [n_cells] of the program; NO_VARIABLE: no row can be there */
} Cube;

#define NO_VARIABLE UINT32_MAX

/* All counts as sums of cells of cubes that have no more in common than their shared dimensions. */
typedef struct {
    const Disclosure *disclosure;
    GPtrArray *cubes; /* of Cube; none is part of another */
    GPtrArray *asked; /* of GArray of uint32_t: the dimensions of each protected answer, widened */
    GArray *limits;   /* of size_t, [asked] */
    size_t n_variables;
} Space;

/* NULL and ERROR (ANDEL_ERROR_DATA): more combinations than can be searched. */
Space *space_new(const Disclosure *disclosure, GError **error);
void space_free(Space *space);
/* A cube that has all of PARTS. */
const Cube *space_cube(const Space *space, const GArray *parts);
/* Whether CELL meets PARTS. */
bool cube_meets(const Cube *cube, size_t cell, const GArray *parts);

/* A count that must not be known. */
typedef struct {
    GArray *parts;      /* of Part */
    const Count *count; /* that is withheld; NULL: nobody shows it, but it may follow */
    GArray *variables;  /* of uint32_t: whose sum it is */
    double n;
    size_t below;     /* as which its place withholds it */
    size_t limit;     /* its range is to be as wide */
    double low, high; /* values that it is known to be able to have */
} Secret;

/* Of Secret: the small ones among what is withheld and what is asked for. The caller owns the
 * array. */
GPtrArray *space_secrets(const Space *space);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Space, space_free)
