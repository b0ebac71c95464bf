/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_files.h - reviewed samples as texts, for tests. */
#pragma once

#include "analysis/payments_estimate.h"
#include "tests/check.h"

/* The files of a test. */
typedef struct {
    GPtrArray *inputs; /* of Input */
} PaymentsFiles;

static inline PaymentsFiles
payments_files_new(void)
{
    return (PaymentsFiles){ g_ptr_array_new_with_free_func((GDestroyNotify)input_free) };
}

static inline void
payments_files_free(PaymentsFiles *files)
{
    g_ptr_array_unref(files->inputs);
}

/* An opened file NAME that holds TEXT. */
static inline Input *
payments_file(PaymentsFiles *files, const char *name, const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GError) error = NULL;
    Input *input = g_new0(Input, 1);

    input->path = g_strdup(name);
    input->codebook = codebook_new();
    input->source = source_of_bytes(bytes, name);
    input->options = (ReadOptions){ .decimal = '.', .codebook = input->codebook, .threads = 1 };
    input->reader = reader_open(format_find(name), input->source, &input->options, &error);
    assert_no_error(error);
    g_ptr_array_add(files->inputs, input);
    return input;
}

static inline const Estimate *
payments_row(const Estimates *estimates, const char *statistic, const char *variable,
             const char *level, const char *by)
{
    for (size_t i = 0; i < estimates->n_rows; i++) {
        const Estimate *row = &estimates->rows[i];

        if (strcmp(row->statistic, statistic) == 0 && strcmp(row->variable, variable) == 0 &&
            g_strcmp0(row->level, level) == 0 &&
            (!by || (row->by && g_strcmp0(row->by[0], by) == 0)))
            return row;
    }
    fail_msg("no %s of %s %s", statistic, variable, level ? level : "");
    return NULL;
}
