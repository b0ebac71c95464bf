/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values far from 0, and one that stands first and far from all others, cost no digits. */
#include "tests/ask.h"

/* Three domains: one value of 10^12 before all others, some below 10, some near 10^9. */
static const char far[] = "stratum,psu,weight,x,domain\n"
                          "n,1,2,1000000000000,a\n"
                          "n,1,1,3,b\n"
                          "n,2,3,8,b\n"
                          "n,2,1,5,b\n"
                          "n,3,2,4,b\n"
                          "n,3,2,9,b\n"
                          "s,1,1,1000000007,c\n"
                          "s,1,4,1000000002,c\n"
                          "s,2,2,1000000001,c\n"
                          "s,2,2,1000000005,c\n"
                          "s,3,5,1000000003,c\n"
                          "s,3,1,1000000004,c\n";

/* Worked out in fractions (Python 3.11), roots with 50 digits. */
static const struct {
    bool clustered, strata;
    const char *domain;
    double mean, mean_se, total, total_se;
} expected[] = {
    { 0, 0, "a", 1000000000000, 0, 2000000000000, 2000000000000 },
    { 0, 0, "b", 6.4444444444444446, 1.0746737750708153, 58, 27.980512699182103 },
    { 0, 0, "c", 1000000003.0666667, 0.56864893929525284, 15000000046, 5931426334.8862238 },
    { 0, 1, "a", 1000000000000, 0, 2000000000000, 2000000000000 },
    { 0, 1, "b", 6.4444444444444446, 1.1271273641906903, 58, 22.908513701242164 },
    { 0, 1, "c", 1000000003.0666667, 0.5964040390354326, 15000000046, 4024922367.5494661 },
    { 1, 1, "a", 1000000000000, 0, 2000000000000, 2000000000000 },
    { 1, 1, "b", 6.4444444444444446, 0.64256857677398049, 58, 24.637369989509839 },
    { 1, 1, "c", 1000000003.0666667, 0.060123330037638589, 15000000046, 1732050813.6310551 },
};

static void
errors_keep_their_digits_in_every_domain(void **state)
{
    (void)state;
    static const char *const strata[] = { "stratum", NULL }, *const psu[] = { "psu", NULL };
    static const char *const expressions[] = { "mean(x)", "total(x)", NULL };
    static const char *const by[] = { "domain", NULL };
    const QueryOptions options = { .level = 0.95, .by = by };

    for (size_t k = 0; k < G_N_ELEMENTS(expected); k++) {
        const DesignSpec design = { .weight = "weight",
                                    .strata = expected[k].strata ? strata : NULL,
                                    .psu = expected[k].clustered ? psu : NULL,
                                    .nest = true };
        size_t domain = (size_t)(*expected[k].domain - 'a');
        g_autoptr(GError) error = NULL;
        g_autoptr(Query) query =
            run_query(far, &design, query_estimate(expressions, &options, &error), &error);

        assert_no_error(error);
        const Estimate *mean = query_estimates(query)->rows + domain, *total = mean + 3;
        assert_string_equal(mean->by[0], expected[k].domain);
        assert_close(mean->value / expected[k].mean, 1.0, 1e-15);
        assert_close(mean->se, expected[k].mean_se, 1e-12);
        assert_close(total->value / expected[k].total, 1.0, 1e-15);
        assert_close(total->se / expected[k].total_se, 1.0, 1e-12);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_keep_their_digits_in_every_domain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
