/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quality.h - the headings of a quality declaration. */
#pragma once

#include "reports/manuscript.h"

/* One line of quality.def; the list ends with one without a text. */
typedef struct {
    const char *key; /* of the head's `quality:`; NULL: a section */
    const char *english, *swedish;
} QualityHeading;

extern const QualityHeading quality_headings[];
