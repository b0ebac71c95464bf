/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_open.c - opening text with delimiters: which delimiter, and the names of the columns. */
#include "datasets/csv_delimiter.h"
#include "datasets/csv_reader.h"
#include "datasets/error.h"
#include "datasets/number.h"
#include "datasets/printable.h"

#include <string.h>

enum { SHOWN = 40 };

/* The first record, split. */
typedef struct {
    Split split;
    GPtrArray *names; /* trimmed; owned texts */
    size_t n_trimmed;
} Header;

static void
take_name(void *bytes, size_t length, void *split)
{
    Header *header = split;
    const char *begin = bytes, *end = begin + length;

    header->split.field++;
    if (header->names->len > FIELDS_LIMIT)
        return;
    while (begin < end && (*begin == ' ' || *begin == '\t'))
        begin++;
    while (begin < end && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    header->n_trimmed += (size_t)(end - begin) < length;
    g_ptr_array_add(header->names, g_strndup(begin, (gsize)(end - begin)));
}

static void
take_header(Split *split)
{
    split->stop = true;
}

FaultPlace
csv_reader_place(const CsvReader *csv)
{
    size_t n;
    const char *const *names = reader_names(&csv->reader, &n);

    return (FaultPlace){ .name = source_name(csv->reader.source),
                         .columns = n > 0 ? names : NULL,
                         .n_columns = n,
                         .n_fields = csv->n_fields,
                         .delimiter = csv->delimiter,
                         .decimal = csv->options.decimal,
                         .encoding = csv->options.encoding ? csv->options.encoding
                                                           : text_found_encoding(csv->text) };
}

bool
csv_reader_next(CsvReader *csv, Piece *piece, size_t least, GError **error)
{
    if (!text_next(csv->text, piece, least, error))
        return false;
    if (piece->last && piece->length > 0 && piece->bytes[piece->length - 1] == 0x1a) {
        piece->length--;
        csv->ends_in_1a = true;
    }
    return true;
}

/* The first line says "sep=;", which spreadsheet programs write for each other. */
static bool
skip_separator_line(CsvReader *csv)
{
    const uint8_t *bytes = csv->first.bytes;
    size_t length = csv->first.length;

    if (length < 6 || g_ascii_strncasecmp((const char *)bytes, "sep=", 4) != 0)
        return false;
    size_t end = bytes[5] == '\r' && length > 6 && bytes[6] == '\n' ? 7 : 6;
    if (bytes[5] != '\r' && bytes[5] != '\n')
        return false;
    if (!csv->delimiter)
        csv->delimiter = (char)bytes[4];
    csv->first.bytes += end;
    csv->first.length -= end;
    csv->n_lines = 1;
    reader_add_note(&csv->reader, "the first line, 'sep=%c', was taken for a hint, not for names",
                    g_ascii_isprint((char)bytes[4]) ? (char)bytes[4] : '?');
    return true;
}

/* Names that are there and differ. One last column without a name is left out: its cells must be
 * empty. */
static bool
check_names(CsvReader *csv, const GPtrArray *names, uint64_t line, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    const char *file = source_name(csv->reader.source);
    size_t n = names->len;

    if (n > 1 && *(const char *)names->pdata[n - 1] == '\0')
        n--;
    for (size_t i = 0; i < n; i++) {
        const char *name = names->pdata[i];
        size_t before = GPOINTER_TO_SIZE(g_hash_table_lookup(seen, name));

        if (*name == '\0') {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "%s:%" G_GUINT64_FORMAT ": column %zu has no name; give it one in the "
                        "first line",
                        file, line, i + 1);
            return false;
        }
        if (before > 0) {
            g_autofree char *shown = text_printable(name, strlen(name), SHOWN);
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "%s:%" G_GUINT64_FORMAT ": columns %zu and %zu have the same name, '%s'; "
                        "rename one of them",
                        file, line, before, i + 1, shown);
            return false;
        }
        g_hash_table_insert(seen, names->pdata[i], GSIZE_TO_POINTER(i + 1));
        reader_add_name(&csv->reader, name, strlen(name));
    }
    if (n < names->len)
        reader_add_note(&csv->reader,
                        "column %zu has no name and was left out: it is empty, "
                        "every line ends in a delimiter",
                        n + 1);
    return true;
}

/* A name that is a number, but no year, is likely to be data. */
static void
note_missing_header(CsvReader *csv, uint64_t line)
{
    size_t n;
    const char *const *names = reader_names(&csv->reader, &n);

    for (size_t i = 0; i < n; i++) {
        double value;
        NumberKind kind = number_read(names[i], strlen(names[i]), csv->options.decimal, &value);
        bool year = kind == NUMBER_VALUE && value >= 1800 && value <= 2200;

        if (kind != NUMBER_NONE && !year) {
            g_autofree char *shown = text_printable(names[i], strlen(names[i]), SHOWN);
            reader_add_note(&csv->reader,
                            "line %" G_GUINT64_FORMAT " was taken for the names of the columns, "
                            "but '%s' is a number; is the header missing?",
                            line, shown);
            return;
        }
    }
}

static void
note_delimiter(CsvReader *csv, bool declared)
{
    static const struct {
        char delimiter;
        const char *name;
    } known[] = { { ',', "commas" }, { ';', "semicolons" }, { '\t', "tabs" }, { '|', "bars" } };

    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (!declared && csv->delimiter != ',' && csv->delimiter == known[i].delimiter &&
            csv->n_fields > 1)
            reader_add_note(&csv->reader, "%s between the fields", known[i].name);
    if (declared && csv->n_fields == 1) {
        const char *name = csv->reader.names->pdata[0];
        for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
            if (strchr(name, known[i].delimiter)) {
                reader_add_note(&csv->reader,
                                "the delimiter '%c' does not stand in the header, which seems to "
                                "hold %s; the file was read as one column",
                                csv->delimiter, known[i].name);
                return;
            }
    }
}

/* Reads until the first record is there in full. */
static bool
read_header(CsvReader *csv, GError **error)
{
    bool declared = csv->delimiter != 0;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    Header header = { .split = { .take_field = take_name, .take_record = take_header },
                      .names = names };

    for (;;) {
        if (!csv_reader_next(csv, &csv->first, 2 * csv->first.uncut, error))
            return false;
        if (csv->n_lines == 0)
            declared |= skip_separator_line(csv);
        if (!csv->delimiter && !delimiter_find(csv->first.bytes, csv->first.length, csv->first.last,
                                               &csv->options, &csv->delimiter, error))
            return false;
        header.split.delimiter = csv->delimiter;
        header.n_trimmed = 0;
        g_ptr_array_set_size(names, 0);
        split_text(&header.split, csv->first.bytes, csv->first.length, csv->first.last);
        if (header.split.stop || csv->first.last)
            break;
        text_put_back(csv->text, csv->first.bytes, csv->first.length);
        if (!declared)
            csv->delimiter = 0;
    }
    csv->n_fields = names->len;
    if (names->len > FIELDS_LIMIT) {
        Fault fault = { .kind = FAULT_MANY_FIELDS, .line = header.split.record, .field = SIZE_MAX };
        faults_add(&header.split.faults, fault, NULL, 0);
    }
    if (header.split.faults.n == 0 && names->len == 0 && csv->first.undecodable) {
        Fault fault = { .kind = FAULT_DECODE, .line = header.split.line, .field = SIZE_MAX };
        faults_add(&header.split.faults, fault, NULL, 0);
    }
    if (header.split.faults.n > 0) {
        FaultPlace place = csv_reader_place(csv);

        fault_report(&header.split.faults.first, csv->n_lines, 0, &place, error);
        faults_clear(&header.split.faults);
        return false;
    }
    if (names->len == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: is empty; a data file begins with a line of the names of its columns",
                    source_name(csv->reader.source));
        return false;
    }
    uint64_t line = csv->n_lines + header.split.record;
    if (!check_names(csv, names, line, error))
        return false;
    note_delimiter(csv, declared);
    if (header.n_trimmed > 0)
        reader_add_note(&csv->reader, "blanks round the names of %zu columns were left out",
                        header.n_trimmed);
    note_missing_header(csv, line);
    csv->first.bytes += header.split.consumed;
    csv->first.length -= header.split.consumed;
    csv->n_lines += header.split.lines;
    csv->n_blank = header.split.n_blank;
    csv->first_ready = true;
    return true;
}

static void
csv_reader_free(Reader *reader)
{
    CsvReader *csv = (CsvReader *)reader;

    text_free(csv->text);
    piece_clear(&csv->first);
    g_free(csv);
}

static const ReaderKind kind = { csv_reader_read, csv_reader_free };

Reader *
csv_reader_open(Source *source, const ReadOptions *options, GError **error)
{
    CsvReader *csv = g_new0(CsvReader, 1);
    g_autoptr(Reader) reader = &csv->reader;

    reader_begin(reader, &kind, source);
    csv->options = *options;
    csv->delimiter = options->delimiter;
    if (!delimiter_check(options, error))
        return NULL;
    csv->text = text_new(source, options->encoding, options->piece_size, error);
    if (!csv->text || !read_header(csv, error))
        return NULL;
    return g_steal_pointer(&reader);
}
