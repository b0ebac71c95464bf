/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/references.h"

#include "reports/reference_names.h"
#include "reports/reference_write.h"
#include "reports/words.h"

#include <string.h>

/* One that is cited. */
typedef struct {
    const BibEntry *entry;
    char *who, *year; /* as in the text; the year without its letter */
    char *sort;       /* by name, year, title */
    guint number;     /* in the list, from 1 */
    char letter;      /* after the year; 0: none */
} Cited;

struct References {
    CitationStyle style;
    const char *language;
    GPtrArray *cited;     /* of Cited, in the order of the list once settled */
    GHashTable *by_entry; /* BibEntry to Cited */
};

static void
cited_free(gpointer data)
{
    Cited *cited = data;

    g_free(cited->who);
    g_free(cited->year);
    g_free(cited->sort);
    g_free(cited);
}

References *
references_new(CitationStyle style, const char *language)
{
    References *references = g_new0(References, 1);

    references->style = style;
    references->language = language;
    references->cited = g_ptr_array_new_with_free_func(cited_free);
    references->by_entry = g_hash_table_new(NULL, NULL);
    return references;
}

void
references_free(References *references)
{
    if (!references)
        return;
    g_hash_table_unref(references->by_entry);
    g_ptr_array_unref(references->cited);
    g_free(references);
}

void
references_cite(References *references, const BibEntry *entry)
{
    if (g_hash_table_contains(references->by_entry, entry))
        return;
    g_autoptr(GArray) names = reference_names(entry);
    g_autofree char *all = reference_names_long(names, true, references->language);
    g_autofree char *title = bib_text(entry, "title");
    g_autofree char *year = reference_year(entry);
    g_autofree char *key = reference_sort_key(all ? all : "", references->language);
    g_autofree char *title_key = reference_sort_key(title ? title : "", references->language);
    Cited *cited = g_new0(Cited, 1);

    cited->entry = entry;
    cited->who = reference_names_short(names, references->language);
    cited->year = year ? g_strdup(year) : g_strdup(word(WORD_NO_YEAR, references->language));
    cited->sort = g_strjoin("\001", key, cited->year, title_key, entry->key, NULL);
    g_ptr_array_add(references->cited, cited);
    g_hash_table_insert(references->by_entry, (gpointer)entry, cited);
}

static gint
by_sort_key(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const Cited *const *)a)->sort, (*(const Cited *const *)b)->sort);
}

/* Those of the same name and year, in the order of the list, are a, b, c ... */
static void
set_letters(const GPtrArray *list)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < list->len; i++) {
        Cited *cited = g_ptr_array_index(list, i);
        char *mark = g_strjoin("\001", cited->who, cited->year, NULL);
        Cited *before = g_hash_table_lookup(seen, mark);

        if (before) {
            before->letter = before->letter ? before->letter : 'a';
            cited->letter = (char)MIN(before->letter + 1, 'z');
        }
        g_hash_table_insert(seen, mark, cited);
    }
}

void
references_settle(References *references)
{
    if (references->style == CITE_AUTHOR_YEAR) {
        g_ptr_array_sort(references->cited, by_sort_key);
        set_letters(references->cited);
    }
    for (guint i = 0; i < references->cited->len; i++)
        ((Cited *)g_ptr_array_index(references->cited, i))->number = i + 1;
}

guint
references_count(const References *references)
{
    return references->cited->len;
}

static const Cited *
cited_of(const References *references, const BibEntry *entry)
{
    const Cited *cited = g_hash_table_lookup(references->by_entry, entry);

    g_assert(cited && cited->number > 0);
    return cited;
}

static char *
year_of(const Cited *cited)
{
    return cited->letter ? g_strdup_printf("%s%c", cited->year, cited->letter)
                         : g_strdup(cited->year);
}

char *
references_mark(const References *references, const BibEntry *entry, const char *locator)
{
    const Cited *cited = cited_of(references, entry);
    g_autofree char *year = year_of(cited);
    g_autofree char *mark = references->style == CITE_NUMERIC
                                ? g_strdup_printf("%u", cited->number)
                                : g_strdup_printf("%s\u00a0%s", cited->who, year);

    return locator ? g_strdup_printf("%s, %s", mark, locator) : g_steal_pointer(&mark);
}

char *
references_textual(const References *references, const BibEntry *entry)
{
    const Cited *cited = cited_of(references, entry);
    g_autofree char *year = year_of(cited);

    return references->style == CITE_NUMERIC
               ? g_strdup_printf("%s\u00a0[%u]", cited->who, cited->number)
               : g_strdup_printf("%s\u00a0(%s)", cited->who, year);
}

const char *
references_bracket(const References *references, bool opening)
{
    if (references->style == CITE_NUMERIC)
        return opening ? "[" : "]";
    return opening ? "(" : ")";
}

char *
references_id(const BibEntry *entry)
{
    return g_strconcat("ref-", entry->key, NULL);
}

void
references_write(const References *references, Report *report)
{
    bool numbered = references->style == CITE_NUMERIC;

    for (guint i = 0; i < references->cited->len; i++) {
        const Cited *cited = g_ptr_array_index(references->cited, i);
        g_autofree char *id = references_id(cited->entry), *year = year_of(cited);
        g_autofree char *number = g_strdup_printf("%u.", cited->number);
        Block *block = report_add(report, numbered ? BLOCK_ITEM : BLOCK_PARAGRAPH);

        block->id = report_text(report, id);
        block->level = 1;
        block->number = numbered ? report_text(report, number) : NULL;
        reference_write(cited->entry, year, numbered, references->language, report, block);
    }
}
