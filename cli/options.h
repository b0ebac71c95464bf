/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.h - parsing the option tables of a command. */
#pragma once

#include "cli/command.h"

/**
 * Parses ARGV [argc] by the tables of GROUPS (may be NULL) into STORE and COMMON. Returns the
 * arguments that are no options, NULL-terminated, owned by the caller; NULL and ERROR
 * (ANDEL_ERROR_USAGE). STORE and COMMON hold what was parsed also then, and must be cleared.
 */
char **options_parse(const OptionGroup *groups, void *store, CommonOptions *common, int argc,
                     char **argv, GError **error);

/* Frees the texts that OPTIONS filled into STORE. */
void options_clear(const Option *options, void *store);

/* The options of every command, for the help. */
const OptionGroup *common_option_group(void);
