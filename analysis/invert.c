/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/invert.h"

#include "analysis/breakeven.h"
#include "analysis/cost_point.h"
#include "datasets/error.h"

#include <math.h>

enum { CELLS = 2000 };

/* One published number while the unknown varies. */
typedef struct {
    CostPoint *point;
    const PublishedCost *cost;
    size_t unknown;
    double low, high; /* what rounds to the number */
} Band;

static double
outcome(const Band *band, double x)
{
    return cost_point_with(band->point, band->unknown, x, band->cost->output);
}

static bool
within(const Band *band, double x)
{
    double y = outcome(band, x);

    return y >= band->low && y <= band->high;
}

/* The last double at which the outcome is on the side of EDGE that it is on at A. */
static double
bisect(const Band *band, double edge, double a, double b)
{
    bool below = outcome(band, a) < edge;

    for (;;) {
        double middle = a + (b - a) / 2.0;

        if (middle <= a || middle >= b)
            return a;
        double y = outcome(band, middle);
        if (isnan(y) || (y < edge) == below)
            a = middle;
        else
            b = middle;
    }
}

/* Adds to CUTS all places where the outcome passes an end of BAND. */
static void
add_cuts(const Band *band, double from, double to, GArray *cuts)
{
    double x = from, y = outcome(band, from);

    for (size_t i = 1; i <= CELLS; i++) {
        double next = i < CELLS ? from + (to - from) * (double)i / CELLS : to;
        double after = outcome(band, next);
        const double edges[] = { band->low, band->high };

        for (size_t k = 0; k < 2; k++)
            if (isfinite(y) && isfinite(after) && (y < edges[k]) != (after < edges[k])) {
                double cut = bisect(band, edges[k], x, next);
                g_array_append_val(cuts, cut);
            }
        x = next;
        y = after;
    }
}

static gint
ascending(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The pieces between CUTS, FROM and TO in whose middle all of BANDS [n] hold. */
static GArray *
pieces_of(const Band *bands, size_t n, GArray *cuts, double from, double to)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(CostInterval));

    g_array_append_val(cuts, from);
    g_array_append_val(cuts, to);
    g_array_sort(cuts, ascending);
    for (guint i = 0; i + 1 < cuts->len; i++) {
        CostInterval piece = { g_array_index(cuts, double, i), g_array_index(cuts, double, i + 1) };
        double middle = piece.low + (piece.high - piece.low) / 2.0;
        bool holds = piece.low < piece.high;

        for (size_t k = 0; k < n; k++)
            holds = holds && within(&bands[k], middle);
        if (!holds)
            continue;
        CostInterval *last =
            pieces->len > 0 ? &g_array_index(pieces, CostInterval, pieces->len - 1) : NULL;
        if (last && last->high == piece.low)
            last->high = piece.high;
        else
            g_array_append_val(pieces, piece);
    }
    return pieces;
}

static bool
check(const CostModel *model, size_t unknown, double value, double *from, double *to,
      GError **error)
{
    if (model->steps[unknown].formula) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--unknown %s: it follows from a formula; name a value that is given",
                    model->steps[unknown].name);
        return false;
    }
    return breakeven_range(value, from, to, error);
}

Inversion *
invert(const CostModel *model, const PublishedCosts *costs, size_t unknown, double from, double to,
       GError **error)
{
    if (!check(model, unknown, model->steps[unknown].value, &from, &to, error))
        return NULL;

    Inversion *result = g_new0(Inversion, 1);
    g_autofree Band *bands = g_new0(Band, costs->n + 1);
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(double));
    *result = (Inversion){ model, costs, unknown, from, to, NULL, g_new0(GArray *, costs->n + 1) };
    for (size_t k = 0; k < costs->n; k++) {
        const PublishedCost *cost = &costs->costs[k];
        double half = 0.5 * pow(10.0, -cost->decimals);
        g_autoptr(GArray) cuts = g_array_new(FALSE, FALSE, sizeof(double));

        bands[k] = (Band){ cost_point_new(model, cost->scenario), cost, unknown, cost->value - half,
                           cost->value + half };
        add_cuts(&bands[k], from, to, cuts);
        g_array_append_vals(all, cuts->data, cuts->len);
        result->each[k] = pieces_of(&bands[k], 1, cuts, from, to);
    }
    result->all = pieces_of(bands, costs->n, all, from, to);
    for (size_t k = 0; k < costs->n; k++)
        cost_point_free(bands[k].point);
    return result;
}

void
inversion_free(Inversion *inversion)
{
    if (!inversion)
        return;
    for (size_t k = 0; k < inversion->costs->n; k++)
        g_array_unref(inversion->each[k]);
    g_free(inversion->each);
    g_array_unref(inversion->all);
    g_free(inversion);
}
