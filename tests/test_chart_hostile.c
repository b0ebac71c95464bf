/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every kind of chart with what nobody planned for: it is laid out right, or refused with what
 * would help. */
#include "datasets/error.h"
#include "plots/render.h"
#include "plots/theme.h"
#include "tests/any_figure.h"
#include "tests/check.h"
#include "tests/fonts.h"

/* The widths of the design: alone, in a page, in a column of text, half a page, on a screen. */
static const struct {
    double millimetres;
    bool framed;
} places[] = {
    { 160.0, true }, { 150.0, false }, { 130.0, false }, { 72.0, true }, { 254.0, true }
};

static Scene *
draw_in(void **state, const Chart *chart, const AnyFigure *figure, size_t place, GError **error)
{
    ChartData data = figure->data;

    data.framed = places[place].framed;
    return chart_draw(chart, &data, places[place].millimetres * 72.0 / 25.4, *state, error);
}

/* What CHART says when it refuses FIGURE tells what to do: it stands after a semicolon. And it is
 * said before anything is drawn: the check of the scene finds nothing that the layout did not. */
static void
assert_helps(const Chart *chart, size_t place, const GError *error)
{
    if (error->code != ANDEL_ERROR_DATA || !strchr(error->message, ';') ||
        strstr(error->message, "overlap in the figure") ||
        strstr(error->message, "across the edge") ||
        strstr(error->message, "too large for the figure"))
        fail_msg("%s at %g mm: %s", chart->name, places[place].millimetres, error->message);
}

/* The scene of 160 mm, which has passed its check as those of other widths have; or NULL when CHART
 * refuses FIGURE, at any width with what would help. */
static Scene *
draw_or_refuse(void **state, const Chart *chart, const AnyFigure *figure)
{
    Scene *first = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Scene) scene = draw_in(state, chart, figure, i, &error);

        if (!scene)
            assert_helps(chart, i, error);
        if (i == 0)
            first = g_steal_pointer(&scene);
    }
    return first;
}

static Scene *
draw(void **state, const Chart *chart, const AnyFigure *figure)
{
    Scene *scene = draw_or_refuse(state, chart, figure);

    if (!scene)
        fail_msg("%s is refused", chart->name);
    return scene;
}

/* CHART refuses FIGURE with PART in what it says. */
static void
assert_refused(void **state, const Chart *chart, const AnyFigure *figure, const char *part)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Scene) scene = draw_in(state, chart, figure, 0, &error);

    if (scene)
        fail_msg("%s takes what it should not: %s", chart->name, part);
    assert_error(error, ANDEL_ERROR_DATA, part);
}

#define EACH_CHART(chart) \
    (size_t i_ = 0; charts[i_]; i_++) for (const Chart *chart = charts[i_]; chart; chart = NULL)

/* Every name of FIGURE, in the keeping of STRINGS, as MAKE gives it. */
static void
rename_all(AnyFigure *figure, GStringChunk *strings, char *(*make)(const char *name))
{
    for (size_t i = 0; i < figure->data.n_rows; i++) {
        g_autofree char *name = make(figure->rows[i].label);

        figure->rows[i].label = g_string_chunk_insert(strings, name);
    }
    for (size_t k = 0; k < ANY_SERIES; k++) {
        g_autofree char *name = make(figure->series[k].label);

        figure->series[k].label = g_string_chunk_insert(strings, name);
    }
}

/* Two fifths longer: the name goes on with its own beginning. */
static char *
longer(const char *name)
{
    size_t more = (size_t)ceil(0.4 * (double)strlen(name)) - 1;

    return g_strdup_printf("%s %.*s", name, (int)more, name);
}

static void
scale(double *value)
{
    *value *= 10.0;
}

/* Every number ten times as large, and one digit longer. */
static void
enlarge(AnyFigure *figure, const Chart *chart, GStringChunk *strings)
{
    bool parts_of_100 = chart->rows == CHART_OF_TABLE;

    for (size_t i = 0; i < figure->data.n_rows; i++) {
        ChartRow *row = &figure->rows[i];
        double *numbers[] = { &row->value,         &row->lower,         &row->upper,
                              &row->ends[0].value, &row->ends[1].value, &row->n };

        for (size_t k = 0; k < G_N_ELEMENTS(numbers); k++)
            scale(numbers[k]);
        if (row->value_text) {
            g_autofree char *text = g_strconcat(row->value_text, "0", NULL);
            row->value_text = g_string_chunk_insert(strings, text);
        }
        for (size_t k = 0; k < 2; k++)
            if (row->ends[k].text) {
                g_autofree char *text = g_strconcat(row->ends[k].text, "0", NULL);
                row->ends[k].text = g_string_chunk_insert(strings, text);
            }
        for (size_t k = 0; k < ANY_SERIES; k++) {
            ChartValue *value = &figure->values[i][k];
            g_autofree char *text = g_strconcat(value->text, "0", NULL);

            value->text = g_string_chunk_insert(strings, text);
            if (parts_of_100)
                continue;
            scale(&value->value);
            scale(&value->lower);
            scale(&value->upper);
        }
        for (size_t k = 0; k < 3; k++) {
            g_autofree char *text = g_strconcat(figure->cells[i][k], "0", NULL);
            figure->cells[i][k] = g_string_chunk_insert(strings, text);
        }
    }
    scale(&figure->data.baseline);
}

static void
longer_names_and_larger_numbers_break_nothing(void **state)
{
    for
        EACH_CHART(chart)
        {
            g_autoptr(GStringChunk) strings = g_string_chunk_new(1024);
            AnyFigure figure;

            any_figure(&figure, chart, any_size(chart));
            g_autoptr(Scene) before = draw(state, chart, &figure);
            rename_all(&figure, strings, longer);
            enlarge(&figure, chart, strings);
            g_autoptr(Scene) after = draw(state, chart, &figure);
            assert_non_null(after);
        }
}

static void
a_question_of_two_thousand_characters_is_refused(void **state)
{
    g_autoptr(GString) question = g_string_new(NULL);

    while (question->len < 2000)
        g_string_append(question, "Were you informed of it by the agency in good time? ");
    for
        EACH_CHART(chart)
        {
            AnyFigure figure;

            any_figure(&figure, chart, any_size(chart));
            figure.data.question = question->str;
            assert_refused(state, chart, &figure,
                           "shorten it here and give its full wording in the text");
        }
}

static char *
emptied(const char *name)
{
    (void)name;
    return g_strdup("");
}

static void
names_may_be_empty(void **state)
{
    for
        EACH_CHART(chart)
        {
            g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
            AnyFigure figure;

            any_figure(&figure, chart, any_size(chart));
            rename_all(&figure, strings, emptied);
            g_autoptr(Scene) scene = draw_or_refuse(state, chart, &figure);
        }
}

static void
one_row_is_a_figure_and_none_is_refused(void **state)
{
    for
        EACH_CHART(chart)
        {
            AnyFigure figure;

            any_figure(&figure, chart, any_size(chart));
            figure.data.n_rows = 0;
            g_autoptr(Scene) none = draw_or_refuse(state, chart, &figure);
            assert_null(none);
            any_figure(&figure, chart, 1);
            g_autoptr(Scene) one = draw_or_refuse(state, chart, &figure);
            if (any_size(chart) != 2) /* slopes need both their ends */
                assert_non_null(one);
        }
}

static void
zeros_everywhere_are_no_reason_to_fail(void **state)
{
    for
        EACH_CHART(chart)
        {
            AnyFigure figure;

            any_figure(&figure, chart, any_size(chart));
            for (size_t i = 0; i < figure.data.n_rows; i++) {
                ChartRow *row = &figure.rows[i];

                row->value = row->n = 0.0;
                row->lower = isfinite(row->lower) ? 0.0 : NAN;
                row->upper = isfinite(row->upper) ? 0.0 : NAN;
                row->ends[0].value = row->ends[1].value = 0.0;
                for (size_t k = 0; k < ANY_SERIES; k++)
                    figure.values[i][k].value = figure.values[i][k].lower =
                        figure.values[i][k].upper = 0.0;
            }
            g_autoptr(Scene) scene = draw_or_refuse(state, chart, &figure);
        }
}

static void
negative_shares_are_drawn_or_refused(void **state)
{
    for
        EACH_CHART(chart)
        {
            AnyFigure figure;

            any_figure(&figure, chart, any_size(chart));
            for (size_t i = 0; i < figure.data.n_rows; i++) {
                figure.rows[i].value = -figure.rows[i].value;
                for (size_t k = 0; k < ANY_SERIES; k++)
                    figure.values[i][k].value = -figure.values[i][k].value;
            }
            g_autoptr(Scene) scene = draw_or_refuse(state, chart, &figure);
            if (scene && chart->rows == CHART_OF_TABLE && strcmp(chart->name, "grouped") != 0 &&
                strcmp(chart->name, "heat") != 0)
                fail_msg("%s draws parts of less than nothing", chart->name);
        }
}

static void
sixty_rows_are_drawn_or_refused(void **state)
{
    for
        EACH_CHART(chart)
        {
            AnyFigure figure;

            any_figure(&figure, chart, 60);
            g_autoptr(Scene) scene = draw_or_refuse(state, chart, &figure);
        }
}

static char *
hebrew(const char *name)
{
    (void)name;
    return g_strdup("שלום");
}

static char *
ancient(const char *name)
{
    return g_strconcat(name, " 𐎠", NULL);
}

static void
a_character_without_a_glyph_is_named(void **state)
{
    for
        EACH_CHART(chart)
        {
            g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
            AnyFigure figure;

            any_figure(&figure, chart, any_size(chart));
            rename_all(&figure, strings, ancient);
            assert_refused(state, chart, &figure, "U+103A0");
        }
}

/* Linux Libertine has the letters; pango sets them from the right. */
static void
names_may_run_from_the_right(void **state)
{
    for
        EACH_CHART(chart)
        {
            g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
            AnyFigure figure;

            any_figure(&figure, chart, any_size(chart));
            rename_all(&figure, strings, hebrew);
            g_autoptr(Scene) scene = draw(state, chart, &figure);
            assert_non_null(scene);
        }
}

static char *
marked_up(const char *name)
{
    (void)name;
    return g_strdup("<b>&</script>");
}

static void
markup_is_text_in_every_kind(void **state)
{
    for
        EACH_CHART(chart)
        {
            g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
            g_autoptr(GByteArray) svg = g_byte_array_new();
            g_autoptr(GError) error = NULL;
            AnyFigure figure;

            any_figure(&figure, chart, any_size(chart));
            rename_all(&figure, strings, marked_up);
            for (size_t i = 0; chart->rows == CHART_OF_PERIODS && i < figure.data.n_rows; i++)
                figure.rows[i].label = "<b>&"; /* periods have less room */
            figure.data.title = figure.data.base = figure.data.source = "<b>&</script>";
            g_autoptr(Scene) scene = draw(state, chart, &figure);
            assert_true(render_svg(scene, *state, svg, &error));
            g_byte_array_append(svg, (const guint8 *)"", 1);
            assert_null(strstr((const char *)svg->data, "<b"));
            assert_null(strstr((const char *)svg->data, "</script"));
            assert_non_null(strstr((const char *)svg->data, "&lt;b&gt;&amp;&lt;/script&gt;"));
        }
}

static void
control_characters_are_refused(void **state)
{
    for
        EACH_CHART(chart)
        {
            AnyFigure figure;

            any_figure(&figure, chart, any_size(chart));
            figure.rows[0].label = "a\tb";
            assert_refused(state, chart, &figure, "U+0009; leave it out");
            figure.rows[0].label = "a\xff";
            assert_refused(state, chart, &figure, "is not UTF-8 from its byte 2");
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(longer_names_and_larger_numbers_break_nothing),
        cmocka_unit_test(a_question_of_two_thousand_characters_is_refused),
        cmocka_unit_test(names_may_be_empty),
        cmocka_unit_test(one_row_is_a_figure_and_none_is_refused),
        cmocka_unit_test(zeros_everywhere_are_no_reason_to_fail),
        cmocka_unit_test(negative_shares_are_drawn_or_refused),
        cmocka_unit_test(sixty_rows_are_drawn_or_refused),
        cmocka_unit_test(names_may_run_from_the_right),
        cmocka_unit_test(a_character_without_a_glyph_is_named),
        cmocka_unit_test(markup_is_text_in_every_kind),
        cmocka_unit_test(control_characters_are_refused),
    };
    return cmocka_run_group_tests_name("chart_hostile", tests, open_fonts, close_fonts);
}
