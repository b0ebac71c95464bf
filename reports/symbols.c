/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/symbols.h"

#include "reports/words.h"

#include <string.h>

typedef struct {
    const char *name;
    const char *cell[N_SIGNS];  /* in place of the number; NULL: as it is shown without a set */
    const char *before, *after; /* around a number that is unreliable */
    const char *status[N_STATUSES], *between; /* behind what has that status */
} SymbolSet;

#define NO_BREAK "\u00a0"

/* Statistics Sweden's table of signs; Government Analysis Function, "Using symbols in tables"
 * (2021); Eurostat, "Flags" of its data browser. */
static const SymbolSet sets[] = {
    { "scb",
      { NULL, "\u2013", NULL, "..", ".", "x", "()" },
      "(",
      ")",
      { "p", "r", "e", "b" },
      "," },
    { "gss",
      { NULL, "0", "[low]", "[x]", "[z]", "[c]", "[u]" },
      "",
      NO_BREAK "[u]",
      { "[p]", "[r]", "[e]", "[b]" },
      "" },
    { "eurostat",
      { NULL, "0", "0" NO_BREAK "n", ":", ":" NO_BREAK "z", ":" NO_BREAK "c", "u" },
      "",
      NO_BREAK "u",
      { "p", "r", "e", "b" },
      "" },
};

const char *const symbol_set_names[] = { "scb", "gss", "eurostat", NULL };

const char *
sign_meaning(EntrySign sign, const char *language)
{
    static const Word meanings[N_SIGNS] = {
        [SIGN_ZERO] = WORD_ZERO_MEANS,
        [SIGN_ROUNDS_TO_ZERO] = WORD_ROUNDS_TO_ZERO_MEANS,
        [SIGN_NOT_AVAILABLE] = WORD_NOT_AVAILABLE_MEANS,
        [SIGN_NOT_APPLICABLE] = WORD_NOT_APPLICABLE_MEANS,
        [SIGN_WITHHELD] = WORD_WITHHELD_MEANS,
        [SIGN_UNRELIABLE] = WORD_UNRELIABLE_MEANS,
    };

    return sign == SIGN_NONE ? NULL : word(meanings[sign], language);
}

static const SymbolSet *
find_set(const char *name)
{
    for (size_t i = 0; name && i < G_N_ELEMENTS(sets); i++)
        if (strcmp(sets[i].name, name) == 0)
            return &sets[i];
    return NULL;
}

const char *
sign_symbol(const char *name, EntrySign sign, const char *language)
{
    static const Word usual[N_SIGNS] = {
        [SIGN_ZERO] = WORD_ZERO,
        [SIGN_NOT_AVAILABLE] = WORD_NOT_AVAILABLE,
        [SIGN_WITHHELD] = WORD_WITHHELD,
    };
    const SymbolSet *set = find_set(name);

    g_assert(sign == SIGN_ZERO || sign == SIGN_NOT_AVAILABLE || sign == SIGN_WITHHELD);
    return set ? set->cell[sign] : word(usual[sign], language);
}

char *
sign_unreliable(const char *name, const char *text)
{
    const SymbolSet *set = find_set(name);

    return set ? g_strconcat(set->before, text, set->after, NULL) : g_strdup(text);
}

static bool
has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* What ENTRY is to show by SET; NULL: as it is. The caller owns it. */
static char *
symbol_for(const SymbolSet *set, const Entry *entry, EntrySign sign, const TableColumn *column,
           const char *language)
{
    g_autofree char *shown = entry_show(entry, column, language);

    if (sign == SIGN_UNRELIABLE)
        return g_strconcat(set->before, shown, set->after, NULL);
    /* "0.0" is a zero as good as "0", and stands below the others */
    if (sign == SIGN_ZERO && has_digit(set->cell[sign]) && has_digit(shown))
        return NULL;
    return g_strdup(set->cell[sign]);
}

/* Sets the symbols of TABLE; USED [N_SIGNS] becomes TRUE for what stands in it. */
static void
set_entries(Table *table, const SymbolSet *set, bool *used, const char *language)
{
    for (guint k = 0; k < table->entries->len; k++) {
        Entry *entry = &g_array_index(table->entries, Entry, k);
        const TableColumn *column = &table->columns[k % table->n_columns];
        bool heading = table_row_kind(table, k / table->n_columns) == ROW_GROUP;
        EntrySign sign = heading ? SIGN_NONE : entry_sign(entry, column, language);

        if (sign == SIGN_NONE)
            continue;
        g_autofree char *symbol = symbol_for(set, entry, sign, column, language);
        entry->symbol = table_text(table, symbol);
        entry->sign = sign;
        used[sign] = true;
    }
}

/* Takes out what the notes say of the signs that are replaced. */
static void
clear_notes(Table *table, bool withheld, const char *language)
{
    g_autofree char *sign = g_strconcat(word(WORD_WITHHELD, language), ": ", NULL);

    for (guint i = 0; i < table->notes->len; i++) {
        const char *note = table->notes->pdata[i], *end = strstr(note, ". ");

        if (strcmp(note, word(WORD_ZERO_SIGN, language)) == 0)
            g_ptr_array_remove_index(table->notes, i--);
        else if (withheld && g_str_has_prefix(note, sign) && end)
            table->notes->pdata[i] = (gpointer)(end + 2);
    }
}

/* ---- status */

static Word
status_means(size_t k)
{
    static const Word means[N_STATUSES] = { WORD_PROVISIONAL_MEANS, WORD_REVISED_MEANS,
                                            WORD_ESTIMATED_MEANS, WORD_BREAK_MEANS };

    return means[k];
}

/* The signs of STATUS, or what they mean; NULL for none. */
static const char *
status_text(Table *table, const SymbolSet *set, unsigned status, const char *language)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const char *between = language ? ", " : set->between;

    for (size_t k = 0; k < N_STATUSES; k++)
        if (status & 1u << k)
            g_string_append_printf(text, "%s%s", text->len ? between : "",
                                   language ? word(status_means(k), language) : set->status[k]);
    return text->len ? table_text(table, text->str) : NULL;
}

/* Sets the tails of TABLE; returns every status that stands in it. */
static unsigned
set_statuses(Table *table, const SymbolSet *set, const char *language)
{
    unsigned all = 0;

    for (guint k = 0; k < table->entries->len; k++) {
        Entry *entry = &g_array_index(table->entries, Entry, k);

        all |= entry->status;
        entry->tail = status_text(table, set, entry->status, NULL);
        entry->tail_means = status_text(table, set, entry->status, language);
    }
    for (size_t j = 0; j < table->n_columns; j++) {
        ColumnStatus *of = &table->column_status[j];

        if (of->status == 0)
            continue;
        all |= of->status;
        of->tail = status_text(table, set, of->status, NULL);
        of->tail_means = status_text(table, set, of->status, language);
        g_autofree char *label = g_strconcat(table->columns[j].label, NO_BREAK, of->tail, NULL);
        table->columns[j].label = table_text(table, label);
    }
    return all;
}

static void
add_legend(Table *table, const SymbolSet *set, const bool *used, unsigned statuses,
           const char *language)
{
    g_autoptr(GString) list = g_string_new(NULL);

    for (EntrySign sign = SIGN_NONE + 1; sign < N_SIGNS; sign++) {
        const char *symbol = set->cell[sign];

        /* a zero needs no explanation */
        if (!used[sign] || !symbol || strcmp(symbol, "0") == 0)
            continue;
        g_string_append_printf(list, "%s%s = %s", list->len ? "; " : "", symbol,
                               sign_meaning(sign, language));
    }
    for (size_t k = 0; k < N_STATUSES; k++)
        if (statuses & 1u << k)
            g_string_append_printf(list, "%s%s = %s", list->len ? "; " : "", set->status[k],
                                   word(status_means(k), language));
    if (list->len == 0)
        return;
    g_autofree char *note = word_filled(WORD_SYMBOLS_ARE, language, list->str);
    table_note(table, note);
}

void
report_set_symbols(Report *report, const char *name)
{
    const SymbolSet *set = find_set(name);

    for (guint i = 0; i < report->blocks->len; i++) {
        Table *table = g_array_index(report->blocks, Block, i).table;
        bool used[N_SIGNS] = { false };

        if (!table)
            continue;
        if (set) {
            set_entries(table, set, used, report->language);
            clear_notes(table, used[SIGN_WITHHELD], report->language);
        }
        const SymbolSet *of_status = set ? set : &sets[0];
        unsigned statuses = set_statuses(table, of_status, report->language);
        add_legend(table, of_status, used, statuses, report->language);
    }
}
