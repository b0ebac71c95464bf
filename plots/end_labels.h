/* SPDX-License-Identifier: GPL-3.0-or-later */
/* end_labels.h - value and name at the end of each line, moved apart as little as it takes. */
#pragma once

#include "plots/frame.h"

typedef struct {
    double x; /* of the end of the line, where it ends before the others; 0: at their end */
    double y; /* of the end of the line */
    const char *value; /* NULL: none */
    const char *name;  /* "": none */
    const char *address;
    int colour;
    bool muted; /* in grey: not the point */
} EndLabel;

typedef struct {
    double value_width, name_width; /* of the columns of values and names */
    double width;                   /* of both with the gap between them */
    double height;                  /* of the tallest, from the capitals to below the line */
    double gap;                     /* from the end of a line; wider where many need leaders */
} EndLabels;

/* How wide LABELS [n] are when the names may take two lines, at most MOST points. */
EndLabels end_labels_measure(const Frame *frame, const EndLabel *labels, size_t n, double most);
/* The same with names in up to N_LINES lines; 0: no names. */
EndLabels end_labels_measure_in(const Frame *frame, const EndLabel *labels, size_t n, double most,
                                size_t n_lines);
/* Their height when they stand one below the other. */
double end_labels_height(const Frame *frame, const EndLabels *size, const EndLabel *labels,
                         size_t n);
/* Adds them right of X (SIDE 1) or left of it (-1), between TOP and BOTTOM. FALSE and ERROR
 * (ANDEL_ERROR_DATA) when there is no room for all. */
bool end_labels_add(Frame *frame, const EndLabels *size, const EndLabel *labels, size_t n, double x,
                    int side, double top, double bottom, GError **error);
