/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of all small sizes: a text is cut at every one of its bytes, and what is read of it, or
 * what is said to be wrong with it, does not change. */
#include "tests/check.h"
#include "tests/reading.h"

static const ColumnRequest requests[] = { { "id", READ_NUMBER },
                                          { "note", READ_CATEGORY },
                                          { "y", READ_NUMBER } };

/* All that was read of TEXT in pieces of SIZE bytes (0: as usual), in one text; the caller owns it.
 */
static char *
log_of(const char *text, ReadPath path, unsigned threads, size_t size)
{
    ReadOptions options = {
        .delimiter = ',', .decimal = '.', .threads = threads, .path = path, .piece_size = size
    };
    g_auto(Reading) reading = reading_of(text, &options, requests, G_N_ELEMENTS(requests));
    GString *log = g_string_new(reading.error ? reading.error->message : NULL);

    for (size_t i = 0; reading.data && i < reading.data->n_rows; i++) {
        const Column *columns = reading.data->columns;
        int32_t note = columns[1].code[i];

        g_string_append_printf(log, "%g '%s' %g\n", columns[0].number[i],
                               note < 0 ? "-" : columns[1].levels[note], columns[2].number[i]);
    }
    for (int32_t k = 0; reading.data && k < reading.data->columns[1].n_levels; k++)
        g_string_append_printf(log, "%s@%u\n", reading.data->columns[1].levels[k],
                               reading.data->columns[1].level_line[k]);
    for (const char *const *note = reading.reader ? reader_notes(reading.reader) : NULL;
         note && *note; note++)
        g_string_append_printf(log, "note: %s\n", *note);
    return g_string_free(log, FALSE);
}

static void
assert_read_alike(const char *text, const char *expected)
{
    static const struct {
        ReadPath path;
        unsigned threads;
    } ways[] = {
        { READ_BEST, 1 }, { READ_BEST, 2 }, { READ_BEST, 7 }, { READ_PLAIN, 2 }, { READ_SLOWLY, 3 }
    };

    for (size_t size = 1; size <= strlen(text) + 1; size++)
        for (size_t w = 0; w < G_N_ELEMENTS(ways); w++) {
            g_autofree char *log = log_of(text, ways[w].path, ways[w].threads, size);

            if (strcmp(log, expected) != 0)
                fail_msg("pieces of %zu bytes, way %zu:\n%s\ninstead of\n%s", size, w, log,
                         expected);
        }
}

static void
a_line_end_between_quotes_is_text_wherever_the_cut_is(void **state)
{
    (void)state;
    assert_read_alike("id,note,y\n1,\"a\n7,x,8\n9,\"\"x\"\",8\n\",2\n3,b,4\n5,\"b\",6\n",
                      "1 'a\n7,x,8\n9,\"x\",8\n' 2\n3 'b' 4\n5 'b' 6\n"
                      "a\n7,x,8\n9,\"x\",8\n@2\nb@6\n");
}

static void
line_ends_of_two_bytes_are_cut_and_joined(void **state)
{
    (void)state;
    assert_read_alike("id,note,y\r\n1,\"a\r\n2,b,3\r\n\",4\r\n\r\n5,,6\r\n7,\"\"\"\",8",
                      "1 'a\r\n2,b,3\r\n' 4\n5 '-' 6\n7 '\"' 8\n"
                      "a\r\n2,b,3\r\n@2\n\"@7\nnote: 1 blank line was passed over\n");
    assert_read_alike("id,note,y\r1,a,2\r3,\"b\r4,c,5\r\",6\r", "1 'a' 2\n3 'b\r4,c,5\r' 6\n"
                                                                "a@2\nb\r4,c,5\r@3\n");
}

static void
characters_of_several_bytes_are_cut_and_joined(void **state)
{
    (void)state;
    assert_read_alike("\xef\xbb\xbfid,note,y\n1,å日😀,2\n3,\"å\n日\",4\n",
                      "1 'å日😀' 2\n3 'å\n日' 4\nå日😀@2\nå\n日@3\n");
}

static void
what_is_wrong_is_said_alike_wherever_the_cut_is(void **state)
{
    (void)state;
    assert_read_alike("id,note,y\n1,\"a\nb\",2\n3,c\n4,d,5\n6,e\n",
                      "data.csv:4: 2 fields where line 1 has 3; correct or remove the line (1 more "
                      "fault further down)");
    assert_read_alike("id,note,y\n1,a,2\n3,\"b\n4,c,5\n6,d,7\n",
                      "data.csv:3: column 'note': the quote that opens here is never closed; close "
                      "it, or write a quote inside a quoted field twice");
    assert_read_alike("id,note,y\n1,\"a\nb\",2\n3,c,4 x\n5,\"d\ne\",f\n",
                      "data.csv:4: column 'y': '4 x' is not a number; correct it, or if it means "
                      "missing, say --missing '4 x' (1 more fault further down)");
    assert_read_alike("id,note,y\n1,a,2\n3,b\xff,4\n",
                      "data.csv:3: column 'note': bytes that are not UTF-8 (\\xff); name the "
                      "encoding of the file, for example --encoding windows-1252");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_end_between_quotes_is_text_wherever_the_cut_is),
        cmocka_unit_test(line_ends_of_two_bytes_are_cut_and_joined),
        cmocka_unit_test(characters_of_several_bytes_are_cut_and_joined),
        cmocka_unit_test(what_is_wrong_is_said_alike_wherever_the_cut_is),
    };
    return cmocka_run_group_tests_name("csv cuts", tests, NULL, NULL);
}
