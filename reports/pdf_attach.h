/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_attach.h - files within a PDF: the numbers behind its figures. */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdint.h>

/* The files of one document, each attached once. */
typedef struct Attachments Attachments;

Attachments *attachments_new(qpdf_data file, int64_t date);
void attachments_free(Attachments *attachments);

/* Attaches TEXT as the CSV file NAME (".csv" and, where it is taken, a number are added) to
 * ELEMENT of the structure, as the data that it shows. DESCRIPTION may be NULL. */
void attachments_add(Attachments *attachments, qpdf_oh element, const char *name,
                     const char *description, const GString *text);

/* Names the files in the catalog, in order of their names, so that readers list them. */
void attachments_finish(Attachments *attachments);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Attachments, attachments_free)
