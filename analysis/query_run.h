/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_run.h - the steps of answering, for query.c, the kinds of queries, and tests. */
#pragma once

#include "analysis/domain.h"
#include "analysis/query.h"
#include "analysis/response.h"
#include "analysis/totals.h"

/* A kind of question: one file query_NAME.c that ends with this struct. */
typedef struct {
    bool whole; /* about all rows, also those that the design says are not the sample */
    /* Before the reading; adds the columns it needs. */
    bool (*open)(Query *query, const Design *design, GArray *requests, GError **error);
    /* The domain of the block stands in query->domain. */
    bool (*add)(Query *query, const Dataset *block, const DesignRows *rows, GError **error);
    bool (*finish)(Query *query, const Design *design, GError **error);
    void (*free)(gpointer state);
} QueryKind;

struct Query {
    const QueryKind *kind;
    gpointer state; /* of the kind */
    QueryOptions options;
    char *where, *ci, *quantile_rule; /* behind the options */
    char **by, **contrasts;
    char *label;              /* of the asker */
    const Codebook *codebook; /* while it is being answered */
    Domain *domain;
    Totals *totals;
    DesignSummary summary;
    char *collapsed, *singletons; /* behind the summary */
    Estimates *estimates;         /* the answer, or */
    GPtrArray *tables;            /* of Crosstab; NULL: none */
    bool whole;                   /* it was about all rows, beyond the sample of the design */
    double outcomes[N_OUTCOMES];
};

/* TRUE if the rows stand for different numbers of units. */
bool query_weighted(const Design *design);
/* TRUE if units were drawn one by one from all, and weigh alike: no design is known. */
bool query_plain(const Design *design);

/* A query of KIND with its STATE (which it then owns); copies OPTIONS. */
Query *query_new(const QueryKind *kind, gpointer state, const QueryOptions *options);

/* Queries that are answered together. */
typedef struct {
    Query *const *queries;
    size_t n_queries;
    Design *sample, *whole; /* NULL: nobody asks */
    GArray *requests;       /* of ColumnRequest, each once */
    Workers *workers;       /* for what comes after the reading; NULL: nobody */
} QueryRun;

/* Prepares QUERIES [n]. NULL and ERROR as query_run(). */
QueryRun *query_run_new(Query *const *queries, size_t n, const Codebook *codebook,
                        const DesignSpec *design, GError **error);
/* A BlockFunc; USER is the QueryRun. */
bool query_run_add(const Dataset *block, gpointer user, GError **error);
bool query_run_finish(QueryRun *run, GError **error);
void query_run_free(QueryRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(QueryRun, query_run_free)
