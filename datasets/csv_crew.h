/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_crew.h - threads that read pieces of a text ahead of the one who uses them, in file order;
 * for the csv_* files alone. */
#pragma once

#include "datasets/csv_part.h"
#include "datasets/workers.h"

/**
 * A ring of parts. The one who uses them fills the piece of a spare part and pushes it, takes the
 * oldest part when it was read, uses it while others are being read, and makes it spare again. It
 * reads parts itself when none is ready, so that N_THREADS threads work, that one among them.
 *
 *     spare -> push -> read by any thread -> oldest -> release -> spare
 *
 * What comes out is in the order in which it went in, whoever read it.
 */
typedef struct Crew Crew;

/* For the parts of PLAN (borrowed), which the threads look at from now on: it may be changed only
 * between crew_pause() and crew_resume(). */
Crew *crew_new(const Plan *plan, size_t n_threads);
void crew_free(Crew *crew);

/* The threads, for a while at which they may leave the reading: while a part is used. They take a
 * piece of that work before they begin another part. */
Workers *crew_workers(Crew *crew);

/* Parts that were pushed and not released. */
size_t crew_used(const Crew *crew);

/* The part whose piece is to be filled next; NULL: all are in use. */
Part *crew_spare(Crew *crew);
void crew_push(Crew *crew);

/* The oldest part of those in use, read. */
Part *crew_oldest(Crew *crew);
void crew_release(Crew *crew);

/* Waits until no thread reads; none begins until crew_resume(). */
void crew_pause(Crew *crew);
void crew_resume(Crew *crew);

/* Part K of those in use, 0 being the oldest, while paused. */
const Part *crew_part(const Crew *crew, size_t k);
/* Makes all parts spare, while paused. */
void crew_drop(Crew *crew);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Crew, crew_free)
