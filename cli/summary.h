/* SPDX-License-Identifier: GPL-3.0-or-later */
/* summary.h - what a report became: its files, and how its published numbers held. */
#pragma once

#include "reports/report.h"

/* For a whole report that was written to the files PATHS (NULL-terminated): the files, a line how
 * many published numbers were reproduced, and one for each that was not. The caller owns it. */
char *summary_of(const Report *report, char *const *paths);
