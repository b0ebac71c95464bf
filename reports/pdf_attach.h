/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_attach.h - the numbers behind the figures of a PDF, as files within it. */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdint.h>

/* Attaches TEXT to FILE as the CSV file NAME (".csv" and, where it is taken, a number are added),
 * of DATE (seconds since 1970), and to ELEMENT of the structure as the data that it shows.
 * DESCRIPTION may be NULL. */
void pdf_attach(qpdf_data file, qpdf_oh element, const char *name, const char *description,
                const GString *text, int64_t date);
