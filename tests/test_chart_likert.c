/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two-sided scales: where the middle stands, what is printed, and the form of 100 per cent. */
#include "datasets/error.h"
#include "tests/figures.h"
#include "tests/fonts.h"
#include "tests/marks.h"

static const Mark *
first_step(const Scene *scene, int series, double below)
{
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->role == ROLE_DIVERGING && mark->series == series && mark->y > below)
            return mark;
    }
    fail_msg("no such step: %d", series);
    return NULL;
}

/* How often TEXT stands in the row at the height of Y. */
static size_t
times(const Scene *scene, const char *text, double y)
{
    size_t n = 0;

    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        n += mark->kind == MARK_TEXT && fabs(mark->y - y) < 4.0 && strcmp(mark->text, text) == 0;
    }
    return n;
}

/* The row that comes first has 3 + 9, 8 and 38 + 40: the middle has 4 of its 8 on either side. */
static void
a_split_middle_has_half_of_itself_on_either_side_of_the_line(void **state)
{
    ChartData data = figure_opinions();
    data.neutral = NEUTRAL_SPLIT;
    g_autoptr(Scene) scene = draw_figure(state, "likert", &data);
    double zero = mark_of(scene, MARK_LINE, ROLE_BASELINE, 0)->x;
    const Mark *sum = text_of(scene, "78"), *middle = first_step(scene, 2, sum->y - 20.0);
    double unit = (sum->x - 4.1 - zero) / (78.0 + 4.0);

    assert_points(middle->x, zero - 4.0 * unit + 0.5); /* seams of 1 */
    assert_points(middle->x2, zero + 4.0 * unit - 0.5);
    assert_points(text_of(scene, "12")->x, zero - (12.0 + 4.0) * unit - 4.1);
    assert_int_equal(count_of(scene, ROLE_BASELINE), 2);
    text_with(scene, "utan mitten");
    text_of(scene, "Varken eller"); /* in the key, as it has no column */
}

/* 16 + 29, 14 and 26 + 9: 45 and 35 outside, every part once at most. */
static void
each_value_is_printed_once_wherever_the_middle_stands(void **state)
{
    static const char *const shown[] = { "45", "29", "14", "26", "35", "6" };

    for (int place = NEUTRAL_OWN; place <= NEUTRAL_LEFT; place++) {
        ChartData data = figure_opinions();
        data.rows = &opinion_rows[4];
        data.n_rows = 1;
        data.neutral = (ChartNeutral)place;
        g_autoptr(Scene) scene = draw_figure(state, "likert", &data);
        double y = text_of(scene, "45")->y;

        for (size_t i = 0; i < G_N_ELEMENTS(shown); i++)
            assert_int_equal(times(scene, shown[i], y), 1);
    }
}

static void
a_middle_on_the_left_ends_at_the_line(void **state)
{
    ChartData data = figure_opinions();
    data.neutral = NEUTRAL_LEFT;
    g_autoptr(Scene) scene = draw_figure(state, "likert", &data);
    double zero = mark_of(scene, MARK_LINE, ROLE_BASELINE, 0)->x;
    const Mark *sum = text_of(scene, "78"), *middle = first_step(scene, 2, sum->y - 20.0);
    double unit = (sum->x - 4.1 - zero) / 78.0;

    assert_points(middle->x2, zero);
    assert_points(middle->x, zero - 8.0 * unit + 0.5);
}

/* A side of one step: its number stands outside only. */
static void
a_side_of_one_step_is_printed_once_and_is_that_step(void **state)
{
    const ChartSeries series[] = { { "No", false }, { "Neither", false }, { "Yes", false } };
    const ChartValue values[] = {
        { .value = 41.0, .text = "41", .address = "f1.no", .residual = NAN },
        { .value = 27.0, .text = "27", .address = "f1.neither", .residual = NAN },
        { .value = 32.0, .text = "32", .address = "f1.yes", .residual = NAN },
    };
    const ChartRow rows[] = { { .label = "All", .values = values } };
    ChartData data = {
        .language = "en", .rows = rows, .n_rows = 1, .series = series, .n_series = 3, .framed = true
    };
    g_autoptr(Scene) scene = draw_figure(state, "likert", &data);
    const Mark *no = text_of(scene, "41");

    assert_int_equal(times(scene, "41", no->y), 1);
    assert_int_equal(times(scene, "32", no->y), 1);
    assert_string_equal(no->address, "f1.no");
    assert_int_equal(no->role, ROLE_SIDE_SUM);
}

/* 12.26 + 12.3 = 24.56, said as what is added. */
static void
a_sum_has_an_address_and_says_what_it_is_the_sum_of(void **state)
{
    const ChartSeries series[] = { { "a", false }, { "b", false }, { "c", false }, { "d", false } };
    const ChartValue values[] = {
        { .value = 12.26, .text = "12", .address = "f1.q.a", .residual = NAN },
        { .value = 12.3, .text = "12", .address = "f1.q.b", .residual = NAN },
        { .value = 40.44, .text = "40", .address = "f1.q.c", .residual = NAN },
        { .value = 35.0, .text = "35", .address = "f1.q.d", .residual = NAN },
    };
    const ChartRow rows[] = {
        { .label = "All", .values = values, .sides = { "f1.q.left", "f1.q.right" } }
    };
    ChartData data = {
        .language = "en", .rows = rows, .n_rows = 1, .series = series, .n_series = 4, .framed = true
    };
    g_autoptr(Scene) scene = draw_figure(state, "likert", &data);
    const Mark *left = mark_of(scene, MARK_TEXT, ROLE_SIDE_SUM, 0);
    const Mark *part = mark_of(scene, MARK_TEXT, ROLE_ON_DIVERGING, 2);

    assert_string_equal(left->text, "25");
    assert_string_equal(left->address, "f1.q.left");
    assert_string_equal(left->how, "f1.q.a + f1.q.b");
    assert_close(left->carried, 24.56, 1e-12);
    assert_string_equal(part->text, "40");
    assert_true(part->carries);
    assert_close(part->carried, 40.44, 0.0);
}

/* 3 of 100 in the colours of the scale, and nothing but the parts: no line, no sums. */
static void
the_form_of_100_per_cent_has_the_colours_of_the_scale(void **state)
{
    ChartData data = figure_opinions();
    data.form = FORM_STACK100;
    g_autoptr(Scene) scene = draw_figure(state, "likert", &data);
    const Mark *first = first_step(scene, 0, text_of(scene, "40")->y - 16.0);
    const Mark *rest = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 1); /* behind its sample */

    assert_int_equal(count_of(scene, ROLE_SIDE_SUM), 0);
    assert_int_equal(count_of(scene, ROLE_BASELINE), 0);
    assert_int_equal(rest->series, SERIES_REST);
    assert_points((first->x2 + 0.5 - first->x) / (figure_width - 15.0 - first->x), 0.03);
    text_with(scene, "skalans två sidor");
    assert_true(text_of(scene, "Det är tydligt vem hos oss")->y <
                text_of(scene, "Den enskilde vet vart")->y);
}

static void
other_kinds_have_no_middle(void **state)
{
    g_autoptr(GError) error = NULL;
    ChartData data = figure_opinions();

    data.neutral = NEUTRAL_SPLIT;
    assert_null(chart_draw(chart_find("stacked", NULL), &data, figure_width, *state, &error));
    assert_error(error, ANDEL_ERROR_DATA, "is asked of likert, not of stacked");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_split_middle_has_half_of_itself_on_either_side_of_the_line),
        cmocka_unit_test(each_value_is_printed_once_wherever_the_middle_stands),
        cmocka_unit_test(a_middle_on_the_left_ends_at_the_line),
        cmocka_unit_test(a_side_of_one_step_is_printed_once_and_is_that_step),
        cmocka_unit_test(a_sum_has_an_address_and_says_what_it_is_the_sum_of),
        cmocka_unit_test(the_form_of_100_per_cent_has_the_colours_of_the_scale),
        cmocka_unit_test(other_kinds_have_no_middle),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
