/* SPDX-License-Identifier: GPL-3.0-or-later */
/* markdown_inline.c - what stands within a line: texts, styles, links, marks of footnotes. */
#include "reports/markdown_walk.h"

#include "reports/pieces.h"
#include "reports/report.h"

#include <stdlib.h>
#include <string.h>

const char *
walk_keep(Walk *walk, const char *text)
{
    return g_string_chunk_insert(walk->manuscript->strings, text);
}

void
walk_piece(Walk *walk, PieceKind kind, const char *text)
{
    Piece piece = walk->style;

    if (!walk->pieces)
        return;
    piece.kind = kind;
    piece.text = text ? walk_keep(walk, text) : NULL;
    g_array_append_val(walk->pieces, piece);
}

static bool
link_is_allowed(const char *url)
{
    static const char *const schemes[] = { "http://", "https://", "mailto:", "#" };

    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (g_ascii_strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

static void
enter_link(Walk *walk, cmark_node *node)
{
    g_autofree char *url = pieces_unescape(cmark_node_get_url(node), true);

    if (link_is_allowed(url))
        walk->style.link = walk_keep(walk, url);
    else
        complain(walk->complaints, walk->style.line,
                 "the link '%s' is not allowed; links begin with https://, http://, mailto: or #",
                 url);
}

void
walk_refuse_html(Walk *walk, int line, const char *html)
{
    if (g_str_has_prefix(html, "<!--"))
        return;
    g_autofree char *first = g_strndup(html, strcspn(html, "\n"));
    complain(walk->complaints, line,
             "HTML ('%s') is not let through; write Markdown, or \\< for the character", first);
}

void
walk_inline(Walk *walk, cmark_node *node, bool entering)
{
    unsigned flag = 0;

    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        walk_piece(walk, PIECE_TEXT, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_CODE:
        walk->style.flags |= RUN_CODE;
        walk_piece(walk, PIECE_TEXT, cmark_node_get_literal(node));
        walk->style.flags &= ~(unsigned)RUN_CODE;
        break;
    case CMARK_NODE_SOFTBREAK:
        walk_piece(walk, PIECE_TEXT, " ");
        walk->style.line++;
        break;
    case CMARK_NODE_LINEBREAK:
        walk_piece(walk, PIECE_BREAK, NULL);
        walk->style.line++;
        break;
    case CMARK_NODE_HTML_INLINE:
        walk_refuse_html(walk, walk->style.line, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        if (!entering)
            break;
        walk->style.footnote = atoi(cmark_node_get_literal(node)) - 1;
        walk_piece(walk, PIECE_FOOTNOTE, NULL);
        walk->style.footnote = -1;
        break;
    case CMARK_NODE_IMAGE:
        if (entering)
            complain(walk->complaints, walk->style.line,
                     "the image '%s' cannot be shown: a report has figures made from data, in "
                     "blocks marked andel",
                     cmark_node_get_url(node));
        break;
    case CMARK_NODE_LINK:
        walk->style.link = NULL;
        if (entering)
            enter_link(walk, node);
        break;
    case CMARK_NODE_EMPH:
        flag = RUN_ITALIC;
        break;
    case CMARK_NODE_STRONG:
        flag = RUN_BOLD;
        break;
    default:
        break;
    }
    if (flag && entering)
        walk->style.flags |= flag;
    else if (flag)
        walk->style.flags &= ~flag;
}
