/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program as a user meets it: every tests/cases/NAME.case and every console block of README.md.
 *
 * A case is text. What stands before the first line with "== " says what it proves; then come
 * sections, each up to the next such line:
 *
 *     == file NAME      a file to make first, in an empty folder of its own
 *     == command        what to run there with sh; `andel` is the program under test
 *     == status         the expected exit status; 0 when left out
 *     == stdout         what it must print; nothing when left out
 *     == stderr         the same for standard error
 *     == output NAME    what must stand in the file NAME afterwards
 *
 * In README.md a line "$ COMMAND" in a ```console block is run (a line that ends with a backslash
 * goes on), must succeed, and must print the lines below it.
 *
 * ANDEL names the program (default: the one of this build). ANDEL_UPDATE=1 writes what was printed
 * into the cases and README.md instead of comparing; an unexpected status still fails. */
#include "tests/check.h"

#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    char *name; /* "file data.csv" */
    GString *text;
} Section;

typedef struct {
    GString *intro;
    GPtrArray *sections; /* of Section */
} Case;

static void
section_free(void *data)
{
    Section *section = data;

    g_free(section->name);
    g_string_free(section->text, TRUE);
    g_free(section);
}

static void
case_free(Case *c)
{
    g_string_free(c->intro, TRUE);
    g_ptr_array_free(c->sections, TRUE);
    g_free(c);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Case, case_free)

static Section *
case_add(Case *c, const char *name)
{
    Section *section = g_new0(Section, 1);

    section->name = g_strdup(name);
    section->text = g_string_new(NULL);
    g_ptr_array_add(c->sections, section);
    return section;
}

static Section *
case_find(const Case *c, const char *name)
{
    for (guint i = 0; i < c->sections->len; i++) {
        Section *section = g_ptr_array_index(c->sections, i);

        if (strcmp(section->name, name) == 0)
            return section;
    }
    return NULL;
}

static char *
read_text(const char *path)
{
    g_autoptr(GError) error = NULL;
    char *text = NULL;

    g_file_get_contents(path, &text, NULL, &error);
    assert_no_error(error);
    return text;
}

static void
write_text_file(const char *path, const char *text)
{
    g_autoptr(GError) error = NULL;

    g_file_set_contents(path, text, -1, &error);
    assert_no_error(error);
}

static Case *
case_read(const char *path)
{
    Case *c = g_new0(Case, 1);
    g_autofree char *text = read_text(path);
    Section *section = NULL;

    c->intro = g_string_new(NULL);
    c->sections = g_ptr_array_new_with_free_func(section_free);
    for (char *line = text, *end; *line; line = end) {
        end = strchr(line, '\n');
        end = end ? end + 1 : line + strlen(line);
        if (g_str_has_prefix(line, "== ")) {
            g_autofree char *name = g_strndup(line + 3, (gsize)(end - line - 3));
            section = case_add(c, g_strchomp(name));
        } else {
            g_string_append_len(section ? section->text : c->intro, line, end - line);
        }
    }
    return c;
}

static void
case_write(const Case *c, const char *path)
{
    g_autoptr(GString) out = g_string_new(c->intro->str);

    for (guint i = 0; i < c->sections->len; i++) {
        const Section *section = g_ptr_array_index(c->sections, i);

        g_string_append_printf(out, "== %s\n%s", section->name, section->text->str);
    }
    write_text_file(path, out->str);
}

static bool
updating(void)
{
    return g_strcmp0(g_getenv("ANDEL_UPDATE"), "1") == 0;
}

/* The program under test: $ANDEL, or the one that this build made. The caller owns it. */
static char *
program(void)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *tests = self ? g_path_get_dirname(self) : g_strdup(".");
    g_autofree char *beside = g_build_filename(tests, "..", "andel", NULL);
    const char *named = g_getenv("ANDEL");

    return g_canonicalize_filename(named ? named : beside, NULL);
}

/* A new empty folder whose bin/ holds the program as `andel`. The caller owns the name. */
static char *
folder_new(void)
{
    char *folder = g_dir_make_tmp("andel-XXXXXX", NULL);
    assert_non_null(folder);
    g_autofree char *bin = g_build_filename(folder, ".bin", NULL);
    g_autofree char *link = g_build_filename(bin, "andel", NULL);
    g_autofree char *andel = program();

    assert_true(g_file_test(andel, G_FILE_TEST_IS_EXECUTABLE));
    assert_int_equal(g_mkdir_with_parents(bin, 0700), 0);
    assert_int_equal(symlink(andel, link), 0);
    return folder;
}

static void
folder_remove(const char *folder)
{
    const char *command[] = { "rm", "-rf", "--", folder, NULL };

    assert_true(g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                             NULL, NULL, NULL));
}

/* Runs COMMAND with sh in FOLDER; the caller owns *OUT and *ERR. Returns the exit status. */
static int
run(const char *folder, const char *command, char **out, char **err)
{
    const char *arguments[] = { "/bin/sh", "-c", command, NULL };
    g_auto(GStrv) environment = g_get_environ();
    g_autofree char *bin = g_build_filename(folder, ".bin", NULL);
    g_autofree char *path = g_strdup_printf("%s:%s", bin, g_getenv("PATH"));
    g_autoptr(GError) error = NULL;
    int status = 0;

    environment = g_environ_setenv(environment, "PATH", path, TRUE);
    environment = g_environ_unsetenv(environment, "SOURCE_DATE_EPOCH");
    g_spawn_sync(folder, (char **)arguments, environment, G_SPAWN_DEFAULT, NULL, NULL, out, err,
                 &status, &error);
    assert_no_error(error);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* EXPECTED against ACTUAL; where a text does not end with a line end, one is thought of. */
static bool
same(const char *what, const char *expected, const char *actual)
{
    size_t n = strlen(actual);
    bool short_line = n > 0 && actual[n - 1] != '\n';
    g_autofree char *whole = g_strconcat(actual, short_line ? "\n" : "", NULL);

    if (strcmp(expected, whole) == 0)
        return true;
    print_error("%s: expected\n%s---- but it is\n%s----\n", what, expected, whole);
    return false;
}

/* Compares SECTION of C with ACTUAL, or takes ACTUAL over. */
static bool
settle(Case *c, const char *name, const char *actual, const char *path)
{
    Section *section = case_find(c, name);
    g_autofree char *what = g_strdup_printf("%s, %s", path, name);

    if (!updating())
        return same(what, section ? section->text->str : "", actual);
    if (!section && actual[0])
        section = case_add(c, name);
    if (section) {
        g_string_assign(section->text, actual);
        if (actual[0] && !g_str_has_suffix(actual, "\n"))
            g_string_append_c(section->text, '\n');
    }
    return true;
}

/* A test of cmocka: STATE is the path of the case. */
static void
the_case_holds(void **state)
{
    const char *path = *state;
    g_autoptr(Case) c = case_read(path);
    g_autofree char *folder = folder_new(), *out = NULL, *err = NULL;
    const Section *command = case_find(c, "command"), *expected = case_find(c, "status");
    bool good = true;

    assert_non_null(command);
    for (guint i = 0; i < c->sections->len; i++) {
        const Section *section = g_ptr_array_index(c->sections, i);

        if (g_str_has_prefix(section->name, "file ")) {
            g_autofree char *name = g_build_filename(folder, section->name + 5, NULL);
            write_text_file(name, section->text->str);
        }
    }
    int status = run(folder, command->text->str, &out, &err);
    if (status != (expected ? atoi(expected->text->str) : 0)) {
        print_error("%s: exit status is %d; standard error:\n%s", path, status, err);
        good = false;
    }
    good = settle(c, "stdout", out, path) && good;
    good = settle(c, "stderr", err, path) && good;
    for (guint i = 0; i < c->sections->len; i++) {
        const Section *section = g_ptr_array_index(c->sections, i);

        if (g_str_has_prefix(section->name, "output ")) {
            g_autofree char *name = g_build_filename(folder, section->name + 7, NULL);
            g_autofree char *text = read_text(name);
            good = settle(c, section->name, text, path) && good;
        }
    }
    folder_remove(folder);
    if (updating())
        case_write(c, path);
    assert_true(good);
}

/* Runs COMMAND of the README; what it printed is added to DOCUMENT. */
static bool
run_console(const char *folder, const char *command, const char *expected, GString *document)
{
    g_autofree char *out = NULL, *err = NULL;
    int status = run(folder, command, &out, &err);
    g_autofree char *printed = g_strconcat(out, err, NULL);

    g_string_append(document, printed);
    if (printed[0] && !g_str_has_suffix(printed, "\n"))
        g_string_append_c(document, '\n');
    if (status != 0)
        print_error("README.md: exit status of `%s` is %d\n", command, status);
    return status == 0 && (updating() || same(command, expected, printed));
}

static void
the_readme_shows_what_the_program_prints(void **state)
{
    (void)state;
    static const char *const linked[] = { "datasets", "reports" };
    g_autofree char *folder = folder_new(), *text = read_text("README.md");
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) document = g_string_new(NULL);
    bool console = false, good = true;

    for (size_t i = 0; i < G_N_ELEMENTS(linked); i++) {
        g_autofree char *target = g_canonicalize_filename(linked[i], NULL);
        g_autofree char *link = g_build_filename(folder, linked[i], NULL);
        assert_int_equal(symlink(target, link), 0);
    }
    for (size_t i = 0; lines[i];) {
        const char *line = lines[i++];

        g_string_append_printf(document, "%s%s", line, lines[i] ? "\n" : "");
        console = console ? strcmp(line, "```") != 0 : strcmp(line, "```console") == 0;
        if (!console || !g_str_has_prefix(line, "$ "))
            continue;
        g_autoptr(GString) command = g_string_new(line + 2), expected = g_string_new(NULL);
        for (; lines[i] && g_str_has_suffix(lines[i - 1], "\\"); i++) {
            g_string_append_printf(command, "\n%s", lines[i]);
            g_string_append_printf(document, "%s\n", lines[i]);
        }
        for (; lines[i] && strcmp(lines[i], "```") != 0 && !g_str_has_prefix(lines[i], "$ "); i++)
            g_string_append_printf(expected, "%s\n", lines[i]);
        good = run_console(folder, command->str, expected->str, document) && good;
    }
    folder_remove(folder);
    if (updating())
        write_text_file("README.md", document->str);
    assert_true(good);
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int
main(void)
{
    static const char folder[] = "tests/cases";
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) tests = g_array_new(FALSE, FALSE, sizeof(struct CMUnitTest));
    const struct CMUnitTest readme = cmocka_unit_test(the_readme_shows_what_the_program_prints);

    for (const char *name; dir && (name = g_dir_read_name(dir));)
        if (g_str_has_suffix(name, ".case"))
            g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(paths, by_name);
    for (guint i = 0; i < paths->len; i++) {
        char *path = g_ptr_array_index(paths, i);
        struct CMUnitTest test = { path, the_case_holds, NULL, NULL, path };
        g_array_append_val(tests, test);
    }
    g_array_append_val(tests, readme);
    return _cmocka_run_group_tests("cli", (const struct CMUnitTest *)(void *)tests->data,
                                   tests->len, NULL, NULL);
}
