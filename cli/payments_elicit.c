/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_elicit.c - what experts believe, pooled and added up. */
#include "cli/payments.h"
#include "cli/progress.h"
#include "datasets/error.h"
#include "datasets/number.h"
#include "reports/tabulate_elicit.h"

#include <math.h>
#include <string.h>

#define AT(field) offsetof(PaymentsElicitOptions, field)

const Option payments_elicit_options[] = {
    { "pool", 0, OPTION_TEXT, AT(pool), "NAME",
      "shown first: linear, quantile or log (default: linear)" },
    { "fit", 0, OPTION_TEXT, AT(fit), "NAME",
      "pert, triangular, beta or lognormal; by least squares, with the likely value as median: "
      "normal, t, skew-normal, gamma, log-t, mirror-gamma, mirror-lognormal, mirror-log-t, or best "
      "of all (default: pert)" },
    { "quantities", 0, OPTION_TEXT, AT(quantities), "FILE",
      "the questions: quantity_id, text, denominator, sum_group, total_of (the group whose total "
      "was asked for too: it is held against the parts)" },
    { "correlation", 0, OPTION_LIST, AT(correlation), "LIST",
      "between the quantities of a sum (default: 0,0.5,1)" },
    { "expert-per", 0, OPTION_TEXT, AT(expert_per), "WHAT",
      "item: each quantity draws its expert anew; sum: one for the whole sum (default: item)" },
    { "scale-parts", 0, OPTION_FLAG, AT(scale_parts), NULL,
      "also show the parts scaled to the total that was asked for" },
    { "lambda", 0, OPTION_NUMBER, AT(lambda), "X",
      "weight of the likely value in PERT (default: 4)" },
    { "upper", 0, OPTION_NUMBER, AT(upper), "X",
      "what a beta or mirrored one cannot exceed (default: 100 of percent, else 1)" },
    { "round", 0, OPTION_INTEGER, AT(round), "N", "of the answers to use (default: the last)" },
    { "draws", 0, OPTION_INTEGER, AT(draws), "N", "for sums (default: 100000)" },
    { 0 }
};

void
payments_elicit_defaults(PaymentsElicitOptions *options)
{
    options->lambda = 4.0;
    options->draws = 100000;
}

/* Numbers from 0 to 1 of a list. */
static double *
read_correlations(char **list, size_t *n, GError **error)
{
    static const double usual[] = { 0.0, 0.5, 1.0 };
    size_t count = list ? g_strv_length(list) : G_N_ELEMENTS(usual);
    g_autofree double *values = g_new0(double, count + 1);

    for (size_t k = 0; k < count; k++) {
        if (!list) {
            values[k] = usual[k];
            continue;
        }
        if (number_read(list[k], strlen(list[k]), '.', &values[k]) != NUMBER_VALUE ||
            values[k] < 0.0 || values[k] > 1.0) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "--correlation %s: numbers from 0 to 1", list[k]);
            return NULL;
        }
    }
    *n = count;
    return g_steal_pointer(&values);
}

static bool
check_numbers(const PaymentsElicitOptions *options, GError **error)
{
    const char *wrong = NULL;

    if (!(options->lambda > 0.0) || isinf(options->lambda))
        wrong = "--lambda: a number above 0";
    else if (!(options->upper >= 0.0) || isinf(options->upper))
        wrong = "--upper: a number above 0";
    else if (options->round < 0)
        wrong = "--round: from 1 on";
    else if (options->draws < 1000 || options->draws > 10000000)
        wrong = "--draws: from 1000 to 10000000";
    if (wrong)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "%s", wrong);
    return !wrong;
}

/* One expert for a whole sum: every quantity of it needs the same, in the same order and weight. */
static bool
check_experts(const Elicitation *elicitation, GError **error)
{
    for (guint a = 0; a < elicitation->quantities->len; a++)
        for (guint b = 0; b < a; b++) {
            const Elicited *x = g_ptr_array_index(elicitation->quantities, b);
            const Elicited *y = g_ptr_array_index(elicitation->quantities, a);
            bool same = x->beliefs->len == y->beliefs->len;

            if (!x->group || g_strcmp0(x->group, y->group) != 0)
                continue;
            for (guint k = 0; same && k < x->beliefs->len; k++) {
                const Belief *one = &g_array_index(x->beliefs, Belief, k);
                const Belief *other = &g_array_index(y->beliefs, Belief, k);

                same = strcmp(one->expert, other->expert) == 0 &&
                       fabs(one->weight - other->weight) < 1e-12;
            }
            if (same)
                continue;
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "--expert-per sum: '%s' and '%s' were not answered by the same experts, in "
                        "the same order and with the same weights; choose item",
                        x->id, y->id);
            return false;
        }
    return true;
}

static Input *
open_file(const char *path, const DataOptions *data, const CommonOptions *common, Report *report,
          GError **error)
{
    InputOptions how;

    if (!data_options_input(data, &how, error))
        return NULL;
    how.threads = (unsigned)common->threads;
    how.progress = progress_for(common);
    Input *input = input_open(path, &how, error);
    if (!input)
        return NULL;
    input_hash(input, common_traced(common));
    report_data(report, input->path, input_sha256(input));
    return input;
}

static bool
set_show(const PaymentsElicitOptions *options, const CommonOptions *common, ElicitShow *how,
         GError **error)
{
    static const char *const per[] = { "item", "sum", NULL };
    int pool, fit, expert;

    if (!check_numbers(options, error) ||
        !payments_choose("pool", options->pool, elicit_pools, &pool, error) ||
        !payments_choose("fit", options->fit, elicit_fits, &fit, error) ||
        !payments_choose("expert-per", options->expert_per, per, &expert, error))
        return false;
    how->pool = (ElicitPool)pool;
    how->fit = (ElicitFit)fit;
    how->one_expert = expert == 1;
    how->draws = (size_t)options->draws;
    how->scale_parts = options->scale_parts;
    return payments_seed(common->seed, &how->seed, error);
}

Report *
payments_elicit_run(const PaymentsElicitOptions *options, const DataOptions *data, char **arguments,
                    const CommonOptions *common, GError **error)
{
    ElicitShow how = { 0 };
    g_autofree double *correlations =
        read_correlations(options->correlation, &how.n_correlations, error);
    const char *language = common_language(common, NULL);
    g_autoptr(Report) report = report_new("payments", language);

    how.correlations = correlations;
    if (!correlations || !set_show(options, common, &how, error))
        return NULL;
    for (char **argument = arguments; *argument; argument++)
        g_ptr_array_add(report->arguments, (gpointer)report_text(report, *argument));
    const ElicitOptions reading = { how.fit, options->lambda, options->upper, options->round };
    g_autoptr(Input) input = open_file(arguments[1], data, common, report, error);
    if (!input)
        return NULL;
    g_autoptr(Input) quantities = NULL;
    if (options->quantities &&
        !(quantities = open_file(options->quantities, data, common, report, error)))
        return NULL;
    g_autoptr(Elicitation) elicitation = elicit_read(input, quantities, &reading, error);
    if (!elicitation || (how.one_expert && !check_experts(elicitation, error)))
        return NULL;
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    report_elicit(report, elicitation, &how, &show);
    return g_steal_pointer(&report);
}
