/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/explain.h"

#include "analysis/convention.h"
#include "datasets/error.h"

#include <string.h>

/* NULL and ERROR when the rules of CONVENTION refuse the data. */
static Query *
answer(const Convention *convention, const Survey *survey, const SurveyOptions *options,
       char **arguments, const CommonOptions *common, GError **error)
{
    SurveyOptions other = *options;
    g_auto(Survey) again = { 0 };

    other.design.convention = (char *)convention->name;
    if (!survey_open(&again, &other, arguments[0], common, error))
        return NULL;
    again.query.contrasts = survey->query.contrasts;
    g_autoptr(Query) query =
        query_estimate((const char *const *)arguments + 1, &again.query, error);
    if (!query || !query_run(&query, 1, again.input, &again.design, error))
        return NULL;
    return g_steal_pointer(&query);
}

static void
note_rules(Report *report, const Convention *convention)
{
    g_autofree char *rules = convention_rules(convention);
    g_autofree char *note = g_strdup_printf(
        "%s (%s): %s.%s%s%s", convention->name, convention->program, rules,
        convention->missing ? " " : "", convention->missing ? convention->missing : "",
        convention->missing ? "." : "");

    report_note(report, note);
}

/* The conventions, NAMED first. */
static GPtrArray *
in_order(const char *named)
{
    GPtrArray *order = g_ptr_array_new();

    g_ptr_array_add(order, (gpointer)convention_find(named, NULL));
    for (size_t k = 0; conventions[k]; k++)
        if (strcmp(conventions[k]->name, named) != 0)
            g_ptr_array_add(order, (gpointer)conventions[k]);
    return order;
}

bool
explain_difference(Report *report, const Query *query, const Survey *survey,
                   const SurveyOptions *options, const char *named, char **arguments,
                   const CommonOptions *common, GError **error)
{
    g_autoptr(GPtrArray) order = in_order(named);
    g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func((GDestroyNotify)query_free);
    g_autofree ConventionAnswer *answers = g_new0(ConventionAnswer, order->len + 1);
    ShowOptions show = survey_show(survey, common, "t2");

    if (strcmp(arguments[0], "-") == 0) {
        g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                            "--explain-difference reads the data once for each program, and "
                            "standard input can be read only once; name a file");
        return false;
    }
    answers[0] = (ConventionAnswer){ "andel", query_estimates(query) };
    for (guint k = 0; k < order->len; k++) {
        const Convention *convention = order->pdata[k];
        g_autoptr(GError) refused = NULL;
        Query *other = answer(convention, survey, options, arguments, common, &refused);

        answers[k + 1] = (ConventionAnswer){ convention->name, NULL };
        note_rules(report, convention);
        if (!other) {
            g_autofree char *note =
                g_strdup_printf("%s: no result: %s", convention->name, refused->message);
            report_note(report, note);
            continue;
        }
        g_ptr_array_add(queries, other);
        answers[k + 1].estimates = query_estimates(other);
    }
    report_table(report, table_of_conventions(answers, order->len + 1, &show));
    return true;
}
