/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.c - fonts from named files only, and widths of texts set in them. */
#include "plots/text.h"

#include "datasets/error.h"
#include "plots/paint.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

struct TextContext {
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *pango;
};

static const struct {
    const char *path, *package;
} font_files[] = {
    { "/usr/share/fonts/opentype/inter/Inter-Regular.otf", "fonts-inter" },
    { "/usr/share/fonts/opentype/inter/Inter-Medium.otf", "fonts-inter" },
    { "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", "fonts-inter" },
    { "/usr/share/fonts/opentype/inter/Inter-Bold.otf", "fonts-inter" },
    { "/usr/share/fonts/opentype/inter/Inter-Italic.otf", "fonts-inter" },
    { "/usr/share/fonts/opentype/linux-libertine/LinLibertine_R.otf", "fonts-linuxlibertine" },
    { "/usr/share/fonts/opentype/linux-libertine/LinLibertine_RI.otf", "fonts-linuxlibertine" },
    { "/usr/share/fonts/opentype/linux-libertine/LinLibertine_RB.otf", "fonts-linuxlibertine" },
    { "/usr/share/fonts/opentype/linux-libertine/LinLibertine_RBI.otf", "fonts-linuxlibertine" },
    { "/usr/share/fonts/opentype/linux-libertine/LinLibertine_RZ.otf", "fonts-linuxlibertine" },
};

static FcConfig *
load_fonts(GError **error)
{
    FcConfig *config = FcConfigCreate();

    for (size_t i = 0; i < G_N_ELEMENTS(font_files); i++) {
        const char *path = font_files[i].path;

        if (FcConfigAppFontAddFile(config, (const FcChar8 *)path))
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE,
                    "%s: the font cannot be read; install the Debian package %s", path,
                    font_files[i].package);
        FcConfigDestroy(config);
        return NULL;
    }
    return config;
}

/* Nothing here may depend on the machine: not on its fonts, its resolution or its language. */
TextContext *
text_context_new(GError **error)
{
    FcConfig *config = load_fonts(error);

    if (!config)
        return NULL;

    TextContext *context = g_new0(TextContext, 1);
    context->config = config;
    /* pango asks for the configuration of the machine, which it does not use then; with ours in
     * its place it is never read, nor missed where there is none */
    FcConfigSetCurrent(config);
    context->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(context->map), config);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(context->map), 72.0);
    context->pango = pango_font_map_create_context(context->map);
    pango_context_set_round_glyph_positions(context->pango, FALSE);
    pango_context_set_language(context->pango, pango_language_from_string("en"));
    pango_context_set_base_dir(context->pango, PANGO_DIRECTION_LTR);

    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context->pango, options);
    cairo_font_options_destroy(options);
    return context;
}

void
text_context_free(TextContext *context)
{
    if (!context)
        return;
    g_object_unref(context->pango);
    /* pango 1.50 keeps its reference when the map ends; this makes it let go */
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(context->map), NULL);
    g_object_unref(context->map);
    FcConfigSetCurrent(NULL);
    FcConfigDestroy(context->config);
    g_free(context);
}

PangoLayout *
text_layout(TextContext *context, const TextStyle *style, const char *text)
{
    bool sans = style->face == FACE_SANS;
    PangoLayout *layout = pango_layout_new(context->pango);
    PangoFontDescription *font = pango_font_description_new();
    PangoAttrList *attributes = pango_attr_list_new();

    pango_font_description_set_family_static(font, sans ? "Inter" : "Linux Libertine O");
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

double
text_width(TextContext *context, const TextStyle *style, const char *text)
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

bool
text_check(TextContext *context, const TextStyle *style, const char *text, GError **error)
{
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
    if (has_glyphs(context, style, text))
        return true;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        size_t length = (size_t)(g_utf8_next_char(at) - at);
        g_autofree char *alone = g_strndup(at, length);

        if (*at == '\n' || has_glyphs(context, style, alone))
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "\"%s\" holds the character \"%s\" (U+%04X), which none of the fonts Inter and "
                    "Linux Libertine has; write it otherwise",
                    text, alone, g_utf8_get_char(at));
        return false;
    }
    return true;
}
