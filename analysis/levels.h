/* SPDX-License-Identifier: GPL-3.0-or-later */
/* levels.h - the categories of a column, kept from block to block, and the order to show them. */
#pragma once

#include "datasets/codebook.h"
#include "datasets/dataset.h"

#include <glib.h>

typedef struct {
    GPtrArray *texts; /* by code */
    GStringChunk *strings;
} Levels;

Levels *levels_new(void);
void levels_free(Levels *levels);

/* Takes in the levels of COLUMN that are new since the last block. */
void levels_update(Levels *levels, const Column *column);
/* The code of TEXT, which is added when it has none. */
int32_t levels_code(Levels *levels, const char *text);
const char *levels_text(const Levels *levels, int32_t code);

/**
 * Codes [*n] in the order to show: those that VARIABLE (may be NULL) declares in its order, then
 * the others, by value when all of these are numbers, else by bytes. Declared values that no row
 * has are added. The caller owns the array.
 */
int32_t *levels_order(Levels *levels, const Variable *variable, size_t *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Levels, levels_free)
