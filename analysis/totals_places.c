/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals_places.c - where the sums of each row are: looked up once for all terms that share it. */
#include "analysis/totals_state.h"

#include <string.h>

Places *
places_new(void)
{
    Places *places = g_new0(Places, 1);

    places->pairs = pairs_new();
    places->n = g_array_new(FALSE, TRUE, sizeof(double));
    places->n_terms = 1;
    return places;
}

void
places_release(Places *places)
{
    if (--places->n_terms > 0)
        return;
    pairs_free(places->pairs);
    g_array_unref(places->n);
    g_free(places->rows);
    g_free(places);
}

static Places *
places_copy(const Places *places)
{
    Places *copy = g_new0(Places, 1);

    copy->pairs = pairs_copy(places->pairs);
    copy->n = g_array_copy(places->n);
    copy->n_terms = 1;
    return copy;
}

/* The places of term T, which had WAS [n_terms]: those of a term before it that had the same, if
 * their rows are the same now too. */
static Places *
places_of(const Term *terms, size_t t, Places *const *was, const TermRows *rows, size_t n_rows)
{
    size_t size = n_rows * sizeof *rows->code;
    bool taken = false;

    for (size_t a = 0; a < t; a++) {
        if (was[a] != was[t])
            continue;
        if (size == 0 || rows[a].code == rows[t].code ||
            memcmp(rows[a].code, rows[t].code, size) == 0)
            return terms[a].places;
        taken = true;
    }
    return taken ? NULL : was[t];
}

void
places_share(Term *terms, size_t n_terms, const TermRows *rows, size_t n_rows)
{
    g_autofree Places **was = g_new(Places *, n_terms + 1);

    for (size_t t = 0; t < n_terms; t++)
        was[t] = terms[t].places;
    for (size_t t = 0; t < n_terms; t++) {
        Places *places = places_of(terms, t, was, rows, n_rows);

        was[t]->found = false;
        if (places == was[t])
            continue;
        if (places)
            places->n_terms++;
        terms[t].places = places ? places : places_copy(was[t]);
        places_release(was[t]);
    }
}

void
places_find(Places *places, const DesignRows *rows, const int32_t *code)
{
    GArray *n = places->n;

    places->found = true;
    places->rows = g_renew(uint32_t, places->rows, rows->n_rows + 1);
    for (size_t i = 0; i < rows->n_rows; i++) {
        places->rows[i] = NO_PLACE;
        if (code[i] < 0)
            continue;
        places->rows[i] = pairs_number(places->pairs, rows->unit[i], (uint32_t)code[i]);
        if (n->len <= (guint)code[i])
            g_array_set_size(n, (guint)code[i] + 1);
        g_array_index(n, double, code[i]) += rows->times ? rows->times[i] : 1.0;
    }
}
