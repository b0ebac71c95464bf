/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_reproduction.h - a published table beside what its data give. */
#pragma once

#include "analysis/reproduction.h"
#include "reports/tabulate.h"

/* One row a cell. Data: cell place label printed estimate n base_n verdict explanations declared;
 * the verdict is match, rounding or mismatch. */
Table *table_of_reproduction(const Reproduction *reproduction, const ShowOptions *options);
/* The cells as checks of REPORT, and its failed_checks. */
void report_reproduction(Report *report, const Reproduction *reproduction);
