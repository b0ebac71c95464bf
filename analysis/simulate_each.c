/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate_each.c - outcomes of the draws, in blocks that threads take as they come. */
#include "analysis/cost_code.h"
#include "analysis/simulate_state.h"
#include "datasets/error.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

/* What the threads share. */
typedef struct {
    const Simulation *simulation;
    const Drawing *drawing;
    size_t n_draws;
    Taker taker;
    size_t *input;    /* [n_steps] the input that a step is; n_inputs: none */
    gint next_block;  /* atomic */
    gint next_thread; /* atomic */
    GMutex lock;
    size_t failed_draw; /* the first; n_draws: none */
    size_t failed_step;
    char *wrong;
} Work;

/* The first of VALUES [n] that is none; N: all are some. */
static size_t
first_gone(const double *values, size_t n)
{
    size_t gone = 0, j = 0;

    for (size_t i = 0; i < n; i++)
        gone += values[i] != values[i];
    while (gone > 0 && !isnan(values[j]))
        j++;
    return gone > 0 ? j : n;
}

/* Notes that STEP has no value in lane J of VALUES [n_steps * n], draw FIRST + J. */
static void
note_failure(Work *work, size_t first, size_t j, size_t n, size_t step, const double *values)
{
    const CostModel *model = work->simulation->model;
    g_autofree double *own = g_new(double, model->n_steps);

    for (size_t i = 0; i < model->n_steps; i++)
        own[i] = values[i * n + j];
    g_mutex_lock(&work->lock);
    if (first + j < work->failed_draw) {
        g_free(work->wrong);
        work->failed_draw = first + j;
        work->failed_step = step;
        work->wrong = code_reason(model, step, own);
    }
    g_mutex_unlock(&work->lock);
}

/* The values of STEP in N draws from FIRST on. FALSE: it has a formula, which may have none. */
static bool
given_values(const Work *work, size_t step, size_t first, size_t n, double *out)
{
    const CostModel *model = work->simulation->model;
    const CostStep *at = &model->steps[step];
    double given = model->scenarios[work->simulation->options.scenario].given[step];

    if (work->input[step] < work->simulation->n_inputs)
        drawing_values(work->drawing, work->input[step], first, n, out);
    else if (isnan(given) && at->expression)
        return false;
    else
        for (size_t j = 0; j < n; j++)
            out[j] = isnan(given) ? at->value : given;
    return true;
}

/* All steps in N draws from FIRST on. FALSE: a formula has no value in one of them; it is noted. */
static bool
run_lanes(Work *work, size_t first, size_t n, double *values, double *own)
{
    const CostModel *model = work->simulation->model;
    size_t gone = n, gone_step = 0;

    for (size_t k = 0; k < model->n_steps; k++) {
        size_t i = model->order[k];
        double *out = values + i * n;

        if (!given_values(work, i, first, n, out)) {
            code_run(model, i, n, values, own);
            size_t at = first_gone(out, n);
            if (at < gone) {
                gone = at;
                gone_step = i;
            }
        }
        for (size_t j = 0; model->steps[i].round >= 0 && j < n; j++)
            if (isfinite(out[j]))
                out[j] = number_round(out[j], 0, model->steps[i].round);
    }
    if (gone < n)
        note_failure(work, first, gone, n, gone_step, values);
    return gone == n;
}

/* Takes blocks of draws until there are none left. */
static gpointer
run_blocks(gpointer data)
{
    Work *work = data;
    const CostModel *model = work->simulation->model;
    unsigned thread = (unsigned)g_atomic_int_add(&work->next_thread, 1);
    g_autofree double *values = g_new(double, model->n_steps *CODE_LANES);
    g_autofree double *own = g_new(double, (model->code->len + 1) * CODE_LANES);

    for (;;) {
        size_t begin = (size_t)g_atomic_int_add(&work->next_block, 1) * BLOCK_DRAWS;
        size_t end = MIN(begin + BLOCK_DRAWS, work->n_draws);

        if (begin >= work->n_draws)
            return NULL;
        for (size_t first = begin; first < end; first += CODE_LANES) {
            size_t n = MIN((size_t)CODE_LANES, end - first);

            if (!run_lanes(work, first, n, values, own))
                break;
            work->taker.take(work->taker.user, thread, first, n, values);
        }
    }
}

unsigned
simulation_threads(const Simulation *simulation, size_t n_draws)
{
    unsigned asked = simulation->options.threads;
    size_t n_blocks = (n_draws + BLOCK_DRAWS - 1) / BLOCK_DRAWS;

    return (unsigned)MIN(asked > 0 ? asked : g_get_num_processors(), MAX(n_blocks, (size_t)1));
}

bool
simulation_each(const Simulation *simulation, const Drawing *drawing, size_t n, Taker taker,
                GError **error)
{
    const CostModel *model = simulation->model;
    unsigned n_threads = simulation_threads(simulation, n);
    g_autofree GThread **threads = g_new0(GThread *, n_threads);
    g_autofree size_t *input = g_new(size_t, model->n_steps + 1);
    Work work = { .simulation = simulation,
                  .drawing = drawing,
                  .n_draws = n,
                  .taker = taker,
                  .input = input,
                  .failed_draw = n };

    for (size_t i = 0; i < model->n_steps; i++)
        input[i] = simulation->n_inputs;
    for (size_t k = 0; k < simulation->n_inputs; k++)
        input[simulation->inputs[k]] = k;
    g_mutex_init(&work.lock);
    for (unsigned t = 1; t < n_threads; t++)
        threads[t] = g_thread_new("draws", run_blocks, &work);
    run_blocks(&work);
    for (unsigned t = 1; t < n_threads; t++)
        g_thread_join(threads[t]);
    g_mutex_clear(&work.lock);
    if (work.failed_draw == n)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "draw %zu: '%s' %s; give the distributions ends at which every formula has a value",
                work.failed_draw + 1, model->steps[work.failed_step].name, work.wrong);
    g_free(work.wrong);
    return false;
}
