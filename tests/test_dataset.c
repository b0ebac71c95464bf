/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/dataset.h"
#include "tests/check.h"

static const char *const reasons[] = { "", "no answer", "refused" };

static void
blocks_become_one_dataset(void **state)
{
    (void)state;
    static const char *const levels[] = { "yes", "no", "perhaps" };
    static const uint32_t lines[] = { 2, 3, 7 };
    static const uint8_t missing[] = { 0, 2 };
    double first[] = { 1, 2 }, second[] = { 3, NAN };
    int32_t early[] = { 0, 1 }, late[] = { 2, 0 };
    Column columns[] = {
        { .name = "x", .number = first, .reasons = reasons, .n_reasons = 3 },
        { .name = "q",
          .type = COLUMN_CATEGORY,
          .code = early,
          .levels = levels,
          .n_levels = 2,
          .level_line = lines,
          .reasons = reasons,
          .n_reasons = 2 },
    };
    Dataset block = { .n_rows = 2, .n_columns = 2, .columns = columns };
    g_autoptr(Dataset) dataset = dataset_new();

    dataset_append(dataset, &block);
    columns[0].number = second;
    columns[0].missing = missing;
    columns[1].code = late;
    columns[1].n_levels = 3;
    block.first_row = 2;
    dataset_append(dataset, &block);

    assert_int_equal(dataset->n_rows, 4);
    const Column *x = dataset_find(dataset, "x", READ_NUMBER);
    assert_close(x->number[1], 2.0, 0.0);
    assert_close(x->number[2], 3.0, 0.0);
    assert_true(isnan(x->number[3]));
    assert_int_equal(x->missing[0], 0);
    assert_int_equal(x->missing[3], 2);
    assert_string_equal(x->reasons[2], "refused");
    const Column *q = dataset_find(dataset, "q", READ_EITHER);
    assert_int_equal(q->n_levels, 3);
    assert_string_equal(q->levels[q->code[2]], "perhaps");
    assert_int_equal(q->level_line[2], 7);
    assert_null(q->missing);
    assert_null(dataset_find(dataset, "q", READ_NUMBER));
    assert_null(dataset_find(dataset, "z", READ_EITHER));
}

static void
a_column_without_values_may_become_a_category(void **state)
{
    (void)state;
    static const char *const levels[] = { "late" };
    static const uint8_t missing[] = { 1, 1 };
    double nothing[] = { NAN, NAN };
    int32_t codes[] = { 0, -1 };
    Column column = {
        .name = "q", .number = nothing, .missing = missing, .reasons = reasons, .n_reasons = 2
    };
    Dataset block = { .n_rows = 2, .n_columns = 1, .columns = &column };
    g_autoptr(Dataset) dataset = dataset_new();

    dataset_append(dataset, &block);
    column.type = COLUMN_CATEGORY;
    column.code = codes;
    column.levels = levels;
    column.n_levels = 1;
    column.missing = missing;
    dataset_append(dataset, &block);

    const Column *q = dataset_find(dataset, "q", READ_CATEGORY);
    assert_non_null(q);
    assert_int_equal(q->code[0], -1);
    assert_int_equal(q->code[1], -1);
    assert_int_equal(q->code[2], 0);
    assert_string_equal(q->levels[0], "late");
}

static void
an_empty_block_still_has_columns(void **state)
{
    (void)state;
    Column column = { .name = "x", .reasons = reasons, .n_reasons = 2 };
    Dataset block = { .n_columns = 1, .columns = &column };
    g_autoptr(Dataset) dataset = dataset_new();

    dataset_append(dataset, &block);
    assert_int_equal(dataset->n_rows, 0);
    assert_non_null(dataset_find(dataset, "x", READ_NUMBER));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_become_one_dataset),
        cmocka_unit_test(a_column_without_values_may_become_a_category),
        cmocka_unit_test(an_empty_block_still_has_columns),
    };
    return cmocka_run_group_tests_name("dataset", tests, NULL, NULL);
}
