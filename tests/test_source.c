/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "datasets/source.h"
#include "tests/check.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* A file of TEXT in a new folder. */
static char *
file_of(const char *text)
{
    g_autofree char *folder = g_dir_make_tmp("andel-XXXXXX", NULL);
    char *path = g_build_filename(folder, "data.csv", NULL);

    assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static void
remove_file(char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);

    g_unlink(path);
    g_rmdir(folder);
    g_free(path);
}

static void
a_file_can_be_read_from_any_offset(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    char *path = file_of("0123456789");
    g_autoptr(Source) source = source_open(path, &error);
    char buffer[8] = { 0 };

    assert_no_error(error);
    assert_string_equal(source_name(source), path);
    assert_true(source_seekable(source));
    assert_int_equal(source_size(source), 10);
    assert_int_equal(source_read(source, 7, buffer, 8, &error), 3);
    assert_memory_equal(buffer, "789", 3);
    assert_int_equal(source_read(source, 2, buffer, 4, &error), 4);
    assert_memory_equal(buffer, "2345", 4);
    assert_int_equal(source_read(source, 10, buffer, 4, &error), 0);
    assert_int_equal(source_read(source, 99, buffer, 4, &error), 0);
    remove_file(path);
}

static void
memory_is_read_like_a_file(void **state)
{
    (void)state;
    g_autoptr(GBytes) bytes = g_bytes_new_static("abcdef", 6);
    g_autoptr(Source) source = source_of_bytes(bytes, "memory");
    char buffer[8] = { 0 };

    assert_int_equal(source_size(source), 6);
    assert_int_equal(source_read(source, 4, buffer, 8, NULL), 2);
    assert_memory_equal(buffer, "ef", 2);
    assert_int_equal(source_read(source, 6, buffer, 8, NULL), 0);
}

static void
what_is_no_file_is_refused(void **state)
{
    (void)state;
    g_autoptr(GError) missing = NULL, folder = NULL, odd = NULL;

    assert_null(source_open("no/such/file.csv", &missing));
    assert_error(missing, ANDEL_ERROR_FILE, "no/such/file.csv");
    assert_null(source_open("tests", &folder));
    assert_error(folder, ANDEL_ERROR_FILE, "is a folder");
    assert_null(source_open("no\n\033[2J\xff.csv", &odd));
    assert_error(odd, ANDEL_ERROR_FILE, "no\\n\\x1b[2J\\xff.csv");
}

/* Standard input becomes what DESCRIPTOR reads; returns what it was. */
static int
replace_standard_input(int descriptor)
{
    int before = dup(STDIN_FILENO);

    assert_true(dup2(descriptor, STDIN_FILENO) >= 0);
    close(descriptor);
    return before;
}

static void
a_pipe_is_read_once_and_in_order(void **state)
{
    (void)state;
    int ends[2];
    char buffer[16] = { 0 };

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "one two", 7), 7);
    close(ends[1]);
    int before = replace_standard_input(ends[0]);
    g_autoptr(Source) source = source_open("-", NULL);
    assert_non_null(source);
    assert_false(source_seekable(source));
    assert_int_equal(source_size(source), -1);
    assert_int_equal(source_read(source, 0, buffer, 4, NULL), 4);
    assert_int_equal(source_read(source, 4, buffer + 4, 10, NULL), 3);
    assert_string_equal(buffer, "one two");
    assert_null(source_sha256(source));
    replace_standard_input(before);
}

static void
a_whole_source_may_have_a_limit(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    char *path = file_of("0123456789");
    g_autoptr(Source) source = source_open(path, NULL);
    g_autoptr(GBytes) bytes = source_bytes(source, 10, &error);

    assert_no_error(error);
    assert_int_equal(g_bytes_get_size(bytes), 10);
    assert_memory_equal(g_bytes_get_data(bytes, NULL), "0123456789", 10);
    assert_null(source_bytes(source, 9, &error));
    assert_error(error, ANDEL_ERROR_DATA, "larger than 9 bytes");
    remove_file(path);
}

/* FIPS 180-4, example of one block: "abc". */
static void
the_checksum_is_that_of_the_bytes(void **state)
{
    (void)state;
    static const char expected[] =
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    char *path = file_of("abc");
    g_autoptr(Source) file = source_open(path, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new_static("abc", 3);
    g_autoptr(Source) memory = source_of_bytes(bytes, "memory");

    assert_string_equal(source_sha256(file), expected);
    assert_string_equal(source_sha256(memory), expected);
    remove_file(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_can_be_read_from_any_offset),
        cmocka_unit_test(memory_is_read_like_a_file),
        cmocka_unit_test(what_is_no_file_is_refused),
        cmocka_unit_test(a_pipe_is_read_once_and_in_order),
        cmocka_unit_test(a_whole_source_may_have_a_limit),
        cmocka_unit_test(the_checksum_is_that_of_the_bytes),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
