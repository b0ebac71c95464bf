/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/document.h"

Report *
document_report(const char *command, char **arguments, const char *name, GBytes *bytes,
                const char *language)
{
    Report *report = report_new(command, language);
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);

    for (char **argument = arguments; *argument; argument++)
        g_ptr_array_add(report->arguments, (gpointer)report_text(report, *argument));
    report_data(report, name, sha256);
    return report;
}
