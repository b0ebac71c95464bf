/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_sample.h - erroneous payments from a reviewed sample as tables. */
#pragma once

#include "analysis/payments_estimate.h"
#include "datasets/saved.h"
#include "reports/tabulate.h"

/* Whose names and grouping the rows take. */
typedef enum { VIEW_ALL, VIEW_SE, VIEW_UK, VIEW_US, VIEW_EU, N_VIEWS } PaymentsView;

/* As on the command line ("all", "se", ...), and the column of a cause map that each reads. */
extern const char *const payments_views[N_VIEWS + 1];
extern const char *const payments_view_columns[N_VIEWS];

/**
 * Adds the tables of RESULT to REPORT: t1 all measures, then by cause, by intent, by who is liable,
 * and of incomplete reviews, as far as they are there. Data are the rows of commands.md section 6.
 * MATERIALITY (NAN: none) is held against the net rate under VIEW_EU.
 */
void report_payments(Report *report, const PaymentsResult *result, PaymentsView view,
                     double materiality, const PaymentsOptions *options, double tolerance,
                     const ShowOptions *show);

/* What stands under those tables: sample and frame, limits, reviews, what was targeted. */
void payments_notes(Report *report, const PaymentsResult *result, const PaymentsOptions *options,
                    double tolerance);
/* Whether the net rate lies below MATERIALITY, above it, or neither is sure. */
void payments_note_materiality(Report *report, const PaymentsResult *result, double materiality);

/* What LEVEL (a cause, intent or who is liable; NULL: not attributed) is called. */
const char *payments_level_label(const char *level, const char *language);

/* The rate of error from cause to cause up to what is wrong in all, as a waterfall: CAUSES (NULL:
 * none) of the payments that ALL is the main estimates of. NULL and ERROR (ANDEL_ERROR_DATA) when
 * these are by domains. */
FigureData *figure_of_causes(const Estimates *all, const Estimates *causes,
                             const ShowOptions *options, GError **error);
/* The rows of the table called ID of a saved result, without their level. The caller owns them. */
Estimates *estimates_of_saved(const Saved *saved, const char *id);
