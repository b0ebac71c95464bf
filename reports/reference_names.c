/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/reference_names.h"

#include "reports/words.h"

#include <string.h>

GArray *
reference_names(const BibEntry *entry)
{
    static const char *const fields[] = { "author",       "editor",    "institution",
                                          "organization", "publisher", "title" };

    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        g_autoptr(GArray) names = NULL;

        if (i < 2) {
            names = bib_names(entry, fields[i]);
        } else {
            BibName office = { .last = bib_text(entry, fields[i]) };

            names = bib_names_new();
            if (office.last)
                g_array_append_val(names, office);
        }
        if (names->len > 0)
            return g_steal_pointer(&names);
    }
    return bib_names_new();
}

static const BibName *
name_at(const GArray *names, guint i)
{
    return &g_array_index(names, BibName, i);
}

char *
reference_names_short(const GArray *names, const char *language)
{
    bool others = names->len > 1 && !name_at(names, names->len - 1)->last;

    if (names->len == 0)
        return g_strdup("?");
    if (others || names->len > 2)
        return word_filled(WORD_AND_OTHERS, language, name_at(names, 0)->last);
    if (names->len == 2)
        return word_filled(WORD_A_AND_B, language, name_at(names, 0)->last,
                           name_at(names, 1)->last);
    return g_strdup(name_at(names, 0)->last ? name_at(names, 0)->last : "?");
}

/* "Anna-Karin Maria" as "A.-K. M."; what is an initial already stays. */
static char *
initials(const char *first)
{
    GString *text = g_string_new(NULL);
    bool begins = true;

    for (const char *c = first; *c; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);

        if (letter == '-' && text->len > 0) {
            g_string_append_c(text, '-');
            begins = true;
        } else if (g_unichar_isspace(letter) || letter == '.' || letter == 0xa0) {
            begins = true;
        } else if (begins) {
            if (text->len > 0 && text->str[text->len - 1] == '.')
                g_string_append(text, "\u00a0");
            g_string_append_unichar(text, letter);
            g_string_append_c(text, '.');
            begins = false;
        }
    }
    return g_string_free(text, FALSE);
}

static char *
long_name(const BibName *name, bool inverted)
{
    g_autofree char *first = name->first ? initials(name->first) : NULL;

    if (!first)
        return g_strdup(name->last);
    return inverted ? g_strdup_printf("%s, %s", name->last, first)
                    : g_strdup_printf("%s %s", first, name->last);
}

char *
reference_names_long(const GArray *names, bool inverted, const char *language)
{
    g_autofree char *all = NULL;

    for (guint i = 0; i < names->len; i++) {
        const BibName *name = name_at(names, i);
        g_autofree char *shown = name->last ? long_name(name, inverted) : NULL;
        char *next;

        if (!all)
            next = g_strdup(shown ? shown : "?");
        else if (!shown)
            next = word_filled(WORD_AND_OTHERS, language, all);
        else if (i + 1 < names->len)
            next = g_strdup_printf("%s, %s", all, shown);
        else
            next = word_filled(WORD_A_AND_B, language, all, shown);
        g_free(all);
        all = next;
    }
    return g_steal_pointer(&all);
}

char *
reference_year(const BibEntry *entry)
{
    g_autofree char *year = bib_text(entry, "year"), *date = bib_text(entry, "date");

    if (year)
        return g_steal_pointer(&year);
    return date ? g_strndup(date, strcspn(date, "-/")) : NULL;
}

/* Letters without marks but for å, ä, ö, which are letters of their own. */
char *
reference_sort_key(const char *text, const char *language)
{
    g_autofree char *small = g_utf8_strdown(text, -1);
    bool swedish = language && g_str_has_prefix(language, "sv");
    GString *key = g_string_new(NULL);

    for (const char *c = small; *c; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c), parts[8];
        const char *last = !swedish                           ? NULL
                           : letter == 0xe5                   ? "{"
                           : letter == 0xe4 || letter == 0xe6 ? "|"
                           : letter == 0xf6 || letter == 0xf8 ? "}"
                                                              : NULL;

        if (last)
            g_string_append(key, last);
        else if (g_unichar_isalnum(letter)) {
            g_unichar_fully_decompose(letter, FALSE, parts, G_N_ELEMENTS(parts));
            g_string_append_unichar(key, parts[0]);
        } else
            g_string_append_c(key, ' ');
    }
    return g_string_free(key, FALSE);
}
