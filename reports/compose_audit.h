/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_audit.h - what blocks of audit samples have in common. */
#pragma once

#include "reports/compose_files.h"

/* That of the run, else 95 per cent. */
double audit_block_confidence(const Composer *composer);
/* The index among audit_methods of `method:` (none: mus) into *METHOD. FALSE and ERROR. */
bool audit_block_method(const Node *node, int *method, GError **error);
/* FALSE and ERROR (ANDEL_ERROR_DATA) unless NUMBER of KEY is from 1 to MOST. */
bool audit_block_number(const char *key, double number, double most, GError **error);
