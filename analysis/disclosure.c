/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/disclosure_state.h"

#include <string.h>

static void
dimension_free(gpointer data)
{
    Dimension *dimension = data;

    g_free(dimension->text);
    condition_free(dimension->condition);
    statistic_free(dimension->presence);
    g_hash_table_unref(dimension->codes);
    g_ptr_array_unref(dimension->texts);
    g_ptr_array_unref(dimension->mentions);
    g_array_unref(dimension->code);
    g_free(dimension);
}

static void
count_free(gpointer data)
{
    Count *count = data;

    g_array_unref(count->parts);
    g_strfreev(count->names);
    g_free(count);
}

Disclosure *
disclosure_new(void)
{
    Disclosure *disclosure = g_new0(Disclosure, 1);

    disclosure->dimensions = g_ptr_array_new_with_free_func(dimension_free);
    disclosure->places = g_ptr_array_new_with_free_func(g_free);
    disclosure->counts = g_ptr_array_new_with_free_func(count_free);
    return disclosure;
}

void
disclosure_free(Disclosure *disclosure)
{
    if (!disclosure)
        return;
    g_ptr_array_unref(disclosure->dimensions);
    g_ptr_array_unref(disclosure->places);
    g_ptr_array_unref(disclosure->counts);
    g_free(disclosure->profiles.levels);
    g_free(disclosure->profiles.rows);
    g_free(disclosure);
}

bool
disclosure_protects(const Disclosure *disclosure)
{
    for (guint k = 0; k < disclosure->counts->len; k++)
        if (((const Count *)disclosure->counts->pdata[k])->limit > 0)
            return true;
    return false;
}

/* ---- dimensions */

size_t
dimension_levels(const Dimension *dimension)
{
    return dimension->condition ? 3 : dimension->presence ? 2 : dimension->texts->len;
}

int32_t
dimension_level(Dimension *dimension, const char *text)
{
    gpointer known;

    if (!text)
        return 0;
    if (g_hash_table_lookup_extended(dimension->codes, text, NULL, &known))
        return GPOINTER_TO_INT(known);
    char *copy = g_strdup(text);
    int32_t level = (int32_t)dimension->texts->len;
    g_ptr_array_add(dimension->texts, copy);
    g_hash_table_insert(dimension->codes, copy, GINT_TO_POINTER(level));
    return level;
}

/* What is being taken in. */
typedef struct {
    Disclosure *disclosure;
    Query *query;
    const Codebook *codebook;
    size_t place;
} Taking;

typedef enum { OF_CATEGORY, OF_CONDITION, OF_PRESENCE } DimensionKind;

/* The dimension of KIND that TEXT is, *NUMBER. FALSE and ERROR. */
static bool
find_dimension(const Taking *taking, DimensionKind kind, const char *text, DimensionRole role,
               uint32_t *number, GError **error)
{
    GPtrArray *all = taking->disclosure->dimensions;

    for (guint k = 0; k < all->len; k++) {
        Dimension *met = all->pdata[k];
        DimensionKind met_kind = met->condition  ? OF_CONDITION
                                 : met->presence ? OF_PRESENCE
                                                 : OF_CATEGORY;

        if (met_kind != kind || strcmp(met->text, text) != 0)
            continue;
        met->role = MIN(met->role, role);
        *number = k;
        return true;
    }
    Dimension *dimension = g_new0(Dimension, 1);
    dimension->text = g_strdup(text);
    dimension->role = role;
    dimension->codes = g_hash_table_new(g_str_hash, g_str_equal);
    dimension->texts = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(dimension->texts, NULL);
    dimension->mentions = g_ptr_array_new();
    dimension->code = g_array_new(FALSE, FALSE, sizeof(int32_t));
    *number = all->len;
    g_ptr_array_add(all, dimension);
    if (kind == OF_CONDITION)
        dimension->condition = condition_new(text, "where", error);
    else if (kind == OF_PRESENCE)
        dimension->presence = statistic_new(text, error);
    if (dimension->condition) {
        g_autoptr(GArray) requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));

        if (!condition_requests(dimension->condition, requests, error))
            return false;
        for (guint k = 0; k < requests->len; k++)
            g_ptr_array_add(dimension->mentions,
                            (gpointer)g_array_index(requests, ColumnRequest, k).name);
    }
    return kind == OF_CATEGORY || dimension->condition || dimension->presence;
}

/* PARTS narrowed to LEVEL of DIMENSION. */
static void
narrow(GArray *parts, uint32_t dimension, int32_t level)
{
    for (guint k = 0; k < parts->len; k++) {
        Part *part = &g_array_index(parts, Part, k);

        if (part->dimension != dimension)
            continue;
        if (part->level == LEVEL_KNOWN)
            part->level = level;
        return;
    }
    g_array_append_val(parts, ((Part){ dimension, level }));
}

static bool
add_category(const Taking *taking, GArray *parts, const char *name, const char *text, bool known,
             GError **error)
{
    uint32_t number;

    if (!find_dimension(taking, OF_CATEGORY, name, DIMENSION_ATTRIBUTE, &number, error))
        return false;
    narrow(parts, number,
           known ? LEVEL_KNOWN
                 : dimension_level(taking->disclosure->dimensions->pdata[number], text));
    return true;
}

static bool
add_condition(const Taking *taking, GArray *parts, const char *text, DimensionRole role,
              int32_t level, GError **error)
{
    uint32_t number;

    if (!find_dimension(taking, OF_CONDITION, text, role, &number, error))
        return false;
    narrow(parts, number, level);
    return true;
}

/* Whom all of the answer is about, and those of NAMES [n] with the categories TEXTS. */
static GArray *
new_parts(const Taking *taking, const char *const *names, const char *const *texts, size_t n,
          GError **error)
{
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
    const char *where = taking->query->options.where;

    if (where && !add_condition(taking, parts, where, DIMENSION_FILTER, CONDITION_TRUE, error))
        return NULL;
    for (size_t k = 0; k < n; k++)
        if (!add_category(taking, parts, names[k], texts[k], false, error))
            return NULL;
    return g_steal_pointer(&parts);
}

/* Takes PARTS over; NAMES is what the reader calls it by. The caller says where it stands. */
static Count *
add_count(const Taking *taking, GArray *parts, size_t shown, bool withheld,
          const char *const *names)
{
    Count *count = g_new0(Count, 1);

    count->parts = parts;
    count->names = g_strdupv((char **)names);
    count->query = taking->query;
    count->place = taking->place;
    count->limit = taking->query->options.suppress_below;
    count->withheld = withheld;
    count->shown = withheld ? 0.0 : (double)shown;
    g_ptr_array_add(taking->disclosure->counts, count);
    return count;
}

/* ---- cross-tabulations */

enum { MOST_NAMES = 8 };

/* "`a` = '1'", of several names with "or" between. The caller owns it. */
static char *
chosen(const char *const *names, size_t n, const char *value)
{
    GString *text = g_string_new(NULL);
    const char *quote = strchr(value, '\'') ? "\"" : "'";

    for (size_t k = 0; k < n; k++)
        g_string_append_printf(text, "%s`%s` = %s%s%s", k ? " or " : "", names[k], quote, value,
                               quote);
    return g_string_free(text, FALSE);
}

/* Some item has a value. */
static char *
answered(const char *const *names, size_t n)
{
    GString *text = g_string_new(NULL);

    for (size_t k = 0; k < n; k++)
        g_string_append_printf(text, "%snot missing(`%s`)", k ? " or " : "", names[k]);
    return g_string_free(text, FALSE);
}

/* Answer TEXT (NULL: all who answered) of the set of TABLE. */
static bool
add_answer(const Taking *taking, const Crosstab *table, GArray *parts, const char *text,
           GError **error)
{
    const MultipleSet *set = codebook_find_set(
        taking->codebook, table->turned ? table->col_variable : table->row_variable);
    const char *const *items = (const char *const *)set->items;
    size_t n = g_strv_length((char **)items);
    const char *counted = set->counted ? set->counted : "1";
    bool by_item = table->items == NULL;
    g_autofree char *base = by_item ? chosen(items, n, counted) : answered(items, n);
    g_autofree char *answer = !text     ? NULL
                              : by_item ? chosen(&text, 1, counted)
                                        : chosen(items, n, text);

    return (table->asked ||
            add_condition(taking, parts, base, DIMENSION_FILTER, CONDITION_TRUE, error)) &&
           (!answer ||
            add_condition(taking, parts, answer, DIMENSION_ATTRIBUTE, CONDITION_TRUE, error));
}

static bool
add_line(const Taking *taking, const Crosstab *table, GArray *parts, bool across, size_t k,
         GError **error)
{
    const char *name = across ? table->col_variable : table->row_variable;
    const char *const *texts = across ? table->cols : table->rows;
    bool margin = k == (across ? table->n_cols : table->n_rows);

    if (!name)
        return true;
    if (table->multiple && table->turned == across)
        return add_answer(taking, table, parts, margin ? NULL : texts[k], error);
    return add_category(taking, parts, name, margin ? NULL : texts[k], margin, error);
}

static bool
add_cell(const Taking *taking, size_t k_table, size_t i, size_t j, GError **error)
{
    const Crosstab *table = taking->query->tables->pdata[k_table];
    g_autoptr(GArray) parts = new_parts(taking, table->by_names, table->by, table->n_by, error);
    const char *names[MOST_NAMES + 1] = { 0 };
    size_t n = 0;

    if (!parts || !add_line(taking, table, parts, false, i, error) ||
        !add_line(taking, table, parts, true, j, error))
        return false;
    for (size_t k = 0; k < table->n_by && n + 2 < MOST_NAMES; k++)
        names[n++] = table->by[k] ? table->by[k] : "missing";
    if (i < table->n_rows)
        names[n++] = table->rows[i];
    if (j < table->n_cols)
        names[n++] = table->cols[j];
    const Cell *cell = crosstab_cell(table, i, j);
    Count *count = add_count(taking, g_steal_pointer(&parts), cell->n, cell->withheld, names);
    count->table = k_table;
    count->row = i;
    count->col = j;
    return true;
}

static bool
add_table(const Taking *taking, size_t k, GError **error)
{
    const Crosstab *table = taking->query->tables->pdata[k];

    for (size_t i = 0; i <= table->n_rows; i++)
        for (size_t j = 0; j <= table->n_cols; j++)
            if (!add_cell(taking, k, i, j, error))
                return false;
    return true;
}

/* ---- estimates */

/* STATISTIC of its arguments alone, "mean(x)"; the caller owns it. */
static char *
without_condition(const Statistic *statistic)
{
    const Expression *call = statistic->expression;
    size_t n = call->n_arguments;

    if (n == 0)
        return g_strdup_printf("%s()", call->text);
    size_t begin = call->arguments[0]->begin, end = call->arguments[n - 1]->end;
    return g_strdup_printf("%s(%.*s)", call->text, (int)(end - begin), statistic->text + begin);
}

/* The statistic that ROW is of; those of quantiles are about the same rows as a median. NULL and
 * ERROR. */
static Statistic *
statistic_of(const Estimate *row, GError **error)
{
    const char *name = strcmp(row->statistic, "quantile") == 0 ? "median" : row->statistic;
    g_autofree char *text = g_strdup_printf("%s(%s)", name, row->variable);
    Statistic *statistic = statistic_new(text, NULL);

    if (statistic)
        return statistic;
    /* a column with other characters than names have */
    g_autofree char *quoted = g_strdup_printf("%s(`%s`)", name, row->variable);
    return statistic_new(quoted, error);
}

/* What the measure says of the rows of ROW: of those that it counts, or (BASE) of all it is about.
 */
static bool
add_measure(const Taking *taking, const Estimate *row, const Statistic *statistic, GArray *parts,
            bool base, GError **error)
{
    const Measure *measure = statistic->measure;
    const Expression *of =
        statistic->expression->n_arguments ? statistic->expression->arguments[0] : NULL;
    uint32_t number;

    if (measure->kind == MEASURE_ROWS || !of)
        return true;
    if (row->level && !statistic->points) /* the level of a quantile is its share */
        return add_category(taking, parts, measure->name, row->level, base, error);
    if (measure->kind == MEASURE_CONDITION) {
        g_autofree char *text = g_strndup(statistic->text + of->begin, of->end - of->begin);

        return add_condition(taking, parts, text, DIMENSION_ATTRIBUTE,
                             base ? LEVEL_KNOWN : CONDITION_TRUE, error);
    }
    g_autofree char *text = without_condition(statistic);
    if (!find_dimension(taking, OF_PRESENCE, text, DIMENSION_PRESENCE, &number, error))
        return false;
    narrow(parts, number, PRESENT);
    return true;
}

static bool
add_row(const Taking *taking, size_t number, bool base, GError **error)
{
    const Estimates *estimates = taking->query->estimates;
    const Estimate *row = &estimates->rows[number];
    g_autoptr(GArray) parts = new_parts(taking, estimates->by, row->by, estimates->n_by, error);
    g_autoptr(Statistic) statistic = parts ? statistic_of(row, error) : NULL;
    const char *names[MOST_NAMES + 1] = { 0 };
    size_t n = 0;

    if (!statistic)
        return false;
    const Expression *given = statistic->expression->given;
    g_autofree char *condition =
        given ? g_strndup(statistic->text + given->begin, given->end - given->begin) : NULL;
    if ((condition &&
         !add_condition(taking, parts, condition, DIMENSION_FILTER, CONDITION_TRUE, error)) ||
        !add_measure(taking, row, statistic, parts, base, error))
        return false;
    if (row->level)
        names[n++] = row->level;
    for (size_t k = 0; k < estimates->n_by && n < MOST_NAMES; k++)
        names[n++] = row->by[k] ? row->by[k] : "missing";
    Count *count = add_count(taking, g_steal_pointer(&parts), base ? row->base_n : row->n,
                             (row->flags & ESTIMATE_WITHHELD) != 0, names);
    count->row = number;
    count->base = base;
    return true;
}

static bool
is_rate(const Estimate *row)
{
    for (size_t r = 0; rates[r].name; r++)
        if (strcmp(rates[r].name, row->statistic) == 0)
            return true;
    return false;
}

static bool
add_estimates(const Taking *taking, const Estimates *estimates, GError **error)
{
    for (size_t k = 0; k < estimates->n_rows; k++) {
        const Estimate *row = &estimates->rows[k];

        if (strcmp(row->statistic, "contrast") == 0 || is_rate(row))
            continue;
        if (!add_row(taking, k, true, error) || !add_row(taking, k, false, error))
            return false;
    }
    return true;
}

bool
disclosure_add(Disclosure *disclosure, Query *query, const Codebook *codebook, const char *place,
               GError **error)
{
    const Taking taking = { disclosure, query, codebook, disclosure->places->len };

    g_ptr_array_add(disclosure->places, g_strdup(place));
    for (guint k = 0; query->tables && k < query->tables->len; k++)
        if (!add_table(&taking, k, error))
            return false;
    return !query->estimates || add_estimates(&taking, query->estimates, error);
}

void
disclosure_name(Disclosure *disclosure, size_t place, const char *name)
{
    char **stands = (char **)&g_ptr_array_index(disclosure->places, place);

    g_free(*stands);
    *stands = g_strdup(name);
}
