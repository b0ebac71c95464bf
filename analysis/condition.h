/* SPDX-License-Identifier: GPL-3.0-or-later */
/* condition.h - a condition on rows, evaluated block by block. */
#pragma once

#include "datasets/expression.h"

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *text;
    Expression *expression;
    GArray *value; /* of double: 1, 0 or NAN, for the rows of the last block */
} Condition;

/* Parses TEXT, which stands after OPTION in messages. NULL and ERROR (ANDEL_ERROR_USAGE). */
Condition *condition_new(const char *text, const char *option, GError **error);
void condition_free(Condition *condition);

/* TRUE if EXPRESSION is one: a comparison, and, or, not, in, missing(). */
bool condition_is(const Expression *expression);

/* Adds its columns to REQUESTS. FALSE and ERROR as expression_requests(). */
bool condition_requests(const Condition *condition, GArray *requests, GError **error);

/* For each row of BLOCK 1 (holds), 0 (does not) or NAN (cannot be told); lives until the next
 * call. NULL and ERROR as expression_evaluate(). */
const double *condition_evaluate(Condition *condition, const Dataset *block, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Condition, condition_free)
