/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_store.h - where documents keep their trace. */
#pragma once

#include "reports/report.h"

/* The file within a PDF, and how the script of a page begins. */
#define TRACE_FILE "andel-trace.json"
#define TRACE_SCRIPT "<script type=\"application/json\" id=\"andel-trace\">\n"

/* Appends the trace of REPORT as a script that holds data and is never run. */
void trace_store_html(const Report *report, GString *out);
