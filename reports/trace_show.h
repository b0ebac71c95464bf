/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_show.h - chains, lists and differences of traces, as reports. */
#pragma once

#include "reports/trace.h"

/* The chain behind what ADDRESS says: an address of a printed number, or the name of a computed
 * value, whose first print is taken. NULL and ERROR (ANDEL_ERROR_USAGE) that names the nearest. */
Report *report_of_chain(const Trace *trace, const char *address, GError **error);
/* All numbers, in the order of the document. */
Report *report_of_trace(const Trace *trace);
/* What stands in NOW and not so in BEFORE: numbers are the same when they have the same name, or
 * the same row and column, or the same words around them. */
Report *report_of_changes(const Trace *before, const Trace *now);
