/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_reviewed.c - the rate of error of a reviewed sample, cause by cause. */
#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/figure_source.h"
#include "reports/parts.h"
#include "reports/symbols.h"
#include "reports/tabulate_sample.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

/* The rate of VARIABLE in all payments; NULL: none. */
static const Estimate *
find_rate(const Estimates *estimates, const char *variable)
{
    for (size_t i = 0; estimates && i < estimates->n_rows; i++) {
        const Estimate *row = &estimates->rows[i];

        if (strcmp(row->statistic, "rate") == 0 && strcmp(row->variable, variable) == 0 &&
            !row->level)
            return row;
    }
    return NULL;
}

static void
add_bar(FigureData *figure, const Estimate *row, const char *label, const char *id, bool total,
        const ShowOptions *options)
{
    const char *language = options->language;
    int decimals = options->decimals >= 0 ? options->decimals : 2;
    const char **cells = figure_list(figure, 1, sizeof *cells);
    g_autoptr(Table) scratch = table_new("", NULL, 0);
    Entry interval = entry_interval(scratch, row->lower, row->upper, 2, decimals, language);
    g_autofree char *value = number_format(row->value, 2, decimals, number_style(language));
    const char *const parts[] = { row->variable, "rate", row->level, NULL };
    bool first = figure->rows->len == 0;
    ChartRow bar = { .label = figure_keep(figure, g_strdup(label)),
                     .value = row->value * 100.0,
                     .lower = NAN,
                     .upper = NAN,
                     .value_text =
                         figure_keep(figure, g_strconcat(first || total ? "" : "+", value, NULL)),
                     .cells = cells,
                     .address = figure_address(figure, id, parts),
                     .total = total,
                     .series = strcmp(row->variable, "under") == 0 ? 1 : 0 };

    cells[0] = isfinite(row->lower) && isfinite(row->upper)
                   ? figure_keep(figure, g_strdup(interval.text))
                   : sign_symbol(options->symbols, SIGN_NOT_AVAILABLE, language);
    g_array_append_val(figure->rows, bar);
}

FigureData *
figure_of_causes(const Estimates *all, const Estimates *causes, const ShowOptions *options,
                 GError **error)
{
    const char *language = options->language;
    const Estimate *over = find_rate(all, "over"), *under = find_rate(all, "under");
    const Estimate *gross = find_rate(all, "gross");

    if (!over || !under || !gross || all->n_by > 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "a waterfall of causes shows the rates of all payments; estimate them without "
                    "--by");
        return NULL;
    }
    g_autoptr(FigureData) figure = figure_data_new();
    for (size_t i = 0; causes && i < causes->n_rows; i++) {
        const Estimate *row = &causes->rows[i];

        if (strcmp(row->statistic, "rate") == 0 && strcmp(row->variable, "over") == 0 &&
            row->value > 0.0)
            add_bar(figure, row, payments_level_label(row->level, language), "causes", false,
                    options);
    }
    if (figure->rows->len == 0)
        add_bar(figure, over, word(WORD_PAY_OVER, language), options->id, false, options);
    if (under->value > 0.0)
        add_bar(figure, under, word(WORD_PAY_OTHER_UNDER, language), options->id, false, options);
    add_bar(figure, gross, word(WORD_PAY_TOTAL_GROSS, language), options->id, true, options);
    const char **heads = figure_list(figure, 1, sizeof *heads);
    heads[0] = isnan(all->level) ? word(WORD_AGG_LIMITS, language)
                                 : figure_keep(figure, interval_head(all->level, language));
    figure->data.heads = heads;
    figure->data.n_columns = 1;
    figure->data.title = figure_keep(
        figure, g_strdup(options->title ? options->title : word(WORD_PAY_WATERFALL, language)));
    figure->data.base = word(WORD_PER_CENT_OF_OUTLAY, language);
    figure_finish(figure, language);
    return g_steal_pointer(&figure);
}

Estimates *
estimates_of_saved(const Saved *saved, const char *id)
{
    Estimates *estimates = estimates_new();
    size_t n = saved_rows(saved, id);

    estimates->level = NAN; /* it is not saved */
    for (size_t i = 0; i < n; i++) {
        const char *statistic = saved_text(saved, id, i, "statistic");
        const char *variable = saved_text(saved, id, i, "variable");

        if (!statistic || !variable)
            continue;
        Estimate *row = estimates_add(estimates);
        row->statistic = estimates_text(estimates, statistic);
        row->variable = estimates_text(estimates, variable);
        row->level = estimates_text(estimates, saved_text(saved, id, i, "level"));
        row->value = saved_number(saved, id, i, "estimate");
        row->se = saved_number(saved, id, i, "se");
        row->lower = saved_number(saved, id, i, "ci_low");
        row->upper = saved_number(saved, id, i, "ci_high");
        row->n = (size_t)fmax(saved_number(saved, id, i, "n"), 0.0);
        if (saved_filled(saved, id, i, "by"))
            estimates->n_by = 1;
    }
    return estimates;
}
