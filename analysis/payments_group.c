/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_group.c - what is estimated of one domain: rates, amounts, shares and their parts. */
#include "analysis/payments_work.h"

#include <math.h>
#include <string.h>

double *
work_column(Work *work)
{
    double *column = g_new0(double, work->sample->n + 1);

    g_ptr_array_add(work->columns, column);
    return column;
}

static double *
restricted(Work *work, const Group *group, const double *values)
{
    double *column = work_column(work);

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
    double *in_error = work_column(work), *in_scope = work_column(work);

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
    double *y = work_column(work);
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
    double *complete = work_column(work), *improper = work_column(work);

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
    double *over = work_column(work), *under = work_column(work);

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

void
work_add_group(Work *work, const Group *group)
{
    const PaymentsSample *sample = work->sample;
    Estimates *out = work->result->main;
    double *gross = work_column(work), *net = work_column(work), *unknown = work_column(work);
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
        double *lost = work_column(work);

        for (size_t i = 0; i < sample->n; i++)
            lost[i] = fmax(over[i] - recovered[i], 0.0);
        add_pair(work, group, (Target){ .out = out, .variable = "net_loss", .y = lost });
    }
    if (work->result->reviews)
        add_pair(work, group, (Target){ .out = out, .variable = "unknown", .y = unknown });
    if (any(sample->technical, sample->n)) {
        double *improper = work_column(work);

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
