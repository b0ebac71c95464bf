/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expression_token.c - the words of an expression. */
#include "datasets/expression_token.h"

#include "datasets/number.h"

#include <string.h>

bool
token_is(const char *text, const Token *token, const char *spelling)
{
    size_t length = token->end - token->begin;

    return (token->kind == TOKEN_SIGN || token->kind == TOKEN_WORD) && strlen(spelling) == length &&
           memcmp(text + token->begin, spelling, length) == 0;
}

char *
token_value(const char *text, const Token *token)
{
    char mark = text[token->begin];

    if (mark != '\'' && mark != '"' && mark != '`')
        return g_strndup(text + token->begin, token->end - token->begin);
    GString *value = g_string_new(NULL);
    for (size_t i = token->begin + 1; i < token->end - 1; i++) {
        g_string_append_c(value, text[i]);
        i += text[i] == mark; /* a mark inside is written twice */
    }
    return g_string_free(value, FALSE);
}

static Token
fail(Token token, ExpressionFault *fault, char *what)
{
    token.kind = TOKEN_FAULT;
    fault->what = what;
    fault->begin = token.begin;
    fault->end = token.end;
    return token;
}

/* A text in quotes or a name in backticks. */
static Token
quoted(const char *text, Token token, ExpressionFault *fault)
{
    char mark = text[token.begin];
    size_t i = token.begin + 1;

    while (text[i] && (text[i] != mark || text[i + 1] == mark))
        i += text[i] == mark ? 2 : 1;
    if (!text[i]) {
        token.end = token.begin + 1;
        return fail(token, fault, g_strdup_printf("the %c that opens here is never closed", mark));
    }
    token.end = i + 1;
    token.kind = mark == '`' ? TOKEN_NAME : TOKEN_TEXT;
    if (mark == '`' && i == token.begin + 1)
        return fail(token, fault, g_strdup("a name is empty"));
    return token;
}

static bool
continues_name(const char *p)
{
    gunichar c = g_utf8_get_char(p);

    return c == '_' || c == '.' || g_unichar_isalnum(c) || g_unichar_ismark(c);
}

static size_t
end_of_name(const char *text, size_t i)
{
    while (text[i] && continues_name(text + i))
        i = (size_t)(g_utf8_next_char(text + i) - text);
    return i;
}

static Token
number(const char *text, Token token, ExpressionFault *fault)
{
    size_t i = token.begin;

    while (g_ascii_isdigit(text[i]) || text[i] == '.')
        i++;
    if ((text[i] == 'e' || text[i] == 'E') &&
        g_ascii_isdigit(text[i + 1 + (text[i + 1] == '+' || text[i + 1] == '-')]))
        for (i += 2; g_ascii_isdigit(text[i]);)
            i++;
    token.end = end_of_name(text, i);
    NumberKind kind = number_read(text + token.begin, token.end - token.begin, '.', &token.number);
    if (kind == NUMBER_NONE)
        return fail(token, fault,
                    g_strdup("neither a number nor a name; a name that begins with a digit stands "
                             "in backticks"));
    if (kind == NUMBER_CODE && text[token.begin] != '0')
        return fail(token, fault,
                    g_strdup("a number with more digits than can be told apart; compare the cell's "
                             "text, in quotes"));
    token.kind = TOKEN_NUMBER;
    return token;
}

/* Spellings of other languages, and what to write. */
static const char *const foreign[][2] = {
    { "&&", "and" },   { "&", "and" },    { "||", "or" },    { "<>", "!=" }, { "=>", ">=" },
    { "=<", "<=" },    { "**", "^" },     { "!", "not" },    { "≠", "!=" },  { "≤", "<=" },
    { "≥", ">=" },     { "−", "-" },      { "×", "*" },      { "·", "*" },   { "‘", "'text'" },
    { "’", "'text'" }, { "“", "'text'" }, { "”", "'text'" },
};

static const char *const long_signs[] = { "==", "!=", "<=", ">=" };
static const char short_signs[] = "=<>+-*/^(),|";

static const char *const words[] = { "and", "or", "not", "in" };

static Token
sign(const char *text, Token token, ExpressionFault *fault)
{
    const char *p = text + token.begin;
    size_t length = (size_t)(g_utf8_next_char(p) - p);

    token.kind = TOKEN_SIGN;
    for (size_t i = 0; i < G_N_ELEMENTS(long_signs); i++)
        if (g_str_has_prefix(p, long_signs[i])) {
            token.end = token.begin + 2;
            return token;
        }
    for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++)
        if (g_str_has_prefix(p, foreign[i][0])) {
            token.end = token.begin + strlen(foreign[i][0]);
            return fail(
                token, fault,
                g_strdup_printf("'%s' is not used here; write %s", foreign[i][0], foreign[i][1]));
        }
    token.end = token.begin + length;
    if (strchr(short_signs, *p))
        return token;
    return fail(token, fault,
                g_strdup("this character has no meaning here; a name that holds it stands in "
                         "backticks, a text in quotes"));
}

Token
expression_token(const char *text, size_t from, ExpressionFault *fault)
{
    Token token = { .kind = TOKEN_END };

    while (text[from] && g_unichar_isspace(g_utf8_get_char(text + from)))
        from = (size_t)(g_utf8_next_char(text + from) - text);
    token.begin = token.end = from;
    const char *p = text + from;
    if (!*p)
        return token;
    if (*p == '\'' || *p == '"' || *p == '`')
        return quoted(text, token, fault);
    if (g_ascii_isdigit(*p) || (*p == '.' && g_ascii_isdigit(p[1])))
        return number(text, token, fault);
    if (*p == '_' || g_unichar_isalpha(g_utf8_get_char(p))) {
        token.end = end_of_name(text, from);
        token.kind = TOKEN_NAME;
        for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
            if (token.end - from == strlen(words[i]) && g_str_has_prefix(p, words[i]))
                token.kind = TOKEN_WORD;
        return token;
    }
    return sign(text, token, fault);
}
