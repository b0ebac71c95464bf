/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_runs.c - pieces of text as runs: values, references, citations in their place. */
#include "datasets/error.h"
#include "reports/composer.h"
#include "reports/symbols.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

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

/* By the set of signs that the report chose; without one an undefined value is an error. */
static void
add_sign(Composer *composer, GArray *runs, const Piece *piece)
{
    composer_run(composer, runs, piece,
                 sign_symbol(composer->symbols, SIGN_NOT_AVAILABLE, composer->language));
    last_run(runs)->meaning = sign_meaning(SIGN_NOT_AVAILABLE, composer->language);
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
    if (!isfinite(value->value) && composer->symbols) {
        add_sign(composer, runs, piece);
        return;
    }
    g_autofree char *shown = value_show(value, piece->format, composer->language, &why);
    g_autofree char *text = shown && values_doubtful(composer->values, piece->text)
                                ? sign_unreliable(composer->symbols, shown)
                                : g_steal_pointer(&shown);
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

GArray *
composer_pieces(Composer *composer, const GArray *pieces)
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
