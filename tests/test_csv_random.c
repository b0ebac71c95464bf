/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fresh files from a seed, each with one defect at a known line or none: the message names the
 * line, the column and the value. ANDEL_SEED=N tries others. */
#include "datasets/error.h"
#include "tests/check.h"
#include "tests/reading.h"

enum { FILES = 1000, MOST_COLUMNS = 8, MOST_ROWS = 40 };

typedef enum { NONE, SHORT, LONG, OPEN, JUNK, UTF8, NUL, NUMBER, DUPLICATE, N_DEFECTS } Defect;

static const char *const words[] = { "North", "Skåne", "a b",  "x,y", "q\"q",    "l\nm", "",
                                     "0114",  "日本",  "=1+1", " b ", "NA-like", "Ö" };
static const char *const bad_numbers[] = { "1e999", "nan", "0x1F",    "12a", "1.2.3", "--4", "5-",
                                           "1 000", "1,5", "\u22127", "inf", "TRUE",  "$3",  "e5" };
static const char *const bad_bytes[] = { "\xff", "\xc3(", "\xed\xa0\x80", "\xe5",
                                         "\xf5\x80\x80\x80" };

/* A file and what is to be found in it. */
typedef struct {
    uint32_t state; /* of the generator */
    size_t n_columns, n_rows;
    size_t number; /* column of the numbers, "amount" */
    size_t at;     /* row of the defect */
    Defect defect;
    const char *bad; /* number */
    char *cells[MOST_ROWS][MOST_COLUMNS];
    double sum;
    GString *text;
    size_t line; /* of the defect */
} File;

/* Numerical Recipes' "quick and dirty" generator; the high bits. */
static uint32_t
below(File *file, uint32_t n)
{
    file->state = file->state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)file->state * n) >> 32);
}

/* A column of texts. */
static size_t
text_column(File *file)
{
    size_t k = below(file, (uint32_t)file->n_columns - 1);

    return k < file->number ? k : k + 1;
}

static void
fill_cells(File *file)
{
    for (size_t i = 0; i < file->n_rows; i++)
        for (size_t k = 0; k < file->n_columns; k++) {
            int number = (int)below(file, 19999) - 9999;
            bool plain = i == file->at && file->defect != NONE && file->defect != NUMBER;
            const char *word = plain ? "plain" : words[below(file, G_N_ELEMENTS(words))];

            if (k == file->number)
                file->sum += number;
            file->cells[i][k] = k == file->number ? g_strdup_printf("%d", number) : g_strdup(word);
        }
    if (file->defect == NUMBER) {
        char **cell = &file->cells[file->at][file->number];
        file->bad = bad_numbers[below(file, G_N_ELEMENTS(bad_numbers))];
        g_free(*cell);
        *cell = g_strdup(file->bad);
    }
}

static void
write_cell(File *file, const char *cell)
{
    bool must = strpbrk(cell, ",\"\r\n") || (*cell == '\0' && below(file, 3) == 0);

    if (!must && below(file, 7) > 0) {
        g_string_append(file->text, cell);
        return;
    }
    g_string_append_c(file->text, '"');
    for (; *cell; cell++) {
        if (*cell == '"')
            g_string_append_c(file->text, '"');
        g_string_append_c(file->text, *cell);
    }
    g_string_append_c(file->text, '"');
}

/* The cell that the defect is in. */
static void
write_defect(File *file)
{
    if (file->defect == OPEN)
        g_string_append(file->text, "\"plain");
    else if (file->defect == JUNK)
        g_string_append(file->text, "\"pl\"ain");
    else if (file->defect == UTF8)
        g_string_append_printf(file->text, "pl%sain",
                               bad_bytes[below(file, G_N_ELEMENTS(bad_bytes))]);
    else
        g_string_append_len(file->text, "pl\0ain", 6);
}

static void
write_row(File *file, size_t i)
{
    bool here = i == file->at;
    size_t n = file->n_columns - (here && file->defect == SHORT);
    size_t where = file->defect >= OPEN && file->defect <= NUL ? text_column(file) : SIZE_MAX;

    for (size_t k = 0; k < n; k++) {
        if (k > 0)
            g_string_append_c(file->text, ',');
        if (here && k == where)
            write_defect(file);
        else
            write_cell(file, file->cells[i][k]);
    }
    if (here && file->defect == LONG)
        g_string_append(file->text, ",extra");
}

static void
make_file(File *file)
{
    static const char *const line_ends[] = { "\n", "\r\n", "\n", "\r" };

    file->n_columns = 2 + below(file, MOST_COLUMNS - 1);
    file->n_rows = 1 + below(file, MOST_ROWS);
    file->number = below(file, (uint32_t)file->n_columns);
    file->at = below(file, (uint32_t)file->n_rows);
    file->defect = below(file, N_DEFECTS + 2) % N_DEFECTS;
    const char *line_end = line_ends[below(file, G_N_ELEMENTS(line_ends))];
    size_t twice = file->defect == DUPLICATE ? text_column(file) : SIZE_MAX;
    fill_cells(file);
    file->text = g_string_new(NULL);
    for (size_t k = 0; k < file->n_columns; k++)
        if (k == file->number || k == twice)
            g_string_append_printf(file->text, "%samount", k ? "," : "");
        else
            g_string_append_printf(file->text, "%sv%zu", k ? "," : "", k);
    file->line = 2;
    for (size_t i = 0; i < file->n_rows; i++) {
        g_string_append(file->text, line_end);
        write_row(file, i);
        for (size_t k = 0; i < file->at && k < file->n_columns; k++)
            file->line += strchr(file->cells[i][k], '\n') != NULL;
        file->line += i < file->at;
    }
    if (below(file, 5) > 0 || file->defect == OPEN)
        g_string_append(file->text, line_end);
}

static void
clear_file(File *file)
{
    for (size_t i = 0; i < file->n_rows; i++)
        for (size_t k = 0; k < file->n_columns; k++)
            g_free(file->cells[i][k]);
    g_string_free(file->text, TRUE);
}

static void
check_sound(const File *file, const Reading *reading)
{
    double sum = 0.0;

    assert_no_error(reading->error);
    assert_int_equal(reading->data->n_rows, file->n_rows);
    for (size_t i = 0; i < file->n_rows; i++)
        sum += reading->data->columns[0].number[i];
    assert_true(sum == file->sum);
}

static void
check_message(const File *file, const GError *error)
{
    g_autofree char *place = g_strdup_printf("data.csv:%zu: ", file->line);
    size_t found = file->n_columns + (file->defect == LONG) - (file->defect == SHORT);
    g_autofree char *fields = g_strdup_printf("%zu field%s where line 1 has %zu", found,
                                              found == 1 ? "" : "s", file->n_columns);
    g_autofree char *number = g_strdup_printf("column 'amount': '%s'", file->bad);

    if (file->defect == DUPLICATE) {
        assert_error(error, ANDEL_ERROR_DATA, "have the same name, 'amount'");
        return;
    }
    assert_error(error, ANDEL_ERROR_DATA, place);
    assert_true(g_utf8_validate(error->message, -1, NULL));
    if (file->defect == SHORT || file->defect == LONG)
        assert_error(error, ANDEL_ERROR_DATA, fields);
    else if (file->defect == NUMBER)
        assert_error(error, ANDEL_ERROR_DATA, number);
    else
        assert_error(error, ANDEL_ERROR_DATA,
                     file->defect == UTF8  ? "UTF-8"
                     : file->defect == NUL ? "NUL"
                                           : "quote");
}

static void
every_defect_is_found_where_it_is(void **state)
{
    (void)state;
    const char *given = g_getenv("ANDEL_SEED");
    uint32_t seed = given ? (uint32_t)g_ascii_strtoull(given, NULL, 10) : 1;
    const ColumnRequest amount = { "amount", READ_NUMBER };

    for (uint32_t i = 0; i < FILES; i++) {
        File file = { .state = (seed * FILES + i) * 2654435761u };

        make_file(&file);
        g_autoptr(GBytes) bytes = g_bytes_new(file.text->str, file.text->len);
        g_auto(Reading) reading = reading_of_bytes(bytes, NULL, &amount, 1);
        if (file.defect == NONE)
            check_sound(&file, &reading);
        else
            check_message(&file, reading.error);
        clear_file(&file);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_defect_is_found_where_it_is) };

    return cmocka_run_group_tests_name("csv_random", tests, NULL, NULL);
}
