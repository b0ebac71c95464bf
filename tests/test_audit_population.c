/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/audit_population.h"
#include "datasets/error.h"
#include "tests/payments_files.h"

static const AuditColumns columns = { 0 };

static void
the_order_of_the_file_decides_nothing(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    g_autoptr(AuditPopulation) one = audit_population_read(
        payments_file(&files, "a.csv", "unit_id,book_value\nb,2\na,1\nc,-3\n"), &columns, NULL);
    g_autoptr(AuditPopulation) other = audit_population_read(
        payments_file(&files, "b.csv", "book_value,unit_id\n-3,c\n1,a\n2,b\n"), &columns, NULL);

    assert_string_equal(one->ids_sha256, other->ids_sha256);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(one->ids[i], other->ids[i]);
        assert_close(one->book[i], other->book[i], 0.0);
    }
    assert_close(one->book_total, 3.0, 0.0);
    assert_int_equal(one->n_not_positive, 1);
    /* printf 'a\nb\nc\n' | sha256sum */
    assert_string_equal(one->ids_sha256,
                        "880553fca8fcea94e325ee2cfb48e5a985cc797f39a14cc6d3cedecfeb2ae4d2");
    payments_files_free(&files);
}

/* printf %s p0001 | openssl dgst -sha256 -hmac 'a public seed' */
static void
chances_are_those_of_any_implementation_of_hmac(void **state)
{
    (void)state;
    assert_close(audit_chance("a public seed", "p0001"), 0.12869158471333242, 1e-15);
}

static void
items_that_cannot_be_told_apart_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *part;
    } cases[] = { { "unit_id,book_value\na,1\nb,2\na,3\n", "unit_id: 'a' stands in line" },
                  { "unit_id,book_value\na,1\n,2\n", "line 3, unit_id: missing" },
                  { "unit_id,book_value\na,1\nb,\n", "line 3, book_value: missing" },
                  { "unit_id,book_value\n", "there are no items" } };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        PaymentsFiles files = payments_files_new();
        g_autoptr(GError) error = NULL;

        assert_null(
            audit_population_read(payments_file(&files, "a.csv", cases[k].text), &columns, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[k].part);
        payments_files_free(&files);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_the_file_decides_nothing),
        cmocka_unit_test(chances_are_those_of_any_implementation_of_hmac),
        cmocka_unit_test(items_that_cannot_be_told_apart_are_refused),
    };
    return cmocka_run_group_tests_name("audit_population", tests, NULL, NULL);
}
