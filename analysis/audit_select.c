/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/audit_select.h"

#include "datasets/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const audit_methods[N_SELECTIONS + 1] = { "srs",        "systematic", "cell",
                                                      "pareto",     "poisson",    "mus",
                                                      "sequential", "cube",       NULL };

void
audit_selection_free(AuditSelection *selection)
{
    if (!selection)
        return;
    g_array_unref(selection->picks);
    g_free(selection);
}

/* A draw in progress. */
typedef struct {
    const AuditFrame *frame;
    AuditSelection *out;
    double *pi;      /* [n] 0: cannot be drawn */
    bool *certainty; /* [n] */
    size_t n_left;   /* to be drawn beside the certain ones */
} Draw;

static void
add_pick(Draw *draw, size_t i, double position, unsigned hits, bool spare)
{
    AuditPick pick = { i, draw->pi[i], position, hits, draw->certainty[i], spare };

    g_array_append_val(draw->out->picks, pick);
}

/* Items as large as the interval are certain; the interval of the others grows, and so on. */
static void
find_probabilities(Draw *draw, size_t n)
{
    const AuditFrame *frame = draw->frame;
    double book = 0.0;
    bool found = true;

    draw->n_left = n;
    for (size_t i = 0; i < frame->n; i++)
        book += fmax(frame->book[i], 0.0);
    while (found && draw->n_left > 0) {
        double interval = book / (double)draw->n_left;

        found = false;
        for (size_t i = 0; i < frame->n; i++) {
            if (draw->certainty[i] || frame->book[i] <= 0.0 ||
                frame->book[i] < interval * (1.0 - 1e-12))
                continue;
            draw->certainty[i] = found = true;
            draw->out->certainty_book += frame->book[i];
            draw->out->n_certainty++;
            book -= frame->book[i];
            if (--draw->n_left == 0)
                break;
        }
    }
    draw->out->interval = draw->n_left > 0 ? book / (double)draw->n_left : NAN;
    for (size_t i = 0; i < frame->n; i++) {
        if (draw->certainty[i])
            draw->pi[i] = 1.0;
        else if (frame->book[i] > 0.0 && draw->n_left > 0)
            draw->pi[i] = frame->book[i] / draw->out->interval;
        if (draw->certainty[i])
            add_pick(draw, i, NAN, 1, false);
    }
}

/* An item and what decides its place in line. */
typedef struct {
    double key;
    size_t item;
} Ranked;

static int
by_key(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;

    return x->key != y->key ? (x->key < y->key ? -1 : 1)
                            : (x->item > y->item) - (x->item < y->item);
}

/* The first in line of KEY [n] (NAN: not in it), N of them and then SPARES; kept items come first.
 */
static void
take_first(Draw *draw, const double *key, size_t n, size_t spares)
{
    const AuditFrame *frame = draw->frame;
    g_autofree Ranked *ranked = g_new0(Ranked, frame->n + 1);
    size_t n_ranked = 0;

    for (size_t i = 0; i < frame->n; i++) {
        if (isnan(key[i]))
            continue;
        ranked[n_ranked++] = (Ranked){ frame->kept && frame->kept[i] ? -1.0 / key[i] : key[i], i };
    }
    qsort(ranked, n_ranked, sizeof *ranked, by_key);
    for (size_t k = 0; k < n_ranked && k < n + spares; k++)
        add_pick(draw, ranked[k].item, NAN, 1, k >= n);
}

static void
draw_srs(Draw *draw, size_t n, size_t spares)
{
    for (size_t i = 0; i < draw->frame->n; i++)
        draw->pi[i] = (double)n / (double)draw->frame->n;
    take_first(draw, draw->frame->u, n, spares);
}

static void
draw_systematic(Draw *draw, size_t n)
{
    size_t size = draw->frame->n;
    double interval = (double)size / (double)n, start = draw->frame->chance(0, draw->frame->user);

    for (size_t i = 0; i < size; i++)
        draw->pi[i] = (double)n / (double)size;
    for (size_t k = 0; k < n; k++)
        add_pick(draw, MIN((size_t)(((double)k + start) * interval), size - 1), NAN, 1, false);
}

void
audit_hits(const double *book, const bool *out, size_t n, double interval, size_t n_points,
           const double *offset, unsigned *hits, double *position)
{
    double end = 0.0;
    size_t k = 0, last = n;

    for (size_t i = 0; i < n; i++) {
        position[i] = NAN;
        hits[i] = 0;
        if ((out && out[i]) || !(book[i] > 0.0))
            continue;
        last = i;
        end += book[i];
        for (; k < n_points && ((double)k + offset[k]) * interval <= end; k++)
            if (hits[i]++ == 0)
                position[i] = ((double)k + offset[k]) * interval;
    }
    /* the sum of the amounts may end a hair before the last point */
    if (last < n && k < n_points) {
        position[last] = hits[last] ? position[last] : ((double)k + offset[k]) * interval;
        hits[last] += (unsigned)(n_points - k);
    }
}

/* Points at one offset (mus) or at one by chance in each interval (cell). */
static void
draw_money(Draw *draw, bool cells)
{
    const AuditFrame *frame = draw->frame;
    g_autofree double *offset = g_new0(double, draw->n_left + 1);
    g_autofree double *position = g_new0(double, frame->n + 1);
    g_autofree unsigned *hits = g_new0(unsigned, frame->n + 1);

    for (size_t k = 0; k < draw->n_left; k++)
        offset[k] = frame->chance(cells ? k : 0, frame->user);
    audit_hits(frame->book, draw->certainty, frame->n, draw->out->interval, draw->n_left, offset,
               hits, position);
    for (size_t i = 0; i < frame->n; i++)
        if (hits[i] > 0)
            add_pick(draw, i, position[i], hits[i], false);
}

static void
draw_in_line(Draw *draw, bool pareto, size_t spares)
{
    const AuditFrame *frame = draw->frame;
    g_autofree double *key = g_new0(double, frame->n + 1);

    for (size_t i = 0; i < frame->n; i++) {
        double u = frame->u[i], pi = draw->pi[i];

        key[i] = pi <= 0.0 || pi >= 1.0 ? NAN : pareto ? u / (1.0 - u) / (pi / (1.0 - pi)) : u / pi;
    }
    take_first(draw, key, draw->n_left, spares);
}

static void
draw_poisson(Draw *draw)
{
    for (size_t i = 0; i < draw->frame->n; i++)
        if (!draw->certainty[i] && draw->frame->u[i] < draw->pi[i])
            add_pick(draw, i, NAN, 1, false);
}

static void
draw_cube(Draw *draw)
{
    const AuditFrame *frame = draw->frame;
    g_autofree double *pi = g_memdup2(draw->pi, (frame->n + 1) * sizeof *pi);

    for (size_t i = 0; i < frame->n; i++)
        pi[i] = draw->certainty[i] ? 0.0 : pi[i];
    audit_cube(pi, frame->balance, frame->n_balance, frame->n, frame->chance, frame->user);
    for (size_t i = 0; i < frame->n; i++)
        if (pi[i] == 1.0)
            add_pick(draw, i, NAN, 1, false);
}

static bool
check(const AuditFrame *frame, AuditMethod method, size_t n, size_t spares, GError **error)
{
    bool by_size = method != SELECT_SRS && method != SELECT_SYSTEMATIC;
    bool in_line = method == SELECT_SRS || method == SELECT_PARETO || method == SELECT_SEQUENTIAL;
    size_t there = 0;

    for (size_t i = 0; i < frame->n; i++)
        there += !by_size || frame->book[i] > 0.0;
    if (n < 1 || n + spares > there)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit draw: %zu items cannot be drawn, there are %zu%s", n + spares, there,
                    by_size ? " with an amount above 0" : "");
    else if ((spares > 0 || frame->kept) && !in_line)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit draw: --method %s has no next item, so it cannot be extended or have "
                    "spares; srs, pareto and sequential can",
                    audit_methods[method]);
    else
        return true;
    return false;
}

AuditSelection *
audit_select(const AuditFrame *frame, AuditMethod method, size_t n, size_t spares, GError **error)
{
    if (!check(frame, method, n, spares, error))
        return NULL;

    g_autofree double *pi = g_new0(double, frame->n + 1);
    g_autofree bool *certainty = g_new0(bool, frame->n + 1);
    AuditSelection *out = g_new0(AuditSelection, 1);
    Draw draw = { .frame = frame, .out = out, .pi = pi, .certainty = certainty };
    out->picks = g_array_new(FALSE, FALSE, sizeof(AuditPick));
    out->interval = NAN;
    if (method != SELECT_SRS && method != SELECT_SYSTEMATIC)
        find_probabilities(&draw, n);
    switch (method) {
    case SELECT_SYSTEMATIC:
        draw_systematic(&draw, n);
        break;
    case SELECT_CELL:
    case SELECT_MUS:
        draw_money(&draw, method == SELECT_CELL);
        break;
    case SELECT_PARETO:
    case SELECT_SEQUENTIAL:
        draw_in_line(&draw, method == SELECT_PARETO, spares);
        break;
    case SELECT_POISSON:
        draw_poisson(&draw);
        break;
    case SELECT_CUBE:
        draw_cube(&draw);
        break;
    case SELECT_SRS:
    case N_SELECTIONS:
    default:
        draw_srs(&draw, n, spares);
    }
    return out;
}
