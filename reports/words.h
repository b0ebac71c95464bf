/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words.h - the fixed words of a document, per language. */
#pragma once

#include <glib.h>

/* One line of words.def a word: WORD(name, english, swedish). */
typedef enum {
#define WORD(name, english, swedish) WORD_##name,
#include "reports/words.def"
#undef WORD
    N_WORDS
} Word;

/* The word in LANGUAGE ("sv", "en"; unknown ones are English). May hold one %s or more: see
 * words.def. */
const char *word(Word word, const char *language);
/* The same with its %s filled in. The caller owns it. */
char *word_filled(Word word, const char *language, ...);
