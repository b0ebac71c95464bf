/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/tabulate_draw.h"

#include "datasets/number.h"

#include <math.h>

/* The intervals of the strata that have one: "small 120.50; large 900.00". The caller owns it. */
static char *
intervals_of(const AuditPopulation *population, const AuditDrawing *drawing)
{
    GString *text = g_string_new(NULL);

    for (guint h = 0; h < population->strata->len; h++) {
        const char *stratum = g_ptr_array_index(population->strata, h);

        if (!isnan(drawing->interval[h]))
            g_string_append_printf(text, "%s%s%s%.2f", text->len ? "; " : "", stratum,
                                   *stratum ? " " : "", drawing->interval[h]);
    }
    return g_string_free(text, text->len == 0);
}

Table *
certificate_of_draw(const AuditPopulation *population, const AuditDraw *how,
                    const AuditDrawing *drawing, const char *command, const char *file_sha256,
                    const ShowOptions *show)
{
    static const char *const names[] = { "andel",       "command",    "seed",    "method",
                                         "file_sha256", "ids_sha256", "items",   "book_total",
                                         "drawn",       "certain",    "interval" };
    char *texts[] = { g_strdup(ANDEL_VERSION),
                      g_strdup(command),
                      g_strdup(how->seed),
                      g_strdup(audit_methods[how->method]),
                      g_strdup(file_sha256),
                      g_strdup(population->ids_sha256),
                      g_strdup_printf("%zu", population->n),
                      g_strdup_printf("%.2f", population->book_total),
                      g_strdup_printf("%u", drawing->drawn->len),
                      g_strdup_printf("%zu", drawing->n_certainty),
                      intervals_of(population, drawing) };
    Table *table = table_of_certificate(names, texts, G_N_ELEMENTS(names), show);

    for (size_t k = 0; k < G_N_ELEMENTS(texts); k++)
        g_free(texts[k]);
    return table;
}

char *
note_of_draw(const AuditPopulation *population, const AuditDraw *how, const char *language)
{
    if (how->method == SELECT_SRS || how->method == SELECT_SYSTEMATIC ||
        population->n_not_positive == 0)
        return NULL;
    g_autofree char *n =
        number_format((double)population->n_not_positive, 0, 0, number_style(language));
    return word_filled(WORD_AUDIT_NOT_POSITIVE, language, n);
}

char *
note_of_coverage(const CoverageOptions *how, const Coverage *coverage, const char *language)
{
    const NumberStyle *style = number_style(language);
    g_autofree char *runs = number_format((double)coverage->runs, 0, 0, style);
    g_autofree char *n = number_format((double)how->n, 0, 0, style);
    g_autofree char *truth = number_format(coverage->truth, 0, 0, style);
    g_autofree char *mean = number_format(coverage->mean_estimate, 0, 0, style);
    g_autofree char *number = number_format(how->confidence, 2, 1, style);
    g_autofree char *level = g_strconcat(number, style->percent, NULL);
    g_autofree char *seed = g_strdup_printf("%" G_GUINT64_FORMAT, how->seed);

    return word_filled(WORD_AUDIT_COVERAGE_NOTE, language, runs, n, audit_methods[how->method],
                       seed, truth, mean, level);
}

char *
note_of_confidence(double confidence, const char *language)
{
    const NumberStyle *style = number_style(language);
    double percent = number_round(confidence, 2, 6);
    g_autofree char *number =
        number_format(confidence, 2, percent == floor(percent) ? 0 : 1, style);
    g_autofree char *level = g_strconcat(number, style->percent, NULL);

    return word_filled(WORD_AUDIT_CONFIDENCE, language, level);
}
