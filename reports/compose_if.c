/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_if.c - text that stands only when a condition holds: {if info.no > 20} ... {/if}, within
 * a paragraph, or around whole ones when each of the braces is a paragraph of its own. */
#include "reports/compose_condition.h"

#include <string.h>

typedef enum { TAG_NONE, TAG_IF, TAG_ELSE, TAG_END } Tag;

/* An {if} that is not yet closed. */
typedef struct {
    bool holds;   /* what follows stands, as far as it is up to this one */
    bool answers; /* its condition was true */
    bool others;  /* {else} has come */
    int line;
} Open;

typedef struct {
    Composer *composer;
    GArray *open; /* of Open */
} Reading;

static Tag
tag_of(const Piece *piece)
{
    if (piece->kind != PIECE_VALUE || !piece->text)
        return TAG_NONE;
    if (strcmp(piece->text, "if") == 0 || g_str_has_prefix(piece->text, "if "))
        return TAG_IF;
    return strcmp(piece->text, "else") == 0  ? TAG_ELSE
           : strcmp(piece->text, "/if") == 0 ? TAG_END
                                             : TAG_NONE;
}

/* TRUE if all that is open holds. */
static bool
stands(const Reading *reading)
{
    for (guint i = 0; i < reading->open->len; i++)
        if (!g_array_index(reading->open, Open, i).holds)
            return false;
    return true;
}

/* What the {if} PIECE asks; where nothing stands it is not asked. */
static bool
asks(Reading *reading, const Piece *piece)
{
    g_autofree char *text = g_strstrip(g_strdup(piece->text + strlen("if")));
    g_auto(Condition) condition = { .what = "if", .text = text, .line = piece->line };
    double value = 0.0;

    if (!stands(reading))
        return false;
    if (!*text || piece->format) {
        complain(reading->composer->complaints, piece->line,
                 "{%s}: write {if CONDITION}, as in {if info.no > 20}", piece->text);
        return false;
    }
    if (!condition_read(&condition, reading->composer))
        return false;
    if (!condition_compares(&condition)) {
        complain(reading->composer->complaints, piece->line,
                 "{if %s}: this is a number and neither true nor false; compare it, as in {if %s > "
                 "20}",
                 text, text);
        return false;
    }
    return condition_value(&condition, reading->composer, &value) && value != 0.0;
}

/* Reads the brace PIECE; LEAST: how many are open before the paragraph it stands in. */
static void
read_tag(Reading *reading, const Piece *piece, guint least)
{
    GArray *open = reading->open;
    Open *last = open->len > least ? &g_array_index(open, Open, open->len - 1) : NULL;
    Tag tag = tag_of(piece);

    if (tag == TAG_IF) {
        Open begun = { .line = piece->line };

        begun.holds = begun.answers = asks(reading, piece);
        g_array_append_val(open, begun);
    } else if (!last || (tag == TAG_ELSE && last->others)) {
        complain(reading->composer->complaints, piece->line,
                 "{%s} without {if CONDITION} before it%s", piece->text,
                 open->len > 0 ? " in its paragraph; around paragraphs each brace is one of its "
                                 "own, with an empty line before and after"
                               : "");
    } else if (tag == TAG_ELSE) {
        last->holds = !last->answers;
        last->others = true;
    } else {
        g_array_set_size(open, open->len - 1);
    }
}

/* Complains of what is open above LEAST, and closes it. */
static void
close_all(Reading *reading, guint least, const char *where)
{
    for (guint i = least; i < reading->open->len; i++)
        complain(reading->composer->complaints, g_array_index(reading->open, Open, i).line,
                 "{if} is not closed%s; end it with {/if}", where);
    g_array_set_size(reading->open, MIN(least, reading->open->len));
}

/* ---- within a paragraph */

static bool
has_tags(const GArray *pieces)
{
    for (guint i = 0; pieces && i < pieces->len; i++)
        if (tag_of(&g_array_index(pieces, Piece, i)) != TAG_NONE)
            return true;
    return false;
}

static bool
is_space(const char *text)
{
    return text[strspn(text, " \t\n")] == '\0';
}

/* TRUE if something stands in PIECES. */
static bool
says_something(const GArray *pieces)
{
    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = &g_array_index(pieces, Piece, i);

        if (piece->kind != PIECE_BREAK && (piece->kind != PIECE_TEXT || !is_space(piece->text)))
            return true;
    }
    return false;
}

/* Spaces that stood beside a brace at the beginning, or before another one, go. */
static void
trim(const Composer *composer, GArray *pieces)
{
    bool after_space = true;

    for (guint i = 0; i < pieces->len; i++) {
        Piece *piece = &g_array_index(pieces, Piece, i);

        if (piece->kind != PIECE_TEXT || piece->flags) {
            after_space = piece->kind == PIECE_BREAK;
            continue;
        }
        const char *text = piece->text + (after_space ? strspn(piece->text, " \n") : 0);
        after_space =
            *text ? g_str_has_suffix(text, " ") || g_str_has_suffix(text, "\n") : after_space;
        piece->text = g_string_chunk_insert(composer->manuscript->strings, text);
    }
}

/* Takes the braces out of PIECES, and what does not stand. */
static void
read_pieces(Reading *reading, GArray *pieces)
{
    guint least = reading->open->len;

    if (!has_tags(pieces))
        return;
    for (guint i = 0; i < pieces->len;) {
        const Piece piece = g_array_index(pieces, Piece, i);
        bool tag = tag_of(&piece) != TAG_NONE;

        if (tag)
            read_tag(reading, &piece, least);
        if (tag || !stands(reading))
            g_array_remove_index(pieces, i);
        else
            i++;
    }
    close_all(reading, least, " in its paragraph");
    trim(reading->composer, pieces);
}

/* ---- the parts */

/* The brace that is all of PART; NULL: it is something else. */
static const Piece *
lone_tag(const Part *part)
{
    const Piece *found = NULL;

    if (part->kind != PART_PARAGRAPH)
        return NULL;
    for (guint i = 0; i < part->pieces->len; i++) {
        const Piece *piece = &g_array_index(part->pieces, Piece, i);

        if (tag_of(piece) != TAG_NONE && !found)
            found = piece;
        else if (piece->kind != PIECE_TEXT || !is_space(piece->text))
            return NULL;
    }
    return found;
}

/* PART is as if it had not been written. */
static void
leave_out(Part *part)
{
    part->kind = PART_LEFT_OUT;
    if (part->pieces)
        g_array_set_size(part->pieces, 0);
    if (part->cells)
        g_ptr_array_set_size(part->cells, 0);
}

static void
read_part(Reading *reading, Part *part)
{
    const Piece *tag = lone_tag(part);

    if (tag)
        read_tag(reading, tag, 0);
    if (tag || !stands(reading)) {
        leave_out(part);
        return;
    }
    for (guint k = 0; part->cells && k < part->cells->len; k++)
        read_pieces(reading, g_ptr_array_index(part->cells, k));
    if (!has_tags(part->pieces))
        return;
    read_pieces(reading, part->pieces);
    if (part->kind != PART_HEADING && !says_something(part->pieces))
        leave_out(part);
}

/* ---- footnotes whose marks are left out */

static void
mark_notes(const Manuscript *manuscript, const GArray *pieces, int *number)
{
    for (guint i = 0; pieces && i < pieces->len; i++) {
        const Piece *piece = &g_array_index(pieces, Piece, i);

        if (piece->kind != PIECE_FOOTNOTE || number[piece->footnote] > 0)
            continue;
        number[piece->footnote] = 1;
        mark_notes(manuscript, g_ptr_array_index(manuscript->footnotes, (guint)piece->footnote),
                   number);
    }
}

static void
renumber(GArray *pieces, const int *number)
{
    for (guint i = 0; pieces && i < pieces->len; i++) {
        Piece *piece = &g_array_index(pieces, Piece, i);

        if (piece->kind == PIECE_FOOTNOTE)
            piece->footnote = number[piece->footnote];
    }
}

/* Calls EACH for the pieces of all parts. */
static void
each_pieces(const Manuscript *manuscript, void (*each)(gpointer, GArray *), gpointer user)
{
    for (guint i = 0; i < manuscript->parts->len; i++) {
        const Part *part = &g_array_index(manuscript->parts, Part, i);

        each(user, part->pieces);
        for (guint k = 0; part->cells && k < part->cells->len; k++)
            each(user, g_ptr_array_index(part->cells, k));
    }
}

typedef struct {
    const Manuscript *manuscript;
    int *number; /* [footnotes] 1: its mark stands; then: its new index */
} Notes;

static void
mark_each(gpointer user, GArray *pieces)
{
    const Notes *notes = user;

    mark_notes(notes->manuscript, pieces, notes->number);
}

static void
renumber_each(gpointer user, GArray *pieces)
{
    renumber(pieces, ((const Notes *)user)->number);
}

static void
drop_notes(Manuscript *manuscript)
{
    guint n = manuscript->footnotes->len;
    g_autofree int *number = g_new0(int, n + 1);
    Notes notes = { manuscript, number };
    int next = 0;

    each_pieces(manuscript, mark_each, &notes);
    for (guint i = 0, k = 0; i < n; i++) {
        bool kept = number[i] > 0;

        number[i] = kept ? next++ : -1;
        if (kept)
            k++;
        else
            g_ptr_array_remove_index(manuscript->footnotes, k);
    }
    each_pieces(manuscript, renumber_each, &notes);
    for (guint i = 0; i < manuscript->footnotes->len; i++)
        renumber(g_ptr_array_index(manuscript->footnotes, i), number);
}

void
composer_choose(Composer *composer)
{
    Manuscript *manuscript = (Manuscript *)composer->manuscript;
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Open));
    Reading reading = { composer, open };

    for (guint i = 0; i < manuscript->parts->len; i++)
        read_part(&reading, &g_array_index(manuscript->parts, Part, i));
    close_all(&reading, 0, "");
    for (guint i = 0; i < manuscript->footnotes->len; i++)
        read_pieces(&reading, g_ptr_array_index(manuscript->footnotes, i));
    if (manuscript->footnotes->len > 0)
        drop_notes(manuscript);
}
