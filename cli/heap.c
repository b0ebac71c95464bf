/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _DEFAULT_SOURCE /* sbrk, madvise */
#include "cli/heap.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

#if defined __GLIBC__ && defined MADV_HUGEPAGE

/* The stretch, of which only what is touched counts as used; what is beyond it comes as before.
 * Arrays of LARGE bytes and more have memory of their own, which glibc allows up to 32 MB. */
enum { STRETCH = 256 << 20, LARGE = 32 << 20, SMALL = 256 << 10, HUGE = 2 << 20, STEP = 1 << 20 };

/* Whoever limits the memory of the program counts the whole stretch. */
static bool
is_limited(int resource)
{
    struct rlimit limit;

    return getrlimit(resource, &limit) != 0 || limit.rlim_cur != RLIM_INFINITY;
}

void
heap_begin(void)
{
    if (is_limited(RLIMIT_AS) || is_limited(RLIMIT_DATA))
        return;
    mallopt(M_ARENA_MAX, 1); /* or each thread would have a heap of its own, in small pages */
    mallopt(M_MMAP_THRESHOLD, LARGE);
    mallopt(M_TRIM_THRESHOLD, 2 * STRETCH); /* what is free stays in the heap */
    mallopt(M_TOP_PAD, STRETCH);
    void *first = malloc(SMALL); /* more than there is: the heap grows, by the stretch too */
    mallopt(M_TOP_PAD, STEP);
    uintptr_t begin = (uintptr_t)first, end = (uintptr_t)sbrk(0);
    free(first);
    begin += (HUGE - begin % HUGE) % HUGE;
    if (first && begin < end && end - begin < STRETCH + HUGE)
        (void)madvise((void *)begin, end - begin, MADV_HUGEPAGE);
}

#else

void
heap_begin(void)
{
}

#endif
