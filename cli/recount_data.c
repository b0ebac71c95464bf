/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recount_data.c - a published table held against the data that it was made from. */
#include "cli/recount_data.h"

#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/tabulate_reproduction.h"

#include <string.h>

/* How to open the data once more. */
typedef struct {
    const char *path;
    const SurveyOptions *options;
    const CommonOptions *common;
} Opener;

static Input *
open_again(gconstpointer user, GError **error)
{
    const Opener *opener = user;
    g_auto(Survey) survey = { 0 };

    if (!survey_open(&survey, opener->options, opener->path, opener->common, error))
        return NULL;
    return g_steal_pointer(&survey.input);
}

static void
account(Report *report, Survey *survey)
{
    DataUsed *data = report_data(report, survey->input->path, input_sha256(survey->input));
    size_t rows = reader_rows(survey->input->reader);
    Origin origin = { .file = data->path, .sha256 = data->sha256, .rows = rows };

    data->rows_read = data->rows_used = rows;
    origin_design(report, &origin, NULL, &survey->design);
    g_array_append_val(report->origins, origin);
    if (survey->input->codebook_path)
        report_data(report, survey->input->codebook_path, NULL);
}

Report *
recount_data(const char *published, const char *data, const SurveyOptions *options,
             const CommonOptions *common, GError **error)
{
    const Opener opener = { data, options, common };
    g_auto(Survey) survey = { 0 };

    if (strcmp(data, "-") == 0) {
        g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                            "--data -: what differs is read again to explain it, and standard "
                            "input can be read only once; name a file");
        return NULL;
    }
    g_autoptr(GBytes) bytes = path_read(published, NULL, NULL, error);
    g_autoptr(Reproduction) reproduction =
        bytes ? reproduction_read(bytes, published, error) : NULL;
    if (!reproduction || !survey_open(&survey, options, data, common, error) ||
        !reproduction_run(reproduction, survey.input, &survey.design, &survey.query, open_again,
                          &opener, error))
        return NULL;
    ShowOptions show = survey_show(&survey, common, "t1");
    Report *report = report_new("recount", survey.language);
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    g_ptr_array_add(report->arguments, (gpointer)report_text(report, published));
    g_ptr_array_add(report->arguments, (gpointer)report_text(report, data));
    account(report, &survey);
    report_data(report, published, sha256);
    report_table(report, table_of_reproduction(reproduction, &show));
    report_reproduction(report, reproduction);
    return report;
}
