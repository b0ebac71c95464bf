/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Greedy filling: chains of boxes that are kept together go on the page while they fit. */
#include "reports/paginate.h"

/* The page that is being filled. */
typedef struct {
    const Box *boxes;
    Pages *pages;
    double height, gap;
    double y, notes; /* used from above; of the footnotes so far, without the gap */
    double after;    /* space that the last box wants below it */
    size_t placed;   /* boxes in pages->order */
    bool empty;
    GArray *all_notes; /* of double, by page */
    GQueue *floats;    /* indices of boxes that wait for the next page */
} Filling;

static const double tolerance = 1e-6;

static void
close_page(Filling *filling)
{
    double notes = filling->notes > 0.0 ? filling->notes + filling->gap : 0.0;

    g_array_append_val(filling->all_notes, notes);
    if (filling->placed > 0)
        filling->pages->places[filling->pages->order[filling->placed - 1]].last = true;
    filling->y = filling->notes = filling->after = 0.0;
    filling->empty = true;
}

/* Where the top of BOX is when Y is used and the box before wants AFTER; TOP: it begins the page.
 */
static double
box_top(const Box *box, double y, double after, bool top)
{
    return y + (top ? box->head : MAX(box->before, after));
}

static void
place(Filling *filling, size_t i)
{
    const Box *box = &filling->boxes[i];
    Place *at = &filling->pages->places[i];

    filling->y = box_top(box, filling->y, filling->after, filling->empty);
    *at = (Place){ .page = filling->all_notes->len, .y = filling->y, .first = filling->empty };
    filling->y += box->height;
    filling->notes += box->notes;
    filling->after = box->after;
    filling->empty = false;
    filling->pages->order[filling->placed++] = i;
}

/* TRUE if boxes BEGIN to END (exclusive) fit on what is left of the page. */
static bool
fits(const Filling *filling, size_t begin, size_t end)
{
    double y = filling->y, notes = filling->notes, after = filling->after;
    bool top = filling->empty;

    for (size_t i = begin; i < end; i++) {
        y = box_top(&filling->boxes[i], y, after, top) + filling->boxes[i].height;
        after = filling->boxes[i].after;
        notes += filling->boxes[i].notes;
        top = false;
    }
    y += filling->boxes[end - 1].foot;
    return y + (notes > 0.0 ? notes + filling->gap : 0.0) <= filling->height + tolerance;
}

/* Begins the next page, with what waited for it. */
static void
turn_page(Filling *filling)
{
    close_page(filling);
    while (!g_queue_is_empty(filling->floats)) {
        size_t i = GPOINTER_TO_SIZE(g_queue_peek_head(filling->floats));

        if (!filling->empty && !fits(filling, i, i + 1))
            close_page(filling);
        place(filling, i);
        g_queue_pop_head(filling->floats);
    }
}

/* A chain higher than a page: broken where the page ends. */
static void
place_by_force(Filling *filling, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        if (!filling->empty && !fits(filling, i, i + 1))
            turn_page(filling);
        place(filling, i);
    }
}

static void
place_chain(Filling *filling, size_t begin, size_t end)
{
    const Box *first = &filling->boxes[begin];
    bool waiting = !g_queue_is_empty(filling->floats);
    bool floats = (first->flags & BOX_FLOAT) && end == begin + 1;

    if ((first->flags & BOX_PAGE) || (waiting && (first->flags & BOX_BARRIER))) {
        if (waiting || !filling->empty)
            turn_page(filling);
        if ((first->flags & BOX_PAGE) && !filling->empty)
            turn_page(filling);
    } else if (floats && (waiting || (!filling->empty && !fits(filling, begin, end)))) {
        g_queue_push_tail(filling->floats, GSIZE_TO_POINTER(begin));
        return;
    }
    if (!filling->empty && !fits(filling, begin, end))
        turn_page(filling);
    if (!filling->empty && !fits(filling, begin, end)) /* floats took the page */
        turn_page(filling);
    if (fits(filling, begin, end))
        for (size_t i = begin; i < end; i++)
            place(filling, i);
    else
        place_by_force(filling, begin, end);
}

Pages *
paginate(const Box *boxes, size_t n, double height, double gap)
{
    Pages *pages = g_new0(Pages, 1);
    Filling filling = { .boxes = boxes,
                        .pages = pages,
                        .height = height,
                        .gap = gap,
                        .empty = true,
                        .all_notes = g_array_new(FALSE, FALSE, sizeof(double)),
                        .floats = g_queue_new() };

    pages->places = g_new0(Place, n);
    pages->order = g_new0(size_t, n);
    pages->n_boxes = n;
    for (size_t begin = 0, end; begin < n; begin = end) {
        end = begin + 1;
        while (end < n && (boxes[end - 1].flags & BOX_KEEP) && !(boxes[end].flags & BOX_PAGE))
            end++;
        place_chain(&filling, begin, end);
    }
    if (!g_queue_is_empty(filling.floats))
        turn_page(&filling);
    if (!filling.empty)
        close_page(&filling);
    pages->n_pages = filling.all_notes->len;
    pages->notes = (double *)(void *)g_array_free(filling.all_notes, FALSE);
    g_queue_free(filling.floats);
    return pages;
}

char *
pages_dump(const Pages *pages, const Box *boxes)
{
    GString *text = g_string_new(NULL);

    for (size_t k = 0; k < pages->n_boxes; k++) {
        size_t i = pages->order[k];
        const Place *at = &pages->places[i];

        g_string_append_printf(text, "%zu: box %zu at %.1f, %.1f high%s%s\n", at->page + 1, i,
                               at->y, boxes[i].height, at->first ? " first" : "",
                               at->last ? " last" : "");
    }
    for (size_t p = 0; p < pages->n_pages; p++)
        if (pages->notes[p] > 0.0)
            g_string_append_printf(text, "%zu: footnotes %.1f high\n", p + 1, pages->notes[p]);
    return g_string_free(text, FALSE);
}

void
pages_free(Pages *pages)
{
    if (!pages)
        return;
    g_free(pages->places);
    g_free(pages->order);
    g_free(pages->notes);
    g_free(pages);
}
