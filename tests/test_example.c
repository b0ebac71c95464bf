/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data of the 2017 report: made as committed, and giving the percentages that were printed. */
#include "datasets/number.h"
#include "tests/check.h"

int survey_main(void);
#define main survey_main
#include "datasets/examples/assistance-2017/make.c"
#undef main

static const char path[] = "datasets/examples/assistance-2017/survey.csv";

static char *
committed(void)
{
    char *text = NULL;

    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

/* How many rows of the committed file hold VALUE in the column called NAME. */
static unsigned
count(const char *name, const char *value)
{
    g_autofree char *text = committed();
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_auto(GStrv) head = g_strsplit(lines[0], ",", -1);
    unsigned n = 0, column = 0;

    while (head[column] && strcmp(head[column], name) != 0)
        column++;
    assert_non_null(head[column]);
    for (size_t i = 1; lines[i] && lines[i][0]; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], ",", -1);
        n += strcmp(cells[column], value) == 0;
    }
    return n;
}

static void
the_recipe_gives_the_committed_file(void **state)
{
    (void)state;
    g_autofree char *expected = committed();
    char *made = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&made, &length);

    assert_non_null(out);
    write_survey(out);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(made, expected);
    free(made);
}

static void
the_counts_give_the_printed_percentages(void **state)
{
    (void)state;
    static const struct {
        const char *column, *value;
        unsigned base;
        int printed;
    } cases[] = {
        { "info", "always", 109, 48 },
        { "info", "sometimes", 109, 24 },
        { "info", "no", 109, 24 },
        { "info", "dont_know", 109, 5 },
        { "timely_yes", "1", 78, 50 },
        { "timely_late", "1", 78, 49 },
        { "timely_dont_know", "1", 78, 8 },
        { "received_handler", "1", 78, 91 },
        { "received_manager", "1", 78, 12 },
        { "received_finance", "1", 78, 8 },
        { "received_other", "1", 78, 6 },
        { "received_dont_know", "1", 78, 0 },
        { "contact", "always", 77, 44 },
        { "contact", "no", 77, 30 },
        { "effect", "none", 109, 44 },
        { "effect", "less", 109, 4 },
        { "effect", "more", 109, 15 },
        { "effect", "dont_know", 109, 38 },
        { "status", "complete", 153 - 4, 73 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_int_equal(number_percent(count(cases[i].column, cases[i].value), cases[i].base, 0),
                         cases[i].printed);
}

static void
thirty_per_cent_is_possible_on_77_but_not_on_78(void **state)
{
    (void)state;
    bool on_77 = false, on_78 = false;

    for (uint64_t k = 0; k <= 77; k++) {
        on_77 = on_77 || number_percent(k, 77, 0) == 30;
        on_78 = on_78 || number_percent(k, 78, 0) == 30;
    }
    assert_true(on_77);
    assert_false(on_78);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_recipe_gives_the_committed_file),
        cmocka_unit_test(the_counts_give_the_printed_percentages),
        cmocka_unit_test(thirty_per_cent_is_possible_on_77_but_not_on_78),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
