/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/pdf_style.h"

#include "reports/style.h"

#include <string.h>

#define SANS(size, leading, weight)             \
    {                                           \
        FACE_SANS, size, leading, weight, false \
    }
#define SERIF(size, leading)                  \
    {                                         \
        FACE_SERIF, size, leading, 400, false \
    }

static const TextStyle styles[N_STYLES] = {
    [STYLE_BODY] = SERIF(11.3, 15.4),           [STYLE_HEADING_1] = SANS(20, 25, 600),
    [STYLE_HEADING_2] = SANS(13, 17, 600),      [STYLE_HEADING_3] = SANS(10.5, 14, 600),
    [STYLE_HEADING_4] = SANS(9.5, 13, 600),     [STYLE_CODE] = SANS(8.4, 12, 400),
    [STYLE_FOOTNOTE] = SERIF(9, 11.6),          [STYLE_CONTENTS_1] = SANS(10, 14, 600),
    [STYLE_CONTENTS_2] = SANS(9.4, 14, 400),    [STYLE_HEAD] = SANS(7.5, 10, 400),
    [STYLE_PAGE_NUMBER] = SANS(8.8, 10, 500),   [STYLE_COVER_PUBLISHER] = SANS(10.5, 14, 600),
    [STYLE_COVER_TITLE] = SANS(29, 36, 600),    [STYLE_COVER_SUBTITLE] = SANS(14, 20, 400),
    [STYLE_COVER_LINE] = SANS(9.4, 14, 400),    [STYLE_CELL] = SANS(8.4, 10.8, 400),
    [STYLE_CELL_STRONG] = SANS(8.4, 10.8, 600), [STYLE_CELL_GROUP] = SANS(8.1, 10.8, 600),
    [STYLE_CELL_HEAD] = SANS(7.6, 9.6, 500),    [STYLE_CELL_SPANNER] = SANS(7.6, 9.6, 500),
    [STYLE_CELL_NOTE] = SANS(7.2, 9.4, 400),    [STYLE_CELL_TRACE] = SANS(6.3, 8.4, 400),
    [STYLE_CELL_MARK] = SANS(5.6, 10.8, 500),
};

const Sheet *
page_sheet(bool landscape)
{
    static const double foot = 43.89; /* from below */
    static const Sheet sheets[] = {
        { PAGE_WIDTH, PAGE_HEIGHT, FRAME_LEFT, FRAME_RIGHT, BODY_HEIGHT, PAGE_HEIGHT - foot },
        { PAGE_HEIGHT, PAGE_WIDTH, (PAGE_HEIGHT - LANDSCAPE_WIDTH) / 2.0,
          (PAGE_HEIGHT + LANDSCAPE_WIDTH) / 2.0, LANDSCAPE_HEIGHT, PAGE_WIDTH - foot },
    };

    return &sheets[landscape];
}

const TextStyle *
page_style(PageStyle style)
{
    return &styles[style];
}

static void
set_size(TextStyle *text, double size)
{
    text->leading *= size / text->size;
    text->size = size;
}

void
page_styles(const ReportStyle *style, TextStyle all[N_STYLES])
{
    memcpy(all, styles, sizeof styles);
    if (!style)
        return;
    if (style->text_size > 0.0)
        set_size(&all[STYLE_BODY], style->text_size);
    if (style->footnote_size > 0.0)
        set_size(&all[STYLE_FOOTNOTE], style->footnote_size);
    for (int k = 0; k < style->n_headings; k++)
        set_size(&all[STYLE_HEADING_1 + k], style->heading_size[k]);
}

Colour
page_ink(const ReportStyle *style, Ink ink)
{
    static const int names[N_INKS] = {
        [INK_FIRST] = THEME_INK,   [INK_SECOND] = THEME_SECOND,    [INK_NOTES] = THEME_NOTES,
        [INK_BLUE] = THEME_ACCENT, [INK_HAIRLINE] = THEME_GRID,    [INK_TAG] = THEME_TAG,
        [INK_HOLDS] = THEME_HOLDS, [INK_DEVIATES] = THEME_DEVIATES
    };
    const Look *look = style ? &style->look : &look_default;

    return colour_from_hex(look->named[names[ink]]);
}

double
page_baseline(const TextStyle *style)
{
    const double half_of_capitals = 0.35;

    return style->leading / 2.0 + half_of_capitals * style->size;
}
