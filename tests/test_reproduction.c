/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_reproduction.c - published tables against their data; numbers from R survey 4.1.1. */
#include "analysis/reproduction.h"
#include "check.h"
#include "datasets/error.h"
#include "reports/tabulate_reproduction.h"

#include <math.h>
#include <string.h>

static Input *
open_data(gconstpointer user, GError **error)
{
    const InputOptions options = { 0 };

    return input_open(user, &options, error);
}

static Reproduction *
read_text(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    Reproduction *reproduction = reproduction_read(bytes, "table.yml", &error);

    assert_no_error(error);
    return reproduction;
}

static bool
run(Reproduction *reproduction, const char *data, const DesignSpec *design, GError **error)
{
    const QueryOptions options = { .level = 0.95 };
    g_autoptr(Input) input = open_data(data, error);

    return input && reproduction_run(reproduction, input, design, &options, open_data, data, error);
}

/* apistrat of R survey: strata stype, weight pw, fpc fpc. */
static const char strat[] = "tests/reference/data/apistrat.csv";
static const char *const strata[] = { "stype", NULL }, *const fpc[] = { "fpc", NULL };
static const DesignSpec strat_design = { .weight = "pw", .strata = strata, .fpc = fpc };

/* The change that alone explains a cell; N_CELL_CHANGES: none does. */
typedef struct {
    const char *id;
    CellVerdict verdict;
    CellChange change;
    double value; /* as R computes it with the change, to six figures */
} Expected;

static void
the_single_change_behind_each_cell_is_found(void **state)
{
    static const Expected expected[] = {
        { "mean", CELL_MATCHES, N_CELL_CHANGES, 0.0 },
        { "low", CELL_MATCHES, N_CELL_CHANGES, 0.0 },
        { "error", CELL_MATCHES, N_CELL_CHANGES, 0.0 },
        { "unweighted", CELL_DIFFERS, CHANGE_WEIGHT, 652.82 },
        { "normal", CELL_DIFFERS, CHANGE_DF, 643.8461781 },
        { "share", CELL_MATCHES, N_CELL_CHANGES, 0.0 },
        { "cut", CELL_ROUNDING, CHANGE_CUT_OFF, 0.82795 },
        { "unweighted_share", CELL_DIFFERS, CHANGE_WEIGHT, 0.76 },
        { "domain", CELL_MATCHES, N_CELL_CHANGES, 0.0 },
        { "df", CELL_DIFFERS, CHANGE_DF, 650.0107712 },
        { "all", CELL_DIFFERS, CHANGE_FILTER, 662.287363717 },
        { "other", CELL_DIFFERS, CHANGE_FILTER, 674.43 },
        { "misprint", CELL_DIFFERS, N_CELL_CHANGES, 0.0 },
    };
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    (void)state;

    assert_true(g_file_get_contents("tests/published/apistrat.yml", &text, NULL, NULL));
    g_autoptr(Reproduction) reproduction = read_text(text);
    run(reproduction, strat, &strat_design, &error);
    assert_no_error(error);
    assert_int_equal(reproduction->n_cells, G_N_ELEMENTS(expected));
    for (size_t i = 0; i < reproduction->n_cells; i++) {
        const PublishedCell *cell = &reproduction->cells[i];
        const GArray *found = cell->explanations;
        bool none = expected[i].change == N_CELL_CHANGES;

        assert_string_equal(cell->id, expected[i].id);
        assert_int_equal(cell->verdict, expected[i].verdict);
        assert_int_equal(found->len, none ? 0 : 1);
        if (none)
            continue;
        assert_int_equal(g_array_index(found, CellExplanation, 0).change, expected[i].change);
        assert_close(g_array_index(found, CellExplanation, 0).value, expected[i].value, 1e-5);
    }
}

static void
a_table_that_matches_is_read_once(void **state)
{
    g_autoptr(GError) error = NULL;
    (void)state;
    g_autoptr(Reproduction) reproduction =
        read_text("cells:\n"
                  "  - {id: a, estimate: mean(api00), printed: '662.29'}\n"
                  "  - {id: b, estimate: mean(api00), where: stype = 'E', printed: '674.4'}\n");

    run(reproduction, strat, &strat_design, &error);
    assert_no_error(error);
    assert_int_equal(reproduction->cells[0].verdict, CELL_MATCHES);
    assert_int_equal(reproduction->cells[1].verdict, CELL_MATCHES);
    assert_int_equal(reproduction->n_passes, 1);
}

static void
a_value_that_is_undefined_is_a_sign_and_no_number(void **state)
{
    const ShowOptions options = { .language = "en", .decimals = -1, .id = "t1" };
    g_autoptr(Report) report = report_new("reproduce", "en");
    (void)state;
    g_autoptr(Reproduction) reproduction =
        read_text("cells:\n  - {id: a, estimate: mean(api00), printed: '662.29'}\n");

    reproduction->cells[0].value = NAN;
    report_reproduction(report, reproduction);
    assert_true(isnan(g_array_index(report->checks, Check, 0).computed_number));

    g_autoptr(Table) table = table_of_reproduction(reproduction, &options);
    assert_int_equal(table_entry(table, 0, 2)->kind, ENTRY_NUMBER);
    assert_close(table_entry(table, 0, 2)->number, 662.29, 0.0);
    assert_int_not_equal(table_entry(table, 0, 3)->kind, ENTRY_NUMBER);
    assert_int_equal(table_entry(table, 0, 3)->sign, SIGN_NOT_AVAILABLE);
    assert_int_equal(table_entry(table->data, 0, 4)->kind, ENTRY_NONE);
}

/* 23 of the 77 who answered are 29.87 per cent, and of the 78 asked 29.487. */
static void
missing_answers_go_in_and_out_of_the_base(void **state)
{
    static const char survey[] = "datasets/examples/assistance-2017/survey.yml";
    const DesignSpec design = { .sample = "status = 'complete'" };
    g_autoptr(GError) error = NULL;
    (void)state;
    g_autoptr(Reproduction) out =
        read_text("weighted: no\nwhere: info in ('always', 'sometimes')\ncells:\n"
                  "  - {id: no, estimate: share(contact = 'no'), printed: '29'}\n"
                  "  - {id: base, estimate: share(contact = 'no'), of: base, printed: '78'}\n");
    g_autoptr(Reproduction) in =
        read_text("weighted: no\nmissing: in\nwhere: info in ('always', 'sometimes')\ncells:\n"
                  "  - {id: no, estimate: share(contact = 'no'), printed: '30'}\n");

    run(out, survey, &design, &error);
    assert_no_error(error);
    for (size_t i = 0; i < 2; i++) {
        const GArray *found = out->cells[i].explanations;
        bool seen = false;
        for (guint k = 0; k < found->len; k++)
            seen |= g_array_index(found, CellExplanation, k).change == CHANGE_MISSING;
        assert_true(seen);
    }
    run(in, survey, &design, &error);
    assert_no_error(error);
    const GArray *found = in->cells[0].explanations;
    assert_int_equal(in->cells[0].verdict, CELL_ROUNDING);
    assert_int_equal(g_array_index(found, CellExplanation, 0).change, CHANGE_TWO_STEP);
    assert_int_equal(g_array_index(found, CellExplanation, found->len - 1).change, CHANGE_MISSING);
    assert_close(g_array_index(found, CellExplanation, found->len - 1).value, 23.0 / 77.0, 1e-15);
}

static void
what_is_no_cell_is_refused_with_its_line(void **state)
{
    g_autoptr(GError) error = NULL;
    (void)state;
    g_autoptr(Reproduction) several =
        read_text("cells:\n  - {id: a, estimate: share(stype), printed: '66'}\n");
    g_autoptr(Reproduction) unknown =
        read_text("cells:\n  - {id: a, estimate: men(api00), printed: '66'}\n");

    assert_false(run(several, strat, &strat_design, &error));
    assert_error(error, ANDEL_ERROR_DATA, "table.yml:2: cell 'a': share(stype) gives 3 numbers");
    g_clear_error(&error);
    assert_false(run(unknown, strat, &strat_design, &error));
    assert_error(error, ANDEL_ERROR_DATA, "table.yml:2: cell 'a': ");
}

static void
mistakes_of_the_file_are_told_together(void **state)
{
    static const char text[] = "cells:\n"
                               "  - {id: a, estimate: 'mean(', printed: '66'}\n"
                               "  - {id: a, estimate: mean(x), printed: sixty, of: mode}\n";
    g_autoptr(GError) error = NULL;
    (void)state;
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));

    assert_null(reproduction_read(bytes, "table.yml", &error));
    assert_error(error, ANDEL_ERROR_DATA, "table.yml:3");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_single_change_behind_each_cell_is_found),
        cmocka_unit_test(a_table_that_matches_is_read_once),
        cmocka_unit_test(a_value_that_is_undefined_is_a_sign_and_no_number),
        cmocka_unit_test(missing_answers_go_in_and_out_of_the_base),
        cmocka_unit_test(what_is_no_cell_is_refused_with_its_line),
        cmocka_unit_test(mistakes_of_the_file_are_told_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
