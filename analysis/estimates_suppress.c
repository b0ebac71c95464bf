/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/estimates_suppress.h"

#include "analysis/suppress.h"
#include "datasets/error.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

/* The rows of one statistic as a table: categories down, domains across. */
typedef struct {
    const Estimate *rows; /* [n] */
    size_t n;
    GPtrArray *levels; /* texts; of a condition its own and that of the others, NULL */
    GPtrArray *groups; /* the .by of the rows */
} Block;

static size_t
find_or_add(GPtrArray *list, gconstpointer item)
{
    guint k;

    if (!g_ptr_array_find(list, item, &k)) {
        k = list->len;
        g_ptr_array_add(list, (gpointer)item);
    }
    return k;
}

static bool
same_statistic(const Estimate *a, const Estimate *b)
{
    return strcmp(a->statistic, b->statistic) == 0 && strcmp(a->variable, b->variable) == 0;
}

/* Whether a row counts some of its base rather than being about all of it. */
static bool
is_part(const Estimate *row)
{
    return row->level || (strcmp(row->statistic, "share") == 0);
}

/* Levels are compared as texts: those of each domain are copies. */
static size_t
level_of(Block *block, const Estimate *row)
{
    return find_or_add(block->levels, row->level ? g_intern_string(row->level) : "");
}

/* Counts of the block, with room for what is left of a condition in the row before the margin. */
static size_t *
counts_of(Block *block, CountTable *table)
{
    bool parts = is_part(block->rows);
    bool condition = parts && !block->rows[0].level;
    size_t n_groups, across;

    for (size_t k = 0; k < block->n; k++) {
        find_or_add(block->groups, block->rows[k].by);
        if (parts)
            level_of(block, &block->rows[k]);
    }
    n_groups = block->groups->len;
    table->n_rows = block->levels->len + condition;
    table->n_cols = n_groups;
    table->rows_add = parts;
    table->cols_add = true;
    across = n_groups + 1;
    size_t *n = g_new0(size_t, (table->n_rows + 1) * across);
    for (size_t k = 0; k < block->n; k++) {
        const Estimate *row = &block->rows[k];
        size_t g = find_or_add(block->groups, row->by);

        if (parts)
            n[level_of(block, row) * across + g] = row->n;
        if (condition)
            n[across + g] = row->base_n - row->n;
        n[table->n_rows * across + g] = row->base_n;
    }
    for (size_t i = 0; i <= table->n_rows; i++)
        for (size_t g = 0; g < n_groups; g++)
            n[i * across + n_groups] += n[i * across + g];
    return n;
}

static bool
choose(const CountTable *table, size_t limit, CellRole *role)
{
    size_t across = table->n_cols + 1, n_cells = (table->n_rows + 1) * across;
    size_t all = table->n[n_cells - 1];

    for (size_t k = 0; k < n_cells; k++)
        role[k] = k % across == table->n_cols ? CELL_NOT_SHOWN : CELL_SHOWN;
    role[n_cells - 1] = CELL_KNOWN;
    /* one domain alone is all that is known */
    if (table->n_cols == 1)
        role[n_cells - 2] = CELL_KNOWN;
    return (all == 0 || all >= limit) && suppress(table, limit, role);
}

/* Withholds what the block asks for; its domains go to GROUPS. FALSE: nothing can be shown. */
static bool
suppress_block(Estimate *rows, size_t n_rows, size_t limit, GPtrArray *groups)
{
    Block block = { rows, n_rows, g_ptr_array_new(), g_ptr_array_new() };
    CountTable table = { 0 };
    g_autofree size_t *n = counts_of(&block, &table);
    size_t across = table.n_cols + 1;
    g_autofree CellRole *role = g_new(CellRole, (table.n_rows + 1) * across);

    table.n = n;
    bool done = choose(&table, limit, role);
    for (size_t k = 0; k < n_rows && done; k++) {
        size_t g = find_or_add(block.groups, rows[k].by);
        CellRole base = role[table.n_rows * across + g], own = CELL_SHOWN, rest = CELL_SHOWN;

        if (is_part(&rows[k]))
            own = role[level_of(&block, &rows[k]) * across + g];
        if (is_part(&rows[k]) && !rows[k].level)
            rest = role[across + g];
        if (base >= CELL_PRIMARY)
            find_or_add(groups, rows[k].by);
        if (base >= CELL_PRIMARY || own >= CELL_PRIMARY || rest >= CELL_PRIMARY)
            rows[k].flags |= ESTIMATE_WITHHELD;
    }
    g_ptr_array_unref(block.levels);
    g_ptr_array_unref(block.groups);
    return done;
}

void
estimate_withhold(Estimate *row)
{
    row->value = row->se = row->lower = row->upper = NAN;
    row->df = row->cv = row->deff = row->weighted_n = NAN;
    row->n = row->base_n = 0;
    row->flags = ESTIMATE_WITHHELD;
}

/* Share of the units on the side of ROW that has fewer; 0.5: it is no quantile. */
static double
smaller_side(const Estimate *row)
{
    double p = 0.5;

    if (strcmp(row->statistic, "min") == 0 || strcmp(row->statistic, "max") == 0)
        return 0.0;
    if (strcmp(row->statistic, "quantile") == 0 && row->level)
        (void)number_read(row->level, strlen(row->level), '.', &p);
    return MIN(p, 1.0 - p);
}

/* Marks the rows that show what one of few units says. */
static void
mark_extremes(Estimates *estimates, size_t limit)
{
    for (size_t k = 0; k < estimates->n_rows; k++) {
        Estimate *row = &estimates->rows[k];
        double side = smaller_side(row);

        if (side < 0.5 && row->base_n > 0 && side * (double)row->base_n < (double)limit)
            row->flags |= ESTIMATE_WITHHELD;
    }
}

/* What remains of estimates of which some are marked as withheld. */
static void
wipe(Estimates *estimates)
{
    bool any = false;

    for (size_t k = 0; k < estimates->n_rows; k++)
        any |= (estimates->rows[k].flags & ESTIMATE_WITHHELD) != 0;
    estimates->n_withheld = 0;
    for (size_t k = 0; k < estimates->n_rows && any; k++) {
        Estimate *row = &estimates->rows[k];

        if (strcmp(row->statistic, "contrast") == 0)
            row->flags |= ESTIMATE_WITHHELD;
        if (row->flags & ESTIMATE_WITHHELD) {
            estimate_withhold(row);
            estimates->n_withheld++;
        }
    }
    if (any)
        g_clear_pointer(&estimates->covariance, g_free);
}

void
estimates_withhold(Estimates *estimates, size_t k)
{
    estimates->rows[k].flags |= ESTIMATE_WITHHELD;
    wipe(estimates);
}

bool
estimates_suppress(Estimates *estimates, size_t limit, GError **error)
{
    g_autoptr(GPtrArray) groups = g_ptr_array_new();
    size_t end;

    estimates->suppress_below = limit;
    for (size_t begin = 0; begin < estimates->n_rows; begin = end) {
        Estimate *rows = estimates->rows + begin;

        for (end = begin; end < estimates->n_rows; end++)
            if (!same_statistic(rows, &estimates->rows[end]))
                break;
        if (strcmp(rows->statistic, "contrast") == 0 ||
            suppress_block(rows, end - begin, limit, groups))
            continue;
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "--suppress-below %zu: %s of %s is about so few cases that nothing of it can "
                    "be shown; take a wider domain or fewer combinations of --by",
                    limit, rows->statistic, rows->variable);
        return false;
    }
    for (size_t k = 0; k < estimates->n_rows; k++)
        if (g_ptr_array_find(groups, estimates->rows[k].by, NULL))
            estimates->rows[k].flags |= ESTIMATE_WITHHELD;
    mark_extremes(estimates, limit);
    wipe(estimates);
    return true;
}
