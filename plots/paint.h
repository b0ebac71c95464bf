/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paint.h - a Scene on a cairo surface: for pictures here, and for pages of the PDF writer. */
#pragma once

#include "plots/scene.h"
#include "plots/text.h"

#include <cairo.h>
#include <pango/pango.h>

/* Draws SCENE with its top left at X, Y (points). */
void paint_scene(cairo_t *cairo, TextContext *text, const Scene *scene, double x, double y);
/* Draws one line of TEXT with its baseline at X, Y in the current colour. */
void paint_text(cairo_t *cairo, TextContext *context, const TextStyle *style, const char *text,
                double x, double y);

/* A text in one line. */
typedef struct {
    GSList *runs; /* of PangoGlyphItem, from left to right */
    int width;    /* in units of pango */
    bool unknown; /* some character has no glyph */
    /* where the runs come from */
    char *text;
    PangoLayout *layout; /* NULL: the runs are its own */
} SetText;

/* TEXT as text_width() measures it and paint_text() draws it. The caller owns a reference and
 * changes nothing: the same is given out again. */
SetText *text_set(TextContext *context, const TextStyle *style, const char *text);
void set_text_unref(SetText *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SetText, set_text_unref)
