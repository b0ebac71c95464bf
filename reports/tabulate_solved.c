/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_solved.c - which inputs give a target, or what was published. */
#include "reports/tabulate_uncertain.h"

#include "datasets/number.h"
#include "reports/cost_show.h"
#include "reports/words.h"

#include <math.h>

/* VALUE with enough decimals to tell neighbours apart: at least two more than the model shows. */
static char *
show_solved(const CostStep *step, double value, int decimals, const char *language)
{
    int least = step->decimals >= 0 ? step->decimals + 2 : 2;

    return number_format(value, 0, decimals >= 0 ? decimals : MAX(least, 4),
                         number_style(language));
}

static const char *
how_of(RootKind kind, const char *language)
{
    static const Word words[] = { [ROOT_CROSSING] = WORD_PASSED,
                                  [ROOT_TOUCH] = WORD_ROOT_TOUCHES,
                                  [ROOT_JUMP] = WORD_ROOT_JUMPS };

    return word(words[kind], language);
}

static Table *
tidy_points(const Breakeven *breakeven, const ShowOptions *options)
{
    static const TableColumn columns[] = {
        { .name = "input", .label = "input" },
        { .name = "value", .label = "value", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "unit", .label = "unit" },
        { .name = "how", .label = "how" },
        { .name = "elasticity", .label = "elasticity", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
    };
    static const char *const how[] = { "crossing", "touch", "jump" };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));
    const CostStep *input = &breakeven->model->steps[breakeven->question.input];
    g_autofree char *unit = unit_text(&input->unit);

    for (size_t i = 0; i < breakeven->n_points; i++) {
        Entry *row = table_add(table, ROW_BODY);
        row[0] = entry_text(table, input->name);
        row[1] = entry_number(breakeven->points[i].root.x);
        row[2] = entry_text(table, unit);
        row[3] = entry_text(table, how[breakeven->points[i].root.kind]);
        row[4] = entry_number(breakeven->points[i].elasticity);
    }
    return table;
}

Table *
table_of_breakeven(const Breakeven *breakeven, const ShowOptions *options)
{
    const BreakevenQuestion *question = &breakeven->question;
    const CostStep *input = &breakeven->model->steps[question->input];
    const CostStep *output = &breakeven->model->steps[question->output];
    const char *language = options->language;
    const TableColumn columns[] = {
        { .name = "label", .label = "" },
        { .name = "value", .label = word(WORD_VALUE, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "unit", .label = word(WORD_UNIT, language) },
        { .name = "how", .label = word(WORD_HOW_REACHED, language) },
        { .name = "elasticity",
          .label = word(WORD_ELASTICITY, language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = 2 },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));
    ShowOptions plain = *options;
    plain.decimals = -1;
    g_autofree char *target = cost_show_full(output, question->target, options);
    g_autofree char *title =
        word_filled(WORD_BREAK_EVEN, language, cost_label(output, language), target);
    g_autofree char *unit = cost_unit(&input->unit, language);

    table->title = table_text(table, title);
    for (size_t i = 0; i < breakeven->n_points; i++) {
        const BreakevenPoint *point = &breakeven->points[i];
        g_autofree char *shown = show_solved(input, point->root.x, options->decimals, language);
        g_autofree char *address = g_strdup_printf("%s.%s.%zu", options->id, input->name, i + 1);
        Entry *row = table_add(table, ROW_BODY);

        row[0] = entry_text(table, cost_label(input, language));
        row[1] = entry_number(point->root.x);
        row[1].text = table_text(table, shown);
        row[1].address = table_text(table, address);
        row[1].strong = true;
        row[2] = entry_text(table, unit);
        row[3] = entry_text(table, how_of(point->root.kind, language));
        row[4] = entry_number(point->elasticity);
    }
    if (breakeven->n_points == 0)
        table_note(table, word(WORD_NO_BREAK_EVEN, language));
    g_autofree char *from = cost_show_full(input, question->from, &plain);
    g_autofree char *to = cost_show_full(input, question->to, &plain);
    g_autofree char *base = cost_show_full(input, breakeven->base_input, &plain);
    g_autofree char *gives = cost_show_full(output, breakeven->base_output, options);
    g_autofree char *range = word_filled(WORD_SEARCHED_RANGE, language, from, to, base, gives);
    table_note(table, range);
    if (breakeven->n_points > 0)
        table_note(table, word(WORD_ELASTICITY_IS, language));
    table->data = tidy_points(breakeven, options);
    return table;
}

/* ---- inversion */

static void
add_tidy(Table *table, const Inversion *inversion, const PublishedCost *cost, const GArray *pieces)
{
    const CostModel *model = inversion->model;

    for (guint i = 0; i < MAX(pieces->len, 1); i++) {
        const CostInterval *piece =
            i < pieces->len ? &g_array_index(pieces, CostInterval, i) : NULL;
        Entry *row = table_add(table, ROW_BODY);

        row[0] = entry_text(table, cost ? model->steps[cost->output].name : NULL);
        row[1] = entry_text(table, cost && *model->scenarios[cost->scenario].name
                                       ? model->scenarios[cost->scenario].name
                                       : NULL);
        row[2] = entry_number(cost ? cost->value : (double)NAN);
        row[3] = entry_number(piece ? piece->low : (double)NAN);
        row[4] = entry_number(piece ? piece->high : (double)NAN);
    }
}

static Table *
tidy_inversion(const Inversion *inversion, const ShowOptions *options)
{
    static const TableColumn columns[] = {
        { .name = "output", .label = "output" },
        { .name = "scenario", .label = "scenario" },
        { .name = "published", .label = "published", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "low", .label = "low", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "high", .label = "high", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));

    for (size_t k = 0; k < inversion->costs->n; k++)
        add_tidy(table, inversion, &inversion->costs->costs[k], inversion->each[k]);
    add_tidy(table, inversion, NULL, inversion->all);
    return table;
}

/* Rows of one published number, or of all together when COST is NULL. */
static void
add_pieces(Table *table, const Inversion *inversion, const PublishedCost *cost,
           const GArray *pieces, const ShowOptions *options)
{
    const CostModel *model = inversion->model;
    const CostStep *unknown = &model->steps[inversion->unknown];
    const char *language = options->language;
    g_autofree char *unit = cost_unit(&unknown->unit, language);

    for (guint i = 0; i < MAX(pieces->len, 1); i++) {
        Entry *row = table_add(table, cost ? ROW_BODY : ROW_TOTAL);

        row[0] = entry_text(table, cost ? cost_label(&model->steps[cost->output], language)
                                        : word(WORD_ALL_TOGETHER, language));
        if (cost && *model->scenarios[cost->scenario].name)
            row[1] =
                entry_text(table, cost_scenario_label(&model->scenarios[cost->scenario], language));
        row[2] = cost ? entry_number(cost->value) : entry_not_applicable();
        if (cost)
            row[2].text = table_text(table, cost->text);
        row[4] = entry_not_applicable();
        row[5] = entry_text(table, unit);
        if (i == pieces->len) {
            row[3] = entry_text(table, word(WORD_NO_VALUE_GIVES, language));
            continue;
        }
        CostInterval piece = g_array_index(pieces, CostInterval, i);
        if (piece.low == inversion->from && piece.high == inversion->to) {
            row[3] = entry_text(table, word(WORD_ANY_VALUE, language));
            continue;
        }
        g_autofree char *low = show_solved(unknown, piece.low, options->decimals, language);
        g_autofree char *high = show_solved(unknown, piece.high, options->decimals, language);
        row[3] = entry_number(piece.low);
        row[3].text = table_text(table, low);
        row[4] = entry_number(piece.high);
        row[4].text = table_text(table, high);
        row[3].strong = row[4].strong = !cost;
    }
}

/* "Labour cost per month (0 decimals)": what the chain rounds; NULL: nothing. */
static char *
rounded_steps(const CostModel *model, const char *language)
{
    g_autoptr(GString) steps = g_string_new(NULL);

    for (size_t i = 0; i < model->n_steps; i++)
        if (model->steps[i].round >= 0)
            g_string_append_printf(steps, "%s%s (%d)", steps->len > 0 ? ", " : "",
                                   cost_label(&model->steps[i], language), model->steps[i].round);
    return steps->len > 0 ? g_strdup(steps->str) : NULL;
}

Table *
table_of_inversion(const Inversion *inversion, const ShowOptions *options)
{
    const CostModel *model = inversion->model;
    const CostStep *unknown = &model->steps[inversion->unknown];
    const char *language = options->language;
    const TableColumn columns[] = {
        { .name = "label", .label = "" },
        { .name = "scenario", .label = word(WORD_SCENARIO, language) },
        { .name = "published",
          .label = word(WORD_PUBLISHED_OUTCOME, language),
          .kind = COLUMN_OF_NUMBERS },
        { .name = "low", .label = word(WORD_RANGE_FROM, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "high", .label = word(WORD_RANGE_TO, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "unit", .label = word(WORD_UNIT, language) },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));
    g_autofree char *title = word_filled(WORD_INVERTED, language, cost_label(unknown, language));
    ShowOptions plain = *options;
    plain.decimals = -1;

    table->title = table_text(table, title);
    for (size_t k = 0; k < inversion->costs->n; k++)
        add_pieces(table, inversion, &inversion->costs->costs[k], inversion->each[k], options);
    add_pieces(table, inversion, NULL, inversion->all, options);
    g_autofree char *from = cost_show_full(unknown, inversion->from, &plain);
    g_autofree char *to = cost_show_full(unknown, inversion->to, &plain);
    g_autofree char *range = word_filled(WORD_INVERTED_RANGE, language, from, to);
    table_note(table, range);
    g_autofree char *steps = rounded_steps(model, language);
    g_autofree char *rounded = steps ? word_filled(WORD_ROUNDED_IN_CHAIN, language, steps) : NULL;
    table_note(table, rounded ? rounded : word(WORD_FULL_PRECISION, language));
    table->data = tidy_inversion(inversion, options);
    return table;
}
