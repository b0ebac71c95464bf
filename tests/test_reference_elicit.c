/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every case of tests/reference/elicitation.json: sums of what experts believe. */
#include "analysis/elicit.h"
#include "tests/check.h"

#include <jansson.h>

enum { DRAWS = 100000, MOST_ITEMS = 8, MOST_QUANTILES = 16 };

static const char *
text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static double
number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

/* The beliefs of one item. The caller owns the array. */
static GArray *
beliefs_of(const json_t *experts)
{
    GArray *beliefs = g_array_new(FALSE, TRUE, sizeof(Belief));
    const json_t *expert;
    size_t k;

    json_array_foreach (experts, k, expert) {
        Belief belief = { .low = number(expert, "min"),
                          .likely = number(expert, "mode"),
                          .high = number(expert, "max"),
                          .probability = 1.0,
                          .weight = number(expert, "weight") };
        bool pert = strcmp(text(expert, "dist"), "pert") == 0;

        belief.fitted =
            elicit_fit(&belief, pert ? FIT_PERT : FIT_TRIANGULAR, number(expert, "lambda"), 1.0);
        g_array_append_val(beliefs, belief);
    }
    return beliefs;
}

static void
compare_quantiles(const json_t *expect, const double *quantiles)
{
    const json_t *of;
    size_t k;

    json_array_foreach (expect, k, of) {
        double p = number(of, "p");
        double chance = 5.0 * sqrt(p * (1.0 - p) / DRAWS) / number(of, "density");
        double tolerance = fmax(10.0 * number(of, "numeric_error"), chance);

        if (fabs(quantiles[k] - number(of, "value")) > tolerance)
            fail_msg("quantile %g is %.9g, expected %.9g within %g", p, quantiles[k],
                     number(of, "value"), tolerance);
    }
}

static void
run_case(const json_t *of)
{
    const json_t *input = json_object_get(of, "input"), *expect = json_object_get(of, "expect");
    const json_t *wanted = json_object_get(expect, "items"), *item;
    ElicitItem items[MOST_ITEMS];
    GArray *beliefs[MOST_ITEMS];
    double p[MOST_QUANTILES], quantiles[MOST_QUANTILES], mean, sd;
    const ElicitSum how = { .one_expert = strcmp(text(input, "pool"), "per sum") == 0,
                            .draws = DRAWS,
                            .seed = 1 };
    size_t n = json_array_size(json_object_get(input, "items")), k;
    size_t n_p = json_array_size(json_object_get(expect, "quantiles"));

    assert_true(n <= MOST_ITEMS && n_p <= MOST_QUANTILES);
    json_array_foreach (json_object_get(input, "items"), k, item) {
        beliefs[k] = beliefs_of(json_object_get(item, "experts"));
        items[k] = (ElicitItem){ (const Belief *)(gpointer)beliefs[k]->data, beliefs[k]->len,
                                 number(item, "times") };
        /* the item alone */
        elicit_sum(&items[k], 1, &how, NULL, 0, NULL, &mean, &sd);
        assert_close(mean, number(json_array_get(wanted, k), "mean"), 1e-12);
        assert_close(sd * sd, number(json_array_get(wanted, k), "variance"), 1e-12);
    }
    for (k = 0; k < n_p; k++)
        p[k] = number(json_array_get(json_object_get(expect, "quantiles"), k), "p");
    elicit_sum(items, n, &how, p, n_p, quantiles, &mean, &sd);
    assert_close(mean, number(expect, "mean"), 1e-12);
    assert_close(sd * sd, number(expect, "variance"), 1e-12);
    compare_quantiles(json_object_get(expect, "quantiles"), quantiles);
    for (k = 0; k < n; k++) {
        for (guint b = 0; b < beliefs[k]->len; b++)
            distribution_free(g_array_index(beliefs[k], Belief, b).fitted);
        g_array_unref(beliefs[k]);
    }
}

static void
every_sum_of_the_reference_is_met(void **state)
{
    (void)state;
    json_t *file = json_load_file("tests/reference/elicitation.json", 0, NULL);
    const json_t *of;
    size_t k;

    assert_non_null(file);
    assert_int_equal(json_array_size(json_object_get(file, "cases")), 6);
    json_array_foreach (json_object_get(file, "cases"), k, of)
        run_case(of);
    json_decref(file);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sum_of_the_reference_is_met),
    };
    return cmocka_run_group_tests_name("reference_elicit", tests, NULL, NULL);
}
