/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns are filled one by one. What is left of the rows, sorted, is a node: tables that meet in a
 * node go on alike, so a node needs the likelihoods of the ways that lead to it and how many ways
 * have each. A way whose most likely end is no more likely than the table at hand counts in full,
 * one whose least likely end is more likely not at all, and neither goes on.
 * Mehta and Patel (1983), JASA 78, 427-434. */
#include "analysis/fisher_tables.h"

#include <glib.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <string.h>

enum { MOST_STEPS = 20 * 1000 * 1000, MOST_ROWS = 16 };

/* A likelihood is the sum of -log n! over cells. */
typedef struct {
    int32_t left[MOST_ROWS]; /* of the rows, ascending; 0 beyond n_rows */
    double most, least;      /* likelihood of the ends that can be reached from here */
    GHashTable *ways;        /* likelihood in units of 1e-9 -> Way */
} Node;

typedef struct {
    gint64 key;
    double likelihood, number;
} Way;

typedef struct {
    size_t n_rows, n_cols;
    int32_t cols[64];    /* their sums, ascending */
    GHashTable **stages; /* [n_cols] of Node; column s is filled from a node of stage s */
    double limit;        /* likelihood of the table at hand */
    double p, constant;
    long steps;
} Search;

static guint
hash_node(gconstpointer data)
{
    const Node *node = data;
    guint32 hash = 2166136261u;

    for (size_t i = 0; i < MOST_ROWS; i++)
        hash = (hash ^ (guint32)node->left[i]) * 16777619u;
    return hash;
}

static gboolean
same_node(gconstpointer a, gconstpointer b)
{
    return memcmp(((const Node *)a)->left, ((const Node *)b)->left, sizeof((Node *)0)->left) == 0;
}

static void
free_node(gpointer data)
{
    Node *node = data;

    g_hash_table_unref(node->ways);
    g_free(node);
}

static double
log_factorial(int32_t n)
{
    return gsl_sf_lnfact((unsigned)n);
}

/* A way to fill one column: calls FOUND with the node it leads to and its likelihood. */
typedef struct Filling {
    Search *search;
    size_t stage;
    int32_t left[MOST_ROWS];
    void (*found)(const struct Filling *filling, const int32_t *left, double likelihood);
    Node *from;
} Filling;

static void
sort_up(int32_t *x, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && x[k] < x[k - 1]; k--) {
            int32_t kept = x[k];

            x[k] = x[k - 1];
            x[k - 1] = kept;
        }
}

static void
fill_rows(Filling *filling, size_t row, int32_t rest, int32_t room, double likelihood)
{
    Search *search = filling->search;
    int32_t here = filling->from->left[row];

    if (search->steps > MOST_STEPS)
        return;
    room -= here; /* what the rows after this one can take */
    if (row + 1 == search->n_rows) {
        int32_t left[MOST_ROWS] = { 0 };

        search->steps++;
        memcpy(left, filling->left, search->n_rows * sizeof *left);
        left[row] = here - rest;
        sort_up(left, search->n_rows);
        filling->found(filling, left, likelihood - log_factorial(rest));
        return;
    }
    for (int32_t x = MAX(0, rest - room); x <= MIN(here, rest); x++) {
        filling->left[row] = here - x;
        fill_rows(filling, row + 1, rest - x, room, likelihood - log_factorial(x));
    }
}

/* Calls FOUND for all ways to fill the column of STAGE from NODE. */
static void
fill_column(Search *search, size_t stage, Node *node,
            void (*found)(const Filling *, const int32_t *, double))
{
    Filling filling = { .search = search, .stage = stage, .found = found, .from = node };
    int32_t room = 0;

    for (size_t i = 0; i < search->n_rows; i++)
        room += node->left[i];
    fill_rows(&filling, 0, search->cols[stage], room, 0.0);
}

static Node *node_at(Search *search, size_t stage, const int32_t *left);

static void
widen(const Filling *filling, const int32_t *left, double likelihood)
{
    const Node *next = node_at(filling->search, filling->stage + 1, left);
    Node *from = filling->from;

    from->most = fmax(from->most, likelihood + next->most);
    from->least = fmin(from->least, likelihood + next->least);
}

/* The node with LEFT, made with its bounds when it is new. */
static Node *
node_at(Search *search, size_t stage, const int32_t *left)
{
    Node *node, key;

    memcpy(key.left, left, sizeof key.left);
    node = g_hash_table_lookup(search->stages[stage], &key);
    if (node)
        return node;
    node = g_new0(Node, 1);
    memcpy(node->left, left, sizeof node->left);
    node->ways = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    g_hash_table_add(search->stages[stage], node);
    if (stage + 1 == search->n_cols) { /* the last column takes what is left */
        for (size_t i = 0; i < search->n_rows; i++)
            node->most -= log_factorial(left[i]);
        node->least = node->most;
        return node;
    }
    node->most = -INFINITY;
    node->least = INFINITY;
    fill_column(search, stage, node, widen);
    return node;
}

/* Log of the sum over all ends of NODE of exp(likelihood). */
static double
log_ends(const Search *search, size_t stage, const Node *node)
{
    double sum = 0.0;
    int32_t all = 0;

    for (size_t i = 0; i < search->n_rows; i++) {
        sum -= log_factorial(node->left[i]);
        all += node->left[i];
    }
    for (size_t j = stage; j < search->n_cols; j++)
        sum -= log_factorial(search->cols[j]);
    return sum + log_factorial(all);
}

static void
add_way(Node *node, double likelihood, double number)
{
    gint64 key = llround(likelihood * 1e9);
    Way *way = g_hash_table_lookup(node->ways, &key);

    if (!way) {
        way = g_new(Way, 1);
        *way = (Way){ key, likelihood, 0.0 };
        g_hash_table_insert(node->ways, &way->key, way);
    }
    way->number += number;
}

static void
go_on(const Filling *filling, const int32_t *left, double likelihood)
{
    Search *search = filling->search;
    size_t stage = filling->stage + 1;
    Node *next = node_at(search, stage, left);
    double ends = log_ends(search, stage, next);
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, filling->from->ways);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Way *way = value;
        double so_far = way->likelihood + likelihood;

        search->steps++;
        if (so_far + next->most <= search->limit)
            search->p += way->number * exp(search->constant + so_far + ends);
        else if (so_far + next->least <= search->limit)
            add_way(next, so_far, way->number);
    }
}

static Search
search_new(const int32_t *count, size_t n_rows, size_t n_cols, int32_t *rows)
{
    Search search = { .n_rows = n_rows, .n_cols = n_cols };
    int32_t n = 0;

    for (size_t i = 0; i < n_rows; i++)
        for (size_t j = 0; j < n_cols; j++) {
            int32_t x = count[i * n_cols + j];

            rows[i] += x;
            search.cols[j] += x;
            search.limit -= log_factorial(x);
            n += x;
        }
    search.limit += 1e-7;
    search.constant = -log_factorial(n);
    for (size_t i = 0; i < n_rows; i++)
        search.constant += log_factorial(rows[i]);
    for (size_t j = 0; j < n_cols; j++)
        search.constant += log_factorial(search.cols[j]);
    sort_up(rows, n_rows);
    sort_up(search.cols, n_cols);
    search.stages = g_new(GHashTable *, n_cols);
    for (size_t s = 0; s < n_cols; s++)
        search.stages[s] = g_hash_table_new_full(hash_node, same_node, free_node, NULL);
    return search;
}

static double
search_run(Search *search, const int32_t *rows)
{
    Node *first = node_at(search, 0, rows);

    if (first->most <= search->limit) /* the table at hand is the most likely of all */
        search->p = 1.0;
    else
        add_way(first, 0.0, 1.0);
    for (size_t s = 0; s + 1 < search->n_cols; s++) {
        GHashTableIter iter;
        gpointer node;
        g_autoptr(GPtrArray) nodes = g_ptr_array_new();

        g_hash_table_iter_init(&iter, search->stages[s]);
        while (g_hash_table_iter_next(&iter, &node, NULL))
            if (g_hash_table_size(((Node *)node)->ways) > 0)
                g_ptr_array_add(nodes, node);
        for (guint k = 0; k < nodes->len && search->steps <= MOST_STEPS; k++)
            fill_column(search, s, nodes->pdata[k], go_on);
    }
    return search->steps > MOST_STEPS ? NAN : fmin(search->p, 1.0);
}

double
fisher_tables_exact(const int32_t *count, size_t n_rows, size_t n_cols)
{
    g_autofree int32_t *turned = NULL;
    int32_t rows[MOST_ROWS] = { 0 };

    if (n_rows > n_cols) { /* fewer rows make fewer nodes */
        turned = g_new(int32_t, n_rows * n_cols);
        for (size_t i = 0; i < n_rows; i++)
            for (size_t j = 0; j < n_cols; j++)
                turned[j * n_rows + i] = count[i * n_cols + j];
        return fisher_tables_exact(turned, n_cols, n_rows);
    }
    if (n_rows > MOST_ROWS || n_cols > G_N_ELEMENTS(((Search *)0)->cols))
        return NAN;

    Search search = search_new(count, n_rows, n_cols, rows);
    double p = search_run(&search, rows);
    for (size_t s = 0; s < n_cols; s++)
        g_hash_table_unref(search.stages[s]);
    g_free(search.stages);
    return p;
}
