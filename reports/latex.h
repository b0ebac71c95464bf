/* SPDX-License-Identifier: GPL-3.0-or-later */
/* latex.h - the parts of a LaTeX document: text and tables. */
#pragma once

#include "reports/report.h"

#include <glib.h>

/* Appends TEXT on one line so that none of it is a command, a comment or a ligature. Characters
 * that pdfLaTeX cannot set are named by their number. */
void latex_text(GString *out, const char *text);
/* Appends TEXT between \COMMAND{ and }. */
void latex_command(GString *out, const char *command, const char *text);
/* Appends TABLE: rules of booktabs, heads on each page, notes below. */
void latex_table(GString *out, const Table *table, const char *language);
