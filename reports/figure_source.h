/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_source.h - what a figure asks of the data, and its rows from the answers: one source for
 * each kind of rows (ChartRows), whatever the kinds of charts that draw them. */
#pragma once

#include "analysis/query.h"
#include "reports/tabulate.h"

/* What is asked. Borrowed. */
typedef struct {
    const char *const *terms;       /* NULL-terminated: variables, or expressions */
    bool multiple;                  /* the variable is a multiple-response set */
    QueryOptions query;             /* .by: groups, periods */
    size_t few;                     /* a value with fewer cases behind it is hollow */
    size_t least;                   /* and with fewer than this is withheld */
    const char *const *breaks;      /* "2014=New method": words before a period; NULL: none */
    const char *const *provisional; /* periods whose values will be revised; NULL: none */
    const char *const *highlight;   /* of lines: those that are the point; NULL: none is named */
    const char *classes;            /* limits of classes, "0,30,60"; NULL: made */
    bool limits;                    /* the chart shows limits */
    bool hollow;                    /* it does not, but values of few cases are hollow */
    bool shaded;                    /* cells by their residuals */
    bool zoomed;                    /* an axis need not have its zero */
    bool reverse;                   /* categories in the opposite order */
    ChartNeutral neutral;           /* of a two-sided scale */
    ChartForm form;
    const char *facet; /* variable: a small multiple for each of its categories; NULL */
    bool free_scales;  /* each of them has a scale of its own */
    /* Opens the data once more, for what must be known before it is asked; NULL: they can be read
     * only once. The source frees the input. */
    Input *(*open)(gconstpointer user, GError **error);
    gconstpointer user;
} FigureQuestion;

typedef struct {
    ChartRows rows;
    const char *arguments;       /* after the kind: "DATA EXPR --by VARIABLE" */
    int least_terms, most_terms; /* most < 0: any number */
    /* Adds the queries (owned by QUERIES). FALSE and ERROR. */
    bool (*ask)(const FigureQuestion *question, GPtrArray *queries, GError **error);
    /* The figure from the answered QUERIES. NULL and ERROR (ANDEL_ERROR_DATA) for what the kind
     * cannot show. */
    FigureData *(*make)(const FigureQuestion *question, const GPtrArray *queries,
                        const Codebook *codebook, const ShowOptions *options, GError **error);
    /* Its numbers as a table; NULL: table_of_figure(). */
    Table *(*tabulate)(const GPtrArray *queries, const Codebook *codebook,
                       const ShowOptions *options);
} FigureSource;

/* NULL for rows that do not come from data: parts of a total. */
const FigureSource *figure_source_find(ChartRows rows);

/* What is asked when nothing else is said. */
FigureQuestion figure_question_new(void);

/* As .ask and .make of SOURCE, for each category of the facet of QUESTION when it has one: see
 * figure_panels.c. */
bool figure_ask(const FigureSource *source, const FigureQuestion *question, GPtrArray *queries,
                GError **error);
FigureData *figure_make(const FigureSource *source, const FigureQuestion *question,
                        const GPtrArray *queries, const Codebook *codebook,
                        const ShowOptions *options, GError **error);
/* TRUE for the queries of QUERIES [i] that are of the figure itself, not of a small multiple. */
bool figure_is_whole(const GPtrArray *queries, guint i);

/* The numbers of FIGURE: a row for each, with its limits. */
Table *table_of_figure(const FigureData *figure, const ShowOptions *options);
/* Those of a figure of SOURCE, in the way it wants. */
Table *figure_table(const FigureSource *source, const FigureData *figure, const GPtrArray *queries,
                    const Codebook *codebook, const ShowOptions *options);

/* ---- for the sources */

/* TEXT (freed) in the keeping of FIGURE; NULL for NULL. */
const char *figure_keep(FigureData *figure, char *text);
/* N zeroed elements of SIZE in the keeping of FIGURE. */
gpointer figure_list(FigureData *figure, size_t n, size_t size);
/* A ready sentence (freed) under the figure; the first has "Note." before it. */
void figure_note(FigureData *figure, char *sentence);
/* "id.part.part": PARTS is NULL-terminated. */
const char *figure_address(FigureData *figure, const char *id, const char *const *parts);
/* "don't know", "other", as the codebook says. */
bool figure_is_rest(const Codebook *codebook, const char *variable, const char *category);
/* ROW as a value of a figure of DECIMALS; withheld or hollow by QUESTION. */
ChartValue figure_value(FigureData *figure, const FigureQuestion *question, const Estimate *row,
                        int decimals, const ShowOptions *options);
/* "Mean and 95% CI, min; 1,313 answers": what ESTIMATES (at least one) measure, and how many
 * answers are behind ALL (NULL: behind the domains together), unless that is withheld. */
const char *figure_base(FigureData *figure, const FigureQuestion *question,
                        const Estimates *estimates, const Estimates *all, const Codebook *codebook,
                        const ShowOptions *options);
/* What the sign of a withheld value says; the caller owns it. */
char *figure_withheld(const ShowOptions *options);
/* Notes on what is withheld, hollow, and on the limits. */
void figure_note_uncertainty(FigureData *figure, const FigureQuestion *question,
                             const char *ci_method, bool overall, const ShowOptions *options);
/* Makes the texts and arrays of FIGURE its data's. */
void figure_finish(FigureData *figure, const char *language);
