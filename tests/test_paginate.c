/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/paginate.h"

#include "tests/check.h"

enum { MOST = 16 };

/* Dump of boxes of height 10 on pages 50 high, with the given flags. */
static char *
dump(const unsigned *flags, size_t n)
{
    Box boxes[MOST] = { 0 };

    for (size_t i = 0; i < n; i++)
        boxes[i] = (Box){ .flags = flags[i], .height = 10.0 };
    g_autoptr(Pages) pages = paginate(boxes, n, &(PageRoom){ 50.0, 30.0, 5.0, 0.0 });
    return pages_dump(pages, boxes);
}

static void
lines_fill_a_page_and_go_on_at_the_next(void **state)
{
    (void)state;
    const unsigned flags[7] = { 0 };
    g_autofree char *text = dump(flags, 7);

    assert_string_equal(text, "1: box 0 at 0.0, 10.0 high first\n"
                              "1: box 1 at 10.0, 10.0 high\n"
                              "1: box 2 at 20.0, 10.0 high\n"
                              "1: box 3 at 30.0, 10.0 high\n"
                              "1: box 4 at 40.0, 10.0 high last\n"
                              "2: box 5 at 0.0, 10.0 high first\n"
                              "2: box 6 at 10.0, 10.0 high last\n");
}

static void
a_heading_takes_the_lines_it_keeps_to_the_next_page(void **state)
{
    (void)state;
    /* four lines; a heading and the two lines that it keeps would need seven */
    const unsigned flags[] = { 0, 0, 0, 0, BOX_KEEP | BOX_BARRIER, BOX_KEEP, 0 };
    g_autofree char *text = dump(flags, 7);

    assert_non_null(strstr(text, "1: box 3 at 30.0, 10.0 high last\n"));
    assert_non_null(strstr(text, "2: box 4 at 0.0, 10.0 high first\n"));
}

static void
a_chapter_begins_a_page(void **state)
{
    (void)state;
    const unsigned flags[] = { BOX_PAGE, 0, BOX_PAGE };
    g_autofree char *text = dump(flags, 3);

    assert_non_null(strstr(text, "1: box 0 at 0.0"));
    assert_non_null(strstr(text, "2: box 2 at 0.0"));
}

static void
a_figure_that_does_not_fit_lets_the_text_go_on(void **state)
{
    (void)state;
    Box boxes[] = { { .height = 30.0 },
                    { .height = 40.0, .flags = BOX_FLOAT },
                    { .height = 10.0 },
                    { .height = 10.0 },
                    { .height = 10.0, .before = 4.0 } };
    g_autoptr(Pages) pages = paginate(boxes, 5, &(PageRoom){ 50.0, 30.0, 5.0, 0.0 });
    g_autofree char *text = pages_dump(pages, boxes);

    assert_string_equal(text, "1: box 0 at 0.0, 30.0 high first\n"
                              "1: box 2 at 30.0, 10.0 high\n"
                              "1: box 3 at 40.0, 10.0 high last\n"
                              "2: box 1 at 0.0, 40.0 high first last\n"
                              "3: box 4 at 0.0, 10.0 high first last\n");
}

static void
no_figure_floats_past_a_heading(void **state)
{
    (void)state;
    Box boxes[] = { { .height = 30.0 },
                    { .height = 40.0, .flags = BOX_FLOAT },
                    { .height = 10.0, .flags = BOX_BARRIER } };
    g_autoptr(Pages) pages = paginate(boxes, 3, &(PageRoom){ 50.0, 30.0, 5.0, 0.0 });

    assert_int_equal(pages->places[1].page, 1);
    assert_int_equal(pages->places[2].page, 1);
    assert_close(pages->places[2].y, 40.0, 0.0);
}

static void
figures_keep_their_order(void **state)
{
    (void)state;
    Box boxes[] = { { .height = 30.0 },
                    { .height = 40.0, .flags = BOX_FLOAT },
                    { .height = 10.0, .flags = BOX_FLOAT },
                    { .height = 10.0, .flags = BOX_PAGE } };
    g_autoptr(Pages) pages = paginate(boxes, 4, &(PageRoom){ 50.0, 30.0, 5.0, 0.0 });

    assert_int_equal(pages->places[1].page, 1);
    assert_int_equal(pages->places[2].page, 1);
    assert_int_equal(pages->places[3].page, 2);
}

static void
footnotes_take_their_place_from_the_page(void **state)
{
    (void)state;
    Box boxes[] = { { .height = 20.0, .notes = 15.0 },
                    { .height = 10.0 },
                    { .height = 10.0, .notes = 1.0 } };
    g_autoptr(Pages) pages = paginate(boxes, 3, &(PageRoom){ 50.0, 30.0, 5.0, 0.0 });
    g_autofree char *text = pages_dump(pages, boxes);

    /* 20 + 10 + 15 + the gap of 5 is the page */
    assert_string_equal(text, "1: box 0 at 0.0, 20.0 high first\n"
                              "1: box 1 at 20.0, 10.0 high last\n"
                              "2: box 2 at 0.0, 10.0 high first last\n"
                              "1: footnotes 20.0 high\n"
                              "2: footnotes 6.0 high\n");
}

static void
a_table_repeats_its_head_and_leaves_room_for_its_foot(void **state)
{
    (void)state;
    Box boxes[] = { { .height = 12.0, .flags = BOX_KEEP }, /* title and head */
                    { .height = 10.0, .head = 8.0, .foot = 6.0 },
                    { .height = 10.0, .head = 8.0, .foot = 6.0 },
                    { .height = 10.0, .head = 8.0, .foot = 6.0 },
                    { .height = 10.0, .head = 8.0 } };
    g_autoptr(Pages) pages = paginate(boxes, 5, &(PageRoom){ 48.0, 30.0, 5.0, 0.0 });
    g_autofree char *text = pages_dump(pages, boxes);

    assert_string_equal(text, "1: box 0 at 0.0, 12.0 high first\n"
                              "1: box 1 at 12.0, 10.0 high\n"
                              "1: box 2 at 22.0, 10.0 high\n"
                              "1: box 3 at 32.0, 10.0 high last\n"
                              "2: box 4 at 8.0, 10.0 high first last\n");
}

static void
text_goes_on_before_a_table_on_its_side(void **state)
{
    (void)state;
    const unsigned side = BOX_LANDSCAPE | BOX_FLOAT;
    Box boxes[] = { { .height = 20.0 },
                    { .height = 20.0, .flags = side | BOX_KEEP }, /* title and first row */
                    { .height = 10.0, .flags = side, .head = 5.0 },
                    { .height = 10.0, .flags = side, .head = 5.0 },
                    { .height = 30.0 },
                    { .height = 10.0 } };
    g_autoptr(Pages) pages = paginate(boxes, 6, &(PageRoom){ 50.0, 30.0, 5.0, 0.0 });
    g_autofree char *text = pages_dump(pages, boxes);

    assert_string_equal(text, "1: box 0 at 0.0, 20.0 high first\n"
                              "1: box 4 at 20.0, 30.0 high last\n"
                              "2: box 1 at 0.0, 20.0 high first\n"
                              "2: box 2 at 20.0, 10.0 high last\n"
                              "3: box 3 at 5.0, 10.0 high first last\n"
                              "4: box 5 at 0.0, 10.0 high first last\n"
                              "2: on its side\n"
                              "3: on its side\n");
}

static void
a_page_on_its_side_waits_for_no_heading(void **state)
{
    (void)state;
    Box boxes[] = { { .height = 10.0 },
                    { .height = 20.0, .flags = BOX_LANDSCAPE | BOX_FLOAT },
                    { .height = 10.0 },
                    { .height = 10.0, .flags = BOX_KEEP | BOX_BARRIER },
                    { .height = 10.0 } };
    g_autoptr(Pages) pages = paginate(boxes, 5, &(PageRoom){ 50.0, 30.0, 5.0, 0.0 });

    assert_int_equal(pages->places[2].page, 0);
    assert_int_equal(pages->places[1].page, 1);
    assert_int_equal(pages->places[3].page, 2);
    assert_int_equal(pages->n_pages, 3);
}

static void
a_heading_stands_on_its_side_with_the_table_it_keeps(void **state)
{
    (void)state;
    Box boxes[] = { { .height = 10.0 },
                    { .height = 10.0, .flags = BOX_LANDSCAPE | BOX_KEEP | BOX_BARRIER },
                    { .height = 20.0, .flags = BOX_LANDSCAPE | BOX_FLOAT },
                    { .height = 10.0, .flags = BOX_FLOAT } };
    g_autoptr(Pages) pages = paginate(boxes, 4, &(PageRoom){ 50.0, 30.0, 5.0, 0.0 });
    g_autofree char *text = pages_dump(pages, boxes);

    assert_string_equal(text, "1: box 0 at 0.0, 10.0 high first last\n"
                              "2: box 1 at 0.0, 10.0 high first\n"
                              "2: box 2 at 10.0, 20.0 high last\n"
                              "3: box 3 at 0.0, 10.0 high first last\n"
                              "2: on its side\n");
}

static void
what_is_higher_than_a_page_is_still_placed(void **state)
{
    (void)state;
    Box boxes[] = { { .height = 10.0, .flags = BOX_KEEP },
                    { .height = 70.0, .flags = BOX_KEEP },
                    { .height = 30.0, .flags = BOX_KEEP },
                    { .height = 30.0 } };
    g_autoptr(Pages) pages = paginate(boxes, 4, &(PageRoom){ 50.0, 30.0, 5.0, 0.0 });

    assert_int_equal(pages->n_pages, 4);
    assert_int_equal(pages->places[3].page, 3);
}

static void
nothing_makes_no_page(void **state)
{
    (void)state;
    g_autoptr(Pages) pages = paginate(NULL, 0, &(PageRoom){ 50.0, 30.0, 5.0, 0.0 });

    assert_int_equal(pages->n_pages, 0);
}

static void
what_snaps_stands_on_the_grid_and_the_space_goes_above_it(void **state)
{
    (void)state;
    /* lines of 10 on a grid of 5: the figure wants 3 above and has 5, the text after its 7 has 8 */
    const Box boxes[] = { { .height = 10.0 },
                          { .flags = BOX_SNAP, .before = 3.0, .height = 7.0, .after = 3.0 },
                          { .flags = BOX_SNAP, .before = 2.0, .height = 10.0 },
                          { .height = 10.0 },
                          { .flags = BOX_SNAP, .before = 2.0, .height = 10.0 } };
    g_autoptr(Pages) pages = paginate(boxes, 5, &(PageRoom){ 50.0, 30.0, 5.0, 5.0 });
    const double y[] = { 0.0, 15.0, 25.0, 35.0, 0.0 };

    for (size_t i = 0; i < G_N_ELEMENTS(y); i++)
        assert_close(pages->places[i].y, y[i], 1e-12);
    assert_int_equal(pages->places[4].page, 1); /* from 50 on there is no room */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_fill_a_page_and_go_on_at_the_next),
        cmocka_unit_test(a_heading_takes_the_lines_it_keeps_to_the_next_page),
        cmocka_unit_test(a_chapter_begins_a_page),
        cmocka_unit_test(a_figure_that_does_not_fit_lets_the_text_go_on),
        cmocka_unit_test(no_figure_floats_past_a_heading),
        cmocka_unit_test(figures_keep_their_order),
        cmocka_unit_test(footnotes_take_their_place_from_the_page),
        cmocka_unit_test(a_table_repeats_its_head_and_leaves_room_for_its_foot),
        cmocka_unit_test(text_goes_on_before_a_table_on_its_side),
        cmocka_unit_test(a_page_on_its_side_waits_for_no_heading),
        cmocka_unit_test(a_heading_stands_on_its_side_with_the_table_it_keeps),
        cmocka_unit_test(what_is_higher_than_a_page_is_still_placed),
        cmocka_unit_test(nothing_makes_no_page),
        cmocka_unit_test(what_snaps_stands_on_the_grid_and_the_space_goes_above_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
