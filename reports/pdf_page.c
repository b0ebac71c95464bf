/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_page.c - what stands around the text: cover, running head and foot, footnotes. */
#include "datasets/error.h"
#include "reports/pdf_draw.h"

#include <string.h>

/* ---- cover */

/* TEXT in lines below Y; returns the baseline of the last. */
static double
draw_lines(Draw *draw, const TextStyle *style, Ink ink, const char *text, double width, double y)
{
    g_auto(GStrv) lines = text_wrap(draw->text, style, text, width, true);

    for (size_t i = 0; lines[i]; i++) {
        g_autofree char *spaced = g_strconcat(lines[i], lines[i + 1] ? " " : "", NULL);

        draw_text(draw, style, ink, spaced, FRAME_LEFT, y);
        y += lines[i + 1] ? style->leading : 0.0;
    }
    return y;
}

static void
draw_tag(Draw *draw, const char *tag, double right, double y)
{
    const TextStyle *style = theme_text(ROLE_TAG);
    double width = text_width(draw->text, style, tag);
    Colour colour = page_ink(draw->report->style, INK_TAG);

    draw_open(draw, NULL);
    cairo_set_source_rgb(draw->cairo, colour.red, colour.green, colour.blue);
    cairo_set_line_width(draw->cairo, theme_stroke(ROLE_TAG));
    cairo_rectangle(draw->cairo, right - width - 12.0, y - 9.4, width + 12.0, 13.4);
    cairo_stroke(draw->cairo);
    draw_open(draw, "P");
    draw_text(draw, style, INK_TAG, tag, right - width - 6.0, y);
}

/* One text of the cover: in at most MOST lines of STYLE. */
static bool
check_lines(const Layout *layout, PageStyle style, const char *what, const char *text, size_t most,
            GError **error)
{
    if (!text)
        return true;
    if (!text_check(layout->text, layout_style(layout, style), text, error))
        return false;
    g_auto(GStrv) lines =
        text_wrap(layout->text, layout_style(layout, style), text, FRAME_WIDTH, false);
    size_t n = g_strv_length(lines);
    if (n <= most)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the %s takes %zu lines on the cover, which has room for %zu; shorten it", what, n,
                most);
    return false;
}

bool
check_cover(const Layout *layout, GError **error)
{
    const Report *report = layout->report;

    return check_logo(report->style, error) &&
           check_lines(layout, STYLE_COVER_TITLE, "title", report->title, 6, error) &&
           check_lines(layout, STYLE_COVER_SUBTITLE, "subtitle", report->subtitle, 8, error) &&
           check_lines(layout, STYLE_COVER_PUBLISHER, "publisher", report->publisher, 1, error) &&
           check_lines(layout, STYLE_COVER_LINE, "date", report->date_text, 1, error) &&
           check_lines(layout, STYLE_COVER_LINE, "line of authors", report->authors, 1, error) &&
           check_lines(layout, STYLE_COVER_LINE, "series and ISBN", report->series, 1, error) &&
           check_lines(layout, STYLE_COVER_LINE, "tag", report->tag, 1, error) &&
           check_lines(layout, STYLE_HEAD, "running head", report->head, 40, error);
}

void
draw_cover(Draw *draw)
{
    const Report *report = draw->report;
    double y = MILLIMETRES(34);

    draw_logo(draw, FRAME_RIGHT, y - 8.0);
    draw_open(draw, NULL);
    draw_rule(draw, FRAME_LEFT, FRAME_RIGHT, y, 1.0, INK_FIRST);
    if (report->publisher) {
        draw_open(draw, "P");
        draw_text(draw, layout_style(draw->layout, STYLE_COVER_PUBLISHER), INK_BLUE,
                  report->publisher, FRAME_LEFT, y + 19.0);
    }
    if (report->tag)
        draw_tag(draw, report->tag, FRAME_RIGHT, y + 18.0);
    y = MILLIMETRES(98);
    if (report->title) {
        draw_open(draw, "P");
        y = draw_lines(draw, layout_style(draw->layout, STYLE_COVER_TITLE), INK_FIRST,
                       report->title, FRAME_WIDTH, y);
    }
    if (report->subtitle) {
        draw_open(draw, "P");
        y = draw_lines(draw, layout_style(draw->layout, STYLE_COVER_SUBTITLE), INK_SECOND,
                       report->subtitle, FRAME_WIDTH, y + 31.0);
    }
    y = MILLIMETRES(262);
    draw_open(draw, NULL);
    draw_rule(draw, FRAME_LEFT, FRAME_RIGHT, y, 0.5, INK_FIRST);
    if (report->date_text) {
        draw_open(draw, "P");
        draw_text(draw, layout_style(draw->layout, STYLE_COVER_LINE), INK_FIRST, report->date_text,
                  FRAME_LEFT, y + 16.0);
    }
    if (report->authors && g_strcmp0(report->authors, report->publisher) != 0) {
        draw_open(draw, "P");
        draw_text_right(draw, layout_style(draw->layout, STYLE_COVER_LINE), INK_SECOND,
                        report->authors, FRAME_RIGHT, y + 16.0);
    }
    if (report->series) {
        draw_open(draw, "P");
        draw_text(draw, layout_style(draw->layout, STYLE_COVER_LINE), INK_SECOND, report->series,
                  FRAME_LEFT, y + 30.0);
    }
    draw_open(draw, NULL);
}

/* ---- head and foot */

static char *
text_of_flow(const Flow *flow)
{
    GString *text = g_string_new(NULL);

    for (size_t i = 0; i < flow_lines(flow); i++) {
        const FlowLine *line = flow_line(flow, i);

        for (guint k = 0; k < line->pieces->len; k++) {
            const FlowPiece *piece = &g_array_index(line->pieces, FlowPiece, k);

            if (piece->run->footnote < 0)
                g_string_append(text, piece->text);
        }
    }
    return g_string_free(text, FALSE);
}

/* As much of TEXT as fits, by whole words. */
static char *
shorten(Draw *draw, const TextStyle *style, const char *text, double width)
{
    g_auto(GStrv) lines = text_wrap(draw->text, style, text, width, false);

    if (!lines[0] || !lines[1])
        return g_strdup(text);
    return g_strconcat(lines[0], " \u2026", NULL);
}

static void
draw_head(Draw *draw, size_t page)
{
    const TextStyle *style = layout_style(draw->layout, STYLE_HEAD);
    const char *title = draw->report->head ? draw->report->head : draw->report->title;
    const Sheet *sheet = draw->sheet;
    const PageChapter *of_page = &g_array_index(draw->layout->chapters, PageChapter, page);
    const LayoutItem *chapter = of_page->heading;

    bool titled = draw->report->document && !draw->report->cover && page == 0;

    if ((draw->report->cover && of_page->opens) || titled)
        return;
    if (title) {
        g_autofree char *left = shorten(draw, style, title, (sheet->right - sheet->left) * 0.5);
        draw_text(draw, style, INK_NOTES, left, sheet->left, HEAD_BASELINE);
    }
    if (chapter) {
        g_autofree char *text = text_of_flow(chapter->flow);
        g_autofree char *right = shorten(draw, style, text, (sheet->right - sheet->left) * 0.45);
        draw_text_right(draw, style, INK_NOTES, right, sheet->right, HEAD_BASELINE);
    }
    if (title || chapter)
        draw_rule(draw, sheet->left, sheet->right, HEAD_RULE, 0.5, INK_HAIRLINE);
}

void
draw_furniture(Draw *draw, size_t page)
{
    const Report *report = draw->report;
    const Sheet *sheet = draw->sheet;
    g_autofree char *number = g_strdup_printf("%zu", draw->first_page + page + 1);
    g_autofree char *foot = report->publisher && report->tag
                                ? g_strdup_printf("%s \u00b7 %s", report->publisher, report->tag)
                                : g_strdup(report->publisher ? report->publisher : report->tag);

    const TextStyle *style = layout_style(draw->layout, STYLE_HEAD),
                    *of_number = layout_style(draw->layout, STYLE_PAGE_NUMBER);
    /* outside: to the left on the back of a leaf, when the report is bound */
    bool back = report->cover && (draw->first_page + page) % 2 == 1;

    draw_open(draw, NULL);
    draw_head(draw, page);
    if (back) {
        draw_text(draw, of_number, INK_FIRST, number, sheet->left, sheet->foot);
        if (foot)
            draw_text_right(draw, style, INK_NOTES, foot, sheet->right, sheet->foot);
    } else {
        if (foot)
            draw_text(draw, style, INK_NOTES, foot, sheet->left, sheet->foot);
        draw_text_right(draw, of_number, INK_FIRST, number, sheet->right, sheet->foot);
    }
}

/* ---- footnotes */

static void
draw_footnote(Draw *draw, const LayoutNote *note, double y)
{
    const TextStyle *style = layout_style(draw->layout, STYLE_FOOTNOTE);
    g_autofree char *mark = g_strdup_printf("%d", note->number);
    TextStyle raised = *style;

    raised.size *= 0.72;
    const TagStep path[] = { { "Document", 0 }, { "Note", ++draw->element } };
    const TagStep of_mark[] = { path[0], path[1], { "Lbl", ++draw->element } };
    tags_open(draw->tags, of_mark, 3);
    draw_text(draw, &raised, INK_FIRST, mark, TEXT_LEFT, y + page_baseline(style) - 2.8);
    const TagStep of_text[] = { path[0], path[1], { "P", ++draw->element } };
    for (size_t i = 0; i < flow_lines(note->flow); i++) {
        draw_line(draw, note->flow, i, INK_FIRST, TEXT_LEFT + NOTE_INDENT, y + page_baseline(style),
                  of_text, 3);
        y += style->leading;
    }
}

void
draw_footnotes(Draw *draw, size_t page)
{
    const Layout *layout = draw->layout;
    double height = layout->pages->notes[page];
    double y = BODY_TOP + draw->sheet->body_height - height + NOTES_GAP;

    if (height <= 0.0)
        return;
    draw_open(draw, NULL);
    draw_rule(draw, TEXT_LEFT, TEXT_LEFT + NOTES_RULE_WIDTH, y - NOTES_RULE, 0.5, INK_NOTES);
    for (; draw->next_note < layout->notes->len; draw->next_note++) { /* in order of the pages */
        const LayoutNote *note = &g_array_index(layout->notes, LayoutNote, draw->next_note);

        if (layout->pages->places[note->box].page > page)
            break;
        draw_footnote(draw, note, y);
        y += layout_note_height(note);
    }
    draw_open(draw, NULL);
}
