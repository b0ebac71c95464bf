/* SPDX-License-Identifier: GPL-3.0-or-later */
/* symbols.h - what stands in cells without a number: one set of signs for a whole report. */
#pragma once

#include "reports/report.h"

/* "scb" of Statistics Sweden, "gss" of the UK's statistical service, "eurostat"; NULL-terminated.
 */
extern const char *const symbol_set_names[];

/* Shows the signs of all tables of REPORT by the set called NAME, and says under each table what
 * those in it mean. Data stay as they are. NULL: nothing changes, but what has a status bears the
 * sign of Statistics Sweden for it. */
void report_set_symbols(Report *report, const char *name);

/* What stands in place of a number for SIGN by the set called NAME; NULL: without a set. */
const char *sign_symbol(const char *name, EntrySign sign, const char *language);
/* TEXT as a number that rests on few cases; without a set as it is. The caller owns it. */
char *sign_unreliable(const char *name, const char *text);
/* What SIGN says in words; NULL of SIGN_NONE. */
const char *sign_meaning(EntrySign sign, const char *language);
