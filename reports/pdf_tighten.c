/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/pdf_tighten.h"

/* Of the space that is asked for: less than the least looks crowded. */
static const double scales[] = { 0.92, 0.84, 0.76 };

static size_t
count_pages(const Box *boxes, size_t n, const PageRoom *room)
{
    g_autoptr(Pages) pages = paginate(boxes, n, room);

    return pages->n_pages;
}

static void
scale_space(Box *boxes, const Box *asked, size_t n, double scale)
{
    for (size_t i = 0; i < n; i++) {
        boxes[i].before = scale * asked[i].before;
        boxes[i].after = scale * asked[i].after;
    }
}

static void
tighten_chapter(Box *boxes, size_t n, const PageRoom *room)
{
    g_autofree Box *asked = g_memdup2(boxes, n * sizeof *boxes);
    size_t n_pages = count_pages(asked, n, room);

    for (size_t i = 0; i < G_N_ELEMENTS(scales) && n_pages > 1; i++) {
        scale_space(boxes, asked, n, scales[i]);
        if (count_pages(boxes, n, room) < n_pages)
            return;
    }
    scale_space(boxes, asked, n, 1.0);
}

void
pages_tighten(Box *boxes, size_t n, const PageRoom *room)
{
    for (size_t begin = 0, end; begin < n; begin = end) {
        end = begin + 1;
        while (end < n && !(boxes[end].flags & BOX_PAGE))
            end++;
        tighten_chapter(boxes + begin, end - begin, room);
    }
}
