/* SPDX-License-Identifier: GPL-3.0-or-later */
/* font_maps.h - the fonts as pango takes them: from named files only, and those that are needed.
 *
 * To find out what a font file holds takes fontconfig about a millisecond, and there are ten; a
 * chart is set in three. So a text of Latin script whose characters are all in the face of its
 * style is set from the file of that face alone. Any other is set from all files, where pango looks
 * for what the face lacks. Where both could be done both come out the same. */
#pragma once

#include "plots/text.h"
#include "plots/theme.h"

#include <pango/pango.h>

typedef struct FontMaps FontMaps;

/* For LOOK, which must live as long. NULL and ERROR (ANDEL_ERROR_FILE, ANDEL_ERROR_DATA) when a
 * file is missing or, of a look with files of its own, cannot be read or a family is in none of
 * them. */
FontMaps *font_maps_new(const Look *look, GError **error);
void font_maps_free(FontMaps *maps);

/* What TEXT in STYLE is laid out in; owned by MAPS. ALONE: TEXT is set in one font, so that it can
 * be shaped without looking for others; it is Latin, in one direction, and has no control
 * characters. */
PangoContext *font_maps_context(FontMaps *maps, const TextStyle *style, const char *text,
                                bool *alone);
/* FALSE and ERROR (ANDEL_ERROR_FILE) when a file that was needed since could not be read. */
bool font_maps_check(const FontMaps *maps, GError **error);
