/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_source.c - the sources there are, and what they have in common. */
#include "reports/figure_source.h"

#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/symbols.h"
#include "reports/values.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

/* To add a source: write reports/figure_NAME.c, then one line here. */
#define FIGURE_SOURCES(X) \
    X(shares)             \
    X(estimates)          \
    X(table)              \
    X(periods)            \
    X(classes)            \
    X(outcomes)

#define DECLARE(name) extern const FigureSource figure_source_##name;
FIGURE_SOURCES(DECLARE)

#define ENTRY(name) &figure_source_##name,
static const FigureSource *const sources[] = { FIGURE_SOURCES(ENTRY) };

/* Bases below which a value is uncertain, and too uncertain to be shown. */
static const size_t few = 30, least = 10;

const FigureSource *
figure_source_find(ChartRows rows)
{
    for (size_t i = 0; i < G_N_ELEMENTS(sources); i++)
        if (sources[i]->rows == rows)
            return sources[i];
    return NULL;
}

FigureQuestion
figure_question_new(void)
{
    return (
        FigureQuestion){ .limits = true, .few = few, .least = least, .query = { .level = 0.95 } };
}

Table *
figure_table(const FigureSource *source, const FigureData *figure, const GPtrArray *queries,
             const Codebook *codebook, const ShowOptions *options)
{
    return source->tabulate && !figure->panels ? source->tabulate(queries, codebook, options)
                                               : table_of_figure(figure, options);
}

const char *
figure_keep(FigureData *figure, char *text)
{
    const char *kept = text ? g_string_chunk_insert(figure->strings, text) : NULL;

    g_free(text);
    return kept;
}

gpointer
figure_list(FigureData *figure, size_t n, size_t size)
{
    gpointer list = g_malloc0_n(n + 1, size);

    g_ptr_array_add(figure->lists, list);
    return list;
}

void
figure_note(FigureData *figure, char *sentence)
{
    const char *language = figure->data.language;
    bool first = figure->notes->len == 0;

    g_ptr_array_add(figure->sentences, (gpointer)figure_keep(figure, g_strdup(sentence)));
    char *note = first ? word_filled(WORD_NOTE, language, sentence)
                       : g_strjoin(" ", g_ptr_array_index(figure->notes, 0), sentence, NULL);

    /* one paragraph: sentences after each other */
    g_ptr_array_set_size(figure->notes, 0);
    g_ptr_array_add(figure->notes, (gpointer)figure_keep(figure, note));
    g_free(sentence);
}

const char *
figure_address(FigureData *figure, const char *id, const char *const *parts)
{
    const char *all[8] = { id };
    size_t n = 1;

    for (; *parts && n + 1 < G_N_ELEMENTS(all); parts++)
        all[n++] = *parts;
    return figure_keep(figure, address_join(all));
}

bool
figure_is_rest(const Codebook *codebook, const char *name, const char *category)
{
    const Variable *variable = codebook_find(codebook, name);

    for (size_t k = 0; variable && k < variable->n_values; k++)
        if (strcmp(variable->values[k].value, category) == 0)
            return variable->values[k].rest;
    return false;
}

ChartValue
figure_value(FigureData *figure, const FigureQuestion *question, const Estimate *row, int decimals,
             const ShowOptions *options)
{
    bool share = estimate_is_share(row), shown = row->base_n >= question->least;
    double power = share ? 100.0 : 1.0;
    double value = share ? share_exact(row->value, row->n, row->base_n) : row->value;
    ChartValue out = { .value = NAN, .lower = NAN, .upper = NAN };

    if (shown && isfinite(value)) {
        out = (ChartValue){ .value = value * power,
                            .lower = row->lower * power,
                            .upper = row->upper * power,
                            .few = row->base_n < question->few };
        out.text = figure_keep(
            figure, number_format(value, share ? 2 : 0, decimals, number_style(options->language)));
    } else if (row->flags & ESTIMATE_WITHHELD) {
        figure->n_withheld++;
        out.text = sign_symbol(options->symbols, SIGN_WITHHELD, options->language);
    } else {
        figure->n_uncertain++;
        out.text = sign_symbol(options->symbols, SIGN_NOT_AVAILABLE, options->language);
    }
    return out;
}

static bool
any_value(const FigureData *figure, bool (*is)(const ChartValue *value))
{
    for (guint i = 0; i < figure->rows->len; i++) {
        const ChartRow *row = &g_array_index(figure->rows, ChartRow, i);
        const char *text = row->value_text || !row->cells ? row->value_text : *row->cells;
        ChartValue single = { .value = row->value, .few = row->few, .text = text };

        for (size_t k = 0; row->values && k < figure->data.n_series; k++)
            if (is(&row->values[k]))
                return true;
        if (!row->values && is(&single))
            return true;
    }
    return false;
}

static bool
is_few(const ChartValue *value)
{
    return value->few && isfinite(value->value);
}

char *
figure_withheld(const ShowOptions *options)
{
    return g_strdup_printf("%s  %s",
                           sign_symbol(options->symbols, SIGN_WITHHELD, options->language),
                           word(WORD_FLAG_WITHHELD, options->language));
}

static bool
is_sign(const ChartValue *value)
{
    return !isfinite(value->value) && value->text;
}

/* What the sign of the chosen set means, where nothing else says it. */
static void
figure_note_sign(FigureData *figure, const ShowOptions *options)
{
    g_autofree char *means = g_strdup_printf(
        "%s = %s", sign_symbol(options->symbols, SIGN_NOT_AVAILABLE, options->language),
        sign_meaning(SIGN_NOT_AVAILABLE, options->language));

    if (options->symbols)
        figure_note(figure, word_filled(WORD_SYMBOLS_ARE, options->language, means));
}

void
figure_note_uncertainty(FigureData *figure, const FigureQuestion *question, const char *ci_method,
                        bool overall, const ShowOptions *options)
{
    const char *language = options->language;
    const char *symbol = sign_symbol(options->symbols, SIGN_NOT_AVAILABLE, language);
    const NumberStyle *style = number_style(language);
    g_autofree char *few_n = number_format((double)question->few, 0, 0, style);
    g_autofree char *least_n = number_format((double)question->least, 0, 0, style);

    if (overall)
        figure_note(figure, g_strdup(word(WORD_DASHED_IS_ALL, language)));
    if (any_value(figure, is_few) && (question->limits || question->hollow))
        figure_note(figure, word_filled(WORD_HOLLOW_IS_FEW, language, few_n));
    if (figure->n_uncertain > 0 && question->least > 0)
        figure_note(figure, word_filled(WORD_DOTS_ARE_FEW, language, symbol, least_n));
    else if (figure->n_uncertain > 0 && any_value(figure, is_sign))
        figure_note_sign(figure, options);
    if (figure->n_withheld > 0)
        figure_note(figure, figure_withheld(options));
    if (ci_method)
        figure_note(figure, word_filled(WORD_INTERVALS_BY, language, ci_method));
}

void
figure_finish(FigureData *figure, const char *language)
{
    g_ptr_array_add(figure->notes, NULL);
    figure->data.language = figure_keep(figure, g_strdup(language));
    figure->data.notes = (const char *const *)figure->notes->pdata;
    figure->data.rows = (const ChartRow *)(gpointer)figure->rows->data;
    figure->data.n_rows = figure->rows->len;
}
