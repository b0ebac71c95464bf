/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tabulate_bounds.c - what an audited sample says, and how often its bounds hold. */
#include "datasets/number.h"
#include "reports/tabulate_audit.h"

#include <math.h>
#include <string.h>

enum { FEW_DIFFERENCES = 15 }; /* below so many, auditors do without classical limits */

static Table *
bounds_table(const AuditResult *result, const ShowOptions *show)
{
    const char *language = show->language;
    int rate = show->decimals >= 0 ? show->decimals : 3, amount = MAX(show->decimals, 0);
    const TableColumn columns[] = {
        { "bound", word(WORD_AUDIT_BOUND, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "over_rate", word(WORD_AUDIT_OVER_RATE, language), NULL, COLUMN_OF_NUMBERS, NULL, 2,
          rate },
        { "over_amount", word(WORD_AMOUNT, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, amount },
        { "under_rate", word(WORD_AUDIT_UNDER_RATE, language), NULL, COLUMN_OF_NUMBERS, NULL, 2,
          rate },
        { "under_amount", word(WORD_AMOUNT, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, amount },
    };
    Table *table = table_new(show->id, columns, G_N_ELEMENTS(columns));
    double sums[2] = { 0 };

    table->title = table_text(table, word(WORD_AUDIT_EVALUATION, language));
    for (size_t k = 0; k < result->n_over; k++)
        sums[0] += result->over[k] / result->n;
    for (size_t k = 0; k < result->n_under; k++)
        sums[1] += result->under[k] / result->n;
    for (int bound = -1; bound < N_BOUNDS; bound++) {
        double over = bound < 0 ? sums[0] : result->bounds[bound];
        double under = bound < 0 ? sums[1] : result->bounds_under[bound];
        Entry row[] = { entry_text(table, bound < 0 ? word(WORD_AUDIT_MOST_LIKELY, language)
                                                    : audit_bound_names[bound]),
                        entry_number(over), entry_number(audit_amount(result, over, false)),
                        entry_number(under), entry_number(audit_amount(result, under, true)) };

        memcpy(table_add(table, bound < 0 ? ROW_TOTAL : ROW_BODY), row, sizeof row);
    }
    return table;
}

static Table *
stages_table(const AuditResult *result, const ShowOptions *show)
{
    const char *language = show->language;
    int amount = MAX(show->decimals, 0);
    const TableColumn columns[] = {
        { "stage", word(WORD_AUDIT_NUMBER, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
        { "factor", word(WORD_AUDIT_FACTOR, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 5 },
        { "taint", word(WORD_AUDIT_TAINT, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, 4 },
        { "projected", word(WORD_AUDIT_PROJECTED, language), NULL, COLUMN_OF_NUMBERS, NULL, 0,
          amount },
        { "allowance", word(WORD_AUDIT_ALLOWANCE, language), NULL, COLUMN_OF_NUMBERS, NULL, 0,
          amount },
    };
    Table *table = table_new("stages", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, word(WORD_AUDIT_STAGES, language));
    for (size_t k = 0; k <= result->n_over; k++) {
        const AuditStage *stage = &result->stages[k];
        Entry row[] = { entry_number((double)k), entry_number(stage->factor),
                        entry_number(stage->taint), entry_number(stage->projected),
                        entry_number(stage->allowance) };

        memcpy(table_add(table, ROW_BODY), row, sizeof row);
    }
    return table;
}

static Table *
classical_table(const AuditResult *result, const ShowOptions *show)
{
    const char *language = show->language;
    int amount = MAX(show->decimals, 0);
    const TableColumn columns[] = {
        { "method", word(WORD_RATE, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "estimate", word(WORD_ESTIMATE, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, amount },
        { "se", word(WORD_STANDARD_ERROR, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, amount },
        { "lower", word(WORD_AUDIT_LOWER_LIMIT, language), NULL, COLUMN_OF_NUMBERS, NULL, 0,
          amount },
        { "upper", word(WORD_AUDIT_UPPER_LIMIT, language), NULL, COLUMN_OF_NUMBERS, NULL, 0,
          amount },
    };
    Table *table = table_new("classical", columns, G_N_ELEMENTS(columns));
    size_t wrong = result->n_over + result->n_under;

    table->title = table_text(table, word(WORD_AUDIT_CLASSICAL, language));
    for (size_t k = 0; k < result->n_classical; k++) {
        const AuditClassical *of = &result->classical[k];
        Entry row[] = { entry_text(table, of->name), entry_number(of->value), entry_number(of->se),
                        entry_number(of->lower), entry_number(of->upper) };

        memcpy(table_add(table, ROW_BODY), row, sizeof row);
    }
    if (wrong < FEW_DIFFERENCES) {
        g_autofree char *n = number_format((double)wrong, 0, 0, number_style(language));
        g_autofree char *note = word_filled(WORD_AUDIT_CLASSICAL_FEW, language, n);

        table_note(table, note);
    }
    table_note(table,
               word(result->ratio_fits ? WORD_AUDIT_RATIO_FITS : WORD_AUDIT_RATIO_NOT, language));
    return table;
}

static char *
shown(double value, const char *language)
{
    return isfinite(value) ? number_format(value, 0, 0, number_style(language))
                           : g_strdup(word(WORD_NOT_AVAILABLE, language));
}

/* CONFIDENCE as "95%". */
static char *
per_cent(double confidence, const char *language)
{
    const NumberStyle *style = number_style(language);
    double percent = number_round(confidence, 2, 6);
    g_autofree char *number =
        number_format(confidence, 2, percent == floor(percent) ? 0 : 1, style);

    return g_strconcat(number, style->percent, NULL);
}

static void
add_notes(Report *report, const AuditResult *result)
{
    const char *language = report->language;
    g_autofree char *n = shown(result->n, language);
    g_autofree char *items = shown((double)result->n_items, language);
    g_autofree char *certain = shown((double)result->n_certainty, language);
    g_autofree char *interval = shown(result->interval, language);
    g_autofree char *over = shown((double)result->n_over, language);
    g_autofree char *under = shown((double)result->n_under, language);
    g_autofree char *unavailable = shown((double)result->n_unavailable, language);
    g_autofree char *known_over = shown(result->known_over, language);
    g_autofree char *known_under = shown(result->known_under, language);
    g_autofree char *level = per_cent(result->confidence, language);
    g_autofree char *hits =
        word_filled(WORD_AUDIT_HITS, language, n, items, certain, interval, over, under);
    g_autofree char *unseen = word_filled(WORD_AUDIT_UNAVAILABLE, language, unavailable);
    g_autofree char *known = word_filled(WORD_AUDIT_KNOWN, language, known_over, known_under);
    g_autofree char *confidence = word_filled(WORD_AUDIT_CONFIDENCE, language, level);

    report_note(report, confidence);
    report_note(report, hits);
    if (result->n_unavailable > 0)
        report_note(report, unseen);
    if (result->n_certainty > 0)
        report_note(report, known);
    report_note(report, word(WORD_AUDIT_PPS_NOTE, language));
}

void
report_audit(Report *report, const AuditResult *result, const ShowOptions *show)
{
    report_table(report, bounds_table(result, show));
    report_table(report, stages_table(result, show));
    if (result->n_classical > 0)
        report_table(report, classical_table(result, show));
    add_notes(report, result);
}

Table *
table_of_attributes(double k, double n, double population, double confidence,
                    const ShowOptions *show)
{
    const char *language = show->language;
    int decimals = show->decimals >= 0 ? show->decimals : 2;
    double two_sided = (1.0 + confidence) / 2.0;
    const struct {
        const char *name;
        double lower, upper;
    } limits[] = {
        { "clopper-pearson", audit_lower_binomial(k, n, two_sided),
          audit_upper_binomial(k, n, two_sided) },
        { "binomial, one-sided", audit_lower_binomial(k, n, confidence),
          audit_upper_binomial(k, n, confidence) },
        { "poisson, one-sided", audit_lower_poisson(k, n, confidence),
          audit_upper_poisson(k, n, confidence) },
        { "hypergeometric, one-sided", NAN,
          isnan(population)
              ? NAN
              : audit_upper_hypergeometric(k, n, population, confidence) / population },
    };
    const TableColumn columns[] = {
        { "method", word(WORD_RATE, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "lower", word(WORD_AUDIT_LOWER, language), NULL, COLUMN_OF_NUMBERS, NULL, 2, decimals },
        { "upper", word(WORD_AUDIT_UPPER, language), NULL, COLUMN_OF_NUMBERS, NULL, 2, decimals },
    };
    Table *table = table_new(show->id, columns, G_N_ELEMENTS(columns));
    g_autofree char *level = per_cent(confidence, language);
    g_autofree char *note = word_filled(WORD_AUDIT_CONFIDENCE, language, level);

    table->title = table_text(table, word(WORD_AUDIT_ATTRIBUTES, language));
    for (size_t i = 0; i < G_N_ELEMENTS(limits); i++) {
        Entry row[] = { entry_text(table, limits[i].name), entry_number(limits[i].lower),
                        entry_number(limits[i].upper) };

        if (!isnan(limits[i].upper))
            memcpy(table_add(table, ROW_BODY), row, sizeof row);
    }
    table_note(table, note);
    return table;
}

Table *
table_of_coverage(const Coverage *coverage, const ShowOptions *show)
{
    const char *language = show->language;
    const TableColumn columns[] = {
        { "bound", word(WORD_AUDIT_BOUND, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "covered", word(WORD_AUDIT_COVERED, language), NULL, COLUMN_OF_NUMBERS, NULL, 2, 1 },
        { "mean_bound", word(WORD_AUDIT_MEAN_BOUND, language), NULL, COLUMN_OF_NUMBERS, NULL, 0,
          MAX(show->decimals, 0) },
    };
    Table *table = table_new(show->id, columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, word(WORD_AUDIT_COVERAGE, language));
    for (int k = 0; coverage->classical && k < AUDIT_MOST_CLASSICAL; k++) {
        static const char *const names[] = { "difference", "ratio", "regression" };
        g_autofree char *both = g_strdup_printf("%s-interval", names[k]);
        Entry upper[] = { entry_text(table, names[k]), entry_number(coverage->covered_classical[k]),
                          entry_number(coverage->mean_classical[k]) };
        Entry interval[] = { entry_text(table, both), entry_number(coverage->covered_both[k]),
                             entry_number(NAN) };

        memcpy(table_add(table, ROW_BODY), upper, sizeof upper);
        memcpy(table_add(table, ROW_BODY), interval, sizeof interval);
    }
    if (coverage->classical)
        table_note(table, word(WORD_AUDIT_COVERAGE_BOTH, language));
    for (int bound = 0; bound < N_BOUNDS && !coverage->classical; bound++) {
        Entry row[] = { entry_text(table, audit_bound_names[bound]),
                        entry_number(coverage->covered[bound]),
                        entry_number(coverage->mean[bound]) };

        memcpy(table_add(table, ROW_BODY), row, sizeof row);
    }
    return table;
}

Table *
table_of_boundaries(const BoundedStratum *strata, size_t n, BoundaryRule rule, double cv,
                    const ShowOptions *show)
{
    const char *language = show->language;
    int decimals = MAX(show->decimals, 0);
    const TableColumn columns[] = {
        { "stratum", word(WORD_AUDIT_STRATUM, language), NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "from", word(WORD_AUDIT_FROM, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, decimals },
        { "to", word(WORD_AUDIT_TO, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, decimals },
        { "N", "N", NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
        { "X", word(WORD_AMOUNT, language), NULL, COLUMN_OF_NUMBERS, NULL, 0, decimals },
        { "S", "S", NULL, COLUMN_OF_NUMBERS, NULL, 0, decimals },
        { "n", "n", NULL, COLUMN_OF_NUMBERS, NULL, 0, 0 },
    };
    Table *table = table_new(show->id, columns, G_N_ELEMENTS(columns));
    g_autofree char *precision = number_format(cv, 2, 1, number_style(language));
    g_autofree char *note =
        word_filled(rule == BOUNDARIES_ROOT ? WORD_AUDIT_BY_ROOTS : WORD_AUDIT_BY_LAVALLEE,
                    language, precision);

    table->title = table_text(table, word(WORD_AUDIT_BOUNDARIES, language));
    for (size_t h = 0; h < n; h++) {
        g_autofree char *name = g_strdup_printf("%zu", h + 1);
        Entry row[] = { entry_text(table, name),          entry_number(strata[h].from),
                        entry_number(strata[h].to),       entry_number((double)strata[h].items),
                        entry_number(strata[h].total),    entry_number(strata[h].sd),
                        entry_number((double)strata[h].n) };

        memcpy(table_add(table, ROW_BODY), row, sizeof row);
    }
    table_note(table, note);
    return table;
}
