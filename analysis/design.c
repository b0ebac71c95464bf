/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design.c - making a design, and what can be asked of it. */
#include "analysis/design_replicates.h"

#include "datasets/error.h"

Design *
design_new(const DesignSpec *spec, GError **error)
{
    g_autoptr(Condition) sample = NULL;

    if (spec->sample && !(sample = condition_new(spec->sample, "--sample", error)))
        return NULL;

    g_autoptr(Design) design = g_new0(Design, 1);
    design->spec = *spec;
    design->sample = g_steal_pointer(&sample);
    design->idle = g_ptr_array_new();
    design->weight = g_array_new(FALSE, FALSE, sizeof(double));
    design->unit = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    design->unit_weight = g_array_new(FALSE, TRUE, sizeof(double));
    design->probability = g_array_new(FALSE, FALSE, sizeof(double));
    if (!design_plan(design, error))
        return NULL;
    for (size_t s = 0; s < design->n_stages; s++) {
        Stage *stage = &design->stages[s];

        stage->stratum_texts = levels_new();
        stage->unit_texts = levels_new();
        stage->stratum_pairs = pairs_new();
        stage->unit_pairs = pairs_new();
        stage->strata = g_array_new(FALSE, TRUE, sizeof(Stratum));
        stage->fpc = g_array_new(FALSE, FALSE, sizeof(double));
        stage->stratum_of = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    }
    return design_replicates_new(design, error) ? g_steal_pointer(&design) : NULL;
}

static void
stage_clear(Stage *stage)
{
    if (!stage->strata)
        return;
    levels_free(stage->stratum_texts);
    levels_free(stage->unit_texts);
    pairs_free(stage->stratum_pairs);
    pairs_free(stage->unit_pairs);
    g_array_unref(stage->strata);
    g_array_unref(stage->fpc);
    g_array_unref(stage->stratum_of);
    g_free(stage->order);
    g_free(stage->start);
    g_free(stage->first);
    g_free(stage->place);
}

void
design_free(Design *design)
{
    if (!design)
        return;
    for (size_t s = 0; s < design->n_stages; s++)
        stage_clear(&design->stages[s]);
    condition_free(design->sample);
    g_free(design->stages);
    g_ptr_array_unref(design->idle);
    g_array_unref(design->weight);
    g_array_unref(design->unit);
    g_array_unref(design->unit_weight);
    g_array_unref(design->probability);
    g_free(design->factor);
    g_free(design->probabilities);
    g_free(design->pps_sum);
    design_replicates_clear(design);
    g_free(design->singletons);
    if (design->collapsed)
        g_string_free(design->collapsed, TRUE);
    g_free(design);
}

static void
request(GArray *requests, const char *name, ReadAs as)
{
    const ColumnRequest wanted = { name, as };

    if (name)
        g_array_append_val(requests, wanted);
}

bool
design_requests(const Design *design, GArray *requests, GError **error)
{
    request(requests, design->spec.weight, READ_NUMBER);
    request(requests, design->spec.count, READ_NUMBER);
    request(requests, design->spec.prob, READ_NUMBER);
    for (size_t s = 0; s < design->n_stages; s++) {
        request(requests, design->stages[s].stratum_name, READ_CATEGORY);
        request(requests, design->stages[s].unit_name, READ_CATEGORY);
        request(requests, design->stages[s].fpc_name, READ_NUMBER);
    }
    design_replicates_requests(design, requests);
    return !design->sample || condition_requests(design->sample, requests, error);
}

const char *const *
design_idle_columns(const Design *design)
{
    return (const char *const *)design->idle->pdata;
}

bool
design_weights_follow(const Design *design)
{
    return !design->spec.weight && !design->spec.count;
}

bool
design_is_unequal(const Design *design)
{
    return design->spec.pps != PPS_NONE && design->spec.pps != PPS_WR;
}

char *
design_stratum_text(const Design *design, size_t stage, size_t h)
{
    const Stage *of = &design->stages[stage], *above = of - 1;
    const char *name = stage_stratum(of, h)->name;

    if (stage == 0)
        return g_strdup_printf("stratum %s", name);

    uint32_t parent = stage_stratum(of, h)->parent;
    uint32_t code = pairs_member(above->unit_pairs, parent).b;
    g_autofree char *unit = g_strdup_printf("%s %s", stage == 1 ? "PSU" : above->unit_name,
                                            levels_text(above->unit_texts, (int32_t)code));
    return of->stratum_name ? g_strdup_printf("stratum %s of %s", name, unit)
                            : g_steal_pointer(&unit);
}

bool
design_clustered(const Design *design)
{
    return design->stages[0].unit_name || design->stages[0].rows || design->rule;
}

size_t
design_units(const Design *design)
{
    return stage_n_units(&design->stages[design->n_stages - 1]);
}

size_t
design_stages(const Design *design)
{
    return design->n_stages;
}

const Stratum *
design_stage_strata(const Design *design, size_t stage, size_t *n)
{
    g_assert(stage < design->n_stages);
    *n = stage_n_strata(&design->stages[stage]);
    return (const Stratum *)(gpointer)design->stages[stage].strata->data;
}

const Stratum *
design_strata(const Design *design, size_t *n)
{
    return design_stage_strata(design, 0, n);
}

const uint32_t *
design_order(const Design *design)
{
    return design->stages[design->n_stages - 1].order;
}

const size_t *
design_stage_units(const Design *design, size_t stage, size_t h, size_t *n)
{
    const Stage *of = &design->stages[stage];

    g_assert(of->first && h < stage_n_strata(of));
    *n = of->start[h + 1] - of->start[h];
    return of->first + of->start[h];
}

const uint32_t *
design_stratum_units(const Design *design, size_t h, size_t *n)
{
    const Stage *stage = &design->stages[0];
    size_t begin = stage->first[stage->start[h]];

    *n = stage->first[stage->start[h + 1]] - begin;
    return design_order(design) + begin;
}

const double *
design_probabilities(const Design *design, size_t h)
{
    return design->probabilities ? design->probabilities + design->stages[0].start[h] : NULL;
}

const uint32_t *
design_met(const Design *design)
{
    return design->stages[0].order;
}

double
design_pps_sum(const Design *design, size_t h)
{
    return design->pps_sum[h];
}

const double *
design_factor(const Design *design)
{
    return design->factor;
}

double
design_n_psu(const Design *design)
{
    double n = 0.0;

    for (size_t h = 0; h < stage_n_strata(&design->stages[0]); h++)
        n += stage_stratum(&design->stages[0], h)->n;
    return n;
}

double
design_df(const Design *design)
{
    if (design->rule)
        return design->replicate_df;
    return design_n_psu(design) - (double)stage_n_strata(&design->stages[0]);
}

bool
design_has_fpc(const Design *design)
{
    return design->stages[0].fpc_name || design_is_unequal(design);
}

/* What has no fraction of its own has one of 0, and what no stage samples from is whole. */
bool
design_census(const Design *design)
{
    for (size_t s = 0; s < design->n_stages; s++)
        for (size_t h = 0; h < stage_n_strata(&design->stages[s]); h++)
            if (stage_stratum(&design->stages[s], h)->fraction < 1.0)
                return false;
    return stage_n_strata(&design->stages[0]) > 0;
}

const char *
design_singletons(const Design *design)
{
    return design->singletons;
}

double
design_singleton_share(const Design *design)
{
    return design->singleton_share;
}

const char *
design_collapsed(const Design *design)
{
    return design->collapsed ? design->collapsed->str : NULL;
}

const DesignSpec *
design_spec(const Design *design)
{
    return &design->spec;
}
