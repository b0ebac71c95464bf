/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_crew.c - threads that read pieces of a text ahead of the one who uses them, in file order. */
#include "datasets/csv_crew.h"

/* Parts beyond one a thread, so that nobody waits while the oldest is being used. */
enum { AHEAD = 2 };

typedef enum { WAITING, TAKEN, READ } State;

/* What the one who uses the parts has the threads do meanwhile. */
typedef struct {
    WorkFunc *work;
    void *user;
    size_t n, next; /* pieces, and those that were begun */
    size_t n_done;
} Job;

struct Crew {
    Workers workers; /* first: it is cast back */
    Job job;
    Part *parts;   /* [n_parts] */
    State *states; /* [n_parts] of those in use */
    size_t n_parts;
    size_t oldest, n_used; /* the ring: from .oldest on */
    size_t n_taken;        /* of those in use */
    bool paused, closed;
    GMutex mutex; /* of all but the parts themselves */
    GCond changed;
    GThread **threads; /* [n_threads] besides the one who uses the parts */
    size_t n_threads;
};

/* The oldest part that nobody reads yet, which is then taken; NULL: there is none. Locked. */
static Part *
take_waiting(Crew *crew, size_t *at)
{
    for (size_t k = 0; k < crew->n_used && !crew->paused; k++) {
        *at = (crew->oldest + k) % crew->n_parts;
        if (crew->states[*at] == WAITING) {
            crew->states[*at] = TAKEN;
            crew->n_taken++;
            return &crew->parts[*at];
        }
    }
    return NULL;
}

/* Reads the part AT, which was taken. Locked before and after. */
static void
read_taken(Crew *crew, size_t at)
{
    g_mutex_unlock(&crew->mutex);
    part_read(&crew->parts[at]);
    g_mutex_lock(&crew->mutex);
    crew->states[at] = READ;
    crew->n_taken--;
    g_cond_broadcast(&crew->changed);
}

/* Does one piece of the job. FALSE: all were begun. Locked before and after. */
static bool
work_piece(Crew *crew)
{
    Job *job = &crew->job;

    if (job->next == job->n)
        return false;
    size_t k = job->next++;
    g_mutex_unlock(&crew->mutex);
    job->work(job->user, k);
    g_mutex_lock(&crew->mutex);
    if (++job->n_done == job->n)
        g_cond_broadcast(&crew->changed);
    return true;
}

static void
work_together(Workers *workers, WorkFunc *work, void *user, size_t n_pieces)
{
    Crew *crew = (Crew *)workers;

    g_mutex_lock(&crew->mutex);
    crew->job = (Job){ .work = work, .user = user, .n = n_pieces };
    g_cond_broadcast(&crew->changed);
    while (work_piece(crew)) {
    }
    while (crew->job.n_done < n_pieces)
        g_cond_wait(&crew->changed, &crew->mutex);
    g_mutex_unlock(&crew->mutex);
}

static gpointer
read_parts(gpointer data)
{
    Crew *crew = data;

    g_mutex_lock(&crew->mutex);
    while (!crew->closed) {
        size_t at;

        if (work_piece(crew))
            continue;
        if (take_waiting(crew, &at))
            read_taken(crew, at);
        else
            g_cond_wait(&crew->changed, &crew->mutex);
    }
    g_mutex_unlock(&crew->mutex);
    return NULL;
}

Crew *
crew_new(const Plan *plan, size_t n_threads)
{
    Crew *crew = g_new0(Crew, 1);

    g_assert(n_threads > 0);
    crew->workers = (Workers){ n_threads, work_together };
    g_mutex_init(&crew->mutex);
    g_cond_init(&crew->changed);
    crew->n_parts = n_threads > 1 ? n_threads + AHEAD : 1;
    crew->parts = g_new0(Part, crew->n_parts);
    crew->states = g_new0(State, crew->n_parts);
    for (size_t k = 0; k < crew->n_parts; k++)
        part_begin(&crew->parts[k], plan);
    crew->threads = g_new0(GThread *, n_threads);
    crew->n_threads = n_threads - 1;
    for (size_t t = 0; t < crew->n_threads; t++)
        crew->threads[t] = g_thread_new("reader", read_parts, crew);
    return crew;
}

void
crew_free(Crew *crew)
{
    if (!crew)
        return;
    g_mutex_lock(&crew->mutex);
    crew->closed = true;
    g_cond_broadcast(&crew->changed);
    g_mutex_unlock(&crew->mutex);
    for (size_t t = 0; t < crew->n_threads; t++)
        g_thread_join(crew->threads[t]);
    for (size_t k = 0; k < crew->n_parts; k++)
        part_clear(&crew->parts[k]);
    g_mutex_clear(&crew->mutex);
    g_cond_clear(&crew->changed);
    g_free(crew->threads);
    g_free(crew->states);
    g_free(crew->parts);
    g_free(crew);
}

Workers *
crew_workers(Crew *crew)
{
    return &crew->workers;
}

/* .n_used and .oldest are changed by the one who uses the parts alone, so that it may look at them
 * without the lock. */
size_t
crew_used(const Crew *crew)
{
    return crew->n_used;
}

Part *
crew_spare(Crew *crew)
{
    return crew->n_used < crew->n_parts
               ? &crew->parts[(crew->oldest + crew->n_used) % crew->n_parts]
               : NULL;
}

void
crew_push(Crew *crew)
{
    g_assert(crew->n_used < crew->n_parts);
    g_mutex_lock(&crew->mutex);
    crew->states[(crew->oldest + crew->n_used++) % crew->n_parts] = WAITING;
    g_cond_broadcast(&crew->changed);
    g_mutex_unlock(&crew->mutex);
}

Part *
crew_oldest(Crew *crew)
{
    g_assert(crew->n_used > 0 && !crew->paused);
    g_mutex_lock(&crew->mutex);
    while (crew->states[crew->oldest] != READ) {
        size_t at;

        if (take_waiting(crew, &at))
            read_taken(crew, at);
        else
            g_cond_wait(&crew->changed, &crew->mutex);
    }
    g_mutex_unlock(&crew->mutex);
    return &crew->parts[crew->oldest];
}

void
crew_release(Crew *crew)
{
    g_assert(crew->n_used > 0);
    g_mutex_lock(&crew->mutex);
    crew->oldest = (crew->oldest + 1) % crew->n_parts;
    crew->n_used--;
    g_mutex_unlock(&crew->mutex);
}

void
crew_pause(Crew *crew)
{
    g_mutex_lock(&crew->mutex);
    crew->paused = true;
    while (crew->n_taken > 0)
        g_cond_wait(&crew->changed, &crew->mutex);
    g_mutex_unlock(&crew->mutex);
}

void
crew_resume(Crew *crew)
{
    g_mutex_lock(&crew->mutex);
    crew->paused = false;
    g_cond_broadcast(&crew->changed);
    g_mutex_unlock(&crew->mutex);
}

const Part *
crew_part(const Crew *crew, size_t k)
{
    g_assert(k < crew->n_used && crew->paused);
    return &crew->parts[(crew->oldest + k) % crew->n_parts];
}

void
crew_drop(Crew *crew)
{
    g_assert(crew->paused);
    g_mutex_lock(&crew->mutex);
    crew->n_used = 0;
    g_mutex_unlock(&crew->mutex);
}
