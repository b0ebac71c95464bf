/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aggregate.h - published rates and amounts of error by scheme, cause and year: what follows from
 * them, what they add up to, what changed, and whether they can be right as printed. */
#pragma once

#include "datasets/input.h"
#include "datasets/saved.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* What a number rests on. */
typedef enum {
    BASIS_NONE, /* not said */
    BASIS_MEASURED,
    BASIS_CARRIED, /* measured in an earlier year */
    BASIS_PROXY,   /* that of another scheme */
    BASIS_EXPERT,
    BASIS_MODELLED,
    N_BASES
} Basis;

extern const char *const basis_names[N_BASES + 1]; /* "", measured, ..., and a NULL */

/* From LOW to HIGH; of a printed number all that rounds to it, HIGH not included. */
typedef struct {
    double low, high;
} Span;

/* A number as printed. VALUE is NAN where only a range was printed. */
typedef struct {
    bool given, ranged; /* printed; with CI */
    double value;
    Span rounding; /* of VALUE; NANs without one */
    Span ci;       /* limits as printed; NANs without */
    Span ends[2];  /* what rounds to each of them */
    double level;  /* of CI; NAN: not said, and then no standard error follows */
    int decimals;  /* of VALUE, else of its range */
    const char *text;
    size_t row; /* of the file */
} AggregateNumber;

/* Why a change is not tested. */
typedef enum {
    CHANGE_TESTED,
    CHANGE_NONE,     /* the first of its series */
    CHANGE_NO_ERROR, /* a standard error is not known */
    CHANGE_CARRIED,  /* one is a carry-forward of the other, or no measurement */
    CHANGE_OVERLAP   /* both measure a time they have in common: rolling rates */
} Change;

/* One scheme or cause in one year. Rates are 0 to 1, of the outlay. */
typedef struct {
    const char *table, *parent, *name, *year, *measure; /* PARENT, YEAR: NULL: none */
    AggregateNumber rate, amount;
    double value, se; /* of the rate, printed or recovered; NAN: not known */
    Span limits;      /* of the rate at LEVEL, as printed or by the amounts */
    double level;
    double outlay; /* printed, else what rate and amount imply */
    Span outlay_rounding;
    bool implied;           /* the outlay is implied */
    double implied_ends[2]; /* outlays that the ends of printed ranges imply; NANs */
    double money;           /* rate times outlay */
    Span money_rounding;    /* from the rounding of both */
    Span money_limits;      /* from the limits */
    bool derived;           /* from gross and net */
    const char *unit;       /* of amounts; NULL */
    const char *base;       /* row whose outlay it is a share of; NULL: its own */
    Basis basis;
    const char *proxy_of, *period; /* NULL: not said */
    int depth;                     /* 0: part of nothing */
    size_t before;                 /* row of the year before; SIZE_MAX: none */
    Change change;
    double z, p;
} AggregateRow;

typedef enum {
    CHECK_PARTS,   /* the parts sum to the whole */
    CHECK_PRODUCT, /* rate times outlay is the amount */
    CHECK_GROSS,   /* gross = over + under, or net = over - under */
    CHECK_OUTLAY   /* gross and net imply the same outlay */
} AggregateCheckKind;

typedef struct {
    AggregateCheckKind kind;
    size_t row;     /* of the whole */
    bool money;     /* of amounts, not of rates */
    double printed; /* NAN: of no printed number */
    double computed;
    Span possible; /* of what was computed, within rounding */
    Span whole;    /* what rounds to what is printed */
    bool equal;    /* as printed, without regard to rounding */
    bool feasible;
} AggregateCheck;

/* Schemes of one table, year and measure together. */
typedef struct {
    const char *table, *year, *measure, *unit;
    const char *part; /* the cause that is summed over the schemes; NULL: all */
    size_t n;         /* schemes */
    double outlay, money, rate;
    double covered; /* share of the outlay whose sampling error is known */
    double se;      /* of the rate: same measurement or proxy: correlation 1, others 0 */
    double se_independent, se_full; /* all correlations 0, all 1 */
    Span limits;                    /* of the rate; NANs when nothing is covered */
} AggregateTotal;

/* What part of a total rests on what. */
typedef struct {
    const AggregateTotal *total;
    Basis basis;
    size_t n;
    double outlay, outlay_share, money, money_share;
} AggregateBasis;

/* Open for reading; all is owned by it. */
typedef struct {
    GArray *rows;   /* of AggregateRow: years of a scheme together, parts after their whole */
    GArray *checks; /* of AggregateCheck */
    GArray *totals; /* of AggregateTotal; parts after all */
    GArray *bases;  /* of AggregateBasis */
    double level;   /* of the limits of totals */
    bool fails;     /* something cannot be right as printed */
    size_t n_read;
    GStringChunk *strings;
} Aggregate;

/**
 * Reads PUBLISHED: a number a row, with the columns row and value, and of table_id, parent_row,
 * year, measure (gross unless said; outlay is the base), unit (percent unless said), decimals,
 * ci_low, ci_high, ci_level, base_id, basis, proxy_of, measured_period those that are there; and
 * EXPENDITURE (NULL: none): scheme, amount, and year, unit, basis, proxy_of, measured_period.
 * LANGUAGE is that of the numbers. Works out all of the above.
 * NULL and ERROR (ANDEL_ERROR_DATA) with row and column: what is no number, a rate outside 0 to
 * 100, limits out of order, a number twice, a parent or base that is no row, two units.
 */
Aggregate *aggregate_read(Input *published, Input *expenditure, const char *language, double level,
                          GError **error);
/* The rows of a result of `payments aggregate`: names and rates, with the decimals they were
 * printed with; what follows from them is not worked out once more. NULL and ERROR
 * (ANDEL_ERROR_DATA) for another result. */
Aggregate *aggregate_of_saved(const Saved *saved, GError **error);
void aggregate_free(Aggregate *aggregate);

/* The row of these texts, or NULL; NULL texts match anything. */
const AggregateRow *aggregate_find(const Aggregate *aggregate, const char *name, const char *year,
                                   const char *measure);

/* The row called NAME (NULL: the first) that others are parts of. NULL and ERROR
 * (ANDEL_ERROR_DATA). */
const AggregateRow *aggregate_whole(const Aggregate *aggregate, const char *name, GError **error);

/* ---- for the parts of it */

/* What follows from each number, and the changes. */
void aggregate_derive(Aggregate *aggregate);
void aggregate_check(Aggregate *aggregate);
void aggregate_total(Aggregate *aggregate);
/* Row K of AGGREGATE. */
static inline const AggregateRow *
aggregate_row(const Aggregate *aggregate, size_t k)
{
    return &g_array_index(aggregate->rows, AggregateRow, k);
}

/* TRUE if both are texts and the same, or both NULL. */
bool aggregate_same(const char *a, const char *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Aggregate, aggregate_free)
