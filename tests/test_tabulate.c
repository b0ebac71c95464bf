/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/plain.h"
#include "reports/tabulate.h"
#include "tests/golden.h"

static const char codebook_text[] =
    "title: {sv: Enkät, en: A survey}\n"
    "source: {sv: Enkät till kommuner., en: A survey of municipalities.}\n"
    "variables:\n"
    "  info:\n"
    "    label: {sv: Får kommunen information?, en: Is the municipality informed?}\n"
    "    question: {sv: Har ni fått information?, en: Were you informed?}\n"
    "    base: {sv: \"Andel av samtliga {n} svarande\", en: \"Share of all {n} answers\"}\n"
    "    values:\n"
    "      dont know: {label: {sv: Vet ej, en: Don't know}, rest: yes}\n"
    "      always: {sv: Varje gång, en: Every time}\n"
    "      sometimes: {sv: Ibland, en: Sometimes}\n"
    "      never: {sv: Nej, en: \"No\"}\n"
    "  region:\n"
    "    label: {sv: Region, en: Region}\n"
    "    values: {n: {sv: Norr, en: North}, s: {sv: Söder, en: South}}\n"
    "  by_mail: {label: {sv: Brev, en: Letter}}\n"
    "  by_phone: {label: {sv: Telefon, en: Telephone}}\n"
    "sets:\n"
    "  way: {label: {sv: Hur?, en: How?}, items: [by_mail, by_phone], counted: \"1\"}\n";

static Codebook *
read_codebook(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_static(codebook_text, strlen(codebook_text));
    Codebook *codebook = codebook_read(bytes, "book.yml", &error);

    assert_no_error(error);
    return codebook;
}

static Figure
figure(double value)
{
    return (Figure){ value, .01, fmax(0.0, value - .05), fmin(1.0, value + .05), 0 };
}

/* Counts [n_rows * MAX(n_cols, 1)] as a table, every case with weight 1. */
static Crosstab *
cross(const char *row, const char *const *rows, size_t n_rows, const char *col,
      const char *const *cols, size_t n_cols, const size_t *counts)
{
    Crosstab *table = g_new0(Crosstab, 1);
    size_t width = n_cols + 1;

    table->row_variable = row;
    table->col_variable = col;
    table->rows = g_memdup2(rows, n_rows * sizeof *rows);
    table->cols = n_cols ? g_memdup2(cols, n_cols * sizeof *cols) : NULL;
    table->n_rows = n_rows;
    table->n_cols = n_cols;
    table->cells = g_new0(Cell, (n_rows + 1) * width);
    table->level = .95;
    table->strings = g_string_chunk_new(64);
    for (size_t i = 0; i < n_rows; i++)
        for (size_t j = 0; j < MAX(n_cols, (size_t)1); j++) {
            size_t n = counts[i * MAX(n_cols, (size_t)1) + j];

            table->cells[i * width + j].n += n;
            table->cells[n_rows * width + j].n += n;
            if (n_cols > 0) {
                table->cells[i * width + n_cols].n += n;
                table->cells[n_rows * width + n_cols].n += n;
            }
        }
    table->base_n = table->cells[n_rows * width + n_cols].n;
    for (size_t i = 0; i <= n_rows; i++)
        for (size_t j = 0; j <= n_cols; j++) {
            Cell *cell = &table->cells[i * width + j];
            double n = (double)cell->n;

            cell->weighted_n = n;
            cell->total = (Figure){ n, 1.0, n - 2.0, n + 2.0, 0 };
            cell->share_row = figure(n / (double)table->cells[i * width + n_cols].n);
            cell->share_col = figure(n / (double)table->cells[n_rows * width + j].n);
            cell->share_cell = figure(n / (double)table->base_n);
        }
    return table;
}

static void
free_cross(Crosstab *table)
{
    g_free((gpointer)table->rows);
    g_free((gpointer)table->cols);
    g_free(table->cells);
    g_string_chunk_free(table->strings);
    g_free(table);
}

/* Figure 1 of the 2017 report: 52, 26, 26 and 5 of 109. */
static Crosstab *
info_table(void)
{
    static const char *const rows[] = { "dont know", "always", "sometimes", "never" };
    static const size_t counts[] = { 5, 52, 26, 26 };

    return cross("info", rows, 4, NULL, NULL, 0, counts);
}

static ShowOptions
show(const char *language, const char *percent)
{
    return (ShowOptions){
        .language = language, .decimals = -1, .percent = percent, .id = "info", .intervals = true
    };
}

static void
assert_plain(const char *name, const Table *table, const char *language)
{
    g_autoptr(GString) out = g_string_new(NULL);

    plain_table(out, table, language);
    assert_golden(name, out->str, out->len);
}

static void
a_one_way_table_has_counts_per_cent_and_limits(void **state)
{
    (void)state;
    g_autoptr(Codebook) codebook = read_codebook();
    Crosstab *crosstab = info_table();
    ShowOptions options = show("sv", "col");
    g_autoptr(Table) table = table_of_crosstab(crosstab, codebook, &options);

    assert_plain("one-way.sv.txt", table, "sv");
    free_cross(crosstab);
}

static void
tidy_rows_hold_raw_categories_and_margins_without(void **state)
{
    (void)state;
    g_autoptr(Codebook) codebook = read_codebook();
    Crosstab *crosstab = info_table();
    ShowOptions options = show("sv", "col");
    g_autoptr(Table) table = table_of_crosstab(crosstab, codebook, &options);
    const Table *data = table->data;
    size_t share = table_column(data, "share_col"), low = table_column(data, "share_col_low");

    assert_int_equal(table_rows(data), 5);
    assert_string_equal(table_entry(data, 1, table_column(data, "row"))->text, "always");
    assert_int_equal(table_entry(data, 1, table_column(data, "col"))->kind, ENTRY_NONE);
    assert_int_equal(table_entry(data, 4, table_column(data, "row"))->kind, ENTRY_NONE);
    assert_close(table_entry(data, 1, share)->number, 52.0 / 109.0, 1e-15);
    assert_close(table_entry(data, 1, low)->number, 52.0 / 109.0 - .05, 1e-15);
    assert_close(table_entry(data, 4, table_column(data, "n"))->number, 109.0, 0.0);
    free_cross(crosstab);
}

static Crosstab *
two_way(void)
{
    static const char *const rows[] = { "always", "never" }, *const cols[] = { "n", "s" };
    static const size_t counts[] = { 1, 40, 7, 0 };

    return cross("info", rows, 2, "region", cols, 2, counts);
}

static void
a_two_way_table_has_the_base_that_is_asked_for(void **state)
{
    (void)state;
    static const char *const percents[] = { "row", "col", "cell", "count" };
    g_autoptr(Codebook) codebook = read_codebook();
    Crosstab *crosstab = two_way();

    for (size_t i = 0; i < G_N_ELEMENTS(percents); i++) {
        ShowOptions options = show("en", percents[i]);
        g_autoptr(Table) table = table_of_crosstab(crosstab, codebook, &options);
        g_autofree char *name = g_strdup_printf("two-way-%s.en.txt", percents[i]);

        assert_plain(name, table, "en");
    }
    free_cross(crosstab);
}

/* 60 and 30 of 78 cases gave these answers; together more than all. */
static Crosstab *
set_table(void)
{
    static const char *const rows[] = { "by_mail", "by_phone" };
    static const size_t counts[] = { 60, 30 };
    Crosstab *crosstab = cross("way", rows, 2, NULL, NULL, 0, counts);

    crosstab->multiple = true;
    crosstab->base_n = 78;
    crosstab->cells[2] = (Cell){ .n = 78,
                                 .weighted_n = 78.0,
                                 .total = figure(78.0),
                                 .share_row = figure(1.0),
                                 .share_col = figure(1.0),
                                 .share_cell = figure(1.0) };
    crosstab->cells[0].share_col = figure(60.0 / 78.0);
    crosstab->cells[1].share_col = figure(30.0 / 78.0);
    return crosstab;
}

static void
several_answers_are_per_cent_of_cases(void **state)
{
    (void)state;
    g_autoptr(Codebook) codebook = read_codebook();
    Crosstab *crosstab = set_table();
    ShowOptions options = show("sv", "col");
    g_autoptr(Table) table = table_of_crosstab(crosstab, codebook, &options);
    g_autoptr(FigureData) data = figure_of_crosstab(crosstab, codebook, &options);

    assert_plain("several.sv.txt", table, "sv");
    assert_string_equal(data->data.rows[0].label, "Brev");
    assert_string_equal(data->data.rows[0].value_text, "77");
    assert_string_equal(data->data.notes[0], "Anm. Flera svar kunde anges.");
    free_cross(crosstab);
}

/* 2 and 5 of 7. What has no order of its own begins with the largest. */
static void
categories_without_an_order_stand_by_their_shares(void **state)
{
    (void)state;
    static const char *const towns[] = { "Arboga", "Boden" }, *const ages[] = { "0-17", "18-64" };
    static const size_t counts[] = { 2, 5 };
    g_autoptr(Codebook) codebook = read_codebook();
    Crosstab *nominal = cross("town", towns, 2, NULL, NULL, 0, counts);
    Crosstab *scale = cross("age", ages, 2, NULL, NULL, 0, counts);
    ShowOptions options = show("sv", "col");
    g_autoptr(FigureData) by_share = figure_of_crosstab(nominal, codebook, &options);
    g_autoptr(FigureData) by_age = figure_of_crosstab(scale, codebook, &options);

    assert_string_equal(by_share->data.rows[0].label, "Boden");
    assert_string_equal(by_age->data.rows[0].label, "0-17");
    free_cross(nominal);
    free_cross(scale);
}

static void
a_figure_has_the_order_the_base_and_the_notes_of_its_shares(void **state)
{
    (void)state;
    static const char *const labels[] = { "Varje gång", "Ibland", "Nej", "Vet ej" };
    static const char *const values[] = { "48", "24", "24", "5" };
    g_autoptr(Codebook) codebook = read_codebook();
    g_autoptr(Report) report = report_new("chart", "sv");
    DataUsed *used = report_data(report, "data/svar.csv", "3f9a2c71d0");
    Crosstab *crosstab = info_table();
    ShowOptions options = show("sv", "col");
    g_autoptr(FigureData) figure_data = figure_of_crosstab(crosstab, codebook, &options);
    const ChartData *data = &figure_data->data;

    used->rows_read = 153;
    figure_data_trace(figure_data, "Figur 1", used);
    assert_int_equal(data->n_rows, 4);
    for (size_t i = 0; i < data->n_rows; i++) {
        assert_string_equal(data->rows[i].label, labels[i]);
        assert_string_equal(data->rows[i].value_text, values[i]);
        assert_int_equal(data->rows[i].rest, i == 3);
    }
    assert_close(data->rows[0].value, 100.0 * 52.0 / 109.0, 1e-15);
    assert_string_equal(data->rows[0].address, "info.always");
    assert_string_equal(data->rows[3].address, "info.`dont know`");
    assert_string_equal(data->title, "Får kommunen information?");
    assert_string_equal(data->question, "Har ni fått information?");
    assert_string_equal(data->base, "Andel av samtliga 109 svarande, procent");
    assert_string_equal(data->notes[0], "Anm. Andelarna summerar till 101 på grund av avrundning.");
    assert_null(data->notes[1]);
    assert_string_equal(data->source, "Källa: Enkät till kommuner.");
    assert_string_equal(data->trace, "andel · figur 1 · 4 värden beräknade ur svar.csv (153 rader, "
                                     "3f9a2c71)");
    free_cross(crosstab);
}

static Estimate *
add_estimate(Estimates *estimates, const char *statistic, const char *variable, const char *level,
             const char *const *by, double value, double se, size_t n)
{
    Estimate *row = estimates_add(estimates);

    row->statistic = statistic;
    row->variable = variable;
    row->level = level;
    row->by = by;
    row->value = value;
    row->se = se;
    row->lower = value - 2.0 * se;
    row->upper = value + 2.0 * se;
    row->ci_method = "wald-t";
    row->n = n;
    row->base_n = n;
    row->weighted_n = (double)n;
    return row;
}

static Estimates *
start_estimates(void)
{
    Estimates *estimates = estimates_new();

    estimates->level = .95;
    return estimates;
}

/* Numbers of R survey's api data, as its manual prints them. */
static void
estimates_of_several_statistics_are_rows_with_their_names(void **state)
{
    (void)state;
    g_autoptr(Codebook) codebook = read_codebook();
    g_autoptr(Estimates) estimates = start_estimates();
    ShowOptions options = show("en", NULL);

    add_estimate(estimates, "mean", "api00", NULL, NULL, 662.2874, 9.4089, 200);
    add_estimate(estimates, "total", "enroll", NULL, NULL, 3687178, 114642, 200);
    add_estimate(estimates, "ratio", "api.stu/enroll", NULL, NULL, .8369569, .0078, 200);
    g_autoptr(Table) table = table_of_estimates(estimates, codebook, &options);
    assert_plain("estimates.en.txt", table, "en");
    assert_string_equal(table->data->columns[4].name, "estimate");
    assert_close(table_entry(table->data, 2, 4)->number, .8369569, 0.0);
}

static void
estimates_by_domain_name_the_categories_and_say_what_is_undefined(void **state)
{
    (void)state;
    static const char *const by[] = { "region" };
    static const char *const north[] = { "n" }, *const south[] = { "s" }, *const none[] = { NULL };
    g_autoptr(Codebook) codebook = read_codebook();
    g_autoptr(Estimates) estimates = start_estimates();
    ShowOptions options = show("sv", NULL);

    estimates->by = by;
    estimates->n_by = 1;
    add_estimate(estimates, "share", "info", "always", north, .5, .05, 20)->deff = 1.25;
    add_estimate(estimates, "share", "info", "always", south, NAN, NAN, 0)->flags = ESTIMATE_EMPTY;
    add_estimate(estimates, "share", "info", "always", none, 1, 0, 3)->flags = ESTIMATE_AT_BOUND;
    g_autoptr(Table) table = table_of_estimates(estimates, codebook, &options);
    assert_plain("estimates-by.sv.txt", table, "sv");
    assert_string_equal(table_entry(table->data, 1, 15)->list[0], "empty");
    assert_string_equal(table_entry(table->data, 0, 3)->list[1], "n");
}

static void
a_level_that_is_no_whole_per_cent_is_shown_as_it_is(void **state)
{
    (void)state;
    g_autoptr(Codebook) codebook = read_codebook();
    g_autoptr(Estimates) estimates = start_estimates();
    ShowOptions options = show("en", NULL);

    estimates->level = .999;
    add_estimate(estimates, "mean", "x", NULL, NULL, -1, 1, 4);
    g_autoptr(Table) table = table_of_estimates(estimates, codebook, &options);
    assert_string_equal(table->columns[3].label, "99.9% CI");
    assert_string_equal(table_entry(table, 0, 3)->text, "\u22123.0 to 1.0");
}

/* The 2017 report: 109 answers of 149. */
static void
response_rates_stand_beside_their_formulas(void **state)
{
    (void)state;
    g_autoptr(Estimates) estimates = start_estimates();
    ShowOptions options = show("sv", NULL);
    Estimate *row = add_estimate(estimates, "RR1", "I / (I + P + R + NC + O + UH + UO)", NULL, NULL,
                                 109.0 / 149.0, NAN, 149);

    row->n = 109;
    g_autoptr(Table) table = table_of_response(estimates, &options);
    assert_plain("response.sv.txt", table, "sv");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_one_way_table_has_counts_per_cent_and_limits),
        cmocka_unit_test(tidy_rows_hold_raw_categories_and_margins_without),
        cmocka_unit_test(a_two_way_table_has_the_base_that_is_asked_for),
        cmocka_unit_test(several_answers_are_per_cent_of_cases),
        cmocka_unit_test(categories_without_an_order_stand_by_their_shares),
        cmocka_unit_test(a_figure_has_the_order_the_base_and_the_notes_of_its_shares),
        cmocka_unit_test(estimates_of_several_statistics_are_rows_with_their_names),
        cmocka_unit_test(estimates_by_domain_name_the_categories_and_say_what_is_undefined),
        cmocka_unit_test(a_level_that_is_no_whole_per_cent_is_shown_as_it_is),
        cmocka_unit_test(response_rates_stand_beside_their_formulas),
    };
    return cmocka_run_group_tests_name("tabulate", tests, NULL, NULL);
}
