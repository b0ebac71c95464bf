/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scene.h - a figure as data: marks in points, y down, before anything is drawn. */
#pragma once

#include "plots/text.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* A path is one line through several points, an area what they surround. */
typedef enum { MARK_RECTANGLE, MARK_LINE, MARK_DOT, MARK_TEXT, MARK_AREA, MARK_PATH } MarkKind;

/* What a mark is for; theme.h says how it looks. */
typedef enum {
    ROLE_RULE_TOP,
    ROLE_RULE_BOTTOM,
    ROLE_NUMBER, /* "Figure 1", run in before the title */
    ROLE_TITLE,
    ROLE_QUESTION,
    ROLE_BASE,
    ROLE_CATEGORY,    /* name of a bar or row */
    ROLE_TOTAL,       /* name and value of a total row */
    ROLE_TOTAL_SMALL, /* its name where the others are small too */
    ROLE_VALUE,
    ROLE_HEAD, /* head of a side column */
    ROLE_CELL, /* entry of a side column */
    ROLE_NOTE,
    ROLE_SOURCE,
    ROLE_TRACE,
    ROLE_TRACE_KEPT, /* the same in a figure that is smaller as a whole: it is not */
    ROLE_BASELINE,
    ROLE_RULE, /* rule before a total */
    ROLE_CONNECTOR,
    ROLE_DATA, /* bar, in the colour of its series */
    ROLE_REST, /* bar of "don't know" */
    ROLE_DATA_TOTAL,
    ROLE_DERIVED,          /* bar of a value that is not printed in the source: hatched */
    ROLE_TAG,              /* "example data"; its rectangle is an outline */
    ROLE_CATEGORY_WRAPPED, /* name that takes several lines: smaller */
    ROLE_HEAD_RULE,        /* under the heads of several side columns */
    ROLE_CELL_VALUE,       /* the value itself */
    ROLE_CELL_TOTAL,
    ROLE_CELL_WORD,     /* a word where others have a number: "saknas" */
    ROLE_CELL_HOLDS,    /* "✓" */
    ROLE_CELL_DEVIATES, /* "≠ 29" */
    ROLE_TICK,          /* label of an axis, and its unit */
    ROLE_TICK_MARK,
    ROLE_GRID,
    ROLE_GROUP,    /* heading of several rows */
    ROLE_DOT,      /* an estimate, in the colour of its series */
    ROLE_DOT_ALL,  /* of all the rows together */
    ROLE_DOT_FEW,  /* hollow: few cases are behind it */
    ROLE_INTERVAL, /* and its limits */
    ROLE_INTERVAL_ALL,
    ROLE_INTERVAL_CAP,
    ROLE_REFERENCE, /* dashed, through the estimate of all */
    ROLE_LINE,      /* a series over time */
    ROLE_BRIDGE,    /* dashed, over periods that are missing */
    ROLE_RIBBON,    /* its limits */
    ROLE_BREAK,     /* dotted, where a series changes its meaning */
    ROLE_BREAK_WORD,
    ROLE_END_VALUE, /* at the end of a line, in the colour of its series */
    ROLE_END_NAME,
    ROLE_LEADER,    /* from a text to what it names, when it had to move */
    ROLE_ON_DATA,   /* text on a bar */
    ROLE_DIVERGING, /* fill of a step of a two-sided scale; the series is the step, from 0 to 4 */
    ROLE_ON_DIVERGING,
    ROLE_SIDE_SUM,    /* the steps of one side together; the series is its outermost step */
    ROLE_SIDE_HEAD,   /* and their name */
    ROLE_SIDE_COLUMN, /* name of a step with a column of its own */
    ROLE_KEY,         /* what a colour means, in a list */
    ROLE_KEY_LINE,    /* and in a line */
    ROLE_KEY_EDGE,    /* around a sample of it that white would swallow */
    ROLE_LADDER,      /* fill by size; the series is the step, from 0 to 4 */
    ROLE_ON_LADDER,
    ROLE_ON_LADDER_NAME,
    ROLE_EMPTY, /* dashed outline: no value */
    ROLE_EMPTY_NAME,
    ROLE_SLOPE,      /* a series between two periods */
    ROLE_MUTED,      /* a line that is not the point */
    ROLE_MUTED_TEXT, /* and its name */
    ROLE_BOX,        /* outline of a stage */
    ROLE_ARROW,
    ROLE_PANEL,       /* title of a small multiple */
    ROLE_PANEL_COUNT, /* and how many are behind it, or its scale */
    N_ROLES
} MarkRole;

/* The "series" of what has the colour of ROLE_REST whatever its role. */
enum { SERIES_REST = -1 };

typedef struct {
    MarkKind kind;
    MarkRole role;
    int series;  /* colour of data marks, from 0 */
    double x, y; /* top left of a rectangle, start of a line, centre of a dot, baseline of a text */
    double x2, y2;        /* bottom right of a rectangle, end of a line */
    double anchor;        /* of a text: 0 x is its left, 0.5 its middle, 1 its right */
    double width;         /* of a text as measured, and its ink for the self-check */
    const char *text;     /* one line */
    const double *points; /* [2 * n_points] corners of an area or path: x, y, x, y ... */
    size_t n_points;
    const char *address; /* of the value shown, "f1.always"; NULL: none */
    double carried;      /* the value as it was before it was rounded to be shown */
    bool carries;        /* .carried is known */
    const char *how;     /* what the layout itself added up to it, "f1.a + f1.b"; NULL: nothing */
} Mark;

/* What a colour means, or a shade. */
typedef struct {
    const char *label;
    MarkRole fill; /* role and series of the sample */
    int series;
} KeyEntry;

typedef struct {
    double width, height;    /* points, before .scale */
    double scale;            /* drawn as many times as large: marks, texts, strokes */
    const char *language;    /* "sv" */
    const char *title;       /* of the document made from it */
    const char *description; /* alternative text */
    GArray *marks;           /* of Mark, in drawing order */
    GStringChunk *strings;   /* owns the texts */
    GPtrArray *arrays;       /* owns the points */
    /* of a small multiple: what it shares with those beside it */
    double plot_left;        /* names and labels of values end before it; 0: none stand there */
    double plot_bottom;      /* labels of an axis stand below it; 0: none do */
    GArray *key;             /* of KeyEntry */
    const char *said;        /* sentences for below the figure; NULL: none */
    const struct Look *look; /* of theme.h: its colours and fonts; NULL: ours; borrowed */
} Scene;

Scene *scene_new(void);
/* What it takes on paper, in points. */
double scene_width(const Scene *scene);
double scene_height(const Scene *scene);
/* A copy of TEXT in the keeping of SCENE; NULL for NULL. */
const char *scene_text(Scene *scene, const char *text);
/* Appends a mark and returns it to be filled; valid until the next call. */
Mark *scene_add(Scene *scene, MarkKind kind, MarkRole role);
/* Shorthands that fill it too: a line or rectangle between two corners, and one line of text with
 * its baseline at Y, measured. */
Mark *scene_add_shape(Scene *scene, MarkKind kind, MarkRole role, double x, double y, double x2,
                      double y2);
Mark *scene_add_dot(Scene *scene, MarkRole role, int series, double x, double y);
/* POINTS [2 * N] are copied. */
Mark *scene_add_area(Scene *scene, MarkRole role, int series, const double *points, size_t n);
Mark *scene_add_path(Scene *scene, MarkRole role, int series, const double *points, size_t n);
Mark *scene_add_text(Scene *scene, TextContext *context, MarkRole role, const char *text, double x,
                     double y, double anchor);
/* Name of ROLE in dumps and in SVG: "title". */
const char *role_name(MarkRole role);

/* One line a mark, coordinates with one decimal; for golden tests. The caller owns it. */
char *scene_dump(const Scene *scene);
void scene_free(Scene *scene);

/* FALSE and ERROR (ANDEL_ERROR_DATA) naming the elements when a text leaves the frame, meets
 * another text, lies partly on a bar, or is too small to be read. Every figure passes this before
 * it is written. */
bool scene_check(const Scene *scene, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scene, scene_free)
