/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unit.h - units of a model's numbers: what may be added, and what converts into what. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum {
    UNIT_HOUR,
    UNIT_MINUTE,
    UNIT_PERSON,
    UNIT_CASE,
    UNIT_MONTH,
    UNIT_YEAR,
    UNIT_PERCENT,
    N_UNITS
} UnitBase;

extern const char *const unit_names[N_UNITS]; /* as in a model: "h", "min", ... */

enum { UNIT_MONEYS = 3 }; /* price years that may meet in one unit */

/* A product of powers. Money of two price years is two units: kr2016/kr2024 is what turns one
 * into the other. */
typedef struct {
    int8_t power[N_UNITS];
    struct {
        int year; /* of the prices; 0: not said */
        int8_t power;
    } money[UNIT_MONEYS]; /* those with a power first, by year */
} Unit;

/**
 * Reads "kr/month", "min/case", "kr2016/person/year", "h^2", "%", "1". NULL text is "1".
 * FALSE and ERROR (ANDEL_ERROR_DATA) names the word that is no unit, and the nearest one.
 */
bool unit_read(const char *text, Unit *unit, GError **error);

/* UNIT as unit_read() takes it; "1" without any. The caller owns it. */
char *unit_text(const Unit *unit);
/* The same in other words: NAMES [N_UNITS] and MONEY stand for the units, ONE for the number 1. */
char *unit_show(const Unit *unit, const char *const *names, const char *money, const char *one);

/* A times B to the power SIGN (1 or -1). FALSE when a power exceeds 9 or price years exceed
 * UNIT_MONEYS. */
bool unit_multiply(const Unit *a, const Unit *b, int sign, Unit *product);

/* Hours and minutes convert, and per cent and the number 1; months and years do not. */
bool unit_converts(const Unit *from, const Unit *to);
/* VALUE of FROM in TO, which must convert. */
double unit_convert(double value, const Unit *from, const Unit *to);
/* Equal but for months in the place of years. */
bool unit_months_for_years(const Unit *a, const Unit *b);

/* UNIT without what cancels: minutes against hours, per cent beside other units. */
Unit unit_plain(const Unit *unit);
bool unit_is_number(const Unit *unit);
