/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_files.h - what blocks that read data files of their own have in common. */
#pragma once

#include "reports/composer.h"

/* The data file that SPEC names under KEY, opened and noted as used. NULL and ERROR. */
Input *file_open(Composer *composer, Spec *spec, const char *key, GError **error);
/* INPUT is what the block is about: its rows, of ACCOUNT (NULL: not counted), go into the trace. */
void file_used(Composer *composer, Spec *spec, Input *input, const RowAccount *account);
/* Index of the text under KEY (none: the first) among WORDS into *FOUND. FALSE and ERROR
 * (ANDEL_ERROR_DATA) lists them. */
bool file_choose(const Node *node, const char *key, const char *const *words, int *found,
                 GError **error);
/* Puts the table that SPEC names under `table:` (none: the first) of ALL into BLOCK; the first has
 * the notes of ALL below it. FALSE and ERROR (ANDEL_ERROR_DATA) lists the tables there are. */
bool file_table(Composer *composer, const Spec *spec, Block *block, Report *all, GError **error);
