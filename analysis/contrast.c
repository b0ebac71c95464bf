/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/contrast.h"

#include "analysis/estimator.h"
#include "datasets/error.h"

#include <math.h>
#include <string.h>

static bool
is_estimator(const char *name)
{
    for (size_t k = 0; estimators[k]; k++)
        if (strcmp(estimators[k]->name, name) == 0)
            return true;
    return false;
}

static bool
is_function(const Expression *call)
{
    return !call->given && call->n_arguments == 1 &&
           (strcmp(call->text, "log") == 0 || strcmp(call->text, "exp") == 0);
}

static void
add_leaf(Contrast *contrast, const Expression *call)
{
    g_autofree char *text = g_strndup(contrast->text + call->begin, call->end - call->begin);
    ContrastLeaf leaf = { call, 0 };

    while (leaf.part < contrast->parts->len && strcmp(contrast->parts->pdata[leaf.part], text) != 0)
        leaf.part++;
    if (leaf.part == contrast->parts->len)
        g_ptr_array_add(contrast->parts, g_steal_pointer(&text));
    g_array_append_val(contrast->leaves, leaf);
}

static bool
refuse(const Contrast *contrast, const Expression *at, GError **error)
{
    g_autofree char *part = g_strndup(contrast->text + at->begin, at->end - at->begin);

    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "--contrast \"%s\": '%s' cannot stand there; a contrast is made of estimates, "
                "numbers, + - * / ^, log() and exp(), as in mean(x | g = 1) - mean(x | g = 2)",
                contrast->text, part);
    return false;
}

static bool
read_node(Contrast *contrast, const Expression *node, GError **error)
{
    switch (node->kind) {
    case EXPRESSION_NUMBER:
        return true;
    case EXPRESSION_CALL:
        if (is_estimator(node->text)) {
            add_leaf(contrast, node);
            return true;
        }
        if (!is_function(node))
            return refuse(contrast, node, error);
        break;
    case EXPRESSION_NEGATE:
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_MULTIPLY:
    case EXPRESSION_DIVIDE:
    case EXPRESSION_POWER:
        break;
    case EXPRESSION_TEXT:
    case EXPRESSION_NAME:
    case EXPRESSION_NOT:
    case EXPRESSION_EQUAL:
    case EXPRESSION_NOT_EQUAL:
    case EXPRESSION_LESS:
    case EXPRESSION_LESS_EQUAL:
    case EXPRESSION_GREATER:
    case EXPRESSION_GREATER_EQUAL:
    case EXPRESSION_AND:
    case EXPRESSION_OR:
    case EXPRESSION_IN:
        return refuse(contrast, node, error);
    }
    for (size_t k = 0; k < node->n_arguments; k++)
        if (!read_node(contrast, node->arguments[k], error))
            return false;
    return true;
}

Contrast *
contrast_new(const char *text, GError **error)
{
    g_autoptr(Contrast) contrast = g_new0(Contrast, 1);

    contrast->text = g_strdup(text);
    contrast->parts = g_ptr_array_new_with_free_func(g_free);
    contrast->leaves = g_array_new(FALSE, FALSE, sizeof(ContrastLeaf));
    contrast->expression = expression_parse(text, error);
    if (!contrast->expression) {
        g_prefix_error(error, "--contrast: ");
        return NULL;
    }
    if (!read_node(contrast, contrast->expression, error))
        return NULL;
    if (contrast->parts->len > 0)
        return g_steal_pointer(&contrast);
    refuse(contrast, contrast->expression, error);
    return NULL;
}

void
contrast_free(Contrast *contrast)
{
    if (!contrast)
        return;
    expression_free(contrast->expression);
    g_ptr_array_unref(contrast->parts);
    g_array_unref(contrast->leaves);
    g_free(contrast->text);
    g_free(contrast);
}

/* The part that the call NODE is; -1: it is log() or exp(). */
static int
part_of(const Contrast *contrast, const Expression *node)
{
    for (guint k = 0; k < contrast->leaves->len; k++) {
        const ContrastLeaf *leaf = &g_array_index(contrast->leaves, ContrastLeaf, k);

        if (leaf->call == node)
            return (int)leaf->part;
    }
    return -1;
}

static double
value(const Contrast *contrast, const Expression *node, const double *parts)
{
    double a = 0.0, b = 0.0;
    int part = node->kind == EXPRESSION_CALL ? part_of(contrast, node) : -1;

    if (node->kind == EXPRESSION_NUMBER)
        return node->number;
    if (part >= 0)
        return parts[part];
    a = value(contrast, node->arguments[0], parts);
    b = node->n_arguments > 1 ? value(contrast, node->arguments[1], parts) : 0.0;
    if (node->kind == EXPRESSION_CALL)
        return *node->text == 'l' ? log(a) : exp(a);
    return node->kind == EXPRESSION_NEGATE     ? -a
           : node->kind == EXPRESSION_ADD      ? a + b
           : node->kind == EXPRESSION_SUBTRACT ? a - b
           : node->kind == EXPRESSION_MULTIPLY ? a * b
           : node->kind == EXPRESSION_DIVIDE   ? a / b
                                               : pow(a, b);
}

/* Adds the slope of NODE in each part, times SLOPE, to GRADIENT. A power of a negative number has
 * no slope in its exponent, which then does not move. */
static void
push(const Contrast *contrast, const Expression *node, const double *parts, double slope,
     double *gradient)
{
    Expression *const *arguments = node->arguments;
    int part = node->kind == EXPRESSION_CALL ? part_of(contrast, node) : -1;

    if (part >= 0)
        gradient[part] += slope;
    if (part >= 0 || node->kind == EXPRESSION_NUMBER)
        return;
    double a = value(contrast, arguments[0], parts), slope_a = slope, slope_b = slope;
    double b = node->n_arguments > 1 ? value(contrast, arguments[1], parts) : 0.0;

    if (node->kind == EXPRESSION_NEGATE)
        slope_a = -slope;
    else if (node->kind == EXPRESSION_SUBTRACT)
        slope_b = -slope;
    else if (node->kind == EXPRESSION_MULTIPLY)
        slope_a = slope * b, slope_b = slope * a;
    else if (node->kind == EXPRESSION_DIVIDE)
        slope_a = slope / b, slope_b = -slope * a / (b * b);
    else if (node->kind == EXPRESSION_POWER)
        slope_a = slope * b * pow(a, b - 1.0), slope_b = a > 0.0 ? slope * pow(a, b) * log(a) : 0.0;
    else if (node->kind == EXPRESSION_CALL)
        slope_a = *node->text == 'l' ? slope / a : slope * exp(a);
    push(contrast, arguments[0], parts, slope_a, gradient);
    if (node->n_arguments > 1)
        push(contrast, arguments[1], parts, slope_b, gradient);
}

double
contrast_value(gconstpointer data, const double *parts, double *gradient)
{
    const Contrast *contrast = data;

    memset(gradient, 0, contrast->parts->len * sizeof *gradient);
    push(contrast, contrast->expression, parts, 1.0, gradient);
    return value(contrast, contrast->expression, parts);
}
