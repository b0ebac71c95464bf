/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.h - kinds of figures: numbers and texts in, a Scene out. */
#pragma once

#include "plots/scene.h"
#include "plots/text.h"

#include <glib.h>

/* Where the middle of a two-sided scale stands: in a column of its own, half on either side of the
 * line, or whole on its left. */
typedef enum { NEUTRAL_OWN, NEUTRAL_SPLIT, NEUTRAL_LEFT } ChartNeutral;
/* What bars of a two-sided scale have in common: the line between the sides, or both ends. */
typedef enum { FORM_DIVERGING, FORM_STACK100 } ChartForm;

extern const char *const neutral_names[], *const form_names[]; /* NULL-terminated, in order */

/* One end of a span: an outcome, and what gives it. */
typedef struct {
    double value;
    const char *text;    /* "12 394" */
    const char *input;   /* "15 min"; NULL: none */
    const char *address; /* NULL: none */
} ChartEnd;

/* One of several values of a row: that of the series with the same index. */
typedef struct {
    double value;        /* NAN: no mark, TEXT is shown */
    double lower, upper; /* limits; NAN: none */
    const char *text;    /* "48"; NULL: none */
    const char *address; /* NULL: none */
    bool few;            /* few cases are behind it: a hollow dot */
    double residual;     /* adjusted, of a cell of a table; where .shaded of the figure says so */
} ChartValue;

/* What one value of each row has in common: a category, a group, a line. */
typedef struct {
    const char *label;
    bool rest; /* "don't know": grey, and no step of a scale */
} ChartSeries;

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
    bool total;               /* the sum of the rows above; of estimates: that of all rows */
    bool derived;             /* not printed in the source: hatched */
    ChartEnd ends[2];         /* of a span */
    bool few;                 /* few cases are behind it: a hollow dot */
    const char *group;        /* heading of the rows from here on; NULL: as the row before */
    const char *key;          /* category as in the data: which county; NULL: none */
    const ChartValue *values; /* [n_series]; NULL: the row has one value */
    const char *sides[2];     /* addresses of the sums of both sides of a scale; NULL: none */
    double at, to;            /* place of a period; edges of a class */
    double n;                 /* cases behind it; 0: not known */
    bool provisional;         /* of a period: its values will be revised, their dots are hollow */
    const char *broken;       /* words: the series changes its meaning before this period */
    const double *curve;      /* [2 * n_curve] places and densities of a hill; NULL: none */
    size_t n_curve;
} ChartRow;

typedef struct ChartData ChartData;

/* One of several figures of a kind under one frame. */
typedef struct {
    const char *title; /* the category that it is about */
    const char *count; /* "n = 34"; NULL: none */
    const ChartData *data;
} ChartPanel;

struct ChartData {
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
    size_t n_before; /* of them that stand before the plot, where a kind has room for them */
    size_t strong;   /* the column of the values themselves, from 1; 0: none */
    const ChartRow *rows;
    size_t n_rows;
    const ChartSeries *series; /* [n_series]; NULL: rows have one value */
    size_t n_series;
    const bool *points; /* [n_series] of lines: those that are the point, the others being muted;
                           NULL: none is */
    const char *unit;   /* of the axis; NULL: none */
    bool shares;        /* values are per cent */
    int decimals;       /* of values, where a kind adds some up */
    double from, to;    /* what the axis holds at least, for figures that are compared; both 0: the
                           values alone */
    double steps[4];    /* limits of the steps of a ladder, where they are given; all 0: made */
    double baseline;    /* that spans stand around */
    const char *baseline_text; /* "Utgångsläge 24 787"; NULL: none */
    bool zoomed;               /* a figure over time need not have its zero, and says so */
    bool forced;               /* drawn also when it fails its own check */
    ChartNeutral neutral;      /* of a two-sided scale */
    ChartForm form;
    bool shaded;              /* cells by their residuals, not by their size or series */
    const struct Look *look;  /* of theme.h: colours, and the scale; NULL: ours; borrowed */
    double scale;             /* the figure is drawn as many times as large; 0: as .look says */
    bool framed;              /* rules above and below, padding: as a stand-alone figure */
    const ChartPanel *panels; /* [n_panels] small multiples: the rows stand in these; NULL: none */
    size_t n_panels;
    bool free_scales;      /* each panel has its own scale, which it names */
    bool panel;            /* it is one of them: no rules, title or notes of its own */
    const ChartRow *alike; /* [n_alike] rows of all figures beside it: measured with, not drawn */
    size_t n_alike;
};

/* What the rows of a kind are, and so where a command finds them. */
typedef enum {
    CHART_OF_SHARES, /* shares of the categories of one variable, or of a multiple-response set */
    CHART_OF_PARTS,  /* parts of a total, as published */
    CHART_OF_SPANS,  /* both ends of each value of a cost model */
    CHART_OF_ESTIMATES, /* an estimate for each domain, and first that of all */
    CHART_OF_TABLE,     /* shares of the categories for each group or each question */
    CHART_OF_PERIODS,   /* estimates for each period: a series for each domain or statistic */
    CHART_OF_CLASSES,   /* shares of the classes that a number falls into */
    CHART_OF_OUTCOMES,  /* units on their way from the dispatch to an answer */
    CHART_OF_BELIEFS,   /* densities of what each believes, and the pool */
    CHART_OF_CHECKS,    /* shares as published, and what they can be */
    N_CHART_ROWS
} ChartRows;

/* A kind: one file plots/chart_NAME.c that ends with this struct, and its line in chart.c. */
typedef struct {
    const char *name;
    const char *summary;
    ChartRows rows;
    bool limits;         /* it shows the limits of its values, and hollow those of few cases */
    bool hollow;         /* it shows no limits, but hollow values of few cases */
    const char *noun[2]; /* what alternative texts call it, in English and in Swedish */
    double panel;        /* least width of its plot as a small multiple, points; 0: 96 */
    /* Lays DATA out WIDTH points wide; the height follows. NULL and ERROR (ANDEL_ERROR_DATA) for
     * what cannot be laid out, with what would help. */
    Scene *(*lay_out)(const ChartData *data, double width, TextContext *text, GError **error);
} Chart;

/* Row I of those that the scale of the figure is measured with: its own, then those of the figures
 * beside it. NULL when there are no more. */
const ChartRow *chart_measured(const ChartData *data, size_t i);

/* TRUE when the dot of VALUE in ROW is hollow. */
bool chart_hollow(const ChartRow *row, const ChartValue *value);

/* What stands in place of the [n] values of ROW that are not shown: the sign of the first of them
 * that has one, else "..". */
const char *chart_gap(const ChartRow *row, size_t n);

extern const Chart *const charts[]; /* NULL-terminated */
extern const char *const chart_names[];

/* NULL and ERROR (ANDEL_ERROR_USAGE) lists the kinds there are. */
const Chart *chart_find(const char *name, GError **error);

/* Lays out DATA and checks that every text has its glyphs and its place: see text_check() and
 * scene_check(). The scene has an alternative text: that of DATA, or one made from the rows. */
Scene *chart_draw(const Chart *chart, const ChartData *data, double width, TextContext *text,
                  GError **error);

/* What is published says where it comes from, shares say of whom they are, and every value in SCENE
 * has an address. FALSE and ERROR (ANDEL_ERROR_DATA) names what is missing; TRUE for a figure that
 * is forced. */
bool figure_check(const Chart *chart, const ChartData *data, const Scene *scene, GError **error);
