/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hedge.h - what vague words for a number promise: "barely half", "one in four", "drygt 20". */
#pragma once

#include <stdbool.h>

/* The numbers that a wording allows. */
typedef struct {
    double low, high;             /* -+INFINITY: no limit */
    bool low_itself, high_itself; /* the limits are among them */
    bool vague;                   /* a hedge or fraction, and no plain number */
} Hedge;

/**
 * Reads WORDS of LANGUAGE ("sv", else English): a fraction or a number, maybe with a hedge before
 * it. SHARE: the number is one, in per cent, and the rules are in percentage points, with
 * W = min(5, a fifth of the fraction) and V = min(2.5, a tenth of it):
 *
 *     var fjärde, en fjärdedel, one in four, a quarter      |p - 25| <= V
 *     knappt, nästan; just under, almost, nearly            -W <= p - 25 < 0
 *     drygt, strax över; just over, a little over           0 < p - 25 <= W
 *     nära, ungefär, omkring, runt; close to, about         |p - 25| <= W
 *     mer än, över; more than, over                         p > 25
 *     mindre än, under; less than, under                    p < 25
 *     minst, högst; at least, at most                       p >= 25, p <= 25
 *     flertalet, majoriteten, de flesta; most, a majority   p > 50
 *
 * A number that is printed plainly must be what the value rounds to. Of other numbers than shares
 * W and V are a twentieth of the number. FALSE when WORDS hold no fraction and no number.
 */
bool hedge_read(const char *words, const char *language, bool share, Hedge *hedge);
bool hedge_holds(const Hedge *hedge, double value);
/* "45 <= p < 50". The caller owns it. */
char *hedge_show(const Hedge *hedge, const char *name);
