/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_estimate.c - how much is wrongly paid, from a reviewed sample. */
#include "cli/payments.h"
#include "cli/progress.h"
#include "cli/survey.h"
#include "datasets/error.h"
#include "reports/tabulate_sample.h"
#include "reports/tabulate_scenario.h"

#include <math.h>
#include <string.h>

#define TEXT(name, field, argument, help)                                              \
    {                                                                                  \
        name, 0, OPTION_TEXT, offsetof(PaymentsEstimateOptions, field), argument, help \
    }

const Option payments_estimate_options[] = {
    TEXT("paid", paid, "VAR", "what was paid (default: paid)"),
    TEXT("correct", correct, "VAR", "what should have been, empty if unknown (default: correct)"),
    TEXT("strata", strata, "VAR", "stratum that the payment was drawn from"),
    TEXT("psu", psu, "VAR", "sampling unit, where several payments were drawn together"),
    TEXT("weight", weight, "VAR", "payments that each stands for (default: N / n of the stratum)"),
    TEXT("prob", prob, "VAR", "probability with which each was drawn, without replacement"),
    TEXT("population", population, "FILE", "the frame: payments and sum paid by stratum"),
    TEXT("population-n", population_n, "VAR", "its number of payments (default: N)"),
    TEXT("population-paid", population_paid, "VAR", "its sum paid (default: paid_total)"),
    TEXT("population-stratum", population_stratum, "VAR", "its stratum (default: as --strata)"),
    TEXT("cause", cause, "VAR", "cause of the error of each payment"),
    TEXT("errors", errors, "FILE",
         "error lines: unit_id, amount (+ over, - under), cause_code, intent, liable, technical"),
    TEXT("cause-map", cause_map, "FILE", "categories of the causes: cause_code, se_category, ..."),
    TEXT("view", view, "VIEW", "names and grouping of all, se, uk, us or eu (default: all)"),
    { "by", 0, OPTION_LIST, offsetof(PaymentsEstimateOptions, by), "VARS",
      "one set of results per combination of these variables" },
    TEXT("id", id, "VAR", "name of the unit (default: unit_id)"),
    TEXT("status", status, "VAR", "outcome of the review (default: review_status)"),
    TEXT("selection", selection, "VAR", "random or targeted (default: selection)"),
    TEXT("recovered", recovered, "VAR",
         "paid back of what was overpaid, empty for none: the net loss is told too"),
    TEXT("recheck", recheck, "VAR",
         "correct by a second review of some, empty for the others: rates corrected by it"),
    { "reviewers", 0, OPTION_LIST, offsetof(PaymentsEstimateOptions, reviewers), "VAR,VAR",
      "1 where the one and the other of two independent reviewers found an error: a scenario of "
      "how many both missed" },
    { "sensitivity", 0, OPTION_NUMBER, offsetof(PaymentsEstimateOptions, sensitivity), "SHARE",
      "of the errors that reviews find: a scenario of the share of payments in error" },
    { "specificity", 0, OPTION_NUMBER, offsetof(PaymentsEstimateOptions, specificity), "SHARE",
      "of the right payments that reviews find right (default: 1)" },
    { "sensitivity-n", 0, OPTION_INTEGER, offsetof(PaymentsEstimateOptions, sensitivity_n), "N",
      "errors that the sensitivity is known from (default: it is supposed)" },
    { "specificity-n", 0, OPTION_INTEGER, offsetof(PaymentsEstimateOptions, specificity_n), "N",
      "right payments that the specificity is known from" },
    { "tolerance", 0, OPTION_NUMBER, offsetof(PaymentsEstimateOptions, tolerance), "AMOUNT",
      "errors of at most so much are not counted (default: 0)" },
    { "no-underpayments", 0, OPTION_FLAG, offsetof(PaymentsEstimateOptions, no_underpayments), NULL,
      "a correct amount above the paid one is a mistake of the file" },
    TEXT("estimator", estimator, "NAME",
         "combined, separate, expansion, difference, regression, separate-regression (default: "
         "combined)"),
    TEXT("ci", ci, "KIND", "auto, t, log, logit, percentile, bca, exact (default: auto)"),
    TEXT("ratio-se", ratio_se, "KIND",
         "scaled or unscaled by the sum paid over its estimate (default: scaled)"),
    { "replicates", 0, OPTION_INTEGER, offsetof(PaymentsEstimateOptions, replicates), "N",
      "of the bootstrap (default: 4000)" },
    { "few", 0, OPTION_INTEGER, offsetof(PaymentsEstimateOptions, few), "N",
      "below so many payments in error the limits are exact (default: 5)" },
    { "many", 0, OPTION_INTEGER, offsetof(PaymentsEstimateOptions, many), "N",
      "from so many on Student's t may serve (default: 30)" },
    TEXT(
        "singleton", singleton, "RULE",
        "stratum with one sampling unit: fail, certainty, remove, adjust, average (default: fail)"),
    TEXT("df", df, "RULE", "degrees of freedom: domain, design, inf or a number (default: domain)"),
    { "materiality", 0, OPTION_NUMBER, offsetof(PaymentsEstimateOptions, materiality), "SHARE",
      "what --view eu holds the error against (default: 0.02)" },
    { 0 }
};

void
payments_estimate_defaults(PaymentsEstimateOptions *options)
{
    options->replicates = 4000;
    options->few = 5;
    options->many = 30;
    options->sensitivity = NAN;
    options->specificity = 1.0;
    options->materiality = 0.02; /* Court of Auditors' threshold */
}

bool
payments_choose(const char *option, const char *text, const char *const *words, int *found,
                GError **error)
{
    g_autofree char *list = g_strjoinv(", ", (char **)words);

    for (*found = 0; text && words[*found] && strcmp(words[*found], text) != 0;)
        ++*found;
    if (words[*found])
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--%s %s: there are %s", option, text, list);
    return false;
}

bool
payments_seed(const char *text, uint64_t *seed, GError **error)
{
    guint64 number = 1;

    if (text && !g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT64, &number, NULL)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--seed %s: a whole number from 0 on",
                    text);
        return false;
    }
    *seed = number;
    return true;
}

static bool
check_numbers(const PaymentsEstimateOptions *options, GError **error)
{
    const char *wrong = NULL;

    if (!(options->tolerance >= 0.0) || isinf(options->tolerance))
        wrong = "--tolerance: an amount from 0 on";
    else if (options->replicates < 100 || options->replicates > 1000000)
        wrong = "--replicates: from 100 to 1000000";
    else if (options->few < 1 || options->many < options->few)
        wrong = "--few and --many: from 1 on, and many no less than few";
    else if (!isnan(options->sensitivity) &&
             !(options->sensitivity > 0.0 && options->sensitivity <= 1.0 &&
               options->specificity > 0.0 && options->specificity <= 1.0 &&
               options->sensitivity + options->specificity > 1.0))
        wrong = "--sensitivity and --specificity: shares above 0 that sum to more than 1";
    else if (options->sensitivity_n < 0 || options->specificity_n < 0)
        wrong = "--sensitivity-n and --specificity-n: numbers of payments";
    else if (options->reviewers && g_strv_length(options->reviewers) != 2)
        wrong = "--reviewers: the columns of two reviewers, as --reviewers first,second";
    else if (options->prob && options->weight)
        wrong = "--prob gives the weights, so --weight cannot";
    else if (!(options->materiality > 0.0 && options->materiality < 1.0))
        wrong = "--materiality: a share between 0 and 1";
    if (wrong)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "%s", wrong);
    return !wrong;
}

/* The options as the estimation takes them. */
static bool
set_options(const PaymentsEstimateOptions *from, const CommonOptions *common,
            PaymentsOptions *options, PaymentsView *view, GError **error)
{
    static const char *const scalings[] = { "scaled", "unscaled", NULL };
    const DesignOptions rules = { .singleton = from->singleton, .df = from->df };
    g_autoptr(Codebook) none = codebook_new();
    DesignSpec spec;
    int method, limits, chosen, scaling;

    if (!check_numbers(from, error) ||
        !payments_choose("estimator", from->estimator, payments_methods, &method, error) ||
        !payments_choose("ci", from->ci, payments_limit_names, &limits, error) ||
        !payments_choose("view", from->view, payments_views, &chosen, error) ||
        !payments_choose("ratio-se", from->ratio_se, scalings, &scaling, error) ||
        !design_options_spec(&rules, none, &spec, error))
        return false;
    *view = (PaymentsView)chosen;
    *options = (PaymentsOptions){ .method = (PaymentsMethod)method,
                                  .limits = (PaymentsLimits)limits,
                                  .design = { spec.singleton, spec.df_rule, spec.df },
                                  .level = common->level,
                                  .by = (const char *const *)from->by,
                                  .few = (size_t)from->few,
                                  .many = (size_t)from->many,
                                  .replicates = (size_t)from->replicates,
                                  .threads = (unsigned)common->threads,
                                  .unscaled = scaling == 1 };
    return payments_seed(common->seed, &options->seed, error);
}

Input *
payments_open_beside(const char *path, const InputOptions *how, const CommonOptions *common,
                     GError **error)
{
    InputOptions options = *how;

    options.codebook = NULL;
    Input *input = input_open(path, &options, error);
    if (!input)
        return NULL;
    input_hash(input, common_traced(common));
    return input;
}

void
payments_account_all(Report *report, const Input *input)
{
    DataUsed *data = report_data(report, input->path, input_sha256(input));

    data->rows_read = data->rows_used = reader_rows(input->reader);
}

static PaymentsFrame *
read_frame(const PaymentsEstimateOptions *options, const InputOptions *how,
           const CommonOptions *common, Report *report, GError **error)
{
    const PaymentsFrameColumns columns = { !options->strata ? NULL
                                                            : (options->population_stratum
                                                                   ? options->population_stratum
                                                                   : options->strata),
                                           options->population_n, options->population_paid };
    g_autoptr(Input) input = payments_open_beside(options->population, how, common, error);
    PaymentsFrame *frame = input ? payments_frame_read(input, &columns, error) : NULL;

    if (frame)
        payments_account_all(report, input);
    return frame;
}

/* Error lines and categories into SAMPLE. */
static bool
read_causes(const PaymentsEstimateOptions *options, PaymentsView view, const InputOptions *how,
            const CommonOptions *common, PaymentsSample *sample, Report *report, GError **error)
{
    if (options->errors) {
        g_autoptr(Input) lines = payments_open_beside(options->errors, how, common, error);

        if (!lines || !payments_sample_lines(sample, lines, error))
            return false;
        payments_account_all(report, lines);
    }
    if (options->cause_map) {
        g_autoptr(Input) map = payments_open_beside(options->cause_map, how, common, error);

        if (!map || !payments_sample_map(sample, map, payments_view_columns[view], error))
            return false;
        payments_account_all(report, map);
    }
    return true;
}

static void
add_account(Report *report, const Input *input, const RowAccount *account)
{
    DataUsed *data = report_data(report, input->path, input_sha256(input));

    data->rows_read = account->rows_read;
    data->rows_used = account->rows_used;
    g_array_append_vals(data->excluded, account->excluded->data, account->excluded->len);
    for (const char *const *note = reader_notes(input->reader); note && *note; note++)
        g_ptr_array_add(data->notes, (gpointer)report_text(report, *note));
}

/* The design as the other commands have it. Weights that are N / n of the stratum stand in no
 * column: they follow from the population of the frame. */
static void
set_design(Report *report, const PaymentsEstimateOptions *options, const PaymentsOptions *how,
           const PaymentsResult *result)
{
    const char *const strata[] = { options->strata, NULL }, *const psu[] = { options->psu, NULL };
    const char *const fpc[] = { options->population_n ? options->population_n : "N", NULL };
    const DesignSpec spec = { .weight = options->weight,
                              .strata = options->strata ? strata : NULL,
                              .psu = options->psu ? psu : NULL,
                              .fpc = options->population && !options->psu && !options->prob ? fpc
                                                                                            : NULL,
                              .prob = options->prob,
                              .singleton = how->design.singleton };
    const DesignSummary summary = { .n_strata = result->n_strata,
                                    .n_psu = result->n_psu,
                                    .df = result->df };

    report_set_design(report, &spec, &summary);
}

Report *
payments_estimate_run(const PaymentsEstimateOptions *options, const DataOptions *data,
                      char **arguments, const CommonOptions *common, GError **error)
{
    const PaymentsColumns columns = { .paid = options->paid ? options->paid : "paid",
                                      .correct = options->correct ? options->correct : "correct",
                                      .strata = options->strata,
                                      .psu = options->psu,
                                      .weight = options->weight,
                                      .cause = options->cause,
                                      .id = options->id,
                                      .status = options->status,
                                      .selection = options->selection,
                                      .recheck = options->recheck,
                                      .recovered = options->recovered,
                                      .prob = options->prob,
                                      .reviewers = (const char *const *)options->reviewers,
                                      .tolerance = options->tolerance,
                                      .no_underpayments = options->no_underpayments };
    PaymentsOptions how;
    PaymentsView view;
    InputOptions reading;

    if (!set_options(options, common, &how, &view, error) ||
        !data_options_input(data, &reading, error))
        return NULL;
    reading.threads = (unsigned)common->threads;
    reading.progress = progress_for(common);
    g_autoptr(Input) input = input_open(arguments[1], &reading, error);
    if (!input)
        return NULL;
    input_hash(input, common_traced(common));
    const char *language = common_language(common, input->codebook);
    g_autoptr(Report) report = report_new("payments", language);
    for (char **argument = arguments; *argument; argument++)
        g_ptr_array_add(report->arguments, (gpointer)report_text(report, *argument));
    g_autoptr(PaymentsSample) sample = payments_sample_read(input, &columns, how.by, error);
    if (!sample || !read_causes(options, view, &reading, common, sample, report, error))
        return NULL;
    g_autoptr(PaymentsFrame) frame = NULL;
    if (options->population && !(frame = read_frame(options, &reading, common, report, error)))
        return NULL;
    g_autoptr(PaymentsResult) result = payments_estimate(sample, frame, &columns, &how, error);
    if (!result)
        return NULL;
    add_account(report, input, &result->main->account);
    set_design(report, options, &how, result);
    ShowOptions show = { .language = language, .decimals = common->digits, .id = "t1" };
    report_payments(report, result, view, options->materiality, &how, options->tolerance, &show);
    const PaymentsScenario scenario = { options->sensitivity, options->specificity,
                                        options->sensitivity_n, options->specificity_n };
    report_scenarios(report, sample, result, &scenario, &show);
    return g_steal_pointer(&report);
}
