/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drawing.h - the drawing module: all that needs pango and cairo, behind one struct.
 *
 * Pango, cairo and what they bring along take longer to load than a table takes to estimate. They
 * stand in a module of their own (andel-draw.so), which the first text_context_new() loads; what
 * draws nothing never does. text.h and render.h are how everyone else calls it. */
#pragma once

#include "plots/scene.h"
#include "plots/text.h"

#include <stdint.h>

typedef struct {
    TextContext *(*open)(GError **error);
    void (*close)(TextContext *context);
    double (*width)(TextContext *context, const TextStyle *style, const char *text);
    bool (*check)(TextContext *context, const TextStyle *style, const char *text, GError **error);
    char **(*wrap)(TextContext *context, const TextStyle *style, const char *text, double indent,
                   double width, bool balanced);
    double (*narrowest)(TextContext *context, const TextStyle *style, const char *text,
                        size_t lines);
    double (*widest_word)(TextContext *context, const TextStyle *style, const char *text);
    bool (*render_pdf)(const Scene *scene, TextContext *text, int64_t date, GByteArray *out,
                       GError **error);
    bool (*render_png)(const Scene *scene, TextContext *text, int pixels, GByteArray *out,
                       GError **error);
} Drawing;

/* What text.h calls a TextContext begins with this; the rest is the module's own. */
struct TextContext {
    const Drawing *drawing;
};

/* The module: defined in plots/text_pango.c, found by its name. */
extern const Drawing andel_drawing;

/* Parts of the module; see text.h and render.h. */
char **lines_wrap(TextContext *context, const TextStyle *style, const char *text, double indent,
                  double width, bool balanced);
double lines_narrowest(TextContext *context, const TextStyle *style, const char *text,
                       size_t n_lines);
double lines_widest_word(TextContext *context, const TextStyle *style, const char *text);
bool cairo_render_pdf(const Scene *scene, TextContext *text, int64_t date, GByteArray *out,
                      GError **error);
bool cairo_render_png(const Scene *scene, TextContext *text, int pixels, GByteArray *out,
                      GError **error);
