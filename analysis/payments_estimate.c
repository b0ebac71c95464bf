/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/payments_work.h"

#include "datasets/error.h"

#include <math.h>
#include <string.h>

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

/* Membership of the domain CODE, and what was paid to its members that are in scope. */
static void
add_domain(Work *work, int32_t code, size_t number)
{
    const int32_t *codes = (const int32_t *)(gpointer)work->domain->code->data;
    double *member = work_column(work), *paid = work_column(work);

    for (size_t i = 0; i < work->sample->n; i++) {
        member[i] = codes[i] == code;
        if (member[i] == 1.0 && work->sample->status[i] != REVIEW_OUT_OF_SCOPE)
            paid[i] = work->sample->paid[i];
    }
    g_ptr_array_add(work->targets.groups, member);
    Group group = { number, code, work->domain->n_by == 0, member, paid };
    work_add_group(work, &group);
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
