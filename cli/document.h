/* SPDX-License-Identifier: GPL-3.0-or-later */
/* document.h - what commands on a model or a file of published numbers have in common. */
#pragma once

#include "reports/report.h"

/* A report of COMMAND on the file NAME, whose bytes were read: its arguments and data. */
Report *document_report(const char *command, char **arguments, const char *name, GBytes *bytes,
                        const char *language);
