/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as CSV, taken apart in four ways: by blocks with AVX2, with SSE2 and
 * in plain C, and by libcsv; and
 * in pieces of any size, read by threads. The rows, their account, the notes and the messages are
 * the same to the byte. A test over tests/hostile, changes of its files, and texts made from a seed
 * (ANDEL_SEED=N takes others); with -DANDEL_FUZZ and clang's -fsanitize=fuzzer a target for
 * libFuzzer. */
#include "datasets/csv_scan.h"
#include "tests/mutate.h"
#include "tests/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must agree, as text: doubles as their bits. */
static void
add_column(GString *log, const Column *column, size_t n_rows)
{
    g_string_append_printf(log, "%s %d:", column->name, (int)column->type);
    for (size_t i = 0; i < n_rows; i++) {
        guint64 bits = 0;
        const char *reason =
            column->missing && column->missing[i] ? column->reasons[column->missing[i]] : "";

        if (column->type == COLUMN_NUMBER && column->number[i] == column->number[i])
            memcpy(&bits, &column->number[i], sizeof bits);
        else if (column->type == COLUMN_CATEGORY)
            bits = (guint64)(gint64)column->code[i];
        g_string_append_printf(log, " %" G_GINT64_MODIFIER "x%s", bits, reason);
    }
    for (int32_t k = 0; column->type == COLUMN_CATEGORY && k < column->n_levels; k++)
        g_string_append_printf(log, " '%s'@%u", column->levels[k], column->level_line[k]);
    g_string_append_c(log, '\n');
}

/* What came of READING. */
static void
add_result(GString *log, const Reading *reading)
{
    if (reading->error)
        g_string_append_printf(log, "%s %d\n", reading->error->message, reading->error->code);
    for (size_t k = 0; reading->data && k < reading->data->n_columns; k++)
        add_column(log, &reading->data->columns[k], reading->data->n_rows);
    if (reading->data)
        g_string_append_printf(log, "%zu of %zu rows\n", reading->data->n_rows,
                               reader_rows(reading->reader));
    for (const char *const *note = reading->reader ? reader_notes(reading->reader) : NULL;
         note && *note; note++)
        g_string_append_printf(log, "%s\n", *note);
}

/* Every column as either, and then all of them as texts or as numbers. */
static void
add_reading(GString *log, GBytes *bytes, const ReadOptions *options, ReadAs more)
{
    g_auto(Reading) opened = reading_of_bytes(bytes, options, NULL, 0);
    g_autofree ColumnRequest *requests = NULL;
    size_t n = 0;
    const char *const *names = opened.reader ? reader_names(opened.reader, &n) : NULL;

    requests = g_new0(ColumnRequest, 2 * n + 1);
    for (size_t k = 0; k < 2 * n; k++)
        requests[k] = (ColumnRequest){ names[k / 2], k % 2 ? more : READ_EITHER };
    g_auto(Reading) reading = reading_of_bytes(bytes, options, requests, 2 * n);

    add_result(log, &reading);
}

static char *
log_of(GBytes *bytes, ReadPath path)
{
    static const char *const missing[] = { "99", "x", NULL };
    const ReadOptions ways[] = {
        { .decimal = '.', .threads = 1, .path = path },
        { .delimiter = ';', .decimal = ',', .missing = missing, .threads = 1, .path = path },
    };
    GString *log = g_string_new(NULL);

    for (size_t k = 0; k < G_N_ELEMENTS(ways); k++)
        for (ReadAs as = READ_NUMBER; as <= READ_CATEGORY; as++)
            add_reading(log, bytes, &ways[k], as);
    return g_string_free(log, FALSE);
}

/* All columns as texts, in pieces of PIECE_SIZE bytes. What a column is, and which delimiter there
 * is, may be judged by the first piece: neither is asked here. */
static char *
texts_of(GBytes *bytes, ReadPath path, unsigned threads, size_t piece_size)
{
    ReadOptions options = {
        .delimiter = ',', .decimal = '.', .threads = threads, .path = path, .piece_size = piece_size
    };
    g_auto(Reading) opened = reading_of_bytes(bytes, &options, NULL, 0);
    GString *log = g_string_new(NULL);
    size_t n = 0;
    const char *const *names = opened.reader ? reader_names(opened.reader, &n) : NULL;
    g_autofree ColumnRequest *requests = g_new0(ColumnRequest, n + 1);

    for (size_t k = 0; k < n; k++)
        requests[k] = (ColumnRequest){ names[k], READ_CATEGORY };
    g_auto(Reading) reading = reading_of_bytes(bytes, &options, requests, n);
    add_result(log, &reading);
    return g_string_free(log, FALSE);
}

static void
try_pieces(GBytes *bytes)
{
    size_t length = g_bytes_get_size(bytes);
    const size_t sizes[] = { 1 + length % 7, 1 + length % 61, 1 + length / 2 };
    g_autofree char *whole = texts_of(bytes, READ_SLOWLY, 1, 0);

    for (size_t k = 0; k < G_N_ELEMENTS(sizes); k++) {
        ReadPath path = k == 1 ? READ_SLOWLY : READ_BEST;
        g_autofree char *cut = texts_of(bytes, path, (unsigned)(1 + k), sizes[k]);

        if (strcmp(cut, whole) == 0)
            continue;
        g_autofree char *text = g_strescape((const char *)g_bytes_get_data(bytes, NULL), NULL);
        g_error("in pieces of %zu bytes \"%.2000s\" is\n%s\nand in one\n%s", sizes[k], text, cut,
                whole);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autofree char *slowly = log_of(bytes, READ_SLOWLY);

    try_pieces(bytes);
    for (ReadPath path = READ_BEST; path <= READ_PLAIN; path++) {
        g_autofree char *log = log_of(bytes, path);

        if (strcmp(log, slowly) == 0)
            continue;
        g_autofree char *text = g_strescape((const char *)g_bytes_get_data(bytes, NULL), NULL);
        g_error("path %d reads \"%.2000s\"\n%s\nand libcsv\n%s", (int)path, text, log, slowly);
    }
    return 0;
}

#ifndef ANDEL_FUZZ
enum { TEXTS = 2500 };

static const char *const words[] = { ",",    "\n", "\"",   "\"\"", "\r\n", "\r",   "0",   "00",
                                     "\xe5", "å",  "日本", ";",    "NA",   "99",   "x",   "-",
                                     "1e3",  ".5", ",,",   "\t",   " ",    "\"a,", "\n\n" };

/* Cells of a simple text; the others have to be quoted. */
static const char *const cells[] = { "1",
                                     "",
                                     "-2.5",
                                     "0.25",
                                     "12345.678",
                                     "007",
                                     "1e-5",
                                     "99",
                                     "NA",
                                     "x",
                                     "North",
                                     "Skåne",
                                     "1,5",
                                     "a\nb",
                                     "q\"q",
                                     "\r\n",
                                     " 3 ",
                                     "日本",
                                     "5.",
                                     ".5",
                                     "+1",
                                     "- 1",
                                     "a long text with blanks",
                                     "\"",
                                     "9007199254740993",
                                     "123456789012.25" };

static void
append_cell(GString *text, const char *cell, uint64_t *seed)
{
    bool quoted = strpbrk(cell, ",;\"\r\n") || mutate_below(seed, 8) == 0;

    if (!quoted) {
        g_string_append(text, cell);
        return;
    }
    g_string_append_c(text, '"');
    for (; *cell; cell++)
        g_string_append(text, *cell == '"' ? "\"\"" : (char[]){ *cell, '\0' });
    g_string_append_c(text, '"');
}

/* A table without fault, apart from cells that are no numbers. */
static void
append_table(GString *text, uint64_t *seed)
{
    const char *line_end = mutate_below(seed, 4) == 0 ? "\r\n" : "\n";
    const char *delimiter = mutate_below(seed, 4) == 0 ? ";" : ",";
    size_t n_columns = 1 + mutate_below(seed, 6), n_rows = mutate_below(seed, 40);
    size_t n_cells = 1 + mutate_below(seed, G_N_ELEMENTS(cells));

    for (size_t k = 0; k < n_columns; k++)
        g_string_append_printf(text, "%sv%zu", k ? delimiter : "", k);
    for (size_t i = 0; i < n_rows; i++)
        for (size_t k = 0; k < n_columns; k++) {
            g_string_append(text, k ? delimiter : line_end);
            append_cell(text, cells[mutate_below(seed, k % 2 ? n_cells : 5)], seed);
        }
    if (mutate_below(seed, 3))
        g_string_append(text, line_end);
}

/* TRUE if TEXT is one that the quick paths read themselves. */
static bool
is_simple(GString *text)
{
    Scan scan = { 0 };
    size_t n_fields = 1, length = text->len;
    bool simple;

    for (const char *p = text->str; *p && *p != '\n'; p++)
        n_fields += *p == ',';
    g_string_set_size(text, length + PIECE_SLACK);
    simple = scan_begin(&scan, (const uint8_t *)text->str, length, true, ',', n_fields, SCAN_BEST);
    while (simple && scan_next(&scan))
        continue;
    simple = simple && !scan.doubt;
    scan_clear(&scan);
    g_string_set_size(text, length);
    return simple;
}

/* Every other one is changed in some places, so that most of it is simple and something is not. */
static size_t
try_texts(uint64_t seed)
{
    size_t n_simple = 0;

    for (int i = 0; i < TEXTS; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(GByteArray) bytes = g_byte_array_new();

        append_table(text, &seed);
        n_simple += is_simple(text);
        g_byte_array_append(bytes, (const guint8 *)text->str, (guint)text->len);
        if (i % 2)
            mutate(bytes, words, G_N_ELEMENTS(words), &seed);
        LLVMFuzzerTestOneInput(bytes->data, bytes->len);
    }
    return n_simple;
}

static size_t
try_files(const char *folder, uint64_t seed)
{
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    const char *name;
    size_t n = 0;

    if (!files)
        g_error("%s is not there; run the tests from the root of the source", folder);
    while ((name = g_dir_read_name(files))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *contents = NULL;
        gsize length;

        if (!g_str_has_suffix(name, ".csv") || !g_file_get_contents(path, &contents, &length, NULL))
            continue;
        for (int k = 0; k < 8; k++) {
            g_autoptr(GByteArray) bytes = g_byte_array_new();

            g_byte_array_append(bytes, (const guint8 *)contents, (guint)length);
            if (k > 0)
                mutate(bytes, words, G_N_ELEMENTS(words), &seed);
            LLVMFuzzerTestOneInput(bytes->data, bytes->len);
        }
        n++;
    }
    return n;
}

int
main(void)
{
    const char *given = g_getenv("ANDEL_SEED");
    uint64_t seed = (given ? g_ascii_strtoull(given, NULL, 10) : 1) * UINT64_C(0x9e3779b97f4a7c15);
    size_t n_files = try_files("tests/hostile", seed), n_simple = try_texts(seed);

    g_print("fuzz_csv_paths: %zu files with variants and %d texts read alike in four ways and in "
            "pieces\n",
            n_files, TEXTS);
    return n_files > 100 && n_simple > TEXTS / 3 ? 0 : 1;
}
#endif
