/* SPDX-License-Identifier: GPL-3.0-or-later */
/* products.h - which of two products of whole numbers is the larger, however long they are. */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { PRODUCT_FACTORS = 8 }; /* at most */

/* -1, 0 or 1 as the product of A [n_a] is below, equal to or above that of B [n_b], exactly. */
int products_compare(const int64_t *a, size_t n_a, const int64_t *b, size_t n_b);
