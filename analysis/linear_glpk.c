/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/linear_glpk.h"

#include <glpk.h>
#include <math.h>

struct LinearProgram {
    glp_prob *problem;
    GArray *values; /* of double: what the sum of each condition is */
};

static LinearProgram *
program_new(size_t n_variables)
{
    LinearProgram *program = g_new0(LinearProgram, 1);

    (void)glp_term_out(GLP_OFF);
    program->problem = glp_create_prob();
    program->values = g_array_new(FALSE, FALSE, sizeof(double));
    if (n_variables > 0)
        (void)glp_add_cols(program->problem, (int)n_variables);
    for (size_t k = 0; k < n_variables; k++)
        glp_set_col_bnds(program->problem, (int)k + 1, GLP_LO, 0.0, 0.0);
    return program;
}

static void
program_free(LinearProgram *program)
{
    if (!program)
        return;
    glp_delete_prob(program->problem);
    g_array_unref(program->values);
    g_free(program);
    (void)glp_free_env();
}

static size_t
program_add(LinearProgram *program, const LinearTerm *terms, size_t n, double value)
{
    g_autofree int *columns = g_new(int, n + 1);
    g_autofree double *factors = g_new(double, n + 1);
    int row = glp_add_rows(program->problem, 1);

    for (size_t k = 0; k < n; k++) {
        columns[k + 1] = (int)terms[k].variable + 1;
        factors[k + 1] = terms[k].factor;
    }
    glp_set_mat_row(program->problem, row, (int)n, columns, factors);
    glp_set_row_bnds(program->problem, row, GLP_FX, value, value);
    g_array_append_val(program->values, value);
    return (size_t)row - 1;
}

static void
program_hold(LinearProgram *program, size_t condition, bool held)
{
    double value = g_array_index(program->values, double, condition);

    glp_set_row_bnds(program->problem, (int)condition + 1, held ? GLP_FX : GLP_FR, value, value);
}

static double
program_extreme(LinearProgram *program, const uint32_t *variables, size_t n, bool most,
                double *solution)
{
    glp_prob *problem = program->problem;
    int n_columns = glp_get_num_cols(problem);
    glp_smcp how;

    for (int k = 1; k <= n_columns; k++)
        glp_set_obj_coef(problem, k, 0.0);
    for (size_t k = 0; k < n; k++)
        glp_set_obj_coef(problem, (int)variables[k] + 1, 1.0);
    glp_set_obj_dir(problem, most ? GLP_MAX : GLP_MIN);
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    /* the solution before is where the next one starts, unless its basis is of no use now */
    if (glp_simplex(problem, &how) != 0 || glp_get_status(problem) != GLP_OPT) {
        glp_std_basis(problem);
        if (glp_simplex(problem, &how) != 0 || glp_get_status(problem) != GLP_OPT)
            return glp_get_status(problem) == GLP_UNBND ? (most ? INFINITY : -INFINITY) : NAN;
    }
    for (int k = 1; k <= n_columns; k++)
        solution[k - 1] = glp_get_col_prim(problem, k);
    return glp_get_obj_val(problem);
}

const Solving andel_solving = { .make = program_new,
                                .add = program_add,
                                .hold = program_hold,
                                .extreme = program_extreme,
                                .free = program_free };
