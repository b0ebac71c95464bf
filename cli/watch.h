/* SPDX-License-Identifier: GPL-3.0-or-later */
/* watch.h - a report made again whenever one of its files changes. */
#pragma once

#include "cli/command.h"

/* Makes a report anew; NULL and ERROR. */
typedef Report *(*WatchMake)(gconstpointer user, GError **error);

/**
 * Makes the report of FILE with MAKE(USER), delivers it to the outputs of COMMON and does so again
 * whenever FILE or a file that went into it changes, until SIGINT or SIGTERM. Mistakes are said and
 * waited out: the next change may mend them.
 * Returns a report that is delivered, for the exit status. NULL and ERROR (ANDEL_ERROR_USAGE) when
 * no output is a file.
 */
Report *watch(const char *file, WatchMake make, gconstpointer user, const CommonOptions *common,
              GError **error);
