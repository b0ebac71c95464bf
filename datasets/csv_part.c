/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_part.c - the rows of one piece of a text file. */
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
    faults_clear(&part->split.faults);
    faults_clear(&part->row_faults);
    piece_clear(&part->piece);
}

static void
begin_row(Part *part)
{
    part->next = 0;
    part->split.wanted = part->plan->n_targets > 0 ? part->plan->targets[0].field : SIZE_MAX;
    if (part->n_rows < part->capacity)
        return;
    part->capacity = MAX((size_t)ROWS, 2 * part->capacity);
    part->line = g_renew(uint32_t, part->line, part->capacity);
    for (size_t k = 0; k < part->plan->n_targets; k++)
        cells_reserve(&part->cells[k], part->capacity);
}

/* A field that one target wants, or several. Kept out of take_field(), which is called for every
 * field of the file and must stay small. */
static G_NO_INLINE void
take_cell(Part *part, const char *text, size_t length)
{
    const Plan *plan = part->plan;
    size_t field = part->split.wanted;

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
    part->split.wanted = part->next < plan->n_targets ? plan->targets[part->next].field : SIZE_MAX;
}

static void
take_field(void *bytes, size_t length, void *split)
{
    Part *part = split;

    if (part->split.field == part->split.wanted)
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
    begin_row(part);
}

void
part_read(Part *part)
{
    part->n_rows = 0;
    faults_clear(&part->row_faults);
    for (size_t k = 0; k < part->plan->n_targets; k++)
        cells_begin(&part->cells[k], &part->plan->targets[k]);
    begin_row(part);
    part->split.delimiter = part->plan->delimiter;
    part->split.blank_is_record = part->plan->n_fields == 1;
    part->split.take_field = take_field;
    part->split.take_record = take_record;
    split_text(&part->split, part->piece.bytes, part->piece.length, part->piece.last);
}
