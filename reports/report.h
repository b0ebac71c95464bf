/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.h - a result as blocks: what every command returns and every writer takes. */
#pragma once

#include "analysis/estimates.h"
#include "plots/scene.h"
#include "plots/text.h"
#include "reports/table.h"
#include "reports/values.h"

#include <glib.h>
#include <stdint.h>

typedef enum {
    RUN_BOLD = 1 << 0,
    RUN_ITALIC = 1 << 1,
    RUN_CODE = 1 << 2,
    RUN_BREAK = 1 << 3 /* a line ends after it */
} RunFlag;

/* A piece of running text in one style. */
typedef struct {
    const char *text;
    unsigned flags;
    const char *link;    /* "https://..." or "#id" of a block; NULL: none */
    int footnote;        /* index into Report.footnotes whose mark stands here; -1: none */
    const char *address; /* of a computed value, "info.always"; NULL: none */
    const char *meaning; /* of a sign in place of a number, in words; NULL: none */
    int line;            /* of the report file that it stands on; 0: not known */
} Run;

typedef enum {
    BLOCK_HEADING,   /* level, number, runs */
    BLOCK_PARAGRAPH, /* runs */
    BLOCK_ITEM,      /* of a list: level from 1, number ("1."; NULL: a bullet; "": goes on with the
                        item above), runs */
    BLOCK_QUOTE,     /* runs */
    BLOCK_CODE,      /* text in a fixed layout */
    BLOCK_TABLE,     /* table */
    BLOCK_FIGURE,    /* scene, and its numbers as table */
    BLOCK_CONTENTS   /* list of the headings, figures or tables and their pages: list */
} BlockKind;

typedef enum { LIST_OF_HEADINGS, LIST_OF_FIGURES, LIST_OF_TABLES } ListOf;

typedef struct {
    BlockKind kind;
    int level;          /* of a heading: 1 is a chapter */
    const char *number; /* "3.2"; NULL: none */
    const char *id;     /* target of cross-references; NULL: none */
    ListOf list;        /* what a BLOCK_CONTENTS lists */
    GArray *runs;       /* of Run; NULL: none */
    Table *table;       /* owned; NULL: none */
    Scene *scene;       /* owned; NULL: none */
} Block;

/* A file that went into the result. */
typedef struct {
    const char *path;   /* as typed or as the report file names it */
    const char *file;   /* where it lies, when that is not PATH; NULL */
    const char *sha256; /* hexadecimal */
    size_t rows_read, rows_used;
    GArray *excluded; /* of Exclusion */
    GPtrArray *notes; /* how it was read */
} DataUsed;

/* What a block asked, and of what: where the chain behind each of its numbers begins. */
typedef struct {
    const char *block;  /* id of its table or figure; NULL: of all of them */
    const char *asks;   /* "share(info)", "cost cost.yml" */
    const char *file;   /* as the report file names it; NULL: none */
    const char *sha256; /* of it; NULL: not known */
    size_t rows;        /* of it; 0: it has none */
    const char *where;  /* the filter; NULL: all rows */
    const char *sample; /* the condition that says which rows were drawn; NULL: all */
    const char *weight; /* the variable; NULL: each row counts one */
} Origin;

/* One published or expected number held against the computed one. */
typedef struct {
    const char *id, *place, *label;         /* "f2.no", "Figur 2", "Nej" */
    const char *printed, *computed;         /* as shown */
    double printed_number, computed_number; /* in the unit of what is shown; NAN: there is none */
    bool holds;
    bool declared;           /* the file says that it deviates, and why */
    const char *explanation; /* NULL: none */
    const char *address;     /* of the computed value; NULL: none */
} Check;

/* What the text says of its numbers in words. */
typedef struct {
    const char *file; /* of the text */
    int line;
    const char *words;   /* "barely half" */
    const char *rule;    /* what they promise: "45 <= info.always < 50" */
    const char *numbers; /* "info.always = 47.71" */
    bool holds;
} Claim;

/* A line of what stands behind the cover: NAME says what TEXT is; NULL: it says it itself. */
typedef struct {
    const char *name, *text;
    bool on_cover; /* stands there, too */
} ImprintLine;

/* Of a PNG: 254 to the inch at 160 mm. */
enum { REPORT_PIXELS = 1600 };

typedef struct {
    const char *command;
    GPtrArray *arguments;
    GArray *data;       /* of DataUsed */
    Table *design;      /* name, value: the "design" object; NULL: none; owned */
    Table *tests;       /* name statistic df1 df2 p; NULL: none; owned */
    bool tests_told;    /* they stand in words under their tables: for people .tests is left out */
    GPtrArray *notes;   /* sentences for the whole result */
    GArray *checks;     /* of Check: published numbers */
    GArray *claims;     /* of Claim */
    GArray *origins;    /* of Origin: what was asked */
    Values *values;     /* of a document, by their addresses; NULL: none; owned */
    const char *table;  /* id of the table that CSV writes; NULL: the first */
    bool picture;       /* one figure and nothing else: PDF is the figure, not a page */
    int pixels;         /* width of a PNG; 0: REPORT_PIXELS */
    const char *play;   /* a model that a page can play with: see play.h; NULL: none */
    bool delivered;     /* its outputs are written already, and it was said */
    bool failed_checks; /* a number does not hold and is not declared: exit status 5 */

    const char *title, *subtitle, *authors, *publisher, *language;
    const char *head;          /* running head; NULL: the title */
    const char *tag;           /* "candidate", "example data"; NULL: none */
    const char *series;        /* "Report 2017:4 · ISBN ..."; NULL: none */
    const char *date_text;     /* as printed on the cover, "April 2017"; NULL: none */
    GArray *imprint;           /* of ImprintLine; empty: the document has none */
    const char *embedded;      /* what JSON carries to show the result again; NULL: nothing */
    const char *embedded_key;  /* "codebook", "model" */
    const char *outcomes;      /* and the counts of the outcomes behind its rates; NULL: none */
    double level;              /* of confidence; 0: there are no limits */
    bool document;             /* a report with chapters, not the result of a command */
    bool cover;                /* of a document: it has one, and its chapters begin on new pages;
                                  else its title stands above the text */
    int64_t date;              /* seconds since 1970 that documents bear */
    GArray *blocks;            /* of Block */
    GPtrArray *footnotes;      /* of GArray of Run */
    struct ReportStyle *style; /* of style.h; NULL: ours; owned */
    TextContext *text;         /* what figures were laid out with; NULL until needed; owned */
    GStringChunk *strings;     /* owns the texts of runs and above */
} Report;

Report *report_new(const char *command, const char *language);
void report_free(Report *report);

/* A copy of TEXT in the keeping of REPORT; NULL for NULL. */
const char *report_text(Report *report, const char *text);
/* Appends a block and returns it to be filled; valid until the next call. */
Block *report_add(Report *report, BlockKind kind);
/* Appends a piece of text to the block's runs. */
Run *block_add(Report *report, Block *block, const char *text, unsigned flags);
/* The link of RUN if it leads out to a page or a mail address; NULL for all else. */
const char *run_web_link(const Run *run);
/* Shorthand: a heading, a paragraph of one run, a table (taken over). */
void report_heading(Report *report, int level, const char *text);
void report_paragraph(Report *report, const char *text);
void report_table(Report *report, Table *table);
void report_note(Report *report, const char *text);
/* Appends a file to the data used and returns it; valid until the next call. */
DataUsed *report_data(Report *report, const char *path, const char *sha256);
/* The context to measure figures with, opened at the first call. */
TextContext *report_text_context(Report *report, GError **error);

/* Line I of the imprint with what it is before it; NULL: the cover has it, too. The caller owns it.
 */
char *imprint_line(const Report *report, guint i);

/* The table called ID, of a table or a figure; NULL: the first. NULL when there is none. */
const Table *report_find_table(const Report *report, const char *id);

/* The first figure; NULL and ERROR (ANDEL_ERROR_USAGE) says that FORMAT needs one. */
const Scene *report_first_scene(const Report *report, const char *format, GError **error);

/* Seconds since 1970 that documents bear: SOURCE_DATE_EPOCH of the environment if it is set, else
 * 0, so that the same input gives the same bytes. */
int64_t report_epoch(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Report, report_free)
