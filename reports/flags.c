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

/* The flags that some rows have and others have not, in the order in which they come, into ORDER
 * [of flags_known]: indices of flags_known. Returns how many. */
static size_t
lettered_flags(const Estimates *estimates, size_t *order)
{
    unsigned some, all, taken = 0;
    size_t n = 0;

    find_flags(estimates, &some, &all);
    for (size_t row = 0; row < estimates->n_rows; row++)
        for (size_t i = 0; i < G_N_ELEMENTS(flags_known); i++) {
            unsigned flag = flags_known[i].flag & some & ~all & ~taken;

            if (!(estimates->rows[row].flags & flag))
                continue;
            taken |= flag;
            order[n++] = i;
        }
    return n;
}

const char *
flags_mark(Table *table, const Estimates *estimates, unsigned flags)
{
    g_autoptr(GString) mark = g_string_new(NULL);
    size_t order[G_N_ELEMENTS(flags_known)];

    if (!flags)
        return NULL;
    size_t n = lettered_flags(estimates, order);
    for (size_t k = 0; k < n; k++)
        if (flags & flags_known[order[k]].flag)
            g_string_append_printf(mark, "%s%c", mark->len ? "," : "", (char)('a' + k));
    return mark->len ? table_text(table, mark->str) : NULL;
}

void
note_withheld(Table *table, bool rows, size_t limit, size_t n, size_t n_withheld,
              const char *language)
{
    const NumberStyle *style = number_style(language);
    g_autofree char *least = number_format((double)limit, 0, 0, style);
    g_autofree char *small = number_format((double)n, 0, 0, style);
    g_autofree char *others = number_format((double)(n_withheld - n), 0, 0, style);
    g_autofree char *note = word_filled(rows ? WORD_NOTE_WITHHELD_ROWS : WORD_NOTE_WITHHELD_CELLS,
                                        language, least, small, others);

    if (n_withheld > 0)
        table_note(table, note);
}

void
flags_note(Table *table, const Estimates *estimates, const char *language)
{
    size_t order[G_N_ELEMENTS(flags_known)], n = lettered_flags(estimates, order);
    unsigned some, all;

    for (size_t k = 0; k < n; k++) {
        const char *sentence = word(flags_known[order[k]].sentence, language);
        g_autofree char *note = g_strdup_printf("%c  %s", (char)('a' + k), sentence);

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
