/* SPDX-License-Identifier: GPL-3.0-or-later */
/* markdown_walk.h - the walk through the tree of libcmark-gfm: what its files share. */
#pragma once

#include "reports/markdown.h"

#include <cmark-gfm.h>

typedef struct {
    bool ordered;
    int next;    /* number of the next item */
    bool marked; /* the item has its number already */
} List;

/* Where the walk is. */
typedef struct {
    Manuscript *manuscript;
    Complaints *complaints;
    int first_line;
    GArray *lists;  /* of List, the innermost last */
    int quotes;     /* quotations around */
    bool too_deep;  /* complained of already */
    GArray *note;   /* the footnote around, of Piece; NULL: none */
    Part *table;    /* around; NULL: none */
    GArray *pieces; /* of the block around; NULL: none */
    Piece style;    /* of the next piece */
} Walk;

/* A copy of TEXT in the keeping of the manuscript. */
const char *walk_keep(Walk *walk, const char *text);
/* Appends a piece of KIND in the style of the walk to the block around; TEXT is copied. */
void walk_piece(Walk *walk, PieceKind kind, const char *text);
/* Complains of HTML, but for comments. */
void walk_refuse_html(Walk *walk, int line, const char *html);
/* A node within a line: its piece, or the style of those within it. */
void walk_inline(Walk *walk, cmark_node *node, bool entering);
