/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_draw.h - with what a drawn sample is proved. */
#pragma once

#include "reports/tabulate_audit.h"

/* The table certificate: what COMMAND needs to draw the same items again from the file of
 * FILE_SHA256, and what must come out. */
Table *certificate_of_draw(const AuditPopulation *population, const AuditDraw *how,
                           const AuditDrawing *drawing, const char *command,
                           const char *file_sha256, const ShowOptions *show);

/* That items without an amount cannot be drawn by amount; NULL: there are none, or they can. The
 * caller owns it. */
char *note_of_draw(const AuditPopulation *population, const AuditDraw *how, const char *language);

/* What was drawn how often, and what bounds are held against. The caller owns it. */
char *note_of_coverage(const CoverageOptions *how, const Coverage *coverage, const char *language);

/* The confidence that a size is for. The caller owns it. */
char *note_of_confidence(double confidence, const char *language);
