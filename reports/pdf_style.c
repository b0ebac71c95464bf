/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/pdf_style.h"

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

const TextStyle *
page_style(PageStyle style)
{
    return &styles[style];
}

Colour
page_ink(Ink ink)
{
    static const int hex[N_INKS] = {
        [INK_FIRST] = 0x1B1F24, [INK_SECOND] = 0x4A525B,   [INK_NOTES] = 0x5B6570,
        [INK_BLUE] = 0x0B5BAE,  [INK_HAIRLINE] = 0xD5DADF, [INK_TAG] = 0x8A3B00,
        [INK_HOLDS] = 0x13775D, [INK_DEVIATES] = 0xA3410A
    };

    return (Colour){ (hex[ink] >> 16 & 0xFF) / 255.0, (hex[ink] >> 8 & 0xFF) / 255.0,
                     (hex[ink] & 0xFF) / 255.0 };
}

double
page_baseline(const TextStyle *style)
{
    const double half_of_capitals = 0.35;

    return style->leading / 2.0 + half_of_capitals * style->size;
}
