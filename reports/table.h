/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.h - typed columns; numbers stay numbers, the column knows how they are shown. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    ENTRY_NONE, /* undefined: null in data, a symbol on paper */
    ENTRY_TEXT,
    ENTRY_NUMBER,
    ENTRY_LIST, /* texts: a list in JSON, joined with spaces elsewhere */
    ENTRY_MAP   /* key, value, key, value ...: an object in JSON, "key=value" elsewhere */
} EntryKind;

/* What an entry says in place of a number, or beside it: a set of symbols has a sign for each. */
typedef enum {
    SIGN_NONE,
    SIGN_ZERO,           /* the value is zero exactly; see entry_sign() */
    SIGN_ROUNDS_TO_ZERO, /* it is not, but is shown as zero; see entry_sign() */
    SIGN_NOT_AVAILABLE,
    SIGN_NOT_APPLICABLE, /* there can be no value */
    SIGN_WITHHELD,       /* not to be shown */
    SIGN_UNRELIABLE,     /* the number stands there, but rests on few cases */
    N_SIGNS
} EntrySign;

/* What else is true of a number that stands there, of a whole row or of a column: the observation
 * status of statistical tables (SDMX, code list OBS_STATUS). */
typedef enum {
    STATUS_PROVISIONAL = 1 << 0,
    STATUS_REVISED = 1 << 1,
    STATUS_ESTIMATED = 1 << 2,
    STATUS_BREAK = 1 << 3, /* not to be compared with those before it */
    N_STATUSES = 4
} Status;

typedef struct {
    EntryKind kind;
    EntrySign sign;
    unsigned status; /* of Status */
    double number;
    const char *text; /* of ENTRY_TEXT; of ENTRY_NUMBER: shown instead of the number formatted */
    const char *const *list; /* NULL-terminated, of ENTRY_LIST and ENTRY_MAP; borrowed, as from
                                entry_list() */
    const char *mark;        /* footnote letter; NULL: none */
    const char *address;     /* "t1.always"; NULL: none */
    const char *symbol;      /* of a set of symbols: shown instead of all above, but never in data;
                                NULL: none */
    const char *tail;        /* signs of .status as they stand after what is shown, "p"; and */
    const char *tail_means;  /* what they mean; NULL: none. Set by report_set_symbols() */
    size_t data_row;         /* of .data that it is shown from, counted from 1; 0: not known */
    bool strong;             /* a number that the eye should find */
    bool interval;           /* of ENTRY_NUMBER: .text shows .number and .upper, its ends */
    double upper;
    /* Of ENTRY_NUMBER: how a spreadsheet computes .number, without "=": "{t1.wage} * {t1.hours}",
     * where {ADDRESS} is the number with that address in any table of the report. Every address
     * must be there. Numbers keep their unit: a share is a share, also where its cell shows per
     * cent. Made by the program, never from text of the data. NULL: none. Only workbooks use it. */
    const char *formula;
} Entry;

typedef enum { COLUMN_OF_TEXT, COLUMN_OF_NUMBERS } TableColumnKind;

typedef struct {
    const char *name;    /* stable, for CSV and JSON: "ci_low" */
    const char *label;   /* head as shown */
    const char *spanner; /* over this and the neighbours with the same; NULL: none */
    TableColumnKind kind;
    const char *unit; /* "kr"; NULL: none */
    int power;        /* 2: a share, shown in per cent */
    int decimals;     /* shown; -1: as many as the number has, at most 6 significant digits
                         after the integer part */
} TableColumn;

/* What is true of all numbers of a column; it stands with the head. */
typedef struct {
    unsigned status;               /* of Status */
    const char *tail, *tail_means; /* as those of an Entry */
} ColumnStatus;

typedef enum {
    ROW_BODY,
    ROW_GROUP, /* heading of the rows below: only its first entry */
    ROW_TOTAL
} TableRowKind;

/* How the page of a table lies; what has no pages does not ask. */
typedef enum {
    ORIENTATION_AS_NEEDED, /* upright when the table fits, else on its side */
    ORIENTATION_PORTRAIT,
    ORIENTATION_LANDSCAPE
} Orientation;

typedef struct Table {
    const char *id;                      /* "t1": its address, and what cross-references name */
    const char *number;                  /* "Tabell 1"; NULL: none */
    const char *title, *question, *base; /* NULL: none */
    TableColumn *columns;                /* [n_columns] */
    size_t n_columns;
    ColumnStatus *column_status; /* [n_columns] */
    GArray *entries;             /* of Entry, [n_rows * n_columns], row by row */
    GArray *row_kinds;           /* of TableRowKind, [n_rows] */
    GPtrArray *notes;            /* ready sentences */
    Orientation orientation;
    const char *source;    /* "Källa: ..."; NULL: none */
    const char *trace;     /* NULL: none */
    struct Table *data;    /* the same as tidy rows, for CSV and JSON; owned; NULL: this table is */
    bool rows_of_print;    /* of .data: its rows are those of the table */
    GStringChunk *strings; /* owns the texts */
    GPtrArray *lists;      /* owns the lists of entry_list() */
} Table;

/* Columns without a spanner and a unit. */
TableColumn column_of_numbers(const char *name, const char *label, int power, int decimals);
TableColumn column_of_texts(const char *name, const char *label);

/* COLUMNS [n] are copied with their texts. */
Table *table_new(const char *id, const TableColumn *columns, size_t n);
void table_free(Table *table);
/* The rows and columns of TABLE, which must live as long: the texts are borrowed of it. */
Table *table_copy(const Table *table);
/* Appends a column of ENTRY_NONE; COLUMN is copied with its texts. */
void table_add_column(Table *table, const TableColumn *column);

size_t table_rows(const Table *table);
/* Appends a row of ENTRY_NONE and returns its first entry; valid until the next call. */
Entry *table_add(Table *table, TableRowKind kind);
const Entry *table_entry(const Table *table, size_t row, size_t column);
TableRowKind table_row_kind(const Table *table, size_t row);
/* The row whose first entry names ROW: itself, or the one above that it goes on from, whose name is
 * printed once. SIZE_MAX: none; then its next text names it. */
size_t table_naming_row(const Table *table, size_t row);
/* TRUE if the entry of ROW in COLUMN, as printed, names the row. */
bool table_names_row(const Table *table, size_t row, size_t column);
/* Index of the column called NAME, or n_columns. */
size_t table_column(const Table *table, const char *name);
/* Index after the last of the columns from J on that stand under the same spanner; J + 1 when J has
 * none. */
size_t table_spanner_end(const Table *table, size_t j);
/* TRUE if a spanner stands over any column. */
bool table_has_spanners(const Table *table);

/* Bytes of SHOWN (of entry_show(), column_head() or their last line) before its TAIL; all of them
 * without one. */
size_t table_before_tail(const char *shown, const char *tail);

/* A copy of TEXT in the keeping of TABLE; NULL for NULL. */
const char *table_text(Table *table, const char *text);
void table_note(Table *table, const char *text);

/* Ready entries; NAN becomes ENTRY_NONE, NULL text becomes ENTRY_NONE. TEXT is copied. */
Entry entry_number(double number);
Entry entry_text(Table *table, const char *text);
/* Where there can be no value: empty, and the sign for that when a set of symbols is chosen. */
Entry entry_not_applicable(void);
/* TEXTS [n] are copied into the keeping of TABLE. KIND is ENTRY_LIST, or ENTRY_MAP with its keys
 * and values in turn; a NULL value becomes the empty text. */
Entry entry_list(Table *table, EntryKind kind, const char *const *texts, size_t n);

/* The head of COLUMN as shown: its label, and its unit after a comma. The caller owns it. */
char *column_head(const TableColumn *column);

/* ENTRY of COLUMN as shown in LANGUAGE with its tail, without its mark; NONE is the symbol for "not
 * available" in a column of numbers, else nothing. The caller owns it. */
char *entry_show(const Entry *entry, const TableColumn *column, const char *language);

/* What ENTRY of COLUMN says: its sign, or that of its number as shown in LANGUAGE. */
EntrySign entry_sign(const Entry *entry, const TableColumn *column, const char *language);

/* Where SHOWN (of entry_show()) is aligned in a column of numbers: bytes before the decimal mark,
 * or before the dash of an interval; ENTRY_NO_SPLIT for a symbol or word, which stands flush right.
 */
#define ENTRY_NO_SPLIT SIZE_MAX
size_t entry_split(const Entry *entry, const char *shown, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)
