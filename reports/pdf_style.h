/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_style.h - the page of the PDF writer in points, and how its texts are set. */
#pragma once

#include "plots/theme.h"

/* A4. The frame holds headings, figures and tables; text stands in a column of its own. Pages that
 * lie on their side hold tables only: what is on them is set as on the others, in a wider frame. */
#define PAGE_WIDTH 595.276
#define PAGE_HEIGHT 841.89
#define MILLIMETRES(n) ((n)*72.0 / 25.4)
#define FRAME_LEFT MILLIMETRES(30)
#define FRAME_WIDTH MILLIMETRES(150)
#define FRAME_RIGHT (FRAME_LEFT + FRAME_WIDTH)
#define TEXT_LEFT MILLIMETRES(50)
#define TEXT_WIDTH (FRAME_RIGHT - TEXT_LEFT)
#define BODY_TOP MILLIMETRES(25.5)
#define BODY_HEIGHT 704.0
#define HEAD_BASELINE 44.0
#define HEAD_RULE 49.6
#define LANDSCAPE_WIDTH MILLIMETRES(247)
#define LANDSCAPE_HEIGHT (BODY_HEIGHT - (PAGE_HEIGHT - PAGE_WIDTH))
/* Above the footnotes of a page, and of its rule within that. */
#define NOTES_GAP 18.0
#define NOTES_RULE 7.0
#define NOTES_RULE_WIDTH 56.0
#define NOTE_INDENT 13.0
/* Least space above and below a figure or table: it grows to a whole half line. */
#define FRAME_BEFORE 15.4

/* Where the frame lies on a page. */
typedef struct {
    double width, height; /* of the page */
    double left, right;   /* of the frame */
    double body_height;
    double foot; /* baseline of the running foot */
} Sheet;

typedef enum {
    STYLE_BODY,
    STYLE_HEADING_1,
    STYLE_HEADING_2,
    STYLE_HEADING_3,
    STYLE_HEADING_4,
    STYLE_CODE,
    STYLE_FOOTNOTE,
    STYLE_CONTENTS_1,
    STYLE_CONTENTS_2,
    STYLE_HEAD, /* running head and foot */
    STYLE_PAGE_NUMBER,
    STYLE_COVER_PUBLISHER,
    STYLE_COVER_TITLE,
    STYLE_COVER_SUBTITLE,
    STYLE_COVER_LINE,
    STYLE_CELL, /* of a table, and what stands around */
    STYLE_CELL_STRONG,
    STYLE_CELL_GROUP,
    STYLE_CELL_HEAD,
    STYLE_CELL_SPANNER,
    STYLE_CELL_NOTE,
    STYLE_CELL_TRACE,
    STYLE_CELL_MARK,
    N_STYLES
} PageStyle;

typedef enum {
    INK_FIRST,
    INK_SECOND,
    INK_NOTES,
    INK_BLUE,
    INK_HAIRLINE,
    INK_TAG,
    INK_HOLDS,
    INK_DEVIATES,
    N_INKS
} Ink;

struct ReportStyle;

const Sheet *page_sheet(bool landscape);
const TextStyle *page_style(PageStyle style);
/* All of them in the sizes of STYLE (NULL: ours). */
void page_styles(const struct ReportStyle *style, TextStyle styles[N_STYLES]);
Colour page_ink(const struct ReportStyle *style, Ink ink);
/* From the top of a line of STYLE to its baseline. */
double page_baseline(const TextStyle *style);
