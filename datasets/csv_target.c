/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_target.c - how a column that was asked for is to be read, by request and codebook. */
#include "datasets/csv_cells.h"
#include "datasets/error.h"

#include <string.h>

/* They are numbered in a byte. */
enum { MOST_REASONS = 256 };

static int32_t
reason_index(GPtrArray *reasons, const char *reason)
{
    for (guint i = 1; i < reasons->len; i++)
        if (strcmp(reasons->pdata[i], reason) == 0)
            return (int32_t)i;
    g_ptr_array_add(reasons, g_strdup(reason));
    return (int32_t)reasons->len - 1;
}

static void
add_missing_codes(Target *target, const Variable *variable, const ReadOptions *options)
{
    for (size_t k = 0; variable && k < variable->n_missing; k++) {
        const MissingCode *code = &variable->missing[k];
        int32_t reason = reason_index(target->reasons, code->reason);

        dictionary_add_missing(target->texts, code->value, reason);
        target->has_codes = true;
    }
    for (const char *const *text = options->missing; text && *text; text++) {
        g_autofree char *name = g_strdup_printf("coded %s", *text);

        if (**text == '\0')
            continue; /* empty cells are missing in any case */
        dictionary_add_missing(target->texts, *text, reason_index(target->reasons, name));
        target->has_codes = true;
    }
}

static CellsKind
kind_of(const ColumnRequest *request, const Variable *variable)
{
    if (request->as != READ_EITHER)
        return request->as == READ_NUMBER ? CELLS_NUMBER : CELLS_CATEGORY;
    if (variable && variable->type != VARIABLE_AUTO)
        return variable->type == VARIABLE_NUMBER ? CELLS_NUMBER : CELLS_CATEGORY;
    return variable && variable->n_values > 0 ? CELLS_CATEGORY : CELLS_OPEN;
}

bool
target_begin(Target *target, const ColumnRequest *request, const Variable *variable,
             const ReadOptions *options, GError **error)
{
    target->name = request->name;
    target->kind = kind_of(request, variable);
    target->either = target->kind == CELLS_OPEN;
    target->na = options->missing == NULL;
    target->codes = variable && variable->type == VARIABLE_NUMBER;
    target->decimal = options->decimal;
    target->texts = dictionary_new();
    target->lines = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    target->reasons = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(target->reasons, g_strdup(""));
    g_ptr_array_add(target->reasons, g_strdup("no answer"));
    add_missing_codes(target, variable, options);
    if (target->reasons->len > MOST_REASONS) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "column '%s': more than %d reasons for missing values are declared; give some "
                    "codes the same reason",
                    request->name, MOST_REASONS - 2);
        return false;
    }
    return true;
}

void
target_clear(Target *target)
{
    dictionary_free(target->texts);
    if (target->lines)
        g_array_unref(target->lines);
    if (target->reasons)
        g_ptr_array_unref(target->reasons);
    *target = (Target){ 0 };
}
