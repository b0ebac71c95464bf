/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_heading.c - headings: their numbers, appendices, what references to them say. */
#include "reports/composer.h"
#include "reports/words.h"

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

void
composer_heading_targets(Composer *composer)
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

void
composer_heading(Composer *composer, const Part *part)
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
    block->runs = composer_pieces(composer, part->pieces);
    if (!appendix)
        return;
    g_autoptr(GArray) title = block->runs;
    block->runs = g_array_new(FALSE, TRUE, sizeof(Run));
    add_appendix_words(composer, block->runs);
    g_array_append_vals(block->runs, title->data, title->len);
}
