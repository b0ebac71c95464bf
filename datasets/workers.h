/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workers.h - threads that are there for something else, and may take a part of the work in hand.
 */
#pragma once

#include <stddef.h>

/* Piece K of a work, which shares nothing that is written with the other pieces. */
typedef void WorkFunc(void *user, size_t k);

typedef struct Workers Workers;

struct Workers {
    size_t n; /* threads, with that of the caller */
    void (*run)(Workers *workers, WorkFunc *work, void *user, size_t n_pieces);
};

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
