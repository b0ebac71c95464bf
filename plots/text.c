/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.c - text.h and render.h, passed on to the drawing module. */
#include "plots/text.h"

#include "datasets/module.h"
#include "plots/drawing.h"
#include "plots/render.h"

TextContext *
text_context_new(GError **error)
{
    return text_context_new_in(NULL, error);
}

TextContext *
text_context_new_in(const struct Look *look, GError **error)
{
    const Drawing *drawing = module_find("andel-draw.so", "andel_drawing", error);
    TextContext *context = drawing ? drawing->open(look, error) : NULL;

    if (context)
        context->drawing = drawing;
    return context;
}

void
text_context_free(TextContext *context)
{
    if (context)
        context->drawing->close(context);
}

double
text_width(TextContext *context, const TextStyle *style, const char *text)
{
    return context->drawing->width(context, style, text);
}

char **
text_wrap(TextContext *context, const TextStyle *style, const char *text, double width,
          bool balanced)
{
    return context->drawing->wrap(context, style, text, 0.0, width, balanced);
}

char **
text_wrap_after(TextContext *context, const TextStyle *style, const char *text, double indent,
                double width, bool balanced)
{
    return context->drawing->wrap(context, style, text, indent, width, balanced);
}

double
text_narrowest(TextContext *context, const TextStyle *style, const char *text, size_t lines)
{
    return context->drawing->narrowest(context, style, text, lines);
}

double
text_widest_word(TextContext *context, const TextStyle *style, const char *text)
{
    return context->drawing->widest_word(context, style, text);
}

bool
text_check(TextContext *context, const TextStyle *style, const char *text, GError **error)
{
    return context->drawing->check(context, style, text, error);
}

bool
render_pdf(const Scene *scene, TextContext *text, int64_t date, GByteArray *out, GError **error)
{
    return text->drawing->render_pdf(scene, text, date, out, error);
}

bool
render_png(const Scene *scene, TextContext *text, int pixels, GByteArray *out, GError **error)
{
    return text->drawing->render_png(scene, text, pixels, out, error);
}

bool
text_turns(gunichar character)
{
    return (character >= 0x202a && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069);
}
