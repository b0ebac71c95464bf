/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_pango.c - fonts from named files only, and widths of texts set in them. */
#include "datasets/error.h"
#include "plots/drawing.h"
#include "plots/fonts.h"
#include "plots/paint.h"
#include "plots/theme.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

typedef struct {
    TextContext base;
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *pango;
    const Look *look;
    GHashTable *layouts; /* of texts by style and text: each is checked, measured, and drawn */
} Fonts;

/* Layouts are kept up to this many; then all go, and those of use are made again. */
enum { MOST_LAYOUTS = 512 };

static bool
has_family(FcConfig *config, const char *family, GError **error)
{
    FcPattern *pattern = FcPatternCreate();
    FcObjectSet *what = FcObjectSetBuild(FC_FAMILY, (char *)NULL);

    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
    FcFontSet *found = FcFontList(config, pattern, what);
    bool has = found && found->nfont > 0;
    if (found)
        FcFontSetDestroy(found);
    FcObjectSetDestroy(what);
    FcPatternDestroy(pattern);
    if (!has)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "no font is of the family '%s'; name its files under 'files:' of the fonts",
                    family);
    return has;
}

static bool
add_font(FcConfig *config, const FontFile *file, GError **error)
{
    return FcConfigAppFontAddFile(config, (const FcChar8 *)file->path) ? true
                                                                       : fonts_refuse(file, error);
}

/* Ours, and those of LOOK beside them. */
static bool
add_fonts(FcConfig *config, const Look *look, GError **error)
{
    for (size_t i = 0; i < n_font_files; i++)
        if (!add_font(config, &font_files[i], error))
            return false;
    for (const char *const *path = look->files; path && *path; path++) {
        const FontFile file = { *path, NULL };

        if (!add_font(config, &file, error))
            return false;
    }
    return has_family(config, look->sans, error) && has_family(config, look->serif, error);
}

static FcConfig *
load_fonts(const Look *look, GError **error)
{
    if (!fonts_check(font_files, n_font_files, error))
        return NULL;

    FcConfig *config = FcConfigCreate();
    if (!add_fonts(config, look, error)) {
        FcConfigDestroy(config);
        return NULL;
    }
    return config;
}

/* Nothing here may depend on the machine: not on its fonts, its resolution or its language. */
static TextContext *
open_fonts(const Look *look, GError **error)
{
    look = look ? look : &look_default;
    FcConfig *config = load_fonts(look, error);

    if (!config)
        return NULL;

    Fonts *fonts = g_new0(Fonts, 1);
    fonts->config = config;
    fonts->look = look;
    /* pango asks for the configuration of the machine, which it does not use then; with ours in
     * its place it is never read, nor missed where there is none */
    FcConfigSetCurrent(config);
    fonts->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), config);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts->map), 72.0);
    fonts->pango = pango_font_map_create_context(fonts->map);
    pango_context_set_round_glyph_positions(fonts->pango, FALSE);
    pango_context_set_language(fonts->pango, pango_language_from_string("en"));
    pango_context_set_base_dir(fonts->pango, PANGO_DIRECTION_LTR);

    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(fonts->pango, options);
    cairo_font_options_destroy(options);
    fonts->layouts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_object_unref);
    return &fonts->base;
}

static void
close_fonts(TextContext *context)
{
    Fonts *fonts = (Fonts *)context;

    g_hash_table_unref(fonts->layouts);
    g_object_unref(fonts->pango);
    /* pango 1.50 keeps its reference when the map ends; this makes it let go */
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), NULL);
    g_object_unref(fonts->map);
    FcConfigSetCurrent(NULL);
    FcConfigDestroy(fonts->config);
    g_free(fonts);
}

static PangoLayout *
new_layout(const Fonts *fonts, const TextStyle *style, const char *text)
{
    const Look *look = fonts->look;
    PangoLayout *layout = pango_layout_new(fonts->pango);
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
    if (has_glyphs(context, style, text))
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
