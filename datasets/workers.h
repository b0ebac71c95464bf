/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workers.h - threads that take a part of the work in hand. */
#pragma once

#include <glib.h>
#include <stddef.h>

/* Piece K of a work, which shares nothing that is written with the other pieces. */
typedef void WorkFunc(void *user, size_t k);

typedef struct Workers Workers;

struct Workers {
    size_t n; /* threads, with that of the caller */
    void (*run)(Workers *workers, WorkFunc *work, void *user, size_t n_pieces);
};

/* N threads (0: as many as there are processors), that of the caller among them; the others are
 * begun when there is something for them to do. */
Workers *workers_new(size_t n);
/* Of those of workers_new(). */
void workers_free(Workers *workers);

/* Does pieces 0 to N_PIECES of WORK, in any order, and returns when all are done. The caller does
 * them alone when WORKERS is NULL. Not from within a piece. */
static inline void
workers_run(Workers *workers, WorkFunc *work, void *user, size_t n_pieces)
{
    if (workers && n_pieces > 1) {
        workers->run(workers, work, user, n_pieces);
        return;
    }
    for (size_t k = 0; k < n_pieces; k++)
        work(user, k);
}

/* How many pieces WORKERS can do at a time. */
static inline size_t
workers_count(const Workers *workers)
{
    return workers ? workers->n : 1;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Workers, workers_free)
