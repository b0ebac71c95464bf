/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/cost_sheet.h"

#include "analysis/cost_code.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

typedef struct {
    const CostResult *result;
    size_t scenario;
    const char *id;
    const bool *shown;
} Sheet;

/* How an action is written: %1, %2 and %3 are what it works on. A condition is 1 or 0. */
static const struct {
    const char *pattern;
    int level; /* of the sign between its sides: 1 for + and -, 2 for * and /; 9: it needs no () */
} actions[N_CODES] = {
    [CODE_NEGATE] = { "0-%2", 1 }, /* -a^2 is read in two ways */
    [CODE_NOT] = { "IF(%1=0,1,0)", 9 },
    [CODE_ADD] = { "%1+%2", 1 },
    [CODE_SUBTRACT] = { "%1-%2", 1 },
    [CODE_MULTIPLY] = { "%1*%2", 2 },
    [CODE_DIVIDE] = { "%1/%2", 2 },
    [CODE_POWER] = { "POWER(%1,%2)", 9 },
    [CODE_EQUAL] = { "IF(%1=%2,1,0)", 9 },
    [CODE_NOT_EQUAL] = { "IF(%1<>%2,1,0)", 9 },
    [CODE_LESS] = { "IF(%1<%2,1,0)", 9 },
    [CODE_LESS_EQUAL] = { "IF(%1<=%2,1,0)", 9 },
    [CODE_GREATER] = { "IF(%1>%2,1,0)", 9 },
    [CODE_GREATER_EQUAL] = { "IF(%1>=%2,1,0)", 9 },
    [CODE_AND] = { "IF(AND(%1<>0,%2<>0),1,0)", 9 },
    [CODE_OR] = { "IF(OR(%1<>0,%2<>0),1,0)", 9 },
    [CODE_MIN] = { "MIN(%1,%2)", 9 },
    [CODE_MAX] = { "MAX(%1,%2)", 9 },
    [CODE_ABS] = { "ABS(%1)", 9 },
    [CODE_ROUND] = { "ROUND(%1,%2)", 9 },
    [CODE_LOG] = { "LN(%1)", 9 },
    [CODE_EXP] = { "EXP(%1)", 9 },
    [CODE_IF] = { "IF(%1<>0,%2,%3)", 9 },
};

static void add_register(GString *out, const Sheet *sheet, size_t r, int level);

static void
add_number(GString *out, double number)
{
    char digits[NUMBER_BUFFER];

    g_string_append_printf(out, number < 0.0 ? "(%s)" : "%s", number_write(number, digits));
}

static void
add_instruction(GString *out, const Sheet *sheet, const CostInstruction *at, int level)
{
    int own = actions[at->action].level;
    bool enclosed = own < level;

    if (at->action == CODE_NUMBER) {
        add_number(out, at->number);
        return;
    }
    if (enclosed)
        g_string_append_c(out, '(');
    for (const char *p = actions[at->action].pattern; *p; p++) {
        if (*p != '%') {
            g_string_append_c(out, *p);
            continue;
        }
        p++;
        size_t r = *p == '1' ? at->a : *p == '2' ? at->b : at->c;
        add_register(out, sheet, r, own == 9 ? 0 : *p == '1' ? own : own + 1);
    }
    if (enclosed)
        g_string_append_c(out, ')');
}

/* The formula of STEP, without what stands around it. */
static void
add_formula(GString *out, const Sheet *sheet, size_t step, int level)
{
    const CostStep *at = &sheet->result->model->steps[step];

    if (at->round >= 0)
        g_string_append(out, "ROUND(");
    add_register(out, sheet, at->code_result, at->round >= 0 ? 0 : level);
    if (at->round >= 0)
        g_string_append_printf(out, ",%d)", at->round);
}

/* What register R holds, fit to stand beside a sign of LEVEL. */
static void
add_register(GString *out, const Sheet *sheet, size_t r, int level)
{
    const CostModel *model = sheet->result->model;

    if (r >= model->n_steps) {
        add_instruction(out, sheet,
                        &g_array_index(model->code, CostInstruction, r - model->n_steps), level);
    } else if (sheet->shown[r]) {
        g_autofree char *address = cost_address(model, sheet->scenario, r, sheet->id);

        g_string_append_printf(out, "{%s}", address);
    } else if (model->steps[r].expression && isnan(model->scenarios[sheet->scenario].given[r])) {
        add_formula(out, sheet, r, level);
    } else {
        add_number(out, cost_value(sheet->result, sheet->scenario, r));
    }
}

char *
cost_address(const CostModel *model, size_t scenario, size_t step, const char *id)
{
    const char *name = model->scenarios[scenario].name;

    return g_strjoin(".", id, *name ? name : model->steps[step].name,
                     *name ? model->steps[step].name : NULL, NULL);
}

static bool
has_brace(const char *name)
{
    return strpbrk(name, "{}") != NULL;
}

char *
cost_sheet(const CostResult *result, size_t scenario, size_t step, const char *id,
           const bool *shown)
{
    const CostModel *model = result->model;
    Sheet sheet = { result, scenario, id, shown };

    if (!model->steps[step].expression || !isnan(model->scenarios[scenario].given[step]) ||
        has_brace(model->scenarios[scenario].name))
        return NULL;
    for (size_t i = 0; i < model->n_steps; i++)
        if (has_brace(model->steps[i].name))
            return NULL;
    GString *out = g_string_new(NULL);
    add_formula(out, &sheet, step, 0);
    return g_string_free(out, FALSE);
}
