/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_write.h - the printing module (andel-print.so): reports/pdf_*.c with cairo and qpdf. */
#pragma once

#include "reports/report.h"

typedef struct {
    /* Appends REPORT as a PDF to OUT; a result that is one figure is a page of its size. */
    bool (*write)(const Report *report, GByteArray *out, GError **error);
} Printing;

/* The module: defined in reports/pdf_write.c, found by its name. */
extern const Printing andel_printing;
