/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make.c - writes payments whose errors are known, and a reviewed sample of them.
 *
 *     cc -o make make.c && ./make population > population.csv
 *     ./make sample > sample.csv; ./make errors > errors.csv; ./make frame > frame.csv
 *
 * Every number is drawn by a counter, so that the files are the same every time. README.md says
 * what is in them. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { N_STRATA = 3, N_PAYMENTS = 2400, N_CAUSES = 4 };

static const struct {
    const char *name;
    uint32_t n, drawn, low, high; /* payments; reviewed; amounts in whole kronor */
} strata[N_STRATA] = {
    { "small", 1700, 90, 400, 4000 },
    { "medium", 600, 90, 4000, 20000 },
    { "large", 100, 40, 20000, 90000 },
};

static const struct {
    const char *code, *intent, *liable;
} causes[N_CAUSES] = {
    { "income", "unintentional", "applicant" },
    { "hours", "intentional", "provider" },
    { "household", "undetermined", "applicant" },
    { "decision", "unintentional", "agency" },
};

typedef struct {
    uint32_t stratum, rank; /* RANK orders the payments of a stratum by chance */
    uint32_t paid, correct, cause;
    const char *region;
} Payment;

/* SplitMix64: Steele, Lea and Flood (2014), OOPSLA 49, 453-472. */
static uint64_t
draw(uint64_t what, uint64_t i)
{
    uint64_t z = what * UINT64_C(0x632be59bd9b4e019) + (i + 1) * UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* A whole number from 0 to below N. */
static uint32_t
below(uint64_t what, uint64_t i, uint32_t n)
{
    return (uint32_t)((draw(what, i) >> 32) * n >> 32);
}

static Payment
payment(uint32_t i)
{
    static const char *const regions[] = { "north", "middle", "south" };
    Payment of = { .region = regions[below(1, i, 3)], .rank = (uint32_t)(draw(2, i) >> 32) };
    uint32_t first = 0;

    while (i >= first + strata[of.stratum].n)
        first += strata[of.stratum++].n;
    /* the square of a uniform number: many small amounts and few large ones */
    uint64_t u = below(3, i, 65536);
    of.paid = strata[of.stratum].low +
              (uint32_t)((u * u * (strata[of.stratum].high - strata[of.stratum].low)) >> 32);
    of.correct = of.paid;
    of.cause = below(4, i, N_CAUSES);
    if (below(5, i, 100) < 14) {
        uint32_t kind = below(6, i, 10);

        if (kind == 0)
            of.correct = 0;
        else if (kind < 8)
            of.correct = of.paid - of.paid * (5 + below(7, i, 60)) / 100;
        else
            of.correct = of.paid + of.paid * (5 + below(7, i, 25)) / 100;
    }
    return of;
}

/* How many payments of its stratum come before I by chance. */
static uint32_t
place(uint32_t i)
{
    Payment of = payment(i);
    uint32_t before = 0;

    for (uint32_t k = 0; k < N_PAYMENTS; k++) {
        Payment other = payment(k);

        before += other.stratum == of.stratum &&
                  (other.rank < of.rank || (other.rank == of.rank && k < i));
    }
    return before;
}

static void
write_population(FILE *out)
{
    fputs("unit_id,stratum,region,book_value,correct\n", out);
    for (uint32_t i = 0; i < N_PAYMENTS; i++) {
        Payment of = payment(i);

        fprintf(out, "p%04u,%s,%s,%u,%u\n", i + 1, strata[of.stratum].name, of.region, of.paid,
                of.correct);
    }
}

static void
write_frame(FILE *out)
{
    fputs("stratum,N,paid_total,population_date\n", out);
    for (uint32_t h = 0; h < N_STRATA; h++) {
        uint64_t paid = 0;

        for (uint32_t i = 0; i < N_PAYMENTS; i++)
            paid += payment(i).stratum == h ? payment(i).paid : 0;
        fprintf(out, "%s,%u,%llu,2024-12-31\n", strata[h].name, strata[h].n,
                (unsigned long long)paid);
    }
}

/* Every 40th review has no result; the file ends with five payments that somebody had tipped. */
static void
write_sample(FILE *out)
{
    uint32_t tipped = 0;

    fputs("unit_id,stratum,region,paid,correct,review_status,selection\n", out);
    for (uint32_t i = 0; i < N_PAYMENTS; i++) {
        Payment of = payment(i);

        if (place(i) >= strata[of.stratum].drawn)
            continue;
        fprintf(out, "p%04u,%s,%s,%u,", i + 1, strata[of.stratum].name, of.region, of.paid);
        if (place(i) % 40 == 39)
            fputs(",unknown,random\n", out);
        else
            fprintf(out, "%u,complete,random\n", of.correct);
    }
    for (uint32_t i = 0; i < N_PAYMENTS && tipped < 5; i++) {
        Payment of = payment(i);

        if (place(i) < strata[of.stratum].drawn || of.correct >= of.paid || of.cause != 1)
            continue;
        tipped++;
        fprintf(out, "p%04u,%s,%s,%u,%u,complete,targeted\n", i + 1, strata[of.stratum].name,
                of.region, of.paid, of.correct);
    }
}

static void
write_errors(FILE *out)
{
    fputs("unit_id,line_no,amount,cause_code,intent,liable,technical\n", out);
    for (uint32_t i = 0; i < N_PAYMENTS; i++) {
        Payment of = payment(i);

        if (place(i) >= strata[of.stratum].drawn || place(i) % 40 == 39)
            continue;
        if (of.correct != of.paid)
            fprintf(out, "p%04u,1,%ld,%s,%s,%s,0\n", i + 1, (long)of.paid - (long)of.correct,
                    causes[of.cause].code, causes[of.cause].intent, causes[of.cause].liable);
        else if (below(8, i, 30) == 0)
            fprintf(out, "p%04u,1,%u,form,unintentional,agency,1\n", i + 1, of.paid);
    }
}

int
main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";

    if (strcmp(what, "population") == 0)
        write_population(stdout);
    else if (strcmp(what, "frame") == 0)
        write_frame(stdout);
    else if (strcmp(what, "sample") == 0)
        write_sample(stdout);
    else if (strcmp(what, "errors") == 0)
        write_errors(stdout);
    else
        return 2;
    return 0;
}
