/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit.h - the parts of `andel audit`. */
#pragma once

#include "cli/command.h"
#include "reports/report.h"

typedef struct {
    DataOptions data;
    /* several parts */
    char *method, *id, *book, *audited, *strata;
    double book_total, items;
    int n;
    /* plan */
    char *tolerable, *expected, *distribution, *rule, *allocation;
    double tolerable_amount, expected_amount, margin, share, deff, response, sd, factor, expansion,
        power;
    int errors, least;
    char *boundaries;
    int classes, bins;
    double cv;
    bool aicpa_round;
    /* draw */
    char *sizes, *extend;
    char **balance;
    int spares;
    /* evaluate and coverage */
    double population;
    int runs;
} AuditOptions;

extern const Option audit_options[], audit_plan_options[], audit_draw_options[],
    audit_evaluate_options[];

/* ARGUMENTS are the part and what follows it. NULL and ERROR. */
Report *audit_plan_run(const AuditOptions *options, char **arguments, const CommonOptions *common,
                       GError **error);
Report *audit_draw_run(const AuditOptions *options, char **arguments, const CommonOptions *common,
                       GError **error);
Report *audit_evaluate_run(const AuditOptions *options, char **arguments,
                           const CommonOptions *common, GError **error);
Report *audit_coverage_run(const AuditOptions *options, char **arguments,
                           const CommonOptions *common, GError **error);

/* For the parts: the input PATH, an empty report with ARGUMENTS, and INPUT as a file of it. */
Input *audit_open(const AuditOptions *options, const char *path, const CommonOptions *common,
                  GError **error);
Report *audit_report(char **arguments, const char *language);
void audit_report_input(Report *report, const Input *input, size_t rows);
/* Index of TEXT (NULL: that of USUAL) among WORDS into *FOUND. FALSE and ERROR lists them. */
bool audit_choose(const char *option, const char *text, const char *usual, const char *const *words,
                  int *found, GError **error);
