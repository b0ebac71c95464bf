/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fonts.h - the fonts of figures as the state of a group of tests, and figures drawn with them. */
#pragma once

#include "tests/check.h"
#include "tests/figures.h"

static inline int
open_fonts(void **state)
{
    *state = text_context_new(NULL);
    return *state ? 0 : -1;
}

static inline int
close_fonts(void **state)
{
    text_context_free(*state);
    return 0;
}

/* DATA as a figure of KIND, WIDTH points wide. */
static inline Scene *
draw_figure_at(void **state, const char *kind, const ChartData *data, double width)
{
    g_autoptr(GError) error = NULL;
    Scene *scene = chart_draw(chart_find(kind, NULL), data, width, *state, &error);

    if (!scene)
        fail_msg("%s: %s", kind, error->message);
    assert_no_error(error);
    return scene;
}

/* The same, as wide as a page. */
static inline Scene *
draw_figure(void **state, const char *kind, const ChartData *data)
{
    return draw_figure_at(state, kind, data, figure_width);
}
