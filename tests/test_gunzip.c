/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed files: the bytes below were made by gzip 1.12 and Python's gzip module. */
#include "datasets/error.h"
#include "datasets/gunzip.h"
#include "tests/check.h"
#include "tests/reading.h"

#include <unistd.h>
#include <zlib.h>

/* printf 'id,y\n1,2\n3,4\n' | gzip -n */
static const uint8_t packed_table[] = { 0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                                        0x03, 0xcb, 0x4c, 0xd1, 0xa9, 0xe4, 0x32, 0xd4, 0x31,
                                        0xe2, 0x32, 0xd6, 0x31, 0xe1, 0x02, 0x00, 0xb1, 0xb4,
                                        0xfc, 0x74, 0x0d, 0x00, 0x00, 0x00 };

/* TEXT [length], packed. */
static GByteArray *
pack(const void *text, size_t length)
{
    GByteArray *packed = g_byte_array_new();
    z_stream stream = { .next_in = (Bytef *)(gpointer)text, .avail_in = (uInt)length };

    assert_int_equal(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 9,
                                  Z_DEFAULT_STRATEGY),
                     Z_OK);
    g_byte_array_set_size(packed, (guint)deflateBound(&stream, (uLong)length));
    stream.next_out = packed->data;
    stream.avail_out = packed->len;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    g_byte_array_set_size(packed, (guint)stream.total_out);
    deflateEnd(&stream);
    return packed;
}

/* What BYTES [n] unpack to, STEP bytes at a time, as text; NULL and ERROR. */
static char *
unpack(const void *bytes, size_t n, size_t step, GError **error)
{
    g_autoptr(GBytes) packed = g_bytes_new(bytes, n);
    g_autoptr(Source) source = source_unpack(source_of_bytes(packed, "data.csv.gz"), error);
    g_autofree char *buffer = g_malloc(step);
    GString *text = g_string_new(NULL);
    int64_t got;

    assert_non_null(source);
    while ((got = source_read(source, (int64_t)text->len, buffer, step, error)) > 0)
        g_string_append_len(text, buffer, (gssize)got);
    return g_string_free(text, got < 0);
}

static void
a_packed_table_is_unpacked(void **state)
{
    (void)state;
    for (size_t step = 1; step < 20; step++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = unpack(packed_table, sizeof packed_table, step, &error);

        assert_no_error(error);
        assert_string_equal(text, "id,y\n1,2\n3,4\n");
    }
}

static void
what_is_not_packed_stays_as_it_is(void **state)
{
    (void)state;
    static const char *const texts[] = { "", "i", "id,y\n1,2\n" };

    for (size_t k = 0; k < G_N_ELEMENTS(texts); k++) {
        g_autofree char *text = unpack(texts[k], strlen(texts[k]), 4, NULL);

        assert_string_equal(text, texts[k]);
    }
}

static void
members_one_after_the_other_are_one_file(void **state)
{
    (void)state;
    g_autoptr(GByteArray) both = pack("id,y\n1,2\n", 9);
    g_autoptr(GByteArray) more = pack("3,4\n", 4);
    g_autoptr(GError) error = NULL;

    g_byte_array_append(both, more->data, more->len);
    g_autofree char *text = unpack(both->data, both->len, 1000, &error);
    assert_no_error(error);
    assert_string_equal(text, "id,y\n1,2\n3,4\n");
}

/* Every byte of the data and of what checks them: gzip's own fields in front hold nothing that
 * matters but the mark. */
static void
a_changed_byte_is_noticed(void **state)
{
    (void)state;
    enum { HEADER = 10 };

    for (size_t at = HEADER; at < sizeof packed_table; at++) {
        g_autoptr(GError) error = NULL;
        uint8_t bytes[sizeof packed_table];

        memcpy(bytes, packed_table, sizeof bytes);
        bytes[at] ^= 0xff;
        assert_null(unpack(bytes, sizeof bytes, 100, &error));
        assert_int_equal(error->code, ANDEL_ERROR_DATA);
        assert_non_null(strstr(error->message, "data.csv.gz: "));
        assert_non_null(strstr(error->message, "fetch it again"));
    }
}

static void
a_file_that_is_cut_off_anywhere_is_noticed(void **state)
{
    (void)state;
    for (size_t n = GZIP_MARK; n < sizeof packed_table; n++) {
        g_autoptr(GError) error = NULL;

        assert_null(unpack(packed_table, n, 100, &error));
        assert_error(error, ANDEL_ERROR_DATA, "data.csv.gz: the gzip file is cut off");
    }
}

static void
something_else_behind_the_data_is_refused(void **state)
{
    (void)state;
    g_autoptr(GByteArray) bytes = pack("id\n1\n", 5);
    g_autoptr(GError) error = NULL;

    g_byte_array_append(bytes, (const guint8 *)"rubbish", 7);
    assert_null(unpack(bytes->data, bytes->len, 100, &error));
    assert_error(error, ANDEL_ERROR_DATA, "something that is no gzip file follows");
}

/* 300 MB of one line in 300 kB. */
static void
a_file_made_to_fill_a_disk_is_refused(void **state)
{
    (void)state;
    enum { LENGTH = 300 << 20 };
    g_autofree char *text = g_malloc(LENGTH);
    g_autoptr(GError) error = NULL;

    memset(text, '\n', LENGTH);
    g_autoptr(GByteArray) packed = pack(text, LENGTH);
    g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(g_steal_pointer(&packed));
    g_autoptr(Source) source = source_unpack(source_of_bytes(bytes, "data.csv.gz"), &error);
    int64_t offset = 0, got;

    while ((got = source_read(source, offset, text, 1 << 20, &error)) > 0)
        offset += got;
    assert_error(error, ANDEL_ERROR_DATA, "unpacks to more than 500 times its size");
    assert_in_range(offset, 200 << 20, 257 << 20);
}

static gpointer
write_packed(gpointer data)
{
    int end = GPOINTER_TO_INT(data);

    for (size_t i = 0; i < sizeof packed_table; i++)
        g_assert(write(end, packed_table + i, 1) == 1);
    close(end);
    return NULL;
}

/* A pipe cannot go back to its first bytes, and has no hash. */
static void
standard_input_may_be_packed(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    int ends[2], before = dup(STDIN_FILENO);
    char text[32] = "";

    assert_int_equal(pipe(ends), 0);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    GThread *writer = g_thread_new("writer", write_packed, GINT_TO_POINTER(ends[1]));
    g_autoptr(Source) source = source_unpack(source_open("-", &error), &error);
    assert_no_error(error);
    assert_int_equal(source_read(source, 0, text, sizeof text, &error), 13);
    g_thread_join(writer);
    dup2(before, STDIN_FILENO);
    close(before);
    assert_string_equal(text, "id,y\n1,2\n3,4\n");
    assert_null(source_sha256(source));
    assert_false(source_seekable(source));
}

/* That of the file as it lies there, so that sha256sum gives it too. */
static void
the_hash_is_that_of_the_packed_file(void **state)
{
    (void)state;
    g_autoptr(GBytes) bytes = g_bytes_new_static(packed_table, sizeof packed_table);
    g_autoptr(Source) source = source_unpack(source_of_bytes(bytes, "a.csv.gz"), NULL);
    g_autofree char *expected = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);

    assert_string_equal(source_sha256(source), expected);
    assert_string_equal(source_name(source), "a.csv.gz");
    assert_int_equal(source_size(source), -1);
}

static void
a_name_may_end_in_gz(void **state)
{
    (void)state;
    assert_true(format_find("a.csv.gz") == format_find("a.csv"));
    assert_true(format_find("A.TSV.GZ") == format_find("a.tsv"));
    assert_null(format_find("a.gz"));
    assert_null(format_find(".gz"));
    assert_true(reader_packed("-"));
    assert_false(reader_packed("a.csv"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_packed_table_is_unpacked),
        cmocka_unit_test(what_is_not_packed_stays_as_it_is),
        cmocka_unit_test(members_one_after_the_other_are_one_file),
        cmocka_unit_test(a_changed_byte_is_noticed),
        cmocka_unit_test(a_file_that_is_cut_off_anywhere_is_noticed),
        cmocka_unit_test(something_else_behind_the_data_is_refused),
        cmocka_unit_test(a_file_made_to_fill_a_disk_is_refused),
        cmocka_unit_test(standard_input_may_be_packed),
        cmocka_unit_test(the_hash_is_that_of_the_packed_file),
        cmocka_unit_test(a_name_may_end_in_gz),
    };
    return cmocka_run_group_tests_name("gunzip", tests, NULL, NULL);
}
