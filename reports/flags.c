/* SPDX-License-Identifier: GPL-3.0-or-later */
/* flags.c - what is true of a number and must be said: as words for programs, as notes for people.
 */
#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/words.h"

static const struct {
    EstimateFlag flag;
    const char *name;
    Word sentence;
} flags_known[] = {
    { ESTIMATE_EMPTY, "empty", WORD_FLAG_EMPTY },
    { ESTIMATE_NO_VARIANCE, "no_variance", WORD_FLAG_NO_VARIANCE },
    { ESTIMATE_FEW_UNITS, "few_units", WORD_FLAG_FEW_UNITS },
    { ESTIMATE_AT_BOUND, "at_bound", WORD_FLAG_AT_BOUND },
    { ESTIMATE_FEW, "few", WORD_FLAG_FEW },
    { ESTIMATE_ZERO_BASE, "zero_base", WORD_FLAG_ZERO_BASE },
    { ESTIMATE_CENSUS, "census", WORD_FLAG_CENSUS },
    { ESTIMATE_RARE, "rare", WORD_FLAG_RARE },
    { ESTIMATE_NEGATIVE, "negative_variance", WORD_FLAG_NEGATIVE },
    { ESTIMATE_WITHHELD, "withheld", WORD_FLAG_WITHHELD },
    { ESTIMATE_REPLICATES_LOST, "replicates_lost", WORD_FLAG_REPLICATES_LOST },
};

Entry
entry_flags(Table *table, unsigned flags)
{
    const char *names[G_N_ELEMENTS(flags_known)];
    size_t n = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(flags_known); i++)
        if (flags & flags_known[i].flag)
            names[n++] = flags_known[i].name;
    return entry_list(table, ENTRY_LIST, names, n);
}

/* Flags that some rows have, and those that all rows have. */
static void
find_flags(const Estimates *estimates, unsigned *some, unsigned *all)
{
    *some = 0;
    *all = estimates->n_rows > 0 ? ~0u : 0;
    for (size_t i = 0; i < estimates->n_rows; i++) {
        /* what is withheld has a sign and a note of its own */
        unsigned flags = estimates->rows[i].flags & ~(unsigned)ESTIMATE_WITHHELD;

        *some |= flags;
        *all &= flags;
    }
}

FlagLetters
flags_letters(const Estimates *estimates)
{
    FlagLetters letters = { .n = 0 };
    unsigned some, all, left;

    find_flags(estimates, &some, &all);
    left = some & ~all;
    for (size_t row = 0; left && row < estimates->n_rows; row++)
        for (size_t i = 0; i < G_N_ELEMENTS(flags_known); i++) {
            unsigned flag = flags_known[i].flag & left;

            if (!(estimates->rows[row].flags & flag))
                continue;
            left &= ~flag;
            letters.flags[letters.n++] = flag;
        }
    return letters;
}

const char *
flags_mark(Table *table, const FlagLetters *letters, unsigned flags)
{
    g_autoptr(GString) mark = g_string_new(NULL);

    for (size_t k = 0; k < letters->n; k++)
        if (flags & letters->flags[k])
            g_string_append_printf(mark, "%s%c", mark->len ? "," : "", (char)('a' + k));
    return mark->len ? table_text(table, mark->str) : NULL;
}

void
note_withheld(Table *table, bool rows, size_t limit, size_t n_withheld, const char *language)
{
    const NumberStyle *style = number_style(language);
    g_autofree char *least = number_format((double)limit, 0, 0, style);
    g_autofree char *all = number_format((double)n_withheld, 0, 0, style);
    g_autofree char *note = word_filled(rows ? WORD_NOTE_WITHHELD_ROWS : WORD_NOTE_WITHHELD_CELLS,
                                        language, least, all);

    if (n_withheld > 0)
        table_note(table, note);
}

static const char *
sentence_of(unsigned flag, const char *language)
{
    size_t i = 0;

    while (flags_known[i].flag != flag)
        i++;
    return word(flags_known[i].sentence, language);
}

void
flags_note(Table *table, const Estimates *estimates, const char *language)
{
    FlagLetters letters = flags_letters(estimates);
    unsigned some, all;

    for (size_t k = 0; k < letters.n; k++) {
        g_autofree char *note =
            g_strdup_printf("%c  %s", (char)('a' + k), sentence_of(letters.flags[k], language));

        table_note(table, note);
    }
    find_flags(estimates, &some, &all);
    flags_sentences(table, all, language);
}

void
flags_sentences(Table *table, unsigned flags, const char *language)
{
    for (size_t i = 0; i < G_N_ELEMENTS(flags_known); i++)
        if (flags & flags_known[i].flag)
            table_note(table, word(flags_known[i].sentence, language));
}
