/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/slab.h"
#include "datasets/bulk.h"
#include "tests/check.h"

/* 200,000 rows of 24 bytes are 13 chunks, the last of 2.4 MB, which is of large pages. */
static void
rows_stay_where_they_are_and_begin_as_zeros(void **state)
{
    (void)state;
    enum { N = 200000 };
    g_autoptr(Slab) slab = slab_new(3 * sizeof(double));
    const double *first = NULL;

    for (size_t k = 0; k < N; k++) {
        slab_grow(slab, k + 1);
        double *row = slab_row(slab, k);

        assert_true(row[0] == 0.0 && row[1] == 0.0 && row[2] == 0.0);
        row[0] = (double)k;
        row[2] = -(double)k;
        if (k == 0)
            first = row;
    }
    assert_true(slab_row(slab, 0) == first);
    g_autoptr(Slab) copy = slab_copy(slab);
    for (size_t k = 0; k < N; k++) {
        const double *row = slab_row(slab, k), *copied = slab_row(copy, k);

        assert_true(row[0] == (double)k && row[1] == 0.0 && row[2] == -(double)k);
        assert_true(copied != row && copied[0] == row[0] && copied[2] == row[2]);
    }
}

static void
a_slab_only_grows(void **state)
{
    (void)state;
    g_autoptr(Slab) slab = slab_new(8);

    slab_grow(slab, 10);
    slab_grow(slab, 3);
    assert_int_equal(slab->n_rows, 10);
}

/* Below and above the size from which large pages are asked for. */
static void
bulk_arrays_are_zeros_of_any_size(void **state)
{
    (void)state;
    static const size_t sizes[] = { 0, 1, 4096, (2 << 20) - 1, 2 << 20, (5 << 20) + 3 };

    for (size_t k = 0; k < G_N_ELEMENTS(sizes); k++) {
        bulk_auto char *array = bulk_new0(sizes[k], 1);
        size_t n_other = 0;

        assert_int_equal((uintptr_t)array % 64, 0);
        for (size_t i = 0; i < sizes[k]; i++)
            n_other += array[i] != 0;
        assert_int_equal(n_other, 0);
        memset(array, 1, sizes[k]);
    }
    bulk_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stay_where_they_are_and_begin_as_zeros),
        cmocka_unit_test(a_slab_only_grows),
        cmocka_unit_test(bulk_arrays_are_zeros_of_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
