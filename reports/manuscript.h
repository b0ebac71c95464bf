/* SPDX-License-Identifier: GPL-3.0-or-later */
/* manuscript.h - the report file as it is written: YAML head, CommonMark, fenced blocks. */
#pragma once

#include "datasets/schema.h"
#include "reports/complaints.h"

#include <glib.h>

typedef enum {
    PIECE_TEXT,
    PIECE_VALUE,     /* {text | format}: a computed value by its address */
    PIECE_REFERENCE, /* @text: a figure, table or heading */
    PIECE_FOOTNOTE,
    PIECE_BREAK,   /* a line ends */
    PIECE_CITATION /* [@text, format]: an entry of the file of references */
} PieceKind;

/* A piece of running text. */
typedef struct {
    PieceKind kind;
    unsigned flags;     /* RunFlag of report.h */
    const char *text;   /* of a text; address of a value; id of a reference */
    const char *format; /* of a value; of a citation where in it; NULL: none */
    const char *link;   /* "https://...", "mailto:..." or "#id"; NULL: none */
    int footnote;       /* index into the footnotes */
    bool opens, closes; /* of a citation: the first and the last within its brackets */
    int line;
} Piece;

typedef enum {
    PART_HEADING,
    PART_PARAGRAPH,
    PART_ITEM, /* of a list */
    PART_QUOTE,
    PART_CODE, /* a fenced block of another kind: shown, never run */
    PART_TABLE,
    PART_BLOCK,   /* a fenced block marked andel: its YAML */
    PART_LEFT_OUT /* by an {if} whose condition does not hold: nothing */
} PartKind;

typedef struct {
    PartKind kind;
    int line;
    int level;          /* of a heading or an item, from 1 */
    const char *number; /* of an item: "1."; NULL: a bullet; "": goes on with the item above */
    const char *id;     /* of a heading: {#id}; NULL: none */
    bool unnumbered;    /* of a heading: {-} */
    bool appendix;      /* of a heading: {appendix} */
    GArray *pieces;     /* of Piece; NULL: none */
    const char *text;   /* code or YAML */
    GPtrArray *cells;   /* of a table: of GArray of Piece, row by row, the head first; NULL: none */
    size_t n_columns;
    const char *alignment; /* [n_columns] 'l', 'c', 'r' or 0 */
} Part;

typedef struct {
    const char *name;     /* of the file, as it stands in messages */
    const char *language; /* of what was read; NULL: the head names none */
    Document *head;       /* with the keys of manuscript_fields */
    GArray *parts;        /* of Part */
    GPtrArray *footnotes; /* of GArray of Piece */
    GStringChunk *strings;
} Manuscript;

/* Keys of the head and of a block, for the manual. */
extern const Field manuscript_fields[];
extern const Field block_fields[];
extern const Field quality_fields[];

/**
 * Reads a report file. NULL and ERROR (ANDEL_ERROR_DATA) lists the mistakes with their lines: no
 * head or one that is not closed, mistakes of the head, bytes that are no UTF-8, control
 * characters, HTML other than comments, images, links that are neither of the web nor within the
 * document, braces and andel blocks that are not closed, lists nested too deep, parts of languages
 * that the head does not name. Of a report in several languages the parts in LANGUAGE are read,
 * NULL: in the first that the head names.
 */
Manuscript *manuscript_read_in(GBytes *bytes, const char *name, const char *language,
                               GError **error);
Manuscript *manuscript_read(GBytes *bytes, const char *name, GError **error);
void manuscript_free(Manuscript *manuscript);

/* The YAML of a PART_BLOCK, checked; its mistakes have the lines of the report file. NULL and
 * ERROR. The caller owns it. */
Document *manuscript_block(const Manuscript *manuscript, const Part *part, GError **error);

/* One line a part and a piece, for golden tests. The caller owns it. */
char *manuscript_dump(const Manuscript *manuscript);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Manuscript, manuscript_free)
