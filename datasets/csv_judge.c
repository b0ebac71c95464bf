/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_judge.c - are these columns numbers? Answered on the beginning of a file. */
#include "datasets/csv_part.h"

#include <math.h>

/* What the cells of one target have been so far. */
typedef struct {
    bool value; /* there was a number, a code or a text */
    bool text;  /* there was a text, or an integer past 2^53 */
    bool first_code;
    bool closed; /* nothing that follows can change the answer */
} Verdict;

typedef struct {
    Split split;
    const Plan *plan;
    Verdict *verdicts; /* [n_targets] */
    size_t n_open;
    size_t next;
} Judge;

static void
judge_cell(Verdict *verdict, const Target *target, const char *text, size_t length)
{
    double number;
    uint8_t missing;
    Cells scratch = { .kind = CELLS_NUMBER, .number = &number, .missing = &missing };
    FaultKind fault;
    bool taken = cells_take(&scratch, target, 0, text, length, 0, &fault);

    if (taken && isnan(number))
        return;
    if (!verdict->value)
        verdict->first_code = !taken && fault == FAULT_CODE;
    verdict->value = true;
    /* zeros before a number may be padding, but an integer that no double holds is a code */
    verdict->text |= !taken && (fault != FAULT_CODE || fabs(number) >= 9007199254740992.0);
    verdict->closed = target->kind == CELLS_NUMBER || verdict->text || verdict->first_code;
}

static void
take_cell(Judge *judge, size_t k, const char *text, size_t length)
{
    Verdict *verdict = &judge->verdicts[k];

    if (verdict->closed)
        return;
    judge_cell(verdict, &judge->plan->targets[k], text, length);
    judge->n_open -= verdict->closed;
}

static void
take_field(void *bytes, size_t length, void *split)
{
    Judge *judge = split;
    const Plan *plan = judge->plan;

    for (; judge->next < plan->n_targets && plan->targets[judge->next].field == judge->split.field;
         judge->next++)
        take_cell(judge, judge->next, bytes, length);
    judge->split.field++;
}

static void
take_record(Split *split)
{
    Judge *judge = (Judge *)split;

    judge->next = 0;
    split->stop = judge->n_open == 0;
}

/* Nothing is known of any column but what was asked for. */
static void
begin(Judge *judge)
{
    judge->n_open = judge->next = 0;
    for (size_t k = 0; k < judge->plan->n_targets; k++) {
        CellsKind kind = judge->plan->targets[k].kind;

        judge->verdicts[k] = (Verdict){ .closed = kind != CELLS_OPEN && kind != CELLS_NUMBER };
        judge->n_open += !judge->verdicts[k].closed;
    }
}

/* All rows that matter, if they are simple. FALSE: they are not; *WHOLE: there is one. */
static bool
judge_by_scan(Judge *judge, const Piece *piece, bool *whole)
{
    const Plan *plan = judge->plan;
    Scan scan = { 0 };
    bool simple =
        plan->path != READ_SLOWLY && scan_begin(&scan, piece->bytes, piece->length, piece->last,
                                                plan->delimiter, plan->n_fields, plan_means(plan));

    begin(judge);
    while (simple && judge->n_open > 0 && scan_next(&scan))
        for (size_t r = 0; r < scan.n_rows && judge->n_open > 0; r++)
            for (size_t k = 0; k < plan->n_targets; k++) {
                size_t length;
                const char *text = scan_field(&scan, r, plan->targets[k].field, &length);

                if (length > 0 && *text == '"')
                    text = scan_unquote(&scan, text, &length);
                take_cell(judge, k, text, length);
            }
    simple = simple && !scan.doubt;
    *whole = scan.n_all > 0;
    scan_clear(&scan);
    return simple;
}

bool
plan_judge(Plan *plan, const Piece *piece)
{
    g_autofree Verdict *verdicts = g_new0(Verdict, plan->n_targets + 1);
    Judge judge = { .split = { .delimiter = plan->delimiter,
                               .blank_is_record = plan->n_fields == 1,
                               .take_field = take_field,
                               .take_record = take_record },
                    .plan = plan,
                    .verdicts = verdicts };
    bool enough = true, whole;

    begin(&judge);
    if (judge.n_open == 0)
        return true;
    if (!judge_by_scan(&judge, piece, &whole)) {
        begin(&judge);
        split_text(&judge.split, piece->bytes, piece->length, piece->last);
        faults_clear(&judge.split.faults);
        whole = judge.split.consumed > 0;
    }
    for (size_t k = 0; k < plan->n_targets; k++) {
        Target *target = &plan->targets[k];

        /* numbers may be padded with zeros: 1, 2 and 007 are; 007, 1 and 2 are codes */
        target->padded = verdicts[k].value && !verdicts[k].first_code;
        if (target->kind == CELLS_OPEN && verdicts[k].value)
            target->kind =
                verdicts[k].text || verdicts[k].first_code ? CELLS_CATEGORY : CELLS_NUMBER;
        enough &= verdicts[k].closed || verdicts[k].value;
    }
    return enough && whole;
}
