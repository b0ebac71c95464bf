/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spacing.h - blocks along a line, moved apart as little as it takes. */
#pragma once

#include <stddef.h>

/**
 * Places the middles of N blocks as near to WANTED [n] as they can stand without meeting, between
 * LO and HI, so that the sum of squared moves is least: isotonic regression by pool-adjacent-
 * violators (Ayer et al. 1955, Ann. Math. Statist. 26, 641-647). SIZE [n] are their extents along
 * the line; LO and HI bound the middles of the first and the last. Blocks keep the order of WANTED,
 * those that want the same the order in which they are given. PLACED [n] gets the middles.
 *
 * Returns the room that is missing, 0 when there is enough; then the blocks go past HI.
 */
double spacing_place(const double *wanted, const double *size, size_t n, double lo, double hi,
                     double *placed);
