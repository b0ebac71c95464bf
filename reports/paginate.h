/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paginate.h - boxes to pages: pure geometry. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    BOX_KEEP = 1 << 0,    /* no page ends between it and the next */
    BOX_PAGE = 1 << 1,    /* begins a page */
    BOX_FLOAT = 1 << 2,   /* may move to the top of the next page while the text after it goes on */
    BOX_BARRIER = 1 << 3, /* nothing floats past it: a heading */
    BOX_LANDSCAPE = 1 << 4, /* stands on pages that lie on their side, with no other boxes */
    BOX_SNAP = 1 << 5       /* its top stands on the grid of the page */
} BoxFlag;

/* What stands on a page as one piece: a line of text, a figure, a row of a table. In points. */
typedef struct {
    unsigned flags; /* BoxFlag */
    double before;  /* space above it; none at the top of a page */
    double after;   /* least space below it, before what follows on its page */
    double height;
    double notes; /* height of the footnotes that must stand at the foot of its page */
    double head;  /* height of what is repeated above it when it begins a page */
    double foot;  /* height of what stands below it when a page ends after it */
} Box;

typedef struct {
    size_t page; /* from 0 */
    double y;    /* of its top (below a repeated head) from the top of the page */
    bool first;  /* on its page: its head stands above it */
    bool last;   /* on its page: its foot stands below it */
} Place;

typedef struct {
    Place *places; /* [n_boxes] */
    size_t *order; /* [n_boxes] indices of the boxes, page by page, from top to bottom */
    size_t n_boxes;
    double *notes;   /* [n_pages] height of the footnotes at the foot, gap included; 0: none */
    bool *landscape; /* [n_pages] */
    size_t n_pages;
} Pages;

/* What pages have room for, in points. */
typedef struct {
    double height;    /* of a page */
    double landscape; /* height of one that lies on its side */
    double gap;       /* least space above the footnotes of a page */
    double grid;      /* of half lines, from the top of a page; 0: none */
} PageRoom;

/**
 * Puts BOXES [n] on pages with ROOM, as many on each as go. A box higher than a page gets a page of
 * its own; a chain of kept boxes higher than a page is broken where the page ends. Text goes on
 * before a box that floats to a page on its side, as far as it may.
 */
Pages *paginate(const Box *boxes, size_t n, const PageRoom *room);
void pages_free(Pages *pages);

/* One line a box in order, "page y height", for golden tests. The caller owns it. */
char *pages_dump(const Pages *pages, const Box *boxes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pages, pages_free)
