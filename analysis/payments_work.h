/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_work.h - the estimating of one reviewed sample: what its files share. */
#pragma once

#include "analysis/domain.h"
#include "analysis/payments_estimate.h"
#include "analysis/payments_target.h"

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

/* Columns of one domain. */
typedef struct {
    size_t number;
    int32_t code;
    bool all; /* the domain is everything */
    const double *member, *paid;
} Group;

/* A column of zeros, one a unit, in the keeping of WORK. */
double *work_column(Work *work);
/* Adds what is to be estimated of GROUP to the targets of WORK. */
void work_add_group(Work *work, const Group *group);
