/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/figure_words.h"

#include <glib.h>

static const char *const words[N_FIGURE_WORDS][2] = {
    [FIGURE_NOTE] = { "Note. %s", "Anm. %s" },
    [FIGURE_NARROW_PARTS] = { "Narrow parts have no number; all values stand in the table of the "
                              "figure.",
                              "Smala delar saknar siffra; alla värden finns i figurens tabell." },
    [FIGURE_SIDE_SUMS] = { "The number outside a bar is the sum of its side.",
                           "Siffran utanför stapeln är summan av dess sida." },
    [FIGURE_SIDES_ALONE] = { "The number outside a bar is the sum of its side, without the middle.",
                             "Siffran utanför stapeln är summan av dess sida, utan mitten." },
    [FIGURE_SPLIT] = { "Half of the middle lies on either side of the line.",
                       "Hälften av mitten ligger på vardera sidan om linjen." },
    [FIGURE_LEFT] = { "The middle lies on the left of the line.",
                      "Mitten ligger till vänster om linjen." },
    [FIGURE_SORTED_SIDES] = { "Sorted by the difference between the two sides of the scale.",
                              "Sorterat efter skillnaden mellan skalans två sidor." },
    [FIGURE_SORTED] = { "Sorted by the difference between the two sums.",
                        "Sorterat efter skillnaden mellan de två summorna." },
    [FIGURE_BRIDGES] = { "Dashed: a value is missing; the line joins the periods around it.",
                         "Streckat: värde saknas; linjen binder ihop perioderna runt om." },
    [FIGURE_CUT] = { "The axis does not begin at 0: heights show changes, not sizes.",
                     "Axeln börjar inte vid 0: höjderna visar förändringar, inte storlekar." },
    [FIGURE_UNDER] = { "under %s", "under %s" },
    [FIGURE_AT_LEAST] = { "%s or more", "%s eller mer" },
    [FIGURE_NO_VALUE] = { "..  no value shown", "..  redovisas inte" },
    [FIGURE_TILES] = { "Each county is a tile of the same size, about where it lies; its area says "
                       "nothing of the county.",
                       "Varje län är en lika stor ruta, placerad ungefär efter läge; ytan säger "
                       "inget om länets storlek." },
    [FIGURE_PANEL_RANGE] = { "from %s to %s", "från %s till %s" },
    [FIGURE_FREE_SCALES] = { "Each panel has a scale of its own, said after its title: lengths and "
                             "heights are not to be compared between panels.",
                             "Varje ruta har sin egen skala, angiven efter rubriken: längder och "
                             "höjder ska inte jämföras mellan rutor." },
    [FIGURE_FAR_BELOW] = { "−4 or less", "−4 eller mindre" },
    [FIGURE_BELOW] = { "−4 to −2", "−4 till −2" },
    [FIGURE_AS_EXPECTED] = { "within 2", "inom 2" },
    [FIGURE_ABOVE] = { "2 to 4", "2 till 4" },
    [FIGURE_FAR_ABOVE] = { "4 or more", "4 eller mer" },
    [FIGURE_SHADED] = { "Shades and signs: how far the number of answers is from what it would be "
                        "if the "
                        "groups did not differ, in standard errors (adjusted residual).",
                        "Färger och tecken: hur långt antalet svar är från vad det vore om "
                        "grupperna inte "
                        "skilde sig åt, i standardfel (justerad residual)." },
    [FIGURE_THICKNESS] = { "The thickness of a bar is the number of answers behind it.",
                           "Stapelns tjocklek är antalet svar bakom den." },
    [FIGURE_COUNTIES] = { "Counties:", "Län:" },
    [FIGURE_NO_COLUMNS] = { "The differences stand in the table of the figure.",
                            "Skillnaderna finns i figurens tabell." },
};

const char *
figure_word(FigureWord word, const char *language)
{
    g_assert(word < N_FIGURE_WORDS);
    return words[word][language && g_str_has_prefix(language, "sv")];
}
