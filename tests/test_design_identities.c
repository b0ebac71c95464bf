/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must not change an answer: designs that say the same in other words. */
#include "tests/ask.h"

enum { STRATA = 4, PSUS = 3, ROWS = 5 };

/* A made sample: strata of three PSUs of five rows. */
typedef struct {
    double weight_times; /* all weights times this */
    bool backwards;      /* rows in the opposite order */
    bool relabelled;     /* strata under other names, in another order */
    bool certain;        /* with a further stratum that was taken whole */
} Sample;

static char *
sample_csv(const Sample *sample)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    GString *csv = g_string_new("h,c,u,w,n,m,y,x,g\n");
    static const char *const names[] = { "9", "a", "b", "10", "z" };
    int n_strata = sample->certain ? STRATA + 1 : STRATA;

    for (int h = 0; h < n_strata; h++)
        for (int c = 0; c < PSUS; c++)
            for (int r = 0; r < ROWS; r++) {
                int y = (h * 17 + c * 29 + r * 13 + h * c * r) % 23, x = 1 + (y * 7 + r) % 11;
                double weight = (1.0 + (h * 5 + c * 3 + r) % 7) * sample->weight_times;

                /* the whole stratum holds nobody that an estimate is about */
                g_ptr_array_add(lines, g_strdup_printf("%s,%d,%d,%g,%d,%d,%d,%d,%s\n",
                                                       sample->relabelled ? names[4 - h] : names[h],
                                                       h * 10 + c, h * 100 + c * 10 + r, weight,
                                                       h == STRATA ? PSUS : 8 + h, ROWS, y, x,
                                                       h == STRATA   ? "out"
                                                       : (y + h) % 2 ? "u"
                                                                     : "v"));
            }
    for (guint k = 0; k < lines->len; k++)
        g_string_append(csv, lines->pdata[sample->backwards ? lines->len - 1 - k : k]);
    return g_string_free(csv, FALSE);
}

static const char *const h[] = { "h", NULL }, *const c[] = { "c", NULL };
static const char *const cu[] = { "c", "u", NULL };
static const char *const n[] = { "n", NULL }, *const nm[] = { "n", "m", NULL };
static const Sample plainly = { .weight_times = 1.0 };

static Query *
answer(const Sample *sample, const DesignSpec *design, const char *expression, const char *where)
{
    g_autofree char *csv = sample_csv(sample);
    const QueryOptions options = { .level = 0.95, .ci = "logit", .where = where };
    g_autoptr(GError) error = NULL;
    Query *query = ask(csv, expression, &options, design, &error);

    assert_no_error(error);
    return query;
}

/* The same rows, up to rounding; a total may be FACTOR times as large. */
static void
assert_same(Query *left, Query *right, double factor)
{
    const Estimates *a = query_estimates(left), *b = query_estimates(right);

    assert_int_equal(a->n_rows, b->n_rows);
    for (size_t r = 0; r < a->n_rows; r++) {
        assert_true(a->rows[r].se > 0.0);
        assert_close(a->rows[r].value * factor, b->rows[r].value, 1e-12);
        assert_close(a->rows[r].se * factor, b->rows[r].se, 1e-11);
        assert_close(a->rows[r].df, b->rows[r].df, 0.0);
    }
    query_free(left);
    query_free(right);
}

static const DesignSpec designs[] = {
    { .weight = "w", .strata = h },
    { .weight = "w", .strata = h, .psu = c },
    { .weight = "w", .strata = h, .psu = c, .fpc = n },
    { .weight = "w", .strata = h, .psu = cu, .fpc = n },
    { .weight = "w", .strata = h, .psu = c, .fpc = nm },
};
static const char *const expressions[] = { "mean(y)",  "ratio(y/x)", "share(g)",
                                           "total(y)", "median(y)",  "sd(y)" };

static void
weights_may_be_scaled(void **state)
{
    (void)state;
    const Sample scaled = { .weight_times = 1024.0 };

    for (size_t d = 0; d < G_N_ELEMENTS(designs); d++)
        for (size_t e = 0; e < G_N_ELEMENTS(expressions); e++)
            assert_same(answer(&plainly, &designs[d], expressions[e], NULL),
                        answer(&scaled, &designs[d], expressions[e], NULL), e == 3 ? 1024.0 : 1.0);
}

static void
rows_may_come_in_any_order(void **state)
{
    (void)state;
    const Sample backwards = { .weight_times = 1.0, .backwards = true };

    for (size_t d = 0; d < G_N_ELEMENTS(designs); d++)
        for (size_t e = 0; e < G_N_ELEMENTS(expressions); e++)
            assert_same(answer(&plainly, &designs[d], expressions[e], "x > 3"),
                        answer(&backwards, &designs[d], expressions[e], "x > 3"), 1.0);
}

static void
strata_may_have_any_names(void **state)
{
    (void)state;
    const Sample relabelled = { .weight_times = 1.0, .relabelled = true };

    for (size_t d = 0; d < G_N_ELEMENTS(designs); d++)
        for (size_t e = 0; e < G_N_ELEMENTS(expressions); e++)
            assert_same(answer(&plainly, &designs[d], expressions[e], NULL),
                        answer(&relabelled, &designs[d], expressions[e], NULL), 1.0);
}

/* All of a PSU's rows are in the sample: the second stage has no variance. */
static void
one_stage_is_two_of_which_the_second_is_whole(void **state)
{
    (void)state;
    const DesignSpec one = { .strata = h, .psu = c, .fpc = n };
    const DesignSpec two = { .strata = h, .psu = cu, .fpc = nm };
    const DesignSpec rows = { .strata = h, .psu = c, .fpc = nm };

    for (size_t e = 0; e < G_N_ELEMENTS(expressions); e++) {
        assert_same(answer(&plainly, &one, expressions[e], NULL),
                    answer(&plainly, &two, expressions[e], NULL), 1.0);
        assert_same(answer(&plainly, &one, expressions[e], "x > 3"),
                    answer(&plainly, &rows, expressions[e], "x > 3"), 1.0);
    }
}

static void
a_stratum_taken_whole_adds_nothing_to_those_outside_it(void **state)
{
    (void)state;
    const Sample certain = { .weight_times = 1.0, .certain = true };

    for (size_t e = 0; e < 2; e++)
        assert_same(answer(&plainly, &designs[2], expressions[e], "g != 'out'"),
                    answer(&certain, &designs[2], expressions[e], "g != 'out'"), 1.0);
}

/* A later fpc without a first one is no different from none. */
static void
a_later_population_size_alone_adds_nothing(void **state)
{
    (void)state;
    const char *const later[] = { "", "m", NULL };
    const DesignSpec with = { .weight = "w", .strata = h, .psu = cu, .fpc = later };

    assert_same(answer(&plainly, &designs[1], "mean(y)", NULL),
                answer(&plainly, &with, "mean(y)", NULL), 1.0);
    Query *query = answer(&plainly, &with, "mean(y)", NULL);
    assert_true(query_design(query)->idle_fpc);
    query_free(query);
}

/* Equal probabilities under Brewer's rule are an fpc. */
static void
equal_probabilities_are_a_sampling_rate(void **state)
{
    (void)state;
    static const char csv[] = "h,p,y\na,0.25,3\na,0.25,7\na,0.25,4\nb,0.5,9\nb,0.5,1\n";
    const char *const rate[] = { "p", NULL };
    const QueryOptions options = { .level = 0.95, .ci = "wald" };
    const DesignSpec brewer = { .strata = h, .prob = "p", .pps = PPS_BREWER };
    const DesignSpec fpc = { .strata = h, .fpc = rate, .fpc_unit = FPC_RATE };
    g_autoptr(GError) error = NULL;
    Query *left = ask(csv, "total(y)", &options, &brewer, &error);
    assert_no_error(error);
    Query *right = ask(csv, "total(y)", &options, &fpc, &error);

    assert_no_error(error);
    assert_same(left, right, 1.0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_may_be_scaled),
        cmocka_unit_test(rows_may_come_in_any_order),
        cmocka_unit_test(strata_may_have_any_names),
        cmocka_unit_test(one_stage_is_two_of_which_the_second_is_whole),
        cmocka_unit_test(a_stratum_taken_whole_adds_nothing_to_those_outside_it),
        cmocka_unit_test(a_later_population_size_alone_adds_nothing),
        cmocka_unit_test(equal_probabilities_are_a_sampling_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
