/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_base.c - what stands above the plot of estimates: what is measured, and of how many. */
#include "datasets/number.h"
#include "reports/figure_source.h"
#include "reports/parts.h"
#include "reports/words.h"

#include <string.h>

/* "Mean", where all the rows of the figure are means. */
static const char *
statistic_word(const Estimates *estimates, const char *language)
{
    static const struct {
        const char *statistic;
        Word word;
    } words[] = { { "mean", WORD_STATISTIC_MEAN },
                  { "total", WORD_STATISTIC_TOTAL },
                  { "ratio", WORD_STATISTIC_RATIO },
                  { "share", WORD_SHARE },
                  { "median", WORD_MEDIAN },
                  { "quantile", WORD_STATISTIC_QUANTILE },
                  { "sd", WORD_STATISTIC_SD },
                  { "var", WORD_STATISTIC_VARIANCE },
                  { "min", WORD_STATISTIC_MIN },
                  { "max", WORD_STATISTIC_MAX },
                  { "count", WORD_COUNT } };
    const char *first = estimates->rows[0].statistic;

    for (size_t i = 1; i < estimates->n_rows; i++)
        if (strcmp(estimates->rows[i].statistic, first) != 0)
            return word(WORD_ESTIMATE, language);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].statistic, first) == 0)
            return word(words[i].word, language);
    return word(WORD_ESTIMATE, language);
}

/* Answers behind one number in each domain; 0: they must not be told, or are not known. */
static size_t
answers_behind(const Estimates *estimates, const Estimates *all)
{
    const Estimate *first = &estimates->rows[0];
    size_t n = 0;

    if (all && all->n_rows > 0)
        return all->rows[0].flags & ESTIMATE_WITHHELD ? 0 : all->rows[0].base_n;
    for (size_t i = 0; i < estimates->n_rows; i++) {
        const Estimate *row = &estimates->rows[i];

        if (row->flags & ESTIMATE_WITHHELD)
            return 0;
        if (strcmp(row->statistic, first->statistic) == 0 &&
            g_strcmp0(row->variable, first->variable) == 0 &&
            g_strcmp0(row->level, first->level) == 0)
            n += row->base_n;
    }
    return n;
}

const char *
figure_base(FigureData *figure, const FigureQuestion *question, const Estimates *estimates,
            const Estimates *all, const Codebook *codebook, const ShowOptions *options)
{
    const Estimate *first = &estimates->rows[0];
    const Variable *variable = first->variable ? codebook_find(codebook, first->variable) : NULL;
    const char *language = options->language;
    bool share = estimate_is_share(first);
    const char *unit =
        share ? word(WORD_PER_CENT_UNIT, language)
        : variable && strcmp(first->statistic, "var") != 0 && strcmp(first->statistic, "count") != 0
            ? variable->unit
            : NULL;
    size_t n = answers_behind(estimates, all);
    g_autofree char *interval = interval_head(estimates->level, language);
    g_autofree char *count = number_format((double)n, 0, 0, number_style(language));
    g_autofree char *what = question->limits
                                ? word_filled(WORD_AND_INTERVAL, language,
                                              statistic_word(estimates, language), interval)
                                : g_strdup(statistic_word(estimates, language));
    g_autofree char *measured =
        unit && *unit ? g_strdup_printf("%s, %s", what, unit) : g_strdup(what);

    return figure_keep(figure, n > 0 ? word_filled(n == 1 ? WORD_MEASURED_ONE : WORD_MEASURED,
                                                   language, measured, count)
                                     : g_strdup(measured));
}
