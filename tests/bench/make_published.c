/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make_published.c - a file of 60 published percentages in 15 figures and 40 links, on standard
 * output, for timing andel recount. Counts are made first and printed afterwards, so that all
 * holds but one figure, whose percentage cannot be. */
#include <stdio.h>

enum { FIGURES = 15, VALUES = 4 };

int
main(void)
{
    int count[FIGURES][VALUES], links = 0;

    printf("lang: en\nfigures:\n");
    for (int f = 0; f < FIGURES; f++) {
        int base = f == 7 ? 78 : 300 + 7 * f, left = base;

        printf("  - id: f%d\n    base: %d\n    values:\n", f, base);
        for (int v = 0; v < VALUES; v++) {
            count[f][v] = v + 1 < VALUES ? left * (3 + (f + v) % 3) / 10 : left;
            left -= count[f][v];
            int percent = (200 * count[f][v] + base) / (2 * base);
            if (f == 7 && v == 2)
                percent = 30;
            printf("      - {id: v%d, percent: \"%d\"}\n", v, percent);
        }
    }
    printf("links:\n");
    for (int f = 0; links < 40; f = (f + 1) % FIGURES)
        for (int v = 0; v + 1 < VALUES && links < 40; v++) {
            int g = (f + 1 + links / 20) % FIGURES;

            if (f == 7 || g == 7)
                continue;
            printf("  - text: f%d.v%d - f%d.v%d = %d\n", f, v, g, v + 1,
                   count[f][v] - count[g][v + 1]);
            links++;
        }
    return 0;
}
