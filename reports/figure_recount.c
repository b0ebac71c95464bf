/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_recount.c - a published figure once more: what it prints, what follows from that, and what
 * cannot be. */
#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/figure_source.h"
#include "reports/recount_show.h"
#include "reports/tabulate_models.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

enum { N_COLUMNS = 4 };

/* The figure called ID, without a name the only one. NULL and ERROR lists those there are. */
static const RecountFigure *
find_figure(const Recount *recount, const char *id, GError **error)
{
    size_t n = recount->published->n_figures;
    g_autoptr(GString) known = g_string_new(NULL);

    for (size_t f = 0; f < n; f++) {
        const PublishedFigure *figure = recount->figures[f].figure;

        if (id ? strcmp(figure->id, id) == 0 : n == 1)
            return &recount->figures[f];
        g_string_append_printf(known, "%s%s", f > 0 ? ", " : "", figure->id);
    }
    if (n == 0)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the file has no figures; list their percentages under figures:");
    else if (id)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "there is no figure '%s'; there are: %s",
                    id, known->str);
    else
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the file has several figures; name one of: %s", known->str);
    return NULL;
}

/* With how many decimals the figure prints. */
static int
decimals_of(const PublishedFigure *figure)
{
    int decimals = 0;

    for (size_t i = 0; i < figure->n_values; i++)
        if (figure->values[i].text)
            decimals = MAX(decimals, figure->values[i].percent.decimals);
    return decimals;
}

static void
add_row(FigureData *figure, const RecountFigure *from, size_t i, const ShowOptions *options)
{
    const RecountValue *value = &from->values[i];
    const PublishedValue *printed = value->value;
    const char *language = options->language;
    const char *const parts[] = { from->figure->id, printed->id, NULL };
    const char **cells = figure_list(figure, N_COLUMNS, sizeof *cells);
    int decimals = decimals_of(from->figure);
    int64_t count;
    bool known = recount_count(value, &count);
    ChartRow row = { .label = figure_keep(
                         figure, g_strdup(printed->label ? node_label(printed->label, language)
                                                         : printed->id)),
                     .value = printed->text ? printed->percent.value : (double)NAN,
                     .lower = NAN,
                     .upper = NAN,
                     .value_text = printed->text,
                     .derived = !printed->text,
                     .rest = printed->rest,
                     .address = figure_address(figure, options->id, parts),
                     .cells = cells };

    if (!printed->text && known) {
        row.value = 100.0 * (double)count / (double)from->figure->base;
        row.value_text = figure_keep(figure, recount_share(from, count, decimals, language));
    } else if (!printed->text) {
        row.value_text = word(WORD_NOT_AVAILABLE, language);
    }
    if (known) {
        cells[0] = figure_keep(figure, number_format((double)count, 0, 0, number_style(language)));
        cells[1] = figure_keep(figure, recount_share(from, count, decimals + 2, language));
    } else {
        g_autofree char *low = recount_share(from, value->likely.low, decimals + 2, language);
        g_autofree char *high = recount_share(from, value->likely.high, decimals + 2, language);

        cells[0] =
            figure_keep(figure, g_strdup_printf("%" G_GINT64_FORMAT "\u2013%" G_GINT64_FORMAT,
                                                value->likely.low, value->likely.high));
        cells[1] = figure_keep(figure, g_strconcat(low, "\u2013", high, NULL));
    }
    cells[2] = printed->text ? printed->text : word(WORD_NOT_PRINTED, language);
    cells[3] = figure_keep(figure, recount_check(from, value, language));
    g_array_append_val(figure->rows, row);
}

/* What hatching means, what the bars sum to, and why a number cannot be. */
static void
add_notes(FigureData *figure, const RecountFigure *from, const char *language)
{
    int decimals = decimals_of(from->figure);
    double sum = 0.0, step = pow(10.0, -decimals);
    bool derived = false, all = !from->figure->multiple && !from->figure->partial;

    for (guint i = 0; i < figure->rows->len; i++) {
        const ChartRow *row = &g_array_index(figure->rows, ChartRow, i);

        derived = derived || (row->derived && isfinite(row->value));
        all = all && isfinite(row->value);
        sum += number_round(row->value, 0, decimals);
    }
    if (derived)
        figure_note(figure, g_strdup(word(WORD_HATCHED_IS_DERIVED, language)));
    if (all && fabs(sum - 100.0) > 0.5 * step) {
        g_autofree char *shown = number_format(sum, 0, decimals, number_style(language));
        figure_note(figure, word_filled(WORD_SHOWN_SUM_TO, language, shown));
    }
    for (size_t i = 0; i < from->figure->n_values; i++) {
        const char *declared = node_label(from->figure->values[i].deviation, language);
        g_autofree char *worked_out = recount_sentence(from, i, language);
        const char *sentence = declared ? declared : worked_out;

        if (worked_out && (!from->values[i].possible || i == 0))
            g_ptr_array_add(figure->notes,
                            (gpointer)figure_keep(figure, g_strconcat("\u2260 ", sentence, NULL)));
    }
}

FigureData *
figure_of_recount(const Recount *recount, const char *id, const ShowOptions *options,
                  GError **error)
{
    const char *language = options->language;
    const RecountFigure *from = find_figure(recount, id, error);

    if (!from)
        return NULL;
    g_autoptr(FigureData) figure = figure_data_new();
    figure->data.language = figure_keep(figure, g_strdup(language)); /* of the notes */
    const Word names[N_COLUMNS] = { WORD_COUNT, WORD_COMPUTED, WORD_PRINTED, WORD_CHECK };
    const char **heads = figure_list(figure, N_COLUMNS, sizeof *heads);
    for (size_t k = 0; k < N_COLUMNS; k++)
        heads[k] = word(names[k], language);
    for (size_t i = 0; i < from->figure->n_values; i++)
        add_row(figure, from, i, options);
    add_notes(figure, from, language);
    const Node *title = from->figure->title ? from->figure->title : from->figure->place;
    const char *base = node_label(from->figure->base_text, language);
    g_autofree char *n = number_format((double)from->figure->base, 0, 0, number_style(language));
    figure->data.heads = heads;
    figure->data.n_columns = N_COLUMNS;
    figure->data.decimals = decimals_of(from->figure);
    figure->data.title = options->title ? options->title
                         : title        ? node_label(title, language)
                                        : from->figure->id;
    figure->data.base = figure_keep(figure, base ? word_filled(WORD_BASE_PER_CENT, language, base)
                                                 : word_filled(WORD_PER_CENT_OF_N, language, n));
    if (recount->published->source)
        figure->data.source =
            figure_keep(figure, word_filled(WORD_SOURCE, language,
                                            node_label(recount->published->source, language)));
    figure_finish(figure, language);
    return g_steal_pointer(&figure);
}
