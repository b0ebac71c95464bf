/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_measures.c - measures of association as a table to print. */
#include "datasets/number.h"
#include "reports/parts.h"
#include "reports/tabulate.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static const char *
measure_word(const char *name, const char *language)
{
    static const struct {
        const char *name;
        Word word;
    } words[] = { { "cramers_v", WORD_MEASURE_CRAMERS_V },
                  { "phi", WORD_MEASURE_PHI },
                  { "contingency", WORD_MEASURE_CONTINGENCY },
                  { "gamma", WORD_MEASURE_GAMMA },
                  { "tau_b", WORD_MEASURE_TAU_B },
                  { "tau_c", WORD_MEASURE_TAU_C },
                  { "somers_col_dependent", WORD_MEASURE_SOMERS_COL },
                  { "somers_row_dependent", WORD_MEASURE_SOMERS_ROW },
                  { "somers_symmetric", WORD_MEASURE_SOMERS },
                  { "odds_ratio", WORD_MEASURE_ODDS_RATIO },
                  { "odds_ratio_conditional", WORD_MEASURE_ODDS_CONDITIONAL },
                  { "relative_risk_first", WORD_MEASURE_RISK_FIRST },
                  { "relative_risk_second", WORD_MEASURE_RISK_SECOND },
                  { "risk_difference", WORD_MEASURE_RISK_DIFFERENCE } };

    for (size_t k = 0; k < G_N_ELEMENTS(words); k++)
        if (strcmp(words[k].name, name) == 0)
            return word(words[k].word, language);
    return name;
}

static Table *
tidy_of_measures(const Crosstab *crosstab, const char *id)
{
    static const TableColumn columns[] = {
        { "name", "Name", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "value", "Value", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "ase1", "Standard error", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "ase0", "Standard error under independence", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "statistic", "Statistic", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "p", "p", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "ci_low", "Lower limit", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "ci_high", "Upper limit", NULL, COLUMN_OF_NUMBERS, NULL, 0, -1 },
        { "flags", "Flags", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "by", "By", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
    };
    size_t n = G_N_ELEMENTS(columns) - (crosstab->n_by == 0);
    Table *table = table_new(id, columns, n);

    for (size_t k = 0; k < crosstab->n_measures; k++) {
        const Association *of = &crosstab->measures[k];
        const Entry entries[] = { entry_text(table, of->name),
                                  entry_number(of->value),
                                  entry_number(of->ase1),
                                  entry_number(of->ase0),
                                  entry_number(of->statistic),
                                  entry_number(of->p),
                                  entry_number(of->lower),
                                  entry_number(of->upper),
                                  entry_test_flags(table, of->flags),
                                  entry_combination(table, crosstab) };

        memcpy(table_add(table, ROW_BODY), entries, n * sizeof *entries);
    }
    return table;
}

/* NUMBER with DECIMALS; what does not apply is left out, what is undefined is not. */
static Entry
entry_of(Table *table, double number, const char *language)
{
    if (!isfinite(number))
        return entry_not_applicable();
    return entry_shown(table, number, number_format(number, 0, 3, number_style(language)),
                       language);
}

Table *
table_of_measures(const Crosstab *crosstab, const Codebook *codebook, const ShowOptions *options)
{
    const char *language = options->language;
    g_autofree char *interval = interval_head(crosstab->level, language);
    g_autofree char *id = g_strconcat(options->id, "-measures", NULL);
    const TableColumn columns[] = {
        { "name", word(WORD_MEASURE, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "value", word(WORD_VALUE, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 3 },
        { "se", word(WORD_STANDARD_ERROR, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 3 },
        { "ci", interval, NULL, COLUMN_OF_NUMBERS, NULL, 0, 3 },
        { "p", word(WORD_P_VALUE, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 3 },
    };
    Table *table = table_new(id, columns, G_N_ELEMENTS(columns));
    g_autofree char *title =
        word_filled(WORD_A_BY_B, language, name_label(codebook, crosstab->row_variable, language),
                    name_label(codebook, crosstab->col_variable, language));
    g_autofree char *full = g_strdup_printf("%s: %s", word(WORD_MEASURES, language), title);

    table->title = table_text(table, full);
    for (size_t k = 0; k < crosstab->n_measures; k++) {
        const Association *of = &crosstab->measures[k];
        Entry entries[G_N_ELEMENTS(columns)] = {
            entry_text(table, measure_word(of->name, language)),
            entry_shown(table, of->value,
                        isfinite(of->value) ? number_format(of->value, 0, 3, number_style(language))
                                            : NULL,
                        language),
            entry_of(table, of->ase1, language),
            isfinite(of->lower) ? entry_interval(table, of->lower, of->upper, 0, 3, language)
                                : entry_not_applicable(),
            isfinite(of->p) ? entry_shown(table, of->p, p_show(of->p, language), language)
                            : entry_not_applicable(),
        };
        memcpy(table_add(table, ROW_BODY), entries, sizeof entries);
    }
    table->data = tidy_of_measures(crosstab, id);
    return table;
}
