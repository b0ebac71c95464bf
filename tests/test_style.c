/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Style files: what they change, and their mistakes. Contrasts are those of WCAG 2.1. */
#include "datasets/error.h"
#include "plots/render.h"
#include "reports/style.h"
#include "reports/writer.h"

#include "tests/check.h"

static ReportStyle *
read_text(const char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    return report_style_read(bytes, "house.yml", NULL, error);
}

static void
what_is_not_named_stays_as_it_is(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(ReportStyle) style = read_text("symbols: gss\n", &error);

    assert_no_error(error);
    assert_memory_equal(style->look.named, look_default.named, sizeof look_default.named);
    assert_memory_equal(style->look.series, look_default.series, sizeof look_default.series);
    assert_string_equal(style->look.sans, look_default.sans);
    assert_string_equal(style->symbols, "gss");
    assert_close(style->text_size, 0.0, 0.0);
}

static void
colours_reach_the_marks_and_stay_readable(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(ReportStyle) style =
        read_text("colours: {accent: \"#7A1E48\", series: [\"#7A1E48\", \"#C96F00\"]}\n", &error);
    char hex[8];

    assert_no_error(error);
    assert_string_equal(colour_hex(theme_colour_in(&style->look, ROLE_NUMBER, 0), hex), "#7a1e48");
    assert_string_equal(colour_hex(theme_colour_in(&style->look, ROLE_DATA, 1), hex), "#c96f00");
    assert_string_equal(colour_hex(theme_colour_in(&style->look, ROLE_DATA, 2), hex), "#633d5b");
    /* amber is dark enough for a bar and too light for text */
    Colour text = theme_colour_in(&style->look, ROLE_END_NAME, 1), white = { 1.0, 1.0, 1.0 };
    assert_true(colour_contrast(text, white) >= 4.5);
    /* what stands on a dark bar is white */
    assert_string_equal(colour_hex(theme_colour_in(&style->look, ROLE_ON_DATA, 0), hex), "#ffffff");
    /* and without a style nothing changes */
    assert_string_equal(colour_hex(theme_colour_in(NULL, ROLE_NUMBER, 0), hex), "#0b5bae");
}

static void
a_picture_is_drawn_in_its_look(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(ReportStyle) style = read_text("colours: {accent: \"#7A1E48\"}\n", &error);
    g_autoptr(TextContext) text = text_context_new_in(&style->look, &error);
    g_autoptr(Scene) scene = scene_new();
    g_autoptr(GByteArray) svg = g_byte_array_new();

    assert_no_error(error);
    scene->width = scene->height = 100.0;
    scene_add_shape(scene, MARK_RECTANGLE, ROLE_DATA, 10.0, 10.0, 50.0, 50.0);
    scene->look = &style->look;
    assert_true(render_svg(scene, text, svg, &error));
    g_autofree char *drawn = g_strndup((const char *)svg->data, svg->len);
    assert_non_null(strstr(drawn, "#7a1e48"));
    assert_null(strstr(drawn, "#0b5bae"));
}

static void
a_page_is_set_in_the_families_of_the_style(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Report) report = report_new("report", "en");
    g_autoptr(GByteArray) out = g_byte_array_new();

    report->style = read_text("fonts: {sans: DejaVu Sans, serif: 'A\"}</style>'}\n", &error);
    assert_no_error(error);
    assert_true(writer_find("html", NULL)->write(report, out, &error));
    g_byte_array_append(out, (const guint8 *)"", 1);
    const char *page = (const char *)out->data;
    assert_non_null(strstr(page, "--sans:\"DejaVu Sans\","));
    /* a name that would end the style sheet is a name all the same */
    assert_non_null(strstr(page, "--text:\"A\\22 \\7d \\3c \\2f style\\3e \","));
    const char *end = strstr(page, "</style>");
    assert_non_null(end);
    assert_null(strstr(end + 1, "</style>"));
}

static void
a_family_that_no_file_has_is_named(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(ReportStyle) style = read_text("fonts: {sans: No Such Face}\n", &error);

    assert_no_error(error);
    assert_null(text_context_new_in(&style->look, &error));
    assert_error(error, ANDEL_ERROR_DATA, "'No Such Face'");
}

static void
mistakes_have_their_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *error;
    } cases[] = {
        { "colours:\n  accent: blue\n", "house.yml:2:11: this is no colour" },
        { "colours: {notes: \"#cccccc\"}\n", "contrast on white is 1.61 to one and must be 4.5" },
        { "colours: {series: [\"#ffff00\"]}\n", "contrast on white is 1.07" },
        { "colours: {ladder: [\"#111111\"]}\n", "1 given, and 5 are needed" },
        { "sizes: {text: 40}\n", "a size from 8 to 14 is needed" },
        { "sizes: {headings: [20, 13, 10, 9, 8]}\n", "there are four levels" },
        { "text_scale: 0.9\n", "a size from 0.94 to 2 is needed" },
        { "logo: none.png\n", "'none.png', which does not exist" },
        { "symbols: gs\n", "did you mean 'gss'?" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        assert_null(read_text(cases[i].text, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[i].error);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_named_stays_as_it_is),
        cmocka_unit_test(colours_reach_the_marks_and_stay_readable),
        cmocka_unit_test(a_picture_is_drawn_in_its_look),
        cmocka_unit_test(a_page_is_set_in_the_families_of_the_style),
        cmocka_unit_test(a_family_that_no_file_has_is_named),
        cmocka_unit_test(mistakes_have_their_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
