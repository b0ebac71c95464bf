/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/reader.h"

#include "datasets/error.h"
#include "tests/check.h"
#include "tests/reading.h"

static const ColumnRequest x_number = { "x", READ_NUMBER };
static const ColumnRequest x_category = { "x", READ_CATEGORY };

static void
formats_are_known_by_their_extension(void **state)
{
    (void)state;
    assert_string_equal(format_find("a/b.CSV")->name, "csv");
    assert_string_equal(format_find("b.tsv")->name, "csv");
    assert_string_equal(format_find("-")->name, "csv");
    assert_null(format_find("b.docx"));
    assert_null(format_find("csv"));
}

static void
columns_come_in_the_order_of_the_requests(void **state)
{
    (void)state;
    const ColumnRequest requests[] = { { "b", READ_NUMBER },
                                       { "a", READ_EITHER },
                                       { "b", READ_CATEGORY } };
    g_auto(Reading) reading = reading_of("a,b,c\n1,2,x\n3,4,y\n", NULL, requests, 3);

    assert_no_error(reading.error);
    const Column *columns = reading.data->columns;
    assert_int_equal(reading.data->n_columns, 3);
    assert_string_equal(columns[0].name, "b");
    assert_close(columns[0].number[1], 4.0, 0.0);
    assert_close(columns[1].number[1], 3.0, 0.0);
    assert_int_equal(columns[2].type, COLUMN_CATEGORY);
    assert_string_equal(columns[2].levels[columns[2].code[0]], "2");
}

static void
rows_are_counted_also_without_columns(void **state)
{
    (void)state;
    const ColumnRequest none[1] = { { NULL, READ_EITHER } };
    g_auto(Reading) reading = reading_of("a,b\n1,2\n\n3,4\n", NULL, none, 0);

    assert_no_error(reading.error);
    assert_int_equal(reading.data->n_rows, 2);
    assert_int_equal(reader_rows(reading.reader), 2);
    assert_true(reading_notes(&reading, "1 blank line"));
}

static void
a_file_without_rows_still_hands_on_its_columns(void **state)
{
    (void)state;
    g_auto(Reading) reading = reading_of("a,b\n", NULL, NULL, 0);

    assert_no_error(reading.error);
    assert_int_equal(reading.n_blocks, 1);
    assert_int_equal(reading.data->n_rows, 0);
    assert_int_equal(reading.data->n_columns, 2);
}

static void
an_unknown_column_is_refused_with_its_neighbour(void **state)
{
    (void)state;
    const ColumnRequest near = { "incmoe", READ_NUMBER }, far = { "weight", READ_NUMBER };
    g_auto(Reading) mistyped = reading_of("id,income\n1,2\n", NULL, &near, 1);
    g_auto(Reading) unknown = reading_of("id,income\n1,2\n", NULL, &far, 1);

    assert_error(mistyped.error, ANDEL_ERROR_USAGE, "'incmoe'; did you mean 'income'?");
    assert_error(unknown.error, ANDEL_ERROR_USAGE, "'weight'; there are id, income");
}

static void
either_is_numbers_when_every_cell_is_one(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        ColumnType type;
    } cases[] = {
        { "x\n1\n2.5\n\n-3e2\n", COLUMN_NUMBER },
        { "x\nNA\n1\n", COLUMN_NUMBER },
        { "x\n\nNA\n", COLUMN_NUMBER },
        { "x\n01\n25\n", COLUMN_CATEGORY },
        { "x\n25\n01\n", COLUMN_NUMBER },
        { "x\n1e5\nabc\n", COLUMN_CATEGORY },
        { "x\nNA\nSE\n", COLUMN_CATEGORY },
        { "x\n 1 \n\"2\"\n", COLUMN_NUMBER },
        { "x\n5\n9007199254740993\n", COLUMN_CATEGORY },
        { "x\nTRUE\n", COLUMN_CATEGORY },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Reading) reading = reading_of(cases[i].text, NULL, NULL, 0);
        assert_no_error(reading.error);
        assert_int_equal(reading.data->columns[0].type, cases[i].type);
    }
}

/* NA is a country; only among numbers does it mean that there is none. */
static void
na_is_missing_among_numbers_alone(void **state)
{
    (void)state;
    g_auto(Reading) texts = reading_of("x\nNA\nSE\nNA\n", NULL, NULL, 0);
    g_auto(Reading) numbers = reading_of("x\nNA\n5\nNA\n", NULL, NULL, 0);

    assert_int_equal(texts.data->columns[0].n_levels, 2);
    assert_string_equal(texts.data->columns[0].levels[0], "NA");
    assert_null(texts.data->columns[0].missing);
    assert_true(isnan(numbers.data->columns[0].number[2]));
    assert_int_equal(numbers.data->columns[0].missing[2], 1);
    assert_string_equal(numbers.data->columns[0].reasons[1], "no answer");
}

static void
a_level_knows_the_line_where_it_was_first_seen(void **state)
{
    (void)state;
    const ColumnRequest x = { "x", READ_EITHER };
    g_auto(Reading) reading =
        reading_of("id,x\r\n1,7\r\n2,\"a\r\nb\"\r\n\r\n3,7\r\n4,n/a\r\n", NULL, &x, 1);

    assert_no_error(reading.error);
    const Column *column = &reading.data->columns[0];
    assert_int_equal(column->n_levels, 3);
    assert_int_equal(column->level_line[0], 2);
    assert_string_equal(column->levels[1], "a\r\nb");
    assert_int_equal(column->level_line[1], 3);
    assert_int_equal(column->level_line[2], 7);
}

static void
a_code_among_numbers_is_refused_with_advice(void **state)
{
    (void)state;
    g_auto(Reading) zero = reading_of("x\n0114\n25\n", NULL, &x_number, 1);
    g_auto(Reading) large = reading_of("x\n5\n9007199254740993\n", NULL, &x_number, 1);
    g_auto(Reading) padded = reading_of("x\n5\n0042\n", NULL, &x_number, 1);

    assert_error(zero.error, ANDEL_ERROR_DATA, "data.csv:2: column 'x': '0114' is a code");
    assert_error(zero.error, ANDEL_ERROR_DATA, "as a category");
    assert_error(zero.error, ANDEL_ERROR_DATA, "`type: number`");
    assert_error(large.error, ANDEL_ERROR_DATA, "data.csv:3: column 'x': '9007199254740993'");
    assert_no_error(padded.error);
    assert_close(padded.data->columns[0].number[1], 42.0, 0.0);
    assert_true(reading_notes(&padded, "'x': 1 number has leading zeros"));
}

static void
what_is_no_number_is_named_with_line_and_value(void **state)
{
    (void)state;
    ReadOptions comma = { .decimal = ',', .delimiter = ';' };
    g_auto(Reading) two = reading_of("x\n1\nn/a\n\n-\n", NULL, &x_number, 1);
    g_auto(Reading) mark = reading_of("x;y\n1,5;2\n", NULL, &x_number, 1);
    g_auto(Reading) read = reading_of("x;y\n1,5;2\n", &comma, &x_number, 1);
    g_auto(Reading) other = reading_of("x,y\n1,n/a\n", NULL, &x_number, 1);

    assert_error(two.error, ANDEL_ERROR_DATA, "data.csv:3: column 'x': 'n/a' is not a number");
    assert_error(two.error, ANDEL_ERROR_DATA, "--missing 'n/a'");
    assert_error(two.error, ANDEL_ERROR_DATA, "1 more fault");
    assert_error(mark.error, ANDEL_ERROR_DATA, "--decimal ,");
    assert_close(read.data->columns[0].number[0], 1.5, 0.0);
    assert_no_error(other.error);
}

static Codebook *
codebook_of(const Variable *variables, size_t n)
{
    Codebook *codebook = codebook_new();

    codebook->variables = g_memdup2(variables, n * sizeof *variables);
    codebook->n_variables = n;
    return codebook;
}

static void
the_codebook_decides_what_a_column_is(void **state)
{
    (void)state;
    const Variable variables[] = {
        { .name = "number", .type = VARIABLE_NUMBER },
        { .name = "category", .type = VARIABLE_CATEGORY },
        { .name = "labelled", .values = g_new0(ValueLabel, 1), .n_values = 1 },
        { .name = "both", .type = VARIABLE_NUMBER, .values = g_new0(ValueLabel, 1), .n_values = 1 },
    };
    g_autoptr(Codebook) codebook = codebook_of(variables, 4);
    ReadOptions options = { .decimal = '.', .codebook = codebook };
    g_auto(Reading) reading =
        reading_of("number,category,labelled,both\n0114,1,1,1\n", &options, NULL, 0);

    assert_no_error(reading.error);
    assert_int_equal(reading.data->columns[0].type, COLUMN_NUMBER);
    assert_close(reading.data->columns[0].number[0], 114.0, 0.0);
    assert_int_equal(reading.data->columns[1].type, COLUMN_CATEGORY);
    assert_int_equal(reading.data->columns[2].type, COLUMN_CATEGORY);
    assert_int_equal(reading.data->columns[3].type, COLUMN_NUMBER);
}

static void
missing_cells_keep_their_reasons(void **state)
{
    (void)state;
    const MissingCode codes[] = { { "-8", "refused" },
                                  { "-9", "not asked" },
                                  { "9", "not asked" } };
    const Variable variables[] = {
        { .name = "x", .missing = g_memdup2(codes, sizeof codes), .n_missing = 3 },
    };
    const char *const everywhere[] = { "-9", ".", NULL };
    const ColumnRequest requests[] = { { "x", READ_NUMBER }, { "x", READ_CATEGORY } };
    g_autoptr(Codebook) codebook = codebook_of(variables, 1);
    ReadOptions options = { .decimal = '.', .codebook = codebook, .missing = everywhere };
    g_auto(Reading) reading =
        reading_of("x,y\n1,\n-8,\n-9,\n9,\n.,\n,\n90,\n", &options, requests, 2);
    static const char *const expected[] = { "",        "refused",   "not asked", "not asked",
                                            "coded .", "no answer", "" };

    assert_no_error(reading.error);
    for (size_t k = 0; k < 2; k++) {
        const Column *column = &reading.data->columns[k];
        for (size_t i = 0; i < 7; i++)
            assert_string_equal(column->reasons[column->missing[i]], expected[i]);
    }
    assert_int_equal(reading.data->columns[1].n_levels, 2);
}

static void
declared_codes_replace_na(void **state)
{
    (void)state;
    const char *const missing[] = { "-9", NULL };
    ReadOptions options = { .decimal = '.', .missing = missing };
    g_auto(Reading) reading = reading_of("x\nNA\n", &options, &x_number, 1);

    assert_error(reading.error, ANDEL_ERROR_DATA, "'NA' is not a number");
}

static void
the_delimiter_is_found_and_said(void **state)
{
    (void)state;
    static const struct {
        const char *text, *note;
        size_t n;
    } cases[] = {
        { "a,b\n1,2\n", NULL, 2 },
        { "a;b\n1,5;2,5\n", "semicolons between the fields", 2 },
        { "a\tb\tc\n1\t2\t3\n", "tabs", 3 },
        { "a|b\n1|2\n", "bars", 2 },
        { "name, unit;value, unit\nx;1\ny;2\n", "semicolons", 2 },
        { "\"a;b\",c\n1,2\n", NULL, 2 },
        { "\"a\";\"b\"\n\"1,5\";\"2,5\"\n", "semicolons", 2 },
        { "a\n1\n", NULL, 1 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Reading) reading = reading_of(cases[i].text, NULL, NULL, 0);
        size_t n;

        assert_no_error(reading.error);
        reader_names(reading.reader, &n);
        assert_int_equal(n, cases[i].n);
        if (cases[i].note)
            assert_true(reading_notes(&reading, cases[i].note));
        else
            assert_null(reader_notes(reading.reader)[0]);
    }
}

static void
a_last_column_without_a_name_must_be_empty(void **state)
{
    (void)state;
    g_auto(Reading) empty = reading_of("a,b,\n1,2,\n3,4,\n", NULL, NULL, 0);
    g_auto(Reading) filled =
        reading_of("a,b,\n1,2,\n3,4,5\n", NULL, &(ColumnRequest){ "a", READ_EITHER }, 1);

    assert_no_error(empty.error);
    assert_int_equal(empty.data->n_columns, 2);
    assert_true(reading_notes(&empty, "column 3 has no name"));
    assert_error(filled.error, ANDEL_ERROR_DATA, "data.csv:3: '5' in column 3, which has no name");
}

/* The message of a text that is to be refused; the caller owns it. */
static char *
refusal(const char *text, size_t length, const ReadOptions *options)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, length);
    g_auto(Reading) reading = reading_of_bytes(bytes, options, &x_category, 1);

    assert_non_null(reading.error);
    assert_null(reading.data);
    return g_strdup(reading.error->message);
}

static void
faults_are_named_by_line_and_column(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        { "x,y\n1,\"a\nb\"\n2\n", "data.csv:4: 1 field where line 1 has 2" },
        { "x,y\n1,2,3\n4,5\n6\n", "data.csv:2: 3 fields where line 1 has 2" },
        { "x,y\n1,2,3\n4,5\n6\n", "(1 more fault further down)" },
        { "x,y\n1,2\n3,\"a\nb\n", "data.csv:3: column 'y': the quote that opens here" },
        { "x,y\n\"a\n\n", "data.csv:2: column 'x': the quote that opens here" },
        { "x,y\n1,\"a\nb\"c\n", "data.csv:2: column 'y': the quote that opens here closes 1 line" },
        { "x,y\n1,\"a\"b\n", "data.csv:2: column 'y': text after a closing quote" },
        { "x,y\n1,a\xe5z\n", "data.csv:2: column 'y': bytes that are not UTF-8 (\\xe5)" },
        { "x,x\n1,2\n", "data.csv:1: columns 1 and 2 have the same name, 'x'" },
        { "x,,y\n1,2,3\n", "data.csv:1: column 2 has no name" },
        { "", "data.csv: is empty" },
        { "PK\3\4xx", "data.csv: is a zip archive" },
        { "\n <HTML>", "data.csv: is a web page" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *message = refusal(cases[i].text, strlen(cases[i].text), NULL);
        if (!strstr(message, cases[i].message))
            fail_msg("\"%s\" lacks \"%s\"", message, cases[i].message);
    }
    static const char nul[] = "x,y\n1,2\n3,a\0b\n";
    g_autofree char *message = refusal(nul, sizeof nul - 1, NULL);
    assert_non_null(strstr(message, "data.csv:3: column 'y': a NUL byte"));
}

static void
text_is_decoded_from_what_was_declared(void **state)
{
    (void)state;
    ReadOptions latin = { .decimal = '.', .encoding = "ISO-8859-1" };
    ReadOptions ascii = { .decimal = '.', .encoding = "ASCII" };
    ReadOptions unknown = { .decimal = '.', .encoding = "latin-99" };
    g_auto(Reading) read = reading_of("x\n\xe5\xe4\xf6\n", &latin, NULL, 0);
    g_auto(Reading) no_name = reading_of("x\n1\n", &unknown, NULL, 0);
    g_autofree char *message = refusal("x\n1\n2\n\xe5\n", 8, &ascii);

    assert_string_equal(read.data->columns[0].levels[0], "åäö");
    assert_error(no_name.error, ANDEL_ERROR_USAGE, "no encoding 'latin-99'");
    assert_non_null(strstr(message, "data.csv:4: the bytes that follow are not ASCII"));
}

static bool
refuse_block(const Dataset *block, gpointer user, GError **error)
{
    (void)user;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "stopped at row %zu", block->first_row);
    return false;
}

static void
who_takes_the_blocks_may_stop(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Codebook) codebook = codebook_new();
    g_autoptr(GBytes) bytes = g_bytes_new_static("x\n1\n", 4);
    ReadOptions options = { .decimal = '.', .codebook = codebook };
    g_autoptr(Reader) reader =
        reader_open(format_find("-"), source_of_bytes(bytes, "x"), &options, &error);

    assert_no_error(error);
    assert_false(reader_read(reader, &x_number, 1, refuse_block, NULL, &error));
    assert_error(error, ANDEL_ERROR_DATA, "stopped at row 0");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_are_known_by_their_extension),
        cmocka_unit_test(columns_come_in_the_order_of_the_requests),
        cmocka_unit_test(rows_are_counted_also_without_columns),
        cmocka_unit_test(a_file_without_rows_still_hands_on_its_columns),
        cmocka_unit_test(an_unknown_column_is_refused_with_its_neighbour),
        cmocka_unit_test(either_is_numbers_when_every_cell_is_one),
        cmocka_unit_test(na_is_missing_among_numbers_alone),
        cmocka_unit_test(a_level_knows_the_line_where_it_was_first_seen),
        cmocka_unit_test(a_code_among_numbers_is_refused_with_advice),
        cmocka_unit_test(what_is_no_number_is_named_with_line_and_value),
        cmocka_unit_test(the_codebook_decides_what_a_column_is),
        cmocka_unit_test(missing_cells_keep_their_reasons),
        cmocka_unit_test(declared_codes_replace_na),
        cmocka_unit_test(the_delimiter_is_found_and_said),
        cmocka_unit_test(a_last_column_without_a_name_must_be_empty),
        cmocka_unit_test(faults_are_named_by_line_and_column),
        cmocka_unit_test(text_is_decoded_from_what_was_declared),
        cmocka_unit_test(who_takes_the_blocks_may_stop),
    };
    return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
