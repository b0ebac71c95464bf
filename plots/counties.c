/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/counties.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

const County counties[N_COUNTIES] = {
    { "BD", "25", "Norrbotten", "Norrbottens län", 2, 0 },
    { "AC", "24", "Västerbotten", "Västerbottens län", 2, 1 },
    { "Z", "23", "Jämtland", "Jämtlands län", 1, 2 },
    { "Y", "22", "Västernorrland", "Västernorrlands län", 2, 2 },
    { "W", "20", "Dalarna", "Dalarnas län", 1, 3 },
    { "X", "21", "Gävleborg", "Gävleborgs län", 2, 3 },
    { "S", "17", "Värmland", "Värmlands län", 0, 4 },
    { "T", "18", "Örebro", "Örebro län", 1, 4 },
    { "U", "19", "Västmanland", "Västmanlands län", 2, 4 },
    { "C", "03", "Uppsala", "Uppsala län", 3, 4 },
    { "O", "14", "V. Götaland", "Västra Götalands län", 0, 5 },
    { "E", "05", "Östergötland", "Östergötlands län", 1, 5 },
    { "D", "04", "Södermanland", "Södermanlands län", 2, 5 },
    { "AB", "01", "Stockholm", "Stockholms län", 3, 5 },
    { "N", "13", "Halland", "Hallands län", 0, 6 },
    { "F", "06", "Jönköping", "Jönköpings län", 1, 6 },
    { "H", "08", "Kalmar", "Kalmar län", 2, 6 },
    { "I", "09", "Gotland", "Gotlands län", 3, 6 },
    { "M", "12", "Skåne", "Skåne län", 0, 7 },
    { "G", "07", "Kronoberg", "Kronobergs län", 1, 7 },
    { "K", "10", "Blekinge", "Blekinge län", 2, 7 },
};

static bool
is_same(const char *text, const char *name)
{
    g_autofree char *a = g_utf8_casefold(text, -1), *b = g_utf8_casefold(name, -1);

    return strcmp(a, b) == 0;
}

size_t
county_find(const char *text)
{
    for (size_t i = 0; text && i < N_COUNTIES; i++) {
        const County *county = &counties[i];
        g_autofree char *short_full =
            g_strndup(county->full, strlen(county->full) - strlen(" län"));

        if (is_same(text, county->letters) || is_same(text, county->code) ||
            (county->code[0] == '0' && is_same(text, county->code + 1)) ||
            is_same(text, county->name) || is_same(text, county->full) || is_same(text, short_full))
            return i;
        if (i == 10 && is_same(text, "Västra Götaland"))
            return i;
    }
    return N_COUNTIES;
}
