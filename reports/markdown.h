/* SPDX-License-Identifier: GPL-3.0-or-later */
/* markdown.h - CommonMark with tables and footnotes, to the parts of a manuscript. */
#pragma once

#include "reports/manuscript.h"

/* Appends the parts and footnotes of TEXT [length] to MANUSCRIPT; its first line is LINE of the
 * file. What is not allowed in a report is complained of. */
void markdown_read(const char *text, size_t length, int line, Manuscript *manuscript,
                   Complaints *complaints);
