/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/elicit.h"
#include "analysis/elicit_total.h"
#include "datasets/error.h"
#include "tests/payments_files.h"

static const ElicitOptions usual = { .fit = FIT_TRIANGULAR, .lambda = 4.0 };

static Belief
belief_of(double low, double likely, double high, double probability, ElicitFit fit)
{
    Belief belief = {
        .low = low, .likely = likely, .high = high, .probability = probability, .weight = 1.0
    };

    belief.fitted = elicit_fit(&belief, fit, 4.0, 1.0);
    return belief;
}

/* 5, 10 and 20 as limits: by hand 5 + sqrt(.05 * 15 * 5) and 20 - sqrt(.05 * 15 * 10). */
static void
limits_are_limits_and_quantiles_are_quantiles(void **state)
{
    (void)state;
    Belief triangular = belief_of(5, 10, 20, 1.0, FIT_TRIANGULAR);
    Belief pert = belief_of(5, 10, 20, 1.0, FIT_PERT);

    assert_close(distribution_quantile(triangular.fitted, 0.05), 5 + sqrt(3.75), 1e-12);
    assert_close(distribution_quantile(triangular.fitted, 0.95), 20 - sqrt(7.5), 1e-12);
    assert_close(distribution_quantile(pert.fitted, 0.05), 6.64, 1e-3); /* R qbeta */
    assert_close(distribution_quantile(pert.fitted, 0.95), 15.70, 1e-3);
    distribution_free(triangular.fitted);
    distribution_free(pert.fitted);
    for (int fit = 0; fit <= FIT_LOGNORMAL; fit++) {
        bool share = fit == FIT_BETA;
        Belief belief = share ? belief_of(0.05, 0.1, 0.2, 0.8, FIT_BETA)
                              : belief_of(5, 10, 20, 0.8, (ElicitFit)fit);

        assert_close(distribution_cdf(belief.fitted, belief.high) -
                         distribution_cdf(belief.fitted, belief.low),
                     0.8, 1e-9);
        if (!share) {
            assert_close(distribution_quantile(belief.fitted, 0.1), 5.0, 1e-8);
            assert_close(distribution_quantile(belief.fitted, 0.9), 20.0, 1e-8);
        }
        distribution_free(belief.fitted);
    }
    assert_null(belief_of(0, 10, 20, 0.8, FIT_LOGNORMAL).fitted);
    assert_null(belief_of(0.1, 0.2, 0.3, 1.0, FIT_BETA).fitted);
    assert_null(belief_of(0.1, 0.2, 1.3, 0.8, FIT_BETA).fitted);
}

/* Worked out in R: 5, 10, 20 and 2, 6, 12, triangular. The log pool's density is the root of the
 * product of two triangles on 5 to 12. */
static void
three_pools_of_two_experts_agree_with_r(void **state)
{
    (void)state;
    Belief beliefs[] = { belief_of(5, 10, 20, 1.0, FIT_TRIANGULAR),
                         belief_of(2, 6, 12, 1.0, FIT_TRIANGULAR) };
    beliefs[0].weight = beliefs[1].weight = 0.5;
    Believed linear = elicit_pool(beliefs, 2, POOL_LINEAR);
    Believed quantile = elicit_pool(beliefs, 2, POOL_QUANTILE);
    Believed narrow = elicit_pool(beliefs, 2, POOL_LOG);

    assert_close(linear.mean, 55.0 / 6.0, 1e-12);
    assert_close(quantile.mean, linear.mean, 1e-12);
    assert_close(linear.p5, 4.00, 1e-3);
    assert_close(linear.p95, 16.13, 1e-3);
    assert_close(quantile.p5, 5.18, 1e-3);
    assert_close(quantile.p95, 13.76, 1e-3);
    assert_close(narrow.mean, 8.452740716, 1e-5);
    assert_close(narrow.sd, 1.703872729, 1e-5);
    assert_close(narrow.p5, 5.723360025, 1e-5);
    assert_close(narrow.p95, 11.227808724, 1e-5);
    assert_true(narrow.sd < quantile.sd && quantile.sd < linear.sd);
    distribution_free(beliefs[0].fitted);
    distribution_free(beliefs[1].fitted);
}

static void
experts_with_nothing_in_common_have_no_logarithmic_pool(void **state)
{
    (void)state;
    Belief beliefs[] = { belief_of(1, 2, 3, 1.0, FIT_TRIANGULAR),
                         belief_of(5, 6, 7, 1.0, FIT_TRIANGULAR) };
    beliefs[0].weight = beliefs[1].weight = 0.5;

    assert_true(isnan(elicit_pool(beliefs, 2, POOL_LOG).mean));
    /* between 3 and 5 nothing is believed; half of the linear pool lies on either side */
    double middle = elicit_pool(beliefs, 2, POOL_LINEAR).p50;
    assert_true(middle > 3.0 - 1e-6 && middle < 5.0 + 1e-6);
    distribution_free(beliefs[0].fitted);
    distribution_free(beliefs[1].fitted);
}

/* With correlation 1 quantiles add up; with less the sum is narrower. */
static void
correlation_widens_a_sum(void **state)
{
    (void)state;
    Belief one = belief_of(0, 1, 2, 1.0, FIT_TRIANGULAR);
    const ElicitItem items[] = { { &one, 1, 1.0 }, { &one, 1, 1.0 } };
    static const double p[] = { 0.05, 0.95 };
    double last = 0.0;

    for (int k = 0; k < 3; k++) {
        const ElicitSum how = { .correlation = k / 2.0, .draws = 100000, .seed = 1 };
        double quantiles[2], mean, sd;

        elicit_sum(items, 2, &how, p, 2, quantiles, &mean, &sd);
        assert_close(mean, 2.0, 1e-12);
        assert_true(sd > last);
        last = sd;
        if (k == 0)
            assert_close(sd, sqrt(2.0 / 6.0), 1e-12);
        if (k == 2) {
            assert_close(sd, 2.0 / sqrt(6.0), 5e-3);
            assert_close(quantiles[1], 2.0 * distribution_quantile(one.fitted, 0.95), 5e-3);
        }
    }
    distribution_free(one.fitted);
}

/* Adding lows to lows and highs to highs is what a correlation of 1 between the pools says. */
static void
with_correlation_one_the_quantiles_of_the_pools_add_up(void **state)
{
    (void)state;
    Belief a[] = { belief_of(5, 10, 20, 1.0, FIT_TRIANGULAR),
                   belief_of(2, 6, 12, 1.0, FIT_TRIANGULAR) };
    Belief b[] = { belief_of(1, 2, 4, 1.0, FIT_TRIANGULAR), belief_of(0, 1, 9, 1.0, FIT_PERT) };
    const ElicitItem items[] = { { a, 2, 1.0 }, { b, 2, 1.0 } };
    const ElicitSum how = { .correlation = 1.0, .draws = 200000, .seed = 1 };
    static const double p[] = { 0.05, 0.5, 0.95 };
    double quantiles[3], mean, sd;

    a[0].weight = a[1].weight = b[0].weight = b[1].weight = 0.5;
    elicit_sum(items, 2, &how, p, 3, quantiles, &mean, &sd);
    for (int k = 0; k < 3; k++)
        assert_close(quantiles[k], elicit_quantile(a, 2, p[k]) + elicit_quantile(b, 2, p[k]), 5e-3);
    for (int k = 0; k < 2; k++) {
        distribution_free(a[k].fitted);
        distribution_free(b[k].fitted);
    }
}

static void
rounds_weights_and_questions_are_read(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    Input *input = payments_file(&files, "e.csv",
                                 "round,expert_id,quantity_id,unit,low,likely,high,weight\n"
                                 "1,a,x,percent,1,2,9,1\n2,a,x,percent,1,2,3,3\n"
                                 "2,b,x,percent,2,3,4,1\n");
    Input *questions = payments_file(
        &files, "q.csv", "quantity_id,text,denominator,sum_group\nx,How much?,outlay,all\n");
    g_autoptr(GError) error = NULL;
    g_autoptr(Elicitation) elicitation = elicit_read(input, questions, &usual, &error);

    assert_no_error(error);
    assert_int_equal(elicitation->round, 2);
    const Elicited *x = g_ptr_array_index(elicitation->quantities, 0);
    assert_int_equal(x->beliefs->len, 2);
    assert_close(g_array_index(x->beliefs, Belief, 0).weight, 0.75, 1e-15);
    assert_string_equal(x->text, "How much?");
    payments_files_free(&files);
}

static void
beliefs_that_cannot_be_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *part;
    } cases[] = {
        { "expert_id,quantity_id,low,likely,high\na,x,3,2,9\n", "line 2, likely: 3, 2 and 9" },
        { "expert_id,quantity_id,low,likely,high\na,x,3,,9\n", "line 2, likely" },
        { "expert_id,quantity_id,low,likely,high,range_prob\na,x,1,2,3,1.2\n",
          "line 2, range_prob: 1.2" },
        { "expert_id,quantity_id,low,likely,high\na,x,1,2,3\na,x,1,2,4\n",
          "line 3, expert_id: 'a' has answered 'x'" },
        { "expert_id,quantity_id,unit,low,likely,high\na,x,sek,1,2,3\nb,x,percent,1,2,4\n",
          "line 3, unit: 'percent', but 'sek'" },
        { "expert_id,quantity_id,low,likely,high,weight\na,x,1,2,3,0\n", "are all 0" },
        { "expert_id,quantity_id,low,likely,high\n", "nobody answered" },
    };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        PaymentsFiles files = payments_files_new();
        g_autoptr(GError) error = NULL;

        assert_null(
            elicit_read(payments_file(&files, "e.csv", cases[k].text), NULL, &usual, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[k].part);
        payments_files_free(&files);
    }
}

/* 2, 5 and 11 with 80 per cent; parameters by optim() of R 4.2.2 on the same sums of squares. */
static void
least_squares_on_the_distribution_function_agree_with_r(void **state)
{
    (void)state;
    static const struct {
        ElicitFit fit;
        double first, second; /* location or log shape, log scale or log rate */
    } expected[] = {
        { FIT_NORMAL, 5.2837499823, 1.1244276085 },
        { FIT_STUDENT, 5.101534295, 0.805322221 },
        { FIT_GAMMA, 0.94054587614, -0.81912127459 },
        { FIT_LOG_STUDENT, 1.60101145336, -0.66023266910 },
        { FIT_MIRROR_GAMMA, 6.9264707704, 2.3748634223 },
        { FIT_MIRROR_LOGNORMAL, 4.5516897180, -3.4982373888 },
        { FIT_BEST, 0.94054587614, -0.81912127459 }, /* gamma has the least but log-t's */
    };

    for (size_t k = 0; k < G_N_ELEMENTS(expected); k++) {
        Belief belief = { .low = 2, .likely = 5, .high = 11, .probability = 0.8, .weight = 1.0 };
        g_autoptr(Distribution) d = elicit_fit(&belief, expected[k].fit, 4.0, 100.0);
        bool shapes = d->family == FAMILY_GAMMA || d->family == FAMILY_BETA;

        assert_close(shapes ? log(d->first) : d->location, expected[k].first, 1e-5);
        assert_close(log(shapes ? d->second : d->scale), expected[k].second, 1e-4);
        for (double p = 0.05; p < 1.0; p += 0.15)
            assert_close(distribution_cdf(d, distribution_quantile(d, p)), p, 1e-9);
    }
    Belief belief = { .low = 2, .likely = 5, .high = 11, .probability = 0.8, .weight = 1.0 };
    g_autoptr(Distribution) skew = elicit_fit(&belief, FIT_SKEW_NORMAL, 4.0, 100.0);
    double at_five = distribution_cdf(skew, 5.0), sum = 0.0;
    assert_close(at_five, 0.5, 0.02);
    for (double x = -20.0; x < 5.0; x += 0.001) /* the density integrates to the distribution */
        sum += distribution_density(skew, x + 0.0005) * 0.001;
    assert_close(sum, at_five, 1e-4);
    belief.low = -1.0;
    assert_null(elicit_fit(&belief, FIT_GAMMA, 4.0, 100.0)); /* it lies above 0 */
    belief.probability = 1.0;
    assert_null(elicit_fit(&belief, FIT_NORMAL, 4.0, 100.0));
}

/* Read with the total that was asked for. ERROR as elicit_read(). */
static Elicitation *
read_total(const char *beliefs, const char *questions, PaymentsFiles *files, GError **error)
{
    return elicit_read(payments_file(files, "experts.csv", beliefs),
                       payments_file(files, "questions.csv", questions), &usual, error);
}

/* Means of triangles by hand: 10 and 8 make 9 of the total; 35/3 and 20/3 make 55/6 of x; 7/3, 1
 * and 1 make 13/9 of y. */
static void
a_total_is_held_against_its_parts_and_scales_them(void **state)
{
    (void)state;
    PaymentsFiles files = payments_files_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Elicitation) elicitation = read_total(
        "expert_id,quantity_id,low,likely,high\na,all,6,9,15\nb,all,4,8,12\n"
        "a,x,5,10,20\nb,x,2,6,12\na,y,1,2,4\nb,y,0,1,2\nc,y,0,1,2\n",
        "quantity_id,sum_group,total_of\nall,,errors\nx,errors,\ny,errors,\n", &files, &error);
    assert_no_error(error);
    const Elicited *total = elicit_total(elicitation, "errors");

    assert_string_equal(total->id, "all");
    assert_null(elicit_total(elicitation, "other"));
    assert_close(elicit_total_factor(elicitation, total), 9.0 / (55.0 / 6.0 + 13.0 / 9.0), 1e-12);
    assert_close(elicit_likely_sum(elicitation, "errors", "a"), 12.0, 1e-15);
    assert_close(elicit_likely_sum(elicitation, "errors", "b"), 7.0, 1e-15);
    assert_true(isnan(elicit_likely_sum(elicitation, "errors", "c")));
    payments_files_free(&files);
}

static void
totals_of_nothing_of_themselves_or_in_another_unit_are_refused(void **state)
{
    (void)state;
    static const char beliefs[] = "expert_id,quantity_id,unit,low,likely,high\na,all,sek,6,9,15\n"
                                  "a,x,percent,5,10,20\na,y,percent,1,2,4\n";
    static const struct {
        const char *questions, *part;
    } cases[] = {
        { "quantity_id,sum_group,total_of\nall,,errors\nx,errors,\ny,errors,\n",
          "questions.csv: line 2, total_of: 'all' is in sek and its part 'x' in percent" },
        { "quantity_id,sum_group,total_of\nall,,\nx,errors,\ny,errors,errors\n",
          "line 4, total_of: 'y' is a total and in the sum_group 'errors'" },
        { "quantity_id,sum_group,total_of\nall,,\nx,,\ny,,errors\n",
          "line 4, total_of: no quantity with answers has the sum_group 'errors'" },
        { "quantity_id,sum_group,total_of\nall,,e\nx,,e\ny,e,\n",
          "line 2, total_of: 'all' and 'x' are both totals of 'e'" },
    };

    for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
        PaymentsFiles files = payments_files_new();
        g_autoptr(GError) error = NULL;

        assert_null(read_total(beliefs, cases[k].questions, &files, &error));
        assert_error(error, ANDEL_ERROR_DATA, cases[k].part);
        payments_files_free(&files);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_are_limits_and_quantiles_are_quantiles),
        cmocka_unit_test(three_pools_of_two_experts_agree_with_r),
        cmocka_unit_test(experts_with_nothing_in_common_have_no_logarithmic_pool),
        cmocka_unit_test(correlation_widens_a_sum),
        cmocka_unit_test(with_correlation_one_the_quantiles_of_the_pools_add_up),
        cmocka_unit_test(rounds_weights_and_questions_are_read),
        cmocka_unit_test(beliefs_that_cannot_be_are_refused),
        cmocka_unit_test(least_squares_on_the_distribution_function_agree_with_r),
        cmocka_unit_test(a_total_is_held_against_its_parts_and_scales_them),
        cmocka_unit_test(totals_of_nothing_of_themselves_or_in_another_unit_are_refused),
    };
    return cmocka_run_group_tests_name("elicit", tests, NULL, NULL);
}
