/* SPDX-License-Identifier: GPL-3.0-or-later */
/* composer.h - what the parts of composing share: the document in the making, and its blocks. */
#pragma once

#include "analysis/convention.h"
#include "analysis/disclosure.h"
#include "analysis/published.h"
#include "analysis/query.h"
#include "reports/compose.h"
#include "reports/manuscript.h"
#include "reports/references.h"
#include "reports/tabulate.h"
#include "reports/values.h"

typedef struct Composition Composition;

/* A block of the report file, from its keys to what is printed. */
typedef struct {
    const Composition *kind;
    const Part *part;
    Document *document; /* its keys */
    const Node *node;
    const char *id; /* never NULL: made up when the block has none */
    bool shown;
    char *number;          /* "Figur 1"; NULL: not shown */
    Query *query;          /* NULL: asks nothing of the data */
    GPtrArray *queries;    /* of Query, of a figure; NULL: none */
    const char *single[2]; /* its one variable as a list */
    gpointer model;        /* of blocks that come from a file; freed by the kind */
    DataUsed used;         /* the file that it comes from, for the trace */
} Spec;

/* Numbers of the headings so far. */
enum { DEEPEST_HEADING = 6, NUMBERED_HEADINGS = 3 };
typedef struct {
    int count[DEEPEST_HEADING + 1];
    bool unnumbered[DEEPEST_HEADING + 1];
    int level;
    int appendices; /* so far; the first ends the chapters */
} Numbering;

typedef struct {
    Report *report;
    const Manuscript *manuscript;
    Complaints *complaints;
    const ComposeOptions *options;
    const char *path, *language;
    const char *symbols;  /* set of signs; NULL: none */
    GPtrArray *specs;     /* of Spec, in order */
    GHashTable *of_parts; /* the same by their Part */
    GHashTable *ids;      /* those that blocks have taken */
    Values *values;
    Input *input;               /* NULL: no data */
    Disclosure *disclosure;     /* NULL: not yet taken in */
    GArray *places;             /* of Place, by place of the disclosure */
    GPtrArray *published;       /* of Published */
    GHashTable *targets;        /* id to what a reference to it says */
    Bibliography *bibliography; /* NULL: none */
    References *references;
    GArray *questions; /* those that stand in an appendix; NULL: none; owned */
    Numbering numbering;
} Composer;

/* A kind of block: one file reports/compose_NAME.c that ends with this struct, and its line in
 * compose_block.c. Steps may be NULL; they return FALSE and ERROR. */
struct Composition {
    const char *key; /* of the block that makes it one of this kind */
    const char
        *value; /* that the key must have; NULL: any, of `chart` one that data are asked for */
    const char *with; /* key that the block must have too; NULL: none */
    bool figure;      /* else a table */
    /* Makes spec->query, or reads spec->model. */
    bool (*ask)(Composer *composer, Spec *spec, GError **error);
    /* Adds the values to composer->values, when all is answered. */
    void (*answer)(Composer *composer, Spec *spec);
    /* Fills BLOCK, when all values are known. */
    bool (*show)(Composer *composer, Spec *spec, Block *block, GError **error);
    void (*free_model)(gpointer model);
    /* Instead of show: appends blocks of its own. It is then neither figure nor table. */
    bool (*write)(Composer *composer, Spec *spec, GError **error);
};

/* ---- compose.c */

/* How the data of a report are read. */
InputOptions composer_reading(const Composer *composer);

/* ---- compose_block.c */

/* The blocks of the manuscript as specs; what is wrong with them is complained of. */
void composer_read_blocks(Composer *composer);
/* Gives figures and tables their numbers, and references their words. */
void composer_number(Composer *composer);
void spec_free(Spec *spec);
/* The spec of PART, or NULL. */
Spec *composer_spec(const Composer *composer, const Part *part);

/* ---- compose_text.c */

/* The text of the manuscript as blocks of the report, with specs where they stand. FALSE and
 * ERROR. */
bool composer_write(Composer *composer, GError **error);

/* ---- compose_runs.c */

/* PIECES as runs, with the values and references that they ask for; what cannot be is complained
 * of. The caller owns the array. */
GArray *composer_pieces(Composer *composer, const GArray *pieces);
/* Appends TEXT to RUNS in the style of PIECE. */
void composer_run(Composer *composer, GArray *runs, const Piece *piece, const char *text);
/* Appends what a reference to @id says, as a link. */
void composer_add_reference(Composer *composer, GArray *runs, const Piece *piece);

/* ---- compose_imprint.c */

/* The imprint that the head asks for, when the rest of it has been read. */
void composer_imprint(Composer *composer);

/* ---- compose_if.c */

/* Takes the braces of {if CONDITION}, {else} and {/if} out of the manuscript, and what they leave
 * out; values must be known. Mistakes are complained of. */
void composer_choose(Composer *composer);

/* ---- compose_claim.c */

/* TRUE if the value PIECE is a claim. */
bool composer_is_claim(const Piece *piece);
/* Checks the claim of PIECE, report->claims, and appends its words to RUNS. */
void composer_claim(Composer *composer, GArray *runs, const Piece *piece);

/* ---- compose_heading.c */

/* Appends the heading PART. */
void composer_heading(Composer *composer, const Part *part);
/* References to headings are their titles; they are known before any text is composed. */
void composer_heading_targets(Composer *composer);
/* Makes BLOCK a heading of LEVEL: numbered, without a number, or the title of the next appendix. */
typedef enum { HEADING_NUMBERED, HEADING_UNNUMBERED, HEADING_APPENDIX } HeadingKind;
void composer_number_heading(Composer *composer, Block *block, int level, HeadingKind kind);
/* Appends a heading that the report file does not have. */
void composer_add_heading(Composer *composer, int level, HeadingKind kind, const char *text);

/* ---- compose_cite.c */

/* Reads the file of references that the head names, and finds what the text cites. FALSE and
 * ERROR. */
bool composer_read_references(Composer *composer, GError **error);
/* Appends the mark of a citation; complains of an unknown key. */
void composer_add_citation(Composer *composer, GArray *runs, const Piece *piece);
/* The same for an entry as a part of the sentence; FALSE when PIECE names none. */
bool composer_add_textual(Composer *composer, GArray *runs, const Piece *piece);

/* ---- compose_list.c, compose_quality.c */

/* The contents and the lists that the head asks for after them: at the beginning, unless a block
 * says where. And what it asks for at the end. */
void composer_begin_lists(Composer *composer);
void composer_add_contents(Composer *composer);
/* The list of references, unless a block is one. */
void composer_add_references(Composer *composer);
bool composer_add_appendices(Composer *composer, GError **error);
/* The quality declaration, as far as the run can fill it. */
void composer_add_quality(Composer *composer, int level);

/* ---- compose_question.c */

/* QUESTION as it is to stand above what SPEC shows: a long one only begins there, in documents with
 * a cover, and is kept for the appendix. */
const char *composer_question(Composer *composer, const Spec *spec, const char *question);
bool composer_has_questions(const Composer *composer);
/* TRUE if the head says where their appendix is to stand. */
bool composer_places_questions(const Composer *composer);
/* The whole wordings, as paragraphs. */
void composer_add_questions(Composer *composer);

/* ---- compose_trace.c */

/* The table of the printed numbers, without rows; and its rows, when all else is composed. */
void composer_add_trace(Composer *composer);
void composer_fill_trace(Composer *composer);

/* ---- compose_published.c */

/* Reads the files of published numbers. FALSE and ERROR. */
bool composer_read_published(Composer *composer, GError **error);
/* Holds the published numbers against the values: report->checks. */
void composer_check(Composer *composer);

/* ---- compose_disclosure.c */

/* When all is answered and numbered: blocks withhold what others withhold of the same rows. FALSE
 * and ERROR. */
bool composer_mend_disclosure(Composer *composer, GError **error);
/* When the text is written: whether small counts can be worked out from all blocks and the text
 * together, see analysis/disclosure.h. FALSE and ERROR. */
bool composer_check_disclosure(Composer *composer, GError **error);

/* ---- compose_origin.c */

/* Hands what the blocks asked, and the values, over to the report. */
void composer_origins(Composer *composer);

/* ---- for the kinds */

/* The data once more, for a pass that needs what the first one found; USER is the composer. */
Input *composer_open_again(gconstpointer user, GError **error);

ShowOptions spec_show(const Composer *composer, const Spec *spec);
/* The file that SPEC names under KEY, as bytes, noted as used. NULL and ERROR. */
GBytes *spec_read(Composer *composer, Spec *spec, const char *key, char **path, GError **error);
void spec_value(Composer *composer, const Spec *spec, const char *const *parts, Value value);
/* That value rests on few cases. */
void spec_doubt(Composer *composer, const Spec *spec, const char *const *parts);
/* Puts TABLE (taken over) into BLOCK with the title, notes and source that SPEC gives. */
void spec_table(Composer *composer, const Spec *spec, Block *block, Table *table);
/* The values of an answer under their addresses, those of a cross-tabulation behind PREFIX (NULL:
 * none). */
void spec_values_of_outcomes(Composer *composer, const Spec *spec, const Query *query);
void spec_values_of_estimates(Composer *composer, const Spec *spec, const Estimates *estimates);
void spec_values_of_crosstab(Composer *composer, const Spec *spec, const Crosstab *table,
                             const char *prefix);
/* The same for a figure, drawn as CHART, with its numbers as TABLE (taken over). */
bool spec_figure(Composer *composer, const Spec *spec, Block *block, const char *chart,
                 FigureData *figure, Table *table, GError **error);
/* Options of a query of SPEC, which borrows from it. */
QueryOptions spec_query(const Composer *composer, const Spec *spec);
/* The convention that the codebook names; NULL: none. */
const Convention *composer_convention(const Composer *composer);
