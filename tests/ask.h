/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ask.h - questions to data that stand in the test itself. */
#pragma once

#include "analysis/query.h"
#include "tests/check.h"

static inline Input *
input_with(const char *csv, unsigned threads)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(csv, strlen(csv));
    Input *input = g_new0(Input, 1);

    input->path = g_strdup("data.csv");
    input->codebook = codebook_new();
    input->options =
        (ReadOptions){ .decimal = '.', .codebook = input->codebook, .threads = threads };
    input->source = source_of_bytes(bytes, "data.csv");
    input->reader = reader_open(format_find("data.csv"), input->source, &input->options, &error);
    assert_no_error(error);
    return input;
}

static inline Input *
input_of(const char *csv)
{
    return input_with(csv, 0);
}

/* Runs QUERY, which may be NULL with ERROR; NULL and ERROR when it fails. */
static inline Query *
run_query(const char *csv, const DesignSpec *design, Query *query, GError **error)
{
    g_autoptr(Input) input = input_of(csv);
    g_autoptr(Query) owned = query;

    if (!owned || !query_run(&owned, 1, input, design, error))
        return NULL;
    return g_steal_pointer(&owned);
}

/* EXPRESSION of the data in CSV. */
static inline Query *
ask(const char *csv, const char *expression, const QueryOptions *options, const DesignSpec *design,
    GError **error)
{
    const char *const expressions[] = { expression, NULL };

    return run_query(csv, design, query_estimate(expressions, options, error), error);
}
