/* SPDX-License-Identifier: GPL-3.0-or-later */
/* provenance.c - where a result comes from: rows, design, and how the numbers were made. */
#include "analysis/convention.h"
#include "datasets/number.h"
#include "reports/embed.h"
#include "reports/tabulate.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

static const char *const singleton_names[] = { "fail",    "certainty", "remove", "adjust",
                                               "average", "collapse",  "missing" };

static void
add_account(Report *report, const Input *input, const RowAccount *account)
{
    DataUsed *data = report_data(report, input->path, input_sha256(input));

    data->rows_read = account->rows_read;
    data->rows_used = account->rows_used;
    if (account->excluded)
        g_array_append_vals(data->excluded, account->excluded->data, account->excluded->len);
    for (const char *const *note = reader_notes(input->reader); note && *note; note++)
        g_ptr_array_add(data->notes, (gpointer)report_text(report, *note));
    if (input->codebook_path)
        report_data(report, input->codebook_path, NULL);
}

static void
add_entry(Table *table, const char *name, Entry value)
{
    Entry first = entry_text(table, name);
    Entry *row = table_add(table, ROW_BODY);

    row[0] = first;
    row[1] = value;
}

static Entry
entry_names(Table *table, const char *const *names)
{
    return entry_list(table, ENTRY_LIST, names, names ? g_strv_length((char **)names) : 0);
}

/* Strata and units are unknown then. */
static void
add_replicates(Table *table, const ReplicateSpec *spec, const DesignSummary *summary)
{
    const char *centre = replicate_centres[summary->centre_estimate ? 0 : 1];

    add_entry(table, "repweights", entry_names(table, spec->columns));
    add_entry(table, "n_replicates", entry_number((double)summary->replicates));
    add_entry(table, "rep_type", entry_text(table, replicate_types[spec->type - 1]));
    if (spec->type == REPLICATE_FAY)
        add_entry(table, "fay", entry_number(spec->fay));
    add_entry(table, "scale", entry_number(summary->replicate_scale));
    if (spec->rscales)
        add_entry(table, "rscales", entry_names(table, spec->rscales));
    add_entry(table, "rep_centre", entry_text(table, centre));
    add_entry(table, "rep_combined", entry_text(table, spec->factors ? "no" : "yes"));
    add_entry(table, "df", entry_number(summary->df));
}

/* What only some designs have. */
static void
add_unequal(Table *table, const DesignSpec *design)
{
    if (design->singleton_domain)
        add_entry(table, "singleton_domain", entry_text(table, "yes"));
    if (!design->prob)
        return;
    add_entry(table, "prob", entry_text(table, design->prob));
    add_entry(table, "pps",
              entry_text(table, pps_names[(design->pps == PPS_NONE ? PPS_WR : design->pps) - 1]));
    if (design->joint)
        add_entry(table, "joint", entry_text(table, design->joint));
    if (design->pps_sum)
        add_entry(table, "pps_sum", entry_names(table, design->pps_sum));
}

void
report_set_design(Report *report, const DesignSpec *design, const DesignSummary *summary)
{
    static const TableColumn columns[] = {
        { "name", "Design", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
        { "value", "", NULL, COLUMN_OF_TEXT, NULL, 0, -1 },
    };
    Table *table = table_new("design", columns, G_N_ELEMENTS(columns));

    if (design->sample)
        add_entry(table, "sample", entry_text(table, design->sample));
    add_entry(table, "weight", entry_text(table, design->weight));
    if (design->count)
        add_entry(table, "count", entry_text(table, design->count));
    add_entry(table, "strata", entry_names(table, design->strata));
    add_entry(table, "psu", entry_names(table, design->psu));
    add_entry(table, "fpc", entry_names(table, design->fpc));
    report->design = table;
    if (summary->replicates > 0) {
        add_replicates(table, &design->replicates, summary);
        return;
    }
    add_entry(table, "n_strata", entry_number((double)summary->n_strata));
    add_entry(table, "n_psu", entry_number((double)summary->n_psu));
    add_entry(table, "df", entry_number(summary->df));
    add_entry(table, "singleton", entry_text(table, singleton_names[design->singleton]));
    add_unequal(table, design);
    if (design->convention)
        add_entry(table, "convention", entry_text(table, design->convention));
}

/* A note whose words are filled with texts, which are freed. */
static void
add_filled(Report *report, char *text)
{
    report_note(report, text);
    g_free(text);
}

static void
note_weight(Report *report, const DesignSpec *design)
{
    const char *language = report->language;

    if (design->weight)
        add_filled(report, word_filled(WORD_WEIGHTED_BY, language, design->weight));
    if (design->count)
        add_filled(report, word_filled(WORD_COUNTED_BY, language, design->count));
    if (!design->weight && design->prob)
        add_filled(report, word_filled(design->fpc ? WORD_WEIGHTED_BY_PROBABILITY_FPC
                                                   : WORD_WEIGHTED_BY_PROBABILITY,
                                       language, design->prob));
    else if (!design->weight && !design->count && design->fpc) {
        g_autofree char *fpc = g_strjoinv(", ", (char **)design->fpc);

        add_filled(report, word_filled(WORD_WEIGHTED_BY_FPC, language, fpc));
    } else if (!design->weight && !design->count)
        report_note(report, word(WORD_UNWEIGHTED, language));
}

/* VALUE with all its decimals; the caller owns it. */
static char *
whole_text(double value, const NumberStyle *style)
{
    char buffer[NUMBER_BUFFER];
    const char *point = strchr(number_write(value, buffer), '.');

    return number_format(value, 0, point ? (int)strlen(point + 1) : 0, style);
}

static void
note_replicates(Report *report, const ReplicateSpec *spec, const DesignSummary *summary)
{
    static const Word types[] = { WORD_TYPE_BRR, WORD_TYPE_FAY, WORD_TYPE_JK1,
                                  WORD_TYPE_JKN, WORD_TYPE_JK2, WORD_TYPE_BOOTSTRAP,
                                  WORD_TYPE_SDR, WORD_TYPE_ACS, WORD_TYPE_OTHER };
    const char *language = report->language;
    const NumberStyle *style = number_style(language);
    g_autofree char *n = number_format((double)summary->replicates, 0, 0, style);
    g_autofree char *fay = whole_text(spec->fay, style);
    g_autofree char *type = word_filled(types[spec->type - 1], language, fay);

    add_filled(report, word_filled(WORD_REPLICATES, language, n, type,
                                   word(summary->centre_estimate ? WORD_REPLICATES_FROM_ESTIMATE
                                                                 : WORD_REPLICATES_FROM_MEAN,
                                        language)));
}

/* What is said of stages, probabilities and strata beyond the first line. */
static void
note_units(Report *report, const DesignSpec *design, const DesignSummary *summary)
{
    static const Word rules[] = { WORD_PPS_BREWER,    WORD_PPS_OVERTON, WORD_PPS_HR,
                                  WORD_PPS_HR_SAMPLE, WORD_PPS_HT,      WORD_PPS_YG,
                                  WORD_PPS_WR };
    const char *language = report->language;
    PpsMethod pps = design->pps == PPS_NONE ? PPS_WR : design->pps;

    if (summary->n_stages > 1) {
        g_autofree char *n = number_format((double)summary->n_stages, 0, 0, number_style(language));
        add_filled(report, word_filled(WORD_STAGES, language, n));
    }
    if (summary->idle_fpc)
        report_note(report, word(WORD_IDLE_FPC, language));
    if (design->prob)
        add_filled(report, word_filled(rules[pps - 1], language, design->prob));
    if (design->singleton_domain)
        report_note(report, word(WORD_SINGLETONS_DOMAIN, language));
    if (summary->collapsed)
        add_filled(report, word_filled(WORD_COLLAPSED, language, summary->collapsed));
}

static void
note_singletons(Report *report, const DesignSpec *design, const DesignSummary *summary)
{
    const char *language = report->language;
    const NumberStyle *style = number_style(language);

    const char *rule = singleton_names[design->singleton];

    if (!(summary->singleton_share > 0.0))
        return;
    if (!*summary->singletons) {
        add_filled(report, word_filled(WORD_SINGLETONS_ONE, language, rule));
        return;
    }
    g_autofree char *percent = number_format(summary->singleton_share, 2, 1, style);
    g_autofree char *share = g_strconcat(percent, style->percent, NULL);

    add_filled(report, word_filled(WORD_SINGLETONS, language, share, summary->singletons, rule));
}

static void
note_variance(Report *report, const DesignSpec *design, const DesignSummary *summary)
{
    if (summary->replicates > 0) {
        note_replicates(report, &design->replicates, summary);
        return;
    }

    const char *language = report->language;
    const NumberStyle *style = number_style(language);
    g_autofree char *psus = number_format((double)summary->n_psu, 0, 0, style);
    g_autofree char *strata = number_format((double)summary->n_strata, 0, 0, style);
    const char *fpc = word(summary->has_fpc ? WORD_WITH : WORD_WITHOUT, language);

    add_filled(report, summary->n_strata > 1
                           ? word_filled(WORD_LINEARISED, language, psus, strata, fpc)
                           : word_filled(WORD_LINEARISED_ONE, language, psus, fpc));
    note_singletons(report, design, summary);
    note_units(report, design, summary);
}

static void
note_limits(Report *report, const DesignSpec *design, const DesignSummary *summary,
            const QueryOptions *options)
{
    const char *language = report->language;
    const NumberStyle *style = number_style(language);
    g_autofree char *df = isfinite(summary->df) ? number_format(summary->df, 0, 0, style) : NULL;
    g_autofree char *given = whole_text(design->df, style);
    double percent = number_round(options->level, 2, 6);
    g_autofree char *number =
        number_format(options->level, 2, percent == floor(percent) ? 0 : 1, style);
    g_autofree char *level = g_strconcat(number, style->percent, NULL);

    switch (design->df_rule) {
    case DF_DOMAIN:
        if (summary->replicates > 0)
            add_filled(report, word_filled(WORD_DF_BY_RANK, language, df ? df : "-"));
        else
            report_note(report, word(WORD_DF_BY_DOMAIN, language));
        break;
    case DF_DESIGN:
        add_filled(report,
                   word_filled(summary->replicates > 0 ? WORD_DF_BY_RANK : WORD_DF_BY_DESIGN,
                               language, df ? df : "-"));
        break;
    case DF_NUMBER:
        add_filled(report, word_filled(WORD_DF_AS_GIVEN, language, given));
        break;
    case DF_INFINITE:
        report_note(report, word(WORD_DF_NORMAL, language));
        break;
    case DF_STRATA:
        report_note(report, word(WORD_DF_BY_STRATA, language));
        break;
    }
    add_filled(report, word_filled(WORD_INTERVALS_OF, language, level,
                                   options->ci ? options->ci : "logit"));
}

static bool
has_quantiles(const Estimates *estimates)
{
    for (size_t i = 0; estimates && i < estimates->n_rows; i++)
        if (strcmp(estimates->rows[i].statistic, "quantile") == 0 ||
            strcmp(estimates->rows[i].statistic, "median") == 0)
            return true;
    return false;
}

static void
note_rules(Report *report, const Estimates *estimates, const DesignSpec *design,
           const QueryOptions *options)
{
    const char *language = report->language;

    if (options->normal)
        report_note(report, word(WORD_LIMITS_NORMAL, language));
    if (has_quantiles(estimates) && g_strcmp0(options->quantile_error, "replicates") == 0)
        add_filled(report, word_filled(WORD_QUANTILES_BY_REPLICATE, language,
                                       options->quantile_rule ? options->quantile_rule : "math"));
    else if (has_quantiles(estimates))
        add_filled(report, word_filled(WORD_INTERVALS_OF_QUANTILES, language,
                                       options->quantile_rule ? options->quantile_rule : "math",
                                       options->ci ? options->ci : "wald"));
    if (design->convention)
        add_filled(report, word_filled(WORD_RULES_OF, language,
                                       convention_find(design->convention, NULL)->program));
}

/* Whether ESTIMATES (NULL: a cross-tabulation) have standard errors to be explained. */
static bool
has_errors(const Estimates *estimates)
{
    if (!estimates)
        return true;
    for (size_t i = 0; i < estimates->n_rows; i++)
        if (isfinite(estimates->rows[i].se))
            return true;
    return false;
}

void
origin_design(Report *report, Origin *origin, const char *where, const DesignSpec *design)
{
    g_autofree char *fpc = design->fpc ? g_strjoinv(", ", (char **)design->fpc) : NULL;
    g_autofree char *weight = design->weight  ? g_strdup(design->weight)
                              : design->count ? g_strdup_printf("counts in %s", design->count)
                              : design->prob
                                  ? g_strdup_printf("1 / the probability in %s", design->prob)
                              : fpc ? g_strdup_printf("from the sampling fractions, fpc %s", fpc)
                                    : NULL;

    origin->where = report_text(report, where);
    origin->sample = report_text(report, design->sample);
    origin->weight = report_text(report, weight);
}

void
report_provenance(Report *report, const Input *input, const Query *query, const DesignSpec *design,
                  const QueryOptions *options)
{
    const Estimates *estimates = query_estimates(query);
    const Crosstab *crosstab = query_table(query);
    const DesignSummary *summary = query_design(query);

    g_assert(estimates || crosstab);
    Origin origin = { .file = report_text(report, input->path),
                      .sha256 = report_text(report, input_sha256(input)),
                      .rows =
                          estimates ? estimates->account.rows_read : crosstab->account.rows_read };
    origin_design(report, &origin, options->where, design);
    g_array_append_val(report->origins, origin);
    const RowAccount *account = estimates ? &estimates->account : &crosstab->account;
    add_account(report, input, account);
    report_embed_codebook(report, input->codebook, query);
    report->level = has_errors(estimates) || crosstab ? options->level : 0.0;
    report_set_design(report, design, summary);
    note_weight(report, design);
    if (has_errors(estimates)) {
        note_variance(report, design, summary);
        note_limits(report, design, summary, options);
    } else {
        note_singletons(report, design, summary);
    }
    note_rules(report, estimates, design, options);
    if (account->excluded && account->excluded->len > 0)
        report_note(report, word(WORD_MISSING_BASE, report->language));
    report_note(report, word(WORD_ROUNDING, report->language));
}
