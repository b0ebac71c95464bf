/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make_survey.c - writes made-up survey data as CSV: make_survey ROWS > FILE.
 *
 * 24 columns as a national survey has them: strata, PSUs, weights, regions with Swedish letters,
 * quoted fields with commas and quotes, missing answers. A row depends on its number alone, so the
 * first rows are the same at every size. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { N_STRATA = 60, PSUS_PER_STRATUM = 40 };

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const char *const regions[] = {
    "Blekinge",        "Dalarna", "Gotland",     "Gävleborg",    "Halland",        "Jämtland",
    "Jönköping",       "Kalmar",  "Kronoberg",   "Norrbotten",   "Skåne",          "Stockholm",
    "Södermanland",    "Uppsala", "Värmland",    "Västerbotten", "Västernorrland", "Västmanland",
    "Västra Götaland", "Örebro",  "Östergötland"
};

static const char *const providers[] = { "Kommun", "\"Bolag, stort\"", "\"Bolag, litet\"",
                                         "Kooperativ", "\"\"\"Egen\"\" arbetsgivare\"" };

static const char *const opinions[] = { "Mycket nöjd", "Ganska nöjd", "Varken eller",
                                        "Ganska missnöjd", "Mycket missnöjd" };

static const char *const yes_no[] = { "Ja", "Nej", "Vet ej" };

static const char *const modes[] = { "webb", "post", "telefon" };

/* SplitMix64: Steele, Lea and Flood (2014), OOPSLA, 453-472. */
static uint64_t
next(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* From 0 to N - 1. */
static unsigned
below(uint64_t *state, unsigned n)
{
    return (unsigned)((next(state) >> 32) * n >> 32);
}

/* True in PER_MILLE cases of a thousand. */
static bool
chance(uint64_t *state, unsigned per_mille)
{
    return below(state, 1000) < per_mille;
}

/* The sum of four uniform numbers: near enough to a bell for a benchmark. */
static unsigned
bell(uint64_t *state, unsigned n)
{
    unsigned sum = 0;

    for (int k = 0; k < 4; k++)
        sum += below(state, n);
    return sum;
}

static const char *
answer(uint64_t *state, const char *const *answers, unsigned n, unsigned missing_per_mille)
{
    /* the smaller of two: the first answers are the common ones */
    unsigned a = below(state, n), b = below(state, n);

    return chance(state, missing_per_mille) ? "" : answers[a < b ? a : b];
}

/* One draw a statement: the order in which C evaluates arguments is not fixed. */
static void
write_frame(uint64_t row, uint64_t *state)
{
    unsigned stratum = below(state, N_STRATA), psu = below(state, PSUS_PER_STRATUM);
    unsigned region = (stratum * 7 + below(state, 3)) % (unsigned)LENGTH(regions);
    unsigned whole = 20 + stratum % 13 + below(state, 40);

    printf("%" PRIu64 ",%u,%u,", row, stratum + 1, stratum * 100 + psu + 1);
    printf("%u.%04u,", whole, below(state, 10000));
    printf("%u,%s,", PSUS_PER_STRATUM * 10 + stratum * 7, regions[region]);
    printf("%s,", providers[below(state, (unsigned)LENGTH(providers))]);
    printf("%02u%02u,", region + 1, below(state, 90));
    printf("%u,", 2019 + below(state, 6));
    printf("%s,", modes[below(state, (unsigned)LENGTH(modes))]);
}

static void
write_row(uint64_t row)
{
    uint64_t state = row * 0xd1342543de82ef95u + 1;
    unsigned whole;

    write_frame(row, &state);
    for (int k = 0; k < 4; k++)
        printf("%s,", answer(&state, opinions, (unsigned)LENGTH(opinions), 30));
    for (int k = 0; k < 2; k++)
        printf("%s,", answer(&state, yes_no, (unsigned)LENGTH(yes_no), 40));
    for (int k = 0; k < 2; k++)
        if (chance(&state, 960))
            printf("%u,", 1 + below(&state, 10));
        else
            putchar(',');
    whole = bell(&state, 40);
    printf("%u.%u,", whole, below(&state, 10));
    whole = 1000 + bell(&state, 20000);
    printf("%u.%02u,", whole, below(&state, 100));
    printf("%u,", 16 + below(&state, 70));
    printf("%u,", 5 + bell(&state, 45));
    printf("%u,", (unsigned)chance(&state, 35));
    puts(chance(&state, 20) ? "\"Ringt, \"\"återkommer\"\"\"" : "");
}

int
main(int argc, char **argv)
{
    char *end = NULL;
    uint64_t rows = argc == 2 ? strtoull(argv[1], &end, 10) : 0;

    if (rows == 0 || *end) {
        fputs("usage: make_survey ROWS > FILE\n", stderr);
        return 2;
    }
    puts("id,stratum,psu,weight,fpc,region,provider,municipality,year,mode,"
         "q1,q2,q3,q4,q5,q6,q7,q8,hours,amount,age,minutes,error,remark");
    for (uint64_t row = 1; row <= rows; row++)
        write_row(row);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
