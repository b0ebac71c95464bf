/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/query_run.h"

#include <math.h>
#include <string.h>

Query *
query_new(const QueryKind *kind, gpointer state, const QueryOptions *options)
{
    Query *query = g_new0(Query, 1);

    query->kind = kind;
    query->state = state;
    query->where = g_strdup(options->where);
    query->ci = g_strdup(options->ci);
    query->by = g_strdupv((char **)options->by);
    query->contrasts = g_strdupv((char **)options->contrasts);
    query->quantile_rule = g_strdup(options->quantile_rule);
    query->options = *options;
    query->options.contrasts = (const char *const *)query->contrasts;
    query->options.quantile_rule = query->quantile_rule;
    /* one of two words */
    query->options.quantile_error = g_intern_string(options->quantile_error);
    query->options.where = query->where;
    query->options.ci = query->ci;
    query->options.by = (const char *const *)query->by;
    return query;
}

static const QueryKind kind_answered = { .free = NULL };

Query *
query_answered(Estimates *estimates, Crosstab *table)
{
    const QueryOptions options = { .level = 0.95 };
    Query *query = query_new(&kind_answered, NULL, &options);

    query->estimates = estimates;
    if (table) {
        query->tables = g_ptr_array_new_with_free_func((GDestroyNotify)crosstab_free);
        g_ptr_array_add(query->tables, table);
    }
    return query;
}

Query *
query_answered_outcomes(const double *counts)
{
    Query *query = query_answered(NULL, NULL);

    memcpy(query->outcomes, counts, sizeof query->outcomes);
    return query;
}

void
query_free(Query *query)
{
    if (!query)
        return;
    if (query->kind->free)
        query->kind->free(query->state);
    g_free(query->where);
    g_free(query->ci);
    g_strfreev(query->by);
    g_strfreev(query->contrasts);
    g_free(query->quantile_rule);
    g_free(query->label);
    domain_free(query->domain);
    totals_free(query->totals);
    estimates_free(query->estimates);
    if (query->tables)
        g_ptr_array_unref(query->tables);
    g_free(query->collapsed);
    g_free(query->singletons);
    g_free(query);
}

void
query_set_label(Query *query, const char *label)
{
    g_free(query->label);
    query->label = g_strdup(label);
}

const char *
query_label(const Query *query)
{
    return query->label;
}

const Estimates *
query_estimates(const Query *query)
{
    return query->estimates;
}

const Crosstab *
query_table(const Query *query)
{
    return query->tables ? query->tables->pdata[0] : NULL;
}

const Crosstab *const *
query_tables(const Query *query, size_t *n)
{
    *n = query->tables ? query->tables->len : 0;
    return query->tables ? (const Crosstab *const *)query->tables->pdata : NULL;
}

const double *
query_outcomes(const Query *query)
{
    return query->outcomes;
}

const DesignSummary *
query_design(const Query *query)
{
    return &query->summary;
}

static void
add_request(GArray *requests, ColumnRequest request)
{
    for (guint k = 0; k < requests->len; k++) {
        const ColumnRequest *met = &g_array_index(requests, ColumnRequest, k);
        if (met->as == request.as && strcmp(met->name, request.name) == 0)
            return;
    }
    g_array_append_val(requests, request);
}

/* The design that QUERY is answered under; made when it is the first to ask. */
static Design *
design_for(QueryRun *run, const Query *query, const DesignSpec *spec, GArray *wanted,
           GError **error)
{
    bool whole = query->kind->whole && spec->sample;
    Design **design = whole ? &run->whole : &run->sample;
    const DesignSpec everyone = { 0 };

    if (!*design) {
        *design = design_new(whole ? &everyone : spec, error);
        if (!*design || !design_requests(*design, wanted, error))
            return NULL;
    }
    return *design;
}

QueryRun *
query_run_new(Query *const *queries, size_t n, const Codebook *codebook, const DesignSpec *spec,
              GError **error)
{
    g_autoptr(QueryRun) run = g_new0(QueryRun, 1);
    g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));

    run->queries = queries;
    run->n_queries = n;
    run->requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    for (size_t q = 0; q < n; q++) {
        Query *query = queries[q];
        Design *design = design_for(run, query, spec, wanted, error);

        if (!design)
            return NULL;
        g_assert(!query->domain); /* a query is answered once */
        query->codebook = codebook;
        query->whole = design == run->whole;
        query->domain = domain_new(query->where, query->options.by, error);
        if (!query->domain || !domain_requests(query->domain, wanted, error) ||
            !query->kind->open(query, design, wanted, error))
            return NULL;
    }
    for (guint k = 0; k < wanted->len; k++)
        add_request(run->requests, g_array_index(wanted, ColumnRequest, k));
    return g_steal_pointer(&run);
}

void
query_run_free(QueryRun *run)
{
    if (!run)
        return;
    for (size_t q = 0; q < run->n_queries; q++)
        run->queries[q]->codebook = NULL;
    design_free(run->sample);
    design_free(run->whole);
    g_array_unref(run->requests);
    g_free(run);
}

/* A block in hand. */
typedef struct {
    const QueryRun *run;
    const Dataset *block;
    DesignRows sample, whole;
    GError **errors; /* [queries] */
} Handling;

/* What query Q makes of the block. */
static void
handle(void *user, size_t q)
{
    Handling *handling = user;
    Query *query = handling->run->queries[q];
    const DesignRows *rows = query->whole ? &handling->whole : &handling->sample;

    if (domain_add(query->domain, handling->block, rows, &handling->errors[q]))
        (void)query->kind->add(query, handling->block, rows, &handling->errors[q]);
}

bool
query_run_add(const Dataset *block, gpointer user, GError **error)
{
    QueryRun *run = user;
    Handling handling = { .run = run, .block = block };
    bool done = true;

    if (run->sample && !design_add(run->sample, block, &handling.sample, error))
        return false;
    if (run->whole && !design_add(run->whole, block, &handling.whole, error))
        return false;
    /* queries have nothing in common, so that one thread each will do; one alone is divided */
    if (run->n_queries == 1)
        handling.sample.workers = handling.whole.workers = block->workers;
    handling.errors = g_new0(GError *, run->n_queries + 1);
    workers_run(block->workers, handle, &handling, run->n_queries);
    for (size_t q = 0; q < run->n_queries; q++) {
        if (!handling.errors[q])
            continue;
        if (done)
            g_propagate_error(error, g_steal_pointer(&handling.errors[q]));
        g_clear_error(&handling.errors[q]);
        done = false; /* the first one counts, as if they were handled in turn */
    }
    g_free(handling.errors);
    return done;
}

bool
query_weighted(const Design *design)
{
    const double *factor = design_factor(design);

    for (size_t c = 1; factor && c < design_units(design); c++)
        if (factor[c] != factor[0])
            return true;
    return design_spec(design)->weight != NULL || design_spec(design)->prob != NULL;
}

bool
query_plain(const Design *design)
{
    return !query_weighted(design) && !design_clustered(design) && !design_has_fpc(design) &&
           !design_spec(design)->strata && !design_replicates(design);
}

static void
summarize(const Design *design, Query *query)
{
    DesignSummary *summary = &query->summary;
    const char *const *fpc = design_spec(design)->fpc;

    summary->singleton_share = design_singleton_share(design);
    summary->singletons = query->singletons = g_strdup(design_singletons(design));
    design_strata(design, &summary->n_strata);
    summary->n_psu = (size_t)design_n_psu(design);
    summary->df = design_df(design);
    summary->weighted = query_weighted(design);
    summary->clustered = design_clustered(design);
    summary->has_fpc = design_has_fpc(design);
    summary->n_stages = design_stages(design);
    summary->idle_fpc = fpc && !design_has_fpc(design);
    summary->collapsed = query->collapsed = g_strdup(design_collapsed(design));
    if (design_replicates(design)) {
        const ReplicateRule *rule = design_replicates(design);

        summary->replicates = rule->n;
        summary->replicate_scale = rule->scale;
        summary->centre_estimate = rule->centre_estimate;
    }
}

bool
query_run_finish(QueryRun *run, GError **error)
{
    if (run->sample && !design_finish(run->sample, error))
        return false;
    if (run->whole && !design_finish(run->whole, error))
        return false;
    for (size_t q = 0; q < run->n_queries; q++) {
        Query *query = run->queries[q];
        Design *design = query->whole ? run->whole : run->sample;

        totals_finish(query->totals, design_units(design), design_factor(design), run->workers);
        if (!query->kind->finish(query, design, error))
            return false;
        summarize(design, query);
        query->summary.whole = query->whole;
    }
    return true;
}

/* What the data do not allow is said of their file; the reader's own errors name it already. */
typedef struct {
    QueryRun *run;
    const char *path;
} Reading;

static bool
add_block(const Dataset *block, gpointer user, GError **error)
{
    Reading *reading = user;

    if (query_run_add(block, reading->run, error))
        return true;
    g_prefix_error(error, "%s: ", reading->path);
    return false;
}

/* Columns of the design that nothing is read from must be there all the same. */
static bool
check_idle(const Design *design, const Reader *reader, GError **error)
{
    const char *const *idle = design ? design_idle_columns(design) : NULL;

    for (; idle && *idle; idle++)
        if (!reader_has(reader, *idle, error))
            return false;
    return true;
}

/* SPEC with the replicate weights by name; the caller frees .replicates.columns. */
static bool
name_replicates(const DesignSpec *design, Input *input, DesignSpec *spec, GError **error)
{
    size_t n;
    const char *const *names = reader_names(input->reader, &n);

    *spec = *design;
    if (!design->replicates.columns)
        return true;
    spec->replicates.columns =
        replicate_columns(design->replicates.columns, design->weight, names, n, error);
    return spec->replicates.columns != NULL;
}

bool
query_run(Query *const *queries, size_t n, Input *input, const DesignSpec *design, GError **error)
{
    DesignSpec spec;
    bool named = name_replicates(design, input, &spec, error);
    g_autofree const char *const *columns = spec.replicates.columns;
    g_autoptr(QueryRun) run =
        named ? query_run_new(queries, n, input->codebook, &spec, error) : NULL;
    g_autoptr(Workers) workers = workers_new(input->options.threads);
    Reading reading = { run, input->path };

    if (!run || !check_idle(run->sample, input->reader, error) ||
        !reader_read(input->reader, (const ColumnRequest *)(gpointer)run->requests->data,
                     run->requests->len, add_block, &reading, error))
        return false;
    run->workers = workers;
    if (query_run_finish(run, error))
        return true;
    g_prefix_error(error, "%s: ", input->path);
    return false;
}
