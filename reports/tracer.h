/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tracer.h - the making of a trace: what its files share. */
#pragma once

#include "reports/trace.h"

/* The walk through the blocks, and what was counted so far. */
typedef struct {
    const Report *report;
    Trace *trace;
    unsigned figures, tables, paragraphs, headings, notes;
    const Block *block;
    char *place;         /* of what is being walked through */
    GHashTable *origins; /* index by block; owned */
    int origin_of_all;   /* the first that is of all blocks; -1: none */
} Tracer;

/* Fills .origins and .origin_of_all. */
void tracer_find_origins(Tracer *tracer);
bool tracer_has_digit(const char *text);
/* What ROW of DATA says, as the facts of NUMBER. */
void tracer_facts(Tracer *tracer, TraceNumber *number, const Table *data, size_t row);
/* NUMBER is the value called NAME: its value, its formula, its count, base and error, as far as the
 * document has them. */
void tracer_name(Tracer *tracer, TraceNumber *number, const char *name);
/* Appends NUMBER under ADDRESS. */
void tracer_add(Tracer *tracer, TraceNumber *number, const char *address, const char *label,
                const char *printed);
/* The numbers of TEXT that nothing computed, as PREFIX.sN after the *COUNT there are. LABEL: what
 * the text is; NULL: the words around. */
void tracer_words(Tracer *tracer, const char *prefix, unsigned *count, const char *text,
                  const char *label);
/* The numbers of RUNS, computed or not, as PREFIX.sN. */
void tracer_runs(Tracer *tracer, const char *prefix, const GArray *runs);
