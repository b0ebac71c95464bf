/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_population.h - the items that a sample is drawn from, in an order of their own. */
#pragma once

#include "datasets/input.h"

#include <glib.h>
#include <stdint.h>

/* Columns; NULL: unit_id and book_value; STRATA and AUDITED: none. */
typedef struct {
    const char *id, *book, *strata, *audited;
    const char *const *balance; /* NULL-terminated; NULL: none */
} AuditColumns;

/* Items by id, in the order of their bytes: the order of the file decides nothing. Open for
 * reading. */
typedef struct {
    size_t n;
    char **ids;        /* [n] */
    double *book;      /* [n] may be negative or 0 */
    double *audited;   /* [n] NAN: not known */
    uint32_t *stratum; /* [n] */
    GPtrArray *strata; /* names, owned; one "" without strata */
    double **balance;  /* [n_balance][n] */
    size_t n_balance;
    double book_total; /* of the items above 0 */
    size_t n_not_positive;
    char *ids_sha256; /* of the ids in order, each followed by a line feed */
} AuditPopulation;

/**
 * Reads the items of INPUT. NULL and ERROR (ANDEL_ERROR_DATA) with row and column: an id or stratum
 * that is missing, an id twice, an amount that is missing; no items at all.
 */
AuditPopulation *audit_population_read(Input *input, const AuditColumns *columns, GError **error);
void audit_population_free(AuditPopulation *population);

/* Uniform above 0 and below 1 from SEED and TEXT: the first 52 bits of HMAC-SHA256(SEED, TEXT), and
 * half a step. As in Rivest (2018), consistent_sampler: anybody can draw again what a public seed
 * drew. */
double audit_chance(const char *seed, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(AuditPopulation, audit_population_free)
