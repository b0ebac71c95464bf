/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ticks.h - where an axis has its marks, and what stands at them: exact numbers, no doubles. */
#pragma once

#include "datasets/number.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A labelling: the numbers (first + i * step) * 10^power, i from 0 to n - 1. */
typedef struct {
    int64_t first, step;
    int power;
    size_t n;
    double from, to; /* the axis: the marks, and the data where they reach further */
} Ticks;

/* The steps that are nice, MANTISSA * 10^POWER each, in order of preference. */
typedef struct {
    int64_t mantissa;
    int power;
} NiceStep;

typedef struct {
    const NiceStep *steps; /* [n] */
    size_t n;
    int most_skip; /* a step may be a multiple of a nice one up to this */
    bool ends;     /* one more mark where the data pass the last by more than 0.35 of a step */
    bool whole;    /* whole numbers only */
} TickRule;

/* Of quantities: 1, 2, 2.5 and 5 times powers of ten. Of years and small counts: whole numbers. Of
 * Talbot, Lin & Hanrahan: 1 to 5 with 2.5, any multiple, the ends left as found. */
extern const TickRule ticks_of_quantities, ticks_of_whole_numbers, ticks_of_the_paper;

typedef struct {
    const TickRule *rule; /* NULL: that of quantities */
    double from, to;      /* the data */
    double wanted;        /* number of labels */
    bool zero;            /* the axis holds 0: lengths are read from it */
    bool shares;          /* per cent: 0 to 100 when the data reach 80 */
    /* How well the labels of TICKS can be read, at most 1; -INFINITY: not at all. NULL: always
     * well. */
    double (*legible)(const Ticks *ticks, void *user);
    void *user;
} TickRequest;

/**
 * The labelling that is best in simplicity, coverage, density and legibility: extended Wilkinson,
 * Talbot, Lin & Hanrahan (2010), IEEE TVCG 16, 1036-1043, with their weights .2, .25, .5, .05.
 * FROM and TO must be finite, FROM <= TO; when they are one number, the axis is made around it.
 */
Ticks ticks_choose(const TickRequest *request);

/* Marks at whole numbers FIRST to LAST, both labelled: of the steps that divide the way between
 * them, the one that gives nearest to WANTED labels. */
Ticks ticks_between(int64_t first, int64_t last, double wanted);

/* Labels that an axis of LENGTH points has room for. */
double ticks_wanted(double length, bool vertical);

/* The number at mark I, and as it is written. The caller owns the text. */
double ticks_value(const Ticks *ticks, size_t i);
char *ticks_label(const Ticks *ticks, size_t i, const NumberStyle *style);
