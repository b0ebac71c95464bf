/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forty figures of the sources that the program was made for - a survey of municipalities of
 * 2017, its costs, and reports on erroneous payments -, each with the verdict found by hand. */
#include "analysis/invert.h"
#include "analysis/recount.h"
#include "reports/hedge.h"
#include "tests/ask.h"

/* Figure 1 of the survey, its tables 1 and 2 and its figure 2 as far as they are in a row. */
#define FIGURE_1                                                              \
    "figures:\n  - {id: f, base: 109, values: [{id: always, percent: '48'}, " \
    "{id: sometimes, percent: '24'}, {id: no_, percent: '24'}, {id: dont_know, percent: '5'}]}\n"
#define TABLE_1                                                                              \
    "figures:\n  - {id: t, base: 78, multiple: yes, values: [{id: in_time, percent: '50'}, " \
    "{id: late, percent: '49'}, {id: dont_know, percent: '8'}]}\n"
#define TABLE_2                                                                              \
    "figures:\n  - {id: t, base: 78, multiple: yes, values: [{id: handler, percent: '91'}, " \
    "{id: manager, percent: '12'}, {id: finance, percent: '8'}, {id: other, percent: '6'}, " \
    "{id: dont_know, percent: '0'}, {id: only_others}, {id: some_other}]}\n"                 \
    "links:\n  - text: t.only_others >= t.base - t.handler\n"                                \
    "  - text: t.some_other >= t.manager\n"                                                  \
    "  - text: t.some_other <= t.manager + t.finance + t.other + t.dont_know\n"
#define FIGURE_2                                                                              \
    "figures:\n  - {id: f, base: 78, values: [{id: always, percent: '44'}, {id: sometimes}, " \
    "{id: rest}]}\n"                                                                          \
    "links:\n  - text: f.always + f.sometimes = 52\n"
#define EFFECT                                                              \
    "figures:\n  - {id: f, base: 109, values: [{id: none, percent: '44'}, " \
    "{id: less, percent: '4'}, {id: more, percent: '15'}, {id: dont_know, percent: '38'}]}\n"
#define ONE(base, percent) \
    "figures: [{id: f, base: " base ", partial: yes, values: [{id: a, " percent "}]}]\n"

typedef struct {
    int number; /* of the figure */
    const char *text;
    bool holds;
    int solutions; /* 0: not asked */
    int counts[5]; /* of the first figure, while above -1 */
} Row;

static const Row rows[] = {
    { 1,
      "numbers: [{id: sent, printed: '153'}, {id: districts, printed: '29'}]\n"
      "links: [{text: 127 - 3 + districts = sent}, {text: 14 + 10 + 5 = districts}]\n",
      true,
      1,
      { -1 } },
    { 2, ONE("149", "percent: '73', count: 109"), true, 1, { 109, -1 } },
    { 2, ONE("153", "percent: '73', count: 109"), false, 0, { -1 } },
    { 2, ONE("153", "percent: '73', count: 113"), false, 0, { -1 } },
    { 2, ONE("153", "percent: '71.2', count: 109"), true, 1, { 109, -1 } },
    { 2, ONE("153", "percent: '74', count: 113"), true, 1, { 113, -1 } },
    { 3, FIGURE_1, true, 1, { 52, 26, 26, 5, -1 } },
    { 4, ONE("109", "percent: '24'"), true, 1, { 26, -1 } },
    { 5, FIGURE_1 "links: [{text: f.no_ = f.sometimes}]\n", true, 1, { 52, 26, 26, 5, -1 } },
    { 6,
      FIGURE_1 "shares: [{id: s, percents: ['48', '24', '24', '5']}]\n",
      true,
      1,
      { 52, 26, 26, 5, -1 } },
    { 7, FIGURE_1 "links: [{text: f.always + f.sometimes = 78}]\n", true, 1, { -1 } },
    { 7, FIGURE_1 "links: [{text: f.always + f.sometimes = 77}]\n", false, 0, { -1 } },
    { 8, FIGURE_1 "links: [{text: f.sometimes + f.no_ = 52}]\n", true, 1, { -1 } },
    { 10, TABLE_1, true, 1, { 39, 38, 6, -1 } },
    { 11, ONE("78", "percent: '49'"), true, 1, { 38, -1 } },
    { 12, ONE("78", "percent: '8'"), true, 1, { 6, -1 } },
    { 13,
      TABLE_1 "links: [{text: t.in_time + t.late + t.dont_know = t.base + 5}, "
              "{text: t.in_time + t.late - (t.base - t.dont_know) = 5}]\n",
      true,
      1,
      { 39, 38, 6, -1 } },
    { 13, TABLE_1 "links: [{text: t.in_time + t.late + t.dont_know = 84}]\n", false, 0, { -1 } },
    { 14,
      TABLE_2 "  - text: t.only_others = 7\n  - text: t.some_other = 20\n",
      true,
      1,
      { 71, 9, 6, 5, 0 } },
    { 14, TABLE_2 "  - text: t.only_others = 6\n", false, 0, { -1 } },
    { 14, TABLE_2 "  - text: t.some_other = 21\n", false, 0, { -1 } },
    { 15, TABLE_2 "  - text: t.some_other = 10\n", true, 0, { -1 } },
    { 15, TABLE_2 "  - text: t.some_other = 8\n", false, 0, { -1 } },
    { 16, ONE("78", "percent: '44'"), true, 1, { 34, -1 } },
    { 17, ONE("78", "percent: '30'"), false, 0, { -1 } },
    { 17, ONE("77", "percent: '30'"), true, 1, { 23, -1 } },
    { 18, FIGURE_2, true, 1, { 34, 18, 26, -1 } },
    { 19, EFFECT, true, 1, { 48, 4, 16, 41, -1 } },
    { 20, EFFECT "links: [{text: f.none + f.less = 52}]\n", true, 1, { -1 } },
    { 20, ONE("109", "percent: '48', count: 52"), true, 1, { -1 } },
    { 21, ONE("52", "percent: '88.5', count: 46"), true, 1, { 46, -1 } },
    { 24, "changes: [{id: c, from: '140', to: '188', change: '34.3'}]\n", true, 0, { -1 } },
    /* all withdrawals, or only those for basic needs */
    { 24,
      "figures: [{id: f, base: 188, values: [{id: basic, count: 188}, {id: others}]}]\n"
      "links: [{text: f.others > 0}]\n",
      false,
      0,
      { -1 } },
    { 25, "changes: [{id: c, from: '38', to: '77', change: '39', as: points}]\n", true, 0, { -1 } },
    { 25, "changes: [{id: c, from: '38', to: '77', change: '203', as: index}]\n", true, 0, { -1 } },
    { 25, "shares: [{id: s, percents: ['77', '23']}]\n", true, 0, { -1 } },
    { 26, "shares: [{id: s, percents: ['70', '10', '20']}]\n", true, 0, { -1 } },
    /* 1 - 109/149 */
    { 27,
      "margins: [{id: m, margin: '4.9', percent: '48', n: 109, deff: 0.268456}]\n",
      true,
      0,
      { -1 } },
    { 27,
      "margins: [{id: m, margin: '9.4', percent: '48', n: 109, deff: 0.268456}]\n",
      false,
      0,
      { -1 } },
    { 27, ONE("149", "percent: '34.9', count: 52"), true, 1, { -1 } },
    { 27, ONE("149", "percent: '61.7', count: 92"), true, 1, { -1 } },
    /* tenths of a milliard; the three are shares of the whole, not "of them" */
    { 35,
      "figures: [{id: f, base: 122, values: [{id: a, percent: '57.4', count: 70}, "
      "{id: b, percent: '13.9', count: 17}, {id: c, percent: '28.7', count: 35}]}]\n",
      true,
      1,
      { 70, 17, 35, -1 } },
    { 35, "shares: [{id: s, percents: ['7', '1.7', '3.5']}]\n", false, 0, { -1 } },
    { 36,
      "changes: [{id: c, from: '20000', to: '2400', change: '12', as: index}]\n",
      true,
      0,
      { -1 } },
    { 36,
      "changes: [{id: c, from: '19.7', to: '2.400', change: '12.2', as: index}]\nlang: en\n",
      true,
      0,
      { -1 } },
    { 36,
      "changes: [{id: c, from: '20000', to: '2400', change: '12.2', as: index}]\n",
      false,
      0,
      { -1 } },
    { 37, "changes: [{id: c, from: '9', to: '18', change: '100'}]\n", true, 0, { -1 } },
    { 37, "links: [{text: 2 * 9 = 18}]\n", true, 1, { -1 } },
    /* the stock only fell, or was at its low end */
    { 38, "links: [{text: 9 * 200 = 18 * 100}]\n", true, 1, { -1 } },
    { 38, "links: [{text: 9 * 300 = 18 * 100}]\n", false, 0, { -1 } },
    { 38, "changes: [{id: c, from: '2700', to: '1620', change: '-40'}]\n", true, 0, { -1 } },
    { 38, "changes: [{id: c, from: '2700', to: '1800', change: '0'}]\n", false, 0, { -1 } },
    { 39,
      "numbers: [{id: pay, printed: '366 000'}]\nlinks: [{text: 12 * 30500 = pay}]\n",
      true,
      1,
      { -1 } },
};

static void
each_row_of_counts_and_changes_has_its_verdict(void **state)
{
    (void)state;
    for (size_t r = 0; r < G_N_ELEMENTS(rows); r++) {
        const Row *row = &rows[r];
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes = g_bytes_new(row->text, strlen(row->text));
        g_autoptr(Published) published = published_read(bytes, "row.yml", &error);
        assert_no_error(error);
        g_autoptr(Recount) result = recount(published);

        if (result->fails == row->holds)
            fail_msg("figure %d, row %zu: %s", row->number, r, row->text);
        if (row->solutions > 0)
            assert_int_equal(result->solutions, row->solutions);
        for (size_t i = 0; i < G_N_ELEMENTS(row->counts) && row->counts[i] >= 0; i++) {
            if (row->solutions == 0 || i >= published->figures[0].n_values)
                break;
            assert_int_equal(result->figures[0].values[i].joint.low, row->counts[i]);
            assert_int_equal(result->figures[0].values[i].joint.high, row->counts[i]);
        }
    }
}

static const struct {
    int number;
    const char *words;
    double value; /* in per cent */
} hedges[] = {
    { 9, "flertalet", 7800.0 / 109.0 },
    { 9, "var fjärde", 2600.0 / 109.0 },
    { 9, "knappt hälften", 5200.0 / 109.0 },
    { 20, "nära hälften", 5200.0 / 109.0 },
    { 22, "var fjärde", 1300.0 / 52.0 },
    { 22, "knappt var fjärde", 900.0 / 39.0 },
    { 22, "ungefär hälften", 2000.0 / 39.0 },
    { 25, "drygt 20", 23.0 },
    { 25, "drygt en femtedel", 23.0 },
    { 25, "mer än tre fjärdedelar", 77.0 },
    { 25, "knappt 40", 38.0 },
};

static void
each_row_of_words_is_true(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(hedges); i++) {
        Hedge hedge;

        if (!hedge_read(hedges[i].words, "sv", true, &hedge) ||
            !hedge_holds(&hedge, hedges[i].value))
            fail_msg("figure %d: %s", hedges[i].number, hedges[i].words);
    }
}

/* Powers of ten round to thousands and hundreds. */
static const struct {
    int number;
    double printed, computed;
    int power;
    bool holds;
} amounts[] = {
    { 23, 157.0, 15691.0, -2, true },
    { 23, 46.0, 4575.0, -2, true },
    { 28, 42191.0, 30500.0 * 1.3833, 0, true },
    { 29, 132.0, 42190.65 / 160.0 * 0.5, 0, true },
    { 29, 132.0, 42190.65 / 165.0 * 0.5, 0, false },
    { 30, 233.0, 42190.65 / 160.0 * 53.0 / 60.0, 0, true },
    { 31, 24787.0, 42190.65 / 160.0 * 0.5 * 188.0, 0, true },
    { 32, 43790.0, 42190.65 / 160.0 * 53.0 / 60.0 * 188.0, 0, true },
    { 32, 43790.0, 42191.0 / 160.0 * 53.0 / 60.0 * 188.0, 0, false },
    { 32, 43790.0, 233.0 * 188.0, 0, false },
    { 34, 25.0, 24787.0, -3, true },
    { 34, 44.0, 43790.0, -3, true },
    { 39, 506288.0, 366000.0 * 1.3833, 0, true },
};

static void
each_row_of_amounts_rounds_to_what_is_printed(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(amounts); i++)
        if (published_holds(amounts[i].printed, 0, amounts[i].computed, amounts[i].power) !=
            amounts[i].holds)
            fail_msg("figure %d: %g", amounts[i].number, amounts[i].printed);
}

static void
figure_33_gives_back_160_hours(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    const char *path = "datasets/examples/assistance-2017/cost.yml";

    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(CostModel) model = cost_read(bytes, path, NULL, &error);
    assert_no_error(error);
    g_autoptr(Input) input = input_of("output,scenario,value\ntotal,min30,24 787\n"
                                      "total,min53,43 790\n");
    g_autoptr(PublishedCosts) costs = published_costs_read(model, input, &error);
    assert_no_error(error);
    g_autoptr(Inversion) inversion =
        invert(model, costs, cost_find(model, "hours"), NAN, NAN, &error);
    assert_no_error(error);
    assert_int_equal(inversion->all->len, 1);
    CostInterval all = g_array_index(inversion->all, CostInterval, 0);
    assert_close(all.low, 159.9996, 3e-7);
    assert_close(all.high, 160.0032, 3e-7);
}

/* Spot checks without a number of checks: nothing to project, and a file without a base says so. */
static void
figure_40_has_no_base_and_is_refused(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    const char *text = "figures: [{id: checks, values: [{id: wrong}]}]\n";
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    assert_null(published_read(bytes, "checks.yml", &error));
    assert_non_null(strstr(error->message, "base"));
}

static void
none_of_the_forty_figures_is_left_out(void **state)
{
    (void)state;
    bool seen[41] = { [33] = true, [40] = true };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        seen[rows[i].number] = true;
    for (size_t i = 0; i < G_N_ELEMENTS(hedges); i++)
        seen[hedges[i].number] = true;
    for (size_t i = 0; i < G_N_ELEMENTS(amounts); i++)
        seen[amounts[i].number] = true;
    for (int number = 1; number <= 40; number++)
        if (!seen[number])
            fail_msg("figure %d", number);
}

/* Each kind of link, true and false. */
static void
each_kind_of_link_holds_and_fails(void **state)
{
    (void)state;
    static const char file[] =
        "figures:\n"
        "  - {id: all, base: 100, values: [{id: yes_, percent: '40'}, {id: no_, percent: '60'}]}\n"
        "  - {id: women, base: 60, values: [{id: yes_, percent: '30'}, {id: no_, percent: '70'}]}\n"
        "  - {id: men, base: 40, values: [{id: yes_, percent: '55'}, {id: no_, percent: '45'}]}\n"
        "  - {id: again, base: 50, partial: yes, values: [{id: yes_, percent: '80'}]}\n";
    static const struct {
        const char *kind, *text;
        bool holds;
    } links[] = {
        { "a sum", "links: [{text: all.yes_ + all.no_ = 100}]\n", true },
        { "a sum", "links: [{text: all.yes_ + all.no_ = 99}]\n", false },
        { "of whom", "links: [{text: women.yes_ <= all.yes_}]\n", true },
        { "of whom", "links: [{text: all.no_ < women.no_}]\n", false },
        { "subgroups and total", "links: [{text: women.yes_ + men.yes_ = all.yes_}]\n", true },
        { "subgroups and total", "links: [{text: women.yes_ + men.no_ = all.yes_}]\n", false },
        { "bases", "links: [{text: women.base + men.base = all.base}]\n", true },
        { "bases", "links: [{text: women.base + again.base = all.base}]\n", false },
        { "the same count in two tables", "links: [{text: again.yes_ = all.yes_}]\n", true },
        { "the same count in two tables", "links: [{text: again.yes_ = men.yes_}]\n", false },
        { "a multiple", "links: [{text: 2 * women.yes_ >= 36}]\n", true },
        { "a multiple", "links: [{text: 2 * women.yes_ > 36}]\n", false },
        { "a margin", "margins: [{id: m, margin: '9.6', percent: '40', n: 100, deff: 1}]\n", true },
        { "a margin", "margins: [{id: m, margin: '9.0', percent: '40', n: 100, deff: 1}]\n",
          false },
        { "a change", "changes: [{id: c, from: '40', to: '60', change: '50'}]\n", true },
        { "a change", "changes: [{id: c, from: '40', to: '60', change: '60'}]\n", false },
        { "points", "changes: [{id: c, from: '40', to: '60', change: '21', as: points}]\n", true },
        { "points", "changes: [{id: c, from: '40', to: '60', change: '22', as: points}]\n", false },
        { "an index", "changes: [{id: c, from: '40', to: '60', change: '150', as: index}]\n",
          true },
        { "an index", "changes: [{id: c, from: '40', to: '60', change: '160', as: index}]\n",
          false },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(links); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = g_strconcat(file, links[i].text, NULL);
        g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
        g_autoptr(Published) published = published_read(bytes, "links.yml", &error);
        assert_no_error(error);
        g_autoptr(Recount) result = recount(published);
        if (result->fails == links[i].holds)
            fail_msg("%s: %s", links[i].kind, links[i].text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_of_counts_and_changes_has_its_verdict),
        cmocka_unit_test(each_row_of_words_is_true),
        cmocka_unit_test(each_row_of_amounts_rounds_to_what_is_printed),
        cmocka_unit_test(figure_33_gives_back_160_hours),
        cmocka_unit_test(figure_40_has_no_base_and_is_refused),
        cmocka_unit_test(none_of_the_forty_figures_is_left_out),
        cmocka_unit_test(each_kind_of_link_holds_and_fails),
    };
    return cmocka_run_group_tests_name("reported", tests, NULL, NULL);
}
