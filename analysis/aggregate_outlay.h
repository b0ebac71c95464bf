/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aggregate_outlay.h - outlays, and the published rows that they are the base of. */
#pragma once

#include "analysis/aggregate.h"

/* An outlay on its way to the rows that it is the base of. */
typedef struct {
    const char *table, *name, *year, *unit; /* TABLE: NULL: of any */
    AggregateNumber number;
    Basis basis;
    const char *proxy_of, *period;
} Outlay;

/* Gives each row of AGGREGATE that of OUTLAYS (of Outlay) which is of its base, its own, or of what
 * it is a part of. FALSE and ERROR (ANDEL_ERROR_DATA): a base without an outlay, two units. */
bool aggregate_give_outlays(Aggregate *aggregate, const GArray *outlays, GError **error);
