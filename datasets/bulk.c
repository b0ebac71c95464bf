/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _DEFAULT_SOURCE /* madvise, MAP_ANONYMOUS */
#include "datasets/bulk.h"

#include <stdalign.h>
#include <stdint.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

/* What stands before the first member, whose place is a multiple of the cache line. */
typedef struct {
    alignas(64) void *begin;
    size_t mapped; /* bytes from .begin on; 0: it came from g_malloc() */
} Head;

/* A large page; and what has pages of its own even where it need not be cleared. */
enum { HUGE = 1 << 21, OWN = 32 << 20 };

#ifdef MADV_HUGEPAGE
/* BYTES that begin at a multiple of HUGE less the head, or NULL. */
static Head *
map(size_t bytes)
{
    size_t whole = (bytes + HUGE - 1) / HUGE * HUGE; /* the last page too is a large one */
    size_t mapped = whole + HUGE;
    char *begin = mmap(NULL, mapped, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (begin == MAP_FAILED)
        return NULL;
    char *first = begin + (HUGE - (uintptr_t)begin % HUGE) % HUGE;
    Head *head = (Head *)(gpointer)first;

    (void)madvise(first, whole, MADV_HUGEPAGE); /* a wish; it may be refused */
    *head = (Head){ begin, mapped };
    return head;
}
#endif

/* Bytes of an array with its head. */
static size_t
bytes_of(size_t n, size_t size)
{
    size_t bytes;

    if (!g_size_checked_mul(&bytes, n, size) || !g_size_checked_add(&bytes, bytes, sizeof(Head)))
        g_error("an array of %zu members of %zu bytes is larger than any memory", n, size);
    return bytes;
}

/* In pages of its own from OWN bytes on, else by ALLOCATE. */
static void *
make(size_t bytes, size_t own, gpointer (*allocate)(gsize))
{
    Head *head = NULL;

#ifdef MADV_HUGEPAGE
    if (bytes >= own)
        head = map(bytes);
#else
    (void)own;
#endif
    if (!head) {
        char *begin = allocate(bytes + alignof(Head));

        head = (Head *)(gpointer)(begin + (alignof(Head) - (uintptr_t)begin % alignof(Head)));
        *head = (Head){ begin, 0 };
        /* cppcheck-suppress memleak ; the head keeps it */
    }
    return head + 1;
}

void *
bulk_new0(size_t n, size_t size)
{
    return make(bytes_of(n, size), HUGE, g_malloc0);
}

void *
bulk_new(size_t n, size_t size)
{
    return make(bytes_of(n, size), OWN, g_malloc);
}

void
bulk_free(void *array)
{
    if (!array)
        return;
    Head *head = (Head *)array - 1;
#ifdef MADV_HUGEPAGE
    if (head->mapped > 0) {
        munmap(head->begin, head->mapped);
        return;
    }
#endif
    g_free(head->begin);
}
