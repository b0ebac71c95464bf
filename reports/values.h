/* SPDX-License-Identifier: GPL-3.0-or-later */
/* values.h - the computed values of a document by their addresses, and how they are written. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* What a number is, and so how it is written. */
typedef enum {
    VALUE_NUMBER,
    VALUE_COUNT,
    VALUE_SHARE,  /* 0 to 1 */
    VALUE_PERCENT /* 0 to 100 */
} ValueKind;

typedef struct {
    ValueKind kind;
    double value;     /* NAN: undefined */
    int decimals;     /* to show; -1: as many as it has */
    const char *unit; /* NULL: none */
} Value;

typedef struct Values Values;

Values *values_new(void);
void values_free(Values *values);

/* Adds VALUE under the address of PARTS (NULL-terminated). FALSE when the address is taken. */
bool values_add(Values *values, const char *const *parts, const Value *value);
/* By ADDRESS as written: parts with a point between, in backticks when they hold other characters
 * than letters, digits and _. NULL when there is none. */
const Value *values_find(const Values *values, const char *address);
/* Whether a value was found under the ADDRESS that NAMES (NULL-terminated) and perhaps a part of
 * the value, as n, have after ID and the name of a statistic or variable; or one of a narrower
 * address, whose base it then is. */
bool values_told(const Values *values, const char *id, const char *const *names);
/* Says HOW the value of PARTS comes about, "wage * surcharge"; it must have been added. */
void values_explain(Values *values, const char *const *parts, const char *how);
/* The value of PARTS, which must have been added, rests on few cases. */
void values_doubt(Values *values, const char *const *parts);
bool values_doubtful(const Values *values, const char *address);
/* NULL: nothing is said, or there is no such value. Borrowed. */
const char *values_how(const Values *values, const char *address);
/* The address nearest to ADDRESS; NULL when none is near. Borrowed. */
const char *values_nearest(const Values *values, const char *address);

/* The address of PARTS as it is written. The caller owns it. */
char *address_join(const char *const *parts);

/**
 * VALUE as text in LANGUAGE. FORMAT is percent ("48 procent"), pct ("48 %"), share ("48"), n,
 * number, kr ("24 787 kronor") or words ("tolv"), with the number of decimals after it if others
 * are wanted ("pct1"); NULL: by what it is. The caller owns it. NULL and *WHY (static) when it
 * cannot be written so.
 */
char *value_show(const Value *value, const char *format, const char *language, const char **why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Values, values_free)
