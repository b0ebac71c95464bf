/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme.c - one table: what each role looks like. */
#include "plots/theme.h"

#include <math.h>

/* Colours as 0xRRGGBB. Inks against white: 16.6, 7.9, 5.9 to one. */
enum {
    INK = 0x1B1F24,
    INK_SECOND = 0x4A525B,
    INK_NOTES = 0x5B6570,
    BLUE = 0x0B5BAE,
    REST = 0x8A9199,
    HOLDS = 0x13775D,
    DEVIATES = 0xA3410A,
    TAG = 0x8A3B00,
    GRID = 0xD5DADF,
    MUTED = 0x7A8FA6
};

/* Six hues that stay apart in grey and under the three colour deficiencies. */
const Look look_default = {
    .named = { [THEME_INK] = INK,
               [THEME_SECOND] = INK_SECOND,
               [THEME_NOTES] = INK_NOTES,
               [THEME_ACCENT] = BLUE,
               [THEME_REST] = REST,
               [THEME_HOLDS] = HOLDS,
               [THEME_DEVIATES] = DEVIATES,
               [THEME_TAG] = TAG,
               [THEME_GRID] = GRID,
               [THEME_MUTED] = MUTED },
    .series = { 0x0B5BAE, 0xD48007, 0x633D5B, 0x1C9273, 0x163F21, 0x946433 },
    .ladder = { 0xD9EAFC, 0x9BBEE4, 0x5D93CB, 0x2569A8, 0x004A82 },
    .diverging = { 0x7A3F00, 0xC97B1E, 0xCDD2D8, 0x5B93CC, 0x0A4A8F },
    .sans = "Inter",
    .serif = "Linux Libertine O",
};

/* The same series dark enough for text: 4.5 to one and more. */
static const int series_texts[N_SERIES] = { 0x0B5BAE, 0x8A5200, 0x633D5B,
                                            0x13775D, 0x163F21, 0x946433 };

/* Where the colour of a role comes from. */
typedef enum {
    OF_ROLE,
    OF_SERIES,
    TEXT_OF_SERIES,
    ON_SERIES,
    OF_DIVERGING,
    ON_DIVERGING,
    OF_LADDER,
    ON_LADDER
} Origin;

typedef struct {
    const char *name;
    TextStyle text;
    int colour;
    double stroke, dash;
    Origin origin;
    double radius, halo; /* of a dot */
    double opacity;      /* of an area; 0: it hides all */
    bool round;          /* ends of a line */
} Appearance;

#define SANS(size, leading, weight)             \
    {                                           \
        FACE_SANS, size, leading, weight, false \
    }

static const Appearance looks[N_ROLES] = {
    [ROLE_RULE_TOP] = { "rule-top", SANS(0, 0, 0), INK, 1.0, 0 },
    [ROLE_RULE_BOTTOM] = { "rule-bottom", SANS(0, 0, 0), INK, 0.5, 0 },
    [ROLE_NUMBER] = { "number", SANS(10.5, 14.0, 700), BLUE, 0, 0 },
    [ROLE_TITLE] = { "title", SANS(10.5, 14.0, 600), INK, 0, 0 },
    [ROLE_QUESTION] = { "question", SANS(8.5, 11.5, 400), INK_SECOND, 0, 0 },
    [ROLE_BASE] = { "base", SANS(8.5, 11.5, 500), INK, 0, 0 },
    [ROLE_CATEGORY] = { "category", SANS(8.8, 11.2, 400), INK, 0, 0 },
    [ROLE_CATEGORY_WRAPPED] = { "category-wrapped", SANS(8.5, 10.8, 400), INK, 0, 0 },
    [ROLE_TOTAL] = { "total", SANS(8.8, 11.2, 600), INK, 0, 0 },
    [ROLE_TOTAL_SMALL] = { "total-small", SANS(8.5, 10.8, 600), INK, 0, 0 },
    [ROLE_VALUE] = { "value", SANS(8.8, 11.2, 600), INK, 0, 0 },
    [ROLE_HEAD] = { "head", SANS(7.6, 9.6, 500), INK_NOTES, 0, 0 },
    [ROLE_HEAD_RULE] = { "head-rule", SANS(0, 0, 0), INK, 0.6, 0 },
    [ROLE_CELL] = { "cell", SANS(8.5, 11.2, 400), INK, 0, 0 },
    [ROLE_CELL_VALUE] = { "cell-value", SANS(8.5, 11.2, 600), INK, 0, 0 },
    [ROLE_CELL_TOTAL] = { "cell-total", SANS(8.5, 11.2, 600), INK, 0, 0 },
    [ROLE_CELL_WORD] = { "cell-word", SANS(7.8, 9.8, 400), INK_NOTES, 0, 0 },
    [ROLE_CELL_HOLDS] = { "cell-holds", SANS(8.8, 11.2, 600), HOLDS, 0, 0 },
    [ROLE_CELL_DEVIATES] = { "cell-deviates", SANS(8.8, 11.2, 700), DEVIATES, 0, 0 },
    [ROLE_NOTE] = { "note", SANS(7.5, 10.0, 400), INK_NOTES, 0, 0 },
    [ROLE_SOURCE] = { "source", SANS(7.5, 10.0, 400), INK_NOTES, 0, 0 },
    [ROLE_TRACE] = { "trace", SANS(6.3, 8.4, 400), INK_NOTES, 0, 0 },
    [ROLE_TRACE_KEPT] = { "trace-kept", SANS(LEAST_TEXT / LEAST_SCALE, 9.0, 400), INK_NOTES, 0, 0 },
    [ROLE_BASELINE] = { "baseline", SANS(0, 0, 0), INK, 0.9, 0 },
    [ROLE_RULE] = { "rule", SANS(0, 0, 0), REST, 0.6, 0 },
    [ROLE_CONNECTOR] = { "connector", SANS(0, 0, 0), INK_SECOND, 0.7, 1.6 },
    [ROLE_DATA] = { "data", SANS(0, 0, 0), BLUE, 0, 0, OF_SERIES },
    [ROLE_REST] = { "rest", SANS(0, 0, 0), REST, 0, 0 },
    [ROLE_DATA_TOTAL] = { "data-total", SANS(0, 0, 0), INK_SECOND, 0, 0 },
    [ROLE_DERIVED] = { "derived", SANS(0, 0, 0), BLUE, 0.8, 0, OF_SERIES },
    [ROLE_TAG] = { "tag", SANS(7.2, 9.0, 600), TAG, 0.8, 0 },
    [ROLE_TICK] = { "tick", SANS(8.0, 10.0, 400), INK_SECOND, 0, 0 },
    [ROLE_TICK_MARK] = { "tick-mark", SANS(0, 0, 0), INK, 0.7, 0 },
    [ROLE_GRID] = { "grid", SANS(0, 0, 0), GRID, 0.6, 0 },
    [ROLE_GROUP] = { "group", SANS(8.0, 10.8, 600), INK_SECOND, 0, 0 },
    [ROLE_DOT] = { "dot", SANS(0, 0, 0), BLUE, 0, 0, OF_SERIES, .radius = 3.3, .halo = 1.1 },
    [ROLE_DOT_ALL] = { "dot-all", SANS(0, 0, 0), BLUE, 0, 0, OF_SERIES, .radius = 4.2,
                       .halo = 1.3 },
    [ROLE_DOT_FEW] = { "dot-few", SANS(0, 0, 0), BLUE, 1.5, 0, OF_SERIES, .radius = 3.3,
                       .halo = 1.1 },
    [ROLE_INTERVAL] = { "interval", SANS(0, 0, 0), BLUE, 1.7, 0, OF_SERIES },
    [ROLE_INTERVAL_ALL] = { "interval-all", SANS(0, 0, 0), BLUE, 2.8, 0, OF_SERIES },
    [ROLE_INTERVAL_CAP] = { "interval-cap", SANS(0, 0, 0), BLUE, 1.1, 0, OF_SERIES },
    [ROLE_REFERENCE] = { "reference", SANS(0, 0, 0), BLUE, 0.9, 3.0 },
    [ROLE_LINE] = { "line", SANS(0, 0, 0), BLUE, 2.0, 0, OF_SERIES, .round = true },
    [ROLE_BRIDGE] = { "bridge", SANS(0, 0, 0), BLUE, 2.0, 3.2, OF_SERIES },
    [ROLE_RIBBON] = { "ribbon", SANS(0, 0, 0), BLUE, 0, 0, OF_SERIES, .opacity = 0.17 },
    [ROLE_BREAK] = { "break", SANS(0, 0, 0), INK_SECOND, 0.8, 1.8 },
    [ROLE_BREAK_WORD] = { "break-word", SANS(8.0, 10.0, 500), INK_SECOND, 0, 0 },
    [ROLE_END_VALUE] = { "end-value", SANS(8.8, 11.2, 700), BLUE, 0, 0, TEXT_OF_SERIES },
    [ROLE_END_NAME] = { "end-name", SANS(8.8, 10.8, 600), BLUE, 0, 0, TEXT_OF_SERIES },
    [ROLE_LEADER] = { "leader", SANS(0, 0, 0), INK_NOTES, 0.5, 0 },
    [ROLE_ON_DATA] = { "on-data", SANS(8.8, 11.2, 600), INK, 0, 0, ON_SERIES },
    [ROLE_DIVERGING] = { "diverging", SANS(0, 0, 0), INK, 0, 0, OF_DIVERGING },
    [ROLE_ON_DIVERGING] = { "on-diverging", SANS(8.5, 10.8, 500), INK, 0, 0, ON_DIVERGING },
    [ROLE_SIDE_SUM] = { "side-sum", SANS(8.2, 11.2, 700), INK, 0, 0, OF_DIVERGING },
    [ROLE_SIDE_HEAD] = { "side-head", SANS(7.8, 10.2, 600), INK, 0, 0, OF_DIVERGING },
    [ROLE_SIDE_COLUMN] = { "side-column", SANS(7.8, 10.5, 500), INK_SECOND, 0, 0 },
    [ROLE_KEY_LINE] = { "key-line", SANS(7.2, 9.4, 400), INK_SECOND, 0, 0 },
    [ROLE_KEY] = { "key", SANS(7.8, 9.8, 400), INK_SECOND, 0, 0 },
    [ROLE_KEY_EDGE] = { "key-edge", SANS(0, 0, 0), GRID, 0.6, 0 },
    [ROLE_LADDER] = { "ladder", SANS(0, 0, 0), BLUE, 0, 0, OF_LADDER },
    [ROLE_ON_LADDER] = { "on-ladder", SANS(8.8, 11.2, 700), INK, 0, 0, ON_LADDER },
    [ROLE_ON_LADDER_NAME] = { "on-ladder-name", SANS(7.6, 9.6, 500), INK, 0, 0, ON_LADDER },
    [ROLE_EMPTY] = { "empty", SANS(0, 0, 0), REST, 0.8, 2.2 },
    [ROLE_EMPTY_NAME] = { "empty-name", SANS(7.6, 9.6, 500), INK, 0, 0 },
    [ROLE_SLOPE] = { "slope", SANS(0, 0, 0), BLUE, 1.6, 0, OF_SERIES, .round = true },
    [ROLE_MUTED] = { "muted", SANS(0, 0, 0), MUTED, 1.6, 0, .round = true },
    [ROLE_MUTED_TEXT] = { "muted-text", SANS(8.5, 10.8, 400), INK_NOTES, 0, 0 },
    [ROLE_BOX] = { "box", SANS(0, 0, 0), INK, 0.8, 0 },
    [ROLE_ARROW] = { "arrow", SANS(0, 0, 0), INK, 0.8, 0 },
    [ROLE_PANEL] = { "panel", SANS(8.0, 10.0, 600), INK, 0, 0 },
    [ROLE_PANEL_COUNT] = { "panel-count", SANS(8.0, 10.0, 400), INK_NOTES, 0, 0 },
};

Colour
colour_from_hex(int hex)
{
    return (Colour){ (hex >> 16 & 0xFF) / 255.0, (hex >> 8 & 0xFF) / 255.0, (hex & 0xFF) / 255.0 };
}

const char *
role_name(MarkRole role)
{
    return looks[role].name;
}

const TextStyle *
theme_text(MarkRole role)
{
    return &looks[role].text;
}

static int
step_of(const int steps[N_STEPS], int step)
{
    g_assert(step >= 0 && step < N_STEPS);
    return steps[step];
}

static int
colour_of_series(const int colours[N_SERIES], int rest, int series)
{
    if (series == SERIES_REST)
        return rest;
    g_assert(series >= 0 && series < N_SERIES);
    return colours[series];
}

/* The colour that LOOK has in place of HEX, one of ours that has a name. */
static int
named(const Look *look, int hex)
{
    for (int i = 0; i < N_THEME_NAMES; i++)
        if (look_default.named[i] == hex)
            return look->named[i];
    return hex;
}

/* COLOUR, darkened until it can be read on white. */
static Colour
dark_enough(Colour colour)
{
    const Colour white = { 1.0, 1.0, 1.0 };

    while (colour_contrast(colour, white) < 4.5)
        colour = (Colour){ 0.95 * colour.red, 0.95 * colour.green, 0.95 * colour.blue };
    return colour;
}

static Colour
text_of_series(const Look *look, int series)
{
    int hex = colour_of_series(look->series, look->named[THEME_NOTES], series);
    bool ours = series != SERIES_REST && hex == look_default.series[series];

    return ours ? colour_from_hex(series_texts[series]) : dark_enough(colour_from_hex(hex));
}

static Colour
ground_in(const Look *look, MarkRole role, int series)
{
    switch (looks[role].origin) {
    case ON_SERIES:
        return colour_from_hex(colour_of_series(look->series, look->named[THEME_REST], series));
    case ON_DIVERGING:
        return colour_from_hex(step_of(look->diverging, series));
    case ON_LADDER:
        return colour_from_hex(step_of(look->ladder, series));
    case OF_ROLE:
    case OF_SERIES:
    case TEXT_OF_SERIES:
    case OF_DIVERGING:
    case OF_LADDER:
    default:
        return (Colour){ 1.0, 1.0, 1.0 };
    }
}

Colour
theme_ground(MarkRole role, int series)
{
    return ground_in(&look_default, role, series);
}

Colour
theme_colour_in(const Look *look, MarkRole role, int series)
{
    look = look ? look : &look_default;
    switch (looks[role].origin) {
    case OF_SERIES:
        return colour_from_hex(colour_of_series(look->series, look->named[THEME_REST], series));
    case TEXT_OF_SERIES:
        return text_of_series(look, series);
    case OF_DIVERGING:
        /* of greys only the dark ones can be read */
        return look->grey && looks[role].text.size > 0.0
                   ? colour_from_hex(look->named[THEME_INK])
                   : colour_from_hex(step_of(look->diverging, series));
    case OF_LADDER:
        return colour_from_hex(step_of(look->ladder, series));
    case ON_SERIES:
    case ON_DIVERGING:
    case ON_LADDER:
        return look->grey ? colour_to_grey(colour_on(ground_in(look, role, series)))
                          : colour_on(ground_in(look, role, series));
    case OF_ROLE:
    default:
        return colour_from_hex(named(look, looks[role].colour));
    }
}

Colour
theme_colour(MarkRole role, int series)
{
    return theme_colour_in(&look_default, role, series);
}

bool
theme_outlined(MarkRole role)
{
    return role == ROLE_TAG || role == ROLE_EMPTY || role == ROLE_BOX || role == ROLE_KEY_EDGE;
}

bool
theme_round(MarkRole role)
{
    return looks[role].round;
}

double
theme_radius(MarkRole role)
{
    return looks[role].radius;
}

double
theme_halo(MarkRole role)
{
    return looks[role].halo;
}

double
theme_opacity(MarkRole role)
{
    return looks[role].opacity > 0.0 ? looks[role].opacity : 1.0;
}

double
theme_stroke(MarkRole role)
{
    return looks[role].stroke;
}

double
theme_dash(MarkRole role)
{
    return looks[role].dash;
}

Colour
colour_tint(Colour colour)
{
    const double share = 0.17;

    return (Colour){ 1.0 - share * (1.0 - colour.red), 1.0 - share * (1.0 - colour.green),
                     1.0 - share * (1.0 - colour.blue) };
}

const char *
colour_hex(Colour colour, char buffer[8])
{
    g_snprintf(buffer, 8, "#%02x%02x%02x", (unsigned)lround(colour.red * 255.0),
               (unsigned)lround(colour.green * 255.0), (unsigned)lround(colour.blue * 255.0));
    return buffer;
}

/* Relative luminance and contrast: WCAG 2.1, definitions of section 7. */
static double
linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

double
colour_luminance(Colour c)
{
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

double
colour_contrast(Colour a, Colour b)
{
    double one = colour_luminance(a) + 0.05, other = colour_luminance(b) + 0.05;

    return fmax(one, other) / fmin(one, other);
}

Colour
colour_on(Colour fill)
{
    Colour white = { 1.0, 1.0, 1.0 }, ink = colour_from_hex(INK);

    return colour_contrast(fill, ink) >= colour_contrast(fill, white) ? ink : white;
}
