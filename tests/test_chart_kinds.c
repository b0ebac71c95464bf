/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of charts beyond bars: laid out as designed, and refused where they cannot be read. */
#include "datasets/error.h"
#include "tests/figures.h"
#include "tests/fonts.h"
#include "tests/golden.h"
#include "tests/marks.h"

static Scene *
draw_as(TextContext *text, const char *kind, const ChartData *data, double width, GError **error)
{
    return chart_draw(chart_find(kind, NULL), data, width, text, error);
}

/* KIND is refused for DATA, with PART in what is said. */
static void
assert_refused(void **state, const char *kind, const ChartData *data, const char *part)
{
    g_autoptr(GError) error = NULL;

    assert_null(draw_as(*state, kind, data, figure_width, &error));
    assert_error(error, ANDEL_ERROR_DATA, part);
}

#define assert_place(actual, expected) assert_close((actual), (expected), 0.05 / 450.0)
/* within one point of the picture of the design */
#define assert_within_a_point(actual, expected) \
    assert_close((actual) / 450.0, (expected) / 450.0, 1.0 / 450.0)

static ChartRow period_rows[13];
static ChartValue period_values[13][3];

static void
figures_are_laid_out_as_before(void **state)
{
    ChartRow rows[21];
    const struct {
        const char *kind, *name;
        ChartData data;
    } figures[] = {
        { "dot", "domains.txt", figure_domains() },
        { "likert", "opinions.txt", figure_opinions() },
        { "stacked", "stacked.txt", figure_opinions() },
        { "heat", "heat.txt", figure_opinions() },
        { "line", "periods.txt", figure_periods_in(period_rows, period_values) },
        { "tiles", "counties.txt", figure_counties(rows) },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(figures); i++) {
        g_autoptr(Scene) scene = draw_figure(state, figures[i].kind, &figures[i].data);
        g_autofree char *dump = scene_dump(scene);

        assert_golden(figures[i].name, dump, -1);
    }
}

/* ---- dots */

/* The picture of the design, 1600 pixels for 453.5 points: heads 20 below the base, rows every 17,
 * 3 more before a heading, grid 8.5 above and 11 below, labels 11 below that. */
static void
dots_keep_the_distances_of_the_design(void **state)
{
    ChartData data = figure_domains();
    g_autoptr(Scene) scene = draw_figure(state, "dot", &data);
    const Mark *all = mark_of(scene, MARK_DOT, ROLE_DOT_ALL, 0);
    const Mark *base = mark_of(scene, MARK_TEXT, ROLE_BASE, 0);
    const Mark *grid = mark_of(scene, MARK_LINE, ROLE_BASELINE, 0);
    const Mark *last = text_of(scene, "Landsbygdskommun med besöksnäring");

    assert_place(text_of(scene, "Antal")->y, base->y + 20.0);
    assert_place(all->y, base->y + 36.4);
    assert_place(mark_of(scene, MARK_DOT, ROLE_DOT, 0)->y, all->y + 17.0 + 17.0 + 4.5);
    assert_place(
        mark_of(scene, MARK_DOT, ROLE_DOT, 1)->y - mark_of(scene, MARK_DOT, ROLE_DOT, 0)->y, 17.0);
    assert_place(mark_of(scene, MARK_DOT, ROLE_DOT, 2)->y -
                     mark_of(scene, MARK_DOT, ROLE_DOT, 1)->y,
                 17.0 + 17.0 + 3.0);
    assert_place(grid->y, all->y - 8.5);
    assert_place(text_of(scene, "100")->y, grid->y2 + 11.0);
    assert_within_a_point(last->y, 794.0 / 1162.0 * 453.5 + 3.2);
    assert_within_a_point(scene->height, 1036.0 / 1162.0 * 453.5);
}

static void
a_dot_lies_on_its_scale_between_its_limits(void **state)
{
    ChartData data = figure_domains();
    g_autoptr(Scene) scene = draw_figure(state, "dot", &data);
    double zero = mark_of(scene, MARK_LINE, ROLE_BASELINE, 0)->x;
    double unit = (text_of(scene, "100")->x - zero) / 100.0;
    const Mark *interval = mark_of(scene, MARK_LINE, ROLE_INTERVAL, 0);

    assert_place(mark_of(scene, MARK_DOT, ROLE_DOT, 0)->x, zero + 39.0 * unit);
    assert_place(interval->x, zero + 20.0 * unit);
    assert_place(interval->x2, zero + 61.0 * unit);
    assert_place(mark_of(scene, MARK_LINE, ROLE_INTERVAL_CAP, 0)->y2 -
                     mark_of(scene, MARK_LINE, ROLE_INTERVAL_CAP, 0)->y,
                 4.8);
    assert_place(mark_of(scene, MARK_LINE, ROLE_REFERENCE, 0)->x, zero + 48.0 * unit);
    assert_string_equal(mark_of(scene, MARK_DOT, ROLE_DOT_ALL, 0)->address, "f3.all");
}

static void
few_cases_are_hollow_and_what_is_withheld_keeps_its_place(void **state)
{
    ChartData data = figure_domains();
    g_autoptr(Scene) scene = draw_figure(state, "dot", &data);
    const Mark *withheld = text_of(scene, "Landsbygdskommun med besöksnäring");
    const Mark *before = text_of(scene, "Landsbygdskommun");

    assert_int_equal(count_of(scene, ROLE_DOT_FEW), 1);
    assert_int_equal(count_of(scene, ROLE_DOT), 7);
    assert_int_equal(count_of(scene, ROLE_INTERVAL), 8);
    assert_place(withheld->y - before->y, 17.0);
    assert_place(text_of(scene, "..")->y, withheld->y);
    assert_non_null(strstr(scene->description, "Landsbygdskommun 33 (12–65)"));
    assert_true(g_str_has_suffix(scene->description, "besöksnäring inget värde."));
}

static void
dots_without_any_value_are_refused(void **state)
{
    const ChartRow rows[] = { { .label = "A", .value = NAN, .lower = NAN, .upper = NAN } };
    ChartData data = { .language = "en", .rows = rows, .n_rows = 1 };

    assert_refused(state, "dot", &data, "none of the rows of the figure has a value");
    data.n_rows = 0;
    assert_refused(state, "dot", &data, "no rows");
}

/* ---- shares of categories */

/* 19 + 26 + 11 + 27 + 12 + 5 are 100: parts with seams of 1 fill the width. */
static void
the_parts_of_a_bar_fill_it(void **state)
{
    ChartData data = figure_opinions();
    g_autoptr(Scene) scene = draw_figure(state, "stacked", &data);
    const Mark *first = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 6); /* behind the six samples */
    const Mark *second = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 7);
    const Mark *last = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 11);

    assert_place(second->x - first->x2, 1.0);
    assert_place(last->x2, figure_width - 15.0);
    assert_place((first->x2 + 0.5 - first->x) / (last->x2 - first->x), 0.19);
    assert_int_equal(last->series, SERIES_REST);
    /* parts of 2 and 3 per cent are too narrow for their numbers */
    assert_int_equal(count_of(scene, ROLE_ON_DATA), 32);
    assert_non_null(strstr(mark_of(scene, MARK_TEXT, ROLE_NOTE, 0)->text, "Smala delar"));
}

static void
answers_that_do_not_exclude_each_other_are_no_parts(void **state)
{
    const ChartSeries series[] = { { "A", false }, { "B", false } };
    const ChartValue values[] = { { 60, NAN, NAN, "60", NULL, false, NAN },
                                  { 70, NAN, NAN, "70", NULL, false, NAN } };
    const ChartRow rows[] = { { .label = "Alla", .values = values } };
    ChartData data = {
        .language = "sv", .rows = rows, .n_rows = 1, .series = series, .n_series = 2
    };

    assert_refused(state, "stacked", &data, "sum to 130 per cent");
}

static void
seven_colours_four_bars_and_twenty_four_marks_are_too_many(void **state)
{
    ChartSeries series[8] = { 0 };
    ChartValue values[8];
    ChartRow rows[9];
    ChartData data = { .language = "en", .rows = rows, .series = series };

    for (size_t k = 0; k < 8; k++) {
        series[k].label = "Series";
        values[k] = (ChartValue){ .value = 12.5, .lower = NAN, .upper = NAN, .text = "13" };
    }
    for (size_t i = 0; i < 9; i++)
        rows[i] = (ChartRow){ .label = "Row", .values = values };
    data.n_rows = 1;
    data.n_series = 8;
    assert_refused(state, "stacked", &data, "8 series and 6 colours");
    data.n_series = 5;
    assert_refused(state, "grouped", &data, "5 series and can have 4");
    data.n_series = 3;
    data.n_rows = 9;
    assert_refused(state, "grouped", &data, "9 groups of 3 bars");
}

/* Bars of 11 with 1 between them, 12 between groups; the names stand at the first group only. */
static void
grouped_bars_name_their_series_once(void **state)
{
    const ChartSeries series[] = { { "Kvinnor", false }, { "Män", false } };
    const ChartValue values[] = { { 60, NAN, NAN, "60", NULL, false, NAN },
                                  { 30, NAN, NAN, "30", NULL, false, NAN } };
    const ChartRow rows[] = { { .label = "Samtliga", .values = values, .total = true },
                              { .label = "Norr", .values = values },
                              { .label = "Söder", .values = values } };
    ChartData data = {
        .language = "sv", .rows = rows, .n_rows = 3, .series = series, .n_series = 2, .framed = true
    };
    g_autoptr(Scene) scene = draw_figure(state, "grouped", &data);
    const Mark *one = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 0);
    const Mark *two = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 1);
    const Mark *three = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 2);

    assert_int_equal(count_of(scene, ROLE_DATA), 4); /* all together are no group */
    assert_place(one->y2 - one->y, 11.0);
    assert_place(two->y - one->y2, 1.0);
    assert_place(three->y - two->y2, 12.0);
    assert_place(one->x2 - one->x, 2.0 * (two->x2 - two->x));
    assert_int_equal(count_of(scene, ROLE_END_NAME), 2);
    assert_place(text_of(scene, "Kvinnor")->x + text_of(scene, "Kvinnor")->width,
                 figure_width - 15.0);
}

/* ---- two-sided scales */

static void
both_sides_and_the_columns_beside_them_have_one_measure(void **state)
{
    ChartData data = figure_opinions();
    g_autoptr(Scene) scene = draw_figure(state, "likert", &data);
    double zero = mark_of(scene, MARK_LINE, ROLE_BASELINE, 0)->x;
    double own = mark_of(scene, MARK_LINE, ROLE_BASELINE, 1)->x;
    const Mark *first = text_of(scene, "78"), *last = text_of(scene, "59");
    double unit = (first->x - 4.1 - zero) / 78.0;

    assert_place(last->x, zero - 59.0 * unit - 4.1);
    assert_place(last->anchor, 1.0);
    /* "Varken eller" of the first row: 8 */
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->role != ROLE_DIVERGING || mark->series != 2 || mark->x < own)
            continue;
        assert_place(mark->x2 - mark->x, 8.0 * unit);
        break;
    }
    assert_place(mark_of(scene, MARK_LINE, ROLE_BASELINE, 1)->x2, own);
    assert_int_equal(count_of(scene, ROLE_BASELINE), 3);
    /* the picture of the design, 1206 pixels */
    assert_close(zero / 453.5, 671.0 / 1206.0, 2.0 / 453.5);
    assert_within_a_point(first->y, 350.0 / 1206.0 * 453.5 + 3.2);
}

static void
questions_stand_by_the_difference_of_their_sides(void **state)
{
    ChartData data = figure_opinions();
    g_autoptr(Scene) scene = draw_figure(state, "likert", &data);

    assert_true(text_of(scene, "Det är tydligt vem hos oss")->y <
                text_of(scene, "skulle minska risken för glapp")->y);
    assert_true(text_of(scene, "Vi får informationen")->y <
                text_of(scene, "Den enskilde vet vart")->y);
    assert_string_equal(mark_of(scene, MARK_TEXT, ROLE_SIDE_HEAD, 0)->text, "Instämmer inte");
    assert_string_equal(mark_of(scene, MARK_TEXT, ROLE_KEY_LINE, 0)->text, "helt");
}

/* 12.25 and 12.25 are 12.3 each and 24.5 together: the sum is of what is carried. */
static void
sums_of_sides_are_rounded_once(void **state)
{
    const ChartSeries series[] = { { "No, not at all", false },
                                   { "No, hardly", false },
                                   { "Yes, partly", false },
                                   { "Yes, fully", false } };
    const ChartValue values[] = { { 12.25, NAN, NAN, "12.3", NULL, false, NAN },
                                  { 12.25, NAN, NAN, "12.3", NULL, false, NAN },
                                  { 40.25, NAN, NAN, "40.3", NULL, false, NAN },
                                  { 35.25, NAN, NAN, "35.3", NULL, false, NAN } };
    const ChartRow rows[] = { { .label = "All", .values = values } };
    ChartData data = { .language = "en",
                       .rows = rows,
                       .n_rows = 1,
                       .series = series,
                       .n_series = 4,
                       .decimals = 1,
                       .framed = true };
    g_autoptr(Scene) scene = draw_figure(state, "likert", &data);

    assert_non_null(text_of(scene, "24.5"));
    assert_non_null(text_of(scene, "75.5"));
    assert_string_equal(mark_of(scene, MARK_TEXT, ROLE_SIDE_HEAD, 1)->text, "Yes,");
    data.n_series = 1;
    assert_refused(state, "likert", &data, "the scale has 1 steps");
}

/* ---- classes */

static void
columns_are_as_high_as_their_shares_and_touch(void **state)
{
    const ChartRow rows[] = {
        { .label = "0–30", .value = 50, .lower = NAN, .upper = NAN, .value_text = "50", .to = 30 },
        { .label = "30–60",
          .value = 25,
          .lower = NAN,
          .upper = NAN,
          .value_text = "25",
          .at = 30,
          .to = 60 },
        { .label = "60–90",
          .value = 0,
          .lower = NAN,
          .upper = NAN,
          .value_text = "0",
          .at = 60,
          .to = 90 },
    };
    ChartData data = { .language = "sv", .rows = rows, .n_rows = 3, .unit = "min", .framed = true };
    g_autoptr(Scene) scene = draw_figure(state, "histogram", &data);
    const Mark *one = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 0);
    const Mark *two = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 1);

    assert_place(one->y2 - one->y, 2.0 * (two->y2 - two->y));
    assert_place(two->x - one->x2, 1.0);
    assert_int_equal(count_of(scene, ROLE_DATA), 2);
    assert_place(text_of(scene, "30")->x, one->x2 + 0.5);
    assert_non_null(text_of(scene, "90"));

    ChartRow uneven[3] = { rows[0], rows[1], rows[2] };
    uneven[1].to = 45;
    data.rows = uneven;
    assert_refused(state, "histogram", &data, "is not as wide as the first");
}

/* ---- what nobody planned for */

/* Names of N words, numbers of twelve digits. */
static void
make_hostile(ChartData *data, ChartRow *rows, ChartSeries *series, ChartValue *values, int words,
             GStringChunk *strings)
{
    g_autoptr(GString) label = g_string_new("Kommunalförbundet");

    for (int i = 1; i < words; i++)
        g_string_append(label, i % 3 ? " för samordnad" : " rehabilitering/samverkan");
    for (size_t k = 0; k < data->n_series; k++)
        series[k] =
            (ChartSeries){ g_string_chunk_insert(strings, label->str), data->series[k].rest };
    for (size_t i = 0; i < data->n_rows; i++) {
        rows[i] = data->rows[i];
        rows[i].label = g_string_chunk_insert(strings, label->str);
        if (rows[i].value_text)
            rows[i].value_text = "123 456 789,01";
        for (size_t k = 0; rows[i].values && k < data->n_series; k++) {
            ChartValue *value = &values[i * data->n_series + k];

            *value = rows[i].values[k];
            if (value->text)
                value->text = "12 345,6";
        }
        if (rows[i].values)
            rows[i].values = &values[i * data->n_series];
    }
    data->rows = rows;
    data->series = series;
}

/* Either all stands clear, or what is in the way is named before anything is drawn: the last check
 * of the scene never has to find it. */
static void
long_names_large_numbers_and_narrow_figures_are_laid_out_or_refused(void **state)
{
    static const double widths[] = { 150.0, 204.0, 300.0, 453.5, 700.0 };
    ChartRow county_rows[21], rows[21];
    ChartSeries series[8];
    ChartValue values[21 * 8];
    const struct {
        const char *kind;
        ChartData data;
    } figures[] = {
        { "dot", figure_domains() },
        { "likert", figure_opinions() },
        { "stacked", figure_opinions() },
        { "heat", figure_opinions() },
        { "line", figure_periods_in(period_rows, period_values) },
        { "tiles", figure_counties(county_rows) },
        { "grouped", figure_opinions() },
        { "slope", figure_periods_in(period_rows, period_values) },
        { "dumbbell", figure_periods_in(period_rows, period_values) },
    };
    size_t drawn = 0;

    for (size_t f = 0; f < G_N_ELEMENTS(figures); f++)
        for (size_t w = 0; w < G_N_ELEMENTS(widths); w++)
            for (int words = 1; words <= 7; words += 3) {
                g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
                ChartData data = figures[f].data;
                g_autoptr(GError) error = NULL;

                data.title = data.question = data.base = data.tag = NULL;
                if (strcmp(figures[f].kind, "grouped") == 0)
                    data.n_series = 3;
                if (f >= 7) /* two periods */
                    data.n_rows = 2;
                make_hostile(&data, rows, series, values, words, strings);
                g_autoptr(Scene) scene = draw_as(*state, figures[f].kind, &data, widths[w], &error);
                drawn += scene != NULL;
                if (scene)
                    continue;
                if (strstr(error->message, "overlap in the figure") ||
                    strstr(error->message, "across the edge") ||
                    strstr(error->message, "too large for the figure"))
                    fail_msg("%s at %g with %d words: %s", figures[f].kind, widths[w], words,
                             error->message);
            }
    assert_true(drawn > 30);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_laid_out_as_before),
        cmocka_unit_test(dots_keep_the_distances_of_the_design),
        cmocka_unit_test(a_dot_lies_on_its_scale_between_its_limits),
        cmocka_unit_test(few_cases_are_hollow_and_what_is_withheld_keeps_its_place),
        cmocka_unit_test(dots_without_any_value_are_refused),
        cmocka_unit_test(the_parts_of_a_bar_fill_it),
        cmocka_unit_test(answers_that_do_not_exclude_each_other_are_no_parts),
        cmocka_unit_test(seven_colours_four_bars_and_twenty_four_marks_are_too_many),
        cmocka_unit_test(grouped_bars_name_their_series_once),
        cmocka_unit_test(both_sides_and_the_columns_beside_them_have_one_measure),
        cmocka_unit_test(questions_stand_by_the_difference_of_their_sides),
        cmocka_unit_test(sums_of_sides_are_rounded_once),
        cmocka_unit_test(columns_are_as_high_as_their_shares_and_touch),
        cmocka_unit_test(long_names_large_numbers_and_narrow_figures_are_laid_out_or_refused),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
