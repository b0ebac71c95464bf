/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_correlation.c - values that rise and fall together: whether their correlations can be. */
#include "analysis/cost_check.h"
#include "analysis/cost_uncertain.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

const Field correlation_fields[] = {
    { .name = "between",
      .type = FIELD_TEXTS,
      .required = true,
      .help = "two values with distributions" },
    { .name = "rho",
      .type = FIELD_NUMBER,
      .required = true,
      .help = "correlation of their normal scores, between -1 and 1" },
    { 0 },
};

/* The lower triangle whose square is the part of MATRIX [n * n] that USE [m] chooses, into FACTOR
 * [m * m]. FALSE: it is not positive definite. */
static bool
factor(const double *matrix, size_t n, const size_t *use, size_t m, double *result)
{
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = matrix[use[i] * n + use[j]];

            for (size_t k = 0; k < j; k++)
                sum -= result[i * m + k] * result[j * m + k];
            if (i == j && !(sum > 1e-12))
                return false;
            result[i * m + j] = i == j ? sqrt(sum) : sum / result[j * m + j];
        }
    return true;
}

/* The smallest set of values that cannot be together, by leaving out whichever it can do without;
 * its size. */
static size_t
smallest_fault(const double *matrix, size_t n, size_t *use)
{
    g_autofree double *scratch = g_new0(double, n *n + 1);
    g_autofree size_t *fewer = g_new(size_t, n + 1);
    size_t m = n;

    for (size_t k = 0; k < n; k++)
        use[k] = k;
    for (size_t out = m; out-- > 0;) {
        for (size_t k = 0, j = 0; k < m; k++)
            if (k != out)
                fewer[j++] = use[k];
        if (factor(matrix, n, fewer, m - 1, scratch))
            continue;
        memcpy(use, fewer, --m * sizeof *use);
    }
    return m;
}

static void
complain_matrix(CostModel *model, const Node *node, const double *matrix)
{
    size_t n = model->n_correlated;
    g_autofree size_t *use = g_new(size_t, n + 1);
    g_autoptr(GString) what = g_string_new("the correlations cannot all be: no values ");
    size_t m = smallest_fault(matrix, n, use);

    for (size_t i = 0; i < m; i++)
        g_string_append_printf(what, "%s'%s'",
                               i == 0      ? ""
                               : i + 1 < m ? ", "
                                           : " and ",
                               model->steps[model->correlated[use[i]]].name);
    g_string_append(what, " have the matrix [");
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++) {
            char digits[NUMBER_BUFFER];

            g_string_append_printf(what, "%s%s",
                                   j > 0   ? " "
                                   : i > 0 ? "; "
                                           : "",
                                   number_write(matrix[use[i] * n + use[j]], digits));
        }
    g_string_append(what, "], it is not positive definite");
    document_complain(model->document, node, what->str, "bring them nearer to 0");
}

/* Where STEP stands among the correlated values; it is added when it is new. */
static size_t
place_of(CostModel *model, size_t step)
{
    for (size_t k = 0; k < model->n_correlated; k++)
        if (model->correlated[k] == step)
            return k;
    model->correlated[model->n_correlated] = step;
    return model->n_correlated++;
}

/* The two steps of the pair at NODE. FALSE when it was complained of. */
static bool
read_pair(CostModel *model, const Node *node, size_t pair[2])
{
    const Node *between = node_get(node, "between");
    const char *const *names = node_texts(between);
    double rho = node_number(node_get(node, "rho"), 0.0);

    if (g_strv_length((char **)(gpointer)names) != 2 || strcmp(names[0], names[1]) == 0) {
        document_complain(model->document, between, "a correlation is between two values", NULL);
        return false;
    }
    if (!(rho > -1.0 && rho < 1.0)) {
        document_complain(model->document, node_get(node, "rho"),
                          "a correlation lies between -1 and 1", NULL);
        return false;
    }
    for (size_t k = 0; k < 2; k++) {
        pair[k] = cost_find(model, names[k]);
        if (pair[k] == model->n_steps) {
            cost_complain_name(model, between, "the correlation names", names[k]);
            return false;
        }
        if (!model->steps[pair[k]].distribution) {
            g_autofree char *what = g_strdup_printf("'%s' has no distribution", names[k]);
            document_complain(model->document, between, what, "only what varies can correlate");
            return false;
        }
    }
    return true;
}

void
correlations_read(CostModel *model, const Node *node)
{
    size_t n = MIN(model->n_steps, 2 * node_count(node));
    g_autofree double *wide = g_new0(double, n *n + 1); /* NAN: not said */

    model->correlated = g_new(size_t, n + 2);
    for (size_t i = 0; i < n * n; i++)
        wide[i] = NAN;
    for (size_t i = 0; i < node_count(node); i++) {
        const Node *at = node_at(node, i);
        size_t pair[2];

        if (!read_pair(model, at, pair))
            continue;
        size_t a = place_of(model, pair[0]), b = place_of(model, pair[1]);
        if (!isnan(wide[a * n + b]))
            document_complain(model->document, at, "this pair stands above already", NULL);
        wide[a * n + b] = wide[b * n + a] = node_number(node_get(at, "rho"), 0.0);
    }
    size_t m = model->n_correlated;
    g_autofree double *matrix = g_new(double, m *m + 1);
    g_autofree size_t *all = g_new(size_t, m + 1);
    for (size_t i = 0; i < m; i++) {
        all[i] = i;
        for (size_t j = 0; j < m; j++)
            matrix[i * m + j] = i == j ? 1.0 : isnan(wide[i * n + j]) ? 0.0 : wide[i * n + j];
    }
    model->factor = g_new0(double, m *m + 1);
    if (!factor(matrix, m, all, m, model->factor))
        complain_matrix(model, node, matrix);
}
