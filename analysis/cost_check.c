/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/cost_check.h"

#include "analysis/cost_formula.h"
#include "datasets/error.h"

#include <string.h>

/* What the formulas need of each other. */
typedef struct {
    CostModel *model;
    GArray **needs;   /* [n_steps] of size_t: the steps that a step needs, each once */
    GArray **feeds;   /* [n_steps] of size_t: the steps that need it */
    bool *sound;      /* [n_steps] the formula can be read and all its names are known */
    size_t n_ordered; /* steps in the model's order; the others go in circles */
} Checks;

static const char *
nearest_step(const CostModel *model, const char *name)
{
    g_autofree const char **names = g_new(const char *, model->n_steps + 1);

    for (size_t i = 0; i < model->n_steps; i++)
        names[i] = model->steps[i].name;
    return nearest_name(name, names, model->n_steps);
}

void
cost_complain_name(const CostModel *model, const Node *node, const char *where, const char *name)
{
    const char *near = nearest_step(model, name);
    g_autofree char *what = g_strdup_printf("%s '%s', which is no value of the model", where, name);
    g_autofree char *hint = near ? g_strdup_printf("did you mean '%s'?", near) : NULL;
    document_complain(model->document, node, what, hint);
}

static void
add_once(GArray *numbers, size_t number)
{
    for (guint i = 0; i < numbers->len; i++)
        if (g_array_index(numbers, size_t, i) == number)
            return;
    g_array_append_val(numbers, number);
}

static const Node *
formula_node(const CostStep *step)
{
    return node_get(step->node, "formula");
}

/* The same of a name in a formula, where it stands in it. */
static void
complain_unknown(const CostModel *model, const Node *node, const Expression *name)
{
    const char *near = nearest_step(model, name->text);
    g_autofree char *what =
        g_strdup_printf("the formula names '%s', which is no value of the model", name->text);
    g_autofree char *hint = near ? g_strdup_printf("did you mean '%s'?", near) : NULL;

    document_complain_part(model->document, node, name->begin, name->end, what, hint);
}

/* Notes every name of EXPRESSION as a need of STEP. */
static void
collect_names(Checks *checks, size_t step, const Expression *expression)
{
    for (size_t i = 0; i < expression->n_arguments; i++)
        collect_names(checks, step, expression->arguments[i]);
    if (expression->kind != EXPRESSION_NAME)
        return;
    size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(checks->model->index, expression->text));
    if (found == 0) {
        complain_unknown(checks->model, formula_node(&checks->model->steps[step]), expression);
        checks->sound[step] = false;
        return;
    }
    guint before = checks->needs[step]->len;
    add_once(checks->needs[step], found - 1);
    if (checks->needs[step]->len > before)
        g_array_append_val(checks->feeds[found - 1], step);
}

/* Kahn (1962), Topological sorting of large networks, CACM 5, 558-562; among steps that are ready
 * the first of the file comes first. */
static void
order_steps(Checks *checks)
{
    CostModel *model = checks->model;
    g_autofree guint *open = g_new(guint, model->n_steps + 1);

    model->order = g_new(size_t, model->n_steps + 1);
    for (size_t i = 0; i < model->n_steps; i++) {
        open[i] = checks->needs[i]->len;
        if (open[i] == 0)
            model->order[checks->n_ordered++] = i;
    }
    for (size_t done = 0; done < checks->n_ordered; done++) {
        const GArray *feeds = checks->feeds[model->order[done]];
        for (guint i = 0; i < feeds->len; i++) {
            size_t next = g_array_index(feeds, size_t, i);
            if (--open[next] == 0)
                model->order[checks->n_ordered++] = next;
        }
    }
}

/* Complains of one circle, found by going from an unordered step to one that it needs until a step
 * comes back. */
static void
complain_circle(Checks *checks)
{
    const CostModel *model = checks->model;
    g_autofree bool *ordered = g_new0(bool, model->n_steps + 1);
    g_autofree bool *seen = g_new0(bool, model->n_steps + 1);
    size_t at = 0;

    for (size_t i = 0; i < checks->n_ordered; i++)
        ordered[model->order[i]] = true;
    while (ordered[at])
        at++;
    for (int round = 0; round < 2; round++) {
        /* the first round leads into the circle, the second writes it down */
        g_autoptr(GString) circle = g_string_new(NULL);
        memset(seen, 0, model->n_steps);
        while (!seen[at]) {
            seen[at] = true;
            g_string_append_printf(circle, "%s -> ", model->steps[at].name);
            const GArray *needs = checks->needs[at];
            guint i = 0;
            while (ordered[g_array_index(needs, size_t, i)])
                i++;
            at = g_array_index(needs, size_t, i);
        }
        if (round == 0)
            continue;
        g_autofree char *what = g_strdup_printf("'%s' needs itself: %s%s", model->steps[at].name,
                                                circle->str, model->steps[at].name);
        document_complain(model->document, formula_node(&model->steps[at]), what, NULL);
    }
}

/* Compiles the formula of STEP and holds its unit against the declared one. FALSE: it has none, or
 * another; FORMULA says why. */
static bool
compile_step(Formula *formula, CostStep *step)
{
    GArray *code = formula->model->code;
    Unit unit;

    step->code_begin = code->len;
    if (!formula_compile(formula, step->expression, &step->code_result, &unit))
        return false;
    if (!node_get(step->node, "unit"))
        step->unit = unit_plain(&unit);
    if (!unit_converts(&unit, &step->unit)) {
        g_autofree char *is = unit_text(&unit), *declared = unit_text(&step->unit);

        formula->at = step->expression;
        formula->wrong =
            g_strdup_printf("the formula gives %s, not %s as its unit says", is, declared);
        if (unit_months_for_years(&unit, &step->unit))
            formula->hint = g_strdup("months and years do not convert; multiply or divide by a "
                                     "value with the unit month/year");
        return false;
    }
    step->code_result = formula_convert(formula, step->code_result, &unit, &step->unit);
    step->code_end = code->len;
    return true;
}

/* The unit of every formula against the declared one; steps that are wrong are left out, so that
 * one mistake is told once. */
static void
check_units(Checks *checks)
{
    CostModel *model = checks->model;
    g_autofree bool *known = g_new0(bool, model->n_steps + 1);

    for (size_t k = 0; k < checks->n_ordered; k++) {
        size_t i = model->order[k];
        CostStep *step = &model->steps[i];
        Formula formula = { .model = model, .known = known };

        known[i] = step->expression ? checks->sound[i] && compile_step(&formula, step)
                                    : step->formula == NULL;
        if (formula.wrong)
            document_complain_part(model->document, formula_node(step), formula.at->begin,
                                   formula.at->end, formula.wrong, formula.hint);
        g_free(formula.wrong);
        g_free(formula.hint);
    }
}

bool
cost_check(CostModel *model)
{
    Checks checks = { .model = model };

    checks.needs = g_new(GArray *, model->n_steps + 1);
    checks.feeds = g_new(GArray *, model->n_steps + 1);
    checks.sound = g_new(bool, model->n_steps + 1);
    for (size_t i = 0; i < model->n_steps; i++) {
        checks.needs[i] = g_array_new(FALSE, FALSE, sizeof(size_t));
        checks.feeds[i] = g_array_new(FALSE, FALSE, sizeof(size_t));
        checks.sound[i] = true;
    }
    for (size_t i = 0; i < model->n_steps; i++)
        if (model->steps[i].expression)
            collect_names(&checks, i, model->steps[i].expression);
    order_steps(&checks);
    if (checks.n_ordered < model->n_steps)
        complain_circle(&checks);
    for (size_t i = 0; i < model->n_steps; i++)
        if (checks.feeds[i]->len == 0 && !model->steps[i].is_output) {
            g_autofree char *what =
                g_strdup_printf("no formula uses '%s', and it is no output", model->steps[i].name);
            document_complain(model->document, model->steps[i].node, what,
                              "use it, name it under outputs, or leave it out");
        }
    check_units(&checks);
    bool sound = checks.n_ordered == model->n_steps;
    for (size_t i = 0; i < model->n_steps; i++) {
        sound = sound && checks.sound[i];
        g_array_unref(checks.needs[i]);
        g_array_unref(checks.feeds[i]);
    }
    g_free(checks.needs);
    g_free(checks.feeds);
    g_free(checks.sound);
    return sound;
}
