/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile.c - what is in the columns of a file: every column is read as texts, and each different
 * text is looked at once. */
#include "analysis/profile.h"

#include "analysis/exact.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

/* Cells by level and by reason of one column, while the blocks pass by. */
typedef struct {
    GArray *by_level;            /* of size_t */
    GArray *by_reason;           /* of size_t */
    GPtrArray *levels, *reasons; /* texts, in the keeping of the profile */
} Tally;

typedef struct {
    Profile *profile;
    Tally *tallies; /* [n_variables] */
    DesignReport *design;
} Pass;

static void
tally_add(Tally *tally, const Column *column, size_t n_rows, GStringChunk *strings)
{
    while (tally->levels->len < (guint)column->n_levels)
        g_ptr_array_add(tally->levels,
                        g_string_chunk_insert(strings, column->levels[tally->levels->len]));
    while (tally->reasons->len < column->n_reasons)
        g_ptr_array_add(tally->reasons,
                        g_string_chunk_insert(strings, column->reasons[tally->reasons->len]));
    g_array_set_size(tally->by_level, tally->levels->len);
    g_array_set_size(tally->by_reason, MAX(tally->reasons->len, 2));

    size_t *by_level = (size_t *)(void *)tally->by_level->data;
    size_t *by_reason = (size_t *)(void *)tally->by_reason->data;
    for (size_t i = 0; i < n_rows; i++) {
        if (column->code[i] >= 0)
            by_level[column->code[i]]++;
        else
            by_reason[column->missing ? column->missing[i] : 1]++;
    }
}

static bool
add_block(const Dataset *block, gpointer user, GError **error)
{
    Pass *pass = user;

    (void)error;
    pass->profile->rows += block->n_rows;
    for (size_t k = 0; k < pass->profile->n_variables; k++)
        tally_add(&pass->tallies[k], &block->columns[k], block->n_rows, pass->profile->strings);
    if (pass->design)
        design_report_add(pass->design, block);
    return true;
}

/* Whether a column holds numbers: all of its texts are, NA aside where that means missing. */
static bool
all_numbers(const Tally *tally, const ReadOptions *options, const Variable *variable)
{
    bool any = false, allowed = variable && variable->type == VARIABLE_NUMBER;

    if (variable && (variable->type == VARIABLE_CATEGORY ||
                     (variable->n_values > 0 && variable->type != VARIABLE_NUMBER)))
        return false;
    for (guint i = 0; i < tally->levels->len; i++) {
        const char *text = tally->levels->pdata[i];
        g_autofree char *trimmed = g_strstrip(g_strdup(text));
        double value;

        if (!options->missing && strcmp(text, "NA") == 0)
            continue;
        NumberKind kind = number_read(trimmed, strlen(trimmed), options->decimal, &value);
        if (kind == NUMBER_NONE || (kind == NUMBER_CODE && !allowed))
            return false;
        any = true;
    }
    return any;
}

/* Moments of the levels [n] with their counts: in whole numbers where they are decimals, else the
 * mean first, then squares about it. */
static void
set_moments(VariableProfile *variable, const double *value, const size_t *count, size_t n,
            const Exact *exact)
{
    double sum = 0.0, lost = 0.0, squares = 0.0, size = (double)variable->n;

    for (size_t i = 0; i < n; i++) { /* Neumaier's compensated sum */
        double term = value[i] * (double)count[i], next = sum + term;

        if (count[i] == 0)
            continue;
        lost += fabs(sum) >= fabs(term) ? (sum - next) + term : (term - next) + sum;
        sum = next;
        variable->min = isnan(variable->min) ? value[i] : fmin(variable->min, value[i]);
        variable->max = isnan(variable->max) ? value[i] : fmax(variable->max, value[i]);
    }
    if (variable->n == 0)
        return;
    variable->mean = (sum + lost) / size;
    for (size_t i = 0; i < n; i++)
        squares += (double)count[i] * (value[i] - variable->mean) * (value[i] - variable->mean);
    if (variable->n > 1)
        variable->sd = variable->min == variable->max ? 0.0 : sqrt(squares / (size - 1.0));
    if (isfinite(exact_mean(exact, 0)))
        variable->mean = exact_mean(exact, 0);
    if (isfinite(exact_sd(exact, 0)))
        variable->sd = exact_sd(exact, 0);
}

/* COUNT cells that read as VALUE, from the digits of TEXT where it shows them. */
static void
add_exactly(Exact *exact, const char *text, char decimal, double value, size_t count)
{
    const int32_t code = 0;
    const double times = (double)count;
    int64_t digits;
    int decimals;

    if (count == 0)
        return;
    if (number_read_digits(text, strlen(text), decimal, &digits, &decimals))
        exact_add_digits(exact, 0, digits, decimals, (int64_t)count);
    else
        exact_add(exact, &code, &value, &times, NULL, 1);
}

static void
profile_numbers(VariableProfile *variable, const Tally *tally, const ReadOptions *options)
{
    g_autofree double *value = g_new0(double, tally->levels->len + 1);
    g_autofree size_t *count = g_new0(size_t, tally->levels->len + 1);
    g_autoptr(Exact) exact = exact_new();
    size_t n = 0;

    for (guint i = 0; i < tally->levels->len; i++) {
        const char *text = tally->levels->pdata[i];
        size_t cells = g_array_index(tally->by_level, size_t, i);
        g_autofree char *trimmed = g_strstrip(g_strdup(text));

        if (number_read(trimmed, strlen(trimmed), options->decimal, &value[n]) == NUMBER_NONE) {
            variable->missing += cells; /* NA */
            g_array_index(tally->by_reason, size_t, 1) += cells;
            continue;
        }
        variable->n += cells;
        variable->distinct += cells > 0;
        add_exactly(exact, trimmed, options->decimal, value[n], cells);
        count[n++] = cells;
    }
    set_moments(variable, value, count, n, exact);
}

typedef struct {
    LevelCount level;
    size_t rank; /* place in the codebook, or after all of those */
} Ranked;

static int
compare_ranked(gconstpointer a, gconstpointer b)
{
    const Ranked *x = a, *y = b;

    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return strcmp(x->level.level, y->level.level);
}

static size_t
rank_of(const Variable *described, const char *level)
{
    size_t n = described ? described->n_values : 0;

    for (size_t i = 0; i < n; i++)
        if (strcmp(described->values[i].value, level) == 0)
            return i;
    return n;
}

static void
profile_categories(VariableProfile *variable, const Tally *tally, const Variable *described)
{
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(Ranked));

    for (guint i = 0; i < tally->levels->len; i++) {
        Ranked entry = { { tally->levels->pdata[i], g_array_index(tally->by_level, size_t, i),
                           false },
                         rank_of(described, tally->levels->pdata[i]) };

        variable->n += entry.level.n;
        g_array_append_val(ranked, entry);
    }
    g_array_sort(ranked, compare_ranked);
    variable->distinct = variable->n_levels = ranked->len;
    variable->levels = g_new0(LevelCount, ranked->len);
    for (guint i = 0; i < ranked->len; i++)
        variable->levels[i] = g_array_index(ranked, Ranked, i).level;
}

static void
finish(VariableProfile *variable, const Tally *tally, const ReadOptions *options)
{
    const Variable *described = codebook_find(options->codebook, variable->name);

    variable->min = variable->max = variable->mean = variable->sd = NAN;
    for (guint i = 0; i < tally->by_reason->len; i++)
        variable->missing += g_array_index(tally->by_reason, size_t, i);
    for (guint i = 0; i < tally->levels->len; i++) {
        size_t length = (size_t)g_utf8_strlen(tally->levels->pdata[i], -1);

        variable->max_length = MAX(variable->max_length, length);
    }
    variable->number = all_numbers(tally, options, described);
    if (variable->number)
        profile_numbers(variable, tally, options);
    else
        profile_categories(variable, tally, described);

    variable->reasons = g_new0(LevelCount, tally->by_reason->len);
    for (guint i = 1; i < tally->by_reason->len; i++) {
        size_t cells = g_array_index(tally->by_reason, size_t, i);
        const char *reason = i < tally->reasons->len ? tally->reasons->pdata[i] : "no answer";

        if (cells > 0)
            variable->reasons[variable->n_reasons++] = (LevelCount){ reason, cells, false };
    }
}

static void
tally_clear(Tally *tally)
{
    g_array_unref(tally->by_level);
    g_array_unref(tally->by_reason);
    g_ptr_array_unref(tally->levels);
    g_ptr_array_unref(tally->reasons);
}

Profile *
profile_read(Input *input, DesignReport *design, GError **error)
{
    g_autoptr(Profile) profile = g_new0(Profile, 1);
    const char *const *names = reader_names(input->reader, &profile->n_variables);
    g_autoptr(GArray) requests = g_array_new(FALSE, FALSE, sizeof(ColumnRequest));
    g_autofree Tally *tallies = g_new0(Tally, profile->n_variables);
    Pass pass = { profile, tallies, design };

    profile->strings = g_string_chunk_new(4096);
    profile->variables = g_new0(VariableProfile, profile->n_variables);
    for (size_t k = 0; k < profile->n_variables; k++) {
        const char *name = g_string_chunk_insert(profile->strings, names[k]);
        const ColumnRequest request = { name, READ_CATEGORY };

        profile->variables[k].name = name;
        g_array_append_val(requests, request);
        tallies[k] = (Tally){ g_array_new(FALSE, TRUE, sizeof(size_t)),
                              g_array_new(FALSE, TRUE, sizeof(size_t)), g_ptr_array_new(),
                              g_ptr_array_new() };
    }
    bool read = (!design || design_report_requests(design, requests, error)) &&
                reader_read(input->reader, (const ColumnRequest *)(gpointer)requests->data,
                            requests->len, add_block, &pass, error);
    for (size_t k = 0; k < profile->n_variables; k++) {
        if (read)
            finish(&profile->variables[k], &tallies[k], &input->options);
        tally_clear(&tallies[k]);
    }
    if (read && design)
        design_report_finish(design);
    return read ? g_steal_pointer(&profile) : NULL;
}

void
profile_free(Profile *profile)
{
    if (!profile)
        return;
    for (size_t k = 0; k < profile->n_variables; k++) {
        g_free(profile->variables[k].levels);
        g_free(profile->variables[k].reasons);
    }
    g_free(profile->variables);
    g_string_chunk_free(profile->strings);
    g_free(profile);
}
