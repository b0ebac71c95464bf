/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_setter.h - a Layout in the making: what its files share. */
#pragma once

#include "reports/pdf_layout.h"

/* Where the laying out stands. */
typedef struct {
    Layout *layout;
    unsigned element; /* the last given out */
    unsigned list;    /* of the items just before; 0: none */
    const Block *blocks;
    size_t n_blocks;
    int *note_numbers; /* of the report's footnotes in this chapter; 0: not yet; owned */
    guint first_note;  /* of this chapter, in layout->notes */
} Setter;

/* How a block of running text is set. */
typedef struct {
    PageStyle style;
    Ink ink;
    double x, width, before, after;
    unsigned flags; /* of all its boxes */
    const char *hanging;
    double hanging_x;
    const Block *entry_of; /* of an entry of the contents: the heading */
} TextSetting;

/* Appends a piece of KIND with its box. */
LayoutItem *setter_add(Setter *setter, ItemKind kind, const Block *block, double before,
                       double height);
/* The last box; NULL: none. */
Box *setter_last(Setter *setter);

/* Runs that the layout owns, for text that is in no block: TEXT; the lines of a block of code. */
GArray *layout_one_run(Layout *layout, const char *text);
GArray *layout_code_runs(Layout *layout, const GArray *code);

/* Appends RUNS as lines. FALSE and ERROR: a character that no font has. */
bool set_text(Setter *setter, const Block *block, const GArray *runs, const TextSetting *setting,
              GError **error);
bool set_heading(Setter *setter, const Block *block, GError **error);
/* A paragraph, quotation or block of code. */
bool set_paragraph(Setter *setter, const Block *block, GError **error);
bool set_item(Setter *setter, const Block *block, GError **error);
bool set_figure(Setter *setter, const Block *block, GError **error);
bool set_table(Setter *setter, const Block *block, const Table *table, GError **error);

/* Numbers of footnotes begin anew. */
void notes_begin(Setter *setter);
/* Gives the footnotes that RUNS refer to their numbers. FALSE and ERROR: a character that no font
 * has. */
bool notes_number(Setter *setter, const GArray *runs, GError **error);
/* The footnotes whose marks stand in LINE go to the foot of the page of the last box. */
void notes_place(Setter *setter, const FlowLine *line);
