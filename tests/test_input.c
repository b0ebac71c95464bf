/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/error.h"
#include "datasets/input.h"
#include "tests/check.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char corpus[] = "tests/hostile/yaml";
static const InputOptions none = { 0 };

/* A folder of our own, removed with all that lies in it. */
static char *
folder_new(void)
{
    char *folder = g_dir_make_tmp("andel-input-XXXXXX", NULL);

    assert_non_null(folder);
    return folder;
}

static void
folder_remove(char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
            folder_remove(g_strdup(path));
        else
            g_unlink(path);
    }
    if (dir)
        g_dir_close(dir);
    g_rmdir(folder);
    g_free(folder);
}

static char *
file_new(const char *folder, const char *name, const char *text)
{
    char *path = g_build_filename(folder, name, NULL);

    assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static void
file_copy(const char *from, const char *folder, const char *name)
{
    g_autofree char *source = g_build_filename(corpus, from, NULL);
    g_autofree char *target = g_build_filename(folder, name, NULL);
    g_autofree char *text = NULL;
    gsize size;

    assert_true(g_file_get_contents(source, &text, &size, NULL));
    assert_true(g_file_set_contents(target, text, (gssize)size, NULL));
}

static bool
count_rows(const Dataset *block, gpointer user, GError **error)
{
    (void)error;
    *(size_t *)user += block->n_rows;
    return true;
}

static size_t
rows_of(Input *input)
{
    static const ColumnRequest request = { .name = "y", .as = READ_NUMBER };
    g_autoptr(GError) error = NULL;
    size_t rows = 0;

    reader_read(input->reader, &request, 1, count_rows, &rows, &error);
    assert_no_error(error);
    return rows;
}

/* Codebooks that read 24 rows (NULL), or what they are refused with. */
static const struct {
    const char *file, *message;
} cases[] = {
    { "yaml-plain.yml", NULL },
    { "yaml-norway.yml", NULL },
    { "yaml-number-name.yml", NULL },
    { "yaml-bom-crlf.yml", NULL },
    { "yaml-design-unknown-weight.yml", "survey.yml:3:11: the data have no column 'wgt'" },
    { "yaml-design-unknown-strata.yml", "survey.yml:4:11: the data have no column 'strat'" },
    { "yaml-variable-unknown.yml", "survey.yml:9:3: the data have no column 'zz'" },
    { "yaml-unknown-key.yml", "survey.yml:11:1: unknown key 'varables'" },
    { "yaml-unknown-key-nested.yml", "survey.yml:9:5: unknown key 'lable'" },
    { "yaml-unknown-key-design.yml", "survey.yml:6:3: unknown key 'wieght'" },
    { "yaml-three-mistakes.yml", "survey.yml:13:1: unknown key 'ccc'" },
    { "yaml-type-list-for-text.yml", "survey.yml:8:12: 'label': expected a text" },
    { "yaml-type-map-for-text.yml", "survey.yml:3:11: 'weight': expected a text" },
    { "yaml-type-text-for-map.yml", "survey.yml:9:6: 'w': expected a mapping" },
    { "yaml-type-text-for-design.yml", "survey.yml:2:9: 'design': expected a mapping" },
    { "yaml-type-list-for-variables.yml", "survey.yml:7:1: 'variables': expected a mapping" },
    { "yaml-weight-empty.yml", "survey.yml:3:3: 'weight' has no value" },
    { "yaml-duplicate-key.yml", "survey.yml:11:1: the key 'data' stands here twice" },
    { "yaml-duplicate-variable.yml", "survey.yml:11:3: the key 'dom' stands here twice" },
    { "yaml-two-documents.yml", "survey.yml:11:1: a second document" },
    { "yaml-top-empty.yml", "the file is empty" },
    { "yaml-top-comments.yml", "the file is empty" },
    { "yaml-top-null.yml", "the file is empty" },
    { "yaml-top-list.yml", "the file is a list" },
    { "yaml-top-scalar.yml", "the file is one text" },
    { "yaml-tab.yml", "survey.yml:5:1: a tab" },
    { "yaml-open-quote.yml", "survey.yml:1:7: the quote" },
    { "yaml-open-bracket.yml", "survey.yml:1:7: the list" },
    { "yaml-colon.yml", "survey.yml:1:8: a key" },
    { "yaml-indent.yml", "survey.yml:2:7: a key" },
    { "yaml-alias-undefined.yml", "survey.yml:1:7: an alias (*nowhere)" },
    { "yaml-alias-cycle.yml", "survey.yml:8:16: an alias (*a)" },
    { "yaml-laughs.yml", "more mistakes" },
    { "yaml-tag-python.yml", "survey.yml:8:12: a tag" },
    { "yaml-tag-binary.yml", "survey.yml:8:12: a tag" },
    { "yaml-tag-own.yml", "survey.yml:8:12: a tag" },
    { "yaml-merge.yml", "survey.yml:1:1: merge keys" },
    { "yaml-latin1.yml", "survey.yml:8:16: the byte 0xE5" },
    { "yaml-nul.yml", "survey.yml:8:16: a control character (NUL" },
    { "yaml-control.yml", "survey.yml:8:16: a control character" },
    { "yaml-utf16.yml", "UTF-16" },
    { "yaml-data-empty.yml", "survey.yml:1:7: 'data' is empty" },
    { "yaml-data-missing.yml", "'nosuch.csv', which does not exist" },
    { "yaml-data-directory.yml", "no regular file but a folder" },
    { "yaml-data-directory-csv.yml", "no regular file but a folder" },
    { "yaml-data-fifo.yml", "no regular file but a folder, pipe" },
    { "yaml-data-endless.yml", "lies outside the folder" },
    { "yaml-data-absolute.yml", "lies outside the folder" },
    { "yaml-data-traversal.yml", "survey.yml: " },
    { "yaml-data-symlink.yml", "lies outside the folder" },
    { "yaml-data-url.yml", "does not exist" },
    { "yaml-data-command.yml", "does not exist" },
    { "yaml-data-long.yml", "does not exist" },
    { "yaml-data-self.yml", "which is a codebook; name a data file" },
    { "yaml-data-codebook.yml", "which is a codebook; name a data file" },
};

static void
odd_codebooks_are_read_or_refused_with_their_place(void **state)
{
    (void)state;
    char *folder = folder_new();
    g_autofree char *pipe = g_build_filename(folder, "p.csv", NULL);
    g_autofree char *link = g_build_filename(folder, "in.csv", NULL);
    g_autofree char *sub = g_build_filename(folder, "sub", NULL);
    g_autofree char *sub_csv = g_build_filename(folder, "sub.csv", NULL);
    g_autofree char *path = g_build_filename(folder, "survey.yml", NULL);

    file_copy("households.csv", folder, "households.csv");
    file_copy("norway-no.csv", folder, "no.csv");
    file_copy("number-name-num.csv", folder, "num.csv");
    file_copy("data-codebook-other.yml", folder, "other.yml");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(symlink("/etc/passwd", link), 0);
    assert_int_equal(g_mkdir(sub, 0700), 0);
    assert_int_equal(g_mkdir(sub_csv, 0700), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        file_copy(cases[i].file, folder, "survey.yml");
        g_autoptr(Input) input = input_open(path, &none, &error);
        if (cases[i].message) {
            assert_null(input);
            if (!strstr(error->message, cases[i].message))
                print_error("%s: %s\n", cases[i].file, error->message);
            assert_non_null(strstr(error->message, cases[i].message));
            assert_null(strstr(error->message, "root:x"));
        } else {
            assert_no_error(error);
            assert_int_equal(rows_of(input), 24);
        }
    }
    folder_remove(folder);
}

/* The column x holds a code of the codebook, a text of its own list, and a comma for a point. */
static void
data_are_read_as_their_codebook_says(void **state)
{
    (void)state;
    char *folder = folder_new();
    g_autofree char *data = file_new(folder, "d.csv", "y;x\n1;3,5\n2;98\n3;-\n4;7\n");
    g_autofree char *book = file_new(folder, "b.yml",
                                     "data: d.csv\ndelimiter: ;\ndecimal: \",\"\n"
                                     "missing: [\"-\"]\n"
                                     "variables: {x: {missing: {98: refused}}}\n");
    g_autoptr(GError) error = NULL;
    g_autoptr(Input) input = input_open(book, &none, &error);

    assert_no_error(error);
    assert_string_equal(input->path, data);
    assert_string_equal(input->codebook_path, book);
    assert_int_equal(input->options.delimiter, ';');
    assert_int_equal(input->options.decimal, ',');
    assert_string_equal(input->options.missing[0], "-");
    assert_int_equal(rows_of(input), 4);

    /* the command line goes before the codebook */
    static const char *const texts[] = { "?", NULL };
    const InputOptions options = {
        .delimiter = '\t', .decimal = '.', .encoding = "windows-1252", .missing = texts
    };
    g_autoptr(Input) other = input_open(book, &options, NULL);
    assert_null(other); /* one column "y;x": the names of the codebook are not there */
    folder_remove(folder);
}

static void
data_without_a_codebook_have_an_empty_one(void **state)
{
    (void)state;
    char *folder = folder_new();
    g_autofree char *data = file_new(folder, "d.csv", "y,x\n1,a\n");
    g_autofree char *wide =
        file_new(folder, "w.yml", "data: elsewhere.csv\nvariables: {y: {label: Why}, z: {}}\n");
    const InputOptions options = { .codebook = wide,
                                   .missing = (const char *const[]){ "a", NULL } };
    g_autoptr(GError) error = NULL;
    g_autoptr(Input) input = input_open(data, &none, &error);
    g_autoptr(Input) beside = input_open(data, &options, &error);

    assert_no_error(error);
    assert_string_equal(input->path, data);
    assert_null(input->codebook_path);
    assert_int_equal(input->codebook->n_variables, 0);
    assert_int_equal(input->options.decimal, '.');
    assert_int_equal(rows_of(input), 1);
    /* a codebook beside the data may describe more than they hold */
    assert_string_equal(beside->codebook_path, wide);
    assert_string_equal(beside->path, data);
    assert_int_equal(beside->codebook->n_variables, 2);
    assert_string_equal(beside->options.missing[0], "a");
    folder_remove(folder);
}

static void
data_elsewhere_need_to_be_allowed(void **state)
{
    (void)state;
    char *folder = folder_new(), *far = folder_new();
    g_autofree char *data = file_new(far, "d.csv", "y\n1\n");
    g_autofree char *text = g_strdup_printf("data: %s\n", data);
    g_autofree char *book = file_new(folder, "b.yml", text);
    g_autofree char *short_book = file_new(folder, "s.yml", "data: d.csv\n");
    const InputOptions options = { .data_dir = far };
    g_autoptr(GError) error = NULL, allowed = NULL;

    assert_null(input_open(book, &none, &error));
    assert_error(error, ANDEL_ERROR_DATA, "--data-dir");
    g_autoptr(Input) input = input_open(book, &options, &allowed);
    assert_no_error(allowed);
    g_autoptr(Input) relative = input_open(short_book, &options, &allowed);
    assert_no_error(allowed);
    assert_int_equal(rows_of(relative), 1);
    folder_remove(folder);
    folder_remove(far);
}

static void
what_cannot_be_opened_says_what_to_do(void **state)
{
    (void)state;
    char *folder = folder_new();
    g_autofree char *book = file_new(folder, "b.yml", "title: x\n");
    g_autofree char *other = file_new(folder, "d.docx", "x\n");
    g_autofree char *absent = g_build_filename(folder, "absent.yml", NULL);
    const InputOptions options = { .codebook = book };
    g_autoptr(GError) no_data = NULL, twice = NULL, kind = NULL, gone = NULL;

    assert_null(input_open(book, &none, &no_data));
    assert_error(no_data, ANDEL_ERROR_DATA, "the codebook names no data; add the key 'data'");
    assert_null(input_open(book, &options, &twice));
    assert_error(twice, ANDEL_ERROR_USAGE, "is a codebook itself");
    assert_null(input_open(other, &none, &kind));
    assert_error(kind, ANDEL_ERROR_USAGE, "unknown kind of file; the extensions that are known");
    assert_error(kind, ANDEL_ERROR_USAGE, ".csv");
    assert_null(input_open(absent, &none, &gone));
    assert_error(gone, ANDEL_ERROR_FILE, "absent.yml");
    folder_remove(folder);
}

/* ---- a disk that fails while it is read */

/* How far reading gets before every read of DESCRIPTOR fails, as those of the memory at address 0
 * do: after N_BLOCKS of them. */
typedef struct {
    int descriptor;
    size_t n_blocks, n_rows;
} Failing;

static void
fail_from_now(int descriptor)
{
    int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);

    assert_true(memory >= 0);
    assert_true(dup2(memory, descriptor) == descriptor);
    close(memory);
}

static bool
count_and_fail(const Dataset *block, gpointer user, GError **error)
{
    (void)error;
    Failing *failing = user;

    failing->n_rows += block->n_rows;
    if (failing->n_blocks++ == 0)
        fail_from_now(failing->descriptor);
    return true;
}

/* The descriptor that is opened next. */
static int
next_descriptor(void)
{
    int next = dup(STDIN_FILENO);

    close(next);
    return next;
}

/* Reads a file of ROWS rows of which nothing can be read after the first block. */
static void
read_failing(size_t rows, bool hashed, unsigned threads, bool *complete, GError **error)
{
    char *folder = folder_new();
    g_autoptr(GString) text = g_string_new("x,y\n");

    for (size_t i = 0; i < rows; i++)
        g_string_append_printf(text, "%zu,some text to fill the row\n", i);
    g_autofree char *path = file_new(folder, "d.csv", text->str);
    const InputOptions options = { .threads = threads };
    const ColumnRequest x = { "x", READ_NUMBER };
    Failing failing = { .descriptor = next_descriptor() };
    g_autoptr(Input) input = input_open(path, &options, NULL);

    assert_non_null(input);
    input_hash(input, hashed);
    *complete = reader_read(input->reader, &x, 1, count_and_fail, &failing, error);
    if (*complete)
        assert_int_equal(failing.n_rows, rows);
    if (hashed && !*complete)
        assert_null(input_sha256(input));
    folder_remove(folder);
}

static void
a_failing_disk_is_an_error_and_not_the_end_of_the_file(void **state)
{
    (void)state;

    for (unsigned threads = 1; threads <= 3; threads++) {
        g_autoptr(GError) error = NULL;
        bool complete;

        read_failing(800000, false, threads, &complete, &error);
        assert_false(complete);
        assert_error(error, ANDEL_ERROR_FILE, "d.csv: cannot be read: Input/output error");
    }
}

static void
a_hash_that_is_wanted_and_cannot_be_had_is_an_error(void **state)
{
    (void)state;
    g_autoptr(GError) hashed = NULL, unhashed = NULL;
    bool complete;

    read_failing(10, true, 1, &complete, &hashed);
    assert_false(complete);
    assert_error(hashed, ANDEL_ERROR_FILE, "d.csv: cannot be read: Input/output error");
    read_failing(10, false, 1, &complete, &unhashed);
    assert_no_error(unhashed);
    assert_true(complete);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(odd_codebooks_are_read_or_refused_with_their_place),
        cmocka_unit_test(data_are_read_as_their_codebook_says),
        cmocka_unit_test(data_without_a_codebook_have_an_empty_one),
        cmocka_unit_test(data_elsewhere_need_to_be_allowed),
        cmocka_unit_test(what_cannot_be_opened_says_what_to_do),
        cmocka_unit_test(a_failing_disk_is_an_error_and_not_the_end_of_the_file),
        cmocka_unit_test(a_hash_that_is_wanted_and_cannot_be_had_is_an_error),
    };
    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
