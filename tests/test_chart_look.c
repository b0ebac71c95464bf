/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures beside the pictures of the design, at the same width: what stands in them lies within a
 * point of where the picture has it. The places were measured on the pictures (1600 pixels for
 * 453.5 points), from the ink of the texts; a text begins and ends up to half a point outside. */
#include "plots/theme.h"
#include "tests/check.h"
#include "tests/figures.h"
#include "tests/fonts.h"

#include <string.h>

/* A text of a picture: one edge of its ink (the left one, or the right one) and its baseline. */
typedef struct {
    const char *text;
    char edge; /* l, r or m: the middle */
    double x, y;
} Place;

static const Mark *
text_of(const Scene *scene, const char *text)
{
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->kind == MARK_TEXT && strcmp(mark->text, text) == 0)
            return mark;
    }
    fail_msg("no such text: %s", text);
    return NULL;
}

static void
assert_places(const Scene *scene, const Place *places, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const Mark *mark = text_of(scene, places[i].text);
        double left = mark->x - mark->anchor * mark->width, ink = 0.4;
        double x = places[i].edge == 'l'   ? left + ink
                   : places[i].edge == 'r' ? left + mark->width - ink
                                           : left + mark->width / 2.0;

        if (fabs(x - places[i].x) > 1.0 || fabs(mark->y - places[i].y) > 1.0)
            fail_msg("\"%s\" is at %.1f, %.1f and in the picture at %.1f, %.1f", mark->text, x,
                     mark->y, places[i].x, places[i].y);
    }
}

static const Mark *
line_of(const Scene *scene, MarkRole role, size_t n)
{
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->kind == MARK_LINE && mark->role == role && n-- == 0)
            return mark;
    }
    fail_msg("no such line: %s", role_name(role));
    return NULL;
}

#define assert_point(actual, expected) \
    assert_close((actual) / 450.0, (expected) / 450.0, 1.0 / 450.0)

static void
bars_lie_where_the_picture_has_them(void **state)
{
    static const Place places[] = {
        { "Varje gång", 'r', 111.1, 112.2 },
        { "Ja, men inte varje gång", 'l', 15.3, 137.6 },
        { "48", 'r', 438.0, 112.0 },
        { "24", 'l', 277.2, 137.6 },
        { "5", 'l', 156.0, 188.4 },
        { "Anm. Andelarna summerar till 101 på grund av avrundning.", 'l', 15.3, 215.8 },
    };
    ChartData data = figure_information();
    g_autoptr(Scene) scene = draw_figure(state, "bar", &data);

    assert_places(scene, places, G_N_ELEMENTS(places));
    assert_point(scene->height, 917.0 / 1600.0 * figure_width);
}

static void
dots_and_their_table_lie_where_the_picture_has_them(void **state)
{
    static const Place places[] = {
        { "Antal", 'r', 212.9, 78.5 },
        { "Andel", 'r', 388.1, 78.5 },
        { "95 % KI", 'l', 412.2, 78.5 },
        { "Samtliga", 'r', 50.7, 98.4 },
        { "109", 'l', 197.3, 98.4 },
        { "48", 'r', 388.1, 98.1 },
        { "39–57", 'l', 412.7, 98.4 },
        { "Storstäder och storstadsnära", 'r', 128.4, 119.9 },
        { "Storstäder, stadsdelar", 'r', 113.4, 136.9 },
        { "20–61", 'l', 413.0, 136.9 },
        { "Större städer och närområde", 'r', 126.1, 174.3 },
        { "Landsbygdskommun med besöksnäring", 'r', 182.8, 312.9 },
        { "4", 'r', 212.9, 312.9 },
        { "0", 'm', 229.3, 331.9 },
        { "100", 'm', 356.7, 331.9 },
    };
    ChartData data = figure_domains();
    g_autoptr(Scene) scene = draw_figure(state, "dot", &data);

    assert_places(scene, places, G_N_ELEMENTS(places));
    assert_point(line_of(scene, ROLE_BASELINE, 0)->x, 229.3);
    assert_point(scene->height, 1427.0 / 1600.0 * figure_width);
}

static void
both_sides_lie_where_the_picture_has_them(void **state)
{
    static const Place places[] = {
        { "Instämmer inte", 'l', 191.3, 96.1 },
        { "Instämmer", 'r', 297.6, 96.1 },
        { "helt", 'l', 198.1, 106.6 },
        { "delvis", 'r', 246.9, 106.6 },
        { "Varken", 'l', 366.2, 96.1 },
        { "eller", 'l', 366.2, 106.6 },
        { "Vet ej", 'r', 434.3, 96.1 },
        { "Det är tydligt vem hos oss", 'l', 15.6, 129.3 },
        { "som tar emot beslutet", 'l', 15.6, 140.2 },
        { "78", 'l', 342.4, 134.4 },
        { "59", 'l', 172.9, 284.6 },
        { "15", 'l', 387.5, 164.4 },
        { "9", 'l', 428.0, 164.4 },
    };
    ChartData data = figure_opinions();
    g_autoptr(Scene) scene = draw_figure(state, "likert", &data);

    assert_places(scene, places, G_N_ELEMENTS(places));
    assert_point(line_of(scene, ROLE_BASELINE, 0)->x, 252.3);
    assert_point(line_of(scene, ROLE_BASELINE, 1)->x, 366.0);
    assert_point(line_of(scene, ROLE_BASELINE, 2)->x, 413.6);
    assert_point(scene->height, 1300.0 / 1600.0 * figure_width);
}

/* The picture leaves 3.5 points free behind the names; ours end at the edge as bars do, so nothing
 * is compared with what lies to the right of the first year. */
static void
lines_lie_where_the_picture_has_them(void **state)
{
    static const Place places[] = {
        { "Procent", 'l', 15.6, 79.4 }, { "100", 'r', 29.8, 94.4 },   { "20", 'r', 29.8, 228.4 },
        { "0", 'r', 29.8, 262.5 },      { "2007", 'm', 43.4, 272.4 },
    };
    ChartRow rows[13];
    ChartValue values[13][3];
    ChartData data = figure_periods_in(rows, values);
    g_autoptr(Scene) scene = draw_figure(state, "line", &data);
    const Mark *first = text_of(scene, "Minst en");

    assert_places(scene, places, G_N_ELEMENTS(places));
    assert_point(line_of(scene, ROLE_BASELINE, 0)->y, 259.4);
    assert_point(scene->height, 1215.0 / 1600.0 * figure_width);
    for (int year = 2010; year <= 2019; year += 3) {
        g_autofree char *label = g_strdup_printf("%d", year);
        assert_non_null(text_of(scene, label));
    }
    assert_point(text_of(scene, "kommunal insats")->y - first->y, 10.8);
    assert_point(text_of(scene, "84")->x + 5.6, first->x);
    assert_point(text_of(scene, "kommunal insats")->width, 71.5);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_lie_where_the_picture_has_them),
        cmocka_unit_test(dots_and_their_table_lie_where_the_picture_has_them),
        cmocka_unit_test(both_sides_lie_where_the_picture_has_them),
        cmocka_unit_test(lines_lie_where_the_picture_has_them),
    };
    return cmocka_run_group_tests_name("chart_look", tests, open_fonts, close_fonts);
}
