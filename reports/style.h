/* SPDX-License-Identifier: GPL-3.0-or-later */
/* style.h - the style file of a publisher: colours, fonts, sizes, logo, symbols. */
#pragma once

#include "datasets/schema.h"
#include "plots/theme.h"

enum { N_HEADING_SIZES = 4 };

typedef struct ReportStyle {
    Look look;
    double text_size, footnote_size; /* points; 0: ours */
    double heading_size[N_HEADING_SIZES];
    int n_headings;      /* of them that are given */
    GBytes *logo;        /* a PNG; NULL: none */
    double logo_height;  /* millimetres */
    const char *symbols; /* of cells without a number: "scb", "gss", "eurostat"; NULL: ours */
    Document *document;  /* owns the texts */
    GPtrArray *files;    /* of the fonts, NULL-terminated */
} ReportStyle;

/* What a command asks instead of the style file. */
typedef struct {
    double text_scale; /* of figures; 0: nothing */
    const char *print; /* "colour" or "grey"; NULL: nothing */
} StyleAsk;

/* The keys of a style file, for the manual. */
extern const Field style_fields[];

/**
 * Reads the style file BYTES called PATH; it names fonts and logo relative to itself, or in
 * DATA_DIR (NULL: none). NULL and ERROR lists the mistakes with their lines: what document_read()
 * finds, a colour that is none or cannot be read on white, series that cannot be told apart, a size
 * out of its range, a file that is not there, a logo that is no PNG.
 */
ReportStyle *report_style_read(GBytes *bytes, const char *path, const char *data_dir,
                               GError **error);
/* Ours, to be changed; nothing of it is read from a file. */
ReportStyle *report_style_new(void);
/* *STYLE (NULL: ours) with what ASK says in its place; it stays NULL when nothing is asked. FALSE
 * and ERROR (ANDEL_ERROR_USAGE) for what cannot be asked. */
bool report_style_ask(ReportStyle **style, const StyleAsk *ask, GError **error);
void report_style_free(ReportStyle *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReportStyle, report_style_free)
