/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_making.h - a sheet while it is made of a table. */
#pragma once

#include "reports/xlsx.h"
#include "reports/xlsx_place.h"

/* A sheet that is being made of a table. */
typedef struct {
    const TablePlace *place;
    const Table *table;
    Worksheet *sheet;
    Styles *styles;
    GHashTable *places;
    const char *language;
    CellColumn *columns; /* [n_columns] */
    size_t n_rows, end;  /* of the table; columns of the sheet */
} Making;

/* The widths of the columns, then what stands above the rows, then what stands below. */
void making_widths(Making *making);
void making_titles(Making *making);
void making_heads(Making *making);
void making_notes(Making *making);

/* TRUE for a column of text that would touch the numbers left of it. */
bool after_numbers(const Table *table, size_t j);
