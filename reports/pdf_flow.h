/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_flow.h - running text in several styles, broken into lines of even length. */
#pragma once

#include "reports/report.h"

/* A stretch of a line in one style. */
typedef struct {
    TextStyle style;
    double x, rise; /* from the left of the line; above its baseline */
    char *text;     /* as drawn; owned */
    const Run *run; /* what it is a part of */
} FlowPiece;

typedef struct {
    GArray *pieces; /* of FlowPiece */
    double width;
} FlowLine;

typedef struct {
    GArray *lines; /* of FlowLine */
    double leading;
} Flow;

/**
 * Breaks RUNS (of Run; they must outlive it) into lines at most WIDTH wide, in BASE and what
 * follows from the flags of each. A mark of a footnote is its number in NOTES (by its index; NULL:
 * marks are left out), raised. Lines end so that the squares of what they lack add up to the least.
 * NULL and ERROR (ANDEL_ERROR_DATA) names a character that no font has.
 */
Flow *flow_new(TextContext *context, const TextStyle *base, const GArray *runs, double width,
               const int *notes, GError **error);
void flow_free(Flow *flow);

size_t flow_lines(const Flow *flow);
const FlowLine *flow_line(const Flow *flow, size_t i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Flow, flow_free)
