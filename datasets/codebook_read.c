/* SPDX-License-Identifier: GPL-3.0-or-later */
/* codebook_read.c - YAML to codebook. */
#include "datasets/codebook.h"

#include "datasets/codebook_check.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

static const char *const languages[] = { "en", "sv", NULL };
static const char *const types[] = { "number", "category", NULL };
static const char *const fpc_units[] = { "count", "rate", NULL };
/* in the order of SingletonRule */
static const char *const singleton_rules[] = { "fail",    "certainty", "remove",  "adjust",
                                               "average", "collapse",  "missing", NULL };
static const char *const conventions[] = { "r", "stata", "sas", "spss", NULL };

static const Field value_fields[] = {
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

/* A value is a label, or a mapping with a label and more. */
static bool
read_value(Document *document, const Node *node, ValueLabel *value)
{
    static const Field plain = { .name = "values", .type = FIELD_LABEL };
    static const Field more = { .name = "values", .type = FIELD_BLOCK, .fields = value_fields };
    bool has_more = node_get(node, "label") || node_get(node, "rest");

    if (!document_expect(document, node, has_more ? &more : &plain))
        return false;
    value->label = has_more ? node_get(node, "label") : node;
    value->rest = has_more && node_boolean(node_get(node, "rest"));
    return true;
}

static void
read_values(Document *document, const Node *node, Variable *variable)
{
    static const Field field = { .name = "values", .type = FIELD_LABELS };

    if (!node)
        return;
    if (!node_is_mapping(node)) {
        document_expect(document, node, &field);
        return;
    }
    ValueLabel *values = g_new0(ValueLabel, node_count(node));
    variable->values = values;
    for (size_t i = 0; i < node_count(node); i++) {
        ValueLabel *value = &values[variable->n_values];

        value->value = node_key(node, i);
        if (read_value(document, node_at(node, i), value))
            variable->n_values++;
    }
}

static void
read_variable(Document *document, const Node *node, Variable *variable)
{
    const Node *missing = node_get(node, "missing");

    /* VariableType: automatic, then the types */
    variable->type = (VariableType)(1 + node_choice(node_get(node, "type"), -1));
    variable->label = node_get(node, "label");
    variable->question = node_get(node, "question");
    variable->unit = node_text(node_get(node, "unit"));
    variable->asked = node_text(node_get(node, "asked"));
    variable->base = node_get(node, "base");
    read_values(document, node_get(node, "values"), variable);
    if (!missing)
        return;
    MissingCode *codes = g_new0(MissingCode, node_count(missing));
    variable->missing = codes;
    variable->n_missing = node_count(missing);
    for (size_t i = 0; i < variable->n_missing; i++) {
        codes[i].value = node_key(missing, i);
        codes[i].reason = node_text(node_at(missing, i));
    }
}

static void
read_variables(Codebook *codebook, const Node *node)
{
    Variable *variables = g_new0(Variable, node_count(node) + 1);

    codebook->variables = variables;
    codebook->n_variables = node_count(node);
    for (size_t i = 0; i < codebook->n_variables; i++) {
        variables[i].name = node_key(node, i);
        read_variable(codebook->document, node_at(node, i), &variables[i]);
    }
}

static void
read_sets(Codebook *codebook, const Node *node)
{
    static const char *const none[] = { NULL };
    MultipleSet *sets = g_new0(MultipleSet, node_count(node) + 1);

    codebook->sets = sets;
    codebook->n_sets = node_count(node);
    for (size_t i = 0; i < codebook->n_sets; i++) {
        const Node *set = node_at(node, i), *counted = node_get(set, "counted");
        const char *const *items = node_texts(node_get(set, "items"));

        sets[i].name = node_key(node, i);
        sets[i].label = node_get(set, "label");
        sets[i].question = node_get(set, "question");
        sets[i].items = items ? items : none;
        sets[i].counted = counted ? node_text(counted) : NULL;
        sets[i].asked = node_text(node_get(set, "asked"));
        sets[i].base = node_get(set, "base");
    }
}

static void
read_df(Document *document, const Node *node, DesignSpec *design)
{
    static const char *const rules[] = { [DF_DOMAIN] = "domain", [DF_DESIGN] = "design" };
    const char *text = node_text(node);

    if (!node)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
        if (strcmp(text, rules[i]) == 0) {
            design->df_rule = (DfRule)i;
            return;
        }
    if (strcmp(text, "inf") == 0 || strcmp(text, "strata") == 0) {
        design->df_rule = *text == 'i' ? DF_INFINITE : DF_STRATA;
        return;
    }
    design->df_rule = DF_NUMBER;
    design->df = node_number(node, NAN);
    if (!(design->df > 0.0))
        document_complain(document, node,
                          "'df': expected domain, design, strata, inf or a positive number", NULL);
}

/* A number above 0 (and below LIMIT), or 0 when there is none. */
static double
read_positive(Document *document, const Node *node, double limit, const char *what)
{
    double value = node_number(node, 0.0);

    if (!node || (value > 0.0 && value < limit))
        return value;
    document_complain(document, node, what, NULL);
    return 0.0;
}

static void
read_replicates(Document *document, const Node *node, ReplicateSpec *replicates)
{
    static const char *const keys[] = { "rep_type", "fay",        "scale",
                                        "rscales",  "rep_centre", "rep_combined" };
    const Node *combined = node_get(node, "rep_combined");

    for (size_t i = 0; i < G_N_ELEMENTS(keys) && !node_get(node, "repweights"); i++)
        if (node_get(node, keys[i]))
            document_complain_key(document, node_get(node, keys[i]),
                                  "there are no replicate weights that this is about",
                                  "name them under 'repweights'");
    replicates->columns = node_texts(node_get(node, "repweights"));
    replicates->type = (ReplicateType)(1 + node_choice(node_get(node, "rep_type"), -1));
    replicates->fay = read_positive(document, node_get(node, "fay"), 1.0,
                                    "'fay': expected a number between 0 and 1");
    replicates->scale = read_positive(document, node_get(node, "scale"), INFINITY,
                                      "'scale': expected a number above 0");
    replicates->rscales = node_texts(node_get(node, "rscales"));
    replicates->centre = (ReplicateCentre)(1 + node_choice(node_get(node, "rep_centre"), -1));
    replicates->factors = combined && !node_boolean(combined);
}

static void
read_design(Codebook *codebook, const Node *node)
{
    DesignSpec *design = &codebook->design;

    design->sample = node_text(node_get(node, "sample"));
    design->weight = node_text(node_get(node, "weight"));
    design->count = node_text(node_get(node, "count"));
    design->strata = node_texts(node_get(node, "strata"));
    design->psu = node_texts(node_get(node, "psu"));
    design->fpc = node_texts(node_get(node, "fpc"));
    design->fpc_unit = (FpcUnit)(1 + node_choice(node_get(node, "fpc_unit"), -1));
    design->nest = node_boolean(node_get(node, "nest"));
    design->singleton = (SingletonRule)node_choice(node_get(node, "singleton"), SINGLETON_FAIL);
    design->prob = node_text(node_get(node, "prob"));
    design->pps = (PpsMethod)(1 + node_choice(node_get(node, "pps"), -1));
    design->joint = node_text(node_get(node, "joint"));
    design->pps_sum = node_texts(node_get(node, "pps_sum"));
    design->singleton_domain = node_boolean(node_get(node, "singleton_domain"));
    read_df(codebook->document, node_get(node, "df"), design);
    read_replicates(codebook->document, node, &design->replicates);
    design->convention = node_text(node_get(node, "convention"));
}

/* 0 and a complaint when TEXT is not one sign. */
static char
read_sign(Document *document, const Node *node, const char *allowed, const char *advice)
{
    const char *text = node_text(node);

    if (!node)
        return 0;
    if (strcmp(text, "tab") == 0)
        text = "\t";
    bool sound =
        strlen(text) == 1 && (allowed ? strchr(allowed, *text) != NULL
                                      : g_ascii_ispunct(*text) || *text == '\t' || *text == ' ');
    if (sound && *text != '"')
        return *text;
    document_complain(document, node, advice, NULL);
    return 0;
}

static void
read_head(Codebook *codebook, const Node *root)
{
    Document *document = codebook->document;
    const Node *data = node_get(root, "data");

    codebook->path = document_name(document);
    codebook->title = node_get(root, "title");
    codebook->source = node_get(root, "source");
    codebook->language = node_text(node_get(root, "lang"));
    codebook->data = node_text(data);
    if (data && *codebook->data == '\0')
        document_complain(document, data, "'data' is empty; name a data file", NULL);
    codebook->delimiter = read_sign(document, node_get(root, "delimiter"), NULL,
                                    "'delimiter': expected one sign, or tab");
    codebook->decimal =
        read_sign(document, node_get(root, "decimal"), ".,", "'decimal': expected \".\" or \",\"");
    if (codebook->decimal && codebook->decimal == codebook->delimiter)
        document_complain(document, node_get(root, "decimal"),
                          "the decimal mark is the delimiter too", NULL);
    codebook->encoding = node_text(node_get(root, "encoding"));
    codebook->missing = node_texts(node_get(root, "missing"));
}

Codebook *
codebook_read(GBytes *bytes, const char *path, GError **error)
{
    Document *document = document_open(bytes, path, codebook_fields, error);

    if (!document)
        return NULL;
    g_autoptr(Codebook) codebook = codebook_new();
    const Node *root = document_root(document);
    const Node *disposition = node_get(root, "disposition");
    codebook->document = document;
    read_head(codebook, root);
    read_variables(codebook, node_get(root, "variables"));
    read_sets(codebook, node_get(root, "sets"));
    read_design(codebook, node_get(root, "design"));
    codebook->disposition = node_text(node_get(disposition, "variable"));
    codebook->dispositions = node_get(disposition, "codes");
    codebook_check_meaning(codebook);
    if (!document_check(document, error))
        return NULL;
    return g_steal_pointer(&codebook);
}
