/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_figure.c - blocks with `chart:` whose rows come from the data, of any kind of chart. */
#include "analysis/response.h"
#include "datasets/error.h"
#include "datasets/path.h"
#include "reports/composer.h"
#include "reports/figure_source.h"

#include <math.h>
#include <string.h>

static const Chart *
chart_of(const Spec *spec, GError **error)
{
    return chart_find(node_text(node_get(spec->node, "chart")), error);
}

/* What the block names: `variable`, `variables` or `expression`; never NULL. */
static const char *const *
terms_of(Spec *spec)
{
    const char *const *variables = node_texts(node_get(spec->node, "variables"));
    const char *const *expressions = node_texts(node_get(spec->node, "expression"));

    spec->single[0] = node_text(node_get(spec->node, "variable"));
    return variables ? variables : expressions ? expressions : spec->single;
}

Input *
composer_open_again(gconstpointer user, GError **error)
{
    const Composer *composer = user;
    const char *name = node_text(node_get(document_root(composer->manuscript->head), "data"));
    InputOptions options = composer_reading(composer);
    g_autofree char *path = path_resolve(name, composer->path, composer->options->data_dir, error);

    Input *input = path ? input_open(path, &options, error) : NULL;

    if (input)
        input_hash(input, false); /* the first pass has it */
    return input;
}

/* The place of what KEY chooses among NAMES; 0: the first, or nothing is said. */
static size_t
choice_of(const Spec *spec, const char *key, const char *const *names)
{
    const char *name = node_text(node_get(spec->node, key));
    size_t i = 0;

    while (name && names[i] && strcmp(names[i], name) != 0)
        i++;
    return i;
}

static FigureQuestion
question_of(const Composer *composer, const Spec *spec, const char *const *terms)
{
    const Node *few = node_get(spec->node, "low_base"), *least = node_get(spec->node, "least_base");
    FigureQuestion question = figure_question_new();

    question.terms = terms;
    question.query = spec_query(composer, spec);
    question.multiple = terms[0] && codebook_find_set(composer->input->codebook, terms[0]) != NULL;
    if (few)
        question.few = (size_t)MAX(node_number(few, 0), 0);
    if (least)
        question.least = (size_t)MAX(node_number(least, 0), 0);
    question.breaks = node_texts(node_get(spec->node, "breaks"));
    question.highlight = node_texts(node_get(spec->node, "highlight"));
    question.provisional = node_texts(node_get(spec->node, "provisional"));
    question.classes = node_text(node_get(spec->node, "classes"));
    question.zoomed = node_boolean(node_get(spec->node, "zoom"));
    question.reverse = node_boolean(node_get(spec->node, "reverse"));
    question.neutral = (ChartNeutral)choice_of(spec, "neutral", neutral_names);
    question.form = (ChartForm)choice_of(spec, "form", form_names);
    question.shaded = node_boolean(node_get(spec->node, "residuals"));
    question.facet = node_text(node_get(spec->node, "facet"));
    question.free_scales = node_boolean(node_get(spec->node, "free_scales"));
    question.open = composer_open_again;
    question.user = composer;
    question.limits = chart_of(spec, NULL)->limits;
    question.hollow = chart_of(spec, NULL)->hollow;
    return question;
}

static bool
check_terms(const FigureSource *source, const Chart *chart, const char *const *terms,
            GError **error)
{
    int n = 0;

    while (terms[n])
        n++;
    if (n >= source->least_terms && (source->most_terms < 0 || n <= source->most_terms))
        return true;
    if (n == 0)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has no 'variable:'; name one of the data, several under "
                    "'variables:', or a statistic under 'expression:'");
    else
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure names %d variables or statistics; a %s chart takes %d", n,
                    chart->name, source->most_terms);
    return false;
}

static bool
ask_figure(Composer *composer, Spec *spec, GError **error)
{
    const Chart *chart = chart_of(spec, error);
    const FigureSource *source = chart ? figure_source_find(chart->rows) : NULL;

    if (!chart)
        return false;
    if (!source) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "a %s chart is not made of survey data; make it with andel chart", chart->name);
        return false;
    }
    if (!composer->input) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the block asks the data, but the head names none; add 'data: FILE' to it");
        return false;
    }
    const char *const *terms = terms_of(spec);
    FigureQuestion question = question_of(composer, spec, terms);
    spec->queries = g_ptr_array_new_with_free_func((GDestroyNotify)query_free);
    return check_terms(source, chart, terms, error) &&
           figure_ask(source, &question, spec->queries, error);
}

static bool
has_outcomes(const Query *query)
{
    const double *counts = query_outcomes(query);
    double sum = 0.0;

    for (size_t k = 0; k < N_OUTCOMES; k++)
        sum += isnan(counts[k]) ? 1.0 : counts[k];
    return sum > 0.0;
}

static void
answer_figure(Composer *composer, Spec *spec)
{
    size_t n_tables = 0;

    for (guint i = 0; i < spec->queries->len; i++)
        n_tables += figure_is_whole(spec->queries, i) &&
                    query_table(g_ptr_array_index(spec->queries, i)) != NULL;
    for (guint i = 0; i < spec->queries->len; i++) {
        const Query *query = g_ptr_array_index(spec->queries, i);
        const Crosstab *table = query_table(query);

        if (!figure_is_whole(spec->queries, i))
            continue;
        if (table)
            spec_values_of_crosstab(composer, spec, table,
                                    n_tables > 1 ? table->row_variable : NULL);
        else if (has_outcomes(query))
            spec_values_of_outcomes(composer, spec, query);
        else
            spec_values_of_estimates(composer, spec, query_estimates(query));
    }
}

static bool
show_figure(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Chart *chart = chart_of(spec, error);
    const FigureSource *source = figure_source_find(chart->rows);
    const Codebook *codebook = composer->input->codebook;
    const char *unit = node_label(node_get(spec->node, "unit"), composer->language);
    ShowOptions show = spec_show(composer, spec);
    FigureQuestion question = question_of(composer, spec, terms_of(spec));
    g_autoptr(FigureData) figure =
        figure_make(source, &question, spec->queries, codebook, &show, error);

    if (!figure)
        return false;
    if (unit)
        figure->data.unit = unit;
    return spec_figure(composer, spec, block, chart->name, figure,
                       figure_table(source, figure, spec->queries, codebook, &show), error);
}

const Composition composition_figure = {
    .key = "chart",
    .figure = true,
    .ask = ask_figure,
    .answer = answer_figure,
    .show = show_figure,
};
