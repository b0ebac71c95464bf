/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "datasets/workers.h"

#include <stdbool.h>

typedef struct {
    Workers workers; /* first: it is cast back */
    GMutex mutex;    /* of all that follows */
    GCond changed;
    GThread **threads; /* [workers.n - 1]; NULL: not begun */
    WorkFunc *work;
    void *user;
    size_t n, next, n_done; /* pieces: all, begun and done */
    bool closed;
} Gang;

/* Does the pieces that nobody has begun. Locked before and after. */
static void
do_pieces(Gang *gang)
{
    while (gang->next < gang->n) {
        size_t k = gang->next++;

        g_mutex_unlock(&gang->mutex);
        gang->work(gang->user, k);
        g_mutex_lock(&gang->mutex);
        if (++gang->n_done == gang->n)
            g_cond_broadcast(&gang->changed);
    }
}

static gpointer
help(gpointer data)
{
    Gang *gang = data;

    g_mutex_lock(&gang->mutex);
    while (!gang->closed) {
        do_pieces(gang);
        if (!gang->closed)
            g_cond_wait(&gang->changed, &gang->mutex);
    }
    g_mutex_unlock(&gang->mutex);
    return NULL;
}

static void
work_together(Workers *workers, WorkFunc *work, void *user, size_t n_pieces)
{
    Gang *gang = (Gang *)workers;

    g_mutex_lock(&gang->mutex);
    g_assert(gang->next == gang->n && gang->n_done == gang->n); /* not from within a piece */
    gang->work = work;
    gang->user = user;
    gang->n = n_pieces;
    gang->next = gang->n_done = 0;
    g_cond_broadcast(&gang->changed);
    if (!gang->threads) {
        gang->threads = g_new0(GThread *, workers->n);
        for (size_t t = 0; t + 1 < workers->n; t++)
            gang->threads[t] = g_thread_new("worker", help, gang);
    }
    do_pieces(gang);
    while (gang->n_done < gang->n)
        g_cond_wait(&gang->changed, &gang->mutex);
    g_mutex_unlock(&gang->mutex);
}

Workers *
workers_new(size_t n)
{
    Gang *gang = g_new0(Gang, 1);

    gang->workers = (Workers){ n > 0 ? n : g_get_num_processors(), work_together };
    g_mutex_init(&gang->mutex);
    g_cond_init(&gang->changed);
    return &gang->workers;
}

void
workers_free(Workers *workers)
{
    Gang *gang = (Gang *)workers;

    if (!gang)
        return;
    g_mutex_lock(&gang->mutex);
    gang->closed = true;
    g_cond_broadcast(&gang->changed);
    g_mutex_unlock(&gang->mutex);
    for (size_t t = 0; gang->threads && t + 1 < workers->n; t++)
        g_thread_join(gang->threads[t]);
    g_mutex_clear(&gang->mutex);
    g_cond_clear(&gang->changed);
    g_free(gang->threads);
    g_free(gang);
}
