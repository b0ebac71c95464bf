/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_panels.c - a figure for each category of a variable, beside each other: the source of the
 * kind is asked once more in the domain of each. */
#include "analysis/response.h"
#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/figure_source.h"
#include "reports/parts.h"
#include "reports/symbols.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

/* ---- asking */

/* The categories of the facet among the rows that the question is about. NULL and ERROR. */
static Query *
find_categories(const FigureQuestion *question, GError **error)
{
    const QueryOptions options = { .where = question->query.where, .level = 0.95 };
    const DesignSpec rows = { 0 };

    if (!question->open) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "the data can be read only once, so the categories of %s cannot be found "
                    "first; give a file",
                    question->facet);
        return NULL;
    }
    g_autoptr(Input) input = question->open(question->user, error);
    g_autoptr(Query) query =
        input ? query_crosstab(question->facet, NULL, false, &options, error) : NULL;
    Query *all[] = { query };

    return query && query_run(all, 1, input, &rows, error) ? g_steal_pointer(&query) : NULL;
}

/* "(WHERE) and `facet` = 'category'"; NULL and ERROR when no quotes are left for it. */
static char *
condition_of(const FigureQuestion *question, const char *category, GError **error)
{
    const char *where = question->query.where;
    char quote = strchr(category, '\'') ? '"' : '\'';

    if (strchr(category, quote)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the category %s of %s holds both kinds of quotes; rename it", category,
                    question->facet);
        return NULL;
    }
    return g_strdup_printf("%s%s%s`%s` = %c%s%c", where ? "(" : "", where ? where : "",
                           where ? ") and " : "", question->facet, quote, category, quote);
}

static bool
ask_panel(const FigureSource *source, const FigureQuestion *question, const char *category,
          GPtrArray *queries, GError **error)
{
    g_autofree char *where = condition_of(question, category, error);
    FigureQuestion panel = *question;
    guint first = queries->len;

    panel.query.where = where;
    if (!where || !source->ask(&panel, queries, error))
        return false;
    for (guint i = first; i < queries->len; i++)
        query_set_label(g_ptr_array_index(queries, i), category);
    return true;
}

/* QUESTION with the second variable of a table by two as its facet. Without another change. */
static FigureQuestion
with_facet(const FigureSource *source, const FigureQuestion *question, const char *groups[2])
{
    const char *const *by = question->query.by;
    FigureQuestion out = *question;

    if (source->rows != CHART_OF_TABLE || question->facet || !by || !by[0] || !by[1] || by[2])
        return out;
    groups[0] = by[0];
    groups[1] = NULL;
    out.query.by = groups;
    out.facet = by[1];
    return out;
}

static bool
ask_all(const FigureSource *source, const FigureQuestion *question, GPtrArray *queries,
        GError **error)
{
    if (!source->ask(question, queries, error))
        return false;
    if (!question->facet)
        return true;
    g_autoptr(Query) found = find_categories(question, error);
    const Crosstab *table = found ? query_table(found) : NULL;

    for (size_t i = 0; table && i < table->n_rows; i++)
        if (crosstab_cell(table, i, table->n_cols)->n > 0 &&
            !ask_panel(source, question, table->rows[i], queries, error))
            return false;
    return table != NULL;
}

bool
figure_ask(const FigureSource *source, const FigureQuestion *question, GPtrArray *queries,
           GError **error)
{
    const char *groups[2];
    const FigureQuestion asked = with_facet(source, question, groups);

    return ask_all(source, &asked, queries, error);
}

bool
figure_is_whole(const GPtrArray *queries, guint i)
{
    return query_label(g_ptr_array_index(queries, i)) == NULL;
}

/* ---- making */

/* Those of QUERIES with LABEL (NULL: the whole), borrowed. */
static GPtrArray *
queries_of(const GPtrArray *queries, const char *label)
{
    GPtrArray *out = g_ptr_array_new();

    for (guint i = 0; i < queries->len; i++)
        if (g_strcmp0(query_label(g_ptr_array_index(queries, i)), label) == 0)
            g_ptr_array_add(out, g_ptr_array_index(queries, i));
    return out;
}

/* How many the panel is about; 0 when that is not one number. */
static size_t
count_of(const GPtrArray *queries)
{
    const Query *query = g_ptr_array_index(queries, queries->len - 1);
    const Crosstab *table = query_table(query);
    const Estimates *estimates = query_estimates(query);

    if (table)
        return crosstab_cell(table, table->n_rows, table->n_cols)->n;
    return estimates && estimates->n_by == 0 && estimates->n_rows > 0 ? estimates->rows[0].base_n
                                                                      : 0;
}

static const ChartRow *
find_row(const FigureData *panel, const ChartRow *wanted, const char *group)
{
    const char *in = NULL;

    for (guint i = 0; i < panel->rows->len; i++) {
        const ChartRow *row = &g_array_index(panel->rows, ChartRow, i);

        in = row->group ? row->group : in;
        if (g_strcmp0(row->label, wanted->label) == 0 && g_strcmp0(in, group) == 0 &&
            row->total == wanted->total)
            return row;
    }
    return NULL;
}

/* Nobody in the panel is in it: a share of 0, or nothing to be shown. */
static ChartValue
value_of_nobody(const FigureData *panel, bool counts, const ShowOptions *options)
{
    const char *language = panel->data.language;
    ChartValue value = { .value = NAN, .lower = NAN, .upper = NAN };

    if (counts) {
        value.value = 0.0;
        value.text = figure_keep((FigureData *)panel, number_format(0.0, 0, panel->data.decimals,
                                                                    number_style(language)));
    } else {
        value.text = sign_symbol(options->symbols, SIGN_NOT_AVAILABLE, language);
    }
    return value;
}

/* The values of ROW (NULL: the panel has none) in the order of the series of WHOLE. */
static const ChartValue *
align_values(FigureData *panel, const FigureData *whole, const ChartRow *row, bool counts,
             const ShowOptions *options)
{
    ChartValue *values = figure_list(panel, whole->data.n_series, sizeof *values);

    for (size_t k = 0; k < whole->data.n_series; k++) {
        values[k] = value_of_nobody(panel, counts && row, options);
        for (size_t j = 0; row && j < panel->data.n_series; j++)
            if (strcmp(panel->data.series[j].label, whole->data.series[k].label) == 0)
                values[k] = row->values[j];
    }
    return values;
}

/* Gives PANEL the rows and series of WHOLE in their order, so that panels can be compared. */
static void
align(FigureData *panel, const FigureData *whole, bool counts, const ShowOptions *options)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(ChartRow));
    const char *group = NULL;

    for (guint i = 0; i < whole->rows->len; i++) {
        const ChartRow *of = &g_array_index(whole->rows, ChartRow, i);
        group = of->group ? of->group : group;
        const ChartRow *met = find_row(panel, of, group);
        ChartValue nobody = value_of_nobody(panel, counts, options);
        ChartRow row = { .value = of->values ? NAN : nobody.value,
                         .lower = NAN,
                         .upper = NAN,
                         .value_text = of->value_text ? nobody.text : NULL };

        if (met)
            row = *met;
        row.label = of->label;
        row.rest = of->rest;
        row.total = of->total;
        row.group = of->group;
        row.key = of->key;
        row.at = of->at;
        row.to = of->to;
        row.broken = of->broken;
        row.values = of->values;
        if (row.values)
            row.values = align_values(panel, whole, met, counts, options);
        g_array_append_val(rows, row);
    }
    g_array_set_size(panel->rows, 0);
    g_array_append_vals(panel->rows, rows->data, rows->len);
    panel->data.rows = (const ChartRow *)(gpointer)panel->rows->data;
    panel->data.n_rows = panel->rows->len;
    panel->data.series = whole->data.series;
    panel->data.n_series = whole->data.n_series;
}

/* The sentences of all panels, each once, as the notes of WHOLE. Sums of one panel are no sums of
 * another. */
static void
collect_notes(FigureData *whole, bool shares)
{
    g_autoptr(GPtrArray) sentences = g_ptr_array_new();
    bool multiple = shares && whole->notes->len > 1;

    if (shares) {
        whole->data.notes = NULL;
        g_ptr_array_set_size(whole->notes, 0);
        figure_note(whole, g_strdup(word(multiple ? WORD_SEVERAL_ANSWERS : WORD_SUMS_DIFFER,
                                         whole->data.language)));
    }
    for (guint i = 0; i < whole->panels->len && !shares; i++) {
        const FigureData *panel = g_ptr_array_index(whole->panels, i);

        for (guint k = 0; k < panel->sentences->len; k++) {
            const char *sentence = g_ptr_array_index(panel->sentences, k);

            if (!g_ptr_array_find_with_equal_func(sentences, sentence, g_str_equal, NULL))
                g_ptr_array_add(sentences, (gpointer)sentence);
        }
    }
    if (!shares)
        g_ptr_array_set_size(whole->notes, 0);
    for (guint k = 0; k < sentences->len; k++)
        figure_note(whole, g_strdup(g_ptr_array_index(sentences, k)));
}

/* The panels instead of the rows. */
static void
set_panels(FigureData *whole, const GPtrArray *counts)
{
    ChartPanel *panels = figure_list(whole, whole->panels->len, sizeof *panels);

    for (guint i = 0; i < whole->panels->len; i++) {
        const FigureData *panel = g_ptr_array_index(whole->panels, i);

        panels[i] = (ChartPanel){ panel->data.title, g_ptr_array_index(counts, i), &panel->data };
    }
    whole->data.panels = panels;
    whole->data.n_panels = whole->panels->len;
    g_array_set_size(whole->rows, 0);
    whole->data.n_rows = 0;
    whole->data.n_series = 0;
    whole->data.n_columns = 0;
}

static FigureData *
make_panel(const FigureSource *source, const FigureQuestion *question, const GPtrArray *queries,
           const Codebook *codebook, const ShowOptions *options, const char *category,
           GError **error)
{
    const char *const parts[] = { category, NULL };
    g_autoptr(FigureData) names = figure_data_new();
    ShowOptions show = *options;

    show.id = figure_address(names, options->id, parts);
    show.title = category_label(codebook, question->facet, category, options->language);
    FigureData *panel = source->make(question, queries, codebook, &show, error);
    if (panel) {
        /* the title may be borrowed from NAMES or the codebook */
        panel->data.title = figure_keep(panel, g_strdup(show.title));
        panel->data.zoomed = question->zoomed;
    }
    /* cppcheck-suppress returnDanglingLifetime; what is made keeps nothing of SHOW */
    return panel;
}

static bool
add_panels(FigureData *whole, const FigureSource *source, const FigureQuestion *question,
           const GPtrArray *queries, const Codebook *codebook, const ShowOptions *options,
           GError **error)
{
    bool counts = source->rows == CHART_OF_SHARES || source->rows == CHART_OF_TABLE ||
                  source->rows == CHART_OF_CLASSES || source->rows == CHART_OF_OUTCOMES;
    g_autoptr(GPtrArray) numbers = g_ptr_array_new();
    const char *last = NULL;

    whole->panels = g_ptr_array_new_with_free_func((GDestroyNotify)figure_data_free);
    for (guint i = 0; i < queries->len; i++) {
        const char *category = query_label(g_ptr_array_index(queries, i));

        if (!category || g_strcmp0(category, last) == 0)
            continue;
        g_autoptr(GPtrArray) own = queries_of(queries, category);
        FigureData *panel = make_panel(source, question, own, codebook, options, category, error);
        if (!panel)
            return false;
        g_ptr_array_add(whole->panels, panel);
        align(panel, whole, counts, options);
        size_t n = count_of(own);
        g_autofree char *count = number_format((double)n, 0, 0, number_style(options->language));
        g_ptr_array_add(numbers,
                        n > 0 ? (gpointer)figure_keep(
                                    whole, word_filled(WORD_PANEL_COUNT, options->language, count))
                              : NULL);
        last = category;
    }
    collect_notes(whole, source->rows == CHART_OF_SHARES);
    set_panels(whole, numbers);
    return true;
}

static FigureData *
make_all(const FigureSource *source, const FigureQuestion *question, const GPtrArray *queries,
         const Codebook *codebook, const ShowOptions *options, GError **error)
{
    g_autoptr(GPtrArray) of_whole = queries_of(queries, NULL);
    g_autoptr(FigureData) whole = source->make(question, of_whole, codebook, options, error);

    if (!whole)
        return NULL;
    whole->data.zoomed = question->zoomed;
    if (!question->facet)
        return g_steal_pointer(&whole);
    if (!options->title)
        whole->data.title = figure_keep(
            whole, word_filled(WORD_A_BY_B, options->language, whole->data.title,
                               name_label(codebook, question->facet, options->language)));
    whole->data.free_scales = question->free_scales;
    if (!add_panels(whole, source, question, queries, codebook, options, error))
        return NULL;
    figure_finish(whole, options->language);
    return g_steal_pointer(&whole);
}

FigureData *
figure_make(const FigureSource *source, const FigureQuestion *question, const GPtrArray *queries,
            const Codebook *codebook, const ShowOptions *options, GError **error)
{
    const char *groups[2];
    const FigureQuestion asked = with_facet(source, question, groups);

    return make_all(source, &asked, queries, codebook, options, error);
}
