/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose_audit_plan.c - blocks of how many items an audit needs. */
#include "reports/compose_audit.h"
#include "reports/tabulate_draw.h"

#include "analysis/audit_size.h"
#include "datasets/error.h"

#include <math.h>
#include <string.h>

enum { MOST_FIGURES = 3 };

typedef struct {
    AuditFigure figures[MOST_FIGURES];
    size_t n;
    Word rule;
} Plan;

static bool
plan_money(const Node *node, double confidence, Plan *plan, GError **error)
{
    double book = node_number(node_get(node, "book_total"), NAN);
    double tolerable = node_number(node_get(node, "tolerable_amount"), NAN);
    double expected = node_number(node_get(node, "expected_amount"), 0.0);

    if (!(book > 0.0) || !(expected >= 0.0) || !(tolerable > expected)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "'audit_plan: money' needs book_total above 0 and tolerable_amount above "
                    "expected_amount");
        return false;
    }
    double factor = audit_mus_factor(confidence, expected / tolerable, false);
    double n = ceil(factor * book / tolerable - 1e-9);
    *plan = (Plan){ { { "n", WORD_AUDIT_SAMPLE_SIZE, n, 0 },
                      { "factor", WORD_AUDIT_FACTOR, factor, 5 },
                      { "interval", WORD_AUDIT_INTERVAL, book / n, 2 } },
                    3,
                    WORD_AUDIT_RULE_MONEY };
    return true;
}

static bool
plan_items(const Node *node, double confidence, int distribution, Plan *plan, GError **error)
{
    static const Word rules[N_SIZES] = { WORD_AUDIT_RULE_BINOMIAL, WORD_AUDIT_RULE_POISSON,
                                         WORD_AUDIT_RULE_HYPERGEOMETRIC };
    const char *tolerable = node_text(node_get(node, "tolerable"));
    const char *expected = node_text(node_get(node, "expected"));
    SizeRequest request = { .distribution = (SizeDistribution)distribution,
                            .confidence = confidence,
                            .errors = -1,
                            .population = (int64_t)node_number(node_get(node, "items"), 0.0) };
    SampleSize size;

    if (!decimal_share_read(tolerable ? tolerable : "", "tolerable:", &request.tolerable, error) ||
        !decimal_share_read(expected ? expected : "0", "expected:", &request.expected, error) ||
        !audit_size(&request, &size, error))
        return false;
    *plan = (Plan){ { { "n", WORD_AUDIT_SAMPLE_SIZE, (double)size.n, 0 },
                      { "expected_errors", WORD_AUDIT_EXPECTED_ERRORS, size.errors,
                        size.errors == floor(size.errors) ? 0 : 2 } },
                    2,
                    rules[distribution] };
    return true;
}

static bool
ask_plan(Composer *composer, Spec *spec, GError **error)
{
    static const char *const rules[] = { "money", "binomial", "poisson", "hypergeometric", NULL };
    double confidence = audit_block_confidence(composer);
    Plan *plan = g_new0(Plan, 1);
    int rule;

    spec->model = plan;
    if (!file_choose(spec->node, "audit_plan", rules, &rule, error))
        return false;
    return rule == 0 ? plan_money(spec->node, confidence, plan, error)
                     : plan_items(spec->node, confidence, rule - 1, plan, error);
}

/* ID.n, and ID.factor and ID.interval of money, ID.expected_errors of items. */
static void
answer_plan(Composer *composer, Spec *spec)
{
    const Plan *plan = spec->model;

    for (size_t k = 0; k < plan->n; k++) {
        const AuditFigure *figure = &plan->figures[k];
        const char *const parts[] = { figure->name, NULL };

        spec_value(
            composer, spec, parts,
            (Value){ k == 0 ? VALUE_COUNT : VALUE_NUMBER, figure->value, figure->decimals, NULL });
    }
}

static bool
show_plan(Composer *composer, Spec *spec, Block *block, GError **error)
{
    const Plan *plan = spec->model;
    ShowOptions show = spec_show(composer, spec);
    g_autoptr(Report) all = report_new("audit", composer->language);
    g_autofree char *note =
        note_of_confidence(audit_block_confidence(composer), composer->language);

    report_table(all, table_of_plan(plan->figures, plan->n, plan->rule, &show));
    report_note(all, note);
    return file_table(composer, spec, block, all, error);
}

const Composition composition_audit_plan = {
    .key = "audit_plan",
    .ask = ask_plan,
    .answer = answer_plan,
    .show = show_plan,
    .free_model = g_free,
};
