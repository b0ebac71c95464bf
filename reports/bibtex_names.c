/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bibtex_names.c - values of an entry as plain text, and names of people and offices. */
#include "reports/bibtex.h"
#include "reports/bibtex_text.h"

#include <stdbool.h>
#include <string.h>

static char *
plain(const char *value)
{
    char *why = NULL;
    char *text = bibtex_plain(value, &why);

    g_free(why); /* what is shown was checked when the file was read */
    return text ? text : g_strdup("");
}

char *
bib_text(const BibEntry *entry, const char *field)
{
    const char *value = g_hash_table_lookup(entry->fields, field);
    g_autofree char *text = value ? plain(value) : NULL;

    return text && *text ? g_steal_pointer(&text) : NULL;
}

static void
clear_name(gpointer data)
{
    BibName *name = data;

    g_free(name->last);
    g_free(name->first);
}

/* Index in TEXT of the first blank (WORD " ") or of " and " outside braces; -1: none. */
static gssize
find_outside(const char *text, const char *wanted)
{
    int depth = 0;

    for (const char *c = text; *c; c++) {
        if (*c == '{')
            depth++;
        else if (*c == '}')
            depth--;
        else if (depth == 0 && g_ascii_strncasecmp(c, wanted, strlen(wanted)) == 0)
            return c - text;
    }
    return -1;
}

/* Where the last name begins in "First von Last": at the first word in small letters, else at the
 * last word. */
static const char *
last_name_of(const char *text)
{
    const char *last = text;

    for (const char *word = text;;) {
        gssize blank = find_outside(word, " ");

        if (word > text && blank >= 0 && g_ascii_islower(*word))
            return word;
        last = word;
        if (blank < 0)
            return last;
        word += blank + 1;
    }
}

static BibName
name_of(const char *text)
{
    gssize comma = find_outside(text, ",");
    BibName name = { 0 };

    if (comma >= 0) {
        g_autofree char *last = g_strndup(text, (size_t)comma);
        const char *rest = text + comma + 1;
        gssize second = find_outside(rest, ","); /* "Last, Jr, First" */

        name.last = plain(last);
        name.first = plain(second >= 0 ? rest + second + 1 : rest);
        g_strstrip(name.first);
    } else {
        const char *last = last_name_of(text);
        g_autofree char *first = g_strndup(text, (size_t)(last - text));

        name.last = plain(last);
        name.first = plain(first);
    }
    if (!*name.first)
        g_clear_pointer(&name.first, g_free);
    return name;
}

GArray *
bib_names_new(void)
{
    GArray *names = g_array_new(FALSE, TRUE, sizeof(BibName));

    g_array_set_clear_func(names, clear_name);
    return names;
}

GArray *
bib_names(const BibEntry *entry, const char *field)
{
    GArray *names = bib_names_new();
    const char *value = g_hash_table_lookup(entry->fields, field);
    g_autofree char *all = g_strdup(value ? value : "");

    g_strdelimit(all, "\t\r\n", ' ');
    for (char *at = g_strstrip(all); at && *at;) {
        gssize end = find_outside(at, " and ");
        char *next = end >= 0 ? at + end + strlen(" and ") : NULL;

        if (end >= 0)
            at[end] = '\0';
        g_strstrip(at);
        BibName name = { 0 }; /* of the others, who are not named */
        if (strcmp(at, "others") != 0)
            name = name_of(at);
        g_array_append_val(names, name);
        at = next;
    }
    return names;
}
