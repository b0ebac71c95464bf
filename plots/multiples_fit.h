/* SPDX-License-Identifier: GPL-3.0-or-later */
/* multiples_fit.h - small multiples while they are laid out: how wide, and what they share. */
#pragma once

#include "plots/chart.h"

#define BEFORE_PLOT 8.0      /* what a plot takes left of its edge: half of a label */
#define BETWEEN_COLUMNS 16.0 /* of panels */

/* Small multiples while they are laid out. */
typedef struct {
    const Chart *chart;
    const ChartData *data;
    ChartData *inner;  /* [n_panels] */
    GPtrArray *scenes; /* of Scene */
    size_t n_columns;  /* of panels */
    double width;      /* of a panel with its names */
    double names;      /* of it, what the names take; 0: each panel keeps them */
    bool below;        /* labels below stand at the lowest panels only */
    TextContext *text;
} Multiples;

/* As many columns as the plots allow, and then as few as take no more rows. FALSE and ERROR. */
bool multiples_fit(Multiples *multiples, double room, GError **error);

const Scene *multiples_scene(const Multiples *multiples, size_t i);
const Mark *multiples_marks(const Scene *scene);
/* A name of a row or a label of values: it stands before the plot. */
bool multiples_is_name(const Scene *scene, const Mark *mark);
/* A label of an axis below the plot. */
bool multiples_is_below(const Scene *scene, const Mark *mark);
