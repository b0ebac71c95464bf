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

const char *
variable_value_label(const Variable *variable, const char *value, const char *language)
{
    if (variable)
        for (size_t i = 0; i < variable->n_values; i++)
            if (strcmp(variable->values[i].value, value) == 0 && variable->values[i].label)
                return node_label(variable->values[i].label, language);
    return value;
}

const char *
variable_label(const Variable *variable, const char *name, const char *language)
{
    return variable && variable->label ? node_label(variable->label, language) : name;
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
