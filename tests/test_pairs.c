/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/pairs.h"
#include "tests/check.h"

/* The array of 2^22 places holds more pairs than the first hash has room for: it grows with them.
 */
static void
many_pairs_keep_their_numbers_when_the_array_becomes_a_hash(void **state)
{
    (void)state;
    Pairs *pairs = pairs_new();
    uint32_t expected = 0;

    for (uint32_t a = 0; a < 3000; a++) /* 512 by 4096 places, then 512 by 8192 */
        for (uint32_t b = 0; b < 300; b += 7)
            assert_int_equal(pairs_number(pairs, b, a), expected++);
    for (uint32_t a = 3000; a < 9000; a++)
        assert_int_equal(pairs_number(pairs, 511, a), expected++);
    assert_int_equal(pairs_count(pairs), expected);
    assert_int_equal(pairs_number(pairs, 7, 2), 2 * 43 + 1);
    assert_int_equal(pairs_find(pairs, 511, 3000), 3000 * 43);
    assert_int_equal(pairs_find(pairs, 3, 3), PAIR_NONE);
    pairs_free(pairs);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_pairs_keep_their_numbers_when_the_array_becomes_a_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
