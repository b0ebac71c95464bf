/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/codebook.h"

#include <string.h>

Codebook *
codebook_new(void)
{
    return g_new0(Codebook, 1);
}

const Variable *
codebook_find(const Codebook *codebook, const char *name)
{
    for (size_t i = 0; i < codebook->n_variables; i++)
        if (strcmp(codebook->variables[i].name, name) == 0)
            return &codebook->variables[i];
    return NULL;
}

const MultipleSet *
codebook_find_set(const Codebook *codebook, const char *name)
{
    for (size_t i = 0; i < codebook->n_sets; i++)
        if (strcmp(codebook->sets[i].name, name) == 0)
            return &codebook->sets[i];
    return NULL;
}

/* The label LABEL, when it says anything; else NAME. */
static const char *
label_or(const Node *label, const char *name, const char *language)
{
    const char *text = label ? node_label(label, language) : NULL;

    return text && text[strspn(text, " \t\r\n")] ? text : name;
}

const char *
variable_value_label(const Variable *variable, const char *value, const char *language)
{
    if (variable)
        for (size_t i = 0; i < variable->n_values; i++)
            if (strcmp(variable->values[i].value, value) == 0)
                return label_or(variable->values[i].label, value, language);
    return value;
}

const char *
variable_label(const Variable *variable, const char *name, const char *language)
{
    return label_or(variable ? variable->label : NULL, name, language);
}

void
codebook_free(Codebook *codebook)
{
    if (!codebook)
        return;
    document_free(codebook->document);
    for (size_t i = 0; i < codebook->n_variables; i++) {
        g_free((gpointer)codebook->variables[i].values);
        g_free((gpointer)codebook->variables[i].missing);
    }
    g_free((gpointer)codebook->variables);
    g_free((gpointer)codebook->sets);
    g_strfreev(codebook->rscales);
    matrix_free(codebook->joint);
    g_free(codebook);
}
