/* SPDX-License-Identifier: GPL-3.0-or-later */
/* letters.h - comparisons of columns, and the letters that show which of them are larger. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* How p is adjusted to the number of comparisons in a row. */
typedef enum {
    LETTERS_NOT_ASKED,
    LETTERS_UNADJUSTED,
    LETTERS_BONFERRONI, /* times their number */
    LETTERS_HOLM,       /* Holm (1979), Scand. J. Statist. 6, 65-70 */
    LETTERS_BH          /* Benjamini and Hochberg (1995), JRSS B 57, 289-300 */
} LetterRule;

/* LETTERS_NOT_ASKED and ERROR (ANDEL_ERROR_USAGE) when TEXT is none of bonferroni, holm, bh, none.
 */
LetterRule letters_rule(const char *text, GError **error);

/* Columns A and B of a row held against each other. */
typedef struct {
    size_t row, a, b;
    double difference;    /* share in A less share in B */
    double statistic, df; /* DF infinite: of the normal distribution */
    double p, p_adjusted;
    size_t n; /* comparisons in the row */
} Comparison;

/* Two-sided p of the statistic. */
double comparison_p(const Comparison *comparison);
/* Sets .n and .p_adjusted of the comparisons LIST [n] of one row. */
void comparisons_adjust(Comparison *list, size_t n, LetterRule rule);

/* The letter of column J: A to Z, then AA, AB ... The caller owns it. */
char *letter_of(size_t j);
/* Letters of the columns that column J is larger than, by LIST [n] of its row at ALPHA; with more
 * than 26 columns (MANY) there are blanks between. The caller owns it. */
char *letters_of(const Comparison *list, size_t n, size_t j, double alpha, bool many);
