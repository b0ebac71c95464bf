/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/elicit_total.h"

#include <math.h>
#include <string.h>

const Elicited *
elicit_total(const Elicitation *elicitation, const char *group)
{
    for (guint q = 0; q < elicitation->quantities->len; q++) {
        const Elicited *quantity = g_ptr_array_index(elicitation->quantities, q);

        if (g_strcmp0(quantity->total_of, group) == 0)
            return quantity;
    }
    return NULL;
}

GArray *
elicit_parts(const Elicitation *elicitation, const char *group)
{
    GArray *items = g_array_new(FALSE, FALSE, sizeof(ElicitItem));

    for (guint q = 0; q < elicitation->quantities->len; q++) {
        const Elicited *quantity = g_ptr_array_index(elicitation->quantities, q);
        ElicitItem item = { (const Belief *)(gpointer)quantity->beliefs->data,
                            quantity->beliefs->len, 1.0 };

        if (g_strcmp0(quantity->group, group) == 0)
            g_array_append_val(items, item);
    }
    return items;
}

double
elicit_total_factor(const Elicitation *elicitation, const Elicited *total)
{
    g_autoptr(GArray) items = elicit_parts(elicitation, total->total_of);
    const Belief *beliefs = (const Belief *)(gpointer)total->beliefs->data;
    double mean = elicit_pool(beliefs, total->beliefs->len, POOL_LINEAR).mean, sum = 0.0;

    for (guint k = 0; k < items->len; k++) {
        const ElicitItem *item = &g_array_index(items, ElicitItem, k);

        sum += elicit_pool(item->beliefs, item->n, POOL_LINEAR).mean;
    }
    return sum != 0.0 ? mean / sum : NAN;
}

double
elicit_likely_sum(const Elicitation *elicitation, const char *group, const char *expert)
{
    g_autoptr(GArray) items = elicit_parts(elicitation, group);
    double sum = 0.0;

    for (guint k = 0; k < items->len; k++) {
        const ElicitItem *item = &g_array_index(items, ElicitItem, k);
        double likely = NAN;

        for (size_t b = 0; b < item->n; b++)
            if (strcmp(item->beliefs[b].expert, expert) == 0)
                likely = item->beliefs[b].likely;
        sum += likely;
    }
    return sum;
}
