/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of elements is that of the Harvard style as Swedish universities give it. */
#include "reports/reference_write.h"

#include "reports/reference_names.h"
#include "reports/words.h"

#include <string.h>

typedef struct {
    const BibEntry *entry;
    const char *language;
    Report *report;
    Block *block;
} Writing;

/* Appends TEXT in STYLE with BEFORE and AFTER around it; nothing for NULL. A full stop is not
 * doubled. Frees TEXT. */
static void
add(const Writing *at, const char *before, char *text, const char *after, unsigned flags)
{
    size_t length = text ? strlen(text) : 0;

    if (length > 0) {
        bool ends = strchr(".?!", text[length - 1]) && *after == '.';

        if (*before)
            block_add(at->report, at->block, before, 0);
        block_add(at->report, at->block, text, flags);
        if (*after)
            block_add(at->report, at->block, ends ? after + 1 : after, 0);
    }
    g_free(text);
}

static char *
text_of(const Writing *at, const char *field)
{
    return bib_text(at->entry, field);
}

/* The first of FIELDS that the entry has. */
static char *
first_of(const Writing *at, const char *const *fields)
{
    char *text = NULL;

    for (; *fields && !text; fields++)
        text = text_of(at, *fields);
    return text;
}

static bool
is_any(const Writing *at, const char *types)
{
    g_auto(GStrv) list = g_strsplit(types, " ", -1);

    return g_strv_contains((const char *const *)list, at->entry->type);
}

/* "12(3)", "s. 4-9" */
static void
add_place_in_journal(const Writing *at)
{
    g_autofree char *volume = text_of(at, "volume"), *number = text_of(at, "number");
    g_autofree char *pages = text_of(at, "pages");

    if (volume || number)
        add(at, ", ",
            volume && number ? g_strdup_printf("%s(%s)", volume, number)
                             : g_strdup(volume ? volume : number),
            "", 0);
    if (pages)
        add(at, ", ", word_filled(WORD_PAGES, at->language, pages), "", 0);
    add(at, "", g_strdup(". "), "", 0);
}

/* "I Ek, B. (red.), Title, s. 4-9. " */
static void
add_whole(const Writing *at)
{
    g_autoptr(GArray) editors = bib_names(at->entry, "editor");
    g_autofree char *names =
        editors->len ? reference_names_long(editors, true, at->language) : NULL;
    g_autofree char *pages = text_of(at, "pages");

    add(at, "", g_strdup(word(WORD_IN_BOOK, at->language)), " ", 0);
    if (names)
        add(at, "", word_filled(WORD_EDITED_BY, at->language, names), ", ", 0);
    add(at, "", text_of(at, "booktitle"), "", RUN_ITALIC);
    if (pages)
        add(at, ", ", word_filled(WORD_PAGES, at->language, pages), "", 0);
    add(at, "", g_strdup(". "), "", 0);
}

/* Series, number, edition, and who gave it out, unless that is who wrote it. */
static void
add_publication(const Writing *at, const char *who)
{
    static const char *const offices[] = { "publisher", "institution", "organization", "school",
                                           NULL };
    static const char *const places[] = { "address", "location", NULL };
    g_autofree char *series = text_of(at, "series"), *number = text_of(at, "number");
    g_autofree char *edition = text_of(at, "edition");
    g_autofree char *office = first_of(at, offices), *place = first_of(at, places);

    if (edition)
        add(at, "", word_filled(WORD_EDITION, at->language, edition), ". ", 0);
    if (series || number)
        add(at, "",
            series && number ? g_strdup_printf("%s %s", series, number)
                             : g_strdup(series ? series : number),
            ". ", 0);
    if (office && g_strcmp0(office, who) == 0)
        g_clear_pointer(&office, g_free);
    if (office && place)
        add(at, "", g_strdup_printf("%s: %s", place, office), ". ", 0);
    else
        add(at, "", g_strdup(office), ". ", 0);
    add(at, "", text_of(at, "howpublished"), ". ", 0);
}

static void
add_link(const Writing *at)
{
    g_autofree char *doi = text_of(at, "doi"), *url = text_of(at, "url");
    g_autofree char *read = text_of(at, "urldate");
    g_autofree char *address = doi && !g_str_has_prefix(doi, "http")
                                   ? g_strconcat("https://doi.org/", doi, NULL)
                                   : g_strdup(doi ? doi : url);

    if (!address)
        return;
    Run *run = block_add(at->report, at->block, address, 0);
    run->link = run->text;
    run->link = run_web_link(run);
    if (read && !doi)
        add(at, " ", word_filled(WORD_ACCESSED, at->language, read), "", 0);
}

/* The last run without the blank behind it. */
static void
trim(const Writing *at)
{
    Run *last = &g_array_index(at->block->runs, Run, at->block->runs->len - 1);
    g_autofree char *trimmed = g_strchomp(g_strdup(last->text));

    last->text = report_text(at->report, trimmed);
}

void
reference_write(const BibEntry *entry, const char *year, bool year_last, const char *language,
                Report *report, Block *block)
{
    Writing at = { entry, language, report, block };
    g_autoptr(GArray) names = reference_names(entry);
    g_autofree char *who = reference_names_long(names, !year_last, language);
    g_autofree char *title = bib_text(entry, "title");
    bool article = is_any(&at, "article"),
         part = is_any(&at, "incollection inproceedings inbook conference");
    bool named = who && g_strcmp0(who, title) != 0;

    if (named)
        add(&at, "", g_strdup(who), year_last ? ". " : " ", 0);
    if (named && !year_last)
        add(&at, "(", g_strdup(year), "). ", 0);
    add(&at, "", g_strdup(title), "", article || part ? 0 : RUN_ITALIC);
    add(&at, ": ", bib_text(entry, "subtitle"), "", article || part ? 0 : RUN_ITALIC);
    add(&at, !named && !year_last ? " (" : "", !named && !year_last ? g_strdup(year) : NULL, ")",
        0);
    bool ends = title && *title && strchr(".?!", title[strlen(title) - 1]);
    add(&at, "", g_strdup(ends ? " " : ". "), "", 0);
    if (article) {
        g_autofree char *journal = bib_text(entry, "journal");

        add(&at, "", journal ? g_strdup(journal) : bib_text(entry, "journaltitle"), "", RUN_ITALIC);
        add_place_in_journal(&at);
    } else if (part) {
        add_whole(&at);
    }
    if (!article)
        add_publication(&at, who);
    if (year_last)
        add(&at, "", g_strdup(year), ". ", 0);
    add(&at, "", bib_text(entry, "note"), ". ", 0);
    add_link(&at);
    trim(&at);
}
