/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/decimal_share.h"

#include "datasets/error.h"

#include <string.h>

enum { MOST_DECIMALS = 9 };

/* Digits of TEXT [length] without their point into *DIGITS, and how many stand behind it. */
static bool
read_digits(const char *text, size_t length, int64_t *digits, int *decimals)
{
    bool point = false;

    *digits = 0;
    *decimals = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (!g_ascii_isdigit(text[i]) || *digits > 100000000000 || *decimals == MOST_DECIMALS)
            return false;
        *digits = *digits * 10 + (text[i] - '0');
        *decimals += point;
    }
    return length > 0 && !(length == 1 && point);
}

bool
decimal_share_read(const char *text, const char *name, DecimalShare *share, GError **error)
{
    size_t length = strlen(text);
    bool percent = length > 0 && text[length - 1] == '%';
    int decimals;

    if (read_digits(text, length - percent, &share->digits, &decimals)) {
        share->scale = 1;
        for (int k = 0; k < decimals + (percent ? 2 : 0); k++)
            share->scale *= 10;
        if (share->digits <= share->scale)
            return true;
    }
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "%s %s: a share from 0 to 1, with at most %d decimals, as 0.05 or 5%%", name, text,
                MOST_DECIMALS);
    return false;
}

double
decimal_share_value(DecimalShare share)
{
    return (double)share.digits / (double)share.scale;
}

int64_t
decimal_share_ceiling(DecimalShare share, int64_t n)
{
    /* in two parts, so that no product leaves 64 bits: n = q scale + r */
    int64_t whole = n / share.scale * share.digits, rest = n % share.scale;
    __extension__ typedef __int128 Wide;
    Wide product = (Wide)rest * share.digits;

    return whole + (int64_t)((product + share.scale - 1) / share.scale);
}
