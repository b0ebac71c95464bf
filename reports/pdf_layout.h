/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_layout.h - the blocks of a report as pieces that stand on pages. */
#pragma once

#include "reports/paginate.h"
#include "reports/pdf_flow.h"
#include "reports/pdf_grid.h"
#include "reports/pdf_style.h"
#include "reports/report.h"

typedef enum {
    ITEM_LINE,  /* one line of running text */
    ITEM_GRID,  /* a whole table */
    ITEM_PART,  /* a strip of a table */
    ITEM_SCENE, /* a figure */
    ITEM_ENTRY  /* one line of the contents */
} ItemKind;

/* What stands in one box. */
typedef struct {
    ItemKind kind;
    const Block *block; /* NULL: none */
    unsigned element;   /* the same for all pieces of one element */
    unsigned list;      /* the same for all items of one list; 0: none */
    const Flow *flow;
    size_t line; /* of the flow */
    double x;    /* of the text */
    PageStyle style;
    Ink ink;
    const char *hanging; /* beside the first line: the number of a heading, the mark of an item */
    double hanging_x;
    const Grid *grid;
    size_t part;
    const Block *target; /* of an entry of the contents */
} LayoutItem;

/* A footnote at the foot of a page. */
typedef struct {
    int footnote; /* index into those of the report */
    int number;   /* as printed: of its chapter */
    Flow *flow;   /* owned */
    size_t box;   /* in which its mark stands first */
} LayoutNote;

/* The chapter that a page belongs to. */
typedef struct {
    const LayoutItem *heading; /* its first line; NULL: none */
    bool opens;                /* it stands on that page */
} PageChapter;

typedef struct {
    const Report *report;
    TextContext *text; /* borrowed or owned */
    TextContext *own_text;
    GArray *items;       /* of LayoutItem */
    GArray *boxes;       /* of Box, as many */
    GPtrArray *flows;    /* owned: of the items */
    GPtrArray *grids;    /* owned: of the items */
    GArray *notes;       /* of LayoutNote, as they stand on the pages */
    GPtrArray *own_runs; /* of GArray of Run, for text that is in no block */
    GStringChunk *own_texts;
    GPtrArray *own_tables; /* of GPtrArray of Table: the parts of wide ones */
    Pages *pages;
    GHashTable *items_of; /* index of the first item of each block but those of the contents */
    GHashTable *named;    /* of Block by id, borrowed */
    GArray *chapters;     /* of PageChapter, by page */
    TextStyle styles[N_STYLES]; /* ours, in the sizes of the report */
} Layout;

/* Lays REPORT out on pages. NULL and ERROR: a character that no font has, a table or figure that
 * fits on no page. */
Layout *layout_new(const Report *report, GError **error);
void layout_free(Layout *layout);

/* How texts of STYLE are set in LAYOUT. */
const TextStyle *layout_style(const Layout *layout, PageStyle style);

/* The block called ID, or NULL. */
const Block *layout_block(const Layout *layout, const char *id);

/* Page on which the heading, figure or table BLOCK stands, from 0; -1: on none. */
int layout_page_of(const Layout *layout, const Block *block);

double layout_note_height(const LayoutNote *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Layout, layout_free)
