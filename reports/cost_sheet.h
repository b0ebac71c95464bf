/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_sheet.h - formulas of a cost model as a spreadsheet writes them. */
#pragma once

#include "analysis/cost.h"

/* The formula of STEP in SCENARIO, as Entry.formula takes it: other steps stand as {ADDRESS} where
 * SHOWN [n_steps] says that the table ID has them, else as their own formula or number. NULL: the
 * step is given, or a name cannot stand in an address. The caller owns it. */
char *cost_sheet(const CostResult *result, size_t scenario, size_t step, const char *id,
                 const bool *shown);
/* The address of STEP in SCENARIO of the table ID: ID.SCENARIO.STEP, or ID.STEP without scenarios.
 * The caller owns it. */
char *cost_address(const CostModel *model, size_t scenario, size_t step, const char *id);
