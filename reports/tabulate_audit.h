/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_audit.h - audit samples as tables: plans, drawn items, bounds. */
#pragma once

#include "analysis/audit_coverage.h"
#include "analysis/audit_draw.h"
#include "analysis/audit_evaluate.h"
#include "analysis/boundaries.h"
#include "reports/tabulate.h"
#include "reports/words.h"

/* A number of a plan. */
typedef struct {
    const char *name; /* stable: "n" */
    Word label;
    double value;
    int decimals;
} AuditFigure;

/* Figures of a plan down, with the sentence RULE. Data: name value. */
Table *table_of_plan(const AuditFigure *figures, size_t n, Word rule, const ShowOptions *show);

/* Sizes by stratum. Data: stratum items n taken_whole. */
Table *table_of_allocation(char *const *names, const double *population, const int64_t *sizes,
                           size_t n, const ShowOptions *show);

/* Drawn items in the order drawn. Data: draw_no unit_id stratum book_value pi u hit_position hits
 * certainty spare. */
Table *table_of_selection(const AuditDrawn *drawn, size_t n, const ShowOptions *show);
/* Names and texts [n] of a certificate. */
Table *table_of_certificate(const char *const *names, char *const *texts, size_t n,
                            const ShowOptions *show);

/* Adds t1 (bounds: bound over_rate over_amount under_rate under_amount), stages and, for a sample
 * with equal chances, classical estimates. */
void report_audit(Report *report, const AuditResult *result, const ShowOptions *show);
/* Limits of K errors among N, of POPULATION items (NAN: not known). */
Table *table_of_attributes(double k, double n, double population, double confidence,
                           const ShowOptions *show);
/* Coverage by bound. Data: bound covered mean_bound. */
Table *table_of_coverage(const Coverage *coverage, const ShowOptions *show);
/* Strata [n] by size, and the items that each takes for the coefficient of variation CV. Data:
 * stratum from to N X S n. */
Table *table_of_boundaries(const BoundedStratum *strata, size_t n, BoundaryRule rule, double cv,
                           const ShowOptions *show);
