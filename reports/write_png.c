/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_png.c - the first figure of a report as a picture. */
#include "plots/render.h"
#include "reports/writer.h"

static bool
write_png(const Report *report, GByteArray *out, GError **error)
{
    const Scene *scene = report_first_scene(report, "PNG", error);

    if (!scene)
        return false;
    g_assert(report->text);
    return render_png(scene, report->text, report->pixels > 0 ? report->pixels : REPORT_PIXELS, out,
                      error);
}

const Writer writer_png = {
    .name = "png",
    .extension = ".png",
    .summary = "the first figure as a picture, 1600 pixels wide unless --px says else",
    .text = false,
    .drawn = true,
    .write = write_png,
};
