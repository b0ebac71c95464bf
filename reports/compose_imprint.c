/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_imprint.c - who published the report, under which numbers, whom to ask, what one may do.
 */
#include "reports/composer.h"
#include "reports/words.h"

static const char *
label(const Composer *composer, const Node *node)
{
    return report_text(composer->report, node_label(node, composer->language));
}

/* A line with the text NAME before it (NULL: none); COVER: the cover has it, too. */
static void
add_line(Composer *composer, const char *name, const char *text, bool cover)
{
    ImprintLine line = { name, text, cover };

    if (text && *text)
        g_array_append_val(composer->report->imprint, line);
}

/* A word with a text of the head behind it. */
static void
add_named(Composer *composer, Word name, const char *text, bool cover)
{
    add_line(composer, word(name, composer->language), text, cover);
}

/* The lines of `imprint:`, a label or a list of labels. */
static void
add_own(Composer *composer, const Node *own)
{
    if (own && !node_is_list(own))
        add_line(composer, NULL, label(composer, own), false);
    for (size_t i = 0; own && node_is_list(own) && i < node_count(own); i++)
        add_line(composer, NULL, label(composer, node_at(own, i)), false);
}

void
composer_imprint(Composer *composer)
{
    const Node *head = document_root(composer->manuscript->head);
    const Node *contact = node_get(head, "contact"), *licence = node_get(head, "licence"),
               *own = node_get(head, "imprint");
    const Report *report = composer->report;

    if (!contact && !licence && !own)
        return;
    add_named(composer, WORD_IMPRINT_PUBLISHER, report->publisher, true);
    add_named(composer, WORD_IMPRINT_AUTHORS, report->authors, true);
    add_named(composer, WORD_IMPRINT_SERIES, label(composer, node_get(head, "series")), true);
    add_line(composer, "ISBN", report_text(composer->report, node_text(node_get(head, "isbn"))),
             true);
    add_named(composer, WORD_IMPRINT_DATE, report->date_text, true);
    add_named(composer, WORD_IMPRINT_CONTACT, label(composer, contact), false);
    add_named(composer, WORD_IMPRINT_LICENCE, label(composer, licence), false);
    add_own(composer, own);
}
