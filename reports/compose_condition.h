/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_condition.h - what a text asks of its values: "info.always < 50", shares in per cent. */
#pragma once

#include "datasets/expression.h"
#include "reports/composer.h"

typedef struct {
    const char *what; /* "claim", "if": for messages */
    const char *text; /* borrowed */
    int line;
    Expression *expression;
    GPtrArray *names; /* of the values in it; borrowed from it */
    Dataset *values;  /* one row: what they are, shares in per cent */
} Condition;

/* Reads CONDITION.text and looks its values up. FALSE when it is no expression, or a value is not
 * there or undefined, which is complained of. */
bool condition_read(Condition *condition, Composer *composer);
/* What it comes to; FALSE when that cannot be told, which is complained of. */
bool condition_value(const Condition *condition, Composer *composer, double *value);
/* TRUE if it compares: it is true or false, and no number. */
bool condition_compares(const Condition *condition);
void condition_clear(Condition *condition);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Condition, condition_clear)
