/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_simulation.c - the outcomes of a simulation as classes, for the histogram and its table.
 */
#include "datasets/number.h"
#include "plots/ticks.h"
#include "reports/cost_show.h"
#include "reports/figure_source.h"
#include "reports/tabulate_uncertain.h"
#include "reports/words.h"

#include <math.h>
#include <stdlib.h>

enum { CLASSES = 20 };
static const double left_out = 0.001; /* at each end, so that a long tail does not hide the rest */

/* The classes of one output: equal steps at round numbers. */
typedef struct {
    Ticks ticks;
    size_t n;      /* classes */
    size_t *draws; /* [n] in each; a class holds its lower end */
    size_t outside;
} Classes;

static int
ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Ticks around the draws but for the ends that are left out. */
static Ticks
edges_of(const double *sorted, size_t n)
{
    size_t cut = (size_t)(left_out * (double)n);
    double from = sorted[cut], to = sorted[n - 1 - cut];
    double half = from < to ? 0.0 : fmax(1.0, fabs(from)) / 2.0;
    TickRequest request = { .from = from - half, .to = to + half, .wanted = CLASSES + 1 };
    Ticks ticks = ticks_choose(&request);

    while (ticks_value(&ticks, 0) > from) {
        ticks.first -= ticks.step;
        ticks.n++;
    }
    while (ticks_value(&ticks, ticks.n - 1) <= to)
        ticks.n++;
    return ticks;
}

static Classes
classes_of(const Simulation *simulation, size_t k)
{
    size_t n = simulation->n_kept, j = 0;
    g_autofree double *sorted = g_memdup2(simulation_draws(simulation, k), n * sizeof *sorted);
    Classes classes = { 0 };

    qsort(sorted, n, sizeof *sorted, ascending);
    classes.ticks = edges_of(sorted, n);
    classes.n = classes.ticks.n - 1;
    classes.draws = g_new0(size_t, classes.n);
    for (; j < n && sorted[j] < ticks_value(&classes.ticks, 0); j++)
        classes.outside++;
    for (size_t i = 0; i < classes.n; i++)
        for (; j < n && sorted[j] < ticks_value(&classes.ticks, i + 1); j++)
            classes.draws[i]++;
    classes.outside += n - j;
    return classes;
}

static void
add_row(FigureData *figure, const Simulation *simulation, size_t k, const Classes *classes,
        size_t i, const ShowOptions *options)
{
    const CostStep *step = &simulation->model->steps[simulation->outputs[k].step];
    double share = (double)classes->draws[i] / (double)simulation->n_kept;
    char low[NUMBER_BUFFER];
    ChartRow row = { .at = ticks_value(&classes->ticks, i),
                     .to = ticks_value(&classes->ticks, i + 1),
                     .value = 100.0 * share,
                     .lower = NAN,
                     .upper = NAN };
    const char *parts[] = { step->name, number_write(row.at, low), NULL };
    g_autofree char *from = cost_show(step, row.at, options);
    g_autofree char *to = cost_show(step, row.to, options);

    row.label = figure_keep(figure, g_strdup_printf("%s\u2013%s", from, to));
    row.value_text =
        figure_keep(figure, number_format(share, 2, 1, number_style(options->language)));
    row.address = figure_address(figure, options->id, parts);
    g_array_append_val(figure->rows, row);
}

static void
add_note(FigureData *figure, char *note)
{
    g_ptr_array_add(figure->notes, (gpointer)figure_keep(figure, note));
}

static void
add_notes(FigureData *figure, const Simulation *simulation, size_t k, const Classes *classes,
          const ShowOptions *options)
{
    const char *language = options->language;
    const NumberStyle *style = number_style(language);
    const SimulatedOutput *output = &simulation->outputs[k];
    const CostStep *step = &simulation->model->steps[output->step];
    g_autofree char *n = number_format((double)simulation->n_kept, 0, 0, style);
    g_autofree char *seed = g_strdup_printf("%" G_GUINT64_FORMAT, simulation->options.seed);
    g_autofree char *p5 = cost_show(step, output->p5.value, options);
    g_autofree char *p50 = cost_show(step, output->p50.value, options);
    g_autofree char *p95 = cost_show(step, output->p95.value, options);
    g_autofree char *mean = cost_show(step, output->mean.value, options);
    g_autofree char *outside =
        number_format((double)classes->outside / (double)simulation->n_kept, 2, 1, style);

    add_note(figure, word_filled(WORD_DRAWS_SPREAD, language, mean, p5, p50, p95));
    add_note(figure, word_filled(WORD_DRAWS_SHOWN, language, n, seed));
    if (classes->outside > 0)
        add_note(figure, word_filled(WORD_DRAWS_OUTSIDE, language, outside));
    g_ptr_array_add(figure->notes, NULL);
}

FigureData *
figure_of_simulation(const Simulation *simulation, size_t k, const ShowOptions *options)
{
    FigureData *figure = figure_data_new();
    const CostModel *model = simulation->model;
    const CostStep *step = &model->steps[simulation->outputs[k].step];
    const char *language = options->language, *label = cost_label(step, language);
    g_autofree char *unit = cost_unit(&step->unit, language);
    Classes classes = classes_of(simulation, k);

    for (size_t i = 0; i < classes.n; i++)
        add_row(figure, simulation, k, &classes, i, options);
    add_notes(figure, simulation, k, &classes, options);
    g_free(classes.draws);
    figure->data = (ChartData){
        .title = figure_keep(figure, options->title ? g_strdup(options->title)
                                                    : word_filled(WORD_DRAWS_OF, language, label)),
        .base = word(WORD_DRAWS_PER_CENT, language),
        .source = figure_keep(figure, cost_source(model, language)),
        .language = figure_keep(figure, g_strdup(language)),
        .notes = (const char *const *)figure->notes->pdata,
        .unit =
            figure_keep(figure, *unit ? g_strdup_printf("%s, %s", label, unit) : g_strdup(label)),
        .shares = true,
        .rows = (const ChartRow *)(gpointer)figure->rows->data,
        .n_rows = figure->rows->len,
    };
    return figure;
}

Table *
table_of_draws(const Simulation *simulation, size_t k, const ShowOptions *options)
{
    const char *language = options->language;
    const CostStep *step = &simulation->model->steps[simulation->outputs[k].step];
    const TableColumn columns[] = {
        { .name = "from", .label = word(WORD_RANGE_FROM, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "to", .label = word(WORD_RANGE_TO, language), .kind = COLUMN_OF_NUMBERS },
        { .name = "share",
          .label = word(WORD_PER_CENT, language),
          .kind = COLUMN_OF_NUMBERS,
          .power = 2,
          .decimals = 1 },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));
    g_autofree char *title = word_filled(WORD_DRAWS_OF, language, cost_label(step, language));
    Classes classes = classes_of(simulation, k);

    table->title = table_text(table, title);
    for (size_t i = 0; i < classes.n; i++) {
        const double ends[2] = { ticks_value(&classes.ticks, i),
                                 ticks_value(&classes.ticks, i + 1) };
        Entry *row = table_add(table, ROW_BODY);

        for (int end = 0; end < 2; end++) {
            g_autofree char *shown = cost_show(step, ends[end], options);

            row[end] = entry_number(ends[end]);
            row[end].text = table_text(table, shown);
        }
        row[2] = entry_number((double)classes.draws[i] / (double)simulation->n_kept);
    }
    g_free(classes.draws);
    return table;
}
