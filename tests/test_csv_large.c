/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of many pieces: nothing depends on where it is cut, or on how many threads read it. */
#include "datasets/error.h"
#include "tests/check.h"
#include "tests/reading.h"

#include <glib/gstdio.h>
#include <unistd.h>

static Reading
read_by(GString *text, ReadPath path, unsigned threads, const ColumnRequest *requests, size_t n)
{
    ReadOptions options = { .decimal = '.', .threads = threads, .path = path };
    g_autoptr(GBytes) bytes = g_bytes_new_static(text->str, text->len);

    return reading_of_bytes(bytes, &options, requests, n);
}

static Reading
read_with(GString *text, unsigned threads, const ColumnRequest *requests, size_t n)
{
    return read_by(text, READ_BEST, threads, requests, n);
}

static void
assert_same_column(const Column *a, const Column *b, size_t n)
{
    assert_string_equal(a->name, b->name);
    assert_int_equal(a->type, b->type);
    size_t n_other = 0;
    for (size_t i = 0; i < n; i++)
        n_other += a->type == COLUMN_CATEGORY ? a->code[i] != b->code[i]
                                              : a->number[i] != b->number[i] &&
                                                    !(isnan(a->number[i]) && isnan(b->number[i]));
    assert_int_equal(n_other, 0);
    assert_int_equal(a->n_levels, b->n_levels);
    for (int32_t k = 0; k < a->n_levels; k++)
        n_other += strcmp(a->levels[k], b->levels[k]) != 0 || a->level_line[k] != b->level_line[k];
    assert_int_equal(n_other, 0);
}

static void
assert_same_reading(const Reading *one, const Reading *other)
{
    assert_int_equal(one->data == NULL, other->data == NULL);
    if (one->error) {
        assert_string_equal(one->error->message, other->error->message);
        return;
    }
    assert_int_equal(one->data->n_rows, other->data->n_rows);
    for (size_t k = 0; k < one->data->n_columns; k++)
        assert_same_column(&one->data->columns[k], &other->data->columns[k], one->data->n_rows);
}

/* TEXT is read alike by 1, 2 and 7 threads, and by libcsv. Returns what was read. */
static Reading
read_alike(GString *text)
{
    Reading one = read_with(text, 1, NULL, 0);
    g_auto(Reading) two = read_with(text, 2, NULL, 0);
    g_auto(Reading) seven = read_with(text, 7, NULL, 0);
    g_auto(Reading) slowly = read_by(text, READ_SLOWLY, 3, NULL, 0);

    assert_same_reading(&one, &two);
    assert_same_reading(&one, &seven);
    assert_same_reading(&one, &slowly);
    return one;
}

/* Rows of many lengths with line ends in quotes, so that many cuts fall into a field. */
static GString *
rows_with_line_ends_in_fields(size_t n, const char *line_end)
{
    GString *text = g_string_new("id,note,y");
    uint32_t state = 12345;

    g_string_append(text, line_end);
    for (size_t i = 1; i <= n; i++) {
        state = state * 1664525u + 1013904223u;
        g_string_append_printf(text, "%zu,\"", i);
        for (uint32_t k = 0; k < state >> 24; k++)
            g_string_append_printf(text, "%s%u", k % 3 == 0 ? line_end : "\"\"", k);
        g_string_append_printf(text, "\",%zu%s", i % 7, line_end);
    }
    return text;
}

static void
line_ends_in_fields_do_not_move_a_row(void **state)
{
    (void)state;
    static const char *const line_ends[] = { "\n", "\r\n", "\r" };

    for (size_t k = 0; k < G_N_ELEMENTS(line_ends); k++) {
        GString *text = rows_with_line_ends_in_fields(7000, line_ends[k]);
        g_auto(Reading) reading = read_alike(text);

        assert_no_error(reading.error);
        assert_int_equal(reading.data->n_rows, 7000);
        for (size_t i = 0; i < 7000; i++) {
            assert_true(reading.data->columns[0].number[i] == (double)(i + 1));
            assert_true(reading.data->columns[2].number[i] == (double)((i + 1) % 7));
        }
        g_string_free(text, TRUE);
    }
}

/* One field larger than several pieces, between ordinary rows. */
static void
a_field_may_be_larger_than_a_piece(void **state)
{
    (void)state;
    GString *text = g_string_new("id,note\n");

    for (int i = 1; i <= 100000; i++)
        g_string_append_printf(text, "%d,short\n", i);
    g_string_append(text, "100001,\"");
    for (int i = 0; i < 500000; i++)
        g_string_append(text, "line\n,\"\"");
    g_string_append(text, "\"\n");
    for (int i = 100002; i <= 200000; i++)
        g_string_append_printf(text, "%d,short\n", i);
    g_auto(Reading) reading = read_alike(text);

    assert_no_error(reading.error);
    assert_int_equal(reading.data->n_rows, 200000);
    for (size_t i = 0; i < 200000; i++)
        assert_true(reading.data->columns[0].number[i] == (double)(i + 1));
    assert_int_equal(strlen(reading.data->columns[1].levels[1]), 7 * 500000);
    assert_int_equal(reading.data->columns[1].level_line[1], 100002);
    g_string_free(text, TRUE);
}

static void
levels_are_numbered_in_file_order(void **state)
{
    (void)state;
    GString *text = g_string_new("id,t\n");

    for (int i = 0; i < 200000; i++)
        g_string_append_printf(text, "%d,text-%d\n", i, i);
    g_auto(Reading) reading = read_alike(text);

    assert_no_error(reading.error);
    assert_int_equal(reading.data->columns[1].n_levels, 200000);
    for (int i = 0; i < 200000; i++)
        assert_int_equal(reading.data->columns[1].code[i], i);
    assert_int_equal(reading.data->columns[1].level_line[199999], 200001);
    g_string_free(text, TRUE);
}

static GString *
long_text(size_t n, size_t short_line)
{
    GString *text = g_string_new("id,y\n");

    for (size_t line = 2; line < n + 2; line++)
        if (line == short_line)
            g_string_append_printf(text, "%zu\n", line);
        else
            g_string_append_printf(text, "%zu,%zu\n", line, line % 7);
    return text;
}

static void
a_late_fault_is_named_by_its_line(void **state)
{
    (void)state;
    GString *text = long_text(400000, 345678);
    g_auto(Reading) reading = read_alike(text);

    assert_error(reading.error, ANDEL_ERROR_DATA, "data.csv:345678: 1 field where line 1 has 2");
    g_string_free(text, TRUE);
}

static void
every_row_of_a_long_text_is_delivered_once(void **state)
{
    (void)state;
    GString *text = long_text(400000, 0);
    g_auto(Reading) reading = read_alike(text);

    assert_no_error(reading.error);
    assert_int_equal(reading.data->n_rows, 400000);
    for (size_t i = 0; i < 400000; i++)
        assert_true(reading.data->columns[0].number[i] == (double)(i + 2));
    g_string_free(text, TRUE);
}

static void
a_text_behind_the_beginning_of_numbers_is_an_error(void **state)
{
    (void)state;
    GString *text = long_text(300000, 0);

    g_string_append(text, "300002,abc\n300003,de\n");
    g_auto(Reading) reading = read_alike(text);
    assert_error(reading.error, ANDEL_ERROR_DATA,
                 "data.csv:300002: column 'y': 'abc' is not a number, but the cells above it are");
    assert_error(reading.error, ANDEL_ERROR_DATA, "`type: category`");
    assert_error(reading.error, ANDEL_ERROR_DATA, "1 more fault");
    g_string_free(text, TRUE);
}

/* Texts after 20 MB of empty cells: more than is looked at beforehand. */
static void
a_column_may_begin_very_late(void **state)
{
    (void)state;
    GString *text = g_string_new("pad,late,never\n");

    for (int i = 0; i < 200000; i++)
        g_string_append_printf(text, "%0100d,,\n", 0);
    g_string_append(text, "1,first,\n2,5,\n");
    for (int i = 0; i < 20000; i++)
        g_string_append_printf(text, "%0100d,last,\n", 0);
    g_auto(Reading) reading = read_alike(text);

    assert_no_error(reading.error);
    const Column *late = dataset_find(reading.data, "late", READ_CATEGORY);
    assert_non_null(late);
    assert_int_equal(late->n_levels, 3);
    assert_int_equal(late->code[199999], -1);
    assert_string_equal(late->levels[late->code[200001]], "5");
    assert_int_equal(late->level_line[0], 200002);
    assert_non_null(dataset_find(reading.data, "never", READ_NUMBER));
    g_string_free(text, TRUE);
}

static void
a_wide_text_keeps_all_its_columns(void **state)
{
    (void)state;
    GString *text = g_string_new("v1");

    for (int k = 2; k <= 10000; k++)
        g_string_append_printf(text, ",v%d", k);
    for (int i = 0; i < 3; i++)
        for (int k = 1; k <= 10000; k++)
            g_string_append_printf(text, "%c%d", k == 1 ? '\n' : ',', i + k);
    g_auto(Reading) reading = read_with(text, 0, NULL, 0);

    assert_no_error(reading.error);
    assert_int_equal(reading.data->n_columns, 10000);
    assert_true(reading.data->columns[9999].number[2] == 10002.0);
    g_string_free(text, TRUE);
}

static void
what_is_too_large_is_refused(void **state)
{
    (void)state;
    GString *quote = g_string_new("id,note,y\n2,text,0\n3,\"text,1\n");
    GString *line = g_string_new("id,note\n1,a\n");
    GString *columns = g_string_new("a,b\n1,2\n");
    GString *names = g_string_new("v0");

    for (int i = 0; i < 1200000; i++) {
        g_string_append(quote, "4,some text,1\n");
        g_string_append(line, "yyyyyyyyyyyyyyyy");
        g_string_append(columns, "1234567890123456789012345678901234567890123456789012345,");
        if (i < 1000001)
            g_string_append_printf(names, ",v%x", i + 1);
    }
    g_auto(Reading) open = read_with(quote, 2, NULL, 0);
    g_auto(Reading) no_field = read_with(line, 2, NULL, 0);
    g_auto(Reading) no_line = read_with(columns, 2, NULL, 0);
    g_auto(Reading) no_names = read_with(names, 1, NULL, 0);

    assert_error(open.error, ANDEL_ERROR_DATA, "data.csv:3: column 'note': the quote that opens");
    assert_error(no_field.error, ANDEL_ERROR_DATA, "data.csv:3: a field longer than 16 MB");
    assert_error(no_line.error, ANDEL_ERROR_DATA, "data.csv:3: a line longer than 64 MB");
    assert_error(no_names.error, ANDEL_ERROR_DATA, "data.csv:1: more than 1000000 columns");
    g_string_free(quote, TRUE);
    g_string_free(line, TRUE);
    g_string_free(columns, TRUE);
    g_string_free(names, TRUE);
}

static void
a_message_stays_short(void **state)
{
    (void)state;
    GString *text = g_string_new("a,b,c\n");

    for (int i = 0; i < 100000; i++)
        g_string_append(text, "1,2\n");
    g_auto(Reading) reading = read_with(text, 0, NULL, 0);
    assert_error(reading.error, ANDEL_ERROR_DATA, "data.csv:2: 2 fields where line 1 has 3");
    assert_error(reading.error, ANDEL_ERROR_DATA, "99999 more faults");
    assert_in_range(strlen(reading.error->message), 1, 200);
    g_string_free(text, TRUE);
}

static gpointer
write_all(gpointer data)
{
    GString *text = data;
    size_t done = 0;
    int end = (int)text->allocated_len;

    while (done < text->len) {
        ssize_t n = write(end, text->str + done, MIN(text->len - done, (size_t)30000));
        g_assert(n > 0);
        done += (size_t)n;
    }
    close(end);
    return NULL;
}

/* A pipe, which gives what it has in small bits and cannot go back. */
static void
a_pipe_is_read_like_a_file(void **state)
{
    (void)state;
    GString *text = rows_with_line_ends_in_fields(7000, "\n");
    GString job = { text->str, text->len, 0 };
    g_autoptr(Codebook) codebook = codebook_new();
    ReadOptions options = { .decimal = '.', .codebook = codebook };
    int ends[2], before = dup(STDIN_FILENO);
    ColumnRequest requests[] = { { "id", READ_NUMBER }, { "note", READ_CATEGORY } };
    g_auto(Reading) file = read_with(text, 1, requests, 2);
    g_auto(Reading) pipe_reading = { 0 };

    assert_int_equal(pipe(ends), 0);
    job.allocated_len = (gsize)ends[1];
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    GThread *writer = g_thread_new("writer", write_all, &job);
    pipe_reading.reader =
        reader_open(format_find("-"), source_open("-", NULL), &options, &pipe_reading.error);
    assert_no_error(pipe_reading.error);
    pipe_reading.data = dataset_new();
    assert_true(reader_read(pipe_reading.reader, requests, 2, reading_keep, &pipe_reading,
                            &pipe_reading.error));
    g_thread_join(writer);
    dup2(before, STDIN_FILENO);
    close(before);
    assert_int_equal(pipe_reading.data->n_rows, 7000);
    for (size_t k = 0; k < 2; k++)
        assert_same_column(&file.data->columns[k], &pipe_reading.data->columns[k], 7000);
    g_string_free(text, TRUE);
}

static void
a_long_text_may_be_in_utf_16(void **state)
{
    (void)state;
    GString *text = g_string_new("\ufeffid,note\n");

    for (int i = 1; i <= 200000; i++)
        g_string_append_printf(text, "%d,å日😀\n", i);
    gsize length;
    g_autofree char *wide =
        g_convert(text->str, (gssize)text->len, "UTF-16LE", "UTF-8", NULL, &length, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new_static(wide, length);
    g_auto(Reading) reading = reading_of_bytes(bytes, NULL, NULL, 0);

    assert_no_error(reading.error);
    assert_int_equal(reading.data->n_rows, 200000);
    assert_true(reading.data->columns[0].number[199999] == 200000.0);
    assert_int_equal(reading.data->columns[1].n_levels, 1);
    assert_string_equal(reading.data->columns[1].levels[0], "å日😀");
    assert_true(reading_notes(&reading, "UTF-16LE"));
    g_string_free(text, TRUE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_ends_in_fields_do_not_move_a_row),
        cmocka_unit_test(a_field_may_be_larger_than_a_piece),
        cmocka_unit_test(levels_are_numbered_in_file_order),
        cmocka_unit_test(a_late_fault_is_named_by_its_line),
        cmocka_unit_test(every_row_of_a_long_text_is_delivered_once),
        cmocka_unit_test(a_text_behind_the_beginning_of_numbers_is_an_error),
        cmocka_unit_test(a_column_may_begin_very_late),
        cmocka_unit_test(a_wide_text_keeps_all_its_columns),
        cmocka_unit_test(what_is_too_large_is_refused),
        cmocka_unit_test(a_message_stays_short),
        cmocka_unit_test(a_pipe_is_read_like_a_file),
        cmocka_unit_test(a_long_text_may_be_in_utf_16),
    };
    return cmocka_run_group_tests_name("csv_large", tests, NULL, NULL);
}
