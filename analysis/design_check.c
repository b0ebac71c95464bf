/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design_check.c - what a declared design must have, and which of its stages matter. */
#include "analysis/design_state.h"

#include "datasets/error.h"

static size_t
length(const char *const *names)
{
    return names ? g_strv_length((char **)names) : 0;
}

/* The name of STAGE, NULL for none. */
static const char *
name_of(const char *const *names, size_t stage)
{
    return stage < length(names) && *names[stage] ? names[stage] : NULL;
}

static bool
fail(GError **error, const char *wrong)
{
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "design: %s", wrong);
    return false;
}

static bool
check_stages(const DesignSpec *spec, GError **error)
{
    size_t n_units = length(spec->psu), n_most = MAX(length(spec->strata), length(spec->fpc));

    for (size_t s = 0; s < n_units; s++)
        if (!*spec->psu[s])
            return fail(error, "a stage without a sampling unit; name the column of each stage");
    if (n_units == 0 && n_most > 1)
        return fail(error, "strata or fpc of a second stage, but no sampling units; name the PSU "
                           "with --psu (strata that two columns make together are one column)");
    if (n_units > 0 && n_most > n_units + 1)
        return fail(error, "strata or fpc of more stages than there are sampling units; name the "
                           "units of each stage with --psu");
    return true;
}

static bool
check_unequal(const DesignSpec *spec, GError **error)
{
    bool joint = spec->pps == PPS_HT || spec->pps == PPS_YG;

    if (spec->pps != PPS_NONE && !spec->prob)
        return fail(error, "a rule for unequal probabilities, but no probabilities; name their "
                           "column with --prob");
    if (spec->prob && name_of(spec->fpc, 0))
        return fail(error, "both probabilities and an fpc of the first stage; give one of them "
                           "(--fpc ,V2 names the fpc of the second stage alone)");
    if (spec->prob && spec->count)
        return fail(error, "both probabilities and a count; a row that stands for several units "
                           "has no probability of its own, write the units out");
    if (joint && !spec->joint_matrix)
        return fail(error, "--pps ht and yg need the joint probabilities; give their file with "
                           "--joint, or choose brewer, overton, hr or hr-sample");
    if (!joint && spec->joint)
        return fail(error, "joint probabilities are used by --pps ht and yg alone");
    if (spec->pps == PPS_HR && !spec->pps_sum)
        return fail(error, "--pps hr needs the sum of squared probabilities over the population, "
                           "divided by n: give it with --pps-sum, or choose hr-sample");
    if (spec->pps != PPS_HR && spec->pps_sum)
        return fail(error, "--pps-sum is used by --pps hr alone");
    return true;
}

static bool
check_rules(const DesignSpec *spec, GError **error)
{
    bool looks = spec->singleton == SINGLETON_ADJUST || spec->singleton == SINGLETON_AVERAGE;

    if (spec->fpc_unit != FPC_UNKNOWN && length(spec->fpc) == 0)
        return fail(error, "there is a unit of the fpc but no fpc; give --fpc too");
    if (spec->weight && spec->count)
        return fail(error, "both a sampling weight and a count are given; if rows stand for "
                           "several units with one weight each, write them out");
    if (spec->singleton == SINGLETON_COLLAPSE &&
        (spec->pps == PPS_HR || spec->pps == PPS_HT || spec->pps == PPS_YG))
        return fail(error, "strata whose joint probabilities are given are not merged; choose "
                           "--singleton certainty, adjust or average");
    if (spec->singleton_domain && !looks)
        return fail(error, "--singleton-domain says how far a rule goes; choose --singleton adjust "
                           "or average");
    if (spec->singleton_domain && spec->count && length(spec->psu) == 0)
        return fail(error, "--singleton-domain looks at units one by one, but a count makes one "
                           "row of several; write them out");
    return true;
}

/* Without a weight every stage must say how it was drawn. */
static bool
check_weights(const Design *design, size_t n_stages, GError **error)
{
    const DesignSpec *spec = &design->spec;

    if (!design_weights_follow(design) || (length(spec->fpc) == 0 && !spec->prob))
        return true;
    for (size_t s = 0; s < n_stages; s++)
        if (!name_of(spec->fpc, s) && !(s == 0 && spec->prob)) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "design: the weights cannot follow from the sampling fractions, because "
                        "stage %zu has none; give --weight, or the fpc of every stage",
                        s + 1);
            return false;
        }
    return true;
}

static void
add_idle(Design *design, const char *name)
{
    if (name)
        g_ptr_array_add(design->idle, (gpointer)name);
}

bool
design_plan(Design *design, GError **error)
{
    const DesignSpec *spec = &design->spec;
    size_t n_psu = length(spec->psu), n_stages = MAX(n_psu, 1);
    bool each = spec->prob || spec->singleton_domain;

    if (!check_stages(spec, error) || !check_unequal(spec, error) || !check_rules(spec, error))
        return false;
    if (n_psu > 0 && MAX(length(spec->strata), length(spec->fpc)) > n_psu)
        n_stages = n_psu + 1;
    if (!check_weights(design, n_stages, error))
        return false;

    bool follow = design_weights_follow(design) && (length(spec->fpc) > 0 || spec->prob);
    bool matters = true;
    design->stages = g_new0(Stage, n_stages);
    for (size_t s = 0; s < n_stages; s++) {
        Stage stage = { .stratum_name = name_of(spec->strata, s),
                        .unit_name = name_of(spec->psu, s),
                        .fpc_name = name_of(spec->fpc, s),
                        .rows = s == n_psu && (s > 0 || each) };

        if (matters || follow) {
            design->stages[design->n_stages++] = stage;
        } else {
            add_idle(design, stage.stratum_name);
            add_idle(design, stage.unit_name);
            add_idle(design, stage.fpc_name);
        }
        matters = matters && (stage.fpc_name || (s == 0 && design_is_unequal(design)));
    }
    g_ptr_array_add(design->idle, NULL);
    return true;
}
