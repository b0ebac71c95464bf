/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_classes.c - the shares of the classes of a number: edges at round numbers. */
#include "analysis/profile.h"
#include "datasets/error.h"
#include "datasets/number.h"
#include "plots/ticks.h"
#include "reports/figure_source.h"
#include "reports/parts.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

enum { LEAST_CLASSES = 5, MOST_CLASSES = 12 };

/* Range and number of VARIABLE among all rows. FALSE and ERROR. */
static bool
find_range(const FigureQuestion *question, const char *name, double *from, double *to, size_t *n,
           GError **error)
{
    if (!question->open) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "the data can be read only once, so classes cannot be made for them; give "
                    "their limits, as 0,30,60");
        return false;
    }
    g_autoptr(Input) input = question->open(question->user, error);
    g_autoptr(Profile) profile = input ? profile_read(input, NULL, error) : NULL;

    for (size_t i = 0; profile && i < profile->n_variables; i++) {
        const VariableProfile *variable = &profile->variables[i];

        if (strcmp(variable->name, name) != 0)
            continue;
        *from = variable->min;
        *to = variable->max;
        *n = variable->n;
        if (variable->number && isfinite(variable->min))
            return true;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s has no numbers to make classes of; draw its categories with bar", name);
        return false;
    }
    if (profile)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "there is no variable %s in the data; classes are made of one column", name);
    return false;
}

/* Edges at the marks of an axis over the numbers, about as many as Sturges (1926) takes. */
static GArray *
make_edges(double from, double to, size_t n)
{
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(double));
    double classes = CLAMP(ceil(1.0 + log2((double)MAX(n, 1))), LEAST_CLASSES, MOST_CLASSES);
    TickRequest request = { .from = from, .to = to, .wanted = classes + 1.0 };
    Ticks ticks = ticks_choose(&request);

    while (ticks_value(&ticks, 0) > from) {
        ticks.first -= ticks.step;
        ticks.n++;
    }
    while (ticks_value(&ticks, ticks.n - 1) < to)
        ticks.n++;
    for (size_t i = 0; i < ticks.n; i++) {
        double edge = ticks_value(&ticks, i);
        g_array_append_val(edges, edge);
    }
    return edges;
}

static GArray *
read_edges(const char *text, GError **error)
{
    g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(double));
    g_auto(GStrv) texts = g_strsplit(text, ",", -1);

    for (char **t = texts; *t; t++) {
        double edge, last = edges->len ? g_array_index(edges, double, edges->len - 1) : -INFINITY;

        if (number_read(*t, strlen(*t), '.', &edge) == NUMBER_NONE || edge <= last) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "the limits of the classes are \"%s\"; write growing numbers with commas "
                        "between: 0,30,60",
                        text);
            return NULL;
        }
        g_array_append_val(edges, edge);
    }
    if (edges->len < 2) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "classes have two limits or more: 0,30,60");
        return NULL;
    }
    return g_steal_pointer(&edges);
}

/* "share(x >= 0 and x < 30)": the last class holds its upper limit too. */
static char *
expression_of(const char *name, double from, double to, bool last)
{
    char low[NUMBER_BUFFER], high[NUMBER_BUFFER];

    return g_strdup_printf("share(`%s` >= %s and `%s` %s %s)", name, number_write(from, low), name,
                           last ? "<=" : "<", number_write(to, high));
}

static bool
ask_classes(const FigureQuestion *question, GPtrArray *queries, GError **error)
{
    const char *name = question->terms[0];
    QueryOptions options = question->query;
    g_autoptr(GArray) edges = question->classes ? read_edges(question->classes, error) : NULL;
    double from, to;
    size_t n;

    if (question->classes && !edges)
        return false;
    if (!edges) {
        if (!find_range(question, name, &from, &to, &n, error))
            return false;
        edges = make_edges(from, to, n);
    }
    options.by = NULL;
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i + 1 < edges->len; i++)
        g_ptr_array_add(terms,
                        expression_of(name, g_array_index(edges, double, i),
                                      g_array_index(edges, double, i + 1), i + 2 == edges->len));
    g_ptr_array_add(terms, NULL);
    Query *query = query_estimate((const char *const *)terms->pdata, &options, error);
    if (query)
        g_ptr_array_add(queries, query);
    return query != NULL;
}

/* The limits that stand in the expression of ROW. */
static bool
edges_of(const Estimate *row, double *from, double *to)
{
    const char *low = strstr(row->variable, " >= "), *high = strstr(row->variable, "` < ");
    const char *last = strstr(row->variable, "` <= ");

    if (!low || !(high || last))
        return false;
    *from = g_ascii_strtod(low + 4, NULL);
    *to = g_ascii_strtod(high ? high + 4 : last + 5, NULL);
    return true;
}

static void
add_row(FigureData *figure, const Estimate *row, const FigureQuestion *question, int decimals,
        const ShowOptions *options)
{
    const NumberStyle *style = number_style(options->language);
    FigureQuestion every = *question;
    ChartRow out = { 0 };
    char low[NUMBER_BUFFER];

    if (!edges_of(row, &out.at, &out.to))
        return;
    every.least = every.few = 0; /* an empty class is what the figure shows */
    ChartValue value = figure_value(figure, &every, row, decimals, options);
    g_autofree char *from = number_format(out.at, 0, out.at == floor(out.at) ? 0 : 2, style);
    g_autofree char *to = number_format(out.to, 0, out.to == floor(out.to) ? 0 : 2, style);
    const char *parts[] = { number_write(out.at, low), NULL };
    out.label = figure_keep(figure, g_strdup_printf("%s\u2013%s", from, to));
    out.value = value.value;
    out.lower = out.upper = NAN;
    out.value_text = value.text;
    out.address = figure_address(figure, options->id, parts);
    g_array_append_val(figure->rows, out);
}

static FigureData *
make_classes(const FigureQuestion *question, const GPtrArray *queries, const Codebook *codebook,
             const ShowOptions *options, GError **error)
{
    g_autoptr(FigureData) figure = figure_data_new();
    const Estimates *estimates = query_estimates(g_ptr_array_index(queries, 0));
    const char *language = options->language, *name = question->terms[0];
    const Variable *variable = codebook_find(codebook, name);
    size_t first = 0, end = estimates->n_rows, n = end > 0 ? estimates->rows[0].base_n : 0;

    if (estimates->n_withheld > 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "some classes of %s hold fewer than %zu cases, and a class left out would show "
                    "in the sum; give wider ones, as 0,30,60",
                    name, estimates->suppress_below);
        return NULL;
    }
    figure->data.language = language;
    if (!question->classes) { /* edges that nobody reaches are left out */
        while (first + 1 < end && estimates->rows[first].n == 0)
            first++;
        while (end > first + 1 && estimates->rows[end - 1].n == 0)
            end--;
    }
    for (size_t i = first; i < end; i++)
        add_row(figure, &estimates->rows[i], question, share_decimals(n, options->decimals),
                options);
    g_autofree char *count = number_format((double)n, 0, 0, number_style(language));
    figure->data.title = figure_keep(
        figure, g_strdup(options->title ? options->title : name_label(codebook, name, language)));
    figure->data.question = figure_keep(figure, g_strdup(name_question(codebook, name, language)));
    figure->data.base = figure_keep(figure, word_filled(WORD_CLASSES_OF, language, count));
    figure->data.source = figure_keep(figure, source_line(codebook, language));
    figure->data.unit =
        figure_keep(figure, g_strdup(variable && variable->unit ? variable->unit : NULL));
    figure->data.shares = true;
    if (figure->rows->len > 0) {
        const ChartRow *row = &g_array_index(figure->rows, ChartRow, 0);
        double width = row->to - row->at;

        g_autofree char *text =
            number_format(width, 0, width == floor(width) ? 0 : 2, number_style(language));
        figure_note(figure, word_filled(WORD_CLASS_WIDTH, language, text));
    }
    figure_finish(figure, language);
    return g_steal_pointer(&figure);
}

const FigureSource figure_source_classes = {
    .rows = CHART_OF_CLASSES,
    .arguments = "DATA VARIABLE",
    .least_terms = 1,
    .most_terms = 1,
    .ask = ask_classes,
    .make = make_classes,
};
