/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_code.c - instructions at work, for one outcome or for many side by side. */
#include "analysis/cost_code.h"

#include "datasets/number.h"

#include <math.h>

static bool
sound_places(double places)
{
    return places >= 0.0 && places <= 9.0 && places == floor(places);
}

/* One loop for each action, over outcomes. */
#define LANES(expression)          \
    for (size_t j = 0; j < n; j++) \
        out[j] = (expression);     \
    break
#define UNLESS_GONE(expression) isnan(a[j]) || isnan(b[j]) ? (double)NAN : (double)(expression)

static void
run_one(const CostInstruction *at, size_t n, const double *a, const double *b, const double *c,
        double *out)
{
    switch (at->action) {
    case CODE_NUMBER:
        LANES(at->number);
    case CODE_NEGATE:
        LANES(-a[j]);
    case CODE_NOT:
        LANES(isnan(a[j]) ? (double)NAN : (double)(a[j] == 0.0));
    case CODE_ADD:
        LANES(a[j] + b[j]);
    case CODE_SUBTRACT:
        LANES(a[j] - b[j]);
    case CODE_MULTIPLY:
        LANES(a[j] * b[j]);
    case CODE_DIVIDE:
        LANES(b[j] == 0.0 ? (double)NAN : a[j] / b[j]);
    case CODE_POWER:
        LANES(UNLESS_GONE(pow(a[j], b[j])));
    case CODE_EQUAL:
        LANES(UNLESS_GONE(a[j] == b[j]));
    case CODE_NOT_EQUAL:
        LANES(UNLESS_GONE(a[j] != b[j]));
    case CODE_LESS:
        LANES(UNLESS_GONE(a[j] < b[j]));
    case CODE_LESS_EQUAL:
        LANES(UNLESS_GONE(a[j] <= b[j]));
    case CODE_GREATER:
        LANES(UNLESS_GONE(a[j] > b[j]));
    case CODE_GREATER_EQUAL:
        LANES(UNLESS_GONE(a[j] >= b[j]));
    case CODE_AND:
        LANES(UNLESS_GONE(a[j] != 0.0 && b[j] != 0.0));
    case CODE_OR:
        LANES(UNLESS_GONE(a[j] != 0.0 || b[j] != 0.0));
    case CODE_MIN:
        LANES(UNLESS_GONE(b[j] < a[j] ? b[j] : a[j]));
    case CODE_MAX:
        LANES(UNLESS_GONE(b[j] > a[j] ? b[j] : a[j]));
    case CODE_ABS:
        LANES(fabs(a[j]));
    case CODE_ROUND:
        LANES(!sound_places(b[j]) ? (double)NAN
              : isfinite(a[j])    ? number_round(a[j], 0, (int)b[j])
                                  : a[j]);
    case CODE_LOG:
        LANES(log(a[j]));
    case CODE_EXP:
        LANES(exp(a[j]));
    case CODE_IF:
        LANES(isnan(a[j]) ? (double)NAN : a[j] != 0.0 ? b[j] : c[j]);
    case N_CODES:
    default:
        g_assert_not_reached();
    }
}

void
code_run(const CostModel *model, size_t step, size_t n, double *values, double *own)
{
    const CostStep *of = &model->steps[step];
    double *result = values + step * n;

#define REGISTER(r) ((r) < model->n_steps ? values + (r)*n : own + ((r)-model->n_steps) * n)
    for (size_t i = of->code_begin; i < of->code_end; i++) {
        const CostInstruction *at = &g_array_index(model->code, CostInstruction, i);

        run_one(at, n, REGISTER(at->a), REGISTER(at->b), REGISTER(at->c), own + i * n);
    }
    const double *from = REGISTER(of->code_result);
    for (size_t j = 0; j < n; j++)
        result[j] = isfinite(from[j]) ? from[j] : (double)NAN;
#undef REGISTER
}

/* ---- why not */

typedef struct {
    const CostModel *model;
    const double *values; /* [n_steps] */
    const double *own;    /* [n_code] */
} Outcome;

static double
register_of(const Outcome *outcome, size_t r)
{
    size_t n_steps = outcome->model->n_steps;

    return r < n_steps ? outcome->values[r] : outcome->own[r - n_steps];
}

/* The first instruction on the way to register R that has no value; branches that are not taken
 * are passed by. */
static const char *
reason_at(const Outcome *outcome, size_t r)
{
    static const char none[] = "gives no finite number";
    if (r < outcome->model->n_steps)
        return NULL;
    const CostInstruction *at =
        &g_array_index(outcome->model->code, CostInstruction, r - outcome->model->n_steps);
    bool choice = at->action == CODE_IF;
    const char *reason;

    if (at->action == CODE_NUMBER)
        return NULL;
    if ((reason = reason_at(outcome, at->a)) != NULL)
        return reason;
    if (choice)
        return reason_at(outcome, register_of(outcome, at->a) != 0.0 ? at->b : at->c);
    if ((reason = reason_at(outcome, at->b)) != NULL)
        return reason;
    if (at->action == CODE_DIVIDE && register_of(outcome, at->b) == 0.0)
        return "divides by zero";
    if (at->action == CODE_ROUND && !sound_places(register_of(outcome, at->b)))
        return "rounds to other than 0 to 9 decimals";
    return isfinite(register_of(outcome, r)) ? NULL : none;
}

char *
code_reason(const CostModel *model, size_t step, const double *values)
{
    g_autofree double *all = g_memdup2(values, model->n_steps * sizeof *all);
    g_autofree double *own = g_new0(double, model->code->len + 1);
    Outcome outcome = { model, values, own };

    code_run(model, step, 1, all, own);
    const char *reason = reason_at(&outcome, model->steps[step].code_result);
    return g_strdup(reason ? reason : "gives no finite number");
}
