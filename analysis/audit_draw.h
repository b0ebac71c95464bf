/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_draw.h - a sample from all strata of a population, by a public seed. */
#pragma once

#include "analysis/audit_population.h"
#include "analysis/audit_select.h"

#include <glib.h>

/* How to draw. Borrowed. */
typedef struct {
    AuditMethod method;
    const char *seed;
    const int64_t *sizes; /* [strata] */
    size_t spares;        /* next in line, of each stratum */
    const bool *kept;     /* [n] drawn before; NULL: none */
    const char *earlier;  /* file that they come from, for messages */
} AuditDraw;

/* One drawn item. */
typedef struct {
    const char *id, *stratum; /* of the population */
    double book, u;
    AuditPick pick;
} AuditDrawn;

typedef struct {
    GArray *drawn;    /* of AuditDrawn, in the order drawn, strata one after the other; owned */
    double *interval; /* [strata] book over n, without the certain items; NAN where there is none */
    size_t n_certainty;
} AuditDrawing;

/* N items in proportion to those of the strata, one of each at least. FALSE and ERROR
 * (ANDEL_ERROR_USAGE): fewer than 1, or more than there are. SIZES [strata] is filled. */
bool audit_draw_sizes(const AuditPopulation *population, int64_t n, int64_t *sizes, GError **error);

/* Draws from POPULATION; an item's chance is audit_chance() of the seed and its id. NULL and ERROR:
 * as audit_select(); kept items of another seed (ANDEL_ERROR_DATA). */
AuditDrawing *audit_draw(const AuditPopulation *population, const AuditDraw *how, GError **error);
void audit_drawing_free(AuditDrawing *drawing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(AuditDrawing, audit_drawing_free)
