/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/render.h"
#include "tests/check.h"
#include "tests/figures.h"
#include "tests/fonts.h"

typedef enum { SVG, PDF, PNG, N_KINDS } Kind;

/* Every kind of mark in one. */
static Scene *
draw_waterfall(TextContext *text)
{
    ChartData data = figure_payments();

    data.tag = "Exempeldata";
    Scene *scene = chart_draw(chart_find("waterfall", NULL), &data, figure_width, text, NULL);
    Mark *dot = scene_add(scene, MARK_DOT, ROLE_DOT);
    dot->x = dot->y = 100.0;
    return scene;
}

static Scene *
draw(TextContext *text, ChartData data)
{
    return chart_draw(chart_find("bar", NULL), &data, figure_width, text, NULL);
}

static GByteArray *
render(TextContext *text, const Scene *scene, Kind kind)
{
    GByteArray *out = g_byte_array_new();
    bool done = kind == SVG   ? render_svg(scene, text, out, NULL)
                : kind == PDF ? render_pdf(scene, text, 1500000000, out, NULL)
                              : render_png(scene, text, 1600, out, NULL);

    assert_true(done);
    return out;
}

static bool
holds(const GByteArray *bytes, const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i + length <= bytes->len; i++)
        if (memcmp(bytes->data + i, text, length) == 0)
            return true;
    return false;
}

/* Also in a context of its own: nothing is left over from the first. */
static void
the_same_figure_gives_the_same_bytes(void **state)
{
    g_autoptr(TextContext) other = text_context_new(NULL);

    for (int kind = 0; kind < N_KINDS; kind++) {
        g_autoptr(Scene) scene = draw(*state, figure_contact());
        g_autoptr(Scene) again = draw(other, figure_contact());
        g_autoptr(GByteArray) one = render(*state, scene, (Kind)kind);
        g_autoptr(GByteArray) two = render(*state, scene, (Kind)kind);
        g_autoptr(GByteArray) three = render(other, again, (Kind)kind);

        assert_int_equal(one->len, two->len);
        assert_memory_equal(one->data, two->data, one->len);
        assert_int_equal(one->len, three->len);
        assert_memory_equal(one->data, three->data, one->len);
    }
}

static void
every_kind_of_mark_is_drawn_alike_twice(void **state)
{
    for (int kind = 0; kind < N_KINDS; kind++) {
        g_autoptr(Scene) scene = draw_waterfall(*state);
        g_autoptr(GByteArray) one = render(*state, scene, (Kind)kind);
        g_autoptr(GByteArray) two = render(*state, scene, (Kind)kind);

        assert_int_equal(one->len, two->len);
        assert_memory_equal(one->data, two->data, one->len);
        if (kind != SVG)
            continue;
        assert_true(holds(one, "stroke-dasharray=\"1.6\""));
        assert_true(holds(one, "<circle cx=\"100\" cy=\"100\""));
        assert_true(holds(one, ">Exempeldata</text>"));
    }
}

/* What the parser saw of an SVG. */
typedef struct {
    int texts, rectangles, titles;
    GString *said;
} Seen;

static void
see_element(GMarkupParseContext *context, const char *name, const char **names, const char **values,
            gpointer user, GError **error)
{
    Seen *seen = user;

    (void)context;
    (void)error;
    seen->texts += strcmp(name, "text") == 0;
    seen->rectangles += strcmp(name, "rect") == 0;
    seen->titles += strcmp(name, "title") == 0 || strcmp(name, "desc") == 0;
    if (strcmp(name, "svg") != 0)
        return;
    for (size_t i = 0; names[i]; i++)
        if (strcmp(names[i], "role") == 0)
            assert_string_equal(values[i], "img");
}

static void
see_text(GMarkupParseContext *context, const char *text, gsize length, gpointer user,
         GError **error)
{
    (void)context;
    (void)error;
    g_string_append_len(((Seen *)user)->said, text, (gssize)length);
}

static void
an_svg_is_well_formed_and_its_texts_are_texts(void **state)
{
    static const GMarkupParser parser = { .start_element = see_element, .text = see_text };
    ChartData data = figure_contact();
    data.title = "Kommun & <stadsdel> \"med\" 'citat'";
    g_autoptr(Scene) scene = draw(*state, data);
    g_autoptr(GByteArray) svg = render(*state, scene, SVG);
    Seen seen = { .said = g_string_new(NULL) };
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&parser, (GMarkupParseFlags)0, &seen, NULL);
    int texts = 0;

    for (guint i = 0; i < scene->marks->len; i++)
        texts += g_array_index(scene->marks, Mark, i).kind == MARK_TEXT;
    assert_true(
        g_markup_parse_context_parse(context, (const char *)svg->data, (gssize)svg->len, NULL));
    assert_true(g_markup_parse_context_end_parse(context, NULL));
    assert_int_equal(seen.texts, texts);
    assert_int_equal(seen.titles, 2);
    assert_int_equal(seen.rectangles, 1 + 4 + 2); /* ground, bars, outlines of the derived */
    assert_non_null(strstr(seen.said->str, "Kommun & <stadsdel> \"med\" 'citat'"));
    assert_non_null(strstr(seen.said->str, "Stapeldiagram. Andel av de 78"));
    g_string_free(seen.said, TRUE);
}

static void
an_svg_says_its_size_language_and_addresses(void **state)
{
    g_autoptr(Scene) scene = draw(*state, figure_information());
    g_autoptr(GByteArray) svg = render(*state, scene, SVG);

    assert_true(g_str_has_prefix((const char *)svg->data, "<svg xmlns"));
    assert_true(holds(svg, "width=\"160mm\""));
    assert_true(holds(svg, "viewBox=\"0 0 453.54 260\""));
    assert_true(holds(svg, " lang=\"sv\""));
    assert_true(holds(svg, "data-address=\"f1.always\""));
    assert_true(holds(svg, "font-family=\"Inter, "));
    assert_false(holds(svg, " id=\"")); /* several stand in one page */
}

static void
a_pdf_has_the_date_it_is_given_and_no_other(void **state)
{
    g_autoptr(Scene) scene = draw(*state, figure_information());
    g_autoptr(GByteArray) pdf = render(*state, scene, PDF);

    assert_true(g_str_has_prefix((const char *)pdf->data, "%PDF-1.5"));
    assert_memory_equal(pdf->data + pdf->len - 6, "%%EOF\n", 6);
    assert_true(holds(pdf, "/CreationDate (20170714024000Z)")); /* 1500000000 */
    assert_false(holds(pdf, "/ModDate"));
    assert_true(holds(pdf, "/Title"));
    assert_true(holds(pdf, "/MediaBox [ 0 0 453.543307 260 ]"));
}

/* A path is one line in every format; two spaces stay two where a browser would make them one. */
static void
paths_are_one_line_and_spaces_are_kept_in_svg(void **state)
{
    const double points[] = { 10.0, 10.0, 20.0, 30.0, 30.0, 10.0 };
    g_autoptr(Scene) scene = scene_new();

    scene->width = scene->height = 200.0;
    scene_add_path(scene, ROLE_LINE, 0, points, 3);
    scene_add_text(scene, *state, ROLE_NOTE, "a  b", 10.0, 60.0, 0.0);
    scene_add_text(scene, *state, ROLE_NOTE, "a b", 10.0, 80.0, 0.0);
    g_autoptr(GByteArray) svg = render(*state, scene, SVG);
    assert_true(holds(svg, "<polyline points=\"10,10 20,30 30,10\" fill=\"none\""));
    assert_true(holds(svg, "stroke-linejoin=\"round\""));
    assert_true(holds(svg, " xml:space=\"preserve\" textLength"));
    assert_false(holds(svg, "<line"));
    scene_add_text(scene, *state, ROLE_NOTE, "שלום Title", 10.0, 100.0, 0.0);
    g_autoptr(GByteArray) other = render(*state, scene, SVG);
    assert_true(holds(other, "direction=\"rtl\" text-anchor=\"end\"")); /* its left is at x */
    g_byte_array_append(svg, (const guint8 *)"", 1);
    const char *first = strstr((const char *)svg->data, "preserve");
    assert_null(strstr(first + 1, "preserve"));
}

static void
a_png_has_the_pixels_asked_for(void **state)
{
    static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
    g_autoptr(Scene) scene = draw(*state, figure_information());
    g_autoptr(GByteArray) png = render(*state, scene, PNG);

    assert_memory_equal(png->data, signature, sizeof signature);
    assert_int_equal(png->data[18] * 256 + png->data[19], 1600);
    assert_int_equal(png->data[22] * 256 + png->data[23], 917); /* 260 of 453.54 pt */
    assert_int_equal(png->data[25], 2);                         /* colour without transparency */
}

static void
a_picture_too_large_to_draw_is_refused(void **state)
{
    g_autoptr(Scene) scene = draw(*state, figure_information());
    g_autoptr(GByteArray) out = g_byte_array_new();
    g_autoptr(GError) error = NULL;

    assert_false(render_png(scene, *state, 400000, out, &error));
    assert_non_null(strstr(error->message, "fewer pixels"));
    assert_int_equal(out->len, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_figure_gives_the_same_bytes),
        cmocka_unit_test(every_kind_of_mark_is_drawn_alike_twice),
        cmocka_unit_test(an_svg_is_well_formed_and_its_texts_are_texts),
        cmocka_unit_test(an_svg_says_its_size_language_and_addresses),
        cmocka_unit_test(a_pdf_has_the_date_it_is_given_and_no_other),
        cmocka_unit_test(paths_are_one_line_and_spaces_are_kept_in_svg),
        cmocka_unit_test(a_png_has_the_pixels_asked_for),
        cmocka_unit_test(a_picture_too_large_to_draw_is_refused),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
