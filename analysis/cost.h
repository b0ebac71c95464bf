/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost.h - cost models: named values and formulas with strict units, and what they come to. */
#pragma once

#include "analysis/distribution.h"
#include "analysis/unit.h"
#include "datasets/expression.h"
#include "datasets/schema.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* A named value of a model: given, or from a formula. */
typedef struct {
    const char *name;
    const Node *node;  /* where it stands */
    const Node *label; /* these are labels; NULL: none */
    const Node *source, *note;
    int year;            /* that a given value is from; 0: not said */
    double value;        /* as given, in UNIT; the mean of a distribution that stands alone;
                            NAN: from the formula */
    const char *formula; /* NULL: given */
    Expression *expression;
    Unit unit;                     /* as declared, else as the formula gives it */
    int decimals;                  /* to show; -1: as many as it has */
    bool is_output;                /* a result of the model */
    Distribution *distribution;    /* in UNIT; NULL: the value is known exactly */
    const char *distribution_text; /* as in the model; NULL: of an estimate, or none */
    size_t n_answers;              /* behind an estimate; 0: none */
    double low, high;              /* ends to try, in UNIT; NAN: as DISTRIBUTION says */
    int round;    /* decimals that the value is rounded to before others use it; -1: not at all */
    bool by_year; /* a series, an index or discount factors */
    bool sum;     /* the sum of its years is shown */
    size_t code_begin, code_end; /* its instructions; see cost_code.h */
    size_t code_result;          /* the register that then holds it, in UNIT */
} CostStep;

/* A data file that the model read. */
typedef struct {
    char *name;   /* as in the model */
    char *sha256; /* NULL: not known */
    size_t rows;
} CostData;

/* The model with other given values. */
typedef struct {
    const char *name;  /* "" when the model declares no scenarios */
    const Node *label; /* NULL: none */
    const Node *node;
    int year;      /* of the column; 0: the model has no years */
    double *given; /* [n_steps] in the unit of the step; NAN: as in the model */
} CostScenario;

/* Open for reading; made by cost_read(). All is owned by it. */
typedef struct {
    Document *document;
    const char *language;       /* of the file; NULL: not declared */
    const Node *title, *source; /* labels; NULL: none */
    CostStep *steps;            /* [n_steps] in the order of the file */
    size_t n_steps;
    GHashTable *index;       /* name -> number of the step + 1 */
    size_t *order;           /* [n_steps] so that each step comes after those that it needs */
    CostScenario *scenarios; /* [n_scenarios], at least one */
    size_t n_scenarios;
    size_t n_cases, n_years; /* with years: scenarios are the years of each of N_CASES; 0: none */
    size_t *outputs;         /* [n_outputs] steps, in the order that the file asks for */
    size_t n_outputs;
    size_t *correlated; /* [n_correlated] steps whose distributions depend on each other */
    size_t n_correlated;
    GArray *code;          /* of CostInstruction: all formulas */
    double *factor;        /* [n_correlated * n_correlated] lower triangle of their correlations */
    GArray *data;          /* of CostData */
    GStringChunk *strings; /* owns names of columns */
} CostModel;

/* The fields of a model, for the manual. */
extern const Field cost_fields[];

/**
 * Reads a model, and the data that it names, from its own folder or below or under DATA_DIR (NULL:
 * none). NULL and ERROR (ANDEL_ERROR_DATA) with all mistakes and where they stand: unknown names
 * (the nearest is named), formulas that need themselves, values that nothing uses, units that
 * cannot be added or are not the declared ones, distributions and correlations that cannot be.
 */
CostModel *cost_read(GBytes *bytes, const char *path, const char *data_dir, GError **error);
void cost_model_free(CostModel *model);

/* The step called NAME, or n_steps. */
size_t cost_find(const CostModel *model, const char *name);
size_t cost_find_scenario(const CostModel *model, const char *name);

/**
 * The values of all steps, into VALUES [n_steps], each in the unit of its step and at full
 * precision. GIVEN [n_steps] replaces steps where it is not NAN; NULL: none. Returns NULL, else
 * what is wrong (a division by zero, a result that is no finite number) with the step *AT. The
 * caller owns it.
 */
char *cost_evaluate(const CostModel *model, const double *given, double *values, size_t *at);

/* What a model comes to. Open for reading; MODEL is borrowed. */
typedef struct {
    const CostModel *model;
    double *values; /* [n_scenarios * n_steps], scenario by scenario, in the unit of the step */
} CostResult;

/* Runs all scenarios. NULL and ERROR (ANDEL_ERROR_DATA) names every formula that has no value. */
CostResult *cost_run(const CostModel *model, GError **error);
void cost_result_free(CostResult *result);
double cost_value(const CostResult *result, size_t scenario, size_t step);
/* The sum over the years of case AT (0: the first), of a model with years. */
double cost_sum(const CostResult *result, size_t at, size_t step);

/* A unit as shown in LANGUAGE; the caller owns it. */
typedef char *(*UnitWords)(const Unit *unit, const char *language);

/* The formula of STEP with the numbers and units of SCENARIO in the place of its names, numbers
 * written as in LANGUAGE, units as WORDS says (NULL: as in a model); NULL for a given value. The
 * caller owns it. */
char *cost_filled(const CostResult *result, size_t scenario, size_t step, const char *language,
                  UnitWords words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CostModel, cost_model_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CostResult, cost_result_free)
