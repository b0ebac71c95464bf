/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile.h - what is in the columns of a file, without a design: counts, ranges, missing cells. */
#pragma once

#include "analysis/design_report.h"
#include "datasets/input.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const char *level; /* a category, or a reason why cells are missing */
    size_t n;
    bool withheld; /* not to be shown, see profile_suppress() */
} LevelCount;

typedef struct {
    const char *name;
    bool number;               /* every cell that is not missing is one (or the codebook says so) */
    size_t n, missing;         /* cells */
    size_t distinct;           /* different texts, without the missing ones */
    size_t max_length;         /* of a text, in characters */
    double min, max, mean, sd; /* unweighted; NAN for categories, or where undefined */
    bool withheld;             /* extremes, and what else is NAN, are not to be shown */
    LevelCount *levels; /* [n_levels] of a category, in codebook order, else sorted by bytes */
    size_t n_levels;
    LevelCount *reasons; /* [n_reasons] that occur */
    size_t n_reasons;
} VariableProfile;

typedef struct {
    VariableProfile *variables; /* [n_variables] in file order */
    size_t n_variables;
    size_t rows;
    GStringChunk *strings; /* owns the texts */
} Profile;

/* Reads all columns of INPUT once, and DESIGN (may be NULL) in the same reading. NULL and ERROR as
 * reader_read() and design_report_requests(). */
Profile *profile_read(Input *input, DesignReport *design, GError **error);
/* Withholds categories of 1 to LIMIT - 1 rows, and as many more as suppress() asks for; the least
 * and the greatest number, which are what one row says; mean and deviation of so few rows. How many
 * rows lack a value is told by every account of rows, and stays. */
void profile_suppress(Profile *profile, size_t limit);
void profile_free(Profile *profile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Profile, profile_free)
