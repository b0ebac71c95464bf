/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expression_fault.h - what is wrong in an expression and where; for the files expression*.c. */
#pragma once

#include "datasets/expression.h"

typedef struct {
    char *what;        /* NULL: nothing; owned */
    size_t begin, end; /* bytes of the text */
} ExpressionFault;

/* Parses TEXT; NULL and FAULT. */
Expression *expression_scan(const char *text, ExpressionFault *fault);

/* The functions that rows can be computed with. */
typedef enum {
    FUNCTION_MIN,
    FUNCTION_MAX,
    FUNCTION_ABS,
    FUNCTION_ROUND,
    FUNCTION_LOG,
    FUNCTION_EXP,
    FUNCTION_IF,
    FUNCTION_MISSING
} Function;

/* The function that CALL names, with its count of arguments checked; -1 and FAULT. */
int expression_function(const Expression *call, ExpressionFault *fault);
