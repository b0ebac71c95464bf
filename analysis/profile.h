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
} LevelCount;

typedef struct {
    const char *name;
    bool number;               /* every cell that is not missing is one (or the codebook says so) */
    size_t n, missing;         /* cells */
    size_t distinct;           /* different texts, without the missing ones */
    size_t max_length;         /* of a text, in characters */
    double min, max, mean, sd; /* unweighted; NAN for categories, or where undefined */
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
void profile_free(Profile *profile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Profile, profile_free)
