/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/audit_draw.h"

#include "analysis/allocation.h"
#include "datasets/error.h"

#include <math.h>

/* A draw on its way through the strata. */
typedef struct {
    const AuditPopulation *population;
    const AuditDraw *how;
    const char *stratum; /* that is drawn from now */
    double *u;           /* [n] */
    AuditDrawing *to;
} Drawing;

/* Chances that belong to no item come from the seed, the method, the stratum and a number. A line
 * feed keeps them apart from ids. */
static double
chance_of(uint64_t k, gpointer user)
{
    const Drawing *drawing = user;
    g_autofree char *text = g_strdup_printf(
        "\n%s\n%s\n%" G_GUINT64_FORMAT, audit_methods[drawing->how->method], drawing->stratum, k);

    return audit_chance(drawing->how->seed, text);
}

/* An earlier simple random sample with this seed holds the first in line. */
static bool
check_kept(const Drawing *drawing, const size_t *items, size_t n, GError **error)
{
    double most = 0.0, least = 1.0;
    size_t late = 0;

    for (size_t k = 0; k < n; k++)
        if (drawing->how->kept[items[k]] && drawing->u[items[k]] > most) {
            most = drawing->u[items[k]];
            late = items[k];
        } else if (!drawing->how->kept[items[k]])
            least = fmin(least, drawing->u[items[k]]);
    if (drawing->how->method != SELECT_SRS || most <= least)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "%s: '%s' was not drawn by this seed before the items that it would have come "
                "after; extend with the seed of the earlier draw",
                drawing->how->earlier, drawing->population->ids[late]);
    return false;
}

static void
add_selection(Drawing *drawing, guint h, const AuditSelection *selection, const size_t *items)
{
    const AuditPopulation *population = drawing->population;

    for (guint k = 0; k < selection->picks->len; k++) {
        AuditPick pick = g_array_index(selection->picks, AuditPick, k);
        size_t i = items[pick.item];
        AuditDrawn drawn = { population->ids[i], drawing->stratum, population->book[i],
                             drawing->u[i], pick };

        g_array_append_val(drawing->to->drawn, drawn);
    }
    drawing->to->n_certainty += selection->n_certainty;
    drawing->to->interval[h] = selection->interval;
}

static bool
draw_stratum(Drawing *drawing, guint h, GError **error)
{
    const AuditPopulation *population = drawing->population;
    size_t n = 0, n_draw = (size_t)drawing->how->sizes[h];
    g_autofree size_t *items = g_new0(size_t, population->n + 1);
    g_autofree double *book = g_new0(double, population->n + 1);
    g_autofree double *u = g_new0(double, population->n + 1);
    g_autofree bool *kept = g_new0(bool, population->n + 1);
    g_autofree double *values = g_new0(double, population->n *(population->n_balance + 1));
    g_autofree const double **balance = g_new0(const double *, population->n_balance + 1);

    for (size_t i = 0; i < population->n; i++) {
        if (population->stratum[i] != h)
            continue;
        book[n] = population->book[i];
        u[n] = drawing->u[i];
        kept[n] = drawing->how->kept && drawing->how->kept[i];
        for (size_t k = 0; k < population->n_balance; k++)
            values[k * population->n + n] = population->balance[k][i];
        items[n++] = i;
    }
    for (size_t k = 0; k < population->n_balance; k++)
        balance[k] = values + k * population->n;
    drawing->stratum = g_ptr_array_index(population->strata, h);
    const AuditFrame frame = { .n = n,
                               .book = book,
                               .u = u,
                               .balance = balance,
                               .n_balance = population->n_balance,
                               .chance = chance_of,
                               .user = drawing,
                               .kept = drawing->how->kept ? kept : NULL };
    if (n_draw == 0)
        return true;
    if (drawing->how->kept && !check_kept(drawing, items, n, error))
        return false;
    g_autoptr(AuditSelection) selection =
        audit_select(&frame, drawing->how->method, n_draw, drawing->how->spares, error);
    if (selection)
        add_selection(drawing, h, selection, items);
    return selection != NULL;
}

bool
audit_draw_sizes(const AuditPopulation *population, int64_t n, int64_t *sizes, GError **error)
{
    size_t n_strata = population->strata->len;
    g_autofree AllocationStratum *strata = g_new0(AllocationStratum, n_strata + 1);

    if (n < 1 || n > (int64_t)population->n) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "audit draw: --n %" G_GINT64_FORMAT ": there are %zu items", n, population->n);
        return false;
    }
    for (size_t i = 0; i < population->n; i++)
        strata[population->stratum[i]].population += 1.0;
    allocate(ALLOCATION_PROPORTIONAL, strata, n_strata, n, n_strata > 1 ? 1 : 0, 0.5, sizes);
    return true;
}

AuditDrawing *
audit_draw(const AuditPopulation *population, const AuditDraw *how, GError **error)
{
    g_autoptr(AuditDrawing) to = g_new0(AuditDrawing, 1);
    g_autofree double *u = g_new0(double, population->n + 1);
    Drawing drawing = { .population = population, .how = how, .u = u, .to = to };

    to->drawn = g_array_new(FALSE, FALSE, sizeof(AuditDrawn));
    to->interval = g_new0(double, population->strata->len + 1);
    for (size_t i = 0; i < population->n; i++)
        u[i] = audit_chance(how->seed, population->ids[i]);
    for (guint h = 0; h < population->strata->len; h++) {
        to->interval[h] = NAN;
        if (!draw_stratum(&drawing, h, error))
            return NULL;
    }
    return g_steal_pointer(&to);
}

void
audit_drawing_free(AuditDrawing *drawing)
{
    if (!drawing)
        return;
    g_array_unref(drawing->drawn);
    g_free(drawing->interval);
    g_free(drawing);
}
