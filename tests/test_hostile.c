/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs every case of tests/hostile/cases.tsv through the reader; the head of that file says how a
 * case is written. */
#include "datasets/error.h"
#include "tests/check.h"
#include "tests/reading.h"

/* One case: the lines that belong to it, each split at tabs. */
typedef struct {
    GPtrArray *lines; /* char ** */
} Case;

static const char folder[] = "tests/hostile";

/* The fields of the first line of SUBJECT that begins with KEY; NULL: none. */
static char **
line_of(const Case *subject, const char *key)
{
    for (guint i = 0; i < subject->lines->len; i++) {
        char **line = subject->lines->pdata[i];
        if (strcmp(line[0], key) == 0)
            return line;
    }
    return NULL;
}

static void
take_options(const Case *subject, ReadOptions *options)
{
    options->decimal = '.';
    for (guint i = 0; i < subject->lines->len; i++) {
        char **line = subject->lines->pdata[i];

        if (strcmp(line[0], "option") != 0)
            continue;
        if (strcmp(line[1], "delimiter") == 0)
            options->delimiter = *line[2];
        else if (strcmp(line[1], "decimal") == 0)
            options->decimal = *line[2];
        else if (strcmp(line[1], "encoding") == 0)
            options->encoding = line[2];
        else if (strcmp(line[1], "missing") == 0)
            options->missing = (const char *const *)line + 2;
        else
            fail_msg("unknown option %s", line[1]);
    }
}

/* Values of one column, by the name that the table gives them. */
static double
fact_of(const Column *column, size_t n_rows, const char *name)
{
    double n = 0.0, sum = 0.0, least = INFINITY, most = -INFINITY;
    size_t longest = 0;

    for (size_t i = 0; i < n_rows; i++) {
        bool number = column->type == COLUMN_NUMBER;
        if (number ? isnan(column->number[i]) : column->code[i] < 0) {
            assert_non_null(column->missing);
            assert_int_not_equal(column->missing[i], 0);
            continue;
        }
        assert_true(!column->missing || column->missing[i] == 0);
        n++;
        if (number) {
            sum += column->number[i];
            least = fmin(least, column->number[i]);
            most = fmax(most, column->number[i]);
        } else {
            longest = MAX(longest, (size_t)g_utf8_strlen(column->levels[column->code[i]], -1));
        }
    }
    if (strcmp(name, "n") == 0)
        return n;
    if (strcmp(name, "missing") == 0)
        return (double)n_rows - n;
    if (strcmp(name, "mean") == 0)
        return sum / n;
    if (strcmp(name, "min") == 0)
        return least;
    if (strcmp(name, "max") == 0)
        return most;
    if (strcmp(name, "distinct") == 0)
        return column->n_levels;
    if (strcmp(name, "max_chars") == 0)
        return (double)longest;
    fail_msg("unknown fact %s", name);
    return NAN;
}

static void
check_variable(const Dataset *data, char **line)
{
    const Column *column = dataset_find(data, line[1], READ_EITHER);

    assert_non_null(column);
    if (strcmp(line[2], "-") != 0)
        assert_string_equal(column->type == COLUMN_NUMBER ? "number" : "category", line[2]);
    for (char **fact = line + 3; *fact; fact += 2)
        assert_close(fact_of(column, data->n_rows, fact[0]), g_ascii_strtod(fact[1], NULL), 1e-12);
}

static void
check_level(const Dataset *data, char **line)
{
    const Column *column = dataset_find(data, line[1], READ_CATEGORY);
    guint64 n = 0;

    assert_non_null(column);
    for (size_t i = 0; i < data->n_rows; i++)
        n += column->code[i] >= 0 && strcmp(column->levels[column->code[i]], line[2]) == 0;
    assert_int_equal(n, g_ascii_strtoull(line[3], NULL, 10));
}

static void
check_refusal(const Case *subject, const Reading *reading)
{
    const char *code = line_of(subject, "code")[1];

    assert_null(reading->data);
    assert_non_null(reading->error);
    assert_int_equal(reading->error->code, atoi(code));
    assert_true(g_utf8_validate(reading->error->message, -1, NULL));
    assert_in_range(strlen(reading->error->message), 10, 500);
    for (const char *p = reading->error->message; *p; p++)
        assert_true((guchar)*p >= 0x20 && *p != 0x7f);
    for (guint i = 0; i < subject->lines->len; i++) {
        char **line = subject->lines->pdata[i];

        if (strcmp(line[0], "refused") == 0 &&
            !g_regex_match_simple(line[1], reading->error->message,
                                  G_REGEX_CASELESS | G_REGEX_DOTALL, 0))
            fail_msg("\"%s\" lacks %s", reading->error->message, line[1]);
    }
}

static void
check_acceptance(const Case *subject, const Reading *reading)
{
    size_t n;

    assert_no_error(reading->error);
    assert_non_null(reading->data);
    for (guint i = 0; i < subject->lines->len; i++) {
        char **line = subject->lines->pdata[i];

        if (strcmp(line[0], "rows") == 0) {
            assert_int_equal(reading->data->n_rows, atoi(line[1]));
            assert_int_equal(reader_rows(reading->reader), atoi(line[1]));
        } else if (strcmp(line[0], "columns") == 0) {
            const char *const *names = reader_names(reading->reader, &n);
            assert_int_equal(n, g_strv_length(line + 1));
            for (size_t k = 0; k < n; k++)
                assert_string_equal(names[k], line[k + 1]);
        } else if (strcmp(line[0], "var") == 0) {
            check_variable(reading->data, line);
        } else if (strcmp(line[0], "level") == 0) {
            check_level(reading->data, line);
        } else if (strcmp(line[0], "note") == 0) {
            assert_true(reading_notes(reading, line[1]));
        }
    }
}

static void
the_case_holds(void **state)
{
    const Case *subject = *state;
    char **request = line_of(subject, "read");
    g_autofree char *path = g_build_filename(folder, line_of(subject, "file")[1], NULL);
    ReadOptions options = { 0 };
    char *contents;
    gsize length;

    take_options(subject, &options);
    assert_true(g_file_get_contents(path, &contents, &length, NULL));
    g_autoptr(GBytes) bytes = g_bytes_new_take(contents, length);
    ColumnRequest one = { request ? request[1] : NULL, READ_NUMBER };
    g_auto(Reading) reading = reading_of_bytes(bytes, &options, request ? &one : NULL, 1);

    if (line_of(subject, "code"))
        check_refusal(subject, &reading);
    else
        check_acceptance(subject, &reading);
}

static GPtrArray *
read_cases(void)
{
    GPtrArray *cases = g_ptr_array_new();
    g_autofree char *path = g_build_filename(folder, "cases.tsv", NULL);
    g_autofree char *text = NULL;

    if (!g_file_get_contents(path, &text, NULL, NULL))
        g_error("%s is not there; run the tests from the root of the source", path);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (**line == '#' || **line == '\0')
            continue;
        char **fields = g_strsplit(*line, "\t", -1);
        bool pattern = strcmp(fields[0], "refused") == 0 || strcmp(fields[0], "note") == 0;
        for (char **field = fields; *field && !pattern; field++) {
            char *plain = g_strcompress(*field);
            g_free(*field);
            *field = plain;
        }
        if (strcmp(fields[0], "case") == 0) {
            Case *begun = g_new0(Case, 1);
            begun->lines = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
            g_ptr_array_add(cases, begun);
        }
        Case *current = cases->pdata[cases->len - 1];
        g_ptr_array_add(current->lines, fields);
    }
    return cases;
}

int
main(void)
{
    GPtrArray *cases = read_cases();
    struct CMUnitTest *tests = g_new0(struct CMUnitTest, cases->len);

    for (guint i = 0; i < cases->len; i++) {
        Case *subject = cases->pdata[i];
        char **head = subject->lines->pdata[0];

        tests[i] = (struct CMUnitTest){ head[1], the_case_holds, NULL, NULL, subject };
    }
    int failed = _cmocka_run_group_tests("hostile", tests, cases->len, NULL, NULL);
    for (guint i = 0; i < cases->len; i++) {
        Case *subject = cases->pdata[i];

        g_ptr_array_unref(subject->lines);
        g_free(subject);
    }
    g_ptr_array_unref(cases);
    g_free(tests);
    return failed;
}
