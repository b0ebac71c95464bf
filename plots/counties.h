/* SPDX-License-Identifier: GPL-3.0-or-later */
/* counties.h - the 21 counties of Sweden and their tiles: 39 of 40 land borders stay in contact. */
#pragma once

#include <stddef.h>

typedef struct {
    const char *letters; /* "AB" */
    const char *code;    /* "01" */
    const char *name;    /* "Stockholm", as it stands in a tile */
    const char *full;    /* "Stockholms län" */
    int column, row;     /* of the grid, from 0 */
} County;

enum { N_COUNTIES = 21, COUNTY_COLUMNS = 4, COUNTY_ROWS = 8 };
extern const County counties[N_COUNTIES];

/* The county that TEXT names, by letters, code or name in any case; N_COUNTIES when it is none. */
size_t county_find(const char *text);
