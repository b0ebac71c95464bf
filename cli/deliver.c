/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deliver.c - a finished report to its outputs, and what is said of it. */
#include "cli/deliver.h"

#include "cli/output.h"
#include "cli/summary.h"
#include "datasets/error.h"
#include "reports/writer.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The writer for the output PATH: --format, else by its extension, else text. */
static const Writer *
choose_writer(const char *path, const CommonOptions *common, GError **error)
{
    if (common->format)
        return writer_find(common->format, error);
    return strcmp(path, "-") == 0 ? writer_find("text", error) : writer_for(path, error);
}

/* Files that REPORT was made from, NULL-terminated; the texts are borrowed. */
static const char **
inputs_of(const Report *report)
{
    const char **inputs = g_new0(const char *, report->data->len + 1);

    for (guint i = 0; i < report->data->len; i++) {
        const DataUsed *used = &g_array_index(report->data, DataUsed, i);

        inputs[i] = used->file ? used->file : used->path;
    }
    return inputs;
}

static bool
write_report(const Report *report, const char *path, const CommonOptions *common, GError **error)
{
    g_autofree const char **inputs = inputs_of(report);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const Writer *writer = choose_writer(path, common, error);

    if (!writer || !output_check(path, inputs, error))
        return false;
    if (!writer->text && strcmp(path, "-") == 0 && isatty(STDOUT_FILENO)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "%s is nothing for a terminal; write it to a file with -o FILE%s", writer->name,
                    writer->extension);
        return false;
    }
    return writer->write(report, bytes, error) && output_write(path, bytes, error);
}

bool
deliver(const Report *report, const CommonOptions *common, GError **error)
{
    static char *standard_output[] = { (char *)"-", NULL };
    char **paths = common->output ? common->output : standard_output;

    for (char **path = paths; *path; path++)
        if (!choose_writer(*path, common, error))
            return false;
    for (char **path = paths; *path; path++)
        if (!write_report(report, *path, common, error))
            return false;
    return true;
}

bool
deliver_summary(const Report *report, const CommonOptions *common)
{
    if (report->delivered || !report->document || common->quiet || !common->output ||
        g_strv_contains((const char *const *)common->output, "-"))
        return true;
    g_autofree char *summary = summary_of(report, common->output);
    return fputs(summary, stdout) >= 0 && fflush(stdout) == 0;
}

/* What a person reads of one line: its beginning and its end, if it is long. */
enum { LINE_HEAD = 1200, LINE_TAIL = 700 };

static void
append_line(GString *text, const char *line)
{
    glong length = g_utf8_strlen(line, -1), i = 0;

    for (const char *p = line; *p; p = g_utf8_next_char(p), i++) {
        gunichar c = g_utf8_get_char(p);

        if (length > LINE_HEAD + LINE_TAIL && i == LINE_HEAD)
            g_string_append(text, " ... ");
        if (length > LINE_HEAD + LINE_TAIL && i >= LINE_HEAD && i < length - LINE_TAIL)
            continue;
        if (g_unichar_isprint(c))
            g_string_append_unichar(text, c);
        else
            g_string_append_printf(text, "<U+%04X>", c);
    }
}

void
deliver_error(const char *message)
{
    g_autofree char *valid = g_utf8_make_valid(message, -1);
    g_auto(GStrv) lines = g_strsplit(valid, "\n", -1);
    g_autoptr(GString) text = g_string_new("andel: ");

    for (char **line = lines; *line; line++) {
        append_line(text, *line);
        g_string_append_c(text, '\n');
    }
    fputs(text->str, stderr);
}
