/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_cells.c - from the text of a cell to its value in a column. */
#include "datasets/csv_cells.h"

#include "datasets/number.h"

#include <math.h>
#include <string.h>

enum { NO_ANSWER = 1 };

void
cells_reserve(Cells *cells, size_t capacity)
{
    cells->number = g_realloc_n(cells->number, capacity, sizeof *cells->number);
    cells->missing = g_realloc(cells->missing, capacity);
}

void
cells_begin(Cells *cells, const Target *target)
{
    cells->kind = target->kind;
    cells->any_missing = false;
    cells->n_padded = 0;
    g_clear_pointer(&cells->fresh, dictionary_free);
    if (cells->lines)
        g_array_set_size(cells->lines, 0);
    if (cells->wide)
        g_array_set_size(cells->wide, 0);
}

void
cells_clear(Cells *cells)
{
    g_free(cells->number);
    g_free(cells->missing);
    dictionary_free(cells->fresh);
    if (cells->lines)
        g_array_unref(cells->lines);
    if (cells->wide)
        g_array_unref(cells->wide);
    *cells = (Cells){ 0 };
}

static bool
take_missing(Cells *cells, size_t i, uint8_t reason)
{
    if (cells->kind == CELLS_CATEGORY)
        cells->code[i] = -1;
    else
        cells->number[i] = NAN;
    cells->missing[i] = reason;
    cells->any_missing = true;
    return true;
}

static int32_t
add_fresh(Cells *cells, const char *text, size_t length, uint64_t line)
{
    if (!cells->fresh) {
        cells->fresh = dictionary_new();
        if (!cells->lines)
            cells->lines = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    }
    int32_t code = dictionary_find_or_add(cells->fresh, text, length);
    if ((guint)code == cells->lines->len) /* it is new */
        g_array_append_val(cells->lines, line);
    return -2 - code;
}

static bool
take_category(Cells *cells, const Target *target, size_t i, const char *text, size_t length,
              uint64_t line)
{
    if (length == 0)
        return take_missing(cells, i, NO_ANSWER);
    int32_t code = dictionary_find(target->texts, text, length);
    if (code == DICTIONARY_ABSENT)
        code = add_fresh(cells, text, length, line);
    else if (code < 0)
        return take_missing(cells, i, (uint8_t)-code);
    cells->code[i] = code;
    cells->missing[i] = 0;
    return true;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Keeps the digits of a number that a double may not hold. */
static void
keep_wide(Cells *cells, const Target *target, size_t i, const char *text, size_t length)
{
    WideNumber wide = { .row = i };

    if (!number_read_digits(text, length, target->decimal, &wide.digits, &wide.decimals))
        return;
    if (!cells->wide)
        cells->wide = g_array_new(FALSE, FALSE, sizeof(WideNumber));
    g_array_append_val(cells->wide, wide);
}

static bool
take_number(Cells *cells, const Target *target, size_t i, const char *text, size_t length,
            FaultKind *fault)
{
    while (length > 0 && is_blank(*text))
        text++, length--;
    while (length > 0 && is_blank(text[length - 1]))
        length--;
    if (length == 0)
        return take_missing(cells, i, NO_ANSWER);
    if (target->has_codes) {
        int32_t code = dictionary_find(target->texts, text, length);
        if (code != DICTIONARY_ABSENT && code < 0)
            return take_missing(cells, i, (uint8_t)-code);
    }
    cells->missing[i] = 0;
    if (length > 15)
        keep_wide(cells, target, i, text, length);
    switch (number_read(text, length, target->decimal, &cells->number[i])) {
    case NUMBER_VALUE:
        return true;
    case NUMBER_CODE:
        if (target->codes)
            return true;
        if (target->padded && fabs(cells->number[i]) < 9007199254740992.0) {
            cells->n_padded++;
            return true;
        }
        *fault = FAULT_CODE;
        return false;
    case NUMBER_NONE:
        if (target->na && length == 2 && memcmp(text, "NA", 2) == 0)
            return take_missing(cells, i, NO_ANSWER);
        *fault = FAULT_NUMBER;
        return false;
    }
    g_assert_not_reached();
}

/* The first cell of an open column that may not be missing decides. */
static bool
take_open(Cells *cells, const Target *target, size_t i, const char *text, size_t length,
          uint64_t line, FaultKind *fault)
{
    if (take_number(cells, target, i, text, length, fault)) {
        if (!isnan(cells->number[i]) || (length == 2 && memcmp(text, "NA", 2) == 0))
            cells->kind = CELLS_NUMBER;
        return true;
    }
    cells->kind = CELLS_CATEGORY;
    for (size_t k = 0; k < i; k++)
        cells->code[k] = -1;
    return take_category(cells, target, i, text, length, line);
}

bool
cells_take(Cells *cells, const Target *target, size_t i, const char *text, size_t length,
           uint64_t line, FaultKind *fault)
{
    switch (cells->kind) {
    case CELLS_NUMBER:
        return take_number(cells, target, i, text, length, fault);
    case CELLS_CATEGORY:
        return take_category(cells, target, i, text, length, line);
    case CELLS_OPEN:
        return take_open(cells, target, i, text, length, line, fault);
    case CELLS_EMPTY:
        *fault = FAULT_LAST_FIELD;
        return length == 0;
    }
    g_assert_not_reached();
}

/* The codes of TARGET for the fresh texts of CELLS, which are added to it in their order. */
static int32_t *
add_levels(Target *target, const Cells *cells, uint64_t lines)
{
    int32_t n;
    const char *const *texts = dictionary_texts(cells->fresh, &n);
    int32_t *codes = g_new(int32_t, n);

    for (int32_t k = 0; k < n; k++) {
        codes[k] = dictionary_find_or_add(target->texts, texts[k], strlen(texts[k]));
        if (codes[k] < 0 || (guint)codes[k] != target->lines->len)
            continue; /* another part had it too */
        uint64_t line = lines + g_array_index(cells->lines, uint64_t, k);
        uint32_t shown = (uint32_t)MIN(line, UINT32_MAX);
        g_array_append_val(target->lines, shown);
    }
    return codes;
}

bool
target_learns(const Target *target, const Cells *cells)
{
    return target->kind != cells->kind || cells->fresh;
}

void
target_merge(Target *target, Cells *cells, size_t n_rows, uint64_t lines)
{
    if (target->kind != cells->kind) /* else threads may be looking at it */
        target->kind = cells->kind;
    target->n_padded += cells->n_padded;
    if (!cells->fresh)
        return;
    g_autofree int32_t *codes = add_levels(target, cells, lines);
    for (size_t i = 0; i < n_rows; i++)
        if (cells->code[i] < -1)
            cells->code[i] = codes[-2 - cells->code[i]];
}

/* The first of the wide numbers that is not before ROW. */
static guint
first_wide(const GArray *wide, size_t row)
{
    guint low = 0, high = wide->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (g_array_index(wide, WideNumber, middle).row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Column
target_column(const Target *target, const Cells *cells, size_t begin, size_t end)
{
    Column column = { .name = target->name,
                      .type = cells->kind == CELLS_CATEGORY ? COLUMN_CATEGORY : COLUMN_NUMBER,
                      .reasons = (const char *const *)target->reasons->pdata,
                      .n_reasons = target->reasons->len };

    if (column.type == COLUMN_NUMBER) {
        column.number = cells->number + begin;
        if (cells->wide && cells->wide->len > 0) {
            guint first = first_wide(cells->wide, begin);

            column.wide = &g_array_index(cells->wide, WideNumber, first);
            column.n_wide = first_wide(cells->wide, end) - first;
            column.wide_first = begin;
        }
    } else {
        column.code = cells->code + begin;
        column.levels = dictionary_texts(target->texts, &column.n_levels);
        column.level_line = (const uint32_t *)(void *)target->lines->data;
    }
    if (cells->any_missing && end > begin)
        column.missing = cells->missing + begin;
    return column;
}
