/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_list.c - blocks with `list:`, and what the head puts after the contents and at the end.
 */
#include "datasets/error.h"
#include "reports/composer.h"
#include "reports/words.h"

#include <string.h>

static const Node *
head_of(const Composer *composer, const char *key)
{
    return node_get(document_root(composer->manuscript->head), key);
}

static void
add_list(Composer *composer, ListOf list)
{
    report_add(composer->report, BLOCK_CONTENTS)->list = list;
}

/* ---- the numbers behind the figures */

/* FIGURE's numbers as a table of their own called NUMBER. Its texts are borrowed of the figure's,
 * which stays in the same report. */
static Table *
numbers_of(const Block *figure, const char *id, const char *number)
{
    const Table *from = figure->table;
    Table *table = table_new(id, from->columns, from->n_columns);

    table->number = table_text(table, number);
    table->title = figure->scene && figure->scene->title ? figure->scene->title : from->title;
    table->question = from->question;
    table->base = from->base;
    table->source = from->source;
    for (size_t i = 0; i < table_rows(from); i++)
        memcpy(table_add(table, table_row_kind(from, i)), table_entry(from, i, 0),
               from->n_columns * sizeof(Entry));
    for (guint i = 0; i < from->notes->len; i++)
        table_note(table, g_ptr_array_index(from->notes, i));
    return table;
}

/* A table for each figure so far, numbered within the appendix if it stands in one. */
static void
add_numbers(Composer *composer)
{
    Report *report = composer->report;
    const char *language = composer->language;
    unsigned n = 0;

    for (guint i = 0, last = report->blocks->len; i < last; i++) {
        const Block figure = g_array_index(report->blocks, Block, i);

        if (figure.kind != BLOCK_FIGURE || !figure.table)
            continue;
        g_autofree char *number = g_strdup_printf("%s\u00a0%s%d.%u", word(WORD_TABLE, language),
                                                  word(WORD_APPENDIX_LETTER, language),
                                                  MAX(composer->numbering.appendices, 1), ++n);
        g_autofree char *id = g_strdup_printf("%s-data", figure.id ? figure.id : "figure");
        Block *block = report_add(report, BLOCK_TABLE);
        block->table = numbers_of(&figure, id, number);
        block->id = report_text(report, id);
    }
}

/* ---- blocks */

static const char *const kinds[] = { "figures", "tables", "contents",  "references", "data",
                                     "quality", "trace",  "questions", NULL };
typedef enum {
    OF_FIGURES,
    OF_TABLES,
    OF_CONTENTS,
    OF_REFERENCES,
    OF_DATA,
    OF_QUALITY,
    OF_TRACE,
    OF_QUESTIONS
} Kind;

static void
write_kind(Composer *composer, Kind kind)
{
    switch (kind) {
    case OF_FIGURES:
        add_list(composer, LIST_OF_FIGURES);
        break;
    case OF_TABLES:
        add_list(composer, LIST_OF_TABLES);
        break;
    case OF_CONTENTS:
        composer_add_contents(composer);
        break;
    case OF_REFERENCES:
        references_write(composer->references, composer->report);
        break;
    case OF_DATA:
        add_numbers(composer);
        break;
    case OF_QUALITY:
        composer_add_quality(composer, MIN(composer->numbering.level + 1, DEEPEST_HEADING));
        break;
    case OF_TRACE:
        composer_add_trace(composer);
        break;
    case OF_QUESTIONS:
        composer_add_questions(composer);
        break;
    }
}

static bool
ask_list(Composer *composer, Spec *spec, GError **error)
{
    const char *list = node_text(node_get(spec->node, "list"));

    if (strcmp(list, "references") != 0 || node_text(head_of(composer, "references")))
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the block lists the references, but the head names no file of them; add "
                "'references: FILE.bib' to it");
    return false;
}

static bool
write_list(Composer *composer, Spec *spec, GError **error)
{
    (void)error;
    write_kind(composer, (Kind)node_choice(node_get(spec->node, "list"), 0));
    return true;
}

const Composition composition_list = {
    .key = "list",
    .ask = ask_list,
    .write = write_list,
};

/* ---- the head */

static bool
has_block(const Composer *composer, const char *list)
{
    for (guint i = 0; i < composer->specs->len; i++) {
        const Spec *spec = g_ptr_array_index(composer->specs, i);

        if (spec->part->kind == PART_BLOCK &&
            g_strcmp0(node_text(node_get(spec->node, "list")), list) == 0)
            return true;
    }
    return false;
}

static void
complain_of_kind(Composer *composer, const Node *node, const char *name, Kind begin, Kind end)
{
    g_autoptr(GString) all = g_string_new(NULL);

    for (Kind kind = begin; kind < end; kind++)
        g_string_append_printf(all, "%s%s",
                               kind == begin     ? ""
                               : kind + 1 == end ? " and "
                                                 : ", ",
                               kinds[kind]);
    complain(composer->complaints, node_line(node), "%s: '%s' is none; there are %s",
             begin == OF_FIGURES ? "lists" : "appendices", name, all->str);
}

/* The kinds that KEY of the head names, of those before END; complains of others. */
static void
each_kind(Composer *composer, const char *key, Kind begin, Kind end, void (*each)(Composer *, Kind))
{
    const Node *node = head_of(composer, key);
    const char *const *names = node_texts(node);

    for (; names && *names; names++) {
        Kind kind = begin;

        while (kind < end && strcmp(kinds[kind], *names) != 0)
            kind++;
        if (kind < end)
            each(composer, kind);
        else
            complain_of_kind(composer, node, *names, begin, end);
    }
}

void
composer_add_contents(Composer *composer)
{
    report_add(composer->report, BLOCK_CONTENTS);
    each_kind(composer, "lists", OF_FIGURES, OF_CONTENTS, write_kind);
}

void
composer_begin_lists(Composer *composer)
{
    if (has_block(composer, kinds[OF_CONTENTS]))
        return;
    if (node_boolean(head_of(composer, "contents")))
        composer_add_contents(composer);
    else
        each_kind(composer, "lists", OF_FIGURES, OF_CONTENTS, write_kind);
}

void
composer_add_references(Composer *composer)
{
    if (references_count(composer->references) == 0 || has_block(composer, "references"))
        return;
    composer_add_heading(composer, 1, HEADING_UNNUMBERED,
                         word(WORD_REFERENCES, composer->language));
    references_write(composer->references, composer->report);
}

static void
add_appendix(Composer *composer, Kind kind)
{
    static const Word titles[] = { [OF_DATA] = WORD_DATA_BEHIND,
                                   [OF_QUALITY] = WORD_QUALITY,
                                   [OF_TRACE] = WORD_TRACE_APPENDIX,
                                   [OF_QUESTIONS] = WORD_QUESTIONS };

    composer_add_heading(composer, 1, HEADING_APPENDIX, word(titles[kind], composer->language));
    write_kind(composer, kind);
}

bool
composer_add_appendices(Composer *composer, GError **error)
{
    each_kind(composer, "appendices", OF_DATA, OF_QUESTIONS + 1, add_appendix);
    if (composer_has_questions(composer) && !composer_places_questions(composer))
        add_appendix(composer, OF_QUESTIONS);
    return complaints_check(composer->complaints, error);
}
