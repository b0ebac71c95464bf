/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_tiles.c - a tile of the same size for each county of Sweden, where it lies. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/counties.h"
#include "plots/figure_words.h"
#include "plots/frame.h"
#include "plots/ladder.h"
#include "plots/theme.h"

#include <math.h>

static const double most_width = 63.9, tile_height = 33.9, gap = 2.5;
static const double around_name = 5.0, to_tiles = 14.0;
static const double name_y = 14.6, value_y = 26.2; /* baselines in a tile */
static const double sample_width = 15.8, sample_height = 11.4, sample_pitch = 14.0,
                    after_sample = 5.2, after_key = 14.0;

typedef struct {
    Frame frame;
    Ladder ladder;
    const ChartRow *rows[N_COUNTIES]; /* NULL: no row */
    double width, left, top;
    bool empty; /* a county has no value */
} Tiles;

static void
tiles_clear(Tiles *tiles)
{
    scene_free(tiles->frame.scene);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tiles, tiles_clear)

static bool
find_counties(Tiles *tiles, const ChartData *data, GError **error)
{
    if (data->n_rows == 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "the figure has no rows; check the condition that chooses its cases");
        return false;
    }
    for (size_t i = 0; i < data->n_rows; i++) {
        const ChartRow *row = &data->rows[i];
        size_t county = county_find(row->key);

        if (row->total)
            continue;
        if (county == N_COUNTIES)
            county = county_find(row->label);
        if (county == N_COUNTIES) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "\"%s\" is no county of Sweden; give letters (AB), codes (01) or names",
                        row->key     ? row->key
                        : row->label ? row->label
                                     : "");
            return false;
        }
        if (tiles->rows[county]) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                        "the county %s has two rows in the figure; ask for one number of each",
                        counties[county].full);
            return false;
        }
        tiles->rows[county] = row;
    }
    return true;
}

static const char *
text_of(const Tiles *tiles, const ChartRow *row)
{
    const ChartData *data = tiles->frame.data;

    if (row && row->value_text)
        return row->value_text;
    if (row && data->strong > 0 && row->cells)
        return row->cells[data->strong - 1];
    return row && isfinite(row->value) ? "" : "..";
}

static char *
key_label(const Tiles *tiles, size_t i)
{
    const char *language = tiles->frame.data->language;

    return i < tiles->ladder.n ? ladder_label(&tiles->ladder, i, language)
                               : g_strdup(figure_word(FIGURE_NO_VALUE, language));
}

static double
key_width(const Tiles *tiles)
{
    double widest = 0.0;

    for (size_t i = 0; i < tiles->ladder.n + tiles->empty; i++) {
        g_autofree char *label = key_label(tiles, i);

        widest = fmax(widest, text_width(tiles->frame.text, theme_text(ROLE_KEY), label));
    }
    return sample_width + after_sample + widest;
}

/* The tiles stand at the right edge. The key stands in the empty corner left of the north. */
static bool
measure(Tiles *tiles, GError **error)
{
    const Frame *frame = &tiles->frame;
    const ChartData *data = frame->data;
    size_t n = data->n_rows + data->n_alike;
    g_autofree double *values = g_new0(double, n + 1);
    double content = frame->right - frame->left, least = 0.0;

    for (size_t i = 0; i < n; i++)
        values[i] = chart_measured(data, i)->total ? NAN : chart_measured(data, i)->value;
    for (size_t c = 0; c < N_COUNTIES; c++) {
        const ChartRow *row = tiles->rows[c];

        tiles->empty = tiles->empty || !row || !isfinite(row->value);
        least = fmax(
            least, fmax(text_width(frame->text, theme_text(ROLE_ON_LADDER_NAME), counties[c].name),
                        text_width(frame->text, theme_text(ROLE_ON_LADDER), text_of(tiles, row))) +
                       around_name);
    }
    tiles->ladder = ladder_new(data, values, n);
    tiles->width =
        fmin(fmax(most_width, least), (content - (COUNTY_COLUMNS - 1) * gap) / COUNTY_COLUMNS);
    tiles->left = frame->right - COUNTY_COLUMNS * tiles->width - (COUNTY_COLUMNS - 1) * gap;
    tiles->top = frame->y + to_tiles;
    /* the two columns left of the north are free */
    double corner = tiles->left + tiles->width + gap - frame->left;
    double missing = fmax(least - tiles->width, key_width(tiles) + after_key - corner);
    if (missing <= 0.0)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the tiles and their key are %.0f pt too narrow for what stands in them; make the "
                "figure wider",
                ceil(missing));
    return false;
}

static void
add_tile(Tiles *tiles, size_t c)
{
    Frame *frame = &tiles->frame;
    const ChartRow *row = tiles->rows[c];
    bool empty = !row || !isfinite(row->value);
    double x = tiles->left + counties[c].column * (tiles->width + gap);
    double y = tiles->top + counties[c].row * (tile_height + gap);
    int step = empty ? 0 : ladder_step(&tiles->ladder, row->value);
    double middle = x + tiles->width / 2.0;

    Mark *tile = scene_add_shape(frame->scene, MARK_RECTANGLE, empty ? ROLE_EMPTY : ROLE_LADDER, x,
                                 y, x + tiles->width, y + tile_height);
    tile->series = step;
    tile->address = row ? scene_text(frame->scene, row->address) : NULL;
    scene_add_text(frame->scene, frame->text, empty ? ROLE_EMPTY_NAME : ROLE_ON_LADDER_NAME,
                   counties[c].name, middle, y + name_y, 0.5)
        ->series = step;
    Mark *value = scene_add_text(frame->scene, frame->text, empty ? ROLE_VALUE : ROLE_ON_LADDER,
                                 text_of(tiles, row), middle, y + value_y, 0.5);
    value->series = step;
    value->address = row ? scene_text(frame->scene, row->address) : NULL;
}

static void
add_key(Tiles *tiles)
{
    Frame *frame = &tiles->frame;
    double y = tiles->top + 4.0;

    for (size_t i = 0; i < tiles->ladder.n + tiles->empty; i++, y += sample_pitch) {
        bool empty = i == tiles->ladder.n;
        g_autofree char *label = key_label(tiles, i);

        if (!*label)
            continue;
        scene_add_shape(frame->scene, MARK_RECTANGLE, empty ? ROLE_EMPTY : ROLE_LADDER, frame->left,
                        y, frame->left + sample_width, y + sample_height)
            ->series = empty ? 0 : ladder_colour(&tiles->ladder, i);
        scene_add_text(frame->scene, frame->text, ROLE_KEY, label,
                       frame->left + sample_width + after_sample,
                       y + (sample_height + CAPITAL * theme_text(ROLE_KEY)->size) / 2.0, 0.0);
    }
}

static Scene *
tiles_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(Tiles) tiles = { 0 };

    if (!find_counties(&tiles, data, error) ||
        !frame_begin(&tiles.frame, data, width, text, error) || !measure(&tiles, error))
        return NULL;
    add_key(&tiles);
    for (size_t c = 0; c < N_COUNTIES; c++)
        add_tile(&tiles, c);
    frame_say(&tiles.frame, figure_word(FIGURE_TILES, data->language));
    frame_end(&tiles.frame, tiles.top + COUNTY_ROWS * tile_height + (COUNTY_ROWS - 1) * gap - 1.0);
    return g_steal_pointer(&tiles.frame.scene);
}

const Chart chart_tiles = {
    .name = "tiles",
    .summary = "a tile for each county of Sweden, shaded by its estimate",
    .rows = CHART_OF_ESTIMATES,
    .noun = { "Tile map", "Rutkarta" },
    .lay_out = tiles_lay_out,
};
