/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tables, figures and sentences give away together. The ranges are worked out by hand in the
 * comments, or are those of an exact simplex in rational numbers. */
#include "datasets/error.h"
#include "reports/compose.h"

#include "tests/check.h"

#include <glib/gstdio.h>

typedef struct {
    const char *answer, *group;
    unsigned n;
} Rows;

/* Information to 109 municipalities by group, 52/26/26/5 in all. Of the last group each answer was
 * given once: what the others leave of all. */
static const Rows municipalities[] = {
    { "always", "city", 7 },         { "sometimes", "city", 6 },   { "never", "city", 4 },
    { "unknown", "city", 1 },        { "always", "near city", 8 }, { "sometimes", "near city", 3 },
    { "never", "near city", 3 },     { "always", "large", 8 },     { "sometimes", "large", 2 },
    { "never", "large", 2 },         { "always", "near", 10 },     { "sometimes", "near", 2 },
    { "never", "near", 4 },          { "always", "low", 3 },       { "sometimes", "low", 4 },
    { "never", "low", 3 },           { "unknown", "low", 1 },      { "always", "town", 7 },
    { "sometimes", "town", 3 },      { "never", "town", 3 },       { "always", "near town", 5 },
    { "sometimes", "near town", 3 }, { "never", "near town", 3 },  { "unknown", "near town", 1 },
    { "always", "rural", 3 },        { "sometimes", "rural", 2 },  { "never", "rural", 3 },
    { "unknown", "rural", 1 },       { "always", "visit", 1 },     { "sometimes", "visit", 1 },
    { "never", "visit", 1 },         { "unknown", "visit", 1 }
};

/* Of a, b and c, each in every pair 11 times or more. With all pairs known the eight cells can move
 * together alone: 000 up from 1 by as much as 111 goes down from 2. */
static const char circle[] = "a,b,c,n\n0,0,0,1\n0,1,1,10\n1,0,1,10\n1,1,0,10\n"
                             "0,0,1,10\n0,1,0,10\n1,0,0,10\n1,1,1,2\n";

/* Everyone of 30 years said yes. */
static const char ages[] = "answer,age,n\nyes,20,30\nno,20,12\nyes,30,3\nyes,40,25\nno,40,25\n";

/* Three of the west said yes. A table of all withholds the north too, whose yes is the rest of
 * them; shares by place without their total would not have to. */
static const char places[] = "answer,place,n\nyes,north,30\nno,north,20\nyes,south,12\n"
                             "no,south,38\nyes,east,25\nno,east,25\nyes,west,3\nno,west,22\n";

static int
set_up(void **state)
{
    char *folder = g_dir_make_tmp("andel-XXXXXX", NULL);
    g_autoptr(GString) csv = g_string_new("info,group,n\n");

    for (size_t i = 0; i < G_N_ELEMENTS(municipalities); i++)
        g_string_append_printf(csv, "%s,%s,%u\n", municipalities[i].answer, municipalities[i].group,
                               municipalities[i].n);
    const struct {
        const char *name, *text;
    } files[] = { { "d.csv", csv->str },
                  { "d.yml", "data: d.csv\ndesign: {count: n}\n" },
                  { "c.csv", circle },
                  { "c.yml", "data: c.csv\ndesign: {count: n}\nvariables:\n"
                             "  a: {type: category}\n  b: {type: category}\n"
                             "  c: {type: category}\n" },
                  { "a.csv", ages },
                  { "a.yml", "data: a.csv\ndesign: {count: n}\n" },
                  { "p.csv", places },
                  { "p.yml", "data: p.csv\ndesign: {count: n}\n" } };

    *state = folder;
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(folder, files[i].name, NULL);

        if (!g_file_set_contents(path, files[i].text, -1, NULL))
            return 1;
    }
    return 0;
}

static int
tear_down(void **state)
{
    static const char *const names[] = { "d.csv", "d.yml", "c.csv", "c.yml",
                                         "a.csv", "a.yml", "p.csv", "p.yml" };

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(*state, names[i], NULL);
        g_unlink(path);
    }
    g_rmdir(*state);
    g_free(*state);
    return 0;
}

/* Whether a report of DATA with BODY may be published; if not ERROR says why. */
static bool
is_safe(const char *folder, const char *data, const char *body, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "r.md", NULL);
    g_autofree char *text =
        g_strdup_printf("---\ntitle: T\ndata: %s\nsuppress_below: 5\n---\n\n%s", data, body);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    const ComposeOptions options = { 0 };
    g_autoptr(Report) report = compose(bytes, path, &options, error);

    return report != NULL;
}

#define BLOCK(keys) "```andel\n" keys "```\n\n"
#define FIGURE BLOCK("id: info\nchart: bar\nvariable: info\n")
#define REST "crosstab: info\nwhere: group != 'visit'\nsuppress_below: 0\n"

static void
groups_beside_the_total_give_away_the_group_that_is_left_out(void **state)
{
    g_autoptr(GError) error = NULL;

    assert_false(is_safe(*state, "d.yml", FIGURE BLOCK("id: groups\nby: group\n" REST), &error));
    assert_error(
        error, ANDEL_ERROR_DATA,
        "r.md: Figure\u00a01 (info) and Table\u00a01 (groups) together give away how many (fewer "
        "than 5) have info = always and not (group != 'visit')");
    assert_error(error, ANDEL_ERROR_DATA, "suppress_below: 0");
}

static void
a_sum_in_a_sentence_gives_away_what_it_leaves(void **state)
{
    g_autoptr(GError) error = NULL;

    /* 25 of 105 against 26 of 109: the one of four who never got any */
    assert_false(is_safe(
        *state, "d.yml",
        FIGURE BLOCK("id: rest\nshow: no\n" REST) "Elsewhere {rest.never.n} never got it.\n",
        &error));
    assert_error(error, ANDEL_ERROR_DATA,
                 "Figure\u00a01 (info) and the values of rest in the text together give away");
}

static void
what_the_text_does_not_say_gives_nothing_away(void **state)
{
    g_autoptr(GError) error = NULL;

    assert_true(is_safe(
        *state, "d.yml",
        FIGURE BLOCK("id: rest\nshow: no\n" REST) "Of {info.base} it is {info.always | percent}.\n",
        &error));
    assert_null(error);
}

static void
a_table_that_withholds_what_follows_may_stand_beside_the_total(void **state)
{
    g_autoptr(GError) error = NULL;

    assert_true(is_safe(
        *state, "d.yml",
        FIGURE BLOCK("id: groups\ncrosstab: info\nby: group\n") BLOCK(
            "id: share\nestimate: [share(info = 'always')]\nby: group\n") "Of {groups.base} it is "
                                                                          "{info.always.n}.\n",
        &error));
    assert_null(error);
}

static void
what_one_table_withholds_another_must_not_show(void **state)
{
    g_autoptr(GError) error = NULL;

    assert_false(is_safe(*state, "d.yml",
                         BLOCK("id: kept\ncrosstab: info\nby: group\n")
                             BLOCK("id: open\nestimate: [share(info)]\nby: group\n"
                                   "suppress_below: 0\n"),
                         &error));
    assert_error(error, ANDEL_ERROR_DATA, "Table\u00a02 (open) gives away");
    assert_error(error, ANDEL_ERROR_DATA, "(withheld in Table\u00a01 (kept))");
}

#define SHARES                                      \
    BLOCK("id: all\ncrosstab: answer\nby: place\n") \
    BLOCK("id: share\nestimate: [share(answer = 'yes')]\nby: place\n")

static void
blocks_withhold_of_the_same_rows_what_one_of_them_withholds(void **state)
{
    g_autoptr(GError) error = NULL;

    assert_true(is_safe(*state, "p.yml", SHARES, &error));
    assert_null(error);
    assert_false(is_safe(*state, "p.yml", SHARES "In the north {share.share.north}.\n", &error));
    assert_error(error, ANDEL_ERROR_DATA,
                 "{share.share.north}: the value is undefined, or withheld");
    g_clear_error(&error);
    assert_true(is_safe(*state, "p.yml", SHARES "In the east {share.share.east}.\n", &error));
}

static void
tables_of_all_pairs_give_away_a_cell_of_three(void **state)
{
    g_autoptr(GError) error = NULL;

    /* 000 is 0 to 3 and 111 is 0 to 3: narrower than 5 */
    assert_false(is_safe(*state, "c.yml",
                         BLOCK("id: ab\ncrosstab: a\nby: b\n") BLOCK("id: bc\ncrosstab: b\nby: c\n")
                             BLOCK("id: ac\ncrosstab: a\nby: c\n"),
                         &error));
    assert_error(error, ANDEL_ERROR_DATA,
                 "Table\u00a01 (ab), Table\u00a02 (bc) and Table\u00a03 (ac) together give away "
                 "how many (fewer "
                 "than 5) have a = 0 and b = 0 and c = 0, a = 1 and b = 1 and c = 1;");
}

static void
tables_of_two_pairs_leave_the_cells_of_three_wide(void **state)
{
    g_autoptr(GError) error = NULL;

    assert_true(is_safe(*state, "c.yml",
                        BLOCK("id: ab\ncrosstab: a\nby: b\n") BLOCK("id: bc\ncrosstab: b\nby: c\n"),
                        &error));
    assert_null(error);
}

static void
a_condition_that_is_a_little_wider_gives_away_the_difference(void **state)
{
    g_autoptr(GError) error = NULL;

    /* yes 30 and no 12 against yes 33 and no 12: the three of 30 years all said yes */
    assert_false(is_safe(*state, "a.yml",
                         BLOCK("id: young\ncrosstab: answer\nwhere: age < 30\n")
                             BLOCK("id: wider\ncrosstab: answer\nwhere: age < 31\n"),
                         &error));
    assert_error(error, ANDEL_ERROR_DATA,
                 "Table\u00a01 (young) and Table\u00a02 (wider) together give away");
    assert_error(error, ANDEL_ERROR_DATA, "answer = yes and not (age < 30) and (age < 31)");
}

static void
means_tell_how_many_they_are_of(void **state)
{
    g_autoptr(GError) error = NULL;

    assert_false(is_safe(*state, "a.yml",
                         BLOCK("id: all\nestimate: [mean(age)]\nby: answer\n")
                             BLOCK("id: but\nestimate: [mean(age)]\nby: answer\n"
                                   "where: age != 30\n"),
                         &error));
    assert_error(error, ANDEL_ERROR_DATA, "answer = yes and not (age != 30)");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            groups_beside_the_total_give_away_the_group_that_is_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_sum_in_a_sentence_gives_away_what_it_leaves, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_the_text_does_not_say_gives_nothing_away, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            a_table_that_withholds_what_follows_may_stand_beside_the_total, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_one_table_withholds_another_must_not_show, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(blocks_withhold_of_the_same_rows_what_one_of_them_withholds,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(tables_of_all_pairs_give_away_a_cell_of_three, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(tables_of_two_pairs_leave_the_cells_of_three_wide, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            a_condition_that_is_a_little_wider_gives_away_the_difference, set_up, tear_down),
        cmocka_unit_test_setup_teardown(means_tell_how_many_they_are_of, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
