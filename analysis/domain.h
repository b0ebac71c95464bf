/* SPDX-License-Identifier: GPL-3.0-or-later */
/* domain.h - whom a question is about: a condition, and groups that are answered for one by one. */
#pragma once

#include "analysis/condition.h"
#include "analysis/crossing.h"
#include "analysis/design.h"
#include "analysis/estimates.h"
#include "analysis/levels.h"

typedef struct {
    Condition *where; /* NULL: all rows */
    char **by;        /* NULL-terminated names; may be NULL */
    size_t n_by;
    Levels **levels; /* [n_by] */
    Crossing *crossing;
    GArray *requests; /* of ColumnRequest: the columns of BY */
    GArray *code;     /* of int32_t: group of each row of the last block; -1: in none */
    GArray *used;     /* of uint8_t: rows of the last block that an answer used */
    GArray *held;     /* of uint8_t, by group: it holds rows, if only of weight 0 */
    RowAccount account;
} Domain;

/* WHERE and BY may be NULL. NULL and ERROR (ANDEL_ERROR_USAGE). */
Domain *domain_new(const char *where, const char *const *by, GError **error);
void domain_free(Domain *domain);

/* Adds its columns to REQUESTS. FALSE and ERROR. */
bool domain_requests(const Domain *domain, GArray *requests, GError **error);

/**
 * Finds the group of each row of BLOCK; rows outside the sample, outside the condition, of weight
 * 0 or without a group are excluded with their reason. Clears .used. FALSE and ERROR.
 */
bool domain_add(Domain *domain, const Dataset *block, const DesignRows *rows, GError **error);

/* After all answers have marked the rows they used: the others that are in a group are excluded
 * for what they lack of COLUMNS, see account_missing(). */
void domain_account(Domain *domain, const Dataset *block, const GArray *columns,
                    const char *reason);

/* Groups that were numbered, with those that hold no rows; at least 1. */
size_t domain_groups(const Domain *domain);
/* Groups [*n] that hold rows, in the order to show: the first variable changes slowest. The caller
 * owns the array. */
int32_t *domain_order(Domain *domain, const Codebook *codebook, size_t *n);
/* Texts [n_by] of GROUP in the keeping of ESTIMATES. */
const char *const *domain_texts(const Domain *domain, int32_t group, Estimates *estimates);

/* Hands the account over to OUT. */
void domain_take_account(Domain *domain, RowAccount *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Domain, domain_free)
