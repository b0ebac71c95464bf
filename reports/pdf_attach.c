/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/pdf_attach.h"

#include "reports/pdf_file.h"

static char *
free_name(qpdf_data file, const char *name)
{
    char *free = g_strconcat(name, ".csv", NULL);

    for (unsigned i = 2; pdf_file_holds(file, free); i++) {
        g_free(free);
        free = g_strdup_printf("%s-%u.csv", name, i);
    }
    return free;
}

void
pdf_attach(qpdf_data file, qpdf_oh element, const char *name, const char *description,
           const GString *text, int64_t date)
{
    g_autofree char *own_name = free_name(file, name);
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(date);
    g_autofree char *stamp = time ? g_date_time_format(time, "D:%Y%m%d%H%M%SZ") : NULL;
    const PdfFile attached = { .name = own_name,
                               .type = "text/csv",
                               .description = description,
                               .date = stamp,
                               .bytes = text->str,
                               .length = text->len };
    qpdf_oh files = qpdf_oh_new_array(file);

    qpdf_oh_append_item(file, files, pdf_file_add(file, &attached));
    qpdf_oh_replace_key(file, element, "/AF", files);
}
