/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/cost_show.h"

#include "datasets/number.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

enum { MOST_DECIMALS = 6 };

char *
cost_unit(const Unit *unit, const char *language)
{
    const char *names[N_UNITS] = {
        [UNIT_HOUR] = word(WORD_UNIT_HOUR, language),
        [UNIT_MINUTE] = word(WORD_UNIT_MINUTE, language),
        [UNIT_PERSON] = word(WORD_UNIT_PERSON, language),
        [UNIT_CASE] = word(WORD_UNIT_CASE, language),
        [UNIT_MONTH] = word(WORD_UNIT_MONTH, language),
        [UNIT_YEAR] = word(WORD_UNIT_YEAR, language),
        [UNIT_PERCENT] = "%",
    };

    return unit_show(unit, names, word(WORD_UNIT_MONEY, language), "");
}

char *
cost_show(const CostStep *step, double value, const ShowOptions *options)
{
    int decimals = options->decimals >= 0 && step->formula ? options->decimals : step->decimals;

    if (decimals < 0)
        decimals = number_decimals(value, MOST_DECIMALS);
    return number_format(value, 0, decimals, number_style(options->language));
}

char *
cost_show_end(const CostStep *step, double value, bool unit, const ShowOptions *options)
{
    ShowOptions plain = *options;
    CostStep shown = *step;

    plain.decimals = -1;
    if (isnan(step->low) && step->decimals < 0)
        shown.decimals = 2;
    return unit ? cost_show_full(&shown, value, &plain) : cost_show(&shown, value, &plain);
}

char *
cost_heading(const CostStep *output, const char *language)
{
    g_autofree char *unit = cost_unit(&output->unit, language);

    return word_filled(WORD_ONE_AT_A_TIME_IN, language, cost_label(output, language),
                       *unit ? unit : "1");
}

const char *
cost_label(const CostStep *step, const char *language)
{
    return step->label ? node_label(step->label, language) : step->name;
}

const char *
cost_scenario_label(const CostScenario *scenario, const char *language)
{
    return scenario->label   ? node_label(scenario->label, language)
           : *scenario->name ? scenario->name
                             : word(WORD_VALUE, language);
}

char *
cost_source(const CostModel *model, const char *language)
{
    if (model->source)
        return word_filled(WORD_SOURCE, language, node_label(model->source, language));
    g_autoptr(GString) sources = g_string_new(NULL);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < model->n_steps; i++) {
        const char *source = node_label(model->steps[i].source, language);
        if (source && g_hash_table_add(seen, (gpointer)source))
            g_string_append_printf(sources, "%s%s", sources->len > 0 ? "; " : "", source);
    }
    return sources->len > 0 ? word_filled(WORD_SOURCE, language, sources->str) : NULL;
}

char *
cost_show_full(const CostStep *step, double value, const ShowOptions *options)
{
    g_autofree char *shown = cost_show(step, value, options);
    g_autofree char *unit = cost_unit(&step->unit, options->language);

    if (strcmp(unit, "%") == 0)
        return g_strconcat(shown, number_style(options->language)->percent, NULL);
    return *unit ? g_strdup_printf("%s\u00a0%s", shown, unit) : g_steal_pointer(&shown);
}

char *
cost_distribution(const CostStep *step, const ShowOptions *options)
{
    const char *language = options->language;
    const Distribution *distribution = step->distribution;

    if (!distribution)
        return NULL;
    if (step->distribution_text && strstr(step->distribution_text, " to "))
        return word_filled(distribution->kind == DISTRIBUTION_LOGNORMAL ? WORD_P5_P95_LOGNORMAL
                                                                        : WORD_P5_P95_NORMAL,
                           language, step->distribution_text);
    if (step->distribution_text)
        return g_strdup(step->distribution_text);
    g_autofree char *mean = cost_show(step, distribution_mean(distribution), options);
    g_autofree char *sd = cost_show(step, distribution_sd(distribution), options);
    g_autofree char *n = number_format((double)step->n_answers, 0, 0, number_style(language));
    return word_filled(WORD_SURVEY_ESTIMATE, language, n, mean, sd);
}
