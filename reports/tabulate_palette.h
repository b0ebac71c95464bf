/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_palette.h - what a palette keeps, as tables. */
#pragma once

#include "plots/vision.h"
#include "reports/table.h"

/* Contrast of each of COLOURS [n] on white, and of the text on it; what it is as text, dark enough
 * to be read, and as a ribbon. */
Table *table_of_contrast(const Colour *colours, size_t n, const char *language);
/* The least contrast on white, the least difference under each vision, the least step in grey. */
Table *table_of_palette(const Colour *colours, size_t n, const char *language);
