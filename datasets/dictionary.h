/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dictionary.h - texts numbered in the order they were first seen. */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Dictionary Dictionary;

enum { DICTIONARY_ABSENT = INT32_MIN, DICTIONARY_SLACK = 8 };

Dictionary *dictionary_new(void);
void dictionary_free(Dictionary *dictionary);

/* What stands for TEXT [length]: its code from 0, -REASON if it was declared missing, else
 * DICTIONARY_ABSENT. May be called from several threads as long as nothing is added. */
int32_t dictionary_find(const Dictionary *dictionary, const char *text, size_t length);

/* The same, where DICTIONARY_SLACK bytes behind TEXT can be read, whatever stands there: quicker.
 */
int32_t dictionary_find_near(const Dictionary *dictionary, const char *text, size_t length);

/* Adds TEXT, which must be absent, and returns its code. */
int32_t dictionary_add(Dictionary *dictionary, const char *text, size_t length);

/* What stands for TEXT, as dictionary_find() says it; it is added when it is absent. */
int32_t dictionary_find_or_add(Dictionary *dictionary, const char *text, size_t length);

/* Declares that TEXT means missing for REASON (from 1); the first declaration of a text stays. */
void dictionary_add_missing(Dictionary *dictionary, const char *text, int32_t reason);

/* The texts by code [*n]; until the next text is added. */
const char *const *dictionary_texts(const Dictionary *dictionary, int32_t *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dictionary, dictionary_free)
