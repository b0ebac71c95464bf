/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/font_maps.h"

#include "datasets/error.h"
#include "plots/fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

/* Some files, and how texts are laid out in them; all NULL until they are needed. */
typedef struct {
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *pango;
} FontMap;

struct FontMaps {
    const Look *look;
    FcConfig *none; /* in the place of the configuration of the machine */
    FontMap *faces; /* [n_font_files] of one file each; NULL: the look is set in others */
    FontMap all;
    GError *error; /* what could not be read since; NULL: nothing */
};

/* ---- one map */

/* Nothing here may depend on the machine: not on its fonts, its resolution or its language. */
static void
open_map(FontMap *map, FcConfig *config)
{
    map->config = config;
    map->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map->map), config);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map->map), 72.0);
    map->pango = pango_font_map_create_context(map->map);
    pango_context_set_round_glyph_positions(map->pango, FALSE);
    pango_context_set_language(map->pango, pango_language_from_string("en"));
    pango_context_set_base_dir(map->pango, PANGO_DIRECTION_LTR);

    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(map->pango, options);
    cairo_font_options_destroy(options);
}

static void
close_map(FontMap *map)
{
    if (!map->pango)
        return;
    g_object_unref(map->pango);
    /* pango 1.50 keeps its reference when the map ends; this makes it let go */
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map->map), NULL);
    g_object_unref(map->map);
    FcConfigDestroy(map->config);
}

static bool
add_font(FcConfig *config, const FontFile *file, GError **error)
{
    return FcConfigAppFontAddFile(config, (const FcChar8 *)file->path) ? true
                                                                       : fonts_refuse(file, error);
}

/* ---- all files */

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

/* Ours, and those of LOOK beside them. */
static bool
add_fonts(FcConfig *config, const Look *look, GError **error)
{
    for (size_t i = 0; i < n_font_files; i++)
        if (!add_font(config, &font_files[i], error))
            return false;
    for (const char *const *path = look->files; path && *path; path++) {
        const FontFile file = { .path = *path };

        if (!add_font(config, &file, error))
            return false;
    }
    return has_family(config, look->sans, error) && has_family(config, look->serif, error);
}

/* The map of all files, or of those before one that cannot be read. */
static bool
open_all(FontMaps *maps, GError **error)
{
    FcConfig *config = FcConfigCreate();
    bool added = add_fonts(config, maps->look, error);

    open_map(&maps->all, config);
    return added;
}

/* ---- the file of a face */

/* The faces of our own families are known without looking into files. */
static bool
is_ours(const Look *look)
{
    return !look->files && strcmp(look->sans, look_default.sans) == 0 &&
           strcmp(look->serif, look_default.serif) == 0;
}

/* The map of the face of STYLE; NULL when there is none that fits exactly, or it cannot be read. */
static const FontMap *
find_face(FontMaps *maps, const TextStyle *style)
{
    size_t i = 0;

    while (i < n_font_files &&
           (font_files[i].face != style->face || font_files[i].weight != style->weight ||
            font_files[i].italic != style->italic))
        i++;
    if (i == n_font_files)
        return NULL;
    if (!maps->faces[i].pango) {
        FcConfig *config = FcConfigCreate();

        if (!add_font(config, &font_files[i], maps->error ? NULL : &maps->error)) {
            FcConfigDestroy(config);
            return NULL;
        }
        open_map(&maps->faces[i], config);
    }
    return &maps->faces[i];
}

/* TRUE if pango would set all of TEXT in the first font that it is offered, the one of MAP. It asks
 * for other scripts in a language of their own, and so might be offered another first. */
static bool
suffices(const FontMap *map, const char *text)
{
    const FcFontSet *fonts = FcConfigGetFonts(map->config, FcSetApplication);
    FcCharSet *characters;

    if (FcPatternGetCharSet(fonts->fonts[0], FC_CHARSET, 0, &characters) != FcResultMatch ||
        !g_utf8_validate(text, -1, NULL))
        return false;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        GUnicodeScript script = g_unichar_get_script(c);

        if ((script != G_UNICODE_SCRIPT_LATIN && script != G_UNICODE_SCRIPT_COMMON) ||
            g_unichar_iscntrl(c) || !FcCharSetHasChar(characters, c))
            return false;
    }
    return true;
}

PangoContext *
font_maps_context(FontMaps *maps, const TextStyle *style, const char *text, bool *alone)
{
    const FontMap *face = maps->faces ? find_face(maps, style) : NULL;

    *alone = face && suffices(face, text);
    if (*alone)
        return face->pango;
    if (!maps->all.pango)
        open_all(maps, maps->error ? NULL : &maps->error);
    return maps->all.pango;
}

bool
font_maps_check(const FontMaps *maps, GError **error)
{
    if (maps->error)
        g_propagate_error(error, g_error_copy(maps->error));
    return !maps->error;
}

FontMaps *
font_maps_new(const Look *look, GError **error)
{
    if (!fonts_check(font_files, n_font_files, error))
        return NULL;

    FontMaps *maps = g_new0(FontMaps, 1);
    maps->look = look;
    /* pango asks for the configuration of the machine, which it does not use then; with an empty
     * one in its place that is never read, nor missed where there is none */
    maps->none = FcConfigCreate();
    FcConfigSetCurrent(maps->none);
    if (is_ours(look))
        maps->faces = g_new0(FontMap, n_font_files);
    else if (!open_all(maps, error))
        g_clear_pointer(&maps, font_maps_free);
    return maps;
}

void
font_maps_free(FontMaps *maps)
{
    for (size_t i = 0; maps->faces && i < n_font_files; i++)
        close_map(&maps->faces[i]);
    close_map(&maps->all);
    FcConfigSetCurrent(NULL);
    FcConfigDestroy(maps->none);
    g_clear_error(&maps->error);
    g_free(maps->faces);
    g_free(maps);
}
