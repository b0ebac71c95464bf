/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/scale.h"

#include <math.h>

/* How far a span reaches to one side of zero at u points per unit: slope * u + fixed. */
typedef struct {
    double slope, fixed;
} Reach;

static Reach
reach_right(const Span *span)
{
    return (Reach){ fmax(span->from, span->to), span->left ? 0.0 : span->beyond };
}

static Reach
reach_left(const Span *span)
{
    return (Reach){ -fmin(span->from, span->to), span->left ? span->beyond : 0.0 };
}

/* Both reaches grow or shrink linearly with the scale, so the largest scale at which the widest
 * right and the widest left together fit is the least over all pairs. */
double
scale_solve(const Span *spans, size_t n, double width, double *zero)
{
    double scale = INFINITY, most_right = 0.0, most_left = 0.0;

    for (size_t i = 0; i <= n; i++) {
        Reach right = i < n ? reach_right(&spans[i]) : (Reach){ 0.0, 0.0 };

        most_right = fmax(most_right, right.fixed);
        if (i < n)
            most_left = fmax(most_left, reach_left(&spans[i]).fixed);
        for (size_t j = 0; j <= n; j++) {
            Reach left = j < n ? reach_left(&spans[j]) : (Reach){ 0.0, 0.0 };
            double slope = right.slope + left.slope;

            if (slope > 0.0)
                scale = fmin(scale, (width - right.fixed - left.fixed) / slope);
        }
    }
    if (most_right + most_left > width)
        return width - most_right - most_left;
    if (isinf(scale))
        scale = 0.0;
    *zero = 0.0;
    for (size_t j = 0; j < n; j++) {
        Reach left = reach_left(&spans[j]);

        *zero = fmax(*zero, left.slope * scale + left.fixed);
    }
    return scale;
}
