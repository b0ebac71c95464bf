/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_pdf.c - pages, by the printing module (reports/pdf_*.c), loaded when one is written. */
#include "datasets/module.h"
#include "reports/pdf_write.h"
#include "reports/writer.h"

static bool
write_pdf(const Report *report, GByteArray *out, GError **error)
{
    const Printing *printing = module_find("andel-print.so", "andel_printing", error);

    return printing && printing->write(report, out, error);
}

const Writer writer_pdf = {
    .name = "pdf",
    .extension = ".pdf",
    .summary = "pages, tagged for screen readers",
    .drawn = true,
    .write = write_pdf,
};
