/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_outcomes.c - units from the dispatch to the answer: what remains, and why others left. */
#include "analysis/response.h"
#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/figure_source.h"
#include "reports/parts.h"
#include "reports/words.h"

#include <math.h>

/* Why units leave; a stage names those that leave after it. */
enum {
    LEFT_NOT_ELIGIBLE,
    LEFT_UNKNOWN,
    LEFT_REFUSAL,
    LEFT_NONCONTACT,
    LEFT_OTHER,
    LEFT_PARTIAL,
    LEFT_ITEM,
    N_LEFT
};

static const Word left_words[N_LEFT] = { WORD_OUT_NOT_ELIGIBLE, WORD_OUT_UNKNOWN, WORD_OUT_REFUSAL,
                                         WORD_OUT_NONCONTACT,   WORD_OUT_OTHER,   WORD_OUT_PARTIAL,
                                         WORD_OUT_ITEM };

static bool
ask_outcomes(const FigureQuestion *question, GPtrArray *queries, GError **error)
{
    QueryOptions options = question->query;

    options.by = NULL;
    Query *query = query_response(NULL, &options, error);
    if (!query)
        return false;
    g_ptr_array_add(queries, query);
    if (!question->terms[0])
        return true;
    query = query_crosstab(question->terms[0], NULL, question->multiple, &options, error);
    if (query)
        g_ptr_array_add(queries, query);
    return query != NULL;
}

static void
add_stage(FigureData *figure, const char *label, const char *part, double n,
          const double left[N_LEFT], const ShowOptions *options)
{
    const NumberStyle *style = number_style(options->language);
    ChartValue *values = figure_list(figure, N_LEFT, sizeof *values);
    const char *parts[] = { part, NULL };
    ChartRow row = { .label = figure_keep(figure, g_strdup(label)),
                     .value = n,
                     .lower = NAN,
                     .upper = NAN,
                     .value_text = figure_keep(figure, number_format(n, 0, 0, style)),
                     .address = figure_address(figure, options->id, parts),
                     .values = values };

    for (size_t k = 0; k < N_LEFT; k++) {
        values[k] = (ChartValue){ .value = NAN, .lower = NAN, .upper = NAN };
        if (left[k] <= 0.0)
            continue;
        values[k].value = left[k];
        values[k].text = figure_keep(figure, number_format(left[k], 0, 0, style));
    }
    g_array_append_val(figure->rows, row);
}

static void
add_stages(FigureData *figure, const double counts[N_OUTCOMES], const Crosstab *item,
           const Codebook *codebook, const ShowOptions *options)
{
    const char *language = options->language;
    double sent = 0.0, answered = counts[OUTCOME_I] + counts[OUTCOME_P];

    for (size_t k = 0; k < N_OUTCOMES; k++)
        sent += counts[k];
    double unknown = counts[OUTCOME_UH] + counts[OUTCOME_UO];
    double eligible = sent - counts[OUTCOME_NE];
    const double after_sent[N_LEFT] = { [LEFT_NOT_ELIGIBLE] = counts[OUTCOME_NE] };
    const double after_eligible[N_LEFT] = { [LEFT_UNKNOWN] = unknown,
                                            [LEFT_REFUSAL] = counts[OUTCOME_R],
                                            [LEFT_NONCONTACT] = counts[OUTCOME_NC],
                                            [LEFT_OTHER] = counts[OUTCOME_O] };
    const double after_answered[N_LEFT] = { [LEFT_PARTIAL] = item ? 0.0 : counts[OUTCOME_P],
                                            [LEFT_ITEM] =
                                                item ? answered - (double)item->base_n : 0.0 };
    const double none[N_LEFT] = { 0 };

    add_stage(figure, word(WORD_STAGE_FRAME, language), "sent", sent, after_sent, options);
    add_stage(figure, word(WORD_STAGE_ELIGIBLE, language), "eligible", eligible, after_eligible,
              options);
    add_stage(figure, word(WORD_STAGE_ANSWERED, language), "answered", answered, after_answered,
              options);
    if (item)
        add_stage(figure, name_label(codebook, item->row_variable, language), "item",
                  (double)item->base_n, none, options);
    else if (counts[OUTCOME_P] > 0.0)
        add_stage(figure, word(WORD_STAGE_COMPLETE, language), "complete", counts[OUTCOME_I], none,
                  options);
}

static FigureData *
make_outcomes(const FigureQuestion *question, const GPtrArray *queries, const Codebook *codebook,
              const ShowOptions *options, GError **error)
{
    g_autoptr(FigureData) figure = figure_data_new();
    const char *language = options->language;
    ChartSeries *series = figure_list(figure, N_LEFT, sizeof *series);

    (void)question;
    for (size_t k = 0; k < N_OUTCOMES; k++)
        if (isnan(query_outcomes(g_ptr_array_index(queries, 0))[k])) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "so few cases had the outcome %s, or one that follows from it, that the "
                        "figure would show them; leave it out, or set suppress_below of it to 0",
                        outcome_codes[k]);
            return NULL;
        }
    for (size_t k = 0; k < N_LEFT; k++)
        series[k].label = word(left_words[k], language);
    figure->data.series = series;
    figure->data.n_series = N_LEFT;
    figure->data.title = options->title ? options->title : word(WORD_FLOW_TITLE, language);
    figure->data.base = word(WORD_FLOW_BASE, language);
    figure->data.source = figure_keep(figure, source_line(codebook, language));
    add_stages(figure, query_outcomes(g_ptr_array_index(queries, 0)),
               queries->len > 1 ? query_table(g_ptr_array_index(queries, 1)) : NULL, codebook,
               options);
    figure_finish(figure, language);
    return g_steal_pointer(&figure);
}

const FigureSource figure_source_outcomes = {
    .rows = CHART_OF_OUTCOMES,
    .arguments = "DATA [VARIABLE]",
    .least_terms = 0,
    .most_terms = 1,
    .ask = ask_outcomes,
    .make = make_outcomes,
};
