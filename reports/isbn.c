/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/isbn.h"

#include <glib.h>

bool
isbn_holds(const char *text)
{
    enum { LONG = 13, SHORT = 10 };
    int digits[LONG], n = 0, sum = 0;

    for (; *text; text++) {
        bool ten = n == SHORT - 1 && (*text == 'X' || *text == 'x');

        if (*text == '-' || *text == ' ')
            continue;
        if (n == LONG || (!g_ascii_isdigit(*text) && !ten))
            return false;
        digits[n++] = ten ? 10 : *text - '0';
    }
    for (int i = 0; i < n; i++)
        sum += n == LONG ? digits[i] * (i % 2 ? 3 : 1) : digits[i] * (SHORT - i);
    if (n == LONG)
        return digits[SHORT - 1] < 10 && sum % 10 == 0;
    return n == SHORT && sum % 11 == 0;
}
