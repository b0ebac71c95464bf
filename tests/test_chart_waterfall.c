/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A waterfall in half the width: its names stand above the bars. */
#include "tests/figures.h"
#include "tests/fonts.h"
#include "tests/golden.h"
#include "tests/marks.h"

/* LINE, a vertical, and the capitals of TEXT. */
static bool
crosses(const Mark *line, const Mark *text)
{
    double top = text->y - CAPITAL * theme_text(text->role)->size;

    return line->x > text->x && line->x < text->x + text->width && line->y < text->y &&
           line->y2 > top;
}

static void
connectors_go_around_the_names_between_bars(void **state)
{
    ChartData data = figure_payments();
    g_autoptr(GError) error = NULL;

    data.framed = false;
    g_autoptr(Scene) scene =
        chart_draw(chart_find("waterfall", NULL), &data, 204.0, *state, &error);
    assert_no_error(error);
    g_autofree char *dump = scene_dump(scene);
    const Mark *marks = (const Mark *)(gconstpointer)scene->marks->data;

    assert_true(text_of(scene, "Avsiktliga fel")->y <
                mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 0)->y);
    assert_int_equal(count_of(scene, ROLE_CONNECTOR), 5); /* two of the three are cut */
    for (guint i = 0; i < scene->marks->len; i++)
        for (guint j = 0; j < scene->marks->len; j++)
            if (marks[i].role == ROLE_CONNECTOR && marks[j].role == ROLE_CATEGORY)
                assert_false(crosses(&marks[i], &marks[j]));
    assert_golden("payments-narrow.txt", dump, -1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(connectors_go_around_the_names_between_bars),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
