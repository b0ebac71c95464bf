/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the text to the estimates: nothing depends on the number of threads, to the last bit. */
#include "analysis/query.h"
#include "tests/ask.h"

enum { ROWS = 60000, PIECE_BYTES = 1 << 20 };

static const char *const stratum[] = { "stratum", NULL };
static const char *const psu[] = { "psu", NULL };
static const char *const region[] = { "region", NULL };

/* Some 4 MB in which line ends stand between quotes, so that pieces are cut within a record. */
static GString *
make_text(void)
{
    GString *text = g_string_new("note,stratum,psu,region,weight,y,x\n");
    uint32_t state = 1;

    for (size_t i = 0; i < ROWS; i++) {
        state = state * 1664525u + 1013904223u;
        g_string_append_printf(
            text, "\"line %zu\n, \"\"quoted\"\"\n%0*d\",%u,%u,r%u,%u.%04u,%u.%02u,%u\n", i,
            (int)(1 + state % 40), 0, (state >> 8) % 5, (state >> 8) % 40, (state >> 16) % 7,
            1 + (state >> 20) % 90, (state >> 5) % 10000, (state >> 9) % 5000, (state >> 3) % 100,
            1 + (state >> 11) % 60);
    }
    return text;
}

/* The estimates as bits; the caller owns the text. */
static char *
estimates_with(const char *csv, const DesignSpec *design, unsigned threads)
{
    static const char *const expressions[] = { "mean(y)", "total(y)", "ratio(y/x)", "share(region)",
                                               NULL };
    const QueryOptions options = { .level = 0.95, .ci = "wald", .by = region };
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = query_estimate(expressions, &options, &error);
    g_autoptr(Input) input = input_with(csv, threads);
    GString *bits = g_string_new(NULL);

    assert_no_error(error);
    assert_true(query_run(&query, 1, input, design, &error));
    const Estimates *estimates = query_estimates(query);
    for (size_t i = 0; i < estimates->n_rows; i++) {
        const Estimate *row = &estimates->rows[i];
        const double values[] = { row->value, row->se, row->lower, row->upper, row->df };

        for (size_t k = 0; k < G_N_ELEMENTS(values); k++) {
            guint64 word;

            memcpy(&word, &values[k], sizeof word);
            g_string_append_printf(bits, "%" G_GINT64_MODIFIER "x ", word);
        }
        g_string_append_printf(bits, "%zu %s\n", row->n, row->by ? row->by[0] : "");
    }
    return g_string_free(bits, FALSE);
}

static void
estimates_have_the_same_bits_whatever_the_threads(void **state)
{
    (void)state;
    GString *text = make_text();
    const DesignSpec designs[] = {
        { .weight = "weight", .strata = stratum, .psu = psu, .nest = true },
        { .weight = "weight", .strata = stratum },
    };

    assert_true(text->len > 4 * PIECE_BYTES);
    for (size_t d = 0; d < G_N_ELEMENTS(designs); d++) {
        g_autofree char *one = estimates_with(text->str, &designs[d], 1);
        g_autofree char *two = estimates_with(text->str, &designs[d], 2);
        g_autofree char *seven = estimates_with(text->str, &designs[d], 7);

        assert_string_equal(one, two);
        assert_string_equal(one, seven);
    }
    g_string_free(text, TRUE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(estimates_have_the_same_bits_whatever_the_threads),
    };
    return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
