/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render_cairo.c - PNG and PDF of a Scene through cairo. */
#include "datasets/error.h"
#include "plots/drawing.h"
#include "plots/paint.h"

#include <cairo-pdf.h>
#include <math.h>

static cairo_status_t
append(void *closure, const unsigned char *bytes, unsigned length)
{
    g_byte_array_append(closure, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static bool
check_status(cairo_status_t status, const char *kind, GError **error)
{
    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE, "the figure could not be made into %s: %s",
                kind, cairo_status_to_string(status));
    return false;
}

static void
set_metadata(cairo_surface_t *surface, const Scene *scene, int64_t date)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(date);
    g_autofree char *stamp = time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

    if (scene->title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, scene->title);
    if (scene->description)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, scene->description);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "andel " ANDEL_VERSION);
    /* without a date cairo would write that of the clock */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   stamp ? stamp : "1970-01-01T00:00:00Z");
}

bool
cairo_render_pdf(const Scene *scene, TextContext *text, int64_t date, GByteArray *out,
                 GError **error)
{
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(append, out, scene_width(scene), scene_height(scene));
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    set_metadata(surface, scene, date);

    cairo_t *cairo = cairo_create(surface);
    cairo_tag_begin(cairo, "Document", NULL);
    cairo_tag_begin(cairo, "Figure", NULL);
    paint_scene(cairo, text, scene, 0.0, 0.0);
    cairo_tag_end(cairo, "Figure");
    cairo_tag_end(cairo, "Document");
    cairo_show_page(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    return check_status(status, "PDF", error);
}

bool
cairo_render_png(const Scene *scene, TextContext *text, int pixels, GByteArray *out, GError **error)
{
    double scale = pixels / scene_width(scene);
    int height = (int)fmin(round(scene_height(scene) * scale), G_MAXINT);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels, height);

    if (!check_status(cairo_surface_status(surface), "PNG; ask for fewer pixels", error)) {
        cairo_surface_destroy(surface);
        return false;
    }
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1.0, 1.0, 1.0);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    paint_scene(cairo, text, scene, 0.0, 0.0);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_write_to_png_stream(surface, append, out);
    cairo_surface_destroy(surface);
    return check_status(status, "PNG", error);
}
