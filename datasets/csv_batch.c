/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_batch.c - the cells of one column in the rows of a scan, one column after the other: what
 * depends on the column is decided once for all of them. What is rare goes through cells_take(),
 * which is what all of it must agree with. */
#include "datasets/csv_part.h"
#include "datasets/number_four.h"

G_STATIC_ASSERT((int)NUMBER_SLACK <= PIECE_SLACK && (int)DICTIONARY_SLACK <= PIECE_SLACK);

typedef struct {
    Cells *cells;
    const Target *target;
    Scan *scan;
    size_t first;         /* row of CELLS that the first row in hand is */
    const uint32_t *line; /* [n_rows in hand] */
} Batch;

/* Any cell at all. */
static G_NO_INLINE bool
take_any(const Batch *batch, size_t r, const char *text, size_t length)
{
    FaultKind fault;

    if (length > 0 && *text == '"')
        text = scan_unquote(batch->scan, text, &length);
    return cells_take(batch->cells, batch->target, batch->first + r, text, length, batch->line[r],
                      &fault);
}

static bool
take_all(const Batch *batch)
{
    ScanColumn column = scan_column(batch->scan, batch->target->field);

    for (size_t r = 0; r < batch->scan->n_rows; r++) {
        size_t length;
        const char *text = scan_column_next(&column, &length);

        if (!take_any(batch, r, text, length))
            return false;
    }
    return true;
}

/* A text between quotes is in no dictionary with them, unless it was in three. */
static bool
take_categories(const Batch *batch)
{
    const Dictionary *texts = batch->target->texts;
    ScanColumn column = scan_column(batch->scan, batch->target->field);
    size_t n_rows = batch->scan->n_rows;
    int32_t *code = batch->cells->code + batch->first;
    uint8_t *missing = batch->cells->missing + batch->first;

    for (size_t r = 0; r < n_rows; r++) {
        size_t length;
        const char *text = scan_column_next(&column, &length);

        code[r] = length > 0 && *text != '"' ? dictionary_find_near(texts, text, length) : -1;
        missing[r] = 0;
        if (code[r] < 0 && !take_any(batch, r, text, length))
            return false;
    }
    return true;
}

#ifdef __SSE2__
/* As take_numbers(), where nothing is a missing code, of as many rows as make fours; returns how
 * many were taken, or SIZE_MAX: one of them is not what it should be. */
static WITH_AVX2 size_t
take_fours(const Batch *batch)
{
    const Target *target = batch->target;
    ScanColumn column = scan_column(batch->scan, target->field);
    size_t n_rows = batch->scan->n_rows & ~(size_t)3;
    double *number = batch->cells->number + batch->first;

    memset(batch->cells->missing + batch->first, 0, n_rows);
    for (size_t r = 0; r < n_rows; r += 4) {
        const char *text[4];
        size_t length[4];

#pragma GCC unroll 4 /* so that the four stay in registers */
        for (size_t k = 0; k < 4; k++)
            text[k] = scan_column_next(&column, &length[k]);
        unsigned wrong = number_read_four(text, length, target->decimal, &number[r]);
        for (; G_UNLIKELY(wrong); wrong &= wrong - 1) {
            size_t row = r + (size_t)__builtin_ctz(wrong), n;
            const char *rare = scan_field(batch->scan, row, target->field, &n);

            if (!take_any(batch, row, rare, n))
                return SIZE_MAX;
        }
    }
    return n_rows;
}
#endif

static bool
take_numbers(const Batch *batch)
{
    const Target *target = batch->target;
    ScanColumn column = scan_column(batch->scan, target->field);
    size_t n_rows = batch->scan->n_rows;
    double *number = batch->cells->number + batch->first;
    uint8_t *missing = batch->cells->missing + batch->first;
    size_t r = 0;

#ifdef __SSE2__
    if (batch->scan->means == SCAN_BEST && !target->has_codes && has_avx2()) {
        if ((r = take_fours(batch)) == SIZE_MAX)
            return false;
        column.end += r * column.n_fields;
    }
#endif
    for (; r < n_rows; r++) {
        size_t length;
        const char *text = scan_column_next(&column, &length);
        bool code = target->has_codes &&
                    dictionary_find_near(target->texts, text, length) != DICTIONARY_ABSENT;

        missing[r] = 0;
        if ((code || !number_read_short(text, length, target->decimal, &number[r])) &&
            !take_any(batch, r, text, length))
            return false;
    }
    return true;
}

static bool
take_column(const Batch *batch)
{
    switch (batch->cells->kind) {
    case CELLS_NUMBER:
        return take_numbers(batch);
    case CELLS_CATEGORY:
        return take_categories(batch);
    case CELLS_OPEN:
    case CELLS_EMPTY:
        return take_all(batch);
    }
    g_assert_not_reached();
}

/* The column of target K was just read for target K - 1, as the same numbers. */
static bool
is_twin(const Part *part, size_t k)
{
    const Target *target = &part->plan->targets[k];

    return k > 0 && target[-1].field == target->field && target[-1].padded == target->padded &&
           part->cells[k].kind == CELLS_NUMBER && part->cells[k - 1].kind == CELLS_NUMBER;
}

static void
copy_column(Cells *to, const Cells *from, size_t first, size_t n_rows)
{
    memcpy(to->number + first, from->number + first, n_rows * sizeof *to->number);
    memcpy(to->missing + first, from->missing + first, n_rows);
    to->any_missing |= from->any_missing;
}

bool
part_take_rows(Part *part)
{
    Scan *scan = &part->scan;
    size_t first = part->n_rows;
    uint64_t n_padded = 0; /* in these rows of the column before */

    for (size_t k = 0; k < part->plan->n_targets; k++) {
        Cells *cells = &part->cells[k];
        Batch batch = { cells, &part->plan->targets[k], scan, first, part->line + first };

        if (is_twin(part, k)) {
            copy_column(cells, cells - 1, first, scan->n_rows);
            cells->n_padded += n_padded;
            continue;
        }
        n_padded = cells->n_padded;
        if (!take_column(&batch))
            return false;
        n_padded = cells->n_padded - n_padded;
    }
    return true;
}
