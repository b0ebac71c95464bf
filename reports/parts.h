/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parts.h - pieces that tables and figures of answers have in common. */
#pragma once

#include "analysis/crosstab.h"
#include "analysis/estimates.h"
#include "datasets/codebook.h"
#include "reports/table.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* The tidy rows of commands.md: every number, raw categories, flags as words. */
Table *tidy_of_estimates(const Estimates *estimates, const char *id);
Table *tidy_of_crosstab(const Crosstab *crosstab, const char *id);

/* FLAGS (EstimateFlag) as a list of words: "empty", "no_variance", ... */
Entry entry_flags(Table *table, unsigned flags);
/* FLAGS (TestFlag) likewise: "one_line", "weighted", ... */
Entry entry_test_flags(Table *table, unsigned flags);
/* Categories of the combination that CROSSTAB is of, as a map. */
Entry entry_combination(Table *table, const Crosstab *crosstab);
/* The tests and letters of CROSSTAB in words under TABLE. */
/* How many cells (or ROWS) are withheld to protect those below LIMIT; nothing if none is. How many
 * of them are below it is not told: two such cells with a sum of 7 would be 3 and 4. */
void note_withheld(Table *table, bool rows, size_t limit, size_t n_withheld, const char *language);
void note_tests(Table *table, const Crosstab *crosstab, const char *language);
void note_letters(Table *table, const Crosstab *crosstab, const char *language);
/* "0.022", with "< 0.001" for what is smaller; the caller owns it. */
char *p_show(double p, const char *language);
/* The flags that some rows of a table have and others have not, in the order in which they come:
 * the first has the letter a. */
typedef struct {
    unsigned flags[32];
    size_t n;
} FlagLetters;
FlagLetters flags_letters(const Estimates *estimates);
/* Letters that refer to the notes of flags_note(), "a,b"; NULL: none of FLAGS needs one. */
const char *flags_mark(Table *table, const FlagLetters *letters, unsigned flags);
/* Notes on the flags of ESTIMATES: a letter before what holds for some rows only. */
void flags_note(Table *table, const Estimates *estimates, const char *language);
/* Notes on FLAGS without letters. */
void flags_sentences(Table *table, unsigned flags, const char *language);

/* NUMBER shown as TEXT, which is copied and freed; a symbol for what is not finite. */
Entry entry_shown(Table *table, double number, char *text, const char *language);
/* LOWER and UPPER times 10^POWER as "39–57", or "−3 to 5" when one is negative. */
Entry entry_interval(Table *table, double lower, double upper, int power, int decimals,
                     const char *language);
/* A number of cases, 0 as the symbol for nothing. */
/* The sign for what is not to be shown. */
Entry entry_withheld(Table *table, const char *language);
Entry entry_count(Table *table, double count, const char *language);

/* Decimals of shares in per cent: ASKED (of --digits), or when that is -1 none below a base of 200
 * and one from there on. */
int share_decimals(size_t base_n, int asked);
/* SHARE, or K / N itself where that is what it is: the quotient of counts is rounded exactly. */
double share_exact(double share, size_t k, size_t n);

/* What the shares of a one-way table sum to as shown with DECIMALS; NULL when that is 100. The
 * caller owns it. */
char *crosstab_sum(const Crosstab *crosstab, int decimals, const char *language);

/* "Region: North, Sex: women"; NULL when the table is not one of several. The caller owns it. */
char *crosstab_combination(const Crosstab *crosstab, const Codebook *codebook,
                           const char *language);

/* TRUE for what is shown in per cent: shares, and means of categories. */
bool estimate_is_share(const Estimate *row);
/* So many decimals that the standard error has two digits, but at most 2 for a number above 1. */
int estimate_decimals(const Estimate *row);
/* "Mean of time": the statistic in words, where there are words for it. The caller owns it. */
char *estimate_name(const Estimate *row, const Codebook *codebook, const char *language);

/* Names for people; all are borrowed from the codebook or are the name itself. */
const char *name_label(const Codebook *codebook, const char *name, const char *language);
const char *name_question(const Codebook *codebook, const char *name, const char *language);
const char *category_label(const Codebook *codebook, const char *variable, const char *category,
                           const char *language);
/* Whom the numbers are about: the wording of the codebook with N in it, else "Base: N". The caller
 * owns it. */
char *base_line(const Codebook *codebook, const char *name, size_t n, const char *language);
/* "Source: ..." of the codebook; NULL: none. The caller owns it. */
char *source_line(const Codebook *codebook, const char *language);
/* Head of the column of limits at LEVEL: "95% CI". The caller owns it. */
char *interval_head(double level, const char *language);
