/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render.h - a Scene as the bytes of a picture; the three kinds show the same. */
#pragma once

#include "plots/scene.h"
#include "plots/text.h"

#include <glib.h>
#include <stdint.h>

/* Appends to OUT. FALSE and ERROR. DATE is seconds since 1970 that the document bears. */
bool render_svg(const Scene *scene, TextContext *text, GByteArray *out, GError **error);
bool render_pdf(const Scene *scene, TextContext *text, int64_t date, GByteArray *out,
                GError **error);
/* PIXELS: width of the picture. */
bool render_png(const Scene *scene, TextContext *text, int pixels, GByteArray *out, GError **error);
