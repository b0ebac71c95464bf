/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make_survey.c - writes made-up survey data as CSV: make_survey ROWS [replicates | domains] >
 * FILE.
 *
 * 24 columns and 126 bytes a row, as a national survey has them: strata, PSUs, weights, regions
 * with Swedish letters, quoted fields with commas and quotes, missing answers. Persons of all
 * regions are in all PSUs, in no order, which is the hardest for whoever sums by both. A row
 * depends on its number alone, so the first rows are the same at every size.
 *
 * "replicates" adds 80 columns of Fay's replicate weights, "domains" two columns of 1 000 and of
 * 20 000 domains. */
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_STRATA = 60, PSUS_PER_STRATUM = 40, N_REPLICATES = 80 };

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const char *const regions[] = {
    "Stockholm", "Uppsala",      "Södermanland", "Östergötland", "Jönköping", "Kronoberg",
    "Kalmar",    "Gotland",      "Blekinge",     "Skåne",        "Halland",   "Västra Götaland",
    "Värmland",  "Örebro",       "Västmanland",  "Dalarna",      "Gävleborg", "Västernorrland",
    "Jämtland",  "Västerbotten", "Norrbotten"
};

/* Answers and how many in a thousand give them. */
typedef struct {
    const char *text;
    unsigned per_mille;
} Answer;

static const Answer region_of[] = { { "Stockholm", 200 },
                                    { "Skåne", 140 },
                                    { "Västra Götaland", 160 } };

static const Answer sectors[] = { { "\"Vård \"\"privat\"\"\"", 40 },
                                  { "\"Handel, restaurang\"", 100 },
                                  { "Jordbruk", 60 },
                                  { "Industri", 350 },
                                  { "Kommunal förvaltning", 450 } };

static const Answer opinions[] = { { "Mycket bra", 180 },   { "Bra", 340 },
                                   { "Varken eller", 210 }, { "Dåligt", 160 },
                                   { "Mycket dåligt", 80 }, { "", 30 } };

static const Answer yes_no[] = { { "Ja", 510 }, { "Nej", 370 }, { "Vet ej", 80 }, { "", 40 } };

static const char *const modes[] = { "webb", "post", "telefon" };

/* SplitMix64: Steele, Lea and Flood (2014), OOPSLA, 453-472. */
static uint64_t
mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static uint64_t
next(uint64_t *state)
{
    return mix(*state += 0x9e3779b97f4a7c15u);
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

/* Box and Muller (1958), Ann. Math. Statist. 29, 610-611. */
static double
normal(uint64_t *state)
{
    double u = ((double)(next(state) >> 11) + 0.5) * 0x1p-53;
    double v = ((double)(next(state) >> 11) + 0.5) * 0x1p-53;

    return sqrt(-2.0 * log(u)) * cos(6.283185307179586 * v);
}

/* NULL: none of them. */
static const char *
answer(uint64_t *state, const Answer *answers, size_t n)
{
    unsigned u = below(state, 1000);

    for (size_t k = 0; k < n; k++) {
        if (u < answers[k].per_mille)
            return answers[k].text;
        u -= answers[k].per_mille;
    }
    return NULL;
}

static unsigned
draw_region(uint64_t *state)
{
    const char *large = answer(state, region_of, LENGTH(region_of));
    unsigned region = below(state, (unsigned)LENGTH(regions));

    for (unsigned k = 0; large && k < LENGTH(regions); k++)
        if (strcmp(regions[k], large) == 0)
            region = k;
    return region;
}

/* A number from 1 to N, or nothing in PER_MILLE cases of a thousand. */
static void
write_scale(uint64_t *state, unsigned n, unsigned per_mille)
{
    unsigned number = 1 + below(state, n);

    if (chance(state, per_mille))
        putchar(',');
    else
        printf("%u,", number);
}

/* One draw a statement: the order in which C evaluates arguments is not fixed. Returns the weight
 * in parts of ten thousand. */
static unsigned
write_frame(uint64_t row, uint64_t *state, unsigned stratum, unsigned psu)
{
    unsigned weight = ((200 + 37 * (stratum % 17)) * 100 + below(state, 20000)) * (1 + stratum % 3);
    unsigned region = draw_region(state);

    printf("%" PRIu64 ",%u,%u,", row, stratum + 1, (stratum + 1) * 1000 + psu + 1);
    printf("%u.%04u,", weight / 10000, weight % 10000);
    printf("%u,%s,", PSUS_PER_STRATUM * 10 + stratum * 7, regions[region]);
    printf("%s,", answer(state, sectors, LENGTH(sectors)));
    printf("%04u,", 100 * (region + 2) + below(state, 90));
    printf("%u,", 2019 + below(state, 6));
    printf("%s,", modes[below(state, (unsigned)LENGTH(modes))]);
    return weight;
}

static void
write_answers(uint64_t *state, double effect)
{
    for (int k = 0; k < 2; k++)
        printf("%s,", answer(state, opinions, LENGTH(opinions)));
    printf("%s,", answer(state, yes_no, LENGTH(yes_no)));
    write_scale(state, 5, 20);
    write_scale(state, 5, 40);
    write_scale(state, 10, 60);
    printf("%s,", answer(state, yes_no, LENGTH(yes_no)));
    write_scale(state, 3, 100);
    printf("%.1f,", fmax(0.5, 38.0 + 6.0 * effect + 8.0 * normal(state)));
    printf("%.2f,", exp(9.2 + 0.5 * effect + 0.9 * normal(state)));
    printf("%u,", 16 + below(state, 70));
    printf("%u,", 1 + below(state, 240));
    printf("%u,", (unsigned)chance(state, 35));
    if (chance(state, 20))
        fputs("\"Ringt, \"\"återkommer\"\"\"", stdout);
}

/* Fay's factors of 0.3: 0.3 or 1.7 by PSU and replicate. */
static void
write_replicates(unsigned weight, unsigned stratum, unsigned psu)
{
    for (uint64_t r = 0; r < N_REPLICATES; r++) {
        unsigned of = weight * (mix(r << 32 | stratum << 16 | psu) & 1 ? 17 : 3) / 100;

        printf(",%u.%03u", of / 1000, of % 1000);
    }
}

static void
write_row(uint64_t row, const char *more)
{
    uint64_t state = row * 0xd1342543de82ef95u + 1;
    unsigned stratum = below(&state, N_STRATA), psu = below(&state, PSUS_PER_STRATUM);
    double effect = (double)(mix(stratum << 16 | psu) >> 40) / 16777216.0 - 0.5;
    unsigned weight = write_frame(row, &state, stratum, psu);

    write_answers(&state, effect);
    if (strcmp(more, "replicates") == 0)
        write_replicates(weight, stratum, psu);
    if (strcmp(more, "domains") == 0) {
        printf(",a%u", 1 + below(&state, 1000));
        printf(",b%u", 1 + below(&state, 20000));
    }
    putchar('\n');
}

int
main(int argc, char **argv)
{
    const char *more = argc > 2 ? argv[2] : "";
    char *end = NULL;
    uint64_t rows = argc > 1 ? strtoull(argv[1], &end, 10) : 0;

    if (rows == 0 || *end || argc > 3 ||
        (*more && strcmp(more, "replicates") != 0 && strcmp(more, "domains") != 0)) {
        fputs("usage: make_survey ROWS [replicates | domains] > FILE\n", stderr);
        return 2;
    }
    fputs("id,stratum,psu,weight,fpc,region,sector,municipality,year,mode,"
          "q1,q2,q3,q4,q5,q6,q7,q8,hours,amount,age,minutes,error,remark",
          stdout);
    for (int r = 1; strcmp(more, "replicates") == 0 && r <= N_REPLICATES; r++)
        printf(",rw%d", r);
    puts(strcmp(more, "domains") == 0 ? ",thousand,twenty" : "");
    for (uint64_t row = 1; row <= rows; row++)
        write_row(row, more);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
