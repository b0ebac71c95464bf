/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.h - how far a long reading is, on a terminal. */
#pragma once

#include "cli/command.h"
#include "datasets/reader.h"

/* Shows it on standard error, in one line that is gone at the end; NULL when standard error is no
 * terminal, or nobody wants to see it. */
ReadProgressFunc progress_for(const CommonOptions *common);

/* "survey.csv: 43 % read, 4 300 000 rows": what is shown of PROGRESS. The caller owns it. */
char *progress_text(const ReadProgress *progress);
