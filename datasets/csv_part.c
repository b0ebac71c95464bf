/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_part.c - the rows of one piece of a text file: by a scan when the piece is simple, else, from
 * its beginning, by libcsv. */
#include "datasets/csv_part.h"

enum { ROWS = 512 };

void
part_begin(Part *part, const Plan *plan)
{
    *part = (Part){ .plan = plan, .cells = g_new0(Cells, plan->n_targets + 1) };
}

void
part_clear(Part *part)
{
    for (size_t k = 0; part->plan && k < part->plan->n_targets; k++)
        cells_clear(&part->cells[k]);
    g_free(part->cells);
    g_free(part->line);
    scan_clear(&part->scan);
    faults_clear(&part->split.faults);
    faults_clear(&part->row_faults);
    piece_clear(&part->piece);
}

/* Makes room for CAPACITY rows. */
static void
reserve(Part *part, size_t capacity)
{
    if (capacity <= part->capacity)
        return;
    part->capacity = MAX(capacity, 2 * part->capacity);
    part->line = g_renew(uint32_t, part->line, part->capacity);
    for (size_t k = 0; k < part->plan->n_targets; k++)
        cells_reserve(&part->cells[k], part->capacity);
}

/* Forgets what was read. */
static void
begin_rows(Part *part)
{
    part->n_rows = part->next = 0;
    faults_clear(&part->row_faults);
    reserve(part, ROWS);
    for (size_t k = 0; k < part->plan->n_targets; k++)
        cells_begin(&part->cells[k], &part->plan->targets[k]);
}

/* A field that one target wants, or several. */
static void
take_cell(Part *part, const char *text, size_t length)
{
    const Plan *plan = part->plan;
    size_t field = part->split.field;

    for (; part->next < plan->n_targets && plan->targets[part->next].field == field; part->next++) {
        const Target *target = &plan->targets[part->next];
        FaultKind kind;

        if (!cells_take(&part->cells[part->next], target, part->n_rows, text, length,
                        part->split.record, &kind)) {
            Fault fault = {
                .kind = kind, .line = part->split.record, .field = field, .found = target->either
            };
            faults_add(&part->row_faults, fault, text, length);
        }
    }
}

static void
take_field(void *bytes, size_t length, void *split)
{
    Part *part = split;

    take_cell(part, bytes, length);
    part->split.field++;
}

/* In a row with too few or too many fields the cells are not where they belong. */
static void
take_record(Split *split)
{
    Part *part = (Part *)split;

    if (split->field != part->plan->n_fields) {
        Fault fault = {
            .kind = FAULT_FIELDS, .line = split->record, .field = SIZE_MAX, .found = split->field
        };
        faults_clear(&part->row_faults);
        faults_add(&split->faults, fault, NULL, 0);
    } else if (part->row_faults.n > 0) {
        faults_append(&split->faults, &part->row_faults);
    }
    part->line[part->n_rows++] = (uint32_t)split->record;
    part->next = 0;
    reserve(part, part->n_rows + 1);
}

static void
read_by_libcsv(Part *part)
{
    begin_rows(part);
    part->split.delimiter = part->plan->delimiter;
    part->split.blank_is_record = part->plan->n_fields == 1;
    part->split.take_field = take_field;
    part->split.take_record = take_record;
    split_text(&part->split, part->piece.bytes, part->piece.length, part->piece.last);
}

static bool
take_rows(Part *part)
{
    Scan *scan = &part->scan;

    reserve(part, part->n_rows + scan->n_rows);
    scan_row_lines(scan, part->line + part->n_rows);
    if (!part_take_rows(part))
        return false;
    part->n_rows += scan->n_rows;
    return true;
}

/* FALSE: the piece is not simple, or has a fault, or no whole row. */
static bool
read_by_scan(Part *part)
{
    const Piece *piece = &part->piece;
    const Plan *plan = part->plan;
    Scan *scan = &part->scan;

    if (plan->path == READ_SLOWLY || piece->undecodable ||
        !scan_begin(scan, piece->bytes, piece->length, piece->last, plan->delimiter, plan->n_fields,
                    plan_means(plan)))
        return false;
    begin_rows(part);
    while (scan_next(scan))
        if (!take_rows(part))
            return false;
    if (scan->doubt || part->n_rows == 0)
        return false;
    split_passed(&part->split, scan->end, scan_lines(scan));
    return true;
}

void
part_read(Part *part)
{
    if (!read_by_scan(part))
        read_by_libcsv(part);
}
