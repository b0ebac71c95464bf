/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/output.h"
#include "datasets/error.h"
#include "tests/check.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    char *folder, *path;
    GByteArray *bytes;
} Place;

static int
set_up(void **state)
{
    Place *place = g_new0(Place, 1);

    place->folder = g_dir_make_tmp("andel-output-XXXXXX", NULL);
    place->path = g_build_filename(place->folder, "out.txt", NULL);
    place->bytes = g_byte_array_new();
    g_byte_array_append(place->bytes, (const guint8 *)"new\n", 4);
    *state = place;
    return place->folder ? 0 : -1;
}

static int
tear_down(void **state)
{
    Place *place = *state;
    GDir *folder = g_dir_open(place->folder, 0, NULL);

    for (const char *name; (name = g_dir_read_name(folder));) {
        g_autofree char *path = g_build_filename(place->folder, name, NULL);
        g_remove(path);
    }
    g_dir_close(folder);
    g_rmdir(place->folder);
    g_byte_array_unref(place->bytes);
    g_free(place->folder);
    g_free(place->path);
    g_free(place);
    return 0;
}

static void
assert_holds(const char *path, const char *text)
{
    g_autofree char *found = NULL;

    assert_true(g_file_get_contents(path, &found, NULL, NULL));
    assert_string_equal(found, text);
}

static size_t
files_in(const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    size_t n = 0;

    while (g_dir_read_name(dir))
        n++;
    g_dir_close(dir);
    return n;
}

static void
a_file_is_written_and_then_replaced(void **state)
{
    Place *place = *state;
    g_autoptr(GError) error = NULL;

    assert_true(output_write(place->path, place->bytes, &error));
    assert_holds(place->path, "new\n");
    g_byte_array_append(place->bytes, (const guint8 *)"more\n", 5);
    assert_true(output_write(place->path, place->bytes, &error));
    assert_holds(place->path, "new\nmore\n");
    assert_int_equal(files_in(place->folder), 1);
}

/* A limit on the size of files is a full disk that a test can make. */
static void
a_full_disk_leaves_what_was_there_and_nothing_else(void **state)
{
    Place *place = *state;
    g_autoptr(GError) error = NULL;
    struct rlimit limit, old;

    assert_true(g_file_set_contents(place->path, "old\n", -1, NULL));
    g_byte_array_set_size(place->bytes, 100000);
    memset(place->bytes->data, 'x', place->bytes->len);
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old);
    limit = (struct rlimit){ 50000, old.rlim_max };
    setrlimit(RLIMIT_FSIZE, &limit);
    bool written = output_write(place->path, place->bytes, &error);
    setrlimit(RLIMIT_FSIZE, &old);

    assert_false(written);
    assert_error(error, ANDEL_ERROR_FILE, "out.txt");
    assert_error(error, ANDEL_ERROR_FILE, "as before");
    assert_holds(place->path, "old\n");
    assert_int_equal(files_in(place->folder), 1);
}

static void
a_device_is_written_into_and_its_error_is_told(void **state)
{
    Place *place = *state;
    g_autoptr(GError) error = NULL;

    assert_true(output_write("/dev/null", place->bytes, NULL));
    assert_false(output_write("/dev/full", place->bytes, &error));
    assert_error(error, ANDEL_ERROR_FILE, "/dev/full");
}

static void
a_folder_that_is_not_there_is_named(void **state)
{
    Place *place = *state;
    g_autoptr(GError) error = NULL;

    assert_false(output_write("/no/such/folder/out.txt", place->bytes, &error));
    assert_error(error, ANDEL_ERROR_FILE, "/no/such/folder/out.txt");
    g_clear_error(&error);
    assert_false(output_write(place->folder, place->bytes, &error));
    assert_error(error, ANDEL_ERROR_FILE, "directory");
}

static void
a_link_stays_and_its_file_is_replaced(void **state)
{
    Place *place = *state;
    g_autofree char *link = g_build_filename(place->folder, "link", NULL);
    struct stat info;

    assert_true(g_file_set_contents(place->path, "old\n", -1, NULL));
    assert_int_equal(chmod(place->path, 0640), 0);
    assert_int_equal(symlink(place->path, link), 0);
    assert_true(output_write(link, place->bytes, NULL));
    assert_holds(place->path, "new\n");
    assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    assert_int_equal(stat(place->path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
}

static void
an_output_never_replaces_an_input(void **state)
{
    Place *place = *state;
    g_autoptr(GError) error = NULL;
    g_autofree char *link = g_build_filename(place->folder, "link", NULL);
    const char *inputs[] = { "elsewhere.csv", place->path, NULL };

    assert_true(output_check(place->path, inputs, NULL)); /* not there yet */
    assert_true(g_file_set_contents(place->path, "data\n", -1, NULL));
    assert_int_equal(symlink(place->path, link), 0);
    assert_false(output_check(place->path, inputs, &error));
    assert_error(error, ANDEL_ERROR_FILE, "same file");
    g_clear_error(&error);
    assert_false(output_check(link, inputs, &error));
    assert_error(error, ANDEL_ERROR_FILE, "another name");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_file_is_written_and_then_replaced),
        TEST(a_full_disk_leaves_what_was_there_and_nothing_else),
        TEST(a_device_is_written_into_and_its_error_is_told),
        TEST(a_folder_that_is_not_there_is_named),
        TEST(a_link_stays_and_its_file_is_replaced),
        TEST(an_output_never_replaces_an_input),
    };
    return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
