/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "plots/theme.h"
#include "tests/figures.h"
#include "tests/fonts.h"
#include "tests/golden.h"

/* The mark number I, from 0, of KIND and ROLE. */
static const Mark *
mark_of(const Scene *scene, MarkKind kind, MarkRole role, size_t i)
{
    for (guint k = 0; k < scene->marks->len; k++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, k);

        if (mark->kind == kind && mark->role == role && i-- == 0)
            return mark;
    }
    fail_msg("no such mark: %s", role_name(role));
    return NULL;
}

static size_t
count_of(const Scene *scene, MarkRole role)
{
    size_t n = 0;

    for (guint k = 0; k < scene->marks->len; k++)
        n += g_array_index(scene->marks, Mark, k).role == role;
    return n;
}

#define assert_points(actual, expected) assert_close((actual), (expected), 0.05 / 450.0)

static void
figures_of_the_2017_report_are_laid_out_as_before(void **state)
{
    const ChartData data[] = { figure_information(), figure_contact(), figure_payments() };
    static const char *const kinds[] = { "bar", "bar", "waterfall" };
    static const char *const names[] = { "information.txt", "contact.txt", "payments.txt" };

    for (size_t i = 0; i < G_N_ELEMENTS(data); i++) {
        g_autoptr(Scene) scene = draw_figure_at(state, kinds[i], &data[i], figure_width);
        g_autofree char *dump = scene_dump(scene);

        assert_golden(names[i], dump, -1);
    }
}

/* Distances of the design: rule 15, title +15.5, its second line +14, question +15.5 and +11.5,
 * base +14, bar +15; bars of 17 every 25.5; notes 22 below the last; source +10.5, rule +9. */
static void
a_bar_figure_keeps_the_distances_of_the_design(void **state)
{
    ChartData data = figure_information();
    g_autoptr(Scene) scene = draw_figure_at(state, "bar", &data, figure_width);

    assert_points(mark_of(scene, MARK_LINE, ROLE_RULE_TOP, 0)->y, 15.0);
    assert_points(mark_of(scene, MARK_TEXT, ROLE_NUMBER, 0)->y, 30.5);
    assert_points(mark_of(scene, MARK_TEXT, ROLE_TITLE, 1)->y, 44.5);
    assert_points(mark_of(scene, MARK_TEXT, ROLE_QUESTION, 0)->y, 60.0);
    assert_points(mark_of(scene, MARK_TEXT, ROLE_QUESTION, 1)->y, 71.5);
    assert_points(mark_of(scene, MARK_TEXT, ROLE_BASE, 0)->y, 85.5);
    for (size_t i = 0; i < 3; i++) {
        assert_points(mark_of(scene, MARK_RECTANGLE, ROLE_DATA, i)->y, 100.5 + 25.5 * (double)i);
        assert_points(mark_of(scene, MARK_RECTANGLE, ROLE_DATA, i)->y2, 117.5 + 25.5 * (double)i);
    }
    assert_points(mark_of(scene, MARK_RECTANGLE, ROLE_REST, 0)->y, 177.0);
    assert_points(mark_of(scene, MARK_LINE, ROLE_BASELINE, 0)->y, 95.5);
    assert_points(mark_of(scene, MARK_LINE, ROLE_BASELINE, 0)->y2, 199.0);
    assert_points(mark_of(scene, MARK_TEXT, ROLE_NOTE, 0)->y, 216.0);
    assert_points(mark_of(scene, MARK_TEXT, ROLE_SOURCE, 0)->y, 226.5);
    assert_points(mark_of(scene, MARK_LINE, ROLE_RULE_BOTTOM, 0)->y, 235.5);
    assert_points(scene->height, 260.0);
}

/* Two digits of Inter semibold at 8.8 are 11.8 wide; names end 9 before the baseline. */
static void
the_longest_bar_and_its_value_end_at_the_right_edge(void **state)
{
    ChartData data = figure_information();
    g_autoptr(Scene) scene = draw_figure_at(state, "bar", &data, figure_width);
    const Mark *longest = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 0);
    const Mark *half = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 1);
    const Mark *value = mark_of(scene, MARK_TEXT, ROLE_VALUE, 0);
    const Mark *name = mark_of(scene, MARK_TEXT, ROLE_CATEGORY, 1);

    assert_points(value->x + value->width, figure_width - 15.0);
    assert_points(longest->x2 + 6.0, value->x);
    assert_points(half->x2 - half->x, (longest->x2 - longest->x) / 2.0);
    assert_points(longest->x, name->x + 9.0);
    assert_points(name->x - name->width, 15.0);
    assert_string_equal(value->address, "f1.always");
}

static void
inside_a_page_the_rules_stand_at_the_edges(void **state)
{
    ChartData data = figure_information();
    data.framed = false;
    data.tag = "Exempeldata";
    g_autoptr(Scene) scene = draw_figure_at(state, "bar", &data, 150.0 * 72.0 / 25.4);

    assert_points(mark_of(scene, MARK_LINE, ROLE_RULE_TOP, 0)->x, 0.0);
    assert_points(mark_of(scene, MARK_LINE, ROLE_RULE_TOP, 0)->x2, scene->width);
    assert_points(mark_of(scene, MARK_LINE, ROLE_RULE_TOP, 0)->y, 0.5);
    assert_points(mark_of(scene, MARK_TEXT, ROLE_TITLE, 0)->y, 16.0);
    assert_points(mark_of(scene, MARK_RECTANGLE, ROLE_TAG, 0)->x2, scene->width);
    assert_true(mark_of(scene, MARK_LINE, ROLE_RULE_BOTTOM, 0)->y < scene->height);
}

static void
parts_of_a_waterfall_begin_where_the_last_ended(void **state)
{
    ChartData data = figure_payments();
    g_autoptr(Scene) scene = draw_figure_at(state, "waterfall", &data, figure_width);
    const Mark *first = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 0);
    const Mark *second = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 1);
    const Mark *third = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 2);
    const Mark *total = mark_of(scene, MARK_RECTANGLE, ROLE_DATA_TOTAL, 0);
    const Mark *rule = mark_of(scene, MARK_LINE, ROLE_RULE, 0);

    assert_points(first->x, total->x);
    assert_points(second->x, first->x2);
    assert_points(third->x, second->x2);
    assert_points(total->x2, third->x2);
    assert_points((second->x2 - second->x) / (first->x2 - first->x), 1.7 / 7.0);
    assert_int_equal(count_of(scene, ROLE_CONNECTOR), 3);
    assert_points(mark_of(scene, MARK_LINE, ROLE_CONNECTOR, 1)->x, second->x2);
    assert_points(rule->y, (third->y2 + total->y) / 2.0);
    assert_points(scene->height, 294.5);
}

static void
parts_that_do_not_make_the_total_are_refused(void **state)
{
    ChartRow rows[] = { { .label = "A", .value = 7.0, .value_text = "7,0" },
                        { .label = "B", .value = 1.7, .value_text = "+1,7" },
                        { .label = "Totalt", .value = 8.8, .value_text = "8,8", .total = true } };
    ChartData data = { .language = "sv", .rows = rows, .n_rows = 3, .framed = true };
    g_autoptr(GError) error = NULL;
    g_autoptr(Scene) rounded = draw_figure_at(state, "waterfall", &data, figure_width);

    assert_non_null(rounded); /* 8.7 or 8.8: three roundings by 0.05 */
    rows[2].value = 8.9;
    rows[2].value_text = "8,9";
    assert_null(chart_draw(chart_find("waterfall", NULL), &data, figure_width, *state, &error));
    assert_error(error, ANDEL_ERROR_DATA, "the parts above \"Totalt\" sum to 8.7");
}

static void
decreases_and_totals_below_zero_keep_off_the_baseline(void **state)
{
    const ChartRow rows[] = {
        { .label = "Ingång", .value = 5, .value_text = "5,0" },
        { .label = "Minskning", .value = -7, .value_text = "\u22127,0" },
        { .label = "Ökning", .value = 1.5, .value_text = "+1,5" },
        { .label = "Summa", .value = -0.5, .value_text = "\u22120,5", .total = true },
    };
    ChartData data = { .language = "sv", .rows = rows, .n_rows = 4, .framed = true };
    g_autoptr(Scene) scene = draw_figure_at(state, "waterfall", &data, figure_width);
    double zero = mark_of(scene, MARK_LINE, ROLE_BASELINE, 0)->x;

    assert_points(mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 0)->x, zero);
    assert_points(mark_of(scene, MARK_RECTANGLE, ROLE_DATA_TOTAL, 0)->x2, zero);
    assert_true(mark_of(scene, MARK_TEXT, ROLE_VALUE, 1)->x > zero);
    assert_true(mark_of(scene, MARK_TEXT, ROLE_VALUE, 2)->x < zero);
}

static void
negative_values_are_mirrored(void **state)
{
    const ChartRow rows[] = {
        { .label = "Upp", .value = 12, .value_text = "12" },
        { .label = "Ned", .value = -6, .value_text = "\u22126" },
        { .label = "Saknas", .value = NAN, .value_text = ".." },
    };
    ChartData data = { .language = "sv", .rows = rows, .n_rows = 3, .framed = true };
    g_autoptr(Scene) scene = draw_figure_at(state, "bar", &data, figure_width);
    const Mark *up = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 0);
    const Mark *down = mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 1);
    const Mark *minus = mark_of(scene, MARK_TEXT, ROLE_VALUE, 1);

    assert_points(down->x2, up->x);
    assert_points(2.0 * (down->x2 - down->x), up->x2 - up->x);
    assert_points(minus->x, down->x - 6.0);
    assert_points(minus->anchor, 1.0);
    assert_int_equal(count_of(scene, ROLE_DATA), 2);
    assert_points(mark_of(scene, MARK_TEXT, ROLE_VALUE, 2)->x, up->x + 6.0);
}

static void
zeros_have_values_and_no_bars(void **state)
{
    const ChartRow rows[] = { { .label = "A", .value_text = "0" },
                              { .label = "", .value_text = "0" } };
    ChartData data = { .language = "en", .rows = rows, .n_rows = 2, .framed = true };
    g_autoptr(Scene) scene = draw_figure_at(state, "bar", &data, figure_width);

    assert_int_equal(count_of(scene, ROLE_DATA), 0);
    assert_int_equal(count_of(scene, ROLE_VALUE), 2);
    assert_int_equal(count_of(scene, ROLE_CATEGORY), 1);
    data.n_rows = 1;
    g_autoptr(Scene) one = draw_figure_at(state, "bar", &data, figure_width);
    assert_points(scene->height - one->height, 25.5);
}

static void
sixty_categories_stand_one_below_the_other(void **state)
{
    ChartRow rows[60] = { 0 };
    ChartData data = { .title = "Kommuner", .language = "sv", .rows = rows, .n_rows = 60 };

    for (size_t i = 0; i < 60; i++)
        rows[i] = (ChartRow){ .label = "Kommun", .value = (double)i, .value_text = "7" };
    g_autoptr(Scene) scene = draw_figure_at(state, "bar", &data, figure_width);
    assert_points(mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 58)->y -
                      mark_of(scene, MARK_RECTANGLE, ROLE_DATA, 0)->y,
                  58 * 25.5);
    assert_string_equal(scene->description,
                        "Stapeldiagram. Kommuner: 60 värden, från Kommun 7 till Kommun 7.");
}

static void
derived_values_are_hatched_in_the_colour_of_their_row(void **state)
{
    ChartData data = figure_contact();
    g_autoptr(Scene) scene = draw_figure_at(state, "bar", &data, figure_width);

    assert_int_equal(count_of(scene, ROLE_DERIVED), 2);
    assert_int_equal(mark_of(scene, MARK_RECTANGLE, ROLE_DERIVED, 0)->series, 0);
    assert_int_equal(mark_of(scene, MARK_RECTANGLE, ROLE_DERIVED, 1)->series, SERIES_REST);
    assert_string_equal(mark_of(scene, MARK_TEXT, ROLE_CELL_HOLDS, 0)->text, "✓");
    assert_string_equal(mark_of(scene, MARK_TEXT, ROLE_CELL_DEVIATES, 0)->text, "≠ 29");
    assert_int_equal(count_of(scene, ROLE_CELL_WORD), 4);
    assert_true(strstr(scene->description, "Ja, ibland 23 (härledd); Nej 30") != NULL);
}

/* Names of a figure with one long one; the widths are those of the ladder. */
static Scene *
draw_with_label(void **state, const char *label, double width, GError **error)
{
    const ChartRow rows[] = { { .label = label, .value = 30, .value_text = "30" },
                              { .label = "Nej", .value = 10, .value_text = "10" } };
    ChartData data = { .title = "Rutiner", .language = "sv", .rows = rows, .n_rows = 2 };

    return chart_draw(chart_find("bar", NULL), &data, width, *state, error);
}

static void
long_names_wrap_then_widen_then_stand_above_their_bars(void **state)
{
    g_autoptr(Scene) two = draw_with_label(
        state, "Kommunen har en skriftlig rutin för hur uppgifter tas emot", 425.0, NULL);
    g_autoptr(Scene) word = draw_with_label(state, "Ensamkommandebarnsmottagning", 425.0, NULL);
    g_autoptr(Scene) above = draw_with_label(
        state,
        "Kommunen har en skriftlig rutin för hur information om indragen ersättning tas emot, "
        "registreras och förs vidare till den handläggare som ansvarar för ärendet",
        300.0, NULL);

    assert_int_equal(count_of(two, ROLE_CATEGORY_WRAPPED), 3);
    assert_true(mark_of(two, MARK_RECTANGLE, ROLE_DATA, 0)->x <= 0.42 * 425.0 + 9.0);
    assert_int_equal(count_of(word, ROLE_CATEGORY), 2);
    assert_points(mark_of(word, MARK_TEXT, ROLE_CATEGORY, 0)->width + 9.0,
                  mark_of(word, MARK_RECTANGLE, ROLE_DATA, 0)->x);
    assert_true(mark_of(above, MARK_RECTANGLE, ROLE_DATA, 0)->x < 1.0);
    assert_true(mark_of(above, MARK_TEXT, ROLE_CATEGORY, 0)->y <
                mark_of(above, MARK_RECTANGLE, ROLE_DATA, 0)->y);
    assert_int_equal(count_of(above, ROLE_BASELINE), 2);
}

static void
what_cannot_be_laid_out_is_named_with_what_would_help(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) label = NULL, question = NULL, columns = NULL, value = NULL, rows = NULL;
    ChartRow row = { .label = "A", .value = 1, .value_text = "1" };
    ChartData data = figure_information();

    while (text->len < 2000)
        g_string_append(text, "Vid de tillfällen under de två senaste åren ");
    assert_null(draw_with_label(state, text->str, 425.0, &label));
    assert_error(label, ANDEL_ERROR_DATA, "lines even above its bar");

    data.question = text->str;
    assert_null(chart_draw(chart_find("bar", NULL), &data, figure_width, *state, &question));
    assert_error(question, ANDEL_ERROR_DATA, "give its full wording in the text");

    data = figure_contact();
    data.question = data.base = NULL;
    assert_null(chart_draw(chart_find("bar", NULL), &data, 204.0, *state, &columns));
    assert_error(columns, ANDEL_ERROR_DATA, "the side columns leave the bars");

    g_string_truncate(text, 200);
    row.value_text = text->str;
    data = (ChartData){ .language = "sv", .rows = &row, .n_rows = 1 };
    assert_null(chart_draw(chart_find("bar", NULL), &data, figure_width, *state, &value));
    assert_error(value, ANDEL_ERROR_DATA, "pt too wide to stand beside a bar");

    data.n_rows = 0;
    assert_null(chart_draw(chart_find("bar", NULL), &data, figure_width, *state, &rows));
    assert_error(rows, ANDEL_ERROR_DATA, "no rows");
}

static void
every_text_of_a_figure_is_checked_for_its_glyphs(void **state)
{
    const char *snow = "Snö \u2603";
    const char *const cells[] = { snow }, *const notes[] = { snow, NULL };
    ChartData data[10];
    ChartRow rows[10];

    for (size_t i = 0; i < 10; i++) {
        rows[i] = (ChartRow){ .label = "A", .value = 1, .value_text = "1" };
        data[i] = (ChartData){ .language = "sv", .rows = &rows[i], .n_rows = 1 };
    }
    data[0].number = data[1].title = data[2].question = data[3].base = data[4].source = snow;
    data[5].trace = data[6].tag = rows[7].label = snow;
    data[8].notes = notes;
    data[9].n_columns = 1;
    rows[9].cells = cells;
    for (size_t i = 0; i < 10; i++) {
        g_autoptr(GError) error = NULL;

        assert_null(chart_draw(chart_find("bar", NULL), &data[i], 425.0, *state, &error));
        assert_error(error, ANDEL_ERROR_DATA, "U+2603");
    }
}

static void
one_line_and_six_colours_are_the_limit(void **state)
{
    ChartRow row = { .label = "A", .value = 1, .value_text = "1\n2" };
    ChartData data = { .language = "sv", .rows = &row, .n_rows = 1 };
    g_autoptr(GError) lines = NULL, colours = NULL;

    assert_null(chart_draw(chart_find("bar", NULL), &data, 425.0, *state, &lines));
    assert_error(lines, ANDEL_ERROR_DATA, "has several lines");
    row.value_text = "1";
    row.series = N_SERIES;
    assert_null(chart_draw(chart_find("bar", NULL), &data, 425.0, *state, &colours));
    assert_error(colours, ANDEL_ERROR_DATA, "asks for colour 7 and a figure has 6");
}

static void
a_figure_is_said_in_words_in_its_language(void **state)
{
    const ChartRow rows[] = { { .label = "Yes", .value = 48, .value_text = "48%" },
                              { .label = "No", .value = NAN } };
    ChartData data = { .title = "T", .base = "Share of 109", .rows = rows, .n_rows = 2 };
    g_autoptr(Scene) english = draw_figure_at(state, "bar", &data, 425.0);
    data.alternative = "My own words.";
    g_autoptr(Scene) own = draw_figure_at(state, "bar", &data, 425.0);
    data = figure_payments();
    g_autoptr(Scene) swedish = draw_figure_at(state, "waterfall", &data, 453.5);

    assert_string_equal(english->description, "Bar chart. Share of 109: Yes 48%, No no value.");
    assert_string_equal(own->description, "My own words.");
    assert_true(g_str_has_prefix(swedish->description,
                                 "Vattenfallsdiagram. Felaktiga utbetalningar efter orsak"));
    assert_true(g_str_has_suffix(swedish->description, "+3,5, Totalt 12,2."));
}

static void
an_unknown_kind_lists_those_there_are(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;

    assert_null(chart_find("pie", &error));
    assert_error(error, ANDEL_ERROR_USAGE, "there are: bar, waterfall");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_of_the_2017_report_are_laid_out_as_before),
        cmocka_unit_test(a_bar_figure_keeps_the_distances_of_the_design),
        cmocka_unit_test(the_longest_bar_and_its_value_end_at_the_right_edge),
        cmocka_unit_test(inside_a_page_the_rules_stand_at_the_edges),
        cmocka_unit_test(parts_of_a_waterfall_begin_where_the_last_ended),
        cmocka_unit_test(parts_that_do_not_make_the_total_are_refused),
        cmocka_unit_test(decreases_and_totals_below_zero_keep_off_the_baseline),
        cmocka_unit_test(negative_values_are_mirrored),
        cmocka_unit_test(zeros_have_values_and_no_bars),
        cmocka_unit_test(sixty_categories_stand_one_below_the_other),
        cmocka_unit_test(derived_values_are_hatched_in_the_colour_of_their_row),
        cmocka_unit_test(long_names_wrap_then_widen_then_stand_above_their_bars),
        cmocka_unit_test(what_cannot_be_laid_out_is_named_with_what_would_help),
        cmocka_unit_test(every_text_of_a_figure_is_checked_for_its_glyphs),
        cmocka_unit_test(one_line_and_six_colours_are_the_limit),
        cmocka_unit_test(a_figure_is_said_in_words_in_its_language),
        cmocka_unit_test(an_unknown_kind_lists_those_there_are),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
