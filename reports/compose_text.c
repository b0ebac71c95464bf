/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_text.c - the running text of a report file with its values and references in place. */
#include "reports/composer.h"

#include "datasets/error.h"
#include "reports/words.h"

#include <stdio.h>
#include <string.h>

/* ---- pieces */

void
composer_run(Composer *composer, GArray *runs, const Piece *piece, const char *text)
{
    Run run = { .text = report_text(composer->report, text),
                .flags = piece->flags,
                .link = report_text(composer->report, piece->link),
                .line = piece->line,
                .footnote = -1 };

    g_array_append_val(runs, run);
}

static Run *
last_run(GArray *runs)
{
    return runs->len ? &g_array_index(runs, Run, runs->len - 1) : NULL;
}

/* TEXT with the spaces kept together that no line may end at: after a number at its beginning
 * (AFTER_NUMBER) and between groups of digits. The caller owns it. */
static char *
glue_numbers(const char *text, bool after_number)
{
    GString *glued = g_string_new(NULL);

    for (const char *c = text; *c; c++) {
        bool unit = c == text && after_number && g_ascii_isalpha(c[1]);
        bool group = c > text && g_ascii_isdigit(c[-1]) && g_ascii_isdigit(c[1]) &&
                     g_ascii_isdigit(c[2]) && g_ascii_isdigit(c[3]) && !g_ascii_isdigit(c[4]) &&
                     !(c - text >= 4 && g_ascii_isdigit(c[-4]) && g_ascii_isdigit(c[-2]));

        if (*c == ' ' && (unit || group))
            g_string_append(glued, "\u00a0");
        else
            g_string_append_c(glued, *c);
    }
    return g_string_free(glued, FALSE);
}

static void
add_text(Composer *composer, GArray *runs, const Piece *piece)
{
    const Run *before = last_run(runs);
    size_t length = before ? strlen(before->text) : 0;
    bool number = before && before->address && g_ascii_isdigit(before->text[length - 1]);

    if (piece->flags & RUN_CODE) {
        composer_run(composer, runs, piece, piece->text);
        return;
    }
    g_autofree char *glued = glue_numbers(piece->text, number);
    composer_run(composer, runs, piece, glued);
}

static void
add_value(Composer *composer, GArray *runs, const Piece *piece)
{
    const Value *value = values_find(composer->values, piece->text);
    const char *why = NULL;

    if (!value) {
        const char *near = values_nearest(composer->values, piece->text);
        complain(composer->complaints, piece->line, "{%s}: nothing has this address%s%s%s",
                 piece->text, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
        return;
    }
    g_autofree char *text = value_show(value, piece->format, composer->language, &why);
    if (!text) {
        complain(composer->complaints, piece->line, "{%s%s%s}: %s", piece->text,
                 piece->format ? " | " : "", piece->format ? piece->format : "", why);
        return;
    }
    composer_run(composer, runs, piece, text);
    last_run(runs)->address = report_text(composer->report, piece->text);
}

/* TRUE if what follows RUNS begins a sentence. */
static bool
begins_sentence(const GArray *runs)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < runs->len; i++)
        g_string_append(text, g_array_index(runs, Run, i).text);
    g_strchomp(text->str);
    size_t length = strlen(text->str);
    return length == 0 || strchr(".!?", (int)text->str[length - 1]) != NULL;
}

/* In Swedish "figur 1" is written small within a sentence. */
static char *
reference_text(const Composer *composer, const char *words, const GArray *runs)
{
    const char *figure = word(WORD_FIGURE, composer->language);
    const char *table = word(WORD_TABLE, composer->language);
    bool ours = g_str_has_prefix(words, figure) || g_str_has_prefix(words, table);

    if (!ours || !g_str_has_prefix(composer->language, "sv") || begins_sentence(runs))
        return g_strdup(words);
    return g_utf8_strdown(words, -1);
}

void
composer_add_reference(Composer *composer, GArray *runs, const Piece *piece)
{
    const char *words = g_hash_table_lookup(composer->targets, piece->text);

    if (!words && composer_add_textual(composer, runs, piece))
        return;
    if (!words) {
        g_autofree const char **ids =
            (const char **)g_hash_table_get_keys_as_array(composer->targets, NULL);
        const char *near = nearest_name(piece->text, ids, g_hash_table_size(composer->targets));
        if (!near && composer->bibliography)
            near = bibliography_nearest(composer->bibliography, piece->text);
        complain(composer->complaints, piece->line,
                 "@%s: no figure, table or heading has this id%s%s%s; write \\@ for the character",
                 piece->text, near ? "; did you mean @" : "", near ? near : "", near ? "?" : "");
        return;
    }
    g_autofree char *text = reference_text(composer, words, runs);
    g_autofree char *link = g_strconcat("#", piece->text, NULL);
    composer_run(composer, runs, piece, text);
    last_run(runs)->link = report_text(composer->report, link);
}

static GArray *
compose_pieces(Composer *composer, const GArray *pieces)
{
    GArray *runs = g_array_new(FALSE, TRUE, sizeof(Run));

    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = &g_array_index(pieces, Piece, i);

        switch (piece->kind) {
        case PIECE_TEXT:
            add_text(composer, runs, piece);
            break;
        case PIECE_VALUE:
            if (composer_is_claim(piece))
                composer_claim(composer, runs, piece);
            else
                add_value(composer, runs, piece);
            break;
        case PIECE_REFERENCE:
            composer_add_reference(composer, runs, piece);
            break;
        case PIECE_CITATION:
            composer_add_citation(composer, runs, piece);
            break;
        case PIECE_FOOTNOTE:
            composer_run(composer, runs, piece, "");
            last_run(runs)->footnote = piece->footnote;
            break;
        case PIECE_BREAK:
            if (!last_run(runs))
                composer_run(composer, runs, piece, "");
            last_run(runs)->flags |= RUN_BREAK;
            break;
        }
    }
    return runs;
}

static char *
plain_text(const GArray *runs)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < runs->len; i++) {
        const Run *run = &g_array_index(runs, Run, i);

        g_string_append(text, run->text);
        if (run->flags & RUN_BREAK)
            g_string_append_c(text, ' ');
    }
    return g_string_free(text, FALSE);
}

/* ---- headings */

/* "2.1"; "B1.2" within an appendix. */
static char *
heading_number(const Composer *composer, int level)
{
    const Numbering *numbering = &composer->numbering;
    GString *number = g_string_new(NULL);

    if (numbering->appendices > 0)
        g_string_append_printf(number, "%s%d", word(WORD_APPENDIX_LETTER, composer->language),
                               numbering->appendices);
    for (int k = numbering->appendices > 0 ? 2 : 1; k <= level; k++)
        g_string_append_printf(number, "%s%d", number->len ? "." : "", numbering->count[k]);
    return g_string_free(number, FALSE);
}

/* Never more than one level deeper than the heading before; without a number below one without. */
void
composer_number_heading(Composer *composer, Block *block, int level, HeadingKind kind)
{
    Numbering *numbering = &composer->numbering;

    level = MIN(MIN(level, numbering->level + 1), DEEPEST_HEADING);
    bool unnumbered = kind == HEADING_UNNUMBERED || level > NUMBERED_HEADINGS ||
                      (level > 1 && numbering->unnumbered[level - 1]);
    numbering->level = level;
    numbering->unnumbered[level] = unnumbered;
    block->level = level;
    for (int k = level + 1; k <= DEEPEST_HEADING; k++)
        numbering->count[k] = 0;
    if (kind == HEADING_APPENDIX)
        numbering->appendices++;
    if (unnumbered || kind == HEADING_APPENDIX)
        return;
    numbering->count[level]++;
    g_autofree char *number = heading_number(composer, level);
    block->number = report_text(composer->report, number);
}

/* "Bilaga 2. " before the title of an appendix, when it has been numbered. */
static void
add_appendix_words(Composer *composer, GArray *runs)
{
    g_autofree char *number = g_strdup_printf("%d", composer->numbering.appendices);
    g_autofree char *words = word_filled(WORD_APPENDIX, composer->language, number);
    g_autofree char *before = g_strconcat(words, ". ", NULL);
    Run run = { .text = report_text(composer->report, before), .footnote = -1 };

    g_array_append_val(runs, run);
}

void
composer_add_heading(Composer *composer, int level, HeadingKind kind, const char *text)
{
    Block *block = report_add(composer->report, BLOCK_HEADING);

    composer_number_heading(composer, block, level, kind);
    block->runs = g_array_new(FALSE, TRUE, sizeof(Run));
    if (kind == HEADING_APPENDIX)
        add_appendix_words(composer, block->runs);
    block_add(composer->report, block, text, 0);
}

/* References to headings are their titles; they are known before any text is composed. */
static void
add_heading_targets(Composer *composer)
{
    const GArray *parts = composer->manuscript->parts;
    int appendices = 0;

    for (guint i = 0; i < parts->len; i++) {
        const Part *part = &g_array_index(parts, Part, i);

        appendices += part->kind == PART_HEADING && part->appendix && part->level == 1;
        if (part->kind != PART_HEADING || !part->id)
            continue;
        if (g_hash_table_contains(composer->targets, part->id))
            complain(composer->complaints, part->line, "the id '%s' is taken", part->id);
        g_autoptr(GString) title = g_string_new(NULL);
        for (guint k = 0; k < part->pieces->len; k++) {
            const Piece *piece = &g_array_index(part->pieces, Piece, k);

            if (piece->kind == PIECE_TEXT)
                g_string_append(title, piece->text);
        }
        g_autofree char *number = g_strdup_printf("%d", appendices);
        g_hash_table_replace(composer->targets, g_strdup(part->id),
                             part->appendix && part->level == 1
                                 ? word_filled(WORD_APPENDIX, composer->language, number)
                                 : g_strdup(g_strstrip(title->str)));
    }
}

/* ---- tables */

/* The address of the computed value that RUNS hold, when it is the only one. */
static const char *
only_address(const GArray *runs)
{
    const char *address = NULL;

    for (guint i = 0; i < runs->len; i++) {
        const char *other = g_array_index(runs, Run, i).address;

        if (address && other)
            return NULL;
        address = other ? other : address;
    }
    return address;
}

/* A column aligned to the right is one of numbers. The table is shown as it is written. */
static void
compose_table(Composer *composer, const Part *part, Block *block)
{
    size_t n = part->n_columns, n_rows = part->cells->len / n;
    g_autofree TableColumn *columns = g_new0(TableColumn, n);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) addresses = g_ptr_array_new();
    g_autofree char *id = g_strdup_printf("table%d", part->line);

    for (guint k = 0; k < part->cells->len; k++) {
        g_autoptr(GArray) runs = compose_pieces(composer, g_ptr_array_index(part->cells, k));
        g_ptr_array_add(texts, g_strstrip(plain_text(runs)));
        g_ptr_array_add(addresses, (gpointer)only_address(runs));
    }
    for (size_t j = 0; j < n; j++)
        columns[j] =
            (TableColumn){ .name = g_ptr_array_index(texts, j),
                           .label = g_ptr_array_index(texts, j),
                           .kind = part->alignment[j] == 'r' ? COLUMN_OF_NUMBERS : COLUMN_OF_TEXT };
    block->table = table_new(id, columns, n);
    for (size_t i = 1; i < n_rows; i++) {
        Entry *row = table_add(block->table, ROW_BODY);

        for (size_t j = 0; j < n; j++) {
            row[j] = entry_text(block->table, g_ptr_array_index(texts, i * n + j));
            row[j].address = g_ptr_array_index(addresses, i * n + j);
        }
    }
}

/* ---- all */

static bool
compose_block(Composer *composer, const Part *part, GError **error)
{
    Spec *spec = composer_spec(composer, part);

    if (!spec->shown || (!spec->kind->show && !spec->kind->write))
        return true;
    if (spec->kind->write)
        return spec->kind->write(composer, spec, error);
    Block *block = report_add(composer->report, BLOCK_TABLE);
    block->id = spec->id;
    if (spec->kind->show(composer, spec, block, error))
        return true;
    g_prefix_error(error, "%s:%d: ", composer->manuscript->name, part->line);
    return false;
}

static void
compose_heading(Composer *composer, const Part *part)
{
    bool appendix = part->appendix && part->level == 1;

    if (appendix && composer->numbering.appendices == 0)
        composer_add_references(composer);
    Block *block = report_add(composer->report, BLOCK_HEADING);
    block->id = report_text(composer->report, part->id);
    composer_number_heading(composer, block, part->level,
                            appendix           ? HEADING_APPENDIX
                            : part->unnumbered ? HEADING_UNNUMBERED
                                               : HEADING_NUMBERED);
    block->runs = compose_pieces(composer, part->pieces);
    if (!appendix)
        return;
    g_autoptr(GArray) title = block->runs;
    block->runs = g_array_new(FALSE, TRUE, sizeof(Run));
    add_appendix_words(composer, block->runs);
    g_array_append_vals(block->runs, title->data, title->len);
}

static bool
compose_part(Composer *composer, const Part *part, GError **error)
{
    static const BlockKind kinds[] = {
        [PART_HEADING] = BLOCK_HEADING, [PART_PARAGRAPH] = BLOCK_PARAGRAPH,
        [PART_ITEM] = BLOCK_ITEM,       [PART_QUOTE] = BLOCK_QUOTE,
        [PART_CODE] = BLOCK_CODE,       [PART_TABLE] = BLOCK_TABLE,
    };

    if (part->kind == PART_BLOCK)
        return compose_block(composer, part, error);
    if (part->kind == PART_HEADING) {
        compose_heading(composer, part);
        return true;
    }
    Block *block = report_add(composer->report, kinds[part->kind]);
    block->level = part->level;
    block->number = report_text(composer->report, part->number);
    block->id = report_text(composer->report, part->id);
    if (part->kind == PART_TABLE)
        compose_table(composer, part, block);
    else if (part->kind == PART_CODE)
        block_add(composer->report, block, part->text, 0);
    else
        block->runs = compose_pieces(composer, part->pieces);
    return true;
}

bool
composer_write(Composer *composer, GError **error)
{
    const Manuscript *manuscript = composer->manuscript;

    add_heading_targets(composer);
    if (!composer_read_references(composer, error))
        return false;
    if (node_boolean(node_get(document_root(manuscript->head), "contents")))
        report_add(composer->report, BLOCK_CONTENTS);
    composer_add_lists(composer);
    for (guint i = 0; i < manuscript->parts->len; i++)
        if (!compose_part(composer, &g_array_index(manuscript->parts, Part, i), error))
            return false;
    if (composer->numbering.appendices == 0)
        composer_add_references(composer);
    if (!composer_add_appendices(composer, error))
        return false;
    for (guint i = 0; i < manuscript->footnotes->len; i++)
        g_ptr_array_add(composer->report->footnotes,
                        compose_pieces(composer, g_ptr_array_index(manuscript->footnotes, i)));
    return complaints_check(composer->complaints, error);
}
