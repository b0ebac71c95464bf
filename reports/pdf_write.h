/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_write.h - the printing module (andel-print.so): reports/pdf_*.c with cairo and qpdf. */
#pragma once

#include "reports/report.h"

typedef struct {
    /* Appends REPORT as a PDF to OUT; a result that is one figure is a page of its size. */
    bool (*write)(const Report *report, GByteArray *out, GError **error);
    /* The file called ATTACHED of the PDF in BYTES. NULL and ERROR (ANDEL_ERROR_DATA) when the PDF
     * called NAME cannot be read or has none. */
    GBytes *(*find)(GBytes *bytes, const char *name, const char *attached, GError **error);
} Printing;

/* The module: defined in reports/pdf_write.c, found by its name. */
extern const Printing andel_printing;
