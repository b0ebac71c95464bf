/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_draw.h - the pieces of a layout on the pages of a cairo surface, with their structure. */
#pragma once

#include "reports/pdf_layout.h"
#include "reports/pdf_tags.h"

typedef struct {
    const Report *report;
    const Layout *layout; /* NULL: none yet */
    TextContext *text;
    cairo_t *cairo;
    Tags *tags;
    const Sheet *sheet; /* the page that is drawn on */
    guint next_note;    /* of the layout, to be drawn */
    size_t first_page;  /* pages before that of the first piece: cover and imprint */
    unsigned element;   /* the last given out to what is in no layout */
} Draw;

/* One line of TEXT with its baseline at X, Y. */
void draw_text(Draw *draw, const TextStyle *style, Ink ink, const char *text, double x, double y);
/* The same ending at RIGHT. */
void draw_text_right(Draw *draw, const TextStyle *style, Ink ink, const char *text, double right,
                     double y);
void draw_rule(Draw *draw, double x, double x2, double y, double stroke, Ink ink);
/* Line I of FLOW with its baseline at X, Y, as content of the element at PATH [n]. */
void draw_line(Draw *draw, const Flow *flow, size_t i, Ink ink, double x, double y,
               const TagStep *path, size_t n);
/* Opens the element called TAG, alone below the document; TAG NULL: the document itself, for what
 * is no content. */
TagNote *draw_open(Draw *draw, const char *tag);

/* FALSE and ERROR (ANDEL_ERROR_DATA) when the texts of the cover and of the running head have no
 * room or hold a character that no font has. */
bool check_cover(const Layout *layout, GError **error);
void draw_cover(Draw *draw);
/* The same of the imprint, which has a page of its own. */
bool check_imprint(const Layout *layout, GError **error);
void draw_imprint(Draw *draw);
/* FALSE and ERROR when the logo of STYLE (NULL: ours, without one) cannot be read. */
bool check_logo(const struct ReportStyle *style, GError **error);
/* Decoration beside the name of the publisher, no content: its right at RIGHT, its foot at Y. */
void draw_logo(Draw *draw, double right, double y);
/* The piece I of the layout at its place. */
void draw_item(Draw *draw, size_t i);
/* The strips of a table, with the top left at X, Y. The first cell names NAMED rows of its page; 0:
 * it stands above. */
void draw_grid_part(Draw *draw, const GridPart *part, unsigned table, size_t row, int named,
                    double x, double y);
/* Running head and foot and footnotes of PAGE (of the layout, from 0). */
void draw_furniture(Draw *draw, size_t page);
void draw_footnotes(Draw *draw, size_t page);
/* Name of the place of BLOCK for links, in BUFFER. */
const char *draw_dest(const Draw *draw, const Block *block, char buffer[32]);
