/* SPDX-License-Identifier: GPL-3.0-or-later */
/* published.h - the numbers that a publication prints, as a file lists them. */
#pragma once

#include "analysis/printed.h"
#include "analysis/stated.h"
#include "datasets/schema.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One answer of a figure. */
typedef struct {
    const char *id;
    const Node *node;
    const Node *label;     /* NULL: none */
    const char *text;      /* the percentage as printed; NULL: it is not printed */
    Printed percent;       /* with TEXT; decimals at least those of the figure */
    int64_t count;         /* as printed; -1: it is not printed */
    const char *computed;  /* address of the computed value; NULL: none */
    const Node *deviation; /* label: why the printed number does not hold; NULL: it should */
    bool rest;             /* "don't know": last and grey in a figure */
} PublishedValue;

typedef struct {
    const char *id;
    const Node *node;
    const Node *place, *title, *base_text; /* labels; NULL: none */
    int64_t base;
    bool multiple;          /* several answers could be given */
    bool partial;           /* answers that the figure does not list were given */
    PublishedValue *values; /* [n_values] */
    size_t n_values;
} PublishedFigure;

/* A number that stands alone. */
typedef struct {
    const char *id;
    const Node *node;
    const Node *place, *label; /* labels; NULL: none */
    const char *text;          /* as printed */
    Printed printed;
    const char *unit;     /* NULL: none */
    const char *computed; /* address; NULL: none */
    const Node *deviation;
} PublishedNumber;

/* COEFFICIENT times the count of a value of a figure. */
typedef struct {
    size_t figure, value; /* indices */
    int64_t coefficient;  /* not 0 */
} PublishedTerm;

/* A statement about counts, "f1.always + f1.sometimes = f2.base", as LOW <= sum <= HIGH. */
typedef struct {
    const char *text;
    const Node *node, *place; /* PLACE: label; NULL: none */
    const Node *deviation;    /* label: why it does not hold; NULL: it should */
    PublishedTerm *terms;     /* [n_terms] each value once */
    size_t n_terms;
    int64_t low, high; /* -+PUBLISHED_INFINITE: no limit */
} PublishedLink;
#define PUBLISHED_INFINITE (INT64_C(1) << 60)

/* Open for reading; made by published_read(). All is owned by it. */
typedef struct {
    Document *document;
    const char *language;       /* how its numbers are written; NULL: not declared */
    const Node *title, *source; /* labels; NULL: none */
    PublishedFigure *figures;   /* [n_figures] */
    size_t n_figures;
    PublishedNumber *numbers; /* [n_numbers] */
    size_t n_numbers;
    PublishedLink *links; /* [n_links] */
    size_t n_links;
    Stated *stated; /* [n_stated] means, margins, changes, rows of shares */
    size_t n_stated;
} Published;

/* The fields of the file, for the manual. */
extern const Field published_fields[];

/* Reads a file of published numbers. NULL and ERROR (ANDEL_ERROR_DATA) with all mistakes. */
Published *published_read(GBytes *bytes, const char *path, GError **error);
/* One figure "percent" with one value, PERCENT of BASE, printed with at least DECIMALS decimals as
 * in LANGUAGE (NULL: either mark). PERCENT is borrowed. NULL and ERROR (ANDEL_ERROR_USAGE). */
Published *published_of_percent(const char *percent, int decimals, int64_t base,
                                const char *language, GError **error);
void published_free(Published *published);

/* NULL when there is none. */
const PublishedFigure *published_find_figure(const Published *published, const char *id);
const PublishedNumber *published_find_number(const Published *published, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Published, published_free)
