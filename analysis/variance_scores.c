/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_scores.c - what a sampling unit adds to each estimate. */
#include "analysis/variance_state.h"

/* Scores that are kept, 12 bytes each: those of a stratum, unless it is very large. */
enum { MOST_KEPT = 1 << 20 };

static Touched
touched_new(size_t n_codes)
{
    return (Touched){ g_new(uint32_t, n_codes + 1), 0, g_new0(bool, n_codes + 1) };
}

static void
touched_free(Touched *touched)
{
    g_free(touched->list);
    g_free(touched->in);
}

static inline void
touch(Touched *touched, uint32_t code)
{
    if (touched->in[code])
        return;
    touched->in[code] = true;
    touched->list[touched->n++] = code;
}

/* What each slot adds to the estimates, all sums put in, from OF_SLOT and OF_SUM. NULL: that has
 * more parts than the way through the sums, as where estimates share sums of many slots. */
static Sparse *
put_sums_in(const Sparse *of_slot, const Sparse *of_sum)
{
    size_t n_slots = sparse_rows(of_slot), n_parts = 0, n, m;
    Sparse *of_both;

    for (size_t slot = 0; slot < n_slots; slot++) {
        const SparsePart *sums = sparse_row(of_slot, slot, &n);

        for (size_t s = 0; s < n; s++, n_parts += m)
            sparse_row(of_sum, sums[s].column, &m);
    }
    if (n_parts > sparse_parts(of_slot) + sparse_parts(of_sum))
        return NULL;
    of_both = sparse_new();
    for (size_t slot = 0; slot < n_slots; slot++) {
        const SparsePart *sums = sparse_row(of_slot, slot, &n);

        sparse_begin(of_both);
        for (size_t s = 0; s < n; s++) {
            const SparsePart *estimates = sparse_row(of_sum, sums[s].column, &m);

            for (size_t e = 0; e < m; e++)
                sparse_add(of_both, estimates[e].column, sums[s].value * estimates[e].value);
        }
    }
    return of_both;
}

/* For one unit at a time. */
static void
make_room(Scores *scores)
{
    size_t n_sums = sparse_rows(scores->estimates_of_sum);

    scores->t = g_new0(double, n_sums + 1);
    scores->z = g_new0(double, scores->m + 1);
    scores->sums = touched_new(n_sums);
    scores->estimates = touched_new(scores->m);
    scores->kept_codes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    scores->kept = g_array_new(FALSE, FALSE, sizeof(double));
    scores->kept_start = g_array_new(FALSE, TRUE, sizeof(size_t));
}

Scores
scores_new(const Totals *totals, const Sparse *sums, const Sparse *gradient)
{
    size_t m = sparse_rows(gradient), n_sums = sparse_rows(sums);
    Sparse *of_slot = sparse_transpose(sums, totals_slots(totals));
    Sparse *of_sum = sparse_transpose(gradient, n_sums);

    Scores scores = { .totals = totals,
                      .sums_of_slot = of_slot,
                      .estimates_of_sum = of_sum,
                      .estimates_of_slot = put_sums_in(of_slot, of_sum),
                      .m = m };

    make_room(&scores);
    return scores;
}

Scores
scores_fellow(const Scores *scores)
{
    Scores fellow = *scores;

    fellow.fellow = true;
    make_room(&fellow);
    return fellow;
}

void
scores_clear(Scores *scores)
{
    if (!scores->fellow) {
        sparse_free(scores->sums_of_slot);
        sparse_free(scores->estimates_of_sum);
        sparse_free(scores->estimates_of_slot);
    }
    touched_free(&scores->sums);
    touched_free(&scores->estimates);
    g_array_unref(scores->kept_codes);
    g_array_unref(scores->kept);
    g_array_unref(scores->kept_start);
    g_free(scores->t);
    g_free(scores->z);
}

/* Where values are added up, and which of them were. */
typedef struct {
    double *to;
    Touched *touched;
} Adding;

static inline void
add_part(void *user, SparsePart part, double value)
{
    const Adding *adding = user;

    adding->to[part.column] += part.value * value;
    touch(adding->touched, part.column);
}

/* Leaves no score. */
static void
clear_scores(Scores *scores)
{
    Touched *estimates = &scores->estimates;

    for (size_t k = 0; k < estimates->n; k++) {
        scores->z[estimates->list[k]] = 0.0;
        estimates->in[estimates->list[k]] = false;
    }
    estimates->n = 0;
}

void
scores_take(Scores *scores, const uint32_t *units, size_t n_units)
{
    Touched *sums = &scores->sums;
    Adding estimates = { scores->z, &scores->estimates }, through = { scores->t, sums };
    size_t n;

    clear_scores(scores);
    for (size_t u = 0; u < n_units; u++)
        if (scores->estimates_of_slot)
            unit_parts(scores->totals, units[u], scores->estimates_of_slot, add_part, &estimates);
        else
            unit_parts(scores->totals, units[u], scores->sums_of_slot, add_part, &through);
    for (size_t k = 0; k < sums->n; k++) { /* none without the way through the sums */
        uint32_t s = sums->list[k];
        const SparsePart *parts = sparse_row(scores->estimates_of_sum, s, &n);

        for (size_t p = 0; p < n; p++)
            add_part(&estimates, parts[p], scores->t[s]);
        scores->t[s] = 0.0;
        sums->in[s] = false;
    }
    sums->n = 0;
}

void
scores_forget(Scores *scores)
{
    g_array_set_size(scores->kept_codes, 0);
    g_array_set_size(scores->kept, 0);
    g_array_set_size(scores->kept_start, 1);
}

/* Writes the scores in hand from BEGIN on; returns where they end. */
static size_t
keep(Scores *scores, size_t begin)
{
    const Touched *estimates = &scores->estimates;
    size_t end = begin + estimates->n;

    g_array_set_size(scores->kept, (guint)end);
    g_array_set_size(scores->kept_codes, (guint)end);
    double *value = (double *)(gpointer)scores->kept->data + begin;
    uint32_t *code = (uint32_t *)(gpointer)scores->kept_codes->data + begin;
    for (size_t k = 0; k < estimates->n; k++) {
        code[k] = estimates->list[k];
        value[k] = scores->z[code[k]];
    }
    return end;
}

ScoreList
scores_list(Scores *scores, size_t c, const uint32_t *units, size_t n_units)
{
    size_t n_kept = scores->kept_start->len - 1, end;
    size_t begin = g_array_index(scores->kept_start, size_t, MIN(c, n_kept));

    if (c < n_kept) {
        end = g_array_index(scores->kept_start, size_t, c + 1);
    } else {
        scores_take(scores, units, n_units);
        end = keep(scores, begin);
        if (c == n_kept && end <= MOST_KEPT) /* else the next one is written over it */
            g_array_append_val(scores->kept_start, end);
    }
    return (ScoreList){ (const uint32_t *)(gpointer)scores->kept_codes->data + begin,
                        (const double *)(gpointer)scores->kept->data + begin, end - begin };
}
