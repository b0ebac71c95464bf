/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate.h - answers of analysis/ as tables and figures: labels, decimals, bases and notes. */
#pragma once

#include "analysis/design_report.h"
#include "analysis/query.h"
#include "plots/chart.h"
#include "reports/report.h"

/* How an answer is to be shown. Borrowed. */
typedef struct {
    const char *language;
    int decimals;        /* of --digits; -1: by the kind of number */
    const char *percent; /* of a cross-tabulation: "row", "col", "cell", "count" */
    const char *id;      /* of the table: "t1" */
    const char *title;   /* NULL: made from the variable's label */
    bool intervals;      /* show standard errors and limits */
    const char *symbols; /* of figures: the set of signs, see symbols.h; NULL: none */
} ShowOptions;

/* A table to print, with the tidy rows of commands.md section 6 as its .data. */
Table *table_of_estimates(const Estimates *estimates, const Codebook *codebook,
                          const ShowOptions *options);
/* Student's t of the contrasts among ESTIMATES, against 0: name statistic df1 df2 p. NULL when
 * there are none. */
Table *table_of_contrasts(const Estimates *estimates, const char *language);

/* An answer under the rules of one program. */
typedef struct {
    const char *name;           /* "stata"; "andel": as asked */
    const Estimates *estimates; /* NULL: refused */
} ConventionAnswer;

/* The rows of ANSWERS [n] side by side, with what of each differs from the first of them. */
Table *table_of_conventions(const ConventionAnswer *answers, size_t n, const ShowOptions *options);
/* Of a two-way table the limits stand in .data only. */
Table *table_of_crosstab(const Crosstab *crosstab, const Codebook *codebook,
                         const ShowOptions *options);
/* TABLES [n > 0], one for each combination, below each other: a part for each under its name. */
Table *table_of_crosstabs(const Crosstab *const *tables, size_t n, const Codebook *codebook,
                          const ShowOptions *options);
/* Decimals of the shares that table_of_crosstab() shows. */
int crosstab_decimals(const Crosstab *crosstab, const ShowOptions *options);
/* Measures of association of a two-way table, as asked; ID is that of the table they are of. */
Table *table_of_measures(const Crosstab *crosstab, const Codebook *codebook,
                         const ShowOptions *options);
/* Tests of CROSSTAB, whose table is called ID, as rows of REPORT; with BY they name their table. */
void report_tests(Report *report, const Crosstab *crosstab, const char *id, bool by);
/* Rates with their formulas side by side. */
Table *table_of_response(const Estimates *rates, const ShowOptions *options);

/* What DESIGN is in the data, as tables of REPORT: design_stages, strata, weights,
 * design_checks. */
void report_design(Report *report, const DesignReport *design);

/* The row account of INPUT and the design of QUERY into REPORT: data, design, notes on weight,
 * variance method, df rule, interval method, missing base. */
void report_provenance(Report *report, const Input *input, const Query *query,
                       const DesignSpec *design, const QueryOptions *options);

/* The design of REPORT, for programs: the columns of DESIGN, and what they turned out to be. */
void report_set_design(Report *report, const DesignSpec *design, const DesignSummary *summary);

/* The filter (WHERE; NULL: none) and the weight of DESIGN, in words, into ORIGIN. */
void origin_design(Report *report, Origin *origin, const char *where, const DesignSpec *design);

typedef struct FigureData FigureData;

/* What a figure is made of, with the texts it needs. */
struct FigureData {
    ChartData data;
    GArray *rows;          /* of ChartRow, behind data.rows */
    GPtrArray *notes;      /* behind data.notes */
    GPtrArray *lists;      /* owns the arrays of cells and heads */
    GPtrArray *panels;     /* of FigureData, behind data.panels; NULL: it is one figure */
    size_t n_withheld;     /* values that must not be shown */
    size_t n_uncertain;    /* values that are not shown as they rest on too few answers */
    GPtrArray *sentences;  /* of the sources, borrowed from .strings: what a note is made of */
    GStringChunk *strings; /* owns the texts */
};

/* An empty one, its arrays ready to be filled. */
FigureData *figure_data_new(void);

/* Shares of a one-way table (or of a multiple-response set) as rows of a bar figure: order and
 * grey of the codebook, base line, the note when rounded shares do not sum to 100. */
FigureData *figure_of_crosstab(const Crosstab *crosstab, const Codebook *codebook,
                               const ShowOptions *options);
/* Gives the figure its number ("Figur 1"; NULL: none) and the line that says what it was made of,
 * DATA. */
void figure_data_trace(FigureData *figure, const char *number, const DataUsed *data);
/* A figure that does not say where its numbers come from names the file at PATH. */
void figure_data_source(FigureData *figure, const char *path);
void figure_data_free(FigureData *figure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(FigureData, figure_data_free)
