/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/random.h"
#include "tests/check.h"

#include <stdbool.h>

/* Random123 1.14, kat_vectors: philox4x32 10, key 0, counter 0 gives 6627e8d5 e169c58d bc57ac4c
 * 9b00dbd8. */
static void
the_generator_gives_its_known_answer(void **state)
{
    (void)state;
    RandomStream zero = { { 0, 0 }, { 0, 0 } };
    double expected = ((double)(UINT64_C(0x6627e8d5e169c58d) >> 12) + 0.5) / 4503599627370496.0;

    assert_close(random_uniform(&zero, 0), expected, 0.0);
}

static void
draws_by_the_block_are_those_one_by_one(void **state)
{
    (void)state;
    RandomStream stream = random_stream(7, "minutes");
    static const uint64_t firsts[] = { 0, 5, (UINT64_C(1) << 32) - 9, UINT64_C(1) << 40 };
    double block[83];

    for (size_t i = 0; i < G_N_ELEMENTS(firsts); i++)
        for (size_t n = 0; n <= G_N_ELEMENTS(block); n += 1 + n / 3) {
            random_uniforms(&stream, firsts[i], n, block);
            for (size_t j = 0; j < n; j++)
                assert_close(block[j], random_uniform(&stream, firsts[i] + j), 0.0);
        }
}

static void
a_draw_depends_on_seed_name_and_number_alone(void **state)
{
    (void)state;
    RandomStream a = random_stream(1, "minutes"), b = random_stream(1, "cases");
    RandomStream c = random_stream(2, "minutes"),
                 d = random_stream(UINT64_C(1) << 32 | 1, "minutes");
    double later = random_uniform(&a, 1000000);

    for (uint64_t j = 0; j < 100; j++)
        random_uniform(&a, j);
    assert_close(random_uniform(&a, 1000000), later, 0.0);
    assert_true(random_uniform(&a, 0) != random_uniform(&b, 0));
    assert_true(random_uniform(&a, 0) != random_uniform(&c, 0));
    assert_true(random_uniform(&a, 0) != random_uniform(&d, 0));
    assert_true(random_uniform(&a, 0) != random_uniform(&a, UINT64_C(1) << 32));
}

/* Mean 1/2, variance 1/12, each within five standard errors; neighbours uncorrelated. */
static void
the_draws_are_uniform(void **state)
{
    (void)state;
    RandomStream stream = random_stream(7, "x");
    double n = 100000.0, sum = 0.0, square = 0.0, next = 0.0;

    for (uint64_t j = 0; j < 100000; j++) {
        double u = random_uniform(&stream, j) - 0.5;

        assert_true(u > -0.5 && u < 0.5);
        sum += u;
        square += u * u;
        next += u * (random_uniform(&stream, j + 1) - 0.5);
    }
    assert_true(fabs(sum / n) < 5.0 * sqrt(1.0 / 12.0 / n));
    assert_true(fabs(square / n - 1.0 / 12.0) < 5.0 * sqrt(1.0 / 180.0 / n));
    assert_true(fabs(next / n) < 5.0 / 12.0 / sqrt(n));
}

static void
a_random_order_has_each_number_once(void **state)
{
    (void)state;
    const uint64_t sizes[] = { 1, 2, 3, 4, 5, 16, 17, 1000, 4097 };

    for (size_t s = 0; s < G_N_ELEMENTS(sizes); s++) {
        g_autofree bool *seen = g_new0(bool, sizes[s]);
        RandomStream stream = random_stream(sizes[s], "order");
        uint64_t fixed = 0;

        for (uint64_t i = 0; i < sizes[s]; i++) {
            uint64_t at = random_permuted(&stream, i, sizes[s]);

            assert_true(at < sizes[s] && !seen[at]);
            seen[at] = true;
            fixed += at == i;
        }
        assert_true(sizes[s] < 1000 || fixed < 10);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_generator_gives_its_known_answer),
        cmocka_unit_test(draws_by_the_block_are_those_one_by_one),
        cmocka_unit_test(a_draw_depends_on_seed_name_and_number_alone),
        cmocka_unit_test(the_draws_are_uniform),
        cmocka_unit_test(a_random_order_has_each_number_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
