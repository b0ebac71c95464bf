/* SPDX-License-Identifier: GPL-3.0-or-later */
/* citations.h - [@key, s. 4; @other] in running text. */
#pragma once

#include "reports/manuscript.h"

/* PIECES (freed) with references that stand alone between brackets, each with what follows it up
 * to ; or the end as its format, made into citations. All other references stay. */
GArray *citations_find(GArray *pieces, GStringChunk *strings);
