/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/convention.h"

#include "datasets/error.h"

#include <string.h>

/* R survey 4: confint() of a mean uses the normal distribution, svyciprop() logit and t,
 * svyquantile() its rule "math"; replicates about their mean, those of the ACS about the estimate;
 * a missing weight is an error. */
static const Convention convention_r = {
    .name = "r",
    .program = "R survey",
    .normal = true,
    .ci = "logit",
    .quantile_rule = "math",
    .df = DF_DOMAIN,
    .singleton = SINGLETON_FAIL,
    .deff = DEFF_WOR,
    .test = "rs2",
    .given = "gof-r",
    .missing = "R gives no result for a variable with missing values unless na.rm is set, which is "
               "what is done here",
};

/* Stata svy: proportions by logit; subpop() counts all PSUs of the strata that it has members in;
 * singleunit(missing); estat effects uses the fpc if there is one; svy has no quantiles: the rule
 * is that of _pctile. Replicates are about their mean unless mse is said; rows without a weight are
 * dropped. */
static const Convention convention_stata = {
    .name = "stata",
    .program = "Stata svy",
    .ci = "logit",
    .quantile_rule = "school",
    .df = DF_STRATA,
    .singleton = SINGLETON_MISSING,
    .deff = DEFF_FPC,
    .centre = CENTRE_MEAN,
    .drops_weightless = true,
    .test = "rs2",
    .missing = "Stata drops rows without an answer before the design is counted; they stay in it "
               "here",
};

/* SAS SURVEYMEANS and SURVEYFREQ: Wald limits for proportions; df of the whole sample; a stratum
 * with one PSU adds nothing; replicates about the estimate; rows without a weight are dropped. */
static const Convention convention_sas = {
    .name = "sas",
    .program = "SAS survey procedures",
    .ci = "wald",
    .quantile_rule = "sas",
    .df = DF_DESIGN,
    .singleton = SINGLETON_CERTAINTY,
    .deff = DEFF_FPC,
    .centre = CENTRE_ESTIMATE,
    .drops_weightless = true,
    .test = "rs1",
    .missing = "SAS drops rows without an answer unless NOMCAR is set, which is what is done here",
};

/* SPSS Complex Samples: logit for proportions; df of the whole sample; adjusted F; rows
 * without a weight are dropped. It has no quantiles: the rule is that of EXAMINE. */
static const Convention convention_spss = {
    .name = "spss",
    .program = "SPSS Complex Samples",
    .ci = "logit",
    .quantile_rule = "hf6",
    .df = DF_DESIGN,
    .singleton = SINGLETON_FAIL,
    .deff = DEFF_WOR,
    .drops_weightless = true,
    .test = "rs2",
};

const Convention *const conventions[] = { &convention_r, &convention_stata, &convention_sas,
                                          &convention_spss, NULL };

const Convention *
convention_find(const char *name, GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);

    for (size_t k = 0; conventions[k]; k++) {
        if (strcmp(conventions[k]->name, name) == 0)
            return conventions[k];
        g_string_append_printf(known, "%s%s", k ? ", " : "", conventions[k]->name);
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "unknown convention '%s'; there are: %s",
                name, known->str);
    return NULL;
}

void
convention_design(const Convention *convention, DesignSpec *design)
{
    if (!convention)
        return;
    design->convention = convention->name;
    if (design->df_rule == DF_DOMAIN)
        design->df_rule = convention->df;
    if (design->singleton == SINGLETON_FAIL)
        design->singleton = convention->singleton;
    if (design->replicates.centre == CENTRE_DEFAULT)
        design->replicates.centre = convention->centre;
    design->weightless_outside = convention->drops_weightless;
}

void
convention_query(const Convention *convention, QueryOptions *query)
{
    if (!convention)
        return;
    query->normal = convention->normal;
    if (!query->ci && strcmp(convention->ci, "logit") != 0)
        query->ci = convention->ci;
    if (!query->quantile_rule)
        query->quantile_rule = convention->quantile_rule;
    if (query->deff == DEFF_CONVENTION)
        query->deff = convention->deff;
}

char *
convention_rules(const Convention *convention)
{
    static const char *const df[] = { [DF_DOMAIN] = "primary units and strata of the domain",
                                      [DF_DESIGN] = "primary units and strata of the whole design",
                                      [DF_NUMBER] = "as given",
                                      [DF_INFINITE] = "infinite",
                                      [DF_STRATA] =
                                          "all primary units of the strata of the domain" };
    static const char *const singleton[] = { [SINGLETON_FAIL] = "refused",
                                             [SINGLETON_CERTAINTY] = "adds nothing",
                                             [SINGLETON_REMOVE] = "adds nothing",
                                             [SINGLETON_ADJUST] = "held against the whole sample",
                                             [SINGLETON_AVERAGE] = "as the average of the others",
                                             [SINGLETON_COLLAPSE] = "merged with its neighbour",
                                             [SINGLETON_MISSING] = "no standard error" };

    static const char *const centre[] = { [CENTRE_DEFAULT] = "the mean, of acs the estimate",
                                          [CENTRE_ESTIMATE] = "the estimate",
                                          [CENTRE_MEAN] = "the mean" };

    return g_strdup_printf(
        "limits of means and totals from %s; shares: %s; df: %s; stratum with "
        "one primary unit: %s; quantile rule: %s; two-way test: %s, given "
        "shares: %s; replicates "
        "about %s; row without a weight: %s",
        convention->normal ? "the normal distribution" : "t", convention->ci, df[convention->df],
        singleton[convention->singleton], convention->quantile_rule, convention->test,
        convention->given ? convention->given : "gof", centre[convention->centre],
        convention->drops_weightless ? "left out" : "refused");
}
