/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/products.h"

#include <glib.h>

/* 63 bits of each factor */
enum { LIMBS = 2 * PRODUCT_FACTORS };

/* A whole number: SIGN times the limbs, the least first. */
typedef struct {
    int sign;
    uint32_t limbs[LIMBS];
} Whole;

static void
multiply_limbs(Whole *whole, uint32_t factor, size_t shift, const uint32_t *by)
{
    uint64_t carry = 0;

    for (size_t i = 0; i + shift < LIMBS; i++) {
        uint64_t sum = (uint64_t)by[i] * factor + whole->limbs[i + shift] + carry;

        whole->limbs[i + shift] = (uint32_t)sum;
        carry = sum >> 32;
    }
}

static Whole
product_of(const int64_t *factors, size_t n)
{
    Whole product = { .sign = 1, .limbs = { 1 } };

    g_assert(n <= PRODUCT_FACTORS);
    for (size_t i = 0; i < n; i++) {
        uint64_t size = factors[i] < 0 ? -(uint64_t)factors[i] : (uint64_t)factors[i];
        Whole next = { .sign = factors[i] == 0  ? 0
                               : factors[i] < 0 ? -product.sign
                                                : product.sign };

        multiply_limbs(&next, (uint32_t)size, 0, product.limbs);
        multiply_limbs(&next, (uint32_t)(size >> 32), 1, product.limbs);
        product = next;
    }
    return product;
}

int
products_compare(const int64_t *a, size_t n_a, const int64_t *b, size_t n_b)
{
    Whole left = product_of(a, n_a), right = product_of(b, n_b);

    if (left.sign != right.sign)
        return left.sign < right.sign ? -1 : 1;
    for (size_t i = LIMBS; i-- > 0;)
        if (left.limbs[i] != right.limbs[i])
            return left.limbs[i] < right.limbs[i] ? -left.sign : left.sign;
    return 0;
}
