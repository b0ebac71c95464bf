/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_tiles.c - a tile of the same size for each county of Sweden, where it lies. */
#include "plots/chart.h"

#include "datasets/error.h"
#include "plots/counties.h"
#include "plots/figure_words.h"
#include "plots/frame.h"
#include "plots/key.h"
#include "plots/ladder.h"
#include "plots/theme.h"

#include <math.h>

static const double gap = 2.5;
static const double around_name = 5.0, to_tiles = 14.0, to_key = 18.0;
static const double sample_width = 15.8, sample_height = 11.4, sample_pitch = 14.0,
                    after_sample = 5.2, after_key = 14.0;

/* A tile, and the baselines in it. */
typedef struct {
    double most_width, height, name_y, value_y;
} TileStyle;

static const TileStyle with_names = { 64.0, 34.0, 14.8, 25.8 };
static const TileStyle with_letters = { 40.0, 26.0, 11.0, 21.3 };

typedef struct {
    Frame frame;
    const TileStyle *style;
    Ladder ladder;
    const ChartRow *rows[N_COUNTIES]; /* NULL: no row */
    double width, left, top;
    bool empty; /* a county has no value */
    bool key_above;
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
width_of_key(const Tiles *tiles)
{
    double widest = 0.0;

    for (size_t i = 0; i < tiles->ladder.n + tiles->empty; i++) {
        g_autofree char *label = key_label(tiles, i);

        widest = fmax(widest, text_width(tiles->frame.text, theme_text(ROLE_KEY), label));
    }
    return sample_width + after_sample + widest;
}

static const char *
name_of(const Tiles *tiles, size_t c)
{
    return tiles->style == &with_letters ? counties[c].letters : counties[c].name;
}

/* What the widest name or value takes of a tile. */
static double
least_width(const Tiles *tiles)
{
    TextContext *text = tiles->frame.text;
    double least = 0.0;

    for (size_t c = 0; c < N_COUNTIES; c++) {
        double name = text_width(text, theme_text(ROLE_ON_LADDER_NAME), name_of(tiles, c));
        double value = text_width(text, theme_text(ROLE_ON_LADDER), text_of(tiles, tiles->rows[c]));

        least = fmax(least, fmax(name, value) + around_name);
    }
    return least;
}

static void
make_ladder(Tiles *tiles)
{
    const ChartData *data = tiles->frame.data;
    size_t n = data->n_rows + data->n_alike;
    g_autofree double *values = g_new0(double, n + 1);

    for (size_t i = 0; i < n; i++)
        values[i] = chart_measured(data, i)->total ? NAN : chart_measured(data, i)->value;
    tiles->ladder = ladder_new(data, values, n);
    for (size_t c = 0; c < N_COUNTIES; c++)
        tiles->empty = tiles->empty || !tiles->rows[c] || !isfinite(tiles->rows[c]->value);
}

/* The tiles stand at the right edge, small ones with the letters of the counties where there is no
 * room for their names. The key stands in the empty corner left of the north, or above all tiles
 * where that is too narrow for it. */
static bool
measure(Tiles *tiles, GError **error)
{
    const Frame *frame = &tiles->frame;
    double content = frame->right - frame->left;
    double room = (content - (COUNTY_COLUMNS - 1) * gap) / COUNTY_COLUMNS;

    make_ladder(tiles);
    tiles->style = &with_names;
    if (frame->data->panel || least_width(tiles) > room)
        tiles->style = &with_letters;
    double least = least_width(tiles);
    tiles->width = fmin(fmax(tiles->style->most_width, least), room);
    tiles->left = frame->right - COUNTY_COLUMNS * tiles->width - (COUNTY_COLUMNS - 1) * gap;
    /* the two columns left of the north are free */
    double corner = tiles->left + tiles->width + gap - frame->left;
    tiles->key_above = frame->data->panel || width_of_key(tiles) + after_key > corner;
    if (least <= tiles->width)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the tiles are %.0f pt too narrow for what stands in them; make the figure wider",
                ceil(COUNTY_COLUMNS * (least - tiles->width)));
    return false;
}

static void
add_tile(Tiles *tiles, size_t c)
{
    Frame *frame = &tiles->frame;
    const ChartRow *row = tiles->rows[c];
    bool empty = !row || !isfinite(row->value);
    double x = tiles->left + counties[c].column * (tiles->width + gap);
    double y = tiles->top + counties[c].row * (tiles->style->height + gap);
    int step = empty ? 0 : ladder_step(&tiles->ladder, row->value);
    double middle = x + tiles->width / 2.0;

    Mark *tile = scene_add_shape(frame->scene, MARK_RECTANGLE, empty ? ROLE_EMPTY : ROLE_LADDER, x,
                                 y, x + tiles->width, y + tiles->style->height);
    tile->series = step;
    tile->address = row ? scene_text(frame->scene, row->address) : NULL;
    scene_add_text(frame->scene, frame->text, empty ? ROLE_EMPTY_NAME : ROLE_ON_LADDER_NAME,
                   name_of(tiles, c), middle, y + tiles->style->name_y, 0.5)
        ->series = step;
    Mark *value = scene_add_text(frame->scene, frame->text, empty ? ROLE_VALUE : ROLE_ON_LADDER,
                                 text_of(tiles, row), middle, y + tiles->style->value_y, 0.5);
    value->series = step;
    value->address = row ? scene_text(frame->scene, row->address) : NULL;
}

static void
add_key_above(Tiles *tiles)
{
    Frame *frame = &tiles->frame;
    KeyEntry entries[N_STEPS + 1];
    char *labels[N_STEPS + 1] = { NULL };
    size_t n = 0;

    for (size_t i = 0; i < tiles->ladder.n + tiles->empty; i++) {
        bool empty = i == tiles->ladder.n;
        g_autofree char *label = key_label(tiles, i);

        if (!*label) /* one step for all says nothing */
            continue;
        labels[n] = g_steal_pointer(&label);
        entries[n] = (KeyEntry){ labels[n], empty ? ROLE_EMPTY : ROLE_LADDER,
                                 empty ? 0 : ladder_colour(&tiles->ladder, i) };
        n++;
    }
    if (n > 0)
        frame->y = key_add(frame, entries, n, frame->left, frame->right, frame->y + to_key);
    for (size_t i = 0; i <= N_STEPS; i++)
        g_free(labels[i]);
}

static void
add_key_in_corner(Tiles *tiles)
{
    Frame *frame = &tiles->frame;
    double y = frame->y + to_tiles + 4.0;

    for (size_t i = 0; i < tiles->ladder.n + tiles->empty; i++, y += sample_pitch) {
        bool empty = i == tiles->ladder.n;
        double right = frame->left + sample_width, bottom = y + sample_height;
        int step = empty ? 0 : ladder_colour(&tiles->ladder, i);
        g_autofree char *label = key_label(tiles, i);

        if (!*label)
            continue;
        scene_add_shape(frame->scene, MARK_RECTANGLE, empty ? ROLE_EMPTY : ROLE_LADDER, frame->left,
                        y, right, bottom)
            ->series = step;
        if (!empty)
            key_add_edge(frame, ROLE_LADDER, step, frame->left, y, right, bottom);
        scene_add_text(frame->scene, frame->text, ROLE_KEY, label, right + after_sample,
                       y + (sample_height + CAPITAL * theme_text(ROLE_KEY)->size) / 2.0, 0.0);
    }
}

/* "Counties: AB Stockholm, C Uppsala, ..." */
static void
say_letters(Tiles *tiles)
{
    Frame *frame = &tiles->frame;
    g_autoptr(GString) list = g_string_new(figure_word(FIGURE_COUNTIES, frame->data->language));

    for (size_t c = 0; c < N_COUNTIES; c++)
        g_string_append_printf(list, "%s %s\u00a0%s", c == 0 ? "" : ",", counties[c].letters,
                               counties[c].name);
    g_string_append_c(list, '.');
    frame_say(frame, scene_text(frame->scene, list->str));
}

static Scene *
tiles_lay_out(const ChartData *data, double width, TextContext *text, GError **error)
{
    g_auto(Tiles) tiles = { 0 };

    if (!find_counties(&tiles, data, error) ||
        !frame_begin(&tiles.frame, data, width, text, error) || !measure(&tiles, error))
        return NULL;
    if (tiles.key_above)
        add_key_above(&tiles);
    else
        add_key_in_corner(&tiles);
    tiles.top = tiles.frame.y + to_tiles;
    for (size_t c = 0; c < N_COUNTIES; c++)
        add_tile(&tiles, c);
    frame_say(&tiles.frame, figure_word(FIGURE_TILES, data->language));
    if (tiles.style == &with_letters)
        say_letters(&tiles);
    frame_end(&tiles.frame,
              tiles.top + COUNTY_ROWS * tiles.style->height + (COUNTY_ROWS - 1) * gap - 0.5);
    return g_steal_pointer(&tiles.frame.scene);
}

const Chart chart_tiles = {
    .name = "tiles",
    .summary = "a tile for each county of Sweden, shaded by its estimate",
    .rows = CHART_OF_ESTIMATES,
    .noun = { "Tile map", "Rutkarta" },
    .panel = 120.0,
    .lay_out = tiles_lay_out,
};
