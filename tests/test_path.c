/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "datasets/path.h"
#include "tests/check.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* top/books/survey.yml, top/books/data/a.csv, top/other/b.csv, top/books/link -> ../other/b.csv */
typedef struct {
    char *top, *owner, *other;
} Tree;

static void
make_file(const char *top, const char *name)
{
    g_autofree char *path = g_build_filename(top, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);

    g_mkdir_with_parents(folder, 0700);
    assert_true(g_file_set_contents(path, "x\n", -1, NULL));
}

static int
set_up(void **state)
{
    Tree *tree = g_new0(Tree, 1);
    g_autofree char *link = NULL;

    tree->top = g_dir_make_tmp("andel-path-XXXXXX", NULL);
    make_file(tree->top, "books/survey.yml");
    make_file(tree->top, "books/data/a.csv");
    make_file(tree->top, "other/b.csv");
    tree->owner = g_build_filename(tree->top, "books", "survey.yml", NULL);
    tree->other = g_build_filename(tree->top, "other", NULL);
    link = g_build_filename(tree->top, "books", "link", NULL);
    *state = tree;
    return symlink("../other/b.csv", link);
}

static int
tear_down(void **state)
{
    static const char *const names[] = { "books/survey.yml",
                                         "books/data/a.csv",
                                         "books/data",
                                         "books/link",
                                         "books",
                                         "other/b.csv",
                                         "other",
                                         "" };
    Tree *tree = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(tree->top, names[i], NULL);
        g_remove(path);
    }
    g_free(tree->top);
    g_free(tree->owner);
    g_free(tree->other);
    g_free(tree);
    return 0;
}

static void
a_file_in_the_folder_or_below_is_found(void **state)
{
    Tree *tree = *state;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_resolve("data/a.csv", tree->owner, NULL, &error);

    assert_no_error(error);
    assert_true(g_str_has_suffix(path, "/books/data/a.csv"));
}

static void
a_name_that_leads_out_is_refused_with_advice(void **state)
{
    Tree *tree = *state;
    static const char *const names[] = { "../other/b.csv", "link", "/etc/passwd",
                                         "data/../../other/b.csv" };

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;

        assert_null(path_resolve(names[i], tree->owner, NULL, &error));
        assert_error(error, ANDEL_ERROR_DATA, names[i]);
        assert_error(error, ANDEL_ERROR_DATA, "--data-dir");
    }
}

static void
another_folder_can_be_allowed(void **state)
{
    Tree *tree = *state;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_resolve("b.csv", tree->owner, tree->other, &error);

    assert_no_error(error);
    assert_true(g_str_has_suffix(path, "/other/b.csv"));
    assert_null(path_resolve("../c.csv", tree->owner, tree->other, &error));
    assert_error(error, ANDEL_ERROR_FILE, "does not exist");
}

static void
a_file_that_is_not_there_is_named(void **state)
{
    Tree *tree = *state;
    g_autoptr(GError) error = NULL;

    assert_null(path_resolve("c.csv", tree->owner, NULL, &error));
    assert_error(error, ANDEL_ERROR_FILE, "c.csv");
    g_clear_error(&error);
    assert_null(path_resolve("andel:no/such", NULL, NULL, &error));
    assert_error(error, ANDEL_ERROR_FILE, "andel:no/such");
}

static void
the_command_line_may_name_anything(void **state)
{
    (void)state;
    g_autofree char *path = path_resolve("../anywhere.csv", NULL, NULL, NULL);

    assert_string_equal(path, "../anywhere.csv");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_file_in_the_folder_or_below_is_found),
        TEST(a_name_that_leads_out_is_refused_with_advice),
        TEST(another_folder_can_be_allowed),
        TEST(a_file_that_is_not_there_is_named),
        TEST(the_command_line_may_name_anything),
    };
    return cmocka_run_group_tests_name("path", tests, NULL, NULL);
}
