/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.h - kinds of figures: numbers and texts in, a Scene out. */
#pragma once

#include "plots/scene.h"
#include "plots/text.h"

#include <glib.h>

/* One end of a span: an outcome, and what gives it. */
typedef struct {
    double value;
    const char *text;    /* "12 394" */
    const char *input;   /* "15 min"; NULL: none */
    const char *address; /* NULL: none */
} ChartEnd;

/* One row of a figure. Texts are as shown: labels in the language of the figure, values formatted
 * once by whoever knows their decimals. */
typedef struct {
    const char *label;
    double value;             /* what the length is made of; NAN: no mark, VALUE_TEXT is shown */
    double lower, upper;      /* limits; NAN: none. Bars leave them out: their ends look exact */
    const char *value_text;   /* "48", "+1,7" */
    const char *const *cells; /* [n_columns] side columns; NULL: none */
    const char *address;      /* of the value; NULL: none */
    int series;               /* colour */
    bool rest;                /* "don't know": last and grey */
    bool total;               /* the sum of the rows above */
    bool derived;             /* not printed in the source: hatched */
    ChartEnd ends[2];         /* of a span */
} ChartRow;

typedef struct {
    const char *number;                  /* "Figur 1"; NULL: none */
    const char *title, *question, *base; /* NULL: none */
    const char *const *notes;            /* NULL-terminated, ready sentences; NULL: none */
    const char *source;                  /* "Källa: ..."; NULL: none */
    const char *trace;                   /* "andel · figur 1 · 4 values ..."; NULL: none */
    const char *language;
    const char *tag;          /* "Exempeldata"; NULL: none */
    const char *alternative;  /* alternative text; NULL: made from the rows */
    const char *const *heads; /* [n_columns] of the side columns */
    size_t n_columns;
    const ChartRow *rows;
    size_t n_rows;
    double baseline;           /* that spans stand around */
    const char *baseline_text; /* "Utgångsläge 24 787"; NULL: none */
    bool framed;               /* rules above and below, padding: as a stand-alone figure */
} ChartData;

/* What the rows of a kind are, and so where a command finds them. */
typedef enum {
    CHART_OF_SHARES, /* shares of the categories of one variable, or of a multiple-response set */
    CHART_OF_PARTS,  /* parts of a total, as published */
    CHART_OF_SPANS   /* both ends of each value of a cost model */
} ChartRows;

/* A kind: one file plots/chart_NAME.c that ends with this struct, and its line in chart.c. */
typedef struct {
    const char *name;
    const char *summary;
    ChartRows rows;
    const char *noun[2]; /* what alternative texts call it, in English and in Swedish */
    /* Lays DATA out WIDTH points wide; the height follows. NULL and ERROR (ANDEL_ERROR_DATA) for
     * what cannot be laid out, with what would help. */
    Scene *(*lay_out)(const ChartData *data, double width, TextContext *text, GError **error);
} Chart;

extern const Chart *const charts[]; /* NULL-terminated */

/* NULL and ERROR (ANDEL_ERROR_USAGE) lists the kinds there are. */
const Chart *chart_find(const char *name, GError **error);

/* Lays out DATA and checks that every text has its glyphs and its place: see text_check() and
 * scene_check(). The scene has an alternative text: that of DATA, or one made from the rows. */
Scene *chart_draw(const Chart *chart, const ChartData *data, double width, TextContext *text,
                  GError **error);
