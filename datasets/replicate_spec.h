/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replicate_spec.h - replicate weights that come with the data, as they are declared. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* How the replicates were made, which says how their spread is scaled. */
typedef enum {
    REPLICATE_UNKNOWN, /* not said */
    REPLICATE_BRR,
    REPLICATE_FAY,
    REPLICATE_JK1,
    REPLICATE_JKN,
    REPLICATE_JK2,
    REPLICATE_BOOTSTRAP,
    REPLICATE_SDR,
    REPLICATE_ACS,
    REPLICATE_OTHER
} ReplicateType;

/* What the distances of the replicates are taken from. */
typedef enum {
    CENTRE_DEFAULT, /* as the type has it */
    CENTRE_ESTIMATE,
    CENTRE_MEAN
} ReplicateCentre;

/* The words for them in options and codebooks, NULL-terminated; the first is the value 1. */
extern const char *const replicate_types[];
extern const char *const replicate_centres[];

/* Borrowed throughout. */
typedef struct {
    const char *const *columns; /* names of columns, or patterns in which * stands for any text;
                                   NULL: no replicate weights */
    ReplicateType type;
    double fay;                 /* share of the weight that the left-out half keeps; 0: not given */
    double scale;               /* 0: as the type has it */
    const char *const *rscales; /* numbers, one a replicate; NULL: 1 each */
    ReplicateCentre centre;
    bool factors; /* the columns are to be multiplied by the sampling weight */
} ReplicateSpec;

/**
 * Columns of NAMES [n] that COLUMNS name, in the order of COLUMNS and of a pattern in that of
 * NAMES; each once. A pattern leaves out WEIGHT (may be NULL): "pwgtp*" does not match the column
 * "pwgtp" when that is the sampling weight. A name that is none is kept, for the reader to refuse.
 * NULL-terminated and owned by the caller; the texts are borrowed. NULL and ERROR
 * (ANDEL_ERROR_USAGE): a pattern that matches nothing.
 */
const char **replicate_columns(const char *const *columns, const char *weight,
                               const char *const *names, size_t n, GError **error);

/* TRUE if NAME is PATTERN, in which * stands for any text. */
bool replicate_matches(const char *pattern, const char *name);

/**
 * The numbers that the option or key "rscales" stands for: TEXTS themselves, or those of the file
 * that a single text names (with commas, semicolons, blanks or line ends between them).
 * OWNER and DATA_DIR are those of path_resolve(). NULL-terminated, owned by the caller. NULL and
 * ERROR as path_read().
 */
char **replicate_rscales(const char *const *texts, const char *owner, const char *data_dir,
                         GError **error);
