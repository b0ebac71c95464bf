/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make.c - writes survey.csv: answers that give every count the 2017 report implies.
 *
 *     cc -o make make.c && ./make > survey.csv
 *
 * What the report fixes stands in the tables below; who gave which answer is drawn, and the draw
 * is the same every time. README.md says what is known and what is made up. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { N_UNITS = 153, N_DISTRICTS = 29, N_NOT_ELIGIBLE = 4 };

typedef enum {
    KIND,
    STATUS,
    FRAME,
    INFO,
    TIMELY_YES,
    TIMELY_LATE,
    TIMELY_DONT_KNOW,
    RECEIVED_HANDLER,
    RECEIVED_MANAGER,
    RECEIVED_FINANCE,
    RECEIVED_OTHER,
    RECEIVED_DONT_KNOW,
    NOT_REACHED,
    CONTACT,
    FIRST_CONTACT,
    CONTACT_MINUTES,
    EFFECT,
    EFFECT_MINUTES,
    N_COLUMNS
} Column;

static const char header[] = "id,kind,status,frame,info,timely_yes,timely_late,timely_dont_know,"
                             "received_handler,received_manager,received_finance,received_other,"
                             "received_dont_know,not_reached,contact,first_contact,"
                             "contact_minutes,effect,effect_minutes\n";

typedef struct {
    const char *cell[N_COLUMNS];
} Unit;

/* So many units give this answer. */
typedef struct {
    const char *answer;
    int count;
} Share;

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* The minimal standard generator of Park and Miller (1988), CACM 31, 1192-1201. */
static uint32_t
draw(uint32_t *state, uint32_t n)
{
    *state = (uint32_t)((uint64_t)*state * 48271u % 2147483647u);
    return *state % n;
}

static void
shuffle(Unit **list, int n, uint32_t *state)
{
    for (int i = n - 1; i > 0; i--) {
        int j = (int)draw(state, (uint32_t)i + 1);
        Unit *kept = list[i];

        list[i] = list[j];
        list[j] = kept;
    }
}

/* Lists the units with A or B (may be NULL) in COLUMN in a random order. */
static void
choose(Unit *units, Column column, const char *a, const char *b, Unit **list, uint32_t *state)
{
    int n = 0;

    for (int i = 0; i < N_UNITS; i++) {
        const char *cell = units[i].cell[column];

        if (strcmp(cell, a) == 0 || (b && strcmp(cell, b) == 0))
            list[n++] = &units[i];
    }
    shuffle(list, n, state);
}

/* Hands out SHARES [n] to the units of LIST, from the first on. */
static void
give(Unit **list, Column column, const Share *shares, size_t n)
{
    for (size_t k = 0; k < n; k++)
        for (int i = 0; i < shares[k].count; i++)
            (*list++)->cell[column] = shares[k].answer;
}

/* The same for a question with several answers, one column each: "101" is the first and third. */
static void
give_several(Unit **list, Column first, const Share *shares, size_t n)
{
    for (size_t k = 0; k < n; k++)
        for (int i = 0; i < shares[k].count; i++, list++)
            for (size_t mark = 0; shares[k].answer[mark]; mark++)
                (*list)->cell[first + mark] = shares[k].answer[mark] == '1' ? "1" : "0";
}

/* 127 municipalities, three of them divided into 29 districts; four districts had no cases. */
static void
make_frame(Unit *units, Unit **list, uint32_t *state)
{
    static const Share status[] = { { "complete", 109 }, { "no_answer", 40 } };

    for (int i = 0; i < N_UNITS; i++)
        list[i] = &units[i];
    shuffle(list, N_UNITS, state);
    for (int i = 0; i < N_UNITS; i++) {
        list[i]->cell[KIND] = i < N_DISTRICTS ? "district" : "municipality";
        list[i]->cell[STATUS] = i < N_NOT_ELIGIBLE ? "not_eligible" : "";
    }
    choose(units, STATUS, "", NULL, list, state);
    give(list, STATUS, status, LENGTH(status));

    for (int i = 0; i < N_UNITS; i++) {
        int complete = strcmp(units[i].cell[STATUS], "complete") == 0;

        units[i].cell[FRAME] = "149"; /* all but those without cases */
        for (size_t column = INFO; column < N_COLUMNS; column++)
            units[i].cell[column] = complete ? "not_asked" : "not_returned";
    }
}

/* Figure 1, tables 1 and 2, and the follow-up to table 2. */
static void
answer_information(Unit *units, Unit **list, uint32_t *state)
{
    static const Share info[] = {
        { "always", 52 }, { "sometimes", 26 }, { "no", 26 }, { "dont_know", 5 }
    };
    /* yes, late, don't know */
    static const Share timely[] = { { "100", 34 }, { "010", 33 }, { "110", 5 }, { "001", 6 } };
    /* handler, manager, finance, other, don't know; the ten who name somebody else come first */
    static const Share received[] = { { "01100", 4 }, { "01010", 2 }, { "00110", 1 },
                                      { "11100", 1 }, { "11010", 2 }, { "10000", 68 } };
    static const Share not_reached[] = { { "yes", 2 }, { "no", 8 } };

    choose(units, STATUS, "complete", NULL, list, state);
    give(list, INFO, info, LENGTH(info));
    choose(units, INFO, "always", "sometimes", list, state);
    give_several(list, TIMELY_YES, timely, LENGTH(timely));
    choose(units, INFO, "always", "sometimes", list, state);
    give_several(list, RECEIVED_HANDLER, received, LENGTH(received));
    shuffle(list, 10, state);
    give(list, NOT_REACHED, not_reached, LENGTH(not_reached));
}

/* Figure 2, the longest time to the first contact, and how many minutes the contact takes. */
static void
answer_contact(Unit *units, Unit **list, uint32_t *state)
{
    static const Share contact[] = {
        { "always", 34 }, { "sometimes", 18 }, { "no", 23 }, { "dont_know", 2 }, { "no_answer", 1 }
    };
    static const Share first_contact[] = {
        { "two_days", 9 }, { "four_days", 10 }, { "five_days", 20 }, { "dont_know", 13 }
    };
    /* 46 answers, 1380 minutes: 30 on average */
    static const Share minutes[] = { { "10", 5 }, { "15", 8 }, { "20", 8 }, { "30", 12 },
                                     { "45", 7 }, { "60", 5 }, { "75", 1 }, { "no_answer", 6 } };

    choose(units, INFO, "always", "sometimes", list, state);
    give(list, CONTACT, contact, LENGTH(contact));
    choose(units, CONTACT, "always", "sometimes", list, state);
    give(list, FIRST_CONTACT, first_contact, LENGTH(first_contact));
    choose(units, CONTACT, "always", "sometimes", list, state);
    give(list, CONTACT_MINUTES, minutes, LENGTH(minutes));
}

/* What a duty to make contact would do to the time it takes. */
static void
answer_effect(Unit *units, Unit **list, uint32_t *state)
{
    static const Share less[] = { { "less", 4 } };
    static const Share effect[] = { { "none", 48 }, { "more", 16 }, { "dont_know", 41 } };
    /* 16 answers, 848 minutes: 53 on average */
    static const Share minutes[] = { { "15", 1 }, { "30", 4 }, { "45", 4 },
                                     { "53", 1 }, { "60", 4 }, { "120", 2 } };

    choose(units, CONTACT, "always", "sometimes", list, state);
    give(list, EFFECT, less, LENGTH(less));
    choose(units, EFFECT, "not_asked", NULL, list, state);
    give(list, EFFECT, effect, LENGTH(effect));
    choose(units, EFFECT, "more", NULL, list, state);
    give(list, EFFECT_MINUTES, minutes, LENGTH(minutes));
}

static void
write_survey(FILE *out)
{
    Unit units[N_UNITS] = { { { NULL } } }, *list[N_UNITS];
    uint32_t state = 2017;

    make_frame(units, list, &state);
    answer_information(units, list, &state);
    answer_contact(units, list, &state);
    answer_effect(units, list, &state);

    fputs(header, out);
    for (int i = 0; i < N_UNITS; i++) {
        fprintf(out, "u%03d", i + 1);
        for (size_t column = 0; column < N_COLUMNS; column++)
            fprintf(out, ",%s", units[i].cell[column]);
        fputc('\n', out);
    }
}

int
main(void)
{
    write_survey(stdout);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
