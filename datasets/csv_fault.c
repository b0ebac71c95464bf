/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_fault.c - what is wrong with a text file, and how it is said. */
#include "datasets/csv_fault.h"

#include "datasets/error.h"
#include "datasets/number.h"
#include "datasets/printable.h"

#include <math.h>
#include <string.h>

enum { TEXT_SHOWN = 40, MISSING_SHOWN = 12 };

void
faults_add(Faults *faults, Fault fault, const char *text, size_t length)
{
    if (faults->n++ == 0) {
        faults->first = fault;
        faults->first.text = text ? text_printable(text, length, TEXT_SHOWN) : NULL;
    }
}

void
faults_append(Faults *faults, Faults *more)
{
    if (faults->n == 0) {
        faults->first = more->first;
        more->first.text = NULL;
    }
    faults->n += more->n;
    faults_clear(more);
}

void
faults_clear(Faults *faults)
{
    g_free(faults->first.text);
    *faults = (Faults){ 0 };
}

/* How the delimiter is called in a sentence. */
static const char *
delimiter_name(char delimiter)
{
    return delimiter == ','    ? "a comma"
           : delimiter == ';'  ? "a semicolon"
           : delimiter == '\t' ? "a tab"
           : delimiter == '|'  ? "a bar"
                               : "the delimiter";
}

static void
say_fields(GString *text, const Fault *fault, const FaultPlace *place)
{
    g_string_append_printf(text, "%zu %s where line 1 has %zu; ", fault->found,
                           fault->found == 1 ? "field" : "fields", place->n_fields);
    if (place->n_fields == 1)
        g_string_append(text, "if lines stand above the names of the columns, remove them");
    else if (fault->found > place->n_fields)
        g_string_append_printf(text, "put quotes round a field that holds %s",
                               delimiter_name(place->delimiter));
    else
        g_string_append(text, "correct or remove the line");
}

/* What is wrong with a cell that is no number, and what to do. */
static void
say_number(GString *text, const Fault *fault, const FaultPlace *place)
{
    const char *cell = fault->text;
    g_autofree char *other = g_strdup(cell);
    char *end;
    double value = g_ascii_strtod(cell, &end);

    if (fault->kind == FAULT_CODE) {
        g_string_append_printf(text,
                               "'%s' is a code, not a number; use the column as a category, or "
                               "declare `type: number` for it in a codebook",
                               cell);
        return;
    }
    if (isinf(value) && *end == '\0' && strpbrk(cell, "123456789")) {
        g_string_append_printf(text, "'%s' is beyond the largest number; correct it", cell);
        return;
    }
    char mark = place->decimal == '.' ? ',' : '.';
    bool other_mark = number_read(cell, strlen(cell), mark, &value) == NUMBER_VALUE;
    g_string_append_printf(text, "'%s' is not a number%s; correct it", cell,
                           fault->found ? ", but the cells above it are" : "");
    if (other_mark)
        g_string_append_printf(text, ", or if this is the decimal mark, say --decimal %c", mark);
    else if (strlen(cell) <= MISSING_SHOWN && !strpbrk(cell, "\\',"))
        g_string_append_printf(text, ", or if it means missing, say --missing '%s'", cell);
    if (fault->found)
        g_string_append(text, ", or declare `type: category` in a codebook");
}

static void
say(GString *text, const Fault *fault, const FaultPlace *place)
{
    switch (fault->kind) {
    case FAULT_FIELDS:
        say_fields(text, fault, place);
        break;
    case FAULT_OPEN_QUOTE:
        g_string_append(text, "the quote that opens here is never closed; close it, or write a "
                              "quote inside a quoted field twice");
        break;
    case FAULT_AFTER_QUOTE:
        if (fault->found > 0)
            g_string_append_printf(text,
                                   "the quote that opens here closes %zu %s further down, "
                                   "before other text; close it, or write a quote inside a "
                                   "quoted field twice",
                                   fault->found, fault->found == 1 ? "line" : "lines");
        else
            g_string_append(text, "text after a closing quote; write a quote inside a quoted "
                                  "field twice");
        break;
    case FAULT_NUL:
        g_string_append(text, "a NUL byte; if the file is UTF-16, say --encoding UTF-16LE, else "
                              "it is damaged: make it again");
        break;
    case FAULT_UTF8:
        g_string_append_printf(text,
                               "bytes that are not UTF-8 (%s); name the encoding of the file, "
                               "for example --encoding windows-1252",
                               fault->text);
        break;
    case FAULT_DECODE:
        g_string_append_printf(text,
                               "the bytes that follow are not %s; name the encoding of the file "
                               "with --encoding",
                               place->encoding);
        break;
    case FAULT_LONG_FIELD:
        g_string_append(text, fault->found
                                  ? "the quote that opens here is not closed within 16 MB; close it"
                                  : "a field longer than 16 MB; is this a table?");
        break;
    case FAULT_LONG_RECORD:
        g_string_append(text, "a line longer than 64 MB; is this a table?");
        break;
    case FAULT_MANY_FIELDS:
        g_string_append_printf(text, "more than %d columns; is this a table?", FIELDS_LIMIT);
        break;
    case FAULT_LAST_FIELD:
        g_string_append_printf(text, "'%s' in column %zu, which has no name; give it one in line 1",
                               fault->text, fault->field + 1);
        break;
    case FAULT_NUMBER:
    case FAULT_CODE:
        say_number(text, fault, place);
        break;
    }
}

void
fault_report(const Fault *fault, uint64_t lines, size_t n_more, const FaultPlace *place,
             GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_append_printf(text, "%s:%" G_GUINT64_FORMAT ": ", place->name, lines + fault->line);
    if (place->columns && fault->field < place->n_columns && fault->kind != FAULT_FIELDS) {
        const char *column = place->columns[fault->field];
        g_autofree char *shown = text_printable(column, strlen(column), TEXT_SHOWN);

        g_string_append_printf(text, "column '%s': ", shown);
    }
    say(text, fault, place);
    if (n_more > 0)
        g_string_append_printf(text, " (%zu more %s further down)", n_more,
                               n_more == 1 ? "fault" : "faults");
    g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_DATA, text->str);
}
