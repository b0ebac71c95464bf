/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/hatch.h"

#include "plots/theme.h"

#include <math.h>

static const double spacing = 4.6; /* along a horizontal */

double
hatch_stroke(void)
{
    return 1.1;
}

HatchLine
hatch_outline(const Mark *mark)
{
    double inset = fmin(theme_stroke(mark->role), mark->x2 - mark->x) / 2.0;

    return (HatchLine){ mark->x + inset, mark->y + inset, mark->x2 - inset, mark->y2 - inset };
}

/* A rising line is x + y = c; it runs from where it enters the rectangle to where it leaves. */
GArray *
hatch_lines(const Mark *mark)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(HatchLine));
    HatchLine box = hatch_outline(mark);

    for (int i = 0;; i++) {
        double c = box.x + box.y + spacing * (i + 0.5);
        double left = fmax(box.x, c - box.y2), right = fmin(box.x2, c - box.y);
        HatchLine line = { left, c - left, right, c - right };

        if (c >= box.x2 + box.y2)
            return lines;
        g_array_append_val(lines, line);
    }
}
