/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expression_token.h - the words of an expression; for the files expression*.c only. */
#pragma once

#include "datasets/expression_fault.h"

typedef enum {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_TEXT,
    TOKEN_NAME,
    TOKEN_SIGN, /* + - * / ^ ( ) , | and comparisons */
    TOKEN_WORD, /* and or not in */
    TOKEN_FAULT
} TokenKind;

typedef struct {
    TokenKind kind;
    size_t begin, end; /* bytes of the text */
    double number;
} Token;

/* The token of TEXT that begins at or after the byte FROM. TOKEN_FAULT and FAULT. */
Token expression_token(const char *text, size_t from, ExpressionFault *fault);
/* TRUE if the token is the sign or word SPELLING. */
bool token_is(const char *text, const Token *token, const char *spelling);
/* What a text or name in quotes or backticks stands for, a name else; the caller owns it. */
char *token_value(const char *text, const Token *token);
