/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_logo.c - the logo of a style file on the cover. */
#include "datasets/error.h"
#include "reports/pdf_draw.h"
#include "reports/style.h"

#include <string.h>

typedef struct {
    const unsigned char *bytes;
    gsize left;
} PngSource;

static cairo_status_t
read_png(void *closure, unsigned char *into, unsigned length)
{
    PngSource *source = closure;

    if (length > source->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(into, source->bytes, length);
    source->bytes += length;
    source->left -= length;
    return CAIRO_STATUS_SUCCESS;
}

/* Of a status other than success when it is no PNG after all. */
static cairo_surface_t *
read_logo(const ReportStyle *style)
{
    PngSource source = { 0 };

    source.bytes = g_bytes_get_data(style->logo, &source.left);
    return cairo_image_surface_create_from_png_stream(read_png, &source);
}

bool
check_logo(const ReportStyle *style, GError **error)
{
    if (!style || !style->logo)
        return true;
    cairo_surface_t *logo = read_logo(style);
    bool good = cairo_surface_status(logo) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(logo);
    if (!good)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the logo of the style file is a damaged PNG; save it anew");
    return good;
}

void
draw_logo(Draw *draw, double right, double y)
{
    const ReportStyle *style = draw->report->style;

    if (!style || !style->logo)
        return;
    cairo_surface_t *logo = read_logo(style);
    double scale = MILLIMETRES(style->logo_height) / cairo_image_surface_get_height(logo);
    double width = scale * cairo_image_surface_get_width(logo);

    cairo_save(draw->cairo);
    cairo_translate(draw->cairo, right - width, y - MILLIMETRES(style->logo_height));
    cairo_scale(draw->cairo, scale, scale);
    cairo_set_source_surface(draw->cairo, logo, 0.0, 0.0);
    cairo_paint(draw->cairo);
    cairo_restore(draw->cairo);
    cairo_surface_destroy(logo);
}
