/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/payments_estimate.h"

#include "analysis/domain.h"
#include "analysis/payments_target.h"
#include "datasets/error.h"

#include <math.h>
#include <string.h>

/* The estimating of one sample. */
typedef struct {
    const PaymentsSample *sample;
    const PaymentsFrame *frame;
    const PaymentsOptions *options;
    PaymentsDesign *design;
    PaymentsBasis basis;
    Domain *domain;
    Targets targets;
    GPtrArray *columns; /* of double *: what targets are made of, owned */
    PaymentsResult *result;
} Work;

void
payments_result_free(PaymentsResult *result)
{
    if (!result)
        return;
    estimates_free(result->main);
    estimates_free(result->causes);
    estimates_free(result->intents);
    estimates_free(result->liables);
    estimates_free(result->reviews);
    estimates_free(result->recheck);
    g_free(result);
}

static void
work_clear(Work *work)
{
    payments_design_free(work->design);
    domain_free(work->domain);
    g_ptr_array_unref(work->columns);
    g_array_unref(work->targets.targets);
    g_ptr_array_unref(work->targets.groups);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static double *
new_column(Work *work)
{
    double *column = g_new0(double, work->sample->n + 1);

    g_ptr_array_add(work->columns, column);
    return column;
}

static Estimates *
new_estimates(const Work *work)
{
    Estimates *out = estimates_new();
    size_t n = work->domain->n_by;

    out->level = work->options->level;
    out->n_by = n;
    out->by = estimates_list(out, (const char *const *)work->domain->by, n);
    return out;
}

/* Columns of one domain. */
typedef struct {
    size_t number;
    int32_t code;
    bool all; /* the domain is everything */
    const double *member, *paid;
} Group;

static double *
restricted(Work *work, const Group *group, const double *values)
{
    double *column = new_column(work);

    for (size_t i = 0; i < work->sample->n; i++)
        column[i] = group->member[i] != 0.0 ? values[i] : 0.0;
    return column;
}

/* A rate and an amount of Y. */
static void
add_pair(Work *work, const Group *group, Target target)
{
    target.by = domain_texts(work->domain, group->code, target.out);
    target.group = group->number;
    target.x = group->paid;
    target.whole = group->all && work->result->n_out_of_scope == 0;
    target.kind = TARGET_RATE;
    target.statistic = "rate";
    g_array_append_val(work->targets.targets, target);
    target.kind = TARGET_AMOUNT;
    target.statistic = "amount";
    g_array_append_val(work->targets.targets, target);
}

static void
add_share(Work *work, const Group *group, const double *gross)
{
    double *in_error = new_column(work), *in_scope = new_column(work);

    for (size_t i = 0; i < work->sample->n; i++) {
        in_scope[i] = group->paid[i] > 0.0;
        in_error[i] = gross[i] > 0.0;
    }
    Target target = { .kind = TARGET_SHARE,
                      .out = work->result->main,
                      .statistic = "share",
                      .variable = "in_error",
                      .by = domain_texts(work->domain, group->code, work->result->main),
                      .y = in_error,
                      .x = in_scope,
                      .group = group->number };
    g_array_append_val(work->targets.targets, target);
}

/* What should have been paid; what is unknown is taken as paid. */
static void
add_correct(Work *work, const Group *group, const double *over, const double *under)
{
    bool difference = work->basis.method == METHOD_DIFFERENCE && !isnan(work->basis.book_total);
    double *y = new_column(work);
    Target target = { .kind = TARGET_AMOUNT,
                      .out = work->result->main,
                      .statistic = "amount",
                      .variable = "correct",
                      .y = y,
                      .x = group->paid,
                      .group = group->number,
                      .whole = true };

    for (size_t i = 0; i < work->sample->n; i++)
        y[i] = (difference ? 0.0 : work->sample->paid[i]) - over[i] + under[i];
    if (difference)
        target.offset = work->basis.book_total;
    g_array_append_val(work->targets.targets, target);
}

static bool
any(const double *values, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (values[i] != 0.0)
            return true;
    return false;
}

static void
add_reviews(Work *work, const Group *group, const double *gross, const double *unknown)
{
    static const char *const names[] = { "complete", "unknown_improper", "unknown_proper" };
    const PaymentsSample *sample = work->sample;
    double *complete = new_column(work), *improper = new_column(work);

    if (!work->result->reviews)
        return;
    for (size_t i = 0; i < sample->n; i++) {
        complete[i] = sample->status[i] == REVIEW_COMPLETE ? group->paid[i] : 0.0;
        improper[i] = gross[i] + unknown[i];
    }
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
        Target target = { .out = work->result->reviews,
                          .variable = names[k],
                          .y = k == 1 ? improper : gross };
        guint first = work->targets.targets->len;

        add_pair(work, group, target);
        for (guint at = first; k == 0 && at < first + 2; at++) {
            Target *made = &g_array_index(work->targets.targets, Target, at);

            if (at == first + 1) {
                made->kind = TARGET_SCALED;
                made->z = group->paid;
            }
            made->x = complete;
            made->whole = false;
        }
    }
}

/* The parts of the error whose code CODES says is LEVEL. */
static void
add_level(Work *work, const Group *group, Estimates *out, size_t offset, int32_t level,
          const char *text)
{
    double *over = new_column(work), *under = new_column(work);

    for (guint k = 0; k < work->sample->parts->len; k++) {
        const PaymentsPart *part = &g_array_index(work->sample->parts, PaymentsPart, k);
        int32_t code = *(const int32_t *)(gconstpointer)((const char *)part + offset);

        if (code != level || group->member[part->unit] == 0.0)
            continue;
        over[part->unit] += part->over;
        under[part->unit] += part->under;
    }
    if (any(over, work->sample->n) || (group->all && text))
        add_pair(work, group, (Target){ .out = out, .variable = "over", .level = text, .y = over });
    if (any(under, work->sample->n))
        add_pair(work, group,
                 (Target){ .out = out, .variable = "under", .level = text, .y = under });
}

static void
add_levels(Work *work, const Group *group, Estimates *out, size_t offset, const GPtrArray *texts)
{
    if (!out)
        return;
    for (guint k = 0; k < texts->len; k++)
        add_level(work, group, out, offset, (int32_t)k, g_ptr_array_index(texts, k));
    add_level(work, group, out, offset, -1, NULL);
}

static void
add_group(Work *work, const Group *group)
{
    const PaymentsSample *sample = work->sample;
    Estimates *out = work->result->main;
    double *gross = new_column(work), *net = new_column(work), *unknown = new_column(work);
    const double *over = restricted(work, group, sample->over);
    const double *under = restricted(work, group, sample->under);
    const double *technical = restricted(work, group, sample->technical);
    const double *tolerated = restricted(work, group, sample->tolerated);

    for (size_t i = 0; i < sample->n; i++) {
        ReviewStatus status = sample->status[i];

        gross[i] = over[i] + under[i];
        net[i] = over[i] - under[i];
        if (status == REVIEW_UNKNOWN || status == REVIEW_NOT_DONE)
            unknown[i] = group->paid[i];
    }
    const Target targets[] = {
        { .out = out, .variable = "over", .y = over },
        { .out = out, .variable = "under", .y = under },
        { .out = out, .variable = "gross", .y = gross },
        { .out = out, .variable = "net", .y = net, .negative = true, .over = over, .under = under }
    };
    for (size_t k = 0; k < G_N_ELEMENTS(targets); k++)
        add_pair(work, group, targets[k]);
    if (sample->recovered) {
        const double *recovered = restricted(work, group, sample->recovered);
        double *lost = new_column(work);

        for (size_t i = 0; i < sample->n; i++)
            lost[i] = fmax(over[i] - recovered[i], 0.0);
        add_pair(work, group, (Target){ .out = out, .variable = "net_loss", .y = lost });
    }
    if (work->result->reviews)
        add_pair(work, group, (Target){ .out = out, .variable = "unknown", .y = unknown });
    if (any(sample->technical, sample->n)) {
        double *improper = new_column(work);

        for (size_t i = 0; i < sample->n; i++)
            improper[i] = gross[i] + technical[i];
        add_pair(work, group, (Target){ .out = out, .variable = "technical", .y = technical });
        add_pair(work, group, (Target){ .out = out, .variable = "improper", .y = improper });
    }
    if (any(sample->tolerated, sample->n))
        add_pair(work, group, (Target){ .out = out, .variable = "tolerated", .y = tolerated });
    add_share(work, group, gross);
    if (group->all)
        add_correct(work, group, over, under);
    add_reviews(work, group, gross, unknown);
    add_levels(work, group, work->result->causes, offsetof(PaymentsPart, cause), sample->causes);
    add_levels(work, group, work->result->intents, offsetof(PaymentsPart, intent), sample->intents);
    add_levels(work, group, work->result->liables, offsetof(PaymentsPart, liable), sample->liables);
}

/* Membership of the domain CODE, and what was paid to its members that are in scope. */
static void
add_domain(Work *work, int32_t code, size_t number)
{
    const int32_t *codes = (const int32_t *)(gpointer)work->domain->code->data;
    double *member = new_column(work), *paid = new_column(work);

    for (size_t i = 0; i < work->sample->n; i++) {
        member[i] = codes[i] == code;
        if (member[i] == 1.0 && work->sample->status[i] != REVIEW_OUT_OF_SCOPE)
            paid[i] = work->sample->paid[i];
    }
    g_ptr_array_add(work->targets.groups, member);
    Group group = { number, code, work->domain->n_by == 0, member, paid };
    add_group(work, &group);
}

static void
count_units(PaymentsResult *result, const PaymentsSample *sample)
{
    for (size_t i = 0; i < sample->n; i++) {
        bool wrong = sample->over[i] > 0.0 || sample->under[i] > 0.0;

        if (sample->targeted[i]) {
            result->targeted.n++;
            result->targeted.n_errors += wrong;
            result->targeted.paid += sample->paid[i];
            result->targeted.over += sample->over[i];
            result->targeted.under += sample->under[i];
            continue;
        }
        result->n++;
        result->n_errors += wrong;
        result->n_unknown += sample->status[i] == REVIEW_UNKNOWN;
        result->n_not_done += sample->status[i] == REVIEW_NOT_DONE;
        result->n_out_of_scope += sample->status[i] == REVIEW_OUT_OF_SCOPE;
        result->n_tolerated += sample->tolerated[i] > 0.0;
    }
    result->n_capped = sample->n_capped;
    result->n_apportioned = sample->n_apportioned;
}

static bool
set_basis(Work *work, GError **error)
{
    const PaymentsFrame *frame = work->frame;
    PaymentsMethod method = work->options->method;

    work->basis = (PaymentsBasis){ .method = method,
                                   .n = work->sample->n,
                                   .n_strata = work->design->n_strata,
                                   .stratum = work->design->stratum,
                                   .paid = work->sample->paid,
                                   .weight = work->design->weight,
                                   .population = frame ? frame->population : NULL,
                                   .book = frame ? frame->book : NULL,
                                   .book_total = frame ? frame->book_total : NAN,
                                   .unscaled = work->options->unscaled };
    if (isnan(work->basis.book_total) && method != METHOD_COMBINED && method != METHOD_EXPANSION) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--estimator %s needs what was paid in each stratum; give it in the frame "
                    "(paid_total), or choose combined or expansion",
                    payments_methods[method]);
        return false;
    }
    return true;
}

static Estimates *
by_texts(const Work *work, const GPtrArray *texts)
{
    return texts->len > 0 ? new_estimates(work) : NULL;
}

static bool
open_domain(Work *work, GError **error)
{
    work->domain = domain_new(NULL, work->options->by, error);
    if (!work->domain ||
        !domain_add(work->domain, work->sample->sheet->data, &work->design->rows, error))
        return false;
    for (size_t i = 0; i < work->sample->n; i++)
        if (g_array_index(work->domain->code, int32_t, i) >= 0)
            g_array_index(work->domain->used, uint8_t, i) = 1;
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    domain_account(work->domain, work->sample->sheet->data, none, "");
    return true;
}

PaymentsResult *
payments_estimate(const PaymentsSample *sample, const PaymentsFrame *frame,
                  const PaymentsColumns *columns, const PaymentsOptions *options, GError **error)
{
    g_autoptr(PaymentsResult) result = g_new0(PaymentsResult, 1);
    g_auto(Work) work = { .sample = sample, .frame = frame, .options = options, .result = result };
    size_t n_groups;

    work.columns = g_ptr_array_new_with_free_func(g_free);
    work.targets = (Targets){ .basis = &work.basis,
                              .options = options,
                              .targets = g_array_new(FALSE, TRUE, sizeof(Target)),
                              .groups = g_ptr_array_new() };
    work.design = payments_design_new(sample, frame, columns, &options->design, error);
    if (!work.design || !set_basis(&work, error) || !open_domain(&work, error))
        return NULL;
    work.targets.design = work.design;
    count_units(result, sample);
    result->main = new_estimates(&work);
    result->causes = by_texts(&work, sample->causes);
    result->intents = by_texts(&work, sample->intents);
    result->liables = by_texts(&work, sample->liables);
    if (result->n_unknown + result->n_not_done > 0)
        result->reviews = new_estimates(&work);
    g_autofree int32_t *groups =
        domain_order(work.domain, sample->sheet->input->codebook, &n_groups);
    for (size_t g = 0; g < n_groups; g++)
        add_domain(&work, groups[g], g);
    targets_finish(&work.targets);
    domain_take_account(work.domain, &result->main->account);
    result->n_strata = work.design->n_strata;
    result->n_psu = work.design->n_psu;
    result->df = design_df(work.design->design);
    result->units = frame ? frame->units : NAN;
    result->book = frame ? frame->book_total : NAN;
    result->method = options->method;
    result->bootstrap = options->limits == LIMITS_PERCENTILE || options->limits == LIMITS_BCA;
    if (sample->recheck &&
        !payments_recheck(sample, work.design, result->book, options, result, error))
        return NULL;
    return g_steal_pointer(&result);
}
