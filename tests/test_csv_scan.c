/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/csv_scan.h"

#include "datasets/csv_utf8.h"
#include "tests/check.h"

/* TEXT with the slack that a scan needs, filled with what would mislead it. The caller owns it. */
static uint8_t *
with_slack(const char *text, size_t length)
{
    uint8_t *copy = g_malloc(length + PIECE_SLACK);

    memcpy(copy, text, length);
    memset(copy + length, '"', PIECE_SLACK);
    return copy;
}

/* The fields "[field]" and the line "@line" of every row, and where they end; "doubt" when there
 * is any. The caller owns it. */
static char *
scanned(const char *text, size_t length, size_t n_fields, bool last, ScanMeans means)
{
    g_autofree uint8_t *copy = with_slack(text, length);
    GString *log = g_string_new(NULL);
    Scan scan = { 0 };

    assert_true(scan_begin(&scan, copy, length, last, ',', n_fields, means));
    while (scan_next(&scan)) {
        g_autofree uint32_t *line = g_new(uint32_t, scan.n_rows);

        scan_row_lines(&scan, line);
        for (size_t r = 0; r < scan.n_rows; r++) {
            for (size_t f = 0; f < n_fields; f++) {
                size_t n;
                const char *field = scan_field(&scan, r, f, &n);

                if (n > 0 && *field == '"')
                    field = scan_unquote(&scan, field, &n);
                g_string_append_printf(log, "[%.*s]", (int)n, field);
            }
            g_string_append_printf(log, "@%u ", line[r]);
        }
    }
    if (scan.doubt)
        g_string_assign(log, "doubt");
    else
        g_string_append_printf(log, "bytes %zu lines %zu", scan.end, scan_lines(&scan));
    scan_clear(&scan);
    return g_string_free(log, FALSE);
}

static void
assert_scanned(const char *text, size_t n_fields, bool last, const char *expected)
{
    for (ScanMeans means = SCAN_BEST; means <= SCAN_PLAIN; means++) {
        g_autofree char *log = scanned(text, strlen(text), n_fields, last, means);

        assert_string_equal(log, expected);
    }
}

static void
simple_rows_are_found_with_their_lines(void **state)
{
    (void)state;
    assert_scanned("1,2\n3,4\n", 2, true, "[1][2]@1 [3][4]@2 bytes 8 lines 2");
    assert_scanned("1,2\n3,4", 2, true, "[1][2]@1 [3][4]@2 bytes 7 lines 1");
    assert_scanned("1,2\n3,4", 2, false, "[1][2]@1 bytes 4 lines 1");
    assert_scanned("1,2\r\n,\r\n", 2, true, "[1][2]@1 [][]@2 bytes 8 lines 2");
    assert_scanned("a\n\nb\n", 1, true, "[a]@1 []@2 [b]@3 bytes 5 lines 3");
    assert_scanned("\"a\nb\",\"\"\"c\"\"\"\n\"\",d\n", 2, true,
                   "[a\nb][\"c\"]@1 [][d]@3 bytes 19 lines 3");
    assert_scanned("\"a,\r\n,b\",c\r\n\"d\",\"e\"", 2, true,
                   "[a,\r\n,b][c]@1 [d][e]@3 bytes 19 lines 2");
    assert_scanned(" a ,å日😀\n", 2, true, "[ a ][å日😀]@1 bytes 14 lines 1");
    assert_scanned("1,\"2\n", 2, false, "bytes 0 lines 0");
    assert_scanned("", 2, true, "bytes 0 lines 0");
}

static void
what_is_not_simple_leaves_a_doubt(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "1,2\n3\n",
        "1,2\n3,4,5\n",
        "1\n2,3,4\n",
        "1,2\n\n3,4\n",
        "1,2\n3",
        "1,\"2\n",
        "1,\"2\"x\n",
        "1,x\"2\"\n",
        "1,\"2\" \n",
        "1,2\r3,4\n",
        "1,2\r",
        "1,\"2\r3\"\n",
        "1,\xff\n",
        "1,\xc3(\n",
        "1,\xed\xa0\x80\n",
        "1,\xc3",
        "1,\"a\"\"b\"c\"\n",
        "\"1\",\"2\"\"\n3,4\n",
        "1,\"\"2\"\"\n",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_scanned(texts[i], 2, true, "doubt");
    g_autofree char *nul = scanned("1,\0\n", 4, 2, true, SCAN_BEST);
    assert_string_equal(nul, "doubt");
}

/* Wherever the blocks of 64 bytes end, and the rows that are in hand at once. */
static void
blocks_may_end_anywhere(void **state)
{
    (void)state;
    static const char *const row = "\"a\"\"\n,å\",\"\",日,x\r\n";

    for (size_t shift = 0; shift < 130; shift++) {
        g_autoptr(GString) text = g_string_new(NULL), expected = g_string_new(NULL);
        size_t n_lines = 0;

        for (size_t r = 0; r < 2000; r++) {
            g_string_append_printf(text, "%0*d,", (int)(r == 0 ? 1 + shift : 1 + r % 7), 7);
            g_string_append_printf(expected, "[%0*d]", (int)(r == 0 ? 1 + shift : 1 + r % 7), 7);
            g_string_append(text, row);
            g_string_append_printf(expected, "[a\"\n,å][][日][x]@%zu ", 1 + n_lines);
            n_lines += 2;
        }
        g_string_append_printf(expected, "bytes %zu lines %zu", text->len, n_lines);
        for (ScanMeans means = SCAN_BEST; means <= SCAN_PLAIN; means++) {
            g_autofree char *log = scanned(text->str, text->len, 5, true, means);

            assert_string_equal(log, expected->str);
        }
    }
}

static void
rows_may_be_wider_than_what_is_in_hand_at_once(void **state)
{
    (void)state;
    enum { WIDE = 30000 };
    g_autoptr(GString) text = g_string_new(NULL);
    Scan scan = { 0 };
    size_t n = 0;

    for (int r = 0; r < 3; r++)
        for (int f = 0; f < WIDE; f++)
            g_string_append_printf(text, "%d%c", r + f, f + 1 < WIDE ? ',' : '\n');
    g_autofree uint8_t *copy = with_slack(text->str, text->len);
    assert_true(scan_begin(&scan, copy, text->len, true, ',', WIDE, SCAN_BEST));
    while (scan_next(&scan)) {
        size_t length;
        const char *last = scan_field(&scan, scan.n_rows - 1, WIDE - 1, &length);

        n += scan.n_rows;
        assert_int_equal(length, 5);
        assert_int_equal(g_ascii_strtoull(last, NULL, 10), n - 1 + WIDE - 1);
    }
    assert_false(scan.doubt);
    assert_int_equal(n, 3);
    scan_clear(&scan);
}

static void
odd_delimiters_are_left_to_others(void **state)
{
    (void)state;
    Scan scan = { 0 };
    static const char odd[] = { '"', '\n', '\r', '\0', '\xe5' };

    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++)
        assert_false(scan_begin(&scan, (const uint8_t *)"", 0, true, odd[i], 1, SCAN_BEST));
    scan_clear(&scan);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simple_rows_are_found_with_their_lines),
        cmocka_unit_test(what_is_not_simple_leaves_a_doubt),
        cmocka_unit_test(blocks_may_end_anywhere),
        cmocka_unit_test(rows_may_be_wider_than_what_is_in_hand_at_once),
        cmocka_unit_test(odd_delimiters_are_left_to_others),
    };
    return cmocka_run_group_tests_name("csv_scan", tests, NULL, NULL);
}
