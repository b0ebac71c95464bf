/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make.c - writes a made-up survey that every kind of chart can be drawn from.
 *
 *     cc -o make make.c && ./make > survey.csv
 *
 * Every answer is drawn by a counter, so that the file is the same every time. README.md says what
 * is in it. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { N_PER_YEAR = 260, N_COUNTIES = 21, N_ITEMS = 4, N_STEPS = 5, N_AGES = 4 };

/* In 2020 there was no survey. */
static const int years[] = { 2015, 2016, 2017, 2018, 2019, 2021, 2022, 2023 };

/* Letters of the county, and how much longer than elsewhere contacts take there, in minutes. */
static const struct {
    const char *code;
    int longer;
} counties[N_COUNTIES] = {
    { "AB", -4 }, { "C", -3 }, { "D", 0 },  { "E", -1 }, { "F", 1 }, { "G", 2 },  { "H", 3 },
    { "I", 5 },   { "K", 1 },  { "M", -3 }, { "N", -2 }, { "O", 0 }, { "S", 2 },  { "T", 0 },
    { "U", 1 },   { "W", 4 },  { "X", 3 },  { "Y", 5 },  { "Z", 6 }, { "AC", 7 }, { "BD", 9 },
};

static const char *const ages[N_AGES] = { "18-29", "30-44", "45-64", "65-84" };
static const char *const places[] = { "city", "town", "rural" };

/* Per cent of the answers to each item that fall on its steps, and that are "don't know". */
static const uint32_t answers[N_ITEMS][N_STEPS + 1] = {
    { 4, 9, 18, 38, 27, 4 },
    { 9, 17, 24, 30, 14, 6 },
    { 15, 24, 22, 22, 9, 8 },
    { 22, 27, 18, 16, 7, 10 },
};

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

/* Of 100 dispatched: 62 answer, 3 in part; 9 refuse, 17 are not reached, 4 do not belong to the
 * population, 5 are unknown. */
static const char *
outcome(uint32_t i)
{
    uint32_t hundredth = below(1, i, 100);

    return hundredth < 59   ? "complete"
           : hundredth < 62 ? "partial"
           : hundredth < 71 ? "refused"
           : hundredth < 88 ? "not_reached"
           : hundredth < 92 ? "not_eligible"
           : hundredth < 97 ? "unknown"
                            : "other";
}

/* The step of ITEM, which people outside the cities agree with less; 0: don't know. */
static uint32_t
step(uint32_t i, uint32_t item, uint32_t place)
{
    uint32_t hundredth = below(20 + item, i, 100), sum = answers[item][N_STEPS];

    if (hundredth < sum)
        return 0;
    hundredth = hundredth >= sum + 5 * place ? hundredth - 5 * place : sum;
    for (uint32_t k = 0; k + 1 < N_STEPS; k++) {
        sum += answers[item][k];
        if (hundredth < sum)
            return k + 1;
    }
    return N_STEPS;
}

static uint32_t
minutes(uint32_t i, uint32_t county, uint32_t age, uint32_t year)
{
    uint32_t base = 12 + below(5, i, 20) + below(6, i, 20) + 3 * age;
    uint32_t tail = below(7, i, 12) == 0 ? below(8, i, 60) : 0;

    return base + tail + (uint32_t)(counties[county].longer + 5) - 5 + (2023 - year) / 2;
}

static void
write_answers(FILE *out, uint32_t i, int year, uint32_t county, uint32_t age, uint32_t place)
{
    /* more know of it every year, and after the new form of 2018 fewer say that they do */
    uint32_t knows = below(9, i, 100), share = 34 + 3 * (uint32_t)(year - 2015);

    share = (year >= 2018 ? share - 10 : share) + (place == 0 ? 8 : 0) + (age == 3 ? 6 : 0);
    fprintf(out, ",%s", knows < share ? "yes" : knows < 94 ? "no" : "dont_know");
    fprintf(out, ",%u", (unsigned)minutes(i, county, age, (uint32_t)year));
    for (uint32_t item = 0; item < N_ITEMS; item++) {
        uint32_t k = step(i, item, place);

        fprintf(out, ",%s", (const char *const[]){ "dont_know", "1", "2", "3", "4", "5" }[k]);
    }
    for (uint32_t way = 0; way < 4; way++)
        fprintf(out, ",%d", below(40 + way, i, 100) < 62 - 14 * way);
}

static int
write_survey(FILE *out)
{
    uint32_t i = 0;

    fprintf(out, "id,year,status,county,place,sex,age,weight,knows,minutes,trust_answers,"
                 "trust_equal,trust_time,trust_errors,by_phone,by_web,by_letter,by_visit\n");
    for (size_t y = 0; y < sizeof years / sizeof *years; y++)
        for (uint32_t n = 0; n < N_PER_YEAR; n++, i++) {
            const char *status = outcome(i);
            uint32_t county = below(2, i, N_COUNTIES), place = below(3, i, 3);
            uint32_t age = below(4, i, N_AGES);
            int answered = strcmp(status, "complete") == 0 || strcmp(status, "partial") == 0;

            fprintf(out, "p%04u,%d,%s,%s,%s,%s,%s,%u", (unsigned)i + 1, years[y], status,
                    counties[county].code, places[place], below(10, i, 2) ? "woman" : "man",
                    ages[age], 900 + 60 * (unsigned)age + below(11, i, 300));
            if (answered)
                write_answers(out, i, years[y], county, age, place);
            else
                fprintf(out, ",,,,,,,,,,");
            fprintf(out, "\n");
        }
    return ferror(out);
}

int
main(void)
{
    return write_survey(stdout);
}
