/* SPDX-License-Identifier: GPL-3.0-or-later */
/* linear_glpk.h - the solving module (andel-solve.so): linear_glpk.c with GLPK. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Variables that are not negative, and conditions on sums of them. */
typedef struct LinearProgram LinearProgram;

/* A term of a sum. */
typedef struct {
    uint32_t variable;
    double factor;
} LinearTerm;

typedef struct {
    LinearProgram *(*make)(size_t n_variables);
    /* The sum of TERMS [n] is VALUE. Returns the number of the condition, from 0. */
    size_t (*add)(LinearProgram *program, const LinearTerm *terms, size_t n, double value);
    /* Lets the condition go, or (HELD) has it hold again. */
    void (*hold)(LinearProgram *program, size_t condition, bool held);
    /* The greatest (MOST) or least value that the sum of VARIABLES [n] can have; the values that
     * give it go to SOLUTION [n_variables]. NAN when there is none, or none was found. */
    double (*extreme)(LinearProgram *program, const uint32_t *variables, size_t n, bool most,
                      double *solution);
    void (*free)(LinearProgram *program);
} Solving;

/* The module: defined in analysis/linear_glpk.c, found by its name. */
extern const Solving andel_solving;
