/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/allocation.h"
#include "tests/check.h"

static const AllocationStratum three[] = { { 8000.0, 50.0, 1.0, 80000.0 },
                                           { 1500.0, 300.0, 4.0, 90000.0 },
                                           { 200.0, 2000.0, 16.0, 400000.0 } };

/* N S is 400 000, 450 000 and 400 000 of 1 250 000. */
static void
neyman_shares_by_the_product_of_size_and_spread(void **state)
{
    (void)state;
    int64_t sizes[3];

    allocate(ALLOCATION_NEYMAN, three, 3, 300, 0, 0.5, sizes);
    assert_int_equal(sizes[0], 96);
    assert_int_equal(sizes[1], 108);
    assert_int_equal(sizes[2], 96);
}

/* 256 of 200 is not to be had: the stratum is taken whole, and 600 are left for 400 to 450. */
static void
a_stratum_is_never_given_more_than_it_holds(void **state)
{
    (void)state;
    int64_t sizes[3];

    allocate(ALLOCATION_NEYMAN, three, 3, 800, 0, 0.5, sizes);
    assert_int_equal(sizes[0], 282);
    assert_int_equal(sizes[1], 318);
    assert_int_equal(sizes[2], 200);
}

static void
each_rule_sums_to_the_sample_and_keeps_the_least(void **state)
{
    (void)state;
    for (int rule = 0; rule < N_ALLOCATIONS; rule++)
        for (int64_t n = 20; n <= 9700; n += 97) {
            int64_t sizes[3], sum = 0;

            allocate((AllocationRule)rule, three, 3, n, 5, 0.5, sizes);
            for (int h = 0; h < 3; h++) {
                sum += sizes[h];
                assert_in_range(sizes[h], 5, (int64_t)three[h].population);
            }
            assert_int_equal(sum, n);
        }
}

/* N S / sqrt(cost): 400 000, 225 000 and 100 000 of 725 000. */
static void
dear_strata_get_less(void **state)
{
    (void)state;
    int64_t sizes[3];

    allocate(ALLOCATION_COST, three, 3, 725, 0, 0.5, sizes);
    assert_int_equal(sizes[0], 400);
    assert_int_equal(sizes[1], 225);
    assert_int_equal(sizes[2], 100);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neyman_shares_by_the_product_of_size_and_spread),
        cmocka_unit_test(a_stratum_is_never_given_more_than_it_holds),
        cmocka_unit_test(each_rule_sums_to_the_sample_and_keeps_the_least),
        cmocka_unit_test(dear_strata_get_less),
    };
    return cmocka_run_group_tests_name("allocation", tests, NULL, NULL);
}
