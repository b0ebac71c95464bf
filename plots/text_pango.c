/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_pango.c - texts laid out in the fonts of a look, and their widths. */
#include "datasets/error.h"
#include "plots/drawing.h"
#include "plots/font_maps.h"
#include "plots/paint.h"
#include "plots/theme.h"

#include <pango/pangocairo.h>
#include <string.h>

typedef struct {
    TextContext base;
    FontMaps *maps;
    const Look *look;
    GHashTable *texts; /* SetText by style and text: each is checked, measured, and drawn */
} Fonts;

/* Texts are kept up to this many; then all go, and those of use are set again. */
enum { MOST_TEXTS = 512 };

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
    fonts->texts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)set_text_unref);
    return &fonts->base;
}

static void
close_fonts(TextContext *context)
{
    Fonts *fonts = (Fonts *)context;

    g_hash_table_unref(fonts->texts);
    font_maps_free(fonts->maps);
    g_free(fonts);
}

/* ---- a text in one line */

static PangoFontDescription *
font_of(const Look *look, const TextStyle *style)
{
    PangoFontDescription *font = pango_font_description_new();

    pango_font_description_set_family_static(font,
                                             style->face == FACE_SANS ? look->sans : look->serif);
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_font_description_set_weight(font, (PangoWeight)style->weight);
    pango_font_description_set_style(font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    return font;
}

static void
set_layout(SetText *set, PangoContext *pango, const PangoFontDescription *font,
           PangoAttrList *attributes)
{
    PangoRectangle logical;

    set->layout = pango_layout_new(pango);
    pango_layout_set_attributes(set->layout, attributes);
    pango_layout_set_font_description(set->layout, font);
    pango_layout_set_single_paragraph_mode(set->layout, TRUE);
    pango_layout_set_text(set->layout, set->text, -1);
    pango_layout_get_extents(set->layout, NULL, &logical);
    set->width = logical.width;
    set->unknown = pango_layout_get_unknown_glyphs_count(set->layout) > 0;
    set->runs = pango_layout_get_line_readonly(set->layout, 0)->runs;
}

/* A run is drawn from where the text begins, so its glyphs stand as far to the right. */
static PangoGlyphItem *
shape(SetText *set, PangoItem *item)
{
    PangoGlyphItem *run = g_slice_new0(PangoGlyphItem);
    int width = set->width;

    run->item = item;
    run->glyphs = pango_glyph_string_new();
    pango_shape_item(item, set->text, -1, NULL, run->glyphs, PANGO_SHAPE_NONE);
    for (int i = 0; i < run->glyphs->num_glyphs; i++) {
        PangoGlyphInfo *glyph = &run->glyphs->glyphs[i];

        set->unknown |= (glyph->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
        glyph->geometry.x_offset += width;
        set->width += glyph->geometry.width;
    }
    return run;
}

/* As a layout would, without the heights of its lines: to know them pango measures a sentence in
 * every font, which took a sixth of the time of a chart. */
static void
set_alone(SetText *set, PangoContext *pango, const PangoFontDescription *font,
          PangoAttrList *attributes)
{
    pango_attr_list_insert_before(attributes, pango_attr_font_desc_new(font));
    g_autoptr(GList) items =
        pango_itemize(pango, set->text, 0, (int)strlen(set->text), attributes, NULL);

    for (const GList *item = items; item; item = item->next)
        set->runs = g_slist_prepend(set->runs, shape(set, item->data));
    set->runs = g_slist_reverse(set->runs);
}

static SetText *
new_set(const Fonts *fonts, const TextStyle *style, const char *text)
{
    SetText *set = g_rc_box_new0(SetText);
    bool alone;
    PangoContext *pango = font_maps_context(fonts->maps, style, text, &alone);
    PangoFontDescription *font = font_of(fonts->look, style);
    PangoAttrList *attributes = pango_attr_list_new();

    /* ligatures would break the text that is read back from a PDF */
    pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1,liga=0,clig=0"));
    set->text = g_strdup(text);
    (alone ? set_alone : set_layout)(set, pango, font, attributes);
    pango_attr_list_unref(attributes);
    pango_font_description_free(font);
    return set;
}

static void
free_run(gpointer run)
{
    pango_glyph_item_free(run);
}

static void
clear_set(gpointer data)
{
    SetText *set = data;

    if (set->layout)
        g_object_unref(set->layout);
    else
        g_slist_free_full(set->runs, free_run);
    g_free(set->text);
}

void
set_text_unref(SetText *set)
{
    g_rc_box_release_full(set, clear_set);
}

SetText *
text_set(TextContext *context, const TextStyle *style, const char *text)
{
    Fonts *fonts = (Fonts *)context;
    char *key = g_strdup_printf("%d %a %d %d %s", style->face, style->size, style->weight,
                                style->italic, text);
    SetText *set = g_hash_table_lookup(fonts->texts, key);

    if (set) {
        g_free(key);
        return g_rc_box_acquire(set);
    }
    if (g_hash_table_size(fonts->texts) >= MOST_TEXTS)
        g_hash_table_remove_all(fonts->texts);
    set = new_set(fonts, style, text);
    g_hash_table_insert(fonts->texts, key, set);
    return g_rc_box_acquire(set);
}

/* ---- what drawing.h asks for */

static double
measure(TextContext *context, const TextStyle *style, const char *text)
{
    g_autoptr(SetText) set = text_set(context, style, text);

    return (double)set->width / PANGO_SCALE;
}

static bool
has_glyphs(TextContext *context, const TextStyle *style, const char *text)
{
    g_autoptr(SetText) set = text_set(context, style, text);

    return !set->unknown;
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

        if (text_turns(character)) {
            g_set_error(
                error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "a text holds the mark U+%04X after \"%.*s\", which turns the direction of what "
                "stands around it, so that it reads otherwise than it is written; leave "
                "it out",
                character, (int)(at - text), text);
            return false;
        }
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
