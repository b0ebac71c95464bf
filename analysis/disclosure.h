/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disclosure.h - whether small counts can be worked out from all that a document tells together. */
#pragma once

#include "analysis/query.h"

/* The counts that a document tells and those that it withholds. */
typedef struct Disclosure Disclosure;

Disclosure *disclosure_new(void);
void disclosure_free(Disclosure *disclosure);

/**
 * Takes in the answer of QUERY, which stands in PLACE ("Table 2"; copied) and withholds what has
 * fewer units than its own .suppress_below; places are numbered from 0. Outcome rates are left out:
 * they are about other rows. CODEBOOK is that of the answer. The query is borrowed.
 * FALSE and ERROR for a condition or statistic that cannot be read.
 */
bool disclosure_add(Disclosure *disclosure, Query *query, const Codebook *codebook,
                    const char *place, GError **error);

/* From now on PLACE is called NAME (copied). */
void disclosure_name(Disclosure *disclosure, size_t place, const char *name);

/* TRUE if something of what was added is to be protected. */
bool disclosure_protects(const Disclosure *disclosure);

/* Reads INPUT, the data of the answers, once more under DESIGN. FALSE and ERROR (ANDEL_ERROR_DATA),
 * also for an answer that cannot be counted again. */
bool disclosure_read(Disclosure *disclosure, Input *input, const DesignSpec *design,
                     GError **error);

/* After disclosure_read(): of the same rows all protected answers withhold what one of them
 * withholds. Changes the answers. */
void disclosure_mend(Disclosure *disclosure);

/* Whether the reader learns the count, or the share, of NAMES in PLACE: the categories of the cell,
 * those of its part of the answer first; none of them for the base. */
typedef bool (*ToldFunc)(size_t place, const char *const *names, gpointer user);

/**
 * After disclosure_read(): plays the attacker, someone who knows all counts that are TOLD and not
 * withheld, how many rows there are, and that counts are not negative. No count of 1 to one less
 * than the limit, of the categories of a protected answer, inside its condition or outside, may
 * have a range narrower than the limit (outside: than there are rows, if that is less). Ranges are
 * exact, by linear programming, over all tables that agree in the variables that they share; tables
 * that share them in a circle are crossed into one as far as 20 000 cells. FALSE and ERROR
 * (ANDEL_ERROR_DATA) names the places that give such a count away together; or a table has more
 * combinations than can be searched.
 */
bool disclosure_check(Disclosure *disclosure, ToldFunc told, gpointer user, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Disclosure, disclosure_free)
