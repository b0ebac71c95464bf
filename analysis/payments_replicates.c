/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_replicates.c - bootstrap replicates of rates and amounts of error. All are functions of
 * sums over strata, and a sum over a replicate is one over its units times how often each was
 * drawn: no replicate touches a row that is zero. */
#include "analysis/bootstrap.h"
#include "analysis/drawn_sum.h"
#include "analysis/payments_target.h"

#include <math.h>
#include <string.h>

/* Sums side by side, so that one need not wait for another. */
enum { TOGETHER = 4 };

/* w y of a column by PSU. */
typedef struct {
    const double *first, *second; /* [n] of a product */
    double *whole;                /* [n_strata] sum in the sample */
    uint32_t *place;              /* [n] PSUs that are not zero, in the order of the sample */
    double *sum;                  /* [n] of each */
    bool *even;                   /* [n_strata] all PSUs have the same: so has every replicate */
    size_t n, *start;             /* [n_strata + 1] into both */
} DrawnColumn;

/* The columns of one target: y, x, z, each with what regressions need. */
typedef struct {
    size_t y[3], yp[3];
} Use;

typedef struct {
    const Targets *targets;
    BootstrapSample *sample;
    GArray *columns; /* of DrawnColumn */
    Use *uses;       /* [n_targets] */
    size_t ones, paid, squares;
    double *replicates;
    gint next; /* block of replicates to draw */
} Drawing;

enum { BLOCK = 16 }; /* replicates that a thread takes at a time */

static size_t
find_column(Drawing *drawing, const double *first, const double *second)
{
    size_t n = drawing->targets->basis->n * sizeof *first;

    for (guint k = 0; k < drawing->columns->len; k++) {
        const DrawnColumn *column = &g_array_index(drawing->columns, DrawnColumn, k);
        bool same = column->first == first ||
                    (first && column->first && memcmp(column->first, first, n) == 0);

        if (same && column->second == second)
            return k;
    }
    DrawnColumn column = { .first = first, .second = second };
    g_array_append_val(drawing->columns, column);
    return drawing->columns->len - 1;
}

static double
value_of(const DrawnColumn *column, size_t i)
{
    return (column->first ? column->first[i] : 1.0) * (column->second ? column->second[i] : 1.0);
}

/* Sums w y of COLUMN over each PSU, and keeps those that are not zero. */
static void
fill_column(const Drawing *drawing, DrawnColumn *column)
{
    const PaymentsDesign *design = drawing->targets->design;
    const BootstrapSample *sample = drawing->sample;
    g_autofree double *sums = g_new0(double, design->n_psu + 1);
    size_t n = 0;

    column->whole = g_new0(double, design->n_strata + 1);
    column->start = g_new0(size_t, design->n_strata + 1);
    column->even = g_new0(bool, design->n_strata + 1);
    for (size_t i = 0; i < design->n; i++)
        if (design->weight[i] > 0.0) {
            double part = design->weight[i] * value_of(column, i);

            sums[sample->place[design->psu[i]]] += part;
            column->whole[design->psu_stratum[design->psu[i]]] += part;
        }
    for (size_t c = 0; c < design->n_psu; c++)
        n += sums[c] != 0.0;
    column->place = g_new(uint32_t, n + 1);
    column->sum = g_new(double, n + 1);
    for (size_t h = 0; h < design->n_strata; h++) {
        size_t first = sample->start[h], end = sample->start[h + 1];

        column->even[h] = true;
        for (size_t c = first; c < end; c++) {
            column->even[h] = column->even[h] && sums[c] == sums[first];
            if (sums[c] != 0.0) {
                column->place[column->n] = (uint32_t)c;
                column->sum[column->n++] = sums[c];
            }
        }
        column->start[h + 1] = column->n;
    }
}

static void
make_columns(Drawing *drawing)
{
    const GArray *targets = drawing->targets->targets;
    const double *paid = drawing->targets->basis->paid;

    drawing->ones = find_column(drawing, NULL, NULL);
    drawing->paid = find_column(drawing, paid, NULL);
    drawing->squares = find_column(drawing, paid, paid);
    for (guint k = 0; k < targets->len; k++) {
        const Target *target = &g_array_index(targets, Target, k);
        const double *const values[] = { target->y, target->x, target->z };

        for (int part = 0; part < 3; part++) {
            if (!values[part])
                continue;
            drawing->uses[k].y[part] = find_column(drawing, values[part], NULL);
            drawing->uses[k].yp[part] = find_column(drawing, values[part], paid);
        }
    }
    for (guint k = 0; k < drawing->columns->len; k++)
        fill_column(drawing, &g_array_index(drawing->columns, DrawnColumn, k));
}

/* TRUE if COLUMN is needed by the method: counts and products are for regressions alone. */
static bool
is_needed(const Drawing *drawing, const DrawnColumn *column)
{
    PaymentsMethod method = drawing->targets->basis->method;

    return (column->first && !column->second) || method == METHOD_REGRESSION ||
           method == METHOD_SEPARATE_REGRESSION;
}

/* Sums of TIMES over the PSUs of a stratum, which begin at FIRST and are N, of those that COLUMN
 * has; the order is fixed, and so is the answer. */
static double
sum_drawn(const DrawnColumn *column, size_t h, size_t first, size_t n, const uint16_t *times)
{
    double sums[TOGETHER] = { 0.0 };
    size_t c = column->start[h], end = column->start[h + 1];

    if (end - c == n)
        return drawn_sum(times + first, column->sum + c, n);
    for (; c < end; c++)
        sums[c % TOGETHER] += times[column->place[c]] * column->sum[c];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/* The sums of all columns over one replicate into SUMS [n_columns][n_strata]. */
static void
sum_columns(const Drawing *drawing, const uint16_t *times, double *sums)
{
    const BootstrapSample *sample = drawing->sample;
    const PaymentsDesign *design = drawing->targets->design;

    for (guint k = 0; k < drawing->columns->len; k++) {
        const DrawnColumn *column = &g_array_index(drawing->columns, DrawnColumn, k);

        for (size_t h = 0; h < design->n_strata && is_needed(drawing, column); h++) {
            size_t first = sample->start[h], drawn = sample->start[h + 1] - first;
            double n = (double)drawn;
            double shrink = sqrt(fmax(1.0 - design->fraction[h], 0.0));
            double *sum = &sums[k * design->n_strata + h];

            *sum = column->whole[h];
            if (n > 1.0 && !column->even[h])
                *sum += shrink * (n / (n - 1.0) * sum_drawn(column, h, first, drawn, times) -
                                  column->whole[h]);
        }
    }
}

/* A(y) of PART of target K. */
static double
amount_of(const Drawing *drawing, const PaymentsBasis *basis, size_t k, int part,
          const double *sums, PaymentsSums *room)
{
    const Use *use = &drawing->uses[k];
    size_t n = basis->n_strata;

    for (size_t h = 0; h < n; h++)
        room[h] = (PaymentsSums){ sums[drawing->ones * n + h], sums[use->y[part] * n + h],
                                  sums[drawing->paid * n + h], sums[use->yp[part] * n + h],
                                  sums[drawing->squares * n + h] };
    return payments_amount_of_sums(basis, room);
}

static double
replicate_of(const Drawing *drawing, size_t k, const double *sums, PaymentsSums *room)
{
    const Target *target = &g_array_index(drawing->targets->targets, Target, k);
    PaymentsBasis basis = *drawing->targets->basis;
    bool known = target->whole && target->kind != TARGET_SHARE && !isnan(basis.book_total);
    double book = basis.book_total;

    if (target->kind == TARGET_SHARE)
        basis.book_total = NAN;
    double y = amount_of(drawing, &basis, k, 0, sums, room);
    if (target->kind == TARGET_AMOUNT)
        return y + target->offset;
    double x = known ? book : amount_of(drawing, &basis, k, 1, sums, room);
    if (target->kind != TARGET_SCALED)
        return y / x;
    return y / x * (known ? book : amount_of(drawing, &basis, k, 2, sums, room));
}

static gpointer
draw_blocks(gpointer user)
{
    Drawing *drawing = user;
    size_t n = drawing->targets->options->replicates, m = drawing->targets->targets->len;
    size_t n_strata = drawing->targets->basis->n_strata;
    g_autofree uint16_t *times = g_new0(uint16_t, drawing->sample->n_psu + 1);
    g_autofree double *sums = g_new0(double, drawing->columns->len *n_strata + 1);
    g_autofree PaymentsSums *room = g_new0(PaymentsSums, n_strata + 1);

    for (;;) {
        size_t first = (size_t)g_atomic_int_add(&drawing->next, 1) * BLOCK;

        if (first >= n)
            return NULL;
        for (size_t r = first; r < MIN(first + BLOCK, n); r++) {
            bootstrap_draw(drawing->sample, r, times);
            sum_columns(drawing, times, sums);
            for (size_t k = 0; k < m; k++)
                drawing->replicates[k * n + r] = replicate_of(drawing, k, sums, room);
        }
    }
}

static void
column_clear(gpointer data)
{
    DrawnColumn *column = data;

    g_free(column->whole);
    g_free(column->start);
    g_free(column->even);
    g_free(column->place);
    g_free(column->sum);
}

double *
payments_replicates(const Targets *targets)
{
    const PaymentsDesign *design = targets->design;
    size_t m = targets->targets->len, n = targets->options->replicates;
    size_t wanted =
        targets->options->threads > 0 ? targets->options->threads : (size_t)g_get_num_processors();
    size_t n_threads = CLAMP(wanted, 1, (n + BLOCK - 1) / BLOCK);
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(DrawnColumn));
    g_autoptr(BootstrapSample) sample =
        bootstrap_new(design->psu_stratum, design->n_psu, design->n_strata, targets->options->seed);
    g_autofree Use *uses = g_new0(Use, m + 1);
    g_autofree GThread **threads = g_new0(GThread *, n_threads);
    Drawing drawing = { .targets = targets,
                        .sample = sample,
                        .columns = columns,
                        .uses = uses,
                        .replicates = g_new(double, n *m + 1) };

    g_array_set_clear_func(columns, column_clear);
    make_columns(&drawing);
    for (size_t t = 1; t < n_threads; t++)
        threads[t] = g_thread_new("bootstrap", draw_blocks, &drawing);
    draw_blocks(&drawing);
    for (size_t t = 1; t < n_threads; t++)
        g_thread_join(threads[t]);
    return drawing.replicates;
}
