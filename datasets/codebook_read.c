/* SPDX-License-Identifier: GPL-3.0-or-later */
/* codebook_read.c - YAML to codebook. */
#include "datasets/codebook.h"

#include "datasets/codebook_check.h"
#include "datasets/codebook_fields.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

/* A value is a label, or a mapping with a label and more. */
static bool
read_value(Document *document, const Node *node, ValueLabel *value)
{
    static const Field plain = { .name = "values", .type = FIELD_LABEL };
    static const Field more = { .name = "values",
                                .type = FIELD_BLOCK,
                                .fields = codebook_value_fields };
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
