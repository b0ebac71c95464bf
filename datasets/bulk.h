/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bulk.h - large arrays, from pages that the system hands out in one piece. */
#pragma once

#include <glib.h>
#include <stddef.h>

/**
 * A large array is touched for the first time page by page, and each page of 4 kB is a fault: means
 * in 1,890 domains of 1,000,000 rows spent half their time there. From 2 MB on pages of that size
 * are asked for where the system has them (Linux: madvise), which makes a fault of 512.
 */

/* N members of SIZE bytes, all 0, to be given back with bulk_free(). Too large for the machine: the
 * program ends as in g_malloc(). */
void *bulk_new0(size_t n, size_t size);
/* The same with whatever stands there: for what is written whole at once. It may be memory that was
 * in use before, which need not be cleared. */
void *bulk_new(size_t n, size_t size);
void bulk_free(void *array);

static inline void
bulk_clear(void *pointer)
{
    bulk_free(*(void **)pointer);
}

/* In the place of g_autofree. */
#define bulk_auto __attribute__((cleanup(bulk_clear)))
