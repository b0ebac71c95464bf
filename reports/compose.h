/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose.h - a report file and its data to a Report: every number in it is computed here. */
#pragma once

#include "datasets/reader.h"
#include "reports/report.h"
#include "reports/style.h"

typedef struct {
    const char *language;      /* instead of that of the file; NULL */
    const char *data_dir;      /* another folder that the file may name files from; NULL */
    double level;              /* of confidence; 0: 0.95 */
    unsigned threads;          /* that read the data; 0: as many as there are processors */
    ReadProgressFunc progress; /* of the reading; NULL: nobody waits */
    const char *symbols;       /* set of symbols instead of that of the head or style; NULL */
    StyleAsk look;             /* what is asked in place of the style */
    const char *style;         /* style file instead of that of the head; NULL */
} ComposeOptions;

/**
 * Composes the report file BYTES called PATH. The data are read once, whatever the number of
 * blocks. Values in the text and references are resolved, published numbers are held against the
 * computed ones: report->checks, report->failed_checks.
 * NULL and ERROR as manuscript_read() and the answers of the blocks give them; also for an unknown
 * address or reference, with its line.
 */
Report *compose(GBytes *bytes, const char *path, const ComposeOptions *options, GError **error);
