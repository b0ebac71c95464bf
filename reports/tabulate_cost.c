/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_cost.c - a cost model that has run, as tables. */
#include "reports/tabulate_models.h"

#include "reports/cost_sheet.h"
#include "reports/cost_show.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

/* Every number of the model as a row of its own. */
static Table *
tidy_table(const CostResult *result, const ShowOptions *options)
{
    static const TableColumn columns[] = {
        { .name = "scenario", .label = "scenario" },
        { .name = "name", .label = "name" },
        { .name = "label", .label = "label" },
        { .name = "value", .label = "value", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "unit", .label = "unit" },
        { .name = "formula", .label = "formula" },
        { .name = "filled", .label = "filled" },
        { .name = "source", .label = "source" },
        { .name = "year", .label = "year", .kind = COLUMN_OF_NUMBERS },
        { .name = "output", .label = "output" },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));
    const CostModel *model = result->model;

    for (size_t s = 0; s < model->n_scenarios; s++)
        for (size_t i = 0; i < model->n_steps; i++) {
            const CostStep *step = &model->steps[i];
            g_autofree char *unit = unit_text(&step->unit);
            g_autofree char *filled = cost_filled(result, s, i, "", NULL);
            Entry *row = table_add(table, ROW_BODY);
            size_t j = 0;

            row[j++] =
                entry_text(table, *model->scenarios[s].name ? model->scenarios[s].name : NULL);
            row[j++] = entry_text(table, step->name);
            row[j++] = entry_text(table, cost_label(step, options->language));
            row[j++] = entry_number(cost_value(result, s, i));
            row[j++] = entry_text(table, unit);
            row[j++] = entry_text(table, step->formula);
            row[j++] = entry_text(table, filled);
            row[j++] = entry_text(table, node_label(step->source, options->language));
            row[j++] = entry_number(step->year != 0 ? (double)step->year : (double)NAN);
            row[j++] = entry_text(table, step->is_output ? "yes" : "no");
        }
    return table;
}

/* Columns of sums over the years: one for each case, when an output asks for them. */
static size_t
n_sums(const CostModel *model)
{
    bool any = false;

    for (size_t i = 0; i < model->n_steps; i++)
        any = any || model->steps[i].sum;
    return any && model->n_years > 0 ? model->n_cases : 0;
}

static Table *
new_table(const CostResult *result, const ShowOptions *options)
{
    const CostModel *model = result->model;
    size_t n = model->n_scenarios + n_sums(model) + 2;
    g_autofree TableColumn *columns = g_new0(TableColumn, n);

    columns[0] = (TableColumn){ .name = "label", .label = "" };
    for (size_t s = 0; s < model->n_scenarios; s++)
        columns[s + 1] = (TableColumn){
            .name = *model->scenarios[s].name ? model->scenarios[s].name : "value",
            .label = cost_scenario_label(&model->scenarios[s], options->language),
            .kind = COLUMN_OF_NUMBERS,
            .decimals = -1,
        };
    for (size_t k = 0; k < n_sums(model); k++)
        columns[model->n_scenarios + 1 + k] =
            (TableColumn){ .name = "sum",
                           .label = word(WORD_ALL_YEARS, options->language),
                           .kind = COLUMN_OF_NUMBERS,
                           .decimals = -1 };
    columns[n - 1] = (TableColumn){ .name = "unit", .label = word(WORD_UNIT, options->language) };
    return table_new(options->id, columns, n);
}

/* How a spreadsheet adds the years of STEP in case AT. The caller owns it. */
static char *
sum_of_years(const CostModel *model, size_t at, size_t step, const char *id)
{
    GString *sum = g_string_new(NULL);

    for (size_t y = 0; y < model->n_years; y++) {
        g_autofree char *address = cost_address(model, at * model->n_years + y, step, id);

        g_string_append_printf(sum, "%s{%s}", y > 0 ? "+" : "", address);
    }
    return g_string_free(sum, FALSE);
}

/* Adds the sums over the years of step I to ROW. */
static void
add_sums(Table *table, Entry *row, const CostResult *result, size_t i, const ShowOptions *options)
{
    const CostModel *model = result->model;
    const CostStep *step = &model->steps[i];

    for (size_t k = 0; k < n_sums(model); k++) {
        Entry *entry = &row[model->n_scenarios + 1 + k];

        *entry = entry_not_applicable();
        if (!step->sum)
            continue;
        double sum = cost_sum(result, k, i);
        g_autofree char *shown = cost_show(step, sum, options);
        g_autofree char *address = g_strdup_printf("%s.sum.%s", options->id, step->name);
        g_autofree char *formula = sum_of_years(model, k, i, options->id);

        *entry = entry_number(sum);
        entry->text = table_text(table, shown);
        entry->address = model->n_cases == 1 ? table_text(table, address) : NULL;
        entry->formula = strpbrk(step->name, "{}") ? NULL : table_text(table, formula);
        entry->strong = true;
    }
}

/* Adds STEP to TABLE. An output at the end is a total, elsewhere it is set strong. IN_TABLE
 * [n_steps] says which steps have a row. */
static void
add_step(Table *table, const CostResult *result, size_t i, bool last, int *n_marks,
         const bool *in_table, const ShowOptions *options)
{
    const CostModel *model = result->model;
    const CostStep *step = &model->steps[i];
    g_autofree char *unit = cost_unit(&step->unit, options->language);
    Entry *row = table_add(table, step->is_output && last ? ROW_TOTAL : ROW_BODY);

    row[0] = entry_text(table, cost_label(step, options->language));
    if (step->note && *n_marks < 26) {
        const char mark[2] = { (char)('a' + (*n_marks)++), '\0' };
        g_autofree char *note =
            g_strdup_printf("%s  %s", mark, node_label(step->note, options->language));
        row[0].mark = table_text(table, mark);
        table_note(table, note);
    }
    for (size_t s = 0; s < model->n_scenarios; s++) {
        g_autofree char *shown = cost_show(step, cost_value(result, s, i), options);
        g_autofree char *address = cost_address(model, s, i, options->id);
        g_autofree char *formula = cost_sheet(result, s, i, options->id, in_table);
        row[s + 1] = entry_number(cost_value(result, s, i));
        row[s + 1].text = table_text(table, shown);
        row[s + 1].address = table_text(table, address);
        row[s + 1].formula = table_text(table, formula);
        row[s + 1].strong = step->is_output;
    }
    add_sums(table, row, result, i, options);
    row[model->n_scenarios + n_sums(model) + 1] = entry_text(table, unit);
}

Table *
table_of_cost(const CostResult *result, const char *const *outputs, const ShowOptions *options)
{
    const CostModel *model = result->model;
    Table *table = new_table(result, options);
    g_autofree bool *in_table = g_new0(bool, model->n_steps + 1);
    int n_marks = 0;

    for (size_t i = 0; i < model->n_steps; i++)
        in_table[i] = outputs == NULL;
    for (size_t k = 0; outputs && outputs[k]; k++)
        in_table[cost_find(model, outputs[k])] = true;
    table->title = table_text(table, options->title ? options->title
                                                    : node_label(model->title, options->language));
    for (size_t i = 0; !outputs && i < model->n_steps; i++)
        add_step(table, result, i, i + 1 == model->n_steps, &n_marks, in_table, options);
    for (size_t k = 0; outputs && outputs[k]; k++) {
        size_t i = cost_find(model, outputs[k]);
        g_assert(i < model->n_steps);
        add_step(table, result, i, outputs[k + 1] == NULL && k > 0, &n_marks, in_table, options);
    }
    table_note(table, word(WORD_FULL_PRECISION, options->language));
    g_autofree char *source = cost_source(model, options->language);
    table->source = table_text(table, source);
    table->data = tidy_table(result, options);
    return table;
}

Table *
table_of_cost_formulas(const CostResult *result, const ShowOptions *options)
{
    const CostModel *model = result->model;
    bool scenarios = *model->scenarios[0].name != '\0';
    TableColumn columns[] = {
        { .name = "name", .label = "" },
        { .name = "formula", .label = word(WORD_FORMULA, options->language) },
        { .name = "filled", .label = word(WORD_WITH_NUMBERS, options->language) },
        { .name = "value",
          .label = word(WORD_VALUE, options->language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = -1 },
        { .name = "unit", .label = word(WORD_UNIT, options->language) },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, word(WORD_STEPS, options->language));
    for (size_t s = 0; s < model->n_scenarios; s++) {
        if (scenarios)
            table_add(table, ROW_GROUP)[0] =
                entry_text(table, cost_scenario_label(&model->scenarios[s], options->language));
        for (size_t i = 0; i < model->n_steps; i++) {
            const CostStep *step = &model->steps[i];
            g_autofree char *filled = cost_filled(result, s, i, options->language, cost_unit);
            if (!filled)
                continue;
            g_autofree char *shown = cost_show(step, cost_value(result, s, i), options);
            g_autofree char *unit = cost_unit(&step->unit, options->language);
            Entry *row = table_add(table, ROW_BODY);
            row[0] = entry_text(table, step->name);
            row[1] = entry_text(table, step->formula);
            row[2] = entry_text(table, filled);
            row[3] = entry_number(cost_value(result, s, i));
            row[3].text = table_text(table, shown);
            row[4] = entry_text(table, unit);
        }
    }
    if (table_rows(table) > (scenarios ? model->n_scenarios : 0))
        return table;
    table_free(table);
    return NULL;
}
