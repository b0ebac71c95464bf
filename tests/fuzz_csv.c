/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as CSV: no crash, a clean message or every row. Rows are counted again by a parser of
 * its own. A test over tests/hostile and cuts and changes of its files; with -DANDEL_FUZZ and
 * clang's -fsanitize=fuzzer a target for libFuzzer. */
#include "tests/reading.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { NOT_SURE = -1 };

/* Records of TEXT with commas between fields, by RFC 4180 and no more: NOT_SURE for everything
 * that it leaves open. The header is one of them. */
static int64_t
count_records(const char *text, size_t length, size_t n_columns)
{
    int64_t n = 0;
    size_t fields = 1, i = 0;

    while (i < length) {
        bool quoted = text[i] == '"';

        if (text[i] == '\n' && fields == 1) { /* blank: a record of one column, else none */
            n += n_columns == 1 && n > 0;
            i++;
            continue;
        }
        if (quoted) {
            for (i++; i < length && (text[i] != '"' || (i + 1 < length && text[i + 1] == '"'));)
                i += text[i] == '"' ? 2 : 1;
            if (i++ >= length)
                return NOT_SURE;
        }
        while (!quoted && i < length && text[i] != ',' && text[i] != '\n')
            if (text[i] == '"' || text[i] == '\r')
                return NOT_SURE;
            else
                i++;
        if (i < length && text[i] == ',') {
            fields++;
            if (++i < length)
                continue;
        } else if (i < length && text[i] != '\n') {
            return NOT_SURE;
        }
        if (fields != n_columns)
            return NOT_SURE;
        n++;
        fields = 1;
        i++;
    }
    return n;
}

static void
check_message(const GError *error)
{
    g_assert(g_utf8_validate(error->message, -1, NULL));
    g_assert(strlen(error->message) < 1000);
    for (const char *p = error->message; *p; p++)
        g_assert((guchar)*p >= 0x20 && *p != 0x7f);
}

static void
check_columns(const Dataset *data)
{
    for (size_t k = 0; k < data->n_columns; k++) {
        const Column *column = &data->columns[k];

        for (size_t i = 0; column->type == COLUMN_CATEGORY && i < data->n_rows; i++)
            g_assert(column->code[i] >= -1 && column->code[i] < column->n_levels);
        for (int32_t i = 0; i < column->n_levels; i++) {
            g_assert(g_utf8_validate(column->levels[i], -1, NULL));
            g_assert(i == 0 || column->level_line[i] >= column->level_line[i - 1]);
        }
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    static const ReadOptions options = { .delimiter = ',', .decimal = '.', .threads = 1 };
    g_auto(Reading) found = reading_of_bytes(bytes, NULL, NULL, 0);
    g_auto(Reading) declared = reading_of_bytes(bytes, &options, NULL, 0);

    if (found.error)
        check_message(found.error);
    else
        check_columns(found.data);
    if (declared.error) {
        check_message(declared.error);
        return 0;
    }
    check_columns(declared.data);
    size_t n_columns, skip = size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    reader_names(declared.reader, &n_columns);
    bool plain =
        size > 0 && data[size - 1] != 0x1a && data[0] < 0xfe &&
        (size - skip < 4 || g_ascii_strncasecmp((const char *)data + skip, "sep=", 4) != 0);
    int64_t n = plain ? count_records((const char *)data + skip, size - skip, n_columns) : NOT_SURE;
    if (n != NOT_SURE)
        g_assert((int64_t)declared.data->n_rows == n - 1);
    g_assert(declared.data->n_rows == reader_rows(declared.reader));
    return 0;
}

#ifndef ANDEL_FUZZ
/* The file itself, cut in three places, and with some bytes changed to those that matter. */
static void
run_variants(char *contents, gsize length)
{
    static const char bytes[] = "\",\n\r;\0\xc3 1";
    uint32_t state = (uint32_t)length;

    LLVMFuzzerTestOneInput((const uint8_t *)contents, length);
    for (gsize k = 1; k <= 3; k++)
        LLVMFuzzerTestOneInput((const uint8_t *)contents, length * k / 4);
    for (int k = 0; k < 40 && length > 0; k++) {
        state = state * 1664525u + 1013904223u;
        gsize at = (gsize)(((uint64_t)state * length) >> 32);
        char before = contents[at];

        contents[at] = bytes[(state >> 3) % sizeof bytes];
        LLVMFuzzerTestOneInput((const uint8_t *)contents, length);
        if (k % 4 != 0) /* now and then they pile up */
            contents[at] = before;
    }
}

int
main(void)
{
    static const char folder[] = "tests/hostile";
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    const char *name;
    int n = 0;

    if (!files)
        g_error("%s is not there; run the tests from the root of the source", folder);
    while ((name = g_dir_read_name(files))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *contents = NULL;
        gsize length;

        if (!g_str_has_suffix(name, ".csv") || !g_file_get_contents(path, &contents, &length, NULL))
            continue;
        run_variants(contents, length);
        n++;
    }
    g_print("fuzz_csv: %d files and variants of them read\n", n);
    return n > 100 ? 0 : 1;
}
#endif
