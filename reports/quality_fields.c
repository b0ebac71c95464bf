/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quality_fields.c - the headings of a quality declaration: Regulations of Statistics Sweden on
 * the quality of official statistics, SCB-FS 2016:17, in the order in which agencies print them. */
#include "reports/quality.h"

#define QUALITY_KEY(key, english, swedish) { #key, FIELD_LABEL, .help = english },
#define QUALITY_SECTION(english, swedish)

const Field quality_fields[] = {
#include "reports/quality.def"
    { NULL }
};

#undef QUALITY_KEY
#undef QUALITY_SECTION
#define QUALITY_KEY(key, english, swedish) { #key, english, swedish },
#define QUALITY_SECTION(english, swedish) { NULL, english, swedish },

const QualityHeading quality_headings[] = {
#include "reports/quality.def"
    { NULL, NULL, NULL }
};
