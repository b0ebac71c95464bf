/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libcsv_alone.c - parses a CSV file with libcsv and does nothing with it: libcsv_alone FILE.
 *
 * What a program that reads with libcsv cannot go below; the yardstick of run.sh. */
#include <csv.h>
#include <stdio.h>

static void
ignore_field(void *field, size_t length, void *data)
{
    (void)field;
    (void)length;
    (void)data;
}

static void
ignore_row(int terminator, void *data)
{
    (void)terminator;
    (void)data;
}

static int
parse(FILE *in)
{
    static char buffer[1 << 18];
    struct csv_parser parser;
    size_t length;
    int good;

    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0)
        return 0;
    do {
        length = fread(buffer, 1, sizeof buffer, in);
        good = csv_parse(&parser, buffer, length, ignore_field, ignore_row, NULL) == length;
    } while (good && length > 0);
    good = good && !ferror(in) && csv_fini(&parser, ignore_field, ignore_row, NULL) == 0;
    csv_free(&parser);
    return good;
}

int
main(int argc, char **argv)
{
    FILE *in = argc == 2 ? fopen(argv[1], "rb") : NULL;

    if (!in) {
        fputs("usage: libcsv_alone FILE\n", stderr);
        return 2;
    }
    int good = parse(in);
    fclose(in);
    if (!good)
        fprintf(stderr, "libcsv_alone: %s: cannot be parsed\n", argv[1]);
    return good ? 0 : 3;
}
