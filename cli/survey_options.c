/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_options.c - options of commands that read data, and as the layers below take them. */
#include "cli/command.h"

#include "analysis/convention.h"
#include "datasets/error.h"

#include <math.h>
#include <string.h>

const Option data_options[] = {
    { "delimiter", 0, OPTION_TEXT, offsetof(DataOptions, delimiter), "C",
      "sign between fields: one character, or tab (default: found among , ; tab |)" },
    { "decimal", 0, OPTION_TEXT, offsetof(DataOptions, decimal), "C",
      "decimal mark, . or , (default: as the codebook says, else the point)" },
    { "encoding", 0, OPTION_TEXT, offsetof(DataOptions, encoding), "NAME",
      "encoding of the data (default: UTF-8)" },
    { "missing", 0, OPTION_LIST, offsetof(DataOptions, missing), "CODES",
      "texts that mean missing, with commas between (default: NA in columns of numbers)" },
    { "codebook", 0, OPTION_TEXT, offsetof(DataOptions, codebook), "FILE",
      "labels, missing codes, sets and design of the data" },
    { "data-dir", 0, OPTION_TEXT, offsetof(DataOptions, data_dir), "DIR",
      "another folder from which a codebook may name files" },
    { 0 }
};

const Option design_options[] = {
    { "sample", 0, OPTION_TEXT, offsetof(DesignOptions, sample), "EXPR",
      "rows that are the sample (default: all); unlike --where, the others are outside the "
      "design" },
    { "weight", 0, OPTION_TEXT, offsetof(DesignOptions, weight), "VAR", "sampling weight" },
    { "count", 0, OPTION_TEXT, offsetof(DesignOptions, count), "VAR", "frequency weight" },
    { "strata", 0, OPTION_LIST, offsetof(DesignOptions, strata), "VARS", "strata, by stage" },
    { "psu", 0, OPTION_LIST, offsetof(DesignOptions, psu), "VARS", "sampling units, by stage" },
    { "fpc", 0, OPTION_LIST, offsetof(DesignOptions, fpc), "VARS",
      "population size or sampling rate, by stage (an empty name: none)" },
    { "fpc-unit", 0, OPTION_TEXT, offsetof(DesignOptions, fpc_unit), "UNIT",
      "count or rate (needed when it cannot be told)" },
    { "nest", 0, OPTION_FLAG, offsetof(DesignOptions, nest), NULL,
      "ids of sampling units may be reused across strata and in each unit of the stage above" },
    { "prob", 0, OPTION_TEXT, offsetof(DesignOptions, prob), "VAR",
      "probability with which the PSU was drawn" },
    { "pps", 0, OPTION_TEXT, offsetof(DesignOptions, pps), "RULE",
      "variance with unequal probabilities: brewer, overton, hr (Hartley and Rao), hr-sample, ht "
      "(Horvitz and Thompson), yg (Yates and Grundy), wr (default: wr)" },
    { "joint", 0, OPTION_TEXT, offsetof(DesignOptions, joint), "FILE",
      "for ht and yg: CSV matrix of the joint probabilities, in the order of the data" },
    { "pps-sum", 0, OPTION_LIST, offsetof(DesignOptions, pps_sum), "X",
      "for hr: sum of squared probabilities of the population over n; or STRATUM=X for each" },
    { "repweights", 0, OPTION_LIST, offsetof(DesignOptions, repweights), "VARS",
      "replicate weights, instead of strata, PSUs and fpc: 'rw*' or a,b,c; a pattern leaves out "
      "the sampling weight" },
    { "rep-type", 0, OPTION_TEXT, offsetof(DesignOptions, rep_type), "TYPE",
      "how they were made: brr, fay, jk1, jkn, jk2, bootstrap, sdr, acs or other" },
    { "fay", 0, OPTION_NUMBER, offsetof(DesignOptions, fay), "R",
      "of type fay: share of the weight that the left-out half keeps" },
    { "scale", 0, OPTION_NUMBER, offsetof(DesignOptions, scale), "X",
      "factor of the variance (default: as the type has it)" },
    { "rscales", 0, OPTION_LIST, offsetof(DesignOptions, rscales), "FILE",
      "factor of each replicate: a list with commas, or a file of numbers (default: 1 each)" },
    { "rep-centre", 0, OPTION_TEXT, offsetof(DesignOptions, rep_centre), "CENTRE",
      "distances are taken from the estimate or from the mean of the replicates (default: mean; "
      "of type acs: estimate)" },
    { "rep-combined", 0, OPTION_TEXT, offsetof(DesignOptions, rep_combined), "yes|no",
      "the columns hold the sampling weight already (default: yes)" },
    { "singleton", 0, OPTION_TEXT, offsetof(DesignOptions, singleton), "RULE",
      "stratum with one PSU: fail, certainty, remove, adjust, average, collapse, missing (default: "
      "fail)" },
    { "singleton-domain", 0, OPTION_FLAG, offsetof(DesignOptions, singleton_domain), NULL,
      "adjust and average also strata that a domain leaves with one PSU" },
    { "df", 0, OPTION_TEXT, offsetof(DesignOptions, df), "RULE",
      "degrees of freedom: domain, design, strata (all PSUs of the domain's strata), inf or a "
      "number "
      "(default: domain)" },
    { "convention", 0, OPTION_TEXT, offsetof(DesignOptions, convention), "PROGRAM",
      "rules as in r, stata, sas or spss, where no other option says otherwise" },
    { 0 }
};

static bool
one_character(const char *option, const char *text, char *sign, GError **error)
{
    if (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0)
        text = "\t";
    if (strlen(text) != 1 || strchr("\"\r\n", *text) || (unsigned char)*text >= 128) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--%s '%s': the %s is one ASCII character, neither a quote nor a line end",
                    option, text, option);
        return false;
    }
    *sign = *text;
    return true;
}

bool
data_options_input(const DataOptions *options, InputOptions *input, GError **error)
{
    *input = (InputOptions){ .codebook = options->codebook,
                             .data_dir = options->data_dir,
                             .encoding = options->encoding,
                             .missing = (const char *const *)options->missing };
    if (options->delimiter &&
        !one_character("delimiter", options->delimiter, &input->delimiter, error))
        return false;
    if (options->decimal && !one_character("decimal", options->decimal, &input->decimal, error))
        return false;
    if (input->decimal && input->decimal != '.' && input->decimal != ',') {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--decimal '%s': the decimal mark is . or ,", options->decimal);
        return false;
    }
    if (input->decimal && input->decimal == input->delimiter) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--delimiter and --decimal are both '%c'; fields and decimals cannot be told "
                    "apart",
                    input->decimal);
        return false;
    }
    return true;
}

/* Index of TEXT among WORDS; -1 and ERROR lists them. */
static int
find_word(const char *option, const char *text, const char *const *words, GError **error)
{
    g_autofree char *list = g_strjoinv(", ", (char **)words);

    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--%s %s: there are %s", option, text, list);
    return -1;
}

static bool
set_df(const char *text, DesignSpec *spec, GError **error)
{
    char *end;

    if (strcmp(text, "design") == 0)
        spec->df_rule = DF_DESIGN;
    else if (strcmp(text, "domain") == 0)
        spec->df_rule = DF_DOMAIN;
    else if (strcmp(text, "strata") == 0)
        spec->df_rule = DF_STRATA;
    else if (strcmp(text, "inf") == 0)
        spec->df_rule = DF_INFINITE;
    else {
        spec->df_rule = DF_NUMBER;
        spec->df = g_ascii_strtod(text, &end);
        if (end == text || *end || !(spec->df > 0.0) || !isfinite(spec->df)) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "--df %s: it is domain, design, strata, inf or a number above 0", text);
            return false;
        }
    }
    return true;
}

static bool
set_replicates(const DesignOptions *options, ReplicateSpec *replicates, GError **error)
{
    static const char *const yes_no[] = { "yes", "no", NULL };

    if (options->repweights)
        replicates->columns = (const char *const *)options->repweights;
    if (options->rscales)
        replicates->rscales = (const char *const *)options->rscales;
    if (options->fay != 0.0)
        replicates->fay = options->fay;
    if (options->scale != 0.0)
        replicates->scale = options->scale;
    if (options->rep_type) {
        int i = find_word("rep-type", options->rep_type, replicate_types, error);

        if (i < 0)
            return false;
        replicates->type = (ReplicateType)(i + 1);
    }
    if (options->rep_centre) {
        int i = find_word("rep-centre", options->rep_centre, replicate_centres, error);

        if (i < 0)
            return false;
        replicates->centre = (ReplicateCentre)(i + 1);
    }
    if (options->rep_combined) {
        int i = find_word("rep-combined", options->rep_combined, yes_no, error);

        if (i < 0)
            return false;
        replicates->factors = i == 1;
    }
    if (!replicates->columns &&
        (options->rep_type || options->fay != 0.0 || options->scale != 0.0 || options->rscales ||
         options->rep_centre || options->rep_combined)) {
        g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                            "there are options of replicate weights but no replicate weights; name "
                            "them with --repweights");
        return false;
    }
    return true;
}

/* One way to the variance on the command line replaces the other one of the codebook. */
static void
replace_method(const DesignOptions *options, DesignSpec *spec)
{
    const ReplicateSpec none = { 0 };

    if (options->repweights) {
        spec->strata = spec->psu = spec->fpc = NULL;
        spec->fpc_unit = FPC_UNKNOWN;
        spec->prob = NULL;
        spec->pps = PPS_NONE;
        spec->replicates = none;
    } else if (options->strata || options->psu || options->fpc) {
        spec->replicates = none;
    }
}

/* Unequal probabilities; the file of joint ones is read by survey_open(). */
static bool
set_unequal(const DesignOptions *options, DesignSpec *spec, GError **error)
{
    if (options->prob)
        spec->prob = options->prob;
    if (options->pps_sum)
        spec->pps_sum = (const char *const *)options->pps_sum;
    if (options->pps) {
        int i = find_word("pps", options->pps, pps_names, error);

        if (i < 0)
            return false;
        spec->pps = (PpsMethod)(i + 1);
    }
    if (options->joint) {
        spec->joint = options->joint;
        spec->joint_matrix = NULL;
    }
    return true;
}

bool
design_options_spec(const DesignOptions *options, const Codebook *codebook, DesignSpec *spec,
                    GError **error)
{
    static const char *const singletons[] = { "fail",    "certainty", "remove",  "adjust",
                                              "average", "collapse",  "missing", NULL };
    static const char *const units[] = { "count", "rate", NULL };

    /* the design of the codebook, option by option replaced by the command line's */
    *spec = codebook->design;
    const char *program = options->convention ? options->convention : spec->convention;
    const Convention *convention = program ? convention_find(program, error) : NULL;
    if (program && !convention)
        return false;
    replace_method(options, spec);
    convention_design(convention, spec);
    if (options->sample)
        spec->sample = options->sample;
    if (options->weight)
        spec->weight = options->weight;
    if (options->count)
        spec->count = options->count;
    if (options->strata)
        spec->strata = (const char *const *)options->strata;
    if (options->psu)
        spec->psu = (const char *const *)options->psu;
    if (options->fpc)
        spec->fpc = (const char *const *)options->fpc;
    if (options->nest)
        spec->nest = true;
    if (options->fpc_unit) {
        int i = find_word("fpc-unit", options->fpc_unit, units, error);

        if (i < 0)
            return false;
        spec->fpc_unit = i == 0 ? FPC_COUNT : FPC_RATE;
    }
    if (options->singleton) {
        int i = find_word("singleton", options->singleton, singletons, error);

        if (i < 0)
            return false;
        spec->singleton = (SingletonRule)i;
    }
    if (options->singleton_domain)
        spec->singleton_domain = true;
    if (!set_unequal(options, spec, error))
        return false;
    if (!set_replicates(options, &spec->replicates, error))
        return false;
    return !options->df || set_df(options->df, spec, error);
}

const char *
common_language(const CommonOptions *common, const Codebook *codebook)
{
    if (common->lang)
        return common->lang;
    return codebook && codebook->language ? codebook->language : "en";
}
