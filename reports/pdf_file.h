/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_file.h - files within a PDF, and finding them again. */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/* A file to be put into a PDF. Borrowed. */
typedef struct {
    const char *name;        /* in UTF-8 */
    const char *type;        /* "application/json" */
    const char *description; /* in UTF-8; NULL: none */
    const char *date;        /* as PDF writes it; NULL: not told */
    const char *bytes;
    size_t length;
} PdfFile;

/* Adds ATTACHED_FILE to FILE: to its tree of names, in order, and to its associated files. Returns
 * its specification, an indirect object that an element may name too. */
qpdf_oh pdf_file_add(qpdf_data file, const PdfFile *attached_file);
/* TRUE if FILE holds a file called NAME. */
bool pdf_file_holds(qpdf_data file, const char *name);
/* The file called ATTACHED of the PDF in BYTES. NULL and ERROR (ANDEL_ERROR_DATA) when the PDF
 * called NAME cannot be read or has none. */
GBytes *pdf_file_find(GBytes *bytes, const char *name, const char *attached, GError **error);
