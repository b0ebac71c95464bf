/* SPDX-License-Identifier: GPL-3.0-or-later */
/* codebook_fields.c - the keys of a codebook. */
#include "datasets/codebook_fields.h"

static const char *const languages[] = { "en", "sv", NULL };
static const char *const types[] = { "number", "category", NULL };
static const char *const fpc_units[] = { "count", "rate", NULL };
/* in the order of SingletonRule */
static const char *const singleton_rules[] = { "fail",    "certainty", "remove",  "adjust",
                                               "average", "collapse",  "missing", NULL };
static const char *const conventions[] = { "r", "stata", "sas", "spss", NULL };

const Field codebook_value_fields[] = {
    { .name = "label", .type = FIELD_LABEL, .help = "what to print for the value" },
    { .name = "rest", .type = FIELD_BOOLEAN, .help = "stands last and grey in a figure" },
    { 0 }
};

static const Field variable_fields[] = {
    { .name = "type",
      .type = FIELD_CHOICE,
      .choices = types,
      .help = "number or category; else found" },
    { .name = "label", .type = FIELD_LABEL, .help = "short name, for tables and figures" },
    { .name = "question", .type = FIELD_LABEL, .help = "wording of the question" },
    { .name = "unit", .type = FIELD_TEXT, .help = "unit of a number: SEK/month" },
    { .name = "values",
      .type = FIELD_ANY,
      .help = "value in the data: its label, or {label: ..., rest: yes}; in the order to show" },
    { .name = "missing",
      .type = FIELD_SCALARS,
      .help = "code in the data: why the answer is missing" },
    { .name = "asked", .type = FIELD_TEXT, .help = "condition under which the question was put" },
    { .name = "base", .type = FIELD_LABEL, .help = "wording of the base, with {n} for its size" },
    { 0 }
};

static const Field set_fields[] = {
    { .name = "label", .type = FIELD_LABEL, .help = "short name, for tables and figures" },
    { .name = "question", .type = FIELD_LABEL, .help = "wording of the question" },
    { .name = "items",
      .type = FIELD_TEXTS,
      .required = true,
      .help = "columns of the data, one an answer, in the order to show" },
    { .name = "counted",
      .type = FIELD_TEXT,
      .help = "value that means chosen (default: 1 where there are only 0 and 1; else the values "
              "are the answers)" },
    { .name = "asked", .type = FIELD_TEXT, .help = "condition under which the question was put" },
    { .name = "base", .type = FIELD_LABEL, .help = "wording of the base, with {n} for its size" },
    { 0 }
};

static const Field design_fields[] = {
    { .name = "sample", .type = FIELD_TEXT, .help = "condition: the rows that are the sample" },
    { .name = "weight", .type = FIELD_TEXT, .help = "column of the sampling weight" },
    { .name = "count", .type = FIELD_TEXT, .help = "column of the frequency weight" },
    { .name = "strata", .type = FIELD_TEXTS, .help = "columns of the strata, by stage" },
    { .name = "psu", .type = FIELD_TEXTS, .help = "columns of the sampling units, by stage" },
    { .name = "fpc",
      .type = FIELD_TEXTS,
      .help = "columns of population size or sampling rate, by stage" },
    { .name = "fpc_unit", .type = FIELD_CHOICE, .choices = fpc_units, .help = "what fpc holds" },
    { .name = "nest", .type = FIELD_BOOLEAN, .help = "ids of units may be reused across strata" },
    { .name = "prob",
      .type = FIELD_TEXT,
      .help = "column of the probability with which the first unit was drawn" },
    { .name = "pps",
      .type = FIELD_CHOICE,
      .choices = pps_names,
      .help = "variance with unequal probabilities (default: wr)" },
    { .name = "joint",
      .type = FIELD_TEXT,
      .help = "CSV file of the joint probabilities, for ht and yg" },
    { .name = "pps_sum",
      .type = FIELD_TEXTS,
      .help = "for hr: sum of squared probabilities of the population / n, or STRATUM=X each" },
    { .name = "singleton",
      .type = FIELD_CHOICE,
      .choices = singleton_rules,
      .help = "what a stratum with one unit adds to the variance (default: fail)" },
    { .name = "singleton_domain",
      .type = FIELD_BOOLEAN,
      .help = "adjust and average also where a domain leaves one unit in a stratum" },
    { .name = "df",
      .type = FIELD_TEXT,
      .help = "degrees of freedom: domain, design, strata, inf or a number" },
    { .name = "repweights",
      .type = FIELD_TEXTS,
      .help = "columns of replicate weights; * stands for any text: rw*" },
    { .name = "rep_type",
      .type = FIELD_CHOICE,
      .choices = replicate_types,
      .help = "how the replicates were made" },
    { .name = "fay", .type = FIELD_NUMBER, .help = "of fay: what the left-out half keeps" },
    { .name = "scale", .type = FIELD_NUMBER, .help = "factor of the variance (default: by type)" },
    { .name = "rscales",
      .type = FIELD_TEXTS,
      .help = "factor of each replicate: a list, or a file of numbers" },
    { .name = "rep_centre",
      .type = FIELD_CHOICE,
      .choices = replicate_centres,
      .help = "what distances are taken from (default: mean; of acs: estimate)" },
    { .name = "rep_combined",
      .type = FIELD_BOOLEAN,
      .help = "the columns already hold the sampling weight (default: yes)" },
    { .name = "convention",
      .type = FIELD_CHOICE,
      .choices = conventions,
      .help = "the program whose rules hold where none is given" },
    { 0 }
};

static const Field disposition_fields[] = {
    { .name = "variable", .type = FIELD_TEXT, .required = true, .help = "column of the outcome" },
    { .name = "codes",
      .type = FIELD_SCALARS,
      .required = true,
      .help = "value in the data: I P R NC O UH UO or NE" },
    { 0 }
};

const Field codebook_fields[] = {
    { .name = "title", .type = FIELD_LABEL, .help = "name of the data" },
    { .name = "source",
      .type = FIELD_LABEL,
      .help = "where they come from, for the line under a table" },
    { .name = "lang",
      .type = FIELD_CHOICE,
      .choices = languages,
      .help = "language of what is made of them" },
    { .name = "data",
      .type = FIELD_TEXT,
      .help = "data file, in the folder of the codebook or below" },
    { .name = "delimiter",
      .type = FIELD_TEXT,
      .help = "sign between fields: one character, or tab" },
    { .name = "decimal", .type = FIELD_TEXT, .help = "decimal mark: . or ," },
    { .name = "encoding", .type = FIELD_TEXT, .help = "encoding of the data (default: UTF-8)" },
    { .name = "missing", .type = FIELD_TEXTS, .help = "texts that are missing in every column" },
    { .name = "variables",
      .type = FIELD_MAP,
      .fields = variable_fields,
      .help = "columns by name" },
    { .name = "sets",
      .type = FIELD_MAP,
      .fields = set_fields,
      .help = "questions with several answers" },
    { .name = "design",
      .type = FIELD_BLOCK,
      .fields = design_fields,
      .help = "how the sample was drawn" },
    { .name = "disposition",
      .type = FIELD_BLOCK,
      .fields = disposition_fields,
      .help = "outcome of each unit" },
    { 0 }
};
