/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Greedy filling: chains of boxes that are kept together go on the page while they fit. */
#include "reports/paginate.h"

#include <math.h>

/* The page that is being filled. */
typedef struct {
    const Box *boxes;
    Pages *pages;
    const PageRoom *room;
    double y, notes; /* used from above; of the footnotes so far, without the gap */
    double after;    /* space that the last box wants below it */
    size_t placed;   /* boxes in pages->order */
    bool empty;
    bool landscape;    /* when it is not empty */
    GArray *all_notes; /* of double, by page */
    GArray *all_sides; /* of bool, by page: on its side */
    GQueue *floats;    /* of Chain that wait for the next page; owned */
} Filling;

/* Boxes that are kept together. */
typedef struct {
    size_t begin, end;
} Chain;

static const double tolerance = 1e-6;

static void
close_page(Filling *filling)
{
    double notes = filling->notes > 0.0 ? filling->notes + filling->room->gap : 0.0;

    g_array_append_val(filling->all_notes, notes);
    g_array_append_val(filling->all_sides, filling->landscape);
    if (filling->placed > 0)
        filling->pages->places[filling->pages->order[filling->placed - 1]].last = true;
    filling->y = filling->notes = filling->after = 0.0;
    filling->empty = true;
}

/* Where the top of BOX is when Y is used and the box before wants AFTER; TOP: it begins the page.
 */
static double
box_top(const PageRoom *room, const Box *box, double y, double after, bool top)
{
    double at = y + (top ? box->head : MAX(box->before, after));

    if (top || !(box->flags & BOX_SNAP) || room->grid <= 0.0)
        return at;
    return ceil(at / room->grid - tolerance) * room->grid;
}

static void
place(Filling *filling, size_t i)
{
    const Box *box = &filling->boxes[i];
    Place *at = &filling->pages->places[i];

    filling->y = box_top(filling->room, box, filling->y, filling->after, filling->empty);
    *at = (Place){ .page = filling->all_notes->len, .y = filling->y, .first = filling->empty };
    filling->y += box->height;
    filling->notes += box->notes;
    filling->after = box->after;
    filling->landscape = box->flags & BOX_LANDSCAPE;
    filling->empty = false;
    filling->pages->order[filling->placed++] = i;
}

/* TRUE if boxes BEGIN to END (exclusive) fit on what is left of the page. */
static bool
fits(const Filling *filling, size_t begin, size_t end)
{
    const PageRoom *room = filling->room;
    double y = filling->y, notes = filling->notes, after = filling->after;
    bool top = filling->empty, landscape = filling->boxes[begin].flags & BOX_LANDSCAPE;

    if (!top && landscape != filling->landscape)
        return false;
    for (size_t i = begin; i < end; i++) {
        y = box_top(room, &filling->boxes[i], y, after, top) + filling->boxes[i].height;
        after = filling->boxes[i].after;
        notes += filling->boxes[i].notes;
        top = false;
    }
    y += filling->boxes[end - 1].foot;
    return y + (notes > 0.0 ? notes + room->gap : 0.0) <=
           (landscape ? room->landscape : room->height) + tolerance;
}

/* On the page that is being filled, else on the next; a chain higher than a page is broken where
 * the page ends. */
static void
place_boxes(Filling *filling, size_t begin, size_t end)
{
    if (!filling->empty && !fits(filling, begin, end))
        close_page(filling);
    bool whole = fits(filling, begin, end);
    for (size_t i = begin; i < end; i++) {
        if (!whole && !filling->empty && !fits(filling, i, i + 1))
            close_page(filling);
        place(filling, i);
    }
}

/* Begins the next page, with what waited for it. */
static void
turn_page(Filling *filling)
{
    if (!filling->empty)
        close_page(filling);
    while (!g_queue_is_empty(filling->floats)) {
        g_autofree Chain *chain = g_queue_pop_head(filling->floats);

        place_boxes(filling, chain->begin, chain->end);
    }
}

static void
place_chain(Filling *filling, size_t begin, size_t end)
{
    unsigned flags = filling->boxes[begin].flags;
    bool waiting = !g_queue_is_empty(filling->floats);
    bool floats = (flags & BOX_FLOAT) && (end == begin + 1 || (flags & BOX_LANDSCAPE));

    if ((flags & BOX_PAGE) || (waiting && (flags & BOX_BARRIER))) {
        turn_page(filling);
        if ((flags & BOX_PAGE) && !filling->empty)
            turn_page(filling);
    } else if (floats && (waiting || (!filling->empty && !fits(filling, begin, end)))) {
        Chain chain = { begin, end };
        g_queue_push_tail(filling->floats, g_memdup2(&chain, sizeof chain));
        return;
    }
    if (!filling->empty && !fits(filling, begin, end))
        turn_page(filling);
    place_boxes(filling, begin, end);
}

/* TRUE if no page may end between BOX and NEXT. */
static bool
is_kept(const Box *box, const Box *next)
{
    return (box->flags & BOX_KEEP) && !(next->flags & BOX_PAGE) &&
           (box->flags & BOX_LANDSCAPE) == (next->flags & BOX_LANDSCAPE);
}

Pages *
paginate(const Box *boxes, size_t n, const PageRoom *room)
{
    Pages *pages = g_new0(Pages, 1);
    Filling filling = { .boxes = boxes,
                        .pages = pages,
                        .room = room,
                        .empty = true,
                        .all_notes = g_array_new(FALSE, FALSE, sizeof(double)),
                        .all_sides = g_array_new(FALSE, FALSE, sizeof(bool)),
                        .floats = g_queue_new() };

    pages->places = g_new0(Place, n);
    pages->order = g_new0(size_t, n);
    pages->n_boxes = n;
    for (size_t begin = 0, end; begin < n; begin = end) {
        end = begin + 1;
        while (end < n && is_kept(&boxes[end - 1], &boxes[end]))
            end++;
        place_chain(&filling, begin, end);
    }
    if (!g_queue_is_empty(filling.floats))
        turn_page(&filling);
    if (!filling.empty)
        close_page(&filling);
    pages->n_pages = filling.all_notes->len;
    pages->notes = (double *)(void *)g_array_free(filling.all_notes, FALSE);
    pages->landscape = (bool *)(void *)g_array_free(filling.all_sides, FALSE);
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
    for (size_t p = 0; p < pages->n_pages; p++)
        if (pages->landscape[p])
            g_string_append_printf(text, "%zu: on its side\n", p + 1);
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
    g_free(pages->landscape);
    g_free(pages);
}
