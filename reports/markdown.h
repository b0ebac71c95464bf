/* SPDX-License-Identifier: GPL-3.0-or-later */
/* markdown.h - CommonMark with tables and footnotes, to the parts of a manuscript. */
#pragma once

#include "reports/manuscript.h"

typedef struct {
    /* Appends the parts and footnotes of TEXT [length] to MANUSCRIPT; its first line is LINE of the
     * file. What is not allowed in a report is complained of. */
    void (*read)(const char *text, size_t length, int line, Manuscript *manuscript,
                 Complaints *complaints);
} Markdown;

/* The text module (andel-text.so): markdown.c with libcmark-gfm, found by its name. Only reports
 * are written in it; everything else starts without it. */
extern const Markdown andel_markdown;
