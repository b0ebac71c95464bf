/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/words.h"

#include <stdarg.h>

static const char *const english[] = {
#define WORD(name, en, sv) en,
#include "reports/words.def"
#undef WORD
};

static const char *const swedish[] = {
#define WORD(name, en, sv) sv,
#include "reports/words.def"
#undef WORD
};

const char *
word(Word w, const char *language)
{
    g_assert(w < N_WORDS);
    return language && g_str_has_prefix(language, "sv") ? swedish[w] : english[w];
}

char *
word_filled(Word w, const char *language, ...)
{
    va_list arguments;

    va_start(arguments, language);
    char *text = g_strdup_vprintf(word(w, language), arguments);
    va_end(arguments);
    return text;
}
