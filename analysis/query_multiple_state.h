/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query_multiple_state.h - a set while it is summed: for query_multiple*.c alone. */
#pragma once

#include "analysis/query_multiple.h"

/* How far a row has answered. */
typedef enum { ANSWER_NONE, ANSWER_OTHER, ANSWER_COUNTED, N_ANSWERS } AnswerState;

/* Term 0 of the totals has the rows as cases, term 1 + k those with a value in item k. */
struct MultipleState {
    char *name, *col; /* COL may be NULL */
    char **items;
    size_t n_items;
    char *counted; /* NULL: not declared */
    bool turned;   /* the set stands across, the variable down */
    bool asked, mentions;
    bool by_item;            /* after multiple_finish(): an item is an answer, else its value is */
    Levels *levels, *values; /* of the variable; of all items */
    Crossing *cases, *answers; /* (group, variable, AnswerState); (.., value, given before) */
    GArray *requests;          /* of ColumnRequest */
    GArray *code;              /* of int32_t, [(1 + n_items) * rows of the block] */
    size_t n_others;           /* rows in the domain that say something, but choose nothing */
};
