/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks the tree of libcmark-gfm once, without recursion: the depth of a file is the file's. */
#include "reports/markdown_walk.h"

#include "reports/citations.h"
#include "reports/pieces.h"
#include "reports/report.h"

#include <string.h>

#include <cmark-gfm-core-extensions.h>

enum { DEEPEST = 6 };

static int
line_of(const Walk *walk, cmark_node *node)
{
    return walk->first_line + cmark_node_get_start_line(node) - 1;
}

static Part *
add_part(Walk *walk, PartKind kind, cmark_node *node)
{
    Part part = { .kind = kind, .line = line_of(walk, node) };

    g_array_append_val(walk->manuscript->parts, part);
    return &g_array_index(walk->manuscript->parts, Part, walk->manuscript->parts->len - 1);
}

/* ---- blocks */

static void
begin_pieces(Walk *walk, cmark_node *node)
{
    walk->pieces = g_array_new(FALSE, TRUE, sizeof(Piece));
    walk->style = (Piece){ .footnote = -1, .line = line_of(walk, node) };
}

static GArray *
end_pieces(Walk *walk)
{
    GArray *pieces = pieces_find(walk->pieces, walk->manuscript->strings, walk->complaints);

    walk->pieces = NULL;
    return citations_find(pieces, walk->manuscript->strings);
}

/* {#id}, {-} and {appendix} after a heading are its name, that it has no number, and that it begins
 * an appendix. */
static void
take_attributes(Part *heading)
{
    GArray *pieces = heading->pieces;

    while (pieces->len > 0) {
        Piece *last = &g_array_index(pieces, Piece, pieces->len - 1);

        if (last->kind == PIECE_TEXT && !*g_strchomp((char *)last->text)) {
            /* the blank before the attribute */
        } else if (last->kind == PIECE_VALUE && strcmp(last->text, "-") == 0) {
            heading->unnumbered = true;
        } else if (last->kind == PIECE_VALUE && strcmp(last->text, "appendix") == 0) {
            heading->appendix = true;
        } else if (last->kind == PIECE_VALUE && *last->text == '#') {
            heading->id = last->text + 1;
        } else {
            break;
        }
        g_array_set_size(pieces, pieces->len - 1);
    }
}

static void
end_paragraph(Walk *walk, cmark_node *node)
{
    GArray *pieces = end_pieces(walk);

    if (walk->note) {
        if (walk->note->len > 0)
            g_array_append_val(walk->note, ((Piece){ .kind = PIECE_BREAK, .footnote = -1 }));
        g_array_append_vals(walk->note, pieces->data, pieces->len);
        g_array_free(pieces, TRUE);
        return;
    }
    Part *part = add_part(walk, walk->quotes ? PART_QUOTE : PART_PARAGRAPH, node);
    part->pieces = pieces;
    if (walk->lists->len == 0)
        return;
    List *list = &g_array_index(walk->lists, List, walk->lists->len - 1);
    part->kind = PART_ITEM;
    part->level = (int)walk->lists->len;
    if (list->marked) {
        part->number = "";
    } else if (list->ordered) {
        g_autofree char *number = g_strdup_printf("%d.", list->next++);
        part->number = walk_keep(walk, number);
    }
    list->marked = true;
}

static void
end_heading(Walk *walk, cmark_node *node)
{
    Part *part = add_part(walk, PART_HEADING, node);

    part->level = cmark_node_get_heading_level(node);
    part->pieces = end_pieces(walk);
    take_attributes(part);
    if (part->pieces->len == 0)
        complain(walk->complaints, part->line, "a heading without text");
    if (walk->lists->len || walk->quotes || walk->note)
        complain(walk->complaints, part->line,
                 "a heading within a list, quotation or footnote; end that with an empty line");
}

static void
walk_code(Walk *walk, cmark_node *node)
{
    const char *info = cmark_node_get_fence_info(node);
    g_autofree char *code = pieces_unescape(cmark_node_get_literal(node), true);
    bool ours = info && (strcmp(info, "andel") == 0 || g_str_has_prefix(info, "andel "));
    Part *part = add_part(walk, ours ? PART_BLOCK : PART_CODE, node);
    int lines = 0;

    part->text = walk_keep(walk, code);
    for (const char *c = code; *c; c++)
        lines += *c == '\n';
    if (ours && cmark_node_get_end_line(node) - cmark_node_get_start_line(node) <= lines)
        complain(walk->complaints, part->line, "the block is not closed; end it with a line ```");
}

static void
walk_list(Walk *walk, cmark_node *node, bool entering)
{
    if (entering) {
        List list = { .ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
                      .next = cmark_node_get_list_start(node) };
        g_array_append_val(walk->lists, list);
    } else {
        g_array_set_size(walk->lists, walk->lists->len - 1);
    }
}

/* Footnotes come in the order in which they are referred to. */
static void
walk_note(Walk *walk, bool entering)
{
    walk->note = entering ? g_array_new(FALSE, TRUE, sizeof(Piece)) : NULL;
    if (entering)
        g_ptr_array_add(walk->manuscript->footnotes, walk->note);
}

static void
check_depth(Walk *walk, cmark_node *node)
{
    if (walk->quotes + (int)walk->lists->len <= DEEPEST || walk->too_deep)
        return;
    walk->too_deep = true;
    complain(walk->complaints, line_of(walk, node),
             "lists and quotations nest more than %d deep; nest them less", DEEPEST);
}

static void
free_cell(gpointer cell)
{
    if (cell)
        g_array_free(cell, TRUE);
}

/* Tables are no types of the library itself: their names tell. */
static bool
walk_table(Walk *walk, cmark_node *node, bool entering)
{
    const char *type = cmark_node_get_type_string(node);

    if (strcmp(type, "table") == 0) {
        walk->table = entering ? add_part(walk, PART_TABLE, node) : NULL;
        if (!entering)
            return true;
        size_t n = cmark_gfm_extensions_get_table_columns(node);
        const uint8_t *alignment = cmark_gfm_extensions_get_table_alignments(node);
        walk->table->cells = g_ptr_array_new_with_free_func(free_cell);
        walk->table->n_columns = n;
        walk->table->alignment = g_string_chunk_insert_len(walk->manuscript->strings,
                                                           (const char *)alignment, (gssize)n);
    } else if (strcmp(type, "table_cell") == 0) {
        if (entering)
            begin_pieces(walk, node);
        else
            g_ptr_array_add(walk->table->cells, end_pieces(walk));
    } else {
        return g_str_has_prefix(type, "table");
    }
    return true;
}

static void
walk_block(Walk *walk, cmark_node *node, bool entering)
{
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        if (entering)
            begin_pieces(walk, node);
        else
            end_paragraph(walk, node);
        break;
    case CMARK_NODE_HEADING:
        if (entering)
            begin_pieces(walk, node);
        else
            end_heading(walk, node);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        walk->quotes += entering ? 1 : -1;
        break;
    case CMARK_NODE_LIST:
        walk_list(walk, node, entering);
        break;
    case CMARK_NODE_ITEM:
        g_array_index(walk->lists, List, walk->lists->len - 1).marked = false;
        break;
    case CMARK_NODE_CODE_BLOCK:
        walk_code(walk, node);
        break;
    case CMARK_NODE_HTML_BLOCK:
        walk_refuse_html(walk, line_of(walk, node), cmark_node_get_literal(node));
        break;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
        walk_note(walk, entering);
        break;
    default:
        break;
    }
    check_depth(walk, node);
}

static cmark_node *
parse(const char *text, size_t length)
{
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
    cmark_syntax_extension *tables = cmark_find_syntax_extension("table");

    g_assert(tables);
    cmark_parser_attach_syntax_extension(parser, tables);
    cmark_parser_feed(parser, text, length);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

static void
read_text(const char *text, size_t length, int line, Manuscript *manuscript, Complaints *complaints)
{
    g_autofree char *escaped = pieces_escape(text, length);
    cmark_node *document = parse(escaped, strlen(escaped));
    cmark_iter *iterator = cmark_iter_new(document);
    Walk walk = { .manuscript = manuscript,
                  .complaints = complaints,
                  .first_line = line,
                  .lists = g_array_new(FALSE, TRUE, sizeof(List)) };
    cmark_event_type event;

    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);
        bool entering = event == CMARK_EVENT_ENTER;

        if (walk_table(&walk, node, entering))
            continue;
        if ((cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE)
            walk_inline(&walk, node, entering);
        else
            walk_block(&walk, node, entering);
    }
    g_array_free(walk.lists, TRUE);
    cmark_iter_free(iterator);
    cmark_node_free(document);
}

const Markdown andel_markdown = { .read = read_text };
