/* SPDX-License-Identifier: GPL-3.0-or-later */
/* invert.h - which values of an unstated input give what was published. */
#pragma once

#include "analysis/cost.h"
#include "datasets/input.h"

/* A published outcome. */
typedef struct {
    size_t output, scenario; /* OUTPUT is a step */
    char *text;              /* as published */
    double value;
    int decimals;
} PublishedCost;

/* Open for reading; made by published_costs_read(). */
typedef struct {
    PublishedCost *costs; /* [n] */
    size_t n;
} PublishedCosts;

/**
 * Reads INPUT: a row for each published number, with the columns `output` (a name of MODEL) and
 * `value` (as printed, its decimals count), and optionally `scenario` and `decimals` (those of
 * `value` else). NULL and ERROR (ANDEL_ERROR_DATA) with the row.
 */
PublishedCosts *published_costs_read(const CostModel *model, Input *input, GError **error);
void published_costs_free(PublishedCosts *costs);

typedef struct {
    double low, high;
} CostInterval;

/* Open for reading; MODEL and COSTS are borrowed. */
typedef struct {
    const CostModel *model;
    const PublishedCosts *costs;
    size_t unknown;  /* step */
    double from, to; /* that were searched */
    GArray *all;     /* of CostInterval, ascending: the values that give every published number */
    GArray **each;   /* [n] of CostInterval: those that give the one */
} Inversion;

/**
 * All values of the step UNKNOWN from FROM to TO (NAN: 0 and ten times its value) at which every
 * number of COSTS is what MODEL gives, rounded half away from zero to its decimals. The range is
 * cut into cells; an outcome that passes an end of its rounding twice within one may be missed.
 * NULL and ERROR (ANDEL_ERROR_USAGE) for an unknown that is a formula, or an empty range.
 */
Inversion *invert(const CostModel *model, const PublishedCosts *costs, size_t unknown, double from,
                  double to, GError **error);
void inversion_free(Inversion *inversion);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PublishedCosts, published_costs_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inversion, inversion_free)
