/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_csv.c - the tidy rows of one table, as RFC 4180 has it. */
#include "datasets/error.h"
#include "reports/csv.h"
#include "reports/writer.h"

static bool
write_csv(const Report *report, GByteArray *bytes, GError **error)
{
    const Table *printed = report_find_table(report, report->table);

    if (!printed) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    report->table ? "--table %s: the result has no such table"
                                  : "%s gives no table, so nothing can be written as CSV",
                    report->table ? report->table : report->command);
        return false;
    }
    g_autoptr(GString) out = g_string_new(NULL);

    csv_of_table(printed, out);
    write_text(bytes, out->str);
    return true;
}

const Writer writer_csv = {
    .name = "csv",
    .extension = ".csv",
    .summary = "the rows of one table, numbers at full precision",
    .text = true,
    .write = write_csv,
};
