/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Secondary suppression in a table with margins. Kelly, Golden and Assad (1992), Networks 22,
 * 397-417; Fischetti and Salazar (2001), Management Science 47, 1008-1027, for the ranges.
 *
 * Rows and columns are the nodes of a network; a cell is an arc from its row to its column, a
 * margin one back. That cells add up to margins says that the flow n is kept at every node. What an
 * attacker can believe are the flows that differ from it on withheld arcs alone: how far a cell can
 * go up or down is how much can be sent around it, which is exact. To protect a cell, the cheapest
 * way around it is withheld.
 */
#include "analysis/suppress.h"

#include <math.h>
#include <string.h>

typedef struct {
    uint32_t tail, head;
} Arc;

typedef struct {
    const CountTable *table;
    size_t limit;
    CellRole *role;
    size_t n_arcs, n_nodes;
    Arc *arcs;     /* [arcs] by cell */
    double *cost;  /* [arcs] of withholding it; INFINITY: never */
    size_t *start; /* [nodes + 1] where the arcs of a node begin in INCIDENT */
    uint32_t *incident;
    size_t *flow; /* [arcs] what an attacker believes at the moment */
    /* of a search, by node */
    double *distance;
    uint32_t *by; /* arc by which it was reached; NO_ARC: not */
    bool *done;
} Network;

#define NO_ARC UINT32_MAX

static bool
is_withheld(const Network *network, size_t arc)
{
    CellRole role = network->role[arc];

    return role == CELL_PRIMARY || role == CELL_SECONDARY || role == CELL_NOT_SHOWN;
}

/* Rows come first, then columns; what does not add up needs no node of its own. */
static void
set_arcs(Network *network)
{
    const CountTable *table = network->table;
    size_t across = table->n_cols + 1;
    double all = (double)table->n[network->n_arcs - 1] + 1.0;

    network->n_nodes = table->n_rows + 1 + across + 1;
    for (size_t i = 0; i <= table->n_rows; i++)
        for (size_t j = 0; j <= table->n_cols; j++) {
            size_t k = i * across + j;
            bool margin = (i == table->n_rows) != (j == table->n_cols);
            bool edge = i == table->n_rows || j == table->n_cols;
            uint32_t ground = (uint32_t)network->n_nodes - 1;
            uint32_t row = table->cols_add && table->n_cols > 0 ? (uint32_t)i : ground;
            uint32_t col = table->rows_add ? (uint32_t)(table->n_rows + 1 + j) : ground;

            network->arcs[k] = margin ? (Arc){ col, row } : (Arc){ row, col };
            /* few cells rather than few people; margins and zeros, which may be known to be, last
             */
            network->cost[k] = all + (double)table->n[k];
            network->cost[k] *= edge ? 16.0 : table->n[k] == 0 ? 4.0 : 1.0;
            if (network->role[k] == CELL_KNOWN)
                network->cost[k] = INFINITY;
        }
}

static void
set_incident(Network *network)
{
    for (size_t k = 0; k < network->n_arcs; k++) {
        network->start[network->arcs[k].tail + 1]++;
        network->start[network->arcs[k].head + 1]++;
    }
    for (size_t v = 0; v < network->n_nodes; v++)
        network->start[v + 1] += network->start[v];
    g_autofree size_t *next =
        g_memdup2(network->start, (network->n_nodes + 1) * sizeof *network->start);
    for (size_t k = 0; k < network->n_arcs; k++) {
        network->incident[next[network->arcs[k].tail]++] = (uint32_t)k;
        network->incident[next[network->arcs[k].head]++] = (uint32_t)k;
    }
}

/* Cost of passing ARC away from node V with LEAST units; INFINITY: it cannot be. */
static double
cost_of(const Network *network, size_t arc, uint32_t v, size_t least, bool withheld_only)
{
    if (network->arcs[arc].tail != v && network->flow[arc] < least)
        return INFINITY; /* against its direction what flows becomes less */
    if (is_withheld(network, arc))
        return 0.0;
    return withheld_only ? INFINITY : network->cost[arc];
}

/* The cheapest way from FROM to TO that carries LEAST units and leaves the arc AROUND out. FALSE:
 * there is none. Dijkstra (1959). */
static bool
find_way(Network *network, uint32_t from, uint32_t to, size_t around, size_t least,
         bool withheld_only)
{
    for (size_t v = 0; v < network->n_nodes; v++) {
        network->distance[v] = INFINITY;
        network->by[v] = NO_ARC;
        network->done[v] = false;
    }
    network->distance[from] = 0.0;
    for (;;) {
        uint32_t v = NO_ARC;

        for (uint32_t u = 0; u < network->n_nodes; u++)
            if (!network->done[u] && isfinite(network->distance[u]) &&
                (v == NO_ARC || network->distance[u] < network->distance[v]))
                v = u;
        if (v == NO_ARC || v == to)
            return v == to;
        network->done[v] = true;
        for (size_t k = network->start[v]; k < network->start[v + 1]; k++) {
            uint32_t arc = network->incident[k];
            const Arc *ends = &network->arcs[arc];
            uint32_t other = ends->tail == v ? ends->head : ends->tail;
            double far = network->distance[v];

            if (arc == around || ends->tail == ends->head)
                continue;
            far += cost_of(network, arc, v, least, withheld_only);
            if (far < network->distance[other]) {
                network->distance[other] = far;
                network->by[other] = arc;
            }
        }
    }
}

/* The way that was found, backwards from TO: most that it carries, up to MOST. */
static size_t
capacity(const Network *network, uint32_t from, uint32_t to, size_t most)
{
    for (uint32_t v = to; v != from;) {
        const Arc *arc = &network->arcs[network->by[v]];

        if (arc->tail == v)
            most = MIN(most, network->flow[network->by[v]]);
        v = arc->tail == v ? arc->head : arc->tail;
    }
    return most;
}

/* Sends UNITS along it, and with WITHHOLD withholds what is on it. */
static void
send(Network *network, uint32_t from, uint32_t to, size_t units, bool withhold)
{
    for (uint32_t v = to; v != from;) {
        uint32_t k = network->by[v];
        const Arc *arc = &network->arcs[k];
        bool against = arc->tail == v;

        network->flow[k] = against ? network->flow[k] - units : network->flow[k] + units;
        if (withhold && !is_withheld(network, k))
            network->role[k] = CELL_SECONDARY;
        v = against ? arc->head : arc->tail;
    }
}

/* How far the cell can be believed to go up (or down), up to MOST, by what is withheld. */
static size_t
slack(Network *network, size_t cell, bool up, size_t most)
{
    Arc arc = network->arcs[cell];
    uint32_t from = up ? arc.head : arc.tail, to = up ? arc.tail : arc.head;
    size_t sent = 0;

    if (from == to)
        return most;
    memcpy(network->flow, network->table->n, network->n_arcs * sizeof *network->flow);
    while (sent < most && find_way(network, from, to, cell, 1, true)) {
        size_t units = capacity(network, from, to, most - sent);

        send(network, from, to, units, false);
        sent += units;
    }
    return sent;
}

/* How much is lacking in the width of the range of CELL. */
static size_t
lacking(Network *network, size_t cell)
{
    size_t n = network->table->n[cell];
    size_t width = slack(network, cell, true, network->limit);

    if (width < network->limit)
        width += slack(network, cell, false, MIN(n, network->limit));
    return width < network->limit ? network->limit - width : 0;
}

/* Withholds what protects CELL. FALSE: it cannot be protected. */
static bool
protect(Network *network, size_t cell)
{
    Arc arc = network->arcs[cell];
    size_t lack;

    while ((lack = lacking(network, cell)) > 0) {
        /* beyond what goes up already; a way on which all is withheld adds nothing */
        size_t up = slack(network, cell, true, network->limit);
        bool found = false;

        for (size_t least = MIN(lack, network->limit - up); least > 0 && !found; least /= 2)
            found = find_way(network, arc.head, arc.tail, cell, least, false);
        if (!found || network->distance[arc.tail] == 0.0)
            return false;
        send(network, arc.head, arc.tail, 0, true);
    }
    return true;
}

static bool
all_protected(Network *network)
{
    for (size_t k = 0; k < network->n_arcs; k++)
        if (network->role[k] == CELL_PRIMARY && lacking(network, k) > 0)
            return false;
    return true;
}

static int
compare_dearest(gconstpointer a, gconstpointer b, gpointer user)
{
    const Network *network = user;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    if (network->cost[x] != network->cost[y])
        return network->cost[x] > network->cost[y] ? -1 : 1;
    return x < y ? -1 : 1;
}

/* Shows again what can be shown, the dearest first. */
static void
clean_up(Network *network)
{
    g_autoptr(GArray) secondary = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    for (uint32_t k = 0; k < network->n_arcs; k++)
        if (network->role[k] == CELL_SECONDARY)
            g_array_append_val(secondary, k);
    g_array_sort_with_data(secondary, compare_dearest, network);
    for (guint s = 0; s < secondary->len; s++) {
        uint32_t k = g_array_index(secondary, uint32_t, s);

        network->role[k] = CELL_SHOWN;
        if (!all_protected(network))
            network->role[k] = CELL_SECONDARY;
    }
}

static bool
suppress_in(Network *network)
{
    bool done = true;

    for (size_t k = 0; k < network->n_arcs; k++) {
        size_t n = network->table->n[k];

        if (n == 0 || n >= network->limit || network->role[k] > CELL_KNOWN)
            continue;
        if (network->role[k] == CELL_KNOWN)
            return false;
        network->role[k] = CELL_PRIMARY;
    }
    for (size_t k = 0; k < network->n_arcs && done; k++)
        done = network->role[k] != CELL_PRIMARY || protect(network, k);
    if (done)
        clean_up(network);
    return done;
}

bool
suppress(const CountTable *table, size_t limit, CellRole *role)
{
    size_t n_arcs = (table->n_rows + 1) * (table->n_cols + 1);
    size_t n_nodes = table->n_rows + table->n_cols + 3;
    g_autofree Arc *arcs = g_new(Arc, n_arcs);
    g_autofree double *cost = g_new(double, n_arcs), *distance = g_new(double, n_nodes);
    g_autofree size_t *start = g_new0(size_t, n_nodes + 1), *flow = g_new(size_t, n_arcs);
    g_autofree uint32_t *incident = g_new(uint32_t, 2 * n_arcs), *by = g_new(uint32_t, n_nodes);
    g_autofree bool *done = g_new(bool, n_nodes);
    Network network = { .table = table,
                        .limit = limit,
                        .role = role,
                        .n_arcs = n_arcs,
                        .arcs = arcs,
                        .cost = cost,
                        .start = start,
                        .incident = incident,
                        .flow = flow,
                        .distance = distance,
                        .by = by,
                        .done = done };

    set_arcs(&network);
    set_incident(&network);
    return suppress_in(&network);
}

void
suppress_list(const size_t *n, size_t n_counts, size_t limit, bool *shown)
{
    size_t n_cells = 2 * (n_counts + 1);
    g_autofree size_t *cells = g_new0(size_t, n_cells);
    g_autofree CellRole *role = g_new(CellRole, n_cells);
    const CountTable table = { .n_rows = n_counts, .n_cols = 1, .n = cells, .rows_add = true };
    size_t all = 0;

    for (size_t k = 0; k < n_cells; k++)
        role[k] = k % 2 ? CELL_NOT_SHOWN : CELL_SHOWN;
    for (size_t k = 0; k < n_counts; k++)
        all += cells[2 * k] = n[k];
    cells[2 * n_counts] = all;
    role[2 * n_counts] = CELL_KNOWN;
    bool done = all >= limit && suppress(&table, limit, role);
    for (size_t k = 0; k < n_counts; k++)
        shown[k] = done && role[2 * k] == CELL_SHOWN;
}
