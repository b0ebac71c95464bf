/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_words.h - the few words that a layout itself has to say, per language. */
#pragma once

typedef enum {
    FIGURE_NOTE,         /* "Note. %s" */
    FIGURE_NARROW_PARTS, /* parts too narrow for their number */
    FIGURE_SIDE_SUMS,
    FIGURE_SIDES_ALONE, /* the same, where the middle stands between them */
    FIGURE_SPLIT,
    FIGURE_LEFT,
    FIGURE_SORTED,
    FIGURE_SORTED_SIDES, /* the same, where no sums are shown */
    FIGURE_BRIDGES,
    FIGURE_CUT,      /* the axis leaves out 0 */
    FIGURE_UNDER,    /* "under %s" */
    FIGURE_AT_LEAST, /* "%s or more" */
    FIGURE_NO_VALUE,
    FIGURE_TILES,
    FIGURE_PANEL_RANGE, /* "%s to %s" */
    FIGURE_FREE_SCALES,
    FIGURE_FAR_BELOW, /* of residuals */
    FIGURE_BELOW,
    FIGURE_AS_EXPECTED,
    FIGURE_ABOVE,
    FIGURE_FAR_ABOVE,
    FIGURE_SHADED,
    FIGURE_THICKNESS,
    FIGURE_COUNTIES,   /* before their letters and names */
    FIGURE_NO_COLUMNS, /* those beside the plot found no room */
    N_FIGURE_WORDS
} FigureWord;

const char *figure_word(FigureWord word, const char *language);
