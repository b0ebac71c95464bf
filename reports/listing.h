/* SPDX-License-Identifier: GPL-3.0-or-later */
/* listing.h - what stands in the contents and in the lists of figures and tables. */
#pragma once

#include "reports/report.h"

/* "Innehåll", "Figurer" */
const char *listing_title(ListOf list, const char *language);

/* A line of a list. */
typedef struct {
    const Block *block; /* where it leads */
    const char *number; /* "2.1", "Figur 1"; NULL: none */
    const char *title;  /* NULL: that of the heading, which is in styles */
} Listed;

/* The headings of two levels, or the figures or tables that have a number, in order. The caller
 * owns the array. */
GArray *listing_of(const Report *report, ListOf list);
