/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/likert_scale.h"

#include "datasets/error.h"
#include "datasets/number.h"
#include "plots/theme.h"

#include <math.h>

static const double between_blocks = 13.0;

double
likert_sum(const ChartRow *row, size_t begin, size_t end)
{
    double sum = 0.0;

    for (size_t k = begin; k < end; k++)
        sum += row->values[k].value;
    return sum;
}

double
likert_middle(const Likert *likert, const ChartRow *row)
{
    bool none = likert->middle == likert->grid.frame.data->n_series;

    return none ? 0.0 : row->values[likert->middle].value;
}

/* The last digits of doubles are no part of it. */
char *
likert_sum_text(const ChartData *data, double sum)
{
    return number_format(number_round(sum, 0, 9), 0, data->decimals, number_style(data->language));
}

static double
text_room(const Likert *likert, const char *text, MarkRole role)
{
    return LIKERT_BEFORE_TEXT + text_width(likert->grid.frame.text, theme_text(role), text);
}

/* Width of block B beside the sides at SCALE points per unit. */
static double
own_width(const Likert *likert, size_t b, double scale)
{
    double widest = likert->own_room[b];
    const ChartRow *row;

    for (size_t i = 0; (row = chart_measured(likert->grid.frame.data, i)); i++) {
        const ChartValue *value = &row->values[likert->own[b]];

        if (isfinite(value->value) && value->text)
            widest = fmax(widest, scale * value->value + text_room(likert, value->text, ROLE_CELL));
    }
    return widest;
}

/* Room that the blocks take at SCALE points per unit; LEFT gets that before the line. */
static double
room_at(const Likert *likert, double scale, double *left)
{
    const ChartData *data = likert->grid.frame.data;
    double before = likert->low_room, after = likert->high_room, others = 0.0;
    const ChartRow *row;

    for (size_t i = 0; (row = chart_measured(data, i)); i++) {
        double low = likert_sum(row, 0, likert->n_low);
        double high = likert_sum(row, likert->high, likert->high + likert->n_low);

        double middle = likert_middle(likert, row);
        if (!isfinite(low) || !isfinite(high) || !isfinite(middle))
            continue;
        g_autofree char *low_text = likert_sum_text(data, low),
                        *high_text = likert_sum_text(data, high);
        before = fmax(before, scale * (low + likert->before * middle) +
                                  text_room(likert, low_text, ROLE_SIDE_SUM));
        after = fmax(after, scale * (high + likert->after * middle) +
                                text_room(likert, high_text, ROLE_SIDE_SUM));
    }
    for (size_t b = 0; b < likert->n_own; b++)
        others += between_blocks + own_width(likert, b, scale);
    *left = before;
    return before + after + others;
}

/* Where the columns of their own begin: from the right edge leftwards. */
static void
place_own(Likert *likert)
{
    double right = likert->grid.right;

    for (size_t b = likert->n_own; b-- > 0;) {
        likert->own_x[b] = right - own_width(likert, b, likert->scale);
        right = likert->own_x[b] - between_blocks;
    }
}

/* The largest measure at which all blocks stand beside each other. */
bool
likert_solve_scale(Likert *likert, GError **error)
{
    double room = likert->grid.right - likert->grid.left, low = 0.0, high = 20.0, left;
    double least = room_at(likert, 0.6, &left);

    if (least > room) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the blocks of the scale have %.0f pt too few; make the figure wider, or "
                    "shorten the names of rows and steps",
                    ceil(least - room));
        return false;
    }
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2.0;

        if (room_at(likert, middle, &left) <= room)
            low = middle;
        else
            high = middle;
    }
    likert->scale = low;
    room_at(likert, low, &left);
    likert->zero = likert->grid.left + left;
    place_own(likert);
    return true;
}
