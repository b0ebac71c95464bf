/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/sha256.h"
#include "tests/check.h"

static char *
hash_of(const char *text, size_t length, size_t step)
{
    g_autoptr(Sha256) hash = sha256_new();

    for (size_t i = 0; i < length; i += step)
        sha256_add(hash, text + i, MIN(step, length - i));
    return sha256_text(hash);
}

/* FIPS 180-2, appendix B, and the empty message of the NIST examples. */
static void
the_examples_of_the_standard_hold(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *hash = hash_of(cases[i][0], strlen(cases[i][0]), 64);
        assert_string_equal(hash, cases[i][1]);
    }
    g_autofree char *many = g_strnfill(1000000, 'a');
    g_autofree char *hash = hash_of(many, 1000000, 4096);
    assert_string_equal(hash, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* An independent implementation, at every length around the ends of blocks and in any pieces. */
static void
it_agrees_with_glib_however_the_bytes_come(void **state)
{
    (void)state;
    char text[300];

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 37 + 11);
    for (size_t length = 0; length < sizeof text; length++) {
        g_autofree char *expected =
            g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)text, length);

        for (size_t step = 1; step < 140; step += 23) {
            g_autofree char *hash = hash_of(text, length, step);
            assert_string_equal(hash, expected);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_standard_hold),
        cmocka_unit_test(it_agrees_with_glib_however_the_bytes_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
