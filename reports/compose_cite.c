/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_cite.c - citations of a report file: which entries, in which order, and their marks. */
#include "datasets/path.h"
#include "reports/composer.h"
#include "reports/words.h"

#include <string.h>

static const Node *
head_of(const Composer *composer, const char *key)
{
    return node_get(document_root(composer->manuscript->head), key);
}

/* The entry that REFERENCE means, unless a figure, table or heading has its name. */
static const BibEntry *
entry_of(const Composer *composer, const Piece *reference)
{
    if (!composer->bibliography || g_hash_table_contains(composer->targets, reference->text))
        return NULL;
    return bibliography_find(composer->bibliography, reference->text);
}

static void
complain_of_key(Composer *composer, const Piece *citation)
{
    const Bibliography *bibliography = composer->bibliography;
    const char *near = bibliography ? bibliography_nearest(bibliography, citation->text) : NULL;

    if (!bibliography)
        complain(
            composer->complaints, citation->line,
            "[@%s] cites, but the head names no file of references; add 'references: FILE.bib' "
            "to it",
            citation->text);
    else
        complain(composer->complaints, citation->line, "[@%s]: %s has no entry of this key%s%s%s",
                 citation->text, bibliography->name, near ? "; did you mean @" : "",
                 near ? near : "", near ? "?" : "");
}

/* What PIECES cite, in order; a footnote where its mark stands. */
static void
cite_pieces(Composer *composer, const GArray *pieces)
{
    for (guint i = 0; pieces && i < pieces->len; i++) {
        const Piece *piece = &g_array_index(pieces, Piece, i);

        if (piece->kind == PIECE_FOOTNOTE) {
            cite_pieces(composer,
                        g_ptr_array_index(composer->manuscript->footnotes, (guint)piece->footnote));
        } else if (piece->kind == PIECE_CITATION || piece->kind == PIECE_REFERENCE) {
            const BibEntry *entry = entry_of(composer, piece);

            if (entry)
                references_cite(composer->references, entry);
        }
    }
}

static bool
read_bibliography(Composer *composer, const char *name, GError **error)
{
    const char *data_dir = composer->options->data_dir;
    g_autofree char *path = path_resolve(name, composer->path, data_dir, error);
    g_autoptr(GBytes) bytes = path ? path_read(path, NULL, NULL, error) : NULL;

    if (!bytes)
        return false;
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    report_data(composer->report, name, sha256)->file = report_text(composer->report, path);
    composer->bibliography = bibliography_read(bytes, path, error);
    return composer->bibliography != NULL;
}

bool
composer_read_references(Composer *composer, GError **error)
{
    const char *name = node_text(head_of(composer, "references"));
    CitationStyle style = (CitationStyle)node_choice(head_of(composer, "citations"), 0);
    const GArray *parts = composer->manuscript->parts;

    composer->references = references_new(style, composer->language);
    if (!name)
        return true;
    if (!read_bibliography(composer, name, error))
        return false;
    for (guint i = 0; i < parts->len; i++) {
        const Part *part = &g_array_index(parts, Part, i);

        cite_pieces(composer, part->pieces);
        for (guint k = 0; part->cells && k < part->cells->len; k++)
            cite_pieces(composer, g_ptr_array_index(part->cells, k));
    }
    references_settle(composer->references);
    return true;
}

static void
add_run(const Composer *composer, GArray *runs, const Piece *piece, const char *text,
        const BibEntry *entry)
{
    g_autofree char *id = entry ? references_id(entry) : NULL;
    g_autofree char *link = id ? g_strconcat("#", id, NULL) : NULL;
    Run run = { .text = report_text(composer->report, text),
                .flags = piece->flags,
                .link = report_text(composer->report, link),
                .footnote = -1 };

    g_array_append_val(runs, run);
}

void
composer_add_citation(Composer *composer, GArray *runs, const Piece *piece)
{
    const References *references = composer->references;
    const BibEntry *entry = entry_of(composer, piece);

    if (!entry && g_hash_table_contains(composer->targets, piece->text)) {
        add_run(composer, runs, piece, piece->opens ? "[" : "; ", NULL); /* of a figure */
        composer_add_reference(composer, runs, piece);
        if (piece->closes)
            add_run(composer, runs, piece, "]", NULL);
        return;
    }
    if (!entry) {
        complain_of_key(composer, piece);
        return;
    }
    g_autofree char *mark = references_mark(references, entry, piece->format);
    if (piece->opens)
        add_run(composer, runs, piece, references_bracket(references, true), NULL);
    add_run(composer, runs, piece, mark, entry);
    add_run(composer, runs, piece, piece->closes ? references_bracket(references, false) : "; ",
            NULL);
}

bool
composer_add_textual(Composer *composer, GArray *runs, const Piece *piece)
{
    const BibEntry *entry = entry_of(composer, piece);

    if (!entry)
        return false;
    g_autofree char *text = references_textual(composer->references, entry);
    add_run(composer, runs, piece, text, entry);
    return true;
}
