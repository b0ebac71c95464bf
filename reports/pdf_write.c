/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_write.c - a report as pages: laid out, drawn with their structure, finished. */
#include "reports/pdf_write.h"
#include "reports/pdf_file.h"

#include "datasets/error.h"
#include "plots/render.h"
#include "reports/pdf_draw.h"
#include "reports/pdf_finish.h"

#include <cairo-pdf.h>

static cairo_status_t
append(void *closure, const unsigned char *bytes, unsigned length)
{
    g_byte_array_append(closure, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata(cairo_surface_t *surface, const Report *report)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(report->date);
    g_autofree char *stamp = time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

    if (report->title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, report->title);
    if (report->authors)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, report->authors);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "andel " ANDEL_VERSION);
    /* without a date cairo would write that of the clock */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   stamp ? stamp : "1970-01-01T00:00:00Z");
}

static char *
text_of_runs(const GArray *runs)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < runs->len; i++) {
        const Run *run = &g_array_index(runs, Run, i);

        if (run->footnote < 0)
            g_string_append(text, run->text ? run->text : "");
    }
    return g_string_free(text, FALSE);
}

/* The headings as bookmarks, each below the last of a higher level. */
static void
add_outline(cairo_surface_t *surface, const Draw *draw)
{
    enum { DEEPEST = 6 };
    int parents[DEEPEST + 1] = { CAIRO_PDF_OUTLINE_ROOT };

    for (guint i = 0; i < draw->report->blocks->len; i++) {
        const Block *block = &g_array_index(draw->report->blocks, Block, i);
        char dest[32];

        if (block->kind != BLOCK_HEADING || !block->runs)
            continue;
        int level = CLAMP(block->level, 1, DEEPEST);
        g_autofree char *text = text_of_runs(block->runs);
        g_autofree char *name =
            block->number ? g_strdup_printf("%s  %s", block->number, text) : g_strdup(text);
        g_autofree char *target = g_strdup_printf("dest='%s'", draw_dest(draw, block, dest));
        int id = cairo_pdf_surface_add_outline(surface, parents[level - 1], name, target,
                                               level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
        for (int k = level; k <= DEEPEST; k++)
            parents[k] = id;
    }
}

static void
begin_page(Draw *draw, bool landscape)
{
    draw->sheet = page_sheet(landscape);
    cairo_pdf_surface_set_size(cairo_get_target(draw->cairo), draw->sheet->width,
                               draw->sheet->height);
}

/* A document without a cover has no page for it. */
static bool
has_imprint(const Report *report)
{
    return report->cover && report->imprint->len > 0;
}

static void
draw_pages(Draw *draw)
{
    const Pages *pages = draw->layout->pages;
    size_t k = 0;

    if (draw->report->cover) {
        draw_cover(draw);
        cairo_show_page(draw->cairo);
    }
    if (has_imprint(draw->report)) {
        draw_imprint(draw);
        cairo_show_page(draw->cairo);
    }
    for (size_t page = 0; page < pages->n_pages; page++) {
        begin_page(draw, pages->landscape[page]);
        draw_furniture(draw, page);
        cairo_save(draw->cairo); /* items lie as in the frame of an upright page */
        cairo_translate(draw->cairo, draw->sheet->left - FRAME_LEFT, 0.0);
        for (; k < pages->n_boxes && pages->places[pages->order[k]].page == page; k++)
            draw_item(draw, pages->order[k]);
        draw_footnotes(draw, page);
        cairo_restore(draw->cairo);
        draw_open(draw, NULL); /* what goes on begins anew: the next page has a head of its own */
        cairo_show_page(draw->cairo);
    }
    tags_open(draw->tags, NULL, 0);
}

static bool
write_pages(const Report *report, GByteArray *out, GError **error)
{
    g_autoptr(Layout) layout = layout_new(report, error);
    g_autoptr(GByteArray) drawn = g_byte_array_new();

    if (!layout || (report->cover && !check_cover(layout, error)) ||
        (has_imprint(report) && !check_imprint(layout, error)))
        return false;
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(append, drawn, PAGE_WIDTH, PAGE_HEIGHT);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    set_metadata(surface, report);
    cairo_t *cairo = cairo_create(surface);
    g_autoptr(Tags) tags = tags_new(cairo);
    Draw draw = { .report = report,
                  .layout = layout,
                  .text = layout->text,
                  .cairo = cairo,
                  .tags = tags,
                  .first_page = (size_t)report->cover + (size_t)has_imprint(report),
                  .element = 1u << 24 };
    draw_pages(&draw);
    add_outline(surface, &draw);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE, "the PDF could not be made: %s",
                    cairo_status_to_string(status));
        return false;
    }
    return pdf_finish(drawn, report, tags->notes, out, error);
}

/* The figure alone on a page of its size. */
static bool
write_picture(const Report *report, const Block *block, GByteArray *out, GError **error)
{
    const Scene *scene = block->scene;
    g_autoptr(GByteArray) drawn = g_byte_array_new();
    TagNote elements[] = {
        { .name = "Document" },
        { .name = "Figure", .box = { 0.0, 0.0, scene_width(scene), scene_height(scene) } },
    };
    g_autoptr(GArray) notes = g_array_new(FALSE, FALSE, sizeof(TagNote));
    g_autofree char *text = g_strdup(scene->description ? scene->description : scene->title);

    if (!render_pdf(scene, report->text, report->date, drawn, error))
        return false;
    elements[1].alternative = text;
    elements[1].data = block->table;
    g_array_append_vals(notes, elements, G_N_ELEMENTS(elements));
    return pdf_finish(drawn, report, notes, out, error);
}

/* A result that is one figure is the figure, not a page with it. */
static bool
write_pdf(const Report *report, GByteArray *out, GError **error)
{
    for (guint i = 0; report->picture && i < report->blocks->len; i++) {
        const Block *block = &g_array_index(report->blocks, Block, i);

        if (block->kind == BLOCK_FIGURE && block->scene && report->text)
            return write_picture(report, block, out, error);
    }
    return write_pages(report, out, error);
}

const Printing andel_printing = { .write = write_pdf, .find = pdf_file_find };
