/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx.h - the parts of a workbook: texts, styles, sheets. ECMA-376 part 1, SpreadsheetML. */
#pragma once

#include "reports/report.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* What a sheet and a cell hold at most: ECMA-376 leaves it open, spreadsheets do not. */
enum { XLSX_MOST_ROWS = 1048576, XLSX_MOST_COLUMNS = 16384, XLSX_MOST_TEXT = 32767 };

/* ---- texts */

/* Appends TEXT so that none of it is markup, for the value of an attribute too. Characters that XML
 * does not allow stand as _xHHHH_, and what looks so already is escaped: part 1, 22.4.2.4. */
void xlsx_text(GString *out, const char *text);
/* Appends "AB12" for ROW and COLUMN, both from 0; FIXED: "$AB$12". */
void xlsx_place(GString *out, size_t row, size_t column, bool fixed);

/* ---- styles */

typedef enum { FONT_BODY, FONT_STRONG, FONT_TITLE, FONT_HEAD, FONT_NOTE, N_FONTS } CellFont;

typedef enum {
    CELL_RULE_TOP = 1 << 0,   /* 1 pt: above the heads */
    CELL_RULE_HEADS = 1 << 1, /* below the heads, and below a spanner */
    CELL_RULE_END = 1 << 2,   /* 1 pt: below the last row */
    CELL_RULE_TOTAL = 1 << 3, /* above the first total */
    N_CELL_RULES = 1 << 4
} CellRule;

typedef enum { SIDE_LEFT, SIDE_RIGHT, SIDE_CENTRE } CellSide;

typedef struct {
    CellFont font;
    unsigned rules; /* of CellRule */
    CellSide side;
    int indent;
    bool wrap;
    bool quoted;        /* a text that a spreadsheet would take for a formula when it is edited */
    const char *number; /* how a number is shown: "#,##0.0"; NULL: a text */
} CellStyle;

/* The styles of a workbook, each once. */
typedef struct {
    GPtrArray *numbers; /* owned texts: number formats */
    GPtrArray *cells;   /* owned texts: <xf> elements */
    GHashTable *index;  /* of text in NUMBERS and CELLS to its place; borrowed from them */
} Styles;

Styles *styles_new(void);
void styles_free(Styles *styles);
/* The index by which a cell names STYLE. */
unsigned styles_find(Styles *styles, const CellStyle *style);
/* styles.xml. The caller owns it. */
GString *styles_write(const Styles *styles);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Styles, styles_free)

/* ---- numbers */

/* How a number stands in a cell: as the number that it is, with a format that shows the same. */
typedef struct {
    double value; /* the number times 10^POWER */
    int power;
    int decimals;
    bool grouped;         /* thousands apart */
    bool percent;         /* the format says per cent, and VALUE is the share itself */
    bool no_minus;        /* less than 0, but rounds to it */
    char *zero;           /* the symbol that stands for 0; NULL: a digit */
    char *before, *after; /* what stands around the digits */
} CellNumber;

/* NUMBER, shown as TEXT in LANGUAGE. FALSE when TEXT does not show it ("..", "< 0.001"): then the
 * cell is a text, so that it holds nothing that paper does not show. */
bool cell_number(double number, const char *shown, const char *language, CellNumber *out);
void cell_number_clear(CellNumber *number);

/* What is alike in a column, so that decimal marks come one above the other. */
typedef struct {
    int decimals;      /* the most */
    const char *mark;  /* the widest footnote letter; NULL: none */
    const char *after; /* the widest tail of its numbers; NULL: none */
} CellColumn;

/* The number format of NUMBER with the footnote letter MARK (NULL: none) in COLUMN. The caller owns
 * it. */
char *cell_format(const CellNumber *number, const CellColumn *column, const char *mark);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CellNumber, cell_number_clear)

/* ---- sheets */

typedef struct {
    char *name;      /* as on its tab */
    GString *rows;   /* <row> elements, from the first */
    GString *merges; /* <mergeCell> elements */
    size_t n_rows, n_merges;
    size_t column;               /* where the next cell of the open row stands */
    GArray *widths;              /* of double, in characters */
    size_t head_first, head_end; /* rows repeated on each printed page; none when they are equal */
    size_t frozen;               /* columns that stay; the rows up to head_end do */
} Worksheet;

Worksheet *worksheet_new(const char *name);
void worksheet_free(Worksheet *sheet);

/* Opens the next row; HEIGHT in points, 0: as its cells need. */
void worksheet_row(Worksheet *sheet, double height);
void worksheet_row_end(Worksheet *sheet);
/* Cells from left to right; MARK stands raised after a text, NULL: none. FORMULA is without "=",
 * NULL: none. */
void worksheet_text(Worksheet *sheet, unsigned style, const char *text, const char *mark);
void worksheet_number(Worksheet *sheet, unsigned style, double value, const char *formula);
void worksheet_empty(Worksheet *sheet, unsigned style);
/* Makes one cell of N columns whose first is the one that comes next. */
void worksheet_merge(Worksheet *sheet, size_t n);
/* The column J is at least WIDTH characters wide. */
void worksheet_widen(Worksheet *sheet, size_t j, double width);
/* The part xl/worksheets/sheetN.xml; FIRST: it is the one shown. The caller owns it. */
GString *worksheet_write(const Worksheet *sheet, bool first);

/* ---- contents */

typedef struct TablePlace TablePlace; /* xlsx_place.h */

/* PLACE as a sheet. NULL and ERROR (ANDEL_ERROR_DATA) when it is more than a sheet holds. */
Worksheet *worksheet_of_table(const TablePlace *place, Styles *styles, GHashTable *places,
                              const char *language, GError **error);
/* What was made of which data, how, and what must be known. */
Worksheet *worksheet_of_notes(const Report *report, Styles *styles);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Worksheet, worksheet_free)
