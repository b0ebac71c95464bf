/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small multiples: one scale, names at the outer panels only, and what cannot be shown. */
#include "datasets/error.h"
#include "plots/multiples.h"
#include "plots/theme.h"
#include "tests/figures.h"
#include "tests/fonts.h"
#include "tests/golden.h"
#include "tests/reading.h"

enum { N_PANELS = 3, N_ROWS = 3 };

static const char *const titles[] = { "North", "Middle", "South" };
static const char *const counts[] = { "n = 40", "n = 35", "n = 52" };
static const double shares[N_PANELS][N_ROWS] = { { 20, 70, 10 }, { 40, 55, 5 }, { 10, 88, 2 } };
static const char *const texts[N_PANELS][N_ROWS] = { { "20", "70", "10" },
                                                     { "40", "55", "5" },
                                                     { "10", "88", "2" } };

static ChartRow rows[MOST_PANELS + 1][N_ROWS];
static ChartData inner[MOST_PANELS + 1];
static ChartPanel panels[MOST_PANELS + 1];

/* N panels of three bars; after the third they are as the first. */
static ChartData
figure_of_panels(size_t n)
{
    static const char *const names[] = { "Every time", "Not every time", "Don't know" };

    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < N_ROWS; k++)
            rows[i][k] = (ChartRow){ .label = names[k],
                                     .value = shares[i % N_PANELS][k],
                                     .lower = NAN,
                                     .upper = NAN,
                                     .value_text = texts[i % N_PANELS][k],
                                     .rest = k == 2 };
        inner[i] = (ChartData){ .rows = rows[i], .n_rows = N_ROWS, .language = "en" };
        panels[i] = (ChartPanel){ titles[i % N_PANELS], counts[i % N_PANELS], &inner[i] };
    }
    return (ChartData){ .title = "Was the municipality informed?",
                        .base = "Share of the municipalities, per cent",
                        .language = "en",
                        .panels = panels,
                        .n_panels = n,
                        .framed = true };
}

/* The marks of ROLE in the order in which they were laid out. */
static GArray *
marks_of(const Scene *scene, MarkRole role)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Mark));

    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);

        if (mark->role == role)
            g_array_append_vals(found, mark, 1);
    }
    return found;
}

static void
the_same_share_is_as_long_in_every_panel(void **state)
{
    ChartData data = figure_of_panels(N_PANELS);
    g_autoptr(Scene) scene = draw_figure(state, "bar", &data);
    g_autoptr(GArray) bars = marks_of(scene, ROLE_DATA);

    assert_int_equal(bars->len, 6);
    double unit = 0.0;
    for (guint i = 0; i < bars->len; i++) {
        const Mark *bar = &g_array_index(bars, Mark, i);
        double points = (bar->x2 - bar->x) / shares[i / 2][i % 2];

        unit = i == 0 ? points : unit;
        assert_close(points, unit, 1e-9);
    }
}

static void
names_stand_at_the_first_column_only(void **state)
{
    ChartData data = figure_of_panels(N_PANELS);
    g_autoptr(Scene) scene = draw_figure(state, "bar", &data);
    g_autoptr(GArray) names = marks_of(scene, ROLE_CATEGORY);
    g_autoptr(GArray) wrapped = marks_of(scene, ROLE_CATEGORY_WRAPPED);
    g_autoptr(GArray) heads = marks_of(scene, ROLE_PANEL);
    g_autoptr(GArray) bars = marks_of(scene, ROLE_DATA);

    g_array_append_vals(names, wrapped->data, wrapped->len);
    assert_int_equal(heads->len, N_PANELS);
    assert_true(names->len >= N_ROWS);
    for (guint i = 0; i < names->len; i++) /* they end where they begin: right-aligned */
        assert_true(g_array_index(names, Mark, i).x < g_array_index(bars, Mark, 0).x);
    for (guint i = 1; i < heads->len; i++) /* side by side: one row of panels */
        assert_close(g_array_index(heads, Mark, i).y, g_array_index(heads, Mark, 0).y, 0.0);
}

static void
scales_of_their_own_are_said(void **state)
{
    ChartData data = figure_of_panels(N_PANELS);
    data.free_scales = true;
    g_autoptr(Scene) scene = draw_figure(state, "bar", &data);
    g_autofree char *dump = scene_dump(scene);

    assert_non_null(strstr(dump, "n = 40, from 10 to 70"));
    assert_non_null(strstr(dump, "Each panel has a scale of its own"));
}

static void
the_layout_is_as_designed(void **state)
{
    ChartData data = figure_of_panels(N_PANELS);
    g_autoptr(Scene) scene = draw_figure(state, "bar", &data);
    g_autofree char *dump = scene_dump(scene);

    assert_golden("multiples.txt", dump, -1);
}

static void
every_panel_stands_in_the_alternative_text(void **state)
{
    ChartData data = figure_of_panels(N_PANELS);
    g_autoptr(Scene) scene = draw_figure(state, "bar", &data);

    assert_string_equal(scene->description,
                        "Bar chart. Share of the municipalities, per cent: North – Every time 20, "
                        "Not every time 70, Don't know 10. Middle – Every time 40, Not every time "
                        "55, Don't know 5. South – Every time 10, Not every time 88, Don't know "
                        "2.");
}

static void
twelve_panels_find_room_and_thirteen_are_refused(void **state)
{
    ChartData data = figure_of_panels(MOST_PANELS);
    g_autoptr(Scene) scene = draw_figure(state, "bar", &data);
    g_autoptr(GError) error = NULL;
    ChartData many = figure_of_panels(MOST_PANELS + 1);

    assert_non_null(scene);
    assert_null(chart_draw(chart_find("bar", NULL), &many, figure_width, *state, &error));
    assert_error(error, ANDEL_ERROR_DATA, "13 panels and a page has room for 12");
}

static void
a_fault_names_its_panel(void **state)
{
    ChartData data = figure_of_panels(N_PANELS);
    g_autoptr(GError) error = NULL;

    inner[1].n_rows = 0;
    assert_null(chart_draw(chart_find("bar", NULL), &data, figure_width, *state, &error));
    assert_error(error, ANDEL_ERROR_DATA, "in the panel \"Middle\": the figure has no rows");
    static const ChartSeries series[] = { { "Yes", false }, { "No", false } };
    inner[1].series = series;
    inner[1].n_series = 2;
    g_clear_error(&error);
    assert_null(chart_draw(chart_find("bar", NULL), &data, figure_width, *state, &error));
    assert_error(error, ANDEL_ERROR_DATA, "do not have the same series");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_share_is_as_long_in_every_panel),
        cmocka_unit_test(names_stand_at_the_first_column_only),
        cmocka_unit_test(scales_of_their_own_are_said),
        cmocka_unit_test(the_layout_is_as_designed),
        cmocka_unit_test(every_panel_stands_in_the_alternative_text),
        cmocka_unit_test(twelve_panels_find_room_and_thirteen_are_refused),
        cmocka_unit_test(a_fault_names_its_panel),
    };
    return cmocka_run_group_tests_name("multiples", tests, open_fonts, close_fonts);
}
