/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_beliefs.c - a hill for what each expert believes, and first that of the pool. */
#include "reports/tabulate_beliefs.h"

#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/figure_source.h"
#include "reports/parts.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

enum { POINTS = 160 };
static const double TAIL = 0.001; /* of each belief that may lie outside the figure */

static const Belief *
beliefs_of(const Elicited *quantity)
{
    return (const Belief *)(gpointer)quantity->beliefs->data;
}

static const Elicited *
find_quantity(const Elicitation *elicitation, const char *name, GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);

    for (guint q = 0; q < elicitation->quantities->len; q++) {
        const Elicited *quantity = g_ptr_array_index(elicitation->quantities, q);

        if (!name || strcmp(quantity->id, name) == 0)
            return quantity;
        g_string_append_printf(known, "%s%s", q ? ", " : "", quantity->id);
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "'%s' is no quantity that experts were asked for; there are: %s", name ? name : "",
                known->str);
    return NULL;
}

/* Density of the linear pool, or of one belief. */
static double
density_at(const Belief *beliefs, size_t n, double x)
{
    double sum = 0.0, weights = 0.0;

    for (size_t k = 0; k < n; k++) {
        double density = distribution_density(beliefs[k].fitted, x);

        sum += beliefs[k].weight * (isfinite(density) ? density : 0.0);
        weights += beliefs[k].weight;
    }
    return sum / weights;
}

/* The curve of BELIEFS [n] where they have all but their tails. */
static const double *
curve_of(FigureData *figure, const Belief *beliefs, size_t n)
{
    double *curve = figure_list(figure, 2 * POINTS, sizeof *curve);
    double from = INFINITY, to = -INFINITY;

    for (size_t k = 0; k < n; k++) {
        from = fmin(from, distribution_quantile(beliefs[k].fitted, TAIL));
        to = fmax(to, distribution_quantile(beliefs[k].fitted, 1.0 - TAIL));
    }
    for (size_t k = 0; k < POINTS; k++) {
        curve[2 * k] = from + (to - from) * (double)k / (POINTS - 1.0);
        curve[2 * k + 1] = density_at(beliefs, n, curve[2 * k]);
    }
    return curve;
}

static int
decimals_of(const Elicited *quantity, const ShowOptions *options)
{
    Believed pool = elicit_pool(beliefs_of(quantity), quantity->beliefs->len, POOL_LINEAR);

    if (options->decimals >= 0)
        return options->decimals;
    return pool.p95 >= 100.0 ? 0 : pool.p95 >= 1.0 ? 1 : 3;
}

static void
add_row(FigureData *figure, const Elicited *quantity, const Belief *belief,
        const ShowOptions *options)
{
    const char *language = options->language;
    size_t n = belief ? 1 : quantity->beliefs->len;
    const Belief *beliefs = belief ? belief : beliefs_of(quantity);
    Believed of = belief ? elicit_alone(belief->fitted) : elicit_pool(beliefs, n, POOL_LINEAR);
    int decimals = decimals_of(quantity, options);
    const char **cells = figure_list(figure, 2, sizeof *cells);
    g_autoptr(Table) scratch = table_new("", NULL, 0);
    Entry range = entry_interval(scratch, of.p5, of.p95, 0, decimals, language);
    const char *const parts[] = { quantity->id, belief ? belief->expert : "linear", NULL };

    cells[0] = figure_keep(figure, number_format(of.mean, 0, decimals, number_style(language)));
    cells[1] = figure_keep(figure, g_strdup(range.text));
    ChartRow row = { .label = belief ? figure_keep(figure, g_strdup(belief->expert))
                                     : word(WORD_ELICIT_THE_POOL, language),
                     .value = of.mean,
                     .lower = of.p5,
                     .upper = of.p95,
                     .cells = cells,
                     .address = figure_address(figure, options->id, parts),
                     .total = !belief,
                     .curve = curve_of(figure, beliefs, n),
                     .n_curve = POINTS };
    g_array_append_val(figure->rows, row);
}

FigureData *
figure_of_beliefs(const Elicitation *elicitation, const char *name, const ShowOptions *options,
                  GError **error)
{
    const Elicited *quantity = find_quantity(elicitation, name, error);
    const char *language = options->language;

    if (!quantity)
        return NULL;
    g_autoptr(FigureData) figure = figure_data_new();
    g_autofree char *experts = g_strdup_printf("%u", quantity->beliefs->len);
    add_row(figure, quantity, NULL, options);
    for (guint k = 0; k < quantity->beliefs->len; k++)
        add_row(figure, quantity, &beliefs_of(quantity)[k], options);
    const char **heads = figure_list(figure, 2, sizeof *heads);
    heads[0] = word(WORD_ELICIT_MEAN, language);
    heads[1] = "P5–P95";
    figure->data.heads = heads;
    figure->data.n_columns = 2;
    figure->data.strong = 1;
    figure->data.title = figure_keep(
        figure, options->title ? g_strdup(options->title)
                               : word_filled(WORD_ELICIT_BELIEVED, language, quantity->id));
    figure->data.question = figure_keep(figure, g_strdup(quantity->text));
    figure->data.unit =
        figure_keep(figure, quantity->unit && strcmp(quantity->unit, "percent") == 0
                                ? (quantity->denominator ? word_filled(WORD_PER_CENT_OF, language,
                                                                       quantity->denominator)
                                                         : g_strdup(word(WORD_PER_CENT, language)))
                                : g_strdup(quantity->unit));
    figure->data.language = figure_keep(figure, g_strdup(language));
    figure_note(figure, g_strdup(word(WORD_ELICIT_HILLS, language)));
    figure_note(figure, word_filled(WORD_ELICIT_JUDGED, language, experts));
    figure_finish(figure, language);
    return g_steal_pointer(&figure);
}

Table *
table_of_beliefs(const Elicitation *elicitation, const char *name, const ShowOptions *options)
{
    const Elicited *quantity = find_quantity(elicitation, name, NULL);
    int decimals = decimals_of(quantity, options);
    const TableColumn columns[] = {
        { .name = "expert", .label = word(WORD_ELICIT_EXPERT, options->language) },
        { .name = "mean",
          .label = word(WORD_ELICIT_MEAN, options->language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = decimals },
        { .name = "p5", .label = "P5", .kind = COLUMN_OF_NUMBERS, .decimals = decimals },
        { .name = "p95", .label = "P95", .kind = COLUMN_OF_NUMBERS, .decimals = decimals },
    };
    Table *table = table_new(options->id, columns, G_N_ELEMENTS(columns));

    for (guint k = 0; k <= quantity->beliefs->len; k++) {
        const Belief *belief = k > 0 ? &beliefs_of(quantity)[k - 1] : NULL;
        Believed of = belief
                          ? elicit_alone(belief->fitted)
                          : elicit_pool(beliefs_of(quantity), quantity->beliefs->len, POOL_LINEAR);
        Entry row[] = { entry_text(table, belief ? belief->expert
                                                 : word(WORD_ELICIT_THE_POOL, options->language)),
                        entry_number(of.mean), entry_number(of.p5), entry_number(of.p95) };

        memcpy(table_add(table, belief ? ROW_BODY : ROW_TOTAL), row, sizeof row);
    }
    return table;
}
