/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/tabulate_scenario.h"

#include "analysis/imperfect.h"
#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static const Estimate *
share_in_error(const Estimates *estimates)
{
    for (size_t i = 0; i < estimates->n_rows; i++)
        if (strcmp(estimates->rows[i].variable, "in_error") == 0)
            return &estimates->rows[i];
    return NULL;
}

static Table *
start(const PaymentsResult *result, const ShowOptions *show)
{
    const char *language = show->language;
    g_autofree char *interval = interval_head(result->main->level, language);
    const TableColumn columns[] = {
        { .name = "scenario", .label = "" },
        { .name = "estimate",
          .label = word(WORD_ESTIMATE, language),
          .kind = COLUMN_OF_NUMBERS,
          .decimals = -1 },
        { .name = "ci", .label = interval, .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
    };
    const TableColumn tidy[] = {
        { .name = "scenario", .label = "scenario" },
        { .name = "estimate", .label = "estimate", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "se", .label = "se", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "ci_low", .label = "ci_low", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "ci_high", .label = "ci_high", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
    };
    Table *table = table_new("scenario", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, word(WORD_PAY_SCENARIO, language));
    table->data = table_new("scenario", tidy, G_N_ELEMENTS(tidy));
    return table;
}

/* A row; POWER 2: a share. */
static void
add_row(Table *table, const char *name, const char *label, const Corrected *of, int power,
        const char *language)
{
    int decimals = 1;
    g_autofree char *number = number_format(of->rate, power, decimals, number_style(language));
    Entry row[] = { entry_text(table, label),
                    entry_shown(
                        table, of->rate,
                        g_strconcat(number, power ? number_style(language)->percent : "", NULL),
                        language),
                    entry_interval(table, of->lower, of->upper, power, decimals, language) };
    Entry data[] = { entry_text(table->data, name), entry_number(of->rate), entry_number(of->se),
                     entry_number(of->lower), entry_number(of->upper) };

    memcpy(table_add(table, ROW_BODY), row, sizeof row);
    memcpy(table_add(table->data, ROW_BODY), data, sizeof data);
}

static void
add_imperfect(Table *table, const Estimate *found, const PaymentsResult *result,
              const PaymentsScenario *scenario, const char *language)
{
    const NumberStyle *style = number_style(language);
    const Imperfect of = { found->value,
                           isnan(found->se) ? 0.0 : found->se,
                           scenario->sensitivity,
                           scenario->specificity,
                           scenario->n_sensitivity,
                           scenario->n_specificity,
                           result->main->level };
    const Corrected as_found = { found->value, found->se, found->lower, found->upper };
    Corrected corrected = imperfect_rate(&of);
    g_autofree char *sensitivity = number_format(scenario->sensitivity, 2, 0, style);
    g_autofree char *specificity = number_format(scenario->specificity, 2, 0, style);
    g_autofree char *label = word_filled(WORD_PAY_SCENARIO_ROW, language, sensitivity, specificity);

    add_row(table, "found", word(WORD_PAY_SCENARIO_FOUND, language), &as_found, 2, language);
    add_row(table, "imperfect", label, &corrected, 2, language);
}

void
report_scenarios(Report *report, const PaymentsSample *sample, const PaymentsResult *result,
                 const PaymentsScenario *scenario, const ShowOptions *show)
{
    const char *language = show->language;
    const Estimate *found = share_in_error(result->main);
    bool two = sample->found[0] + sample->found[1] > 0;
    double seen = (double)(sample->found[0] + sample->found[1] - sample->found[2]);
    const Corrected as_found = { seen, NAN, NAN, NAN };

    if ((isnan(scenario->sensitivity) || !found) && !two)
        return;
    Table *table = start(result, show);
    if (!isnan(scenario->sensitivity) && found)
        add_imperfect(table, found, result, scenario, language);
    if (two) {
        Corrected all = imperfect_recapture((double)sample->found[0], (double)sample->found[1],
                                            (double)sample->found[2], result->main->level);

        add_row(table, "found_by_two", word(WORD_PAY_RECAPTURE_FOUND, language), &as_found, 0,
                language);
        add_row(table, "recapture", word(WORD_PAY_RECAPTURE, language), &all, 0, language);
    }
    table_note(table, word(WORD_PAY_SCENARIO_NOTE, language));
    report_table(report, table);
}
