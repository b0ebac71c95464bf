/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/style.h"

#include "datasets/error.h"
#include "datasets/number.h"
#include "datasets/path.h"
#include "reports/symbols.h"

#include <string.h>

static const Field colour_fields[] = {
    { "ink", FIELD_TEXT, .help = "texts, rules, base lines" },
    { "second", FIELD_TEXT, .help = "question wordings, ticks" },
    { "notes", FIELD_TEXT, .help = "notes and sources" },
    { "accent", FIELD_TEXT, .help = "numbers of figures, tables and headings; links" },
    { "rest", FIELD_TEXT, .help = "bars of \"don't know\"" },
    { "holds", FIELD_TEXT, .help = "marks of what was reproduced" },
    { "deviates", FIELD_TEXT, .help = "marks of what was not" },
    { "tag", FIELD_TEXT, .help = "\"draft\", \"example data\"" },
    { "grid", FIELD_TEXT, .help = "lines of the grid, hairlines" },
    { "muted", FIELD_TEXT, .help = "lines that are not the point" },
    { "series", FIELD_TEXTS, .help = "up to six colours of bars and lines" },
    { "ladder", FIELD_TEXTS, .help = "five, from little to much" },
    { "diverging", FIELD_TEXTS, .help = "five, from one side to the other" },
    { NULL }
};

static const Field font_fields[] = { { "sans", FIELD_TEXT,
                                       .help = "family of headings, figures and tables" },
                                     { "serif", FIELD_TEXT, .help = "family of running text" },
                                     { "files", FIELD_TEXTS, .help = "their font files" },
                                     { NULL } };

static const Field size_fields[] = {
    { "text", FIELD_NUMBER, .help = "of running text, in points: 8 to 14" },
    { "footnotes", FIELD_NUMBER, .help = "6.3 to 12" },
    { "headings", FIELD_NUMBERS, .help = "of up to four levels: 8 to 36" },
    { NULL }
};

static const char *const print_names[] = { "colour", "grey", NULL };

const Field style_fields[] = {
    { "colours", FIELD_BLOCK, .fields = colour_fields, .help = "as \"#0B5BAE\"" },
    { "fonts", FIELD_BLOCK, .fields = font_fields, .help = "others than Inter and Libertine" },
    { "sizes", FIELD_BLOCK, .fields = size_fields, .help = "of texts" },
    { "print", FIELD_CHOICE, .choices = print_names,
      .help = "in colour, or in grey for one ink: then lines are dashed from the third on" },
    { "text_scale", FIELD_NUMBER,
      .help = "of figures: all sizes and distances so many times ours, 0.94 to 2" },
    { "logo", FIELD_TEXT, .help = "a PNG for the cover" },
    { "logo_height", FIELD_NUMBER, .help = "in millimetres, 5 to 40; without it 14" },
    { "symbols", FIELD_CHOICE, .choices = symbol_set_names, .help = "in cells without a number" },
    { NULL }
};

/* ---- colours */

/* The colour that NODE names, at least LEAST to one against white; OTHERWISE without NODE. */
static int
read_colour(ReportStyle *style, const Node *node, double least, int otherwise)
{
    const char *text = node_text(node), *hex = text && *text == '#' ? text + 1 : text;
    char *end = NULL, contrast[NUMBER_BUFFER], bound[NUMBER_BUFFER];

    if (!text)
        return otherwise;
    guint64 value = g_ascii_strtoull(hex, &end, 16);
    if (strlen(hex) != 6 || *end || !g_ascii_isxdigit(*hex)) {
        document_complain(style->document, node, "this is no colour",
                          "write six hexadecimal digits in quotes, as \"#0B5BAE\"");
        return otherwise;
    }
    double on_white = colour_contrast(colour_from_hex((int)value), (Colour){ 1.0, 1.0, 1.0 });
    if (on_white < least) {
        g_autofree char *what = g_strdup_printf(
            "the contrast on white is %s to one and must be %s",
            number_write(number_round(on_white, 0, 2), contrast), number_write(least, bound));
        document_complain(style->document, node, what, "choose a darker colour");
    }
    return (int)value;
}

/* Colours of text must be read, those of bars and lines seen: WCAG 2.1, 1.4.3 and 1.4.11. */
static void
read_named(ReportStyle *style, const Node *colours)
{
    static const double least[N_THEME_NAMES] = {
        [THEME_INK] = 7.0,  [THEME_SECOND] = 4.5, [THEME_NOTES] = 4.5,    [THEME_ACCENT] = 4.5,
        [THEME_REST] = 3.0, [THEME_HOLDS] = 4.5,  [THEME_DEVIATES] = 4.5, [THEME_TAG] = 4.5,
        [THEME_GRID] = 1.0, [THEME_MUTED] = 3.0,
    };

    for (int i = 0; i < N_THEME_NAMES; i++)
        style->look.named[i] = read_colour(style, node_get(colours, colour_fields[i].name),
                                           least[i], look_default.named[i]);
}

/* The list under KEY into INTO [n]; FEWER: it may be shorter. */
static void
read_list(ReportStyle *style, const Node *colours, const char *key, double least, int *into,
          size_t n, bool fewer)
{
    const Node *list = node_get(colours, key);
    size_t given = node_count(list);

    if (given > n || (given > 0 && given < n && !fewer)) {
        g_autofree char *what =
            g_strdup_printf("%zu given, and %s%zu are needed", given, fewer ? "at most " : "", n);
        document_complain_key(style->document, list, what, NULL);
        return;
    }
    for (size_t i = 0; i < given; i++)
        into[i] = read_colour(style, node_at(list, i), least, into[i]);
}

static void
read_colours(ReportStyle *style, const Node *colours)
{
    Look *look = &style->look;

    read_named(style, colours);
    /* the first series is what is not coloured otherwise */
    if (node_get(colours, "accent"))
        look->series[0] = look->named[THEME_ACCENT];
    read_list(style, colours, "series", 3.0, look->series, N_SERIES, true);
    read_list(style, colours, "ladder", 1.0, look->ladder, N_STEPS, false);
    read_list(style, colours, "diverging", 1.0, look->diverging, N_STEPS, false);
}

/* ---- sizes */

static double
read_size(ReportStyle *style, const Node *node, double least, double most)
{
    double size = node_number(node, 0.0);
    char low[NUMBER_BUFFER], high[NUMBER_BUFFER];

    if (!node || (size >= least && size <= most))
        return size;
    g_autofree char *what = g_strdup_printf("a size from %s to %s is needed",
                                            number_write(least, low), number_write(most, high));
    document_complain(style->document, node, what, NULL);
    return 0.0;
}

static void
read_sizes(ReportStyle *style, const Node *sizes)
{
    const Node *headings = node_get(sizes, "headings");

    style->text_size = read_size(style, node_get(sizes, "text"), 8.0, 14.0);
    style->footnote_size = read_size(style, node_get(sizes, "footnotes"), 6.3, 12.0);
    if (node_count(headings) > N_HEADING_SIZES)
        document_complain_key(style->document, headings, "there are four levels of headings", NULL);
    style->n_headings = (int)MIN(node_count(headings), N_HEADING_SIZES);
    for (int k = 0; k < style->n_headings; k++)
        style->heading_size[k] = read_size(style, node_at(headings, (size_t)k), 8.0, 36.0);
}

/* ---- files */

/* The path of the file that NODE names; NULL: complained of. */
static char *
resolve(ReportStyle *style, const Node *node, const char *path, const char *data_dir)
{
    g_autoptr(GError) error = NULL;
    char *file = path_resolve(node_text(node), path, data_dir, &error);

    if (!file) { /* the name of this file stands before each mistake already */
        const char *what = strstr(error->message, ": ");

        document_complain(style->document, node, what ? what + 2 : error->message, NULL);
    }
    return file;
}

static void
read_fonts(ReportStyle *style, const Node *fonts, const char *path, const char *data_dir)
{
    const char *sans = node_text(node_get(fonts, "sans"));
    const char *serif = node_text(node_get(fonts, "serif"));
    const Node *files = node_get(fonts, "files");

    style->look.sans = sans ? sans : look_default.sans;
    style->look.serif = serif ? serif : look_default.serif;
    for (size_t i = 0; i < node_count(files); i++) {
        char *file = resolve(style, node_at(files, i), path, data_dir);

        if (file)
            g_ptr_array_add(style->files, file);
    }
    g_ptr_array_add(style->files, NULL);
    style->look.files = (const char *const *)style->files->pdata;
}

static void
read_logo(ReportStyle *style, const Node *root, const char *path, const char *data_dir)
{
    static const unsigned char signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
    const Node *logo = node_get(root, "logo");
    g_autofree char *file = logo ? resolve(style, logo, path, data_dir) : NULL;
    gsize length = 0;

    style->logo_height = read_size(style, node_get(root, "logo_height"), 5.0, 40.0);
    if (style->logo_height <= 0.0)
        style->logo_height = 14.0;
    if (!file)
        return;
    g_autoptr(GError) error = NULL;
    style->logo = path_read(file, NULL, NULL, &error);
    const unsigned char *bytes = style->logo ? g_bytes_get_data(style->logo, &length) : NULL;
    if (!bytes)
        document_complain(style->document, logo, error->message, NULL);
    else if (length < sizeof signature || memcmp(bytes, signature, sizeof signature) != 0)
        document_complain(style->document, logo, "the logo is no PNG", "save it as one");
}

ReportStyle *
report_style_new(void)
{
    ReportStyle *style = g_new0(ReportStyle, 1);

    style->look = look_default;
    style->files = g_ptr_array_new_with_free_func(g_free);
    return style;
}

ReportStyle *
report_style_read(GBytes *bytes, const char *path, const char *data_dir, GError **error)
{
    g_autoptr(ReportStyle) style = report_style_new();

    style->document = document_open(bytes, path, style_fields, error);
    if (!style->document)
        return NULL;
    const Node *root = document_root(style->document);
    read_colours(style, node_get(root, "colours"));
    read_fonts(style, node_get(root, "fonts"), path, data_dir);
    read_sizes(style, node_get(root, "sizes"));
    style->look.text_scale =
        read_size(style, node_get(root, "text_scale"), LEAST_SCALE, MOST_SCALE);
    read_logo(style, root, path, data_dir);
    style->symbols = node_text(node_get(root, "symbols"));
    if (!document_check(style->document, error))
        return NULL;
    if (g_strcmp0(node_text(node_get(root, "print")), "grey") == 0)
        look_to_grey(&style->look);
    return g_steal_pointer(&style);
}

bool
report_style_ask(ReportStyle **style, const StyleAsk *ask, GError **error)
{
    bool grey = g_strcmp0(ask->print, "grey") == 0;

    if (ask->print && !grey && strcmp(ask->print, "colour") != 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "--print '%s': there are colour and grey", ask->print);
        return false;
    }
    if (grey || ask->text_scale != 0.0)
        *style = *style ? *style : report_style_new();
    if (grey && !(*style)->look.grey)
        look_to_grey(&(*style)->look);
    if (ask->text_scale == 0.0)
        return true;
    if (!(ask->text_scale >= LEAST_SCALE && ask->text_scale <= MOST_SCALE)) {
        char least[NUMBER_BUFFER], most[NUMBER_BUFFER];

        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE, "--text-scale takes %s to %s",
                    number_write(LEAST_SCALE, least), number_write(MOST_SCALE, most));
        return false;
    }
    (*style)->look.text_scale = ask->text_scale;
    return true;
}

void
report_style_free(ReportStyle *style)
{
    if (!style)
        return;
    document_free(style->document);
    g_ptr_array_unref(style->files);
    g_clear_pointer(&style->logo, g_bytes_unref);
    g_free(style);
}
