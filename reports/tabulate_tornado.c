/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_tornado.c - one value at a time, or two: tables and the rows of a figure. */
#include "reports/tabulate_uncertain.h"

#include "datasets/number.h"
#include "reports/cost_show.h"
#include "reports/words.h"

#include <math.h>

static const CostStep *
output_of(const Tornado *tornado)
{
    return &tornado->model->steps[tornado->output];
}

static Table *
tidy_table(const Tornado *tornado, const ShowOptions *options)
{
    static const TableColumn columns[] = {
        { .name = "input", .label = "input" },
        { .name = "label", .label = "label" },
        { .name = "low", .label = "low", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "high", .label = "high", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "unit", .label = "unit" },
        { .name = "at_low", .label = "at_low", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "at_high", .label = "at_high", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "difference", .label = "difference", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "base", .label = "base", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "turns", .label = "turns" },
        { .name = "scenario", .label = "scenario" },
        { .name = "output", .label = "output" },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));

    for (size_t i = 0; i < tornado->n_bars; i++) {
        const TornadoBar *bar = &tornado->bars[i];
        const CostStep *step = &tornado->model->steps[bar->step];
        g_autofree char *unit = unit_text(&step->unit);
        Entry *row = table_add(table, ROW_BODY);
        size_t j = 0;

        row[j++] = entry_text(table, step->name);
        row[j++] = entry_text(table, cost_label(step, options->language));
        row[j++] = entry_number(bar->low);
        row[j++] = entry_number(bar->high);
        row[j++] = entry_text(table, unit);
        row[j++] = entry_number(bar->at_low);
        row[j++] = entry_number(bar->at_high);
        row[j++] = entry_number(fabs(bar->at_high - bar->at_low));
        row[j++] = entry_number(tornado->base);
        row[j++] = entry_text(table, bar->turns ? "yes" : "no");
        row[j++] = entry_text(table, tornado->model->scenarios[tornado->scenario].name);
        row[j++] = entry_text(table, output_of(tornado)->name);
    }
    return table;
}

/* Labels of the bars for which TURNS, or of those whose ends are quantiles; NULL: none. */
static char *
labels_of(const Tornado *tornado, bool turns, const char *language)
{
    g_autoptr(GString) labels = g_string_new(NULL);

    for (size_t i = 0; i < tornado->n_bars; i++) {
        const CostStep *step = &tornado->model->steps[tornado->bars[i].step];

        if (turns ? tornado->bars[i].turns : isnan(step->low))
            g_string_append_printf(labels, "%s%s", labels->len > 0 ? ", " : "",
                                   cost_label(step, language));
    }
    return labels->len > 0 ? g_strdup(labels->str) : NULL;
}

/* What a reader must know of the ends; NULL: nothing. */
static char *
note_of(const Tornado *tornado, bool turns, const char *language)
{
    g_autofree char *labels = labels_of(tornado, turns, language);

    return labels
               ? word_filled(turns ? WORD_TURNS_BETWEEN : WORD_ENDS_ARE_QUANTILES, language, labels)
               : NULL;
}

static void
add_bar(Table *table, const Tornado *tornado, size_t i, const ShowOptions *options)
{
    const TornadoBar *bar = &tornado->bars[i];
    const CostStep *step = &tornado->model->steps[bar->step], *output = output_of(tornado);
    const double numbers[] = { bar->low, bar->high, bar->at_low, bar->at_high,
                               fabs(bar->at_high - bar->at_low) };
    g_autofree char *unit = cost_unit(&step->unit, options->language);
    Entry *row = table_add(table, ROW_BODY);

    row[0] = entry_text(table, cost_label(step, options->language));
    for (size_t k = 0; k < G_N_ELEMENTS(numbers); k++) {
        g_autofree char *shown = k < 2 ? cost_show_end(step, numbers[k], false, options)
                                       : cost_show(output, numbers[k], options);
        size_t at = k < 2 ? k + 1 : k + 2;

        row[at] = entry_number(numbers[k]);
        row[at].text = table_text(table, shown);
        if (k == 2 || k == 3) {
            g_autofree char *address =
                g_strdup_printf("%s.%s.%s", options->id, step->name, k == 2 ? "low" : "high");
            row[at].address = table_text(table, address);
            row[at].strong = true;
        }
    }
    row[3] = entry_text(table, unit);
}

Table *
table_of_tornado(const Tornado *tornado, const ShowOptions *options)
{
    const char *language = options->language;
    const TableColumn columns[] = {
        { .name = "label", .label = "" },
        { .name = "low", .label = word(WORD_LOW, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "high", .label = word(WORD_HIGH, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "unit", .label = word(WORD_UNIT, language) },
        { .name = "at_low", .label = word(WORD_AT_LOW, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "at_high", .label = word(WORD_AT_HIGH, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "difference",
          .label = word(WORD_DIFFERENCE, language),
          .kind = COLUMN_OF_NUMBERS },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));
    g_autofree char *heading = cost_heading(output_of(tornado), language);
    g_autofree char *base = cost_show_full(output_of(tornado), tornado->base, options);
    g_autofree char *baseline = word_filled(WORD_BASELINE, language, base);

    table->title = table_text(table, heading);
    table->base = table_text(table, baseline);
    for (size_t i = 0; i < tornado->n_bars; i++)
        add_bar(table, tornado, i, options);
    for (int turns = 0; turns <= 1; turns++) {
        g_autofree char *note = note_of(tornado, turns, language);
        if (note)
            table_note(table, note);
    }
    table_note(table, word(WORD_FULL_PRECISION, language));
    g_autofree char *source = cost_source(tornado->model, language);
    table->source = table_text(table, source);
    table->data = tidy_table(tornado, options);
    return table;
}

/* ---- the figure */

static const char *
keep(FigureData *figure, char *text)
{
    const char *kept = text ? g_string_chunk_insert(figure->strings, text) : NULL;

    g_free(text);
    return kept;
}

static void
add_figure_row(FigureData *figure, const Tornado *tornado, size_t i, const ShowOptions *options)
{
    const TornadoBar *bar = &tornado->bars[i];
    const CostStep *step = &tornado->model->steps[bar->step], *output = output_of(tornado);
    const double inputs[] = { bar->low, bar->high }, outcomes[] = { bar->at_low, bar->at_high };
    ChartRow row = { .label = keep(figure, g_strdup(cost_label(step, options->language))),
                     .value = bar->at_high - bar->at_low,
                     .lower = NAN,
                     .upper = NAN };
    const char **cells = g_new0(const char *, 1);

    for (int end = 0; end < 2; end++)
        row.ends[end] =
            (ChartEnd){ outcomes[end], keep(figure, cost_show(output, outcomes[end], options)),
                        keep(figure, cost_show_end(step, inputs[end], true, options)),
                        keep(figure, g_strdup_printf("%s.%s.%s", options->id, step->name,
                                                     end == 0 ? "low" : "high")) };
    row.value_text =
        keep(figure, g_strdup_printf("%s (%s) \u2013 %s (%s)", row.ends[0].text, row.ends[0].input,
                                     row.ends[1].text, row.ends[1].input));
    cells[0] = keep(figure, cost_show(output, fabs(row.value), options));
    g_ptr_array_add(figure->lists, cells);
    row.cells = cells;
    g_array_append_val(figure->rows, row);
}

FigureData *
figure_of_tornado(const Tornado *tornado, const ShowOptions *options)
{
    FigureData *figure = figure_data_new();
    const char *language = options->language;
    const CostModel *model = tornado->model;
    g_autofree char *base = cost_show(output_of(tornado), tornado->base, options);
    const char **heads = g_new0(const char *, 1);

    for (size_t i = 0; i < tornado->n_bars; i++)
        add_figure_row(figure, tornado, i, options);
    heads[0] = word(WORD_DIFFERENCE, language);
    g_ptr_array_add(figure->lists, heads);
    g_ptr_array_add(figure->notes,
                    (gpointer)keep(figure, word_filled(WORD_NOTE, language,
                                                       word(WORD_ENDS_UNDER_AMOUNTS, language))));
    for (int turns = 0; turns <= 1; turns++) {
        char *note = note_of(tornado, turns, language);
        if (note)
            g_ptr_array_add(figure->notes, (gpointer)keep(figure, note));
    }
    g_ptr_array_add(figure->notes, NULL);
    const char *title = options->title ? options->title : node_label(model->title, language);
    figure->data = (ChartData){
        .title = keep(figure, title ? g_strdup(title) : cost_heading(output_of(tornado), language)),
        .base = title ? keep(figure, cost_heading(output_of(tornado), language)) : NULL,
        .source = keep(figure, cost_source(model, language)),
        .language = keep(figure, g_strdup(language)),
        .notes = (const char *const *)figure->notes->pdata,
        .heads = heads,
        .n_columns = 1,
        .rows = (const ChartRow *)(gpointer)figure->rows->data,
        .n_rows = figure->rows->len,
        .baseline = tornado->base,
        .baseline_text = keep(figure, word_filled(WORD_BASELINE, language, base)),
    };
    return figure;
}

/* ---- the grid */

static Table *
tidy_grid(const CostGrid *grid, const ShowOptions *options)
{
    const CostStep *steps = grid->model->steps;
    const TableColumn columns[] = {
        { .name = "row",
          .label = steps[grid->row].name,
          .kind = COLUMN_OF_NUMBERS,
          .decimals = -1 },
        { .name = "col",
          .label = steps[grid->col].name,
          .kind = COLUMN_OF_NUMBERS,
          .decimals = -1 },
        { .name = "outcome", .label = "outcome", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));

    for (size_t i = 0; i < grid->n; i++)
        for (size_t j = 0; j < grid->n; j++) {
            Entry *row = table_add(table, ROW_BODY);
            row[0] = entry_number(grid->rows[i]);
            row[1] = entry_number(grid->cols[j]);
            row[2] = entry_number(grid->outcomes[i * grid->n + j]);
        }
    return table;
}

Table *
table_of_grid(const CostGrid *grid, const ShowOptions *options)
{
    const CostStep *row_step = &grid->model->steps[grid->row];
    const CostStep *col_step = &grid->model->steps[grid->col];
    const CostStep *output = &grid->model->steps[grid->output];
    g_autofree TableColumn *columns = g_new0(TableColumn, grid->n + 1);
    g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func(g_free);
    const char *language = options->language;
    columns[0] = (TableColumn){ .name = "row", .label = cost_label(row_step, language) };
    for (size_t j = 0; j < grid->n; j++) {
        g_ptr_array_add(heads, cost_show_end(col_step, grid->cols[j], true, options));
        columns[j + 1] = (TableColumn){ .name = heads->pdata[j],
                                        .label = heads->pdata[j],
                                        .spanner = cost_label(col_step, language),
                                        .kind = COLUMN_OF_NUMBERS };
    }
    Table *table = table_new(options->id, columns, grid->n + 1);
    g_autofree char *unit = cost_unit(&output->unit, language);
    g_autofree char *named = *unit ? g_strdup_printf("%s (%s)", cost_label(output, language), unit)
                                   : g_strdup(cost_label(output, language));
    g_autofree char *title =
        word_filled(WORD_GRID_OF, language, named, cost_label(row_step, language),
                    cost_label(col_step, language));
    table->title = table_text(table, title);
    for (size_t i = 0; i < grid->n; i++) {
        Entry *row = table_add(table, ROW_BODY);
        g_autofree char *head = cost_show_end(row_step, grid->rows[i], true, options);

        row[0] = entry_text(table, head);
        for (size_t j = 0; j < grid->n; j++) {
            double outcome = grid->outcomes[i * grid->n + j];
            g_autofree char *shown = cost_show(output, outcome, options);

            row[j + 1] = entry_number(outcome);
            row[j + 1].text = table_text(table, shown);
        }
    }
    table->data = tidy_grid(grid, options);
    return table;
}
