/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_svg.c - the first figure of a report as a drawing. */
#include "plots/render.h"
#include "reports/writer.h"

static bool
write_svg(const Report *report, GByteArray *out, GError **error)
{
    const Scene *scene = report_first_scene(report, "SVG", error);

    return scene && render_svg(scene, report->text, out, error);
}

const Writer writer_svg = {
    .name = "svg",
    .extension = ".svg",
    .summary = "the first figure as a drawing",
    .text = true,
    .drawn = true,
    .write = write_svg,
};
