/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/manuscript.h"

#include "datasets/error.h"
#include "datasets/module.h"
#include "reports/languages.h"
#include "reports/markdown.h"

#include <string.h>

static bool
fail(const char *name, int line, const char *what, GError **error)
{
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "%s:%d: %s", name, line, what);
    return false;
}

static int
line_at(const char *text, const char *place)
{
    int line = 1;

    for (; text < place; text++)
        line += *text == '\n';
    return line;
}

/* Text that can be set: UTF-8 without control characters. */
static bool
check_text(const char *text, size_t length, const char *name, GError **error)
{
    const char *end;

    for (const char *c = text; c < text + length; c++)
        if (*c == '\0' || ((unsigned char)*c < 0x20 && !strchr("\t\n\r", *c))) {
            g_autofree char *what =
                g_strdup_printf("the control character 0x%02X%s is no text; delete it",
                                (unsigned)*c, *c ? "" : " (NUL)");
            return fail(name, line_at(text, c), what, error);
        }
    if (!g_utf8_validate(text, (gssize)length, &end))
        return fail(name, line_at(text, end), "the file is not UTF-8; save it in that encoding",
                    error);
    return true;
}

/* Length of the line at TEXT with its end; TRUE in *RULE if it is "---". */
static size_t
line_length(const char *text, const char *end, bool *rule)
{
    const char *stop = memchr(text, '\n', (size_t)(end - text));
    size_t length = stop ? (size_t)(stop - text) + 1 : (size_t)(end - text);
    g_autofree char *line = g_strndup(text, length);

    *rule = strcmp(g_strchomp(line), "---") == 0;
    return length;
}

/* Finds the head: from *BEGIN (after the first ---) to *BODY (after the second). */
static bool
find_head(const char *text, const char *end, const char *name, const char **begin,
          const char **head_end, const char **body, GError **error)
{
    bool rule = false;

    if (text == end)
        return fail(name, 1,
                    "the file is empty; a report begins with a head: a line ---, title: ..., and a "
                    "line ---",
                    error);
    *begin = text + line_length(text, end, &rule);
    if (!rule)
        return fail(name, 1, "no head; begin with a line ---, title: ..., and a line ---", error);
    for (const char *line = *begin; line < end;) {
        size_t length = line_length(line, end, &rule);

        if (rule) {
            *head_end = line;
            *body = line + length;
            return true;
        }
        line += length;
    }
    return fail(name, 1, "the head is not closed; end it with a line ---", error);
}

/* Reads YAML that stands at LINE of the file, so that its messages have the lines of the file. */
static Document *
read_yaml(const char *text, size_t length, int line, const char *name, const Field *fields,
          GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, length);

    return document_read_within(bytes, name, line, fields, error);
}

static void
clear_part(gpointer data)
{
    Part *part = data;

    if (part->pieces)
        g_array_free(part->pieces, TRUE);
    if (part->cells)
        g_ptr_array_free(part->cells, TRUE);
}

static void
free_pieces(gpointer pieces)
{
    g_array_free(pieces, TRUE);
}

/* The language to read: ASKED, else the first that the head names; NULL when it names none. */
static const char *
choose_language(const Node *lang, const char *asked, Complaints *complaints)
{
    static const char *const known[] = { "en", "sv", NULL };
    const char *const *languages = node_texts(lang);
    size_t n = 0;

    for (; languages && languages[n]; n++)
        if (!g_strv_contains(known, languages[n]))
            complain(complaints, node_line(lang), "lang: '%s' is none; there are en and sv",
                     languages[n]);
    if (n > 1 && asked && !g_strv_contains(languages, asked))
        complain(complaints, node_line(lang),
                 "the report has no text in '%s', which --lang asks "
                 "for",
                 asked);
    return asked ? asked : n > 0 ? languages[0] : NULL;
}

/* The text of MANUSCRIPT in its language, as parts. FALSE and ERROR without the text module. */
static bool
read_body(Manuscript *manuscript, const char *body, size_t length, int line, const char *asked,
          Complaints *complaints, GError **error)
{
    static const char *const none[] = { NULL };
    const Markdown *markdown = module_find("andel-text.so", "andel_markdown", error);

    if (!markdown)
        return false;
    const Node *lang = node_get(document_root(manuscript->head), "lang");
    const char *const *languages = node_texts(lang);
    const char *language = choose_language(lang, asked, complaints);
    bool several = languages && languages[0] && languages[1];
    /* the words of a text in one language may be asked for in another */
    const char *read = several || !languages || !languages[0] ? language : languages[0];
    g_autofree char *chosen = languages_choose(body, length, line, read ? read : "",
                                               languages ? languages : none, complaints);

    manuscript->language = language ? g_string_chunk_insert(manuscript->strings, language) : NULL;
    markdown->read(chosen, strlen(chosen), line, manuscript, complaints);
    return true;
}

Manuscript *
manuscript_read(GBytes *bytes, const char *name, GError **error)
{
    return manuscript_read_in(bytes, name, NULL, error);
}

Manuscript *
manuscript_read_in(GBytes *bytes, const char *name, const char *language, GError **error)
{
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length), *end, *begin, *head_end, *body;

    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        length -= 3;
    }
    end = text + length;
    if (!check_text(text, length, name, error) ||
        !find_head(text, end, name, &begin, &head_end, &body, error))
        return NULL;

    g_autoptr(Manuscript) manuscript = g_new0(Manuscript, 1);
    manuscript->strings = g_string_chunk_new(4096);
    manuscript->name = g_string_chunk_insert(manuscript->strings, name);
    manuscript->parts = g_array_new(FALSE, TRUE, sizeof(Part));
    g_array_set_clear_func(manuscript->parts, clear_part);
    manuscript->footnotes = g_ptr_array_new_with_free_func(free_pieces);
    manuscript->head =
        read_yaml(begin, (size_t)(head_end - begin), 2, name, manuscript_fields, error);
    if (!manuscript->head)
        return NULL;

    g_autoptr(Complaints) complaints = complaints_new(name);
    if (!read_body(manuscript, body, (size_t)(end - body), line_at(text, body), language,
                   complaints, error) ||
        !complaints_check(complaints, error))
        return NULL;
    return g_steal_pointer(&manuscript);
}

Document *
manuscript_block(const Manuscript *manuscript, const Part *part, GError **error)
{
    g_assert(part->kind == PART_BLOCK);
    return read_yaml(part->text, strlen(part->text), part->line + 1, manuscript->name, block_fields,
                     error);
}

static void
dump_pieces(GString *text, const char *before, const GArray *pieces)
{
    static const char *const kinds[] = { "text",     "value", "reference",
                                         "footnote", "break", "citation" };

    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = &g_array_index(pieces, Piece, i);

        g_string_append_printf(text, "%s%s", before, kinds[piece->kind]);
        if (piece->flags)
            g_string_append_printf(text, " flags %u", piece->flags);
        if (piece->text)
            g_string_append_printf(text, " \"%s\"", piece->text);
        if (piece->format)
            g_string_append_printf(text, " as %s", piece->format);
        if (piece->link)
            g_string_append_printf(text, " to %s", piece->link);
        if (piece->kind == PIECE_FOOTNOTE)
            g_string_append_printf(text, " %d", piece->footnote + 1);
        g_string_append_c(text, '\n');
    }
}

char *
manuscript_dump(const Manuscript *manuscript)
{
    static const char *const kinds[] = { "heading", "paragraph", "item",  "quote",
                                         "code",    "table",     "block", "left out" };
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < manuscript->parts->len; i++) {
        const Part *part = &g_array_index(manuscript->parts, Part, i);

        g_string_append_printf(text, "%d: %s", part->line, kinds[part->kind]);
        if (part->level)
            g_string_append_printf(text, " %d", part->level);
        if (part->number)
            g_string_append_printf(text, " [%s]", part->number);
        if (part->id)
            g_string_append_printf(text, " #%s", part->id);
        if (part->unnumbered)
            g_string_append(text, " unnumbered");
        if (part->text)
            g_string_append_printf(text, " \"%s\"", part->text);
        g_string_append_c(text, '\n');
        if (part->pieces)
            dump_pieces(text, "  ", part->pieces);
        for (guint k = 0; part->cells && k < part->cells->len; k++) {
            g_string_append_printf(text, "  cell %zu\n", k % part->n_columns + 1);
            dump_pieces(text, "    ", g_ptr_array_index(part->cells, k));
        }
    }
    for (guint i = 0; i < manuscript->footnotes->len; i++) {
        g_string_append_printf(text, "footnote %u\n", i + 1);
        dump_pieces(text, "  ", g_ptr_array_index(manuscript->footnotes, i));
    }
    return g_string_free(text, FALSE);
}

void
manuscript_free(Manuscript *manuscript)
{
    if (!manuscript)
        return;
    document_free(manuscript->head);
    g_array_free(manuscript->parts, TRUE);
    g_ptr_array_free(manuscript->footnotes, TRUE);
    g_string_chunk_free(manuscript->strings);
    g_free(manuscript);
}
