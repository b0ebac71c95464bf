/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals_places.c - where the sums of each row are: looked up once for all terms that share it. */
#include "analysis/totals_state.h"

#include "datasets/bulk.h"

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
    g_free(places->start);
    bulk_free(places->order);
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
    const uint32_t *unit = rows->unit;
    uint32_t *place = places->rows = g_renew(uint32_t, places->rows, rows->n_rows + 1);
    int32_t most = -1;
    double *n;

    places->found = true;
    for (size_t i = 0; i < rows->n_rows; i++)
        most = MAX(most, code[i]);
    if (most >= 0 && places->n->len <= (guint)most)
        g_array_set_size(places->n, (guint)most + 1);
    n = (double *)(gpointer)places->n->data;
    for (size_t i = 0; i < rows->n_rows; i++) {
        if (i + AHEAD < rows->n_rows)
            pairs_expect(places->pairs, unit[i + AHEAD], (uint32_t)code[i + AHEAD]);
        place[i] = NO_PLACE;
        if (code[i] < 0)
            continue;
        place[i] = pairs_number(places->pairs, unit[i], (uint32_t)code[i]);
        n[code[i]] += rows->times ? rows->times[i] : 1.0;
    }
}

/* FROM [n] in the order of the keys, equal ones as they were, into TO. STARTS [keys + 1] are where
 * those of each key begin there. A counting sort: Knuth, The Art of Computer Programming, vol. 3,
 * section 5.2. */
static void
sort_by(const uint32_t *from, const uint32_t *key, size_t n, const size_t *starts, size_t n_keys,
        uint32_t *to)
{
    g_autofree size_t *next = g_memdup2(starts, (n_keys + 1) * sizeof *next);

    for (size_t k = 0; k < n; k++) {
        uint32_t place = from ? from[k] : (uint32_t)k;

        to[next[key[place]]++] = place;
    }
}

/* Where the keys [n], of N_KEYS, would begin in their order [n_keys + 1]. */
static size_t *
starts_of(const uint32_t *key, size_t n, size_t n_keys)
{
    size_t *starts = g_new0(size_t, n_keys + 2);

    for (size_t k = 0; k < n; k++)
        starts[key[k] + 1]++;
    starts_of_counts(starts, n_keys);
    return starts;
}

/* The places by unit and cell into .order, from where each unit begins; through a sort. */
static void
sort_places(Places *places, const size_t *start, size_t n_units)
{
    size_t n = pairs_count(places->pairs), n_cells = places->n->len;
    bulk_auto uint32_t *unit = bulk_new(n + 1, sizeof *unit);
    bulk_auto uint32_t *cell = bulk_new(n + 1, sizeof *cell);
    bulk_auto uint32_t *by_cell = bulk_new(n + 1, sizeof *by_cell);

    for (uint32_t p = 0; p < n; p++) {
        Pair member = pairs_member(places->pairs, p);

        unit[p] = member.a;
        cell[p] = member.b;
    }
    g_autofree size_t *cell_start = starts_of(cell, n, n_cells);
    sort_by(NULL, cell, n, cell_start, n_cells, by_cell);
    sort_by(by_cell, unit, n, start, n_units, places->order);
}

void
places_order(Places *places, size_t n_units)
{
    size_t n = pairs_count(places->pairs);

    if (places->order)
        return;
    places->start = g_new0(size_t, n_units + 2);
    places->order = bulk_new(n + 1, sizeof *places->order);
    for (uint32_t p = 0; p < n; p++)
        places->start[pairs_member(places->pairs, p).a + 1]++;
    starts_of_counts(places->start, n_units);
    if (!pairs_list(places->pairs, places->order))
        sort_places(places, places->start, n_units);
}
