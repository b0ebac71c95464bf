/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_imprint.c - the page behind the cover: its lines stand at the foot. */
#include "datasets/error.h"
#include "reports/pdf_draw.h"

static const double between = 4.0; /* lines of the imprint, in points */

static char **
wrap(const Layout *layout, const ImprintLine *line)
{
    double width = line->name ? TEXT_WIDTH : FRAME_WIDTH;

    return text_wrap(layout->text, layout_style(layout, STYLE_COVER_LINE), line->text, width,
                     false);
}

/* Height of all lines, of the title as well. */
static double
height_of(const Layout *layout)
{
    const GArray *imprint = layout->report->imprint;
    double leading = layout_style(layout, STYLE_COVER_LINE)->leading, height = 3.0 * leading;

    for (guint i = 0; i < imprint->len; i++) {
        g_auto(GStrv) lines = wrap(layout, &g_array_index(imprint, ImprintLine, i));

        height += leading * (double)g_strv_length(lines) + between;
    }
    return height;
}

bool
check_imprint(const Layout *layout, GError **error)
{
    const TextStyle *style = layout_style(layout, STYLE_COVER_LINE);
    const GArray *imprint = layout->report->imprint;

    for (guint i = 0; i < imprint->len; i++) {
        const ImprintLine *line = &g_array_index(imprint, ImprintLine, i);

        if (!text_check(layout->text, style, line->text, error))
            return false;
    }
    if (height_of(layout) <= BODY_HEIGHT)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the imprint takes more than a page; shorten it");
    return false;
}

/* TEXT in lines of STYLE; returns the baseline of the next. */
static double
draw_wrapped(Draw *draw, const TextStyle *style, Ink ink, char *const *lines, double x, double y)
{
    for (; *lines; lines++) {
        g_autofree char *spaced = g_strconcat(*lines, lines[1] ? " " : "", NULL);

        draw_text(draw, style, ink, spaced, x, y);
        y += style->leading;
    }
    return y;
}

void
draw_imprint(Draw *draw)
{
    const Layout *layout = draw->layout;
    const TextStyle *style = layout_style(layout, STYLE_COVER_LINE);
    const GArray *imprint = draw->report->imprint;
    const char *title = draw->report->title;
    double y = BODY_TOP + BODY_HEIGHT - height_of(layout) + style->leading;

    draw_open(draw, NULL);
    draw_rule(draw, FRAME_LEFT, FRAME_RIGHT, y - style->leading - 4.0, 0.5, INK_FIRST);
    if (title) {
        g_auto(GStrv) lines = text_wrap(draw->text, style, title, FRAME_WIDTH, false);

        draw_open(draw, "P");
        draw_wrapped(draw, style, INK_FIRST, lines, FRAME_LEFT, y);
        y += style->leading * (double)(MIN(g_strv_length(lines), 2)) + between;
    }
    for (guint i = 0; i < imprint->len; i++) {
        const ImprintLine *line = &g_array_index(imprint, ImprintLine, i);
        g_auto(GStrv) lines = wrap(layout, line);

        draw_open(draw, "P");
        if (line->name) {
            g_autofree char *name = g_strconcat(line->name, " ", NULL);
            draw_text(draw, style, INK_NOTES, name, FRAME_LEFT, y);
        }
        y = draw_wrapped(draw, style, INK_FIRST, lines, line->name ? TEXT_LEFT : FRAME_LEFT, y) +
            between;
    }
    draw_open(draw, NULL);
}
