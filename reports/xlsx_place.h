/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_place.h - where the entries of a table stand on its sheet, so that formulas can name them.
 */
#pragma once

#include "reports/xlsx.h"

/* Where a table stands on its sheet. */
struct TablePlace {
    const Table *table;
    char *name;   /* of the sheet */
    size_t first; /* row of the first of its rows */
    size_t *at;   /* [n_columns + 1] column of the sheet where each of its columns begins */
    char **shown; /* [n_rows * n_columns] as printed */
};

TablePlace *table_place_new(const Table *table, const char *name, const char *language);
void table_place_free(TablePlace *place);

/* A reference to a cell, by the address of its entry. */
typedef struct {
    char *place; /* "'Table 1'!$B$7" */
    int power;   /* its value is the number times 10^POWER */
} CellPlace;

/* An empty map of addresses to cells: of text, borrowed, to CellPlace. */
GHashTable *cell_places_new(void);
/* Adds the entries of PLACE that have an address to PLACES. */
void table_place_addresses(const TablePlace *place, const char *language, GHashTable *places);
/* FORMULA of an Entry with each {ADDRESS} replaced, as a cell times 10^POWER takes it. The caller
 * owns it. */
char *cell_formula(const char *formula, int power, GHashTable *places);

/* What is shown in ROW and COLUMN. Borrowed. */
const char *place_shown(const TablePlace *place, size_t row, size_t column);
/* The ends of the interval in ROW and COLUMN, what stands between them after the first; FALSE when
 * there is none. */
bool place_interval(const TablePlace *place, size_t row, size_t column, const char *language,
                    CellNumber *low, CellNumber *high);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TablePlace, table_place_free)
