/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expression.c - expressions as others meet them: from text or YAML, and the columns they need. */
#include "datasets/expression.h"

#include "datasets/error.h"
#include "datasets/excerpt.h"
#include "datasets/expression_fault.h"

#include <string.h>

void
expression_free(Expression *expression)
{
    if (!expression)
        return;
    for (size_t i = 0; i < expression->n_arguments; i++)
        expression_free(expression->arguments[i]);
    g_free(expression->arguments);
    expression_free(expression->given);
    g_free(expression->text);
    g_free(expression);
}

Expression *
expression_parse(const char *text, GError **error)
{
    ExpressionFault fault = { 0 };
    Expression *expression = expression_scan(text, &fault);
    g_autofree char *what = fault.what;

    if (expression)
        return expression;
    g_autoptr(GString) message = g_string_new("the expression cannot be read: ");
    g_string_append(message, what);
    if (g_utf8_validate(text, -1, NULL))
        excerpt_append(message, "    ", text, strlen(text), fault.begin, fault.end);
    g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, message->str);
    return NULL;
}

Expression *
expression_parse_node(Document *document, const Node *node)
{
    ExpressionFault fault = { 0 };
    Expression *expression = expression_scan(node_text(node), &fault);
    g_autofree char *what = fault.what;

    if (!expression)
        document_complain_part(document, node, fault.begin, fault.end, what, NULL);
    return expression;
}

/* ---- functions */

typedef struct {
    const char *name;
    size_t least, most; /* arguments */
} FunctionRule;

static const FunctionRule functions[] = {
    [FUNCTION_MIN] = { "min", 1, 1000 }, [FUNCTION_MAX] = { "max", 1, 1000 },
    [FUNCTION_ABS] = { "abs", 1, 1 },    [FUNCTION_ROUND] = { "round", 1, 2 },
    [FUNCTION_LOG] = { "log", 1, 1 },    [FUNCTION_EXP] = { "exp", 1, 1 },
    [FUNCTION_IF] = { "if", 3, 3 },      [FUNCTION_MISSING] = { "missing", 1, 1 },
};

static void
fault_at(ExpressionFault *fault, const Expression *place, char *what)
{
    fault->what = what;
    fault->begin = place->begin;
    fault->end = place->end;
}

int
expression_function(const Expression *call, ExpressionFault *fault)
{
    const char *names[G_N_ELEMENTS(functions)];

    if (call->given) {
        fault_at(fault, call->given,
                 g_strdup_printf("%s() takes no condition after |; join conditions with 'or'",
                                 call->text));
        return -1;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
        const FunctionRule *rule = &functions[i];

        names[i] = rule->name;
        if (strcmp(call->text, rule->name) != 0)
            continue;
        if (call->n_arguments >= rule->least && call->n_arguments <= rule->most)
            return (int)i;
        g_autofree char *range =
            rule->least == rule->most
                ? g_strdup_printf("%d", (int)rule->least)
                : g_strdup_printf("%d to %d", (int)rule->least, (int)rule->most);
        fault_at(fault, call,
                 g_strdup_printf("%s() takes %s argument%s, not %d", rule->name, range,
                                 rule->most == 1 ? "" : "s", (int)call->n_arguments));
        return -1;
    }
    const char *near = nearest_name(call->text, names, G_N_ELEMENTS(names));
    fault_at(fault, call,
             near
                 ? g_strdup_printf("unknown function '%s'; did you mean '%s'?", call->text, near)
                 : g_strdup_printf("unknown function '%s'; there are: min max abs round log exp if "
                                   "missing",
                                   call->text));
    return -1;
}

/* ---- columns */

typedef struct {
    GArray *requests; /* of ColumnRequest */
    ExpressionFault fault;
} Need;

static bool
need_column(Need *need, const Expression *name, ReadAs as)
{
    for (guint i = 0; i < need->requests->len; i++) {
        const ColumnRequest *request = &g_array_index(need->requests, ColumnRequest, i);

        if (request->as == as && strcmp(request->name, name->text) == 0)
            return true;
    }
    const ColumnRequest request = { .name = name->text, .as = as };
    g_array_append_val(need->requests, request);
    return true;
}

static bool need_of(Need *need, const Expression *expression);

static bool
is_literal(const Expression *expression)
{
    if (expression->kind == EXPRESSION_NEGATE)
        return expression->arguments[0]->kind == EXPRESSION_NUMBER;
    return expression->kind == EXPRESSION_NUMBER;
}

/* SUBJECT compared with each of OTHERS [n]. */
static bool
need_of_comparison(Need *need, const Expression *subject, Expression *const *others, size_t n)
{
    size_t n_texts = 0, n_literals = 0;

    for (size_t i = 0; i < n; i++) {
        bool is_text = others[i]->kind == EXPRESSION_TEXT;

        n_texts += is_text;
        n_literals += is_literal(others[i]);
        if (!is_text && !need_of(need, others[i]))
            return false;
    }
    if (subject->kind == EXPRESSION_TEXT && n_texts == n)
        return true;
    if (subject->kind == EXPRESSION_NAME) {
        ReadAs as = n_texts > 0 ? READ_CATEGORY : n_literals == n ? READ_EITHER : READ_NUMBER;
        return need_column(need, subject, as);
    }
    if (n_texts > 0) {
        fault_at(&need->fault, subject,
                 g_strdup("only a column can be compared with a text; write the number without "
                          "quotes"));
        return false;
    }
    return need_of(need, subject);
}

static bool
need_of(Need *need, const Expression *expression)
{
    Expression *const *arguments = expression->arguments;

    switch (expression->kind) {
    case EXPRESSION_NUMBER:
        return true;
    case EXPRESSION_TEXT:
        fault_at(&need->fault, expression,
                 g_strdup_printf("the text '%s' stands where a number is due; a text can be "
                                 "compared with a column by = != or in (...)",
                                 expression->text));
        return false;
    case EXPRESSION_NAME:
        return need_column(need, expression, READ_NUMBER);
    case EXPRESSION_CALL: {
        int function = expression_function(expression, &need->fault);

        if (function < 0)
            return false;
        if (function == FUNCTION_MISSING && arguments[0]->kind == EXPRESSION_NAME)
            return need_column(need, arguments[0], READ_EITHER);
        break;
    }
    case EXPRESSION_IN:
        return need_of_comparison(need, arguments[0], arguments + 1, expression->n_arguments - 1);
    case EXPRESSION_EQUAL:
    case EXPRESSION_NOT_EQUAL:
    case EXPRESSION_LESS:
    case EXPRESSION_LESS_EQUAL:
    case EXPRESSION_GREATER:
    case EXPRESSION_GREATER_EQUAL:
        if (expression->kind != EXPRESSION_EQUAL && expression->kind != EXPRESSION_NOT_EQUAL &&
            (arguments[0]->kind == EXPRESSION_TEXT || arguments[1]->kind == EXPRESSION_TEXT)) {
            fault_at(&need->fault, expression,
                     g_strdup("texts have no order; compare them with = != or in (...)"));
            return false;
        }
        /* the literal stands on either side */
        if (arguments[1]->kind == EXPRESSION_NAME &&
            (arguments[0]->kind == EXPRESSION_TEXT || is_literal(arguments[0])))
            return need_of_comparison(need, arguments[1], arguments, 1);
        return need_of_comparison(need, arguments[0], arguments + 1, 1);
    case EXPRESSION_NEGATE:
    case EXPRESSION_NOT:
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_MULTIPLY:
    case EXPRESSION_DIVIDE:
    case EXPRESSION_POWER:
    case EXPRESSION_AND:
    case EXPRESSION_OR:
        break;
    }
    for (size_t i = 0; i < expression->n_arguments; i++)
        if (!need_of(need, arguments[i]))
            return false;
    return true;
}

bool
expression_requests(const Expression *expression, GArray *requests, GError **error)
{
    Need need = { .requests = requests };
    bool sound = need_of(&need, expression);

    if (!sound)
        g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, need.fault.what);
    g_free(need.fault.what);
    return sound;
}
