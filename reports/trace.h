/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace.h - every printed number of a document by its address, and the chain behind it. */
#pragma once

#include "reports/report.h"

#include <glib.h>

/**
 * Addresses: f1.v3 is the third value of figure 1, f1.s2 the second number in its words (title,
 * axis, notes); t2.r4.c2 is row 4, column 2 of table 2, heads and headings of groups not counted;
 * p3.s2 is the second number of paragraph 3, h1.s1 of a heading, n1.s1 of a footnote. A table that
 * is written in the text is a paragraph. Numbers follow the order of the document.
 */
typedef struct {
    const char *address;
    const char *name;    /* of the computed value, "info.no"; NULL: none */
    const char *place;   /* "Figure 1. Was the municipality informed" */
    const char *label;   /* row and column, or the words around it with # for digits */
    const char *printed; /* as it stands on paper */
    double value;        /* as carried; NAN: nothing computed it */
    const char *how;     /* formula behind it; NULL: none */
    int origin;          /* index; -1: none */
    int line;            /* of the report file; 0: not known */
    const char *const
        *facts; /* name, value, name, value ... what is known of the value; NULL-ended */
} TraceNumber;

/* Open for reading. All is owned by it. */
typedef struct {
    const char *version, *command, *language;
    GPtrArray *arguments;
    GArray *origins; /* of Origin */
    GArray *numbers; /* of TraceNumber, in the order of the document */
    GStringChunk *strings;
    GPtrArray *lists; /* owns the facts */
} Trace;

Trace *trace_new(void);
void trace_free(Trace *trace);
/* A copy of TEXT in the keeping of TRACE; NULL for NULL. */
const char *trace_text(Trace *trace, const char *text);
/* FACTS [n] are copied, names and values in turn. */
const char *const *trace_facts(Trace *trace, const char *const *facts, size_t n);
/* The value of fact NAME of NUMBER; NULL: not known. */
const char *trace_fact(const TraceNumber *number, const char *name);
/* The number called ADDRESS; NULL when there is none. */
const TraceNumber *trace_find(const Trace *trace, const char *address);

/* What REPORT prints. */
Trace *trace_of_report(const Report *report);

/* As JSON, to be stored in a document. The caller owns it. */
char *trace_write(const Trace *trace);
/* Reads what trace_write() wrote, or makes a trace of the tables of a result in JSON. NAME is for
 * messages. NULL and ERROR (ANDEL_ERROR_DATA). */
Trace *trace_read(const char *json, size_t length, const char *name, GError **error);
/* Finds the trace in a PDF, an HTML page or a result in JSON. NULL and ERROR (ANDEL_ERROR_DATA). */
Trace *trace_open(GBytes *bytes, const char *name, GError **error);

/* The first number that stands in TEXT at or after *AT: *AT becomes where it begins, *LENGTH its
 * bytes. FALSE when there is none. */
bool trace_next_number(const char *text, size_t *at, size_t *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trace, trace_free)
