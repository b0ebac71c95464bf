/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/likert.h"

#include "datasets/error.h"
#include "plots/theme.h"

#include <math.h>
#include <string.h>

static const double to_heads = 22.0, head_to_key = 10.5, to_key = 18.0;
static const double beside_line = 5.0;                      /* from the line to a head */
static const double least_own = 25.0, most_own_head = 40.0; /* of a column of its own */

void
likert_clear(Likert *likert)
{
    row_grid_clear(&likert->grid);
}

bool
likert_set_steps(Likert *likert, const ChartData *data, GError **error)
{
    size_t n = 0;

    for (size_t k = 0; k < data->n_series; k++)
        n += !data->series[k].rest;
    likert->n_low = n / 2;
    likert->high = n - n / 2;
    likert->n_own = 0;
    likert->middle = data->n_series;
    if (n < 2 || likert->n_low > MOST_STEPS || data->n_series - 2 * likert->n_low > MOST_OWN) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the scale has %zu steps; a diverging chart shows 2 to 5, beside \"don't "
                    "know\": combine steps, or use stacked",
                    n);
        return false;
    }
    if (likert->high > likert->n_low && data->neutral != NEUTRAL_OWN) {
        likert->middle = likert->n_low;
        likert->before = data->neutral == NEUTRAL_SPLIT ? 0.5 : 1.0;
        likert->after = 1.0 - likert->before;
    }
    for (size_t k = likert->n_low; k < data->n_series; k++)
        if (k != likert->middle && (k < likert->high || k >= likert->high + likert->n_low))
            likert->own[likert->n_own++] = k;
    return true;
}

int
likert_step(const ChartData *data, size_t k)
{
    size_t n = 0;

    for (size_t i = 0; i < data->n_series; i++)
        n += !data->series[i].rest;
    size_t n_low = n / 2, high = n - n / 2;
    if (k < n_low)
        return n_low == 1 ? 0 : (int)k;
    if (k < high)
        return 2;
    return n_low == 1 ? N_STEPS - 1 : (int)(k - high) + 3;
}

/* ---- what the names of a side have in common */

/* "Agree strongly" and "Agree partly" share "Agree ": the bytes of the words that all N names from
 * series BEGIN begin with, when each of them goes on. */
static size_t
shared_words(const ChartData *data, size_t begin, size_t n)
{
    const char *first = data->series[begin].label;
    size_t shared = strlen(first), words = 0;

    for (size_t k = begin + 1; k < begin + n; k++) {
        size_t i = 0;

        while (i < shared && first[i] == data->series[k].label[i])
            i++;
        shared = i;
    }
    for (size_t i = 0; i < shared; i++)
        if (first[i] == ' ')
            words = i + 1;
    for (size_t k = begin; k < begin + n; k++)
        if (data->series[k].label[words] == '\0')
            return 0;
    return n > 1 ? words : 0;
}

static size_t
begin_of(const Likert *likert, int side)
{
    return side ? likert->high : 0;
}

/* The key below the head of SIDE, ENTRIES [n_low]. */
static void
find_entries(const Likert *likert, int side, KeyEntry *entries)
{
    for (size_t i = 0; i < likert->n_low; i++) {
        size_t k = begin_of(likert, side) + i;

        entries[i] = (KeyEntry){ likert->grid.frame.data->series[k].label + likert->prefix[side],
                                 ROLE_DIVERGING, likert_step(likert->grid.frame.data, k) };
    }
}

static char *
head_of(const Likert *likert, int side)
{
    const char *label = likert->grid.frame.data->series[begin_of(likert, side)].label;

    return likert->n_low == 1 ? g_strdup(label)
                              : g_strchomp(g_strndup(label, likert->prefix[side]));
}

static double
keys_width(const Likert *likert, int side)
{
    KeyEntry entries[MOST_STEPS];

    find_entries(likert, side, entries);
    return likert->n_low > 1 ? key_width(&likert->grid.frame, entries, likert->n_low) : 0.0;
}

static double
side_width(const Likert *likert, int side)
{
    g_autofree char *head = head_of(likert, side);
    double width = text_width(likert->grid.frame.text, theme_text(ROLE_SIDE_HEAD), head);

    return fmax(width, keys_width(likert, side)) + beside_line;
}

static double
own_head_width(const Likert *likert, size_t b)
{
    const Frame *frame = &likert->grid.frame;
    const char *label = frame->data->series[likert->own[b]].label;
    const TextStyle *look = theme_text(ROLE_SIDE_COLUMN);
    double one = text_width(frame->text, look, label);

    return one <= most_own_head ? one : text_narrowest(frame->text, look, label, 2);
}

/* The head over the low side may stand over the names of the rows too. */
void
likert_measure_heads(Likert *likert)
{
    const RowGrid *grid = &likert->grid;
    const ChartData *data = grid->frame.data;
    double names = grid->left - grid->frame.left;

    for (int side = 0; side < 2; side++)
        likert->prefix[side] = shared_words(data, begin_of(likert, side), likert->n_low);
    /* what stands on the line has no head of its own */
    likert->keyed = likert->n_low == 1 || (likert->prefix[0] > 0 && likert->prefix[1] > 0);
    for (size_t b = 0; b < likert->n_own; b++)
        likert->own_room[b] = fmax(least_own, own_head_width(likert, b));
    likert->keyed = likert->keyed && !data->panel && likert->middle == data->n_series;
    if (!likert->keyed)
        return;
    double low = side_width(likert, 0) - names, high = side_width(likert, 1);
    if (low + high > 0.7 * (grid->right - grid->left)) {
        likert->keyed = false;
        return;
    }
    likert->low_room = fmax(low, 0.0);
    likert->high_room = high;
}

/* ---- placing them */

static void
add_side(Likert *likert, int side, double y)
{
    Frame *frame = &likert->grid.frame;
    g_autofree char *head = head_of(likert, side);
    double edge = likert->zero + (side ? beside_line : -beside_line);
    double key = side ? edge : edge - keys_width(likert, side);
    KeyEntry entries[MOST_STEPS];

    scene_add_text(frame->scene, frame->text, ROLE_SIDE_HEAD, head, edge, y, side ? 0.0 : 1.0)
        ->series = side ? N_STEPS - 1 : 0;
    if (likert->n_low == 1)
        return;
    find_entries(likert, side, entries);
    key_add(frame, entries, likert->n_low, key, frame->right, y + head_to_key);
}

static size_t
add_own_heads(Likert *likert, double y)
{
    Frame *frame = &likert->grid.frame;
    size_t most = 1;

    for (size_t b = 0; b < likert->n_own; b++) {
        const char *label = frame->data->series[likert->own[b]].label;
        g_auto(GStrv) lines = text_wrap(frame->text, theme_text(ROLE_SIDE_COLUMN), label,
                                        likert->own_room[b] + 0.1, false);

        most = MAX(most, g_strv_length(lines));
        frame_lines(frame, ROLE_SIDE_COLUMN, lines, likert->own_x[b], y, 0.0);
    }
    return most;
}

/* One key for both sides, in the order of the parts. */
static double
add_key(Likert *likert)
{
    Frame *frame = &likert->grid.frame;
    KeyEntry entries[2 * MOST_STEPS + 1];
    size_t n = likert->n_low;

    likert->prefix[0] = likert->prefix[1] = 0;
    find_entries(likert, 0, entries);
    if (likert->middle < frame->data->n_series)
        entries[n++] = (KeyEntry){ frame->data->series[likert->middle].label, ROLE_DIVERGING,
                                   likert_step(frame->data, likert->middle) };
    find_entries(likert, 1, entries + n);
    return key_add(frame, entries, n + likert->n_low, frame->left, frame->right, frame->y + to_key);
}

double
likert_add_heads(Likert *likert)
{
    Frame *frame = &likert->grid.frame;
    double y = frame->y + to_heads, leading = theme_text(ROLE_SIDE_COLUMN)->leading;

    if (!likert->keyed) {
        y = add_key(likert) + (likert->n_own > 0 ? 15.0 : 0.0);
        return y + ((double)add_own_heads(likert, y) - 1.0) * leading;
    }
    for (int side = 0; side < 2; side++)
        add_side(likert, side, y);
    size_t lines = add_own_heads(likert, y);
    return y + fmax(likert->n_low > 1 ? head_to_key : 0.0, ((double)lines - 1.0) * leading);
}
