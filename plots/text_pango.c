/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_pango.c - texts laid out in the fonts of a look, and their widths. */
#include "datasets/error.h"
#include "plots/drawing.h"
#include "plots/font_maps.h"
#include "plots/paint.h"
#include "plots/theme.h"

#include <pango/pangocairo.h>

typedef struct {
    TextContext base;
    FontMaps *maps;
    const Look *look;
    GHashTable *layouts; /* of texts by style and text: each is checked, measured, and drawn */
} Fonts;

/* Layouts are kept up to this many; then all go, and those of use are made again. */
enum { MOST_LAYOUTS = 512 };

static TextContext *
open_fonts(const Look *look, GError **error)
{
    look = look ? look : &look_default;
    FontMaps *maps = font_maps_new(look, error);

    if (!maps)
        return NULL;
    Fonts *fonts = g_new0(Fonts, 1);
    fonts->maps = maps;
    fonts->look = look;
    fonts->layouts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_object_unref);
    return &fonts->base;
}

static void
close_fonts(TextContext *context)
{
    Fonts *fonts = (Fonts *)context;

    g_hash_table_unref(fonts->layouts);
    font_maps_free(fonts->maps);
    g_free(fonts);
}

static PangoLayout *
new_layout(const Fonts *fonts, const TextStyle *style, const char *text)
{
    const Look *look = fonts->look;
    PangoLayout *layout = pango_layout_new(font_maps_context(fonts->maps, style, text));
    PangoFontDescription *font = pango_font_description_new();
    PangoAttrList *attributes = pango_attr_list_new();

    pango_font_description_set_family_static(font,
                                             style->face == FACE_SANS ? look->sans : look->serif);
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_font_description_set_weight(font, (PangoWeight)style->weight);
    pango_font_description_set_style(font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    /* ligatures would break the text that is read back from a PDF */
    pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1,liga=0,clig=0"));
    pango_layout_set_attributes(layout, attributes);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_text(layout, text, -1);
    pango_attr_list_unref(attributes);
    pango_font_description_free(font);
    return layout;
}

PangoLayout *
text_layout(TextContext *context, const TextStyle *style, const char *text)
{
    Fonts *fonts = (Fonts *)context;
    char *key = g_strdup_printf("%d %a %d %d %s", style->face, style->size, style->weight,
                                style->italic, text);
    PangoLayout *layout = g_hash_table_lookup(fonts->layouts, key);

    if (layout) {
        g_free(key);
        return g_object_ref(layout);
    }
    if (g_hash_table_size(fonts->layouts) >= MOST_LAYOUTS)
        g_hash_table_remove_all(fonts->layouts);
    layout = new_layout(fonts, style, text);
    g_hash_table_insert(fonts->layouts, key, layout);
    return g_object_ref(layout);
}

static double
measure(TextContext *context, const TextStyle *style, const char *text)
{
    g_autoptr(PangoLayout) layout = text_layout(context, style, text);
    PangoRectangle logical;

    pango_layout_get_extents(layout, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

static bool
has_glyphs(TextContext *context, const TextStyle *style, const char *text)
{
    g_autoptr(PangoLayout) layout = text_layout(context, style, text);

    return pango_layout_get_unknown_glyphs_count(layout) == 0;
}

static bool
check(TextContext *context, const TextStyle *style, const char *text, GError **error)
{
    const Look *look = ((Fonts *)context)->look;
    const char *wrong;

    if (!g_utf8_validate(text, -1, &wrong)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "a text of the figure is not UTF-8 from its byte %zu on: \"%.*s\"",
                    (size_t)(wrong - text) + 1, (int)(wrong - text), text);
        return false;
    }
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        if (character != '\n' && g_unichar_iscntrl(character)) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "\"%s\" holds the control character U+%04X; leave it out", text, character);
            return false;
        }
    }
    bool has_all = has_glyphs(context, style, text);
    if (!font_maps_check(((Fonts *)context)->maps, error))
        return false;
    if (has_all)
        return true;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        size_t length = (size_t)(g_utf8_next_char(at) - at);
        g_autofree char *alone = g_strndup(at, length);

        if (*at == '\n' || has_glyphs(context, style, alone))
            continue;
        g_set_error(
            error, ANDEL_ERROR, ANDEL_ERROR_DATA,
            "\"%s\" holds the character \"%s\" (U+%04X), which none of the fonts has (%s, "
            "%s and those beside them); write it otherwise, or name a font that has it in a "
            "style file",
            text, alone, g_utf8_get_char(at), look->sans, look->serif);
        return false;
    }
    return true;
}

const Drawing andel_drawing = {
    .open = open_fonts,
    .close = close_fonts,
    .width = measure,
    .check = check,
    .wrap = lines_wrap,
    .narrowest = lines_narrowest,
    .widest_word = lines_widest_word,
    .render_pdf = cairo_render_pdf,
    .render_png = cairo_render_png,
};
