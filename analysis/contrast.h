/* SPDX-License-Identifier: GPL-3.0-or-later */
/* contrast.h - an expression of estimates: mean(x | g = 1) - mean(x | g = 2). */
#pragma once

#include "datasets/expression.h"

#include <glib.h>
#include <stddef.h>

typedef struct {
    char *text;
    Expression *expression;
    GPtrArray *parts; /* of char *: the estimates that it is made of, each text once */
    GArray *leaves;   /* of ContrastLeaf */
} Contrast;

typedef struct {
    const Expression *call;
    size_t part;
} ContrastLeaf;

/* Parses TEXT: estimates, numbers, + - * / ^, log() and exp(). NULL and ERROR
 * (ANDEL_ERROR_USAGE) for anything else, and when there is no estimate in it. */
Contrast *contrast_new(const char *text, GError **error);
void contrast_free(Contrast *contrast);

/* The value from those of the parts, and its slope in each of them: CONTRAST is a Contrast. */
double contrast_value(gconstpointer contrast, const double *parts, double *gradient);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Contrast, contrast_free)
