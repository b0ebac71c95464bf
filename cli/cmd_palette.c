/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_palette.c - can the colours of figures be told apart, by all eyes and in grey? */
#include "cli/command.h"
#include "datasets/error.h"
#include "datasets/number.h"
#include "datasets/path.h"
#include "reports/style.h"
#include "reports/tabulate_palette.h"

#include <string.h>

static const OptionGroup groups[] = { { 0 } };

static bool
read_colour(const char *text, Colour *colour, GError **error)
{
    const char *hex = *text == '#' ? text + 1 : text;
    char *end = NULL;
    guint64 value = g_ascii_strtoull(hex, &end, 16);

    if (strlen(hex) != 6 || *end != '\0' || !g_ascii_isxdigit(*hex)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "\"%s\" is no colour; write six hexadecimal digits, as #0B5BAE", text);
        return false;
    }
    *colour = (Colour){ (double)(value >> 16 & 0xFF) / 255.0, (double)(value >> 8 & 0xFF) / 255.0,
                        (double)(value & 0xFF) / 255.0 };
    return true;
}

/* Those of the style file called PATH; it is refused where its series do not hold. */
static GArray *
colours_of_style(const char *path, GError **error)
{
    g_autoptr(GArray) colours = g_array_new(FALSE, FALSE, sizeof(Colour));
    g_autoptr(GBytes) bytes = path_read(path, NULL, NULL, error);
    g_autoptr(ReportStyle) style = bytes ? report_style_read(bytes, path, NULL, error) : NULL;

    for (int i = 0; style && i < N_SERIES; i++) {
        Colour colour = colour_from_hex(style->look.series[i]);
        g_array_append_val(colours, colour);
    }
    return style ? g_steal_pointer(&colours) : NULL;
}

/* The colours that are named, those of a style file, or those of the program. NULL and ERROR. */
static GArray *
read_colours(char **names, GError **error)
{
    g_autoptr(GArray) colours = g_array_new(FALSE, FALSE, sizeof(Colour));

    if (names[0] && !names[1] &&
        (g_str_has_suffix(names[0], ".yml") || g_str_has_suffix(names[0], ".yaml")))
        return colours_of_style(names[0], error);
    for (char **name = names; *name; name++) {
        Colour colour;

        if (!read_colour(*name, &colour, error))
            return NULL;
        g_array_append_val(colours, colour);
    }
    for (int i = 0; colours->len == 0 || (!*names && i < N_SERIES); i++) {
        Colour colour = theme_colour(ROLE_DATA, i);
        g_array_append_val(colours, colour);
    }
    return g_steal_pointer(&colours);
}

static bool
check_least(const char *what, double least, double limit, GError **error)
{
    char shown[NUMBER_BUFFER], bound[NUMBER_BUFFER];

    if (least >= limit)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the palette does not hold: %s is %s and must be %s; choose colours that lie "
                "further apart",
                what, number_write(number_round(least, 0, 2), shown), number_write(limit, bound));
    return false;
}

static bool
check_palette(const Colour *colours, size_t n, GError **error)
{
    static const char *const visions[N_VISIONS] = { "all cones", "deuteranopia", "protanopia",
                                                    "tritanopia" };
    const Colour white = { 1.0, 1.0, 1.0 };

    for (size_t i = 0; i < n; i++) {
        char hex[8];
        g_autofree char *what =
            g_strdup_printf("the contrast of %s on white", colour_hex(colours[i], hex));

        if (!check_least(what, colour_contrast(colours[i], white), PALETTE_CONTRAST, error))
            return false;
    }
    for (int v = 0; v < N_VISIONS; v++) {
        g_autofree char *what =
            g_strdup_printf("the least difference of two colours under %s", visions[v]);

        if (!check_least(what, vision_least_difference(colours, n, (Vision)v), PALETTE_DIFFERENCE,
                         error))
            return false;
    }
    return check_least("the least step of lightness in grey", vision_least_step(colours, n),
                       PALETTE_STEP, error);
}

static Report *
run(const void *store, char **arguments, const CommonOptions *common, GError **error)
{
    const char *language = common_language(common, NULL);

    (void)store;
    if (!arguments_check(arguments, 1, -1, "palette check [STYLE.yml | COLOUR...]", error))
        return NULL;
    if (strcmp(arguments[0], "check") != 0) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "'%s': there is palette check [STYLE.yml | COLOUR...]", arguments[0]);
        return NULL;
    }
    g_autoptr(GArray) colours = read_colours(arguments + 1, error);
    if (!colours)
        return NULL;
    const Colour *all = (const Colour *)(gpointer)colours->data;
    if (!check_palette(all, colours->len, error))
        return NULL;
    Report *report = report_new("palette", language);
    report_table(report, table_of_contrast(all, colours->len, language));
    report_table(report, table_of_palette(all, colours->len, language));
    return report;
}

const Command command_palette = {
    .name = "palette",
    .group = "Paper",
    .summary = "can the colours of figures be told apart?",
    .arguments = "check [STYLE.yml | COLOUR...]",
    .details =
        "The colours of the program, of a style file, or those that are given: contrast on "
        "white, the text on them, what they are as text and as a ribbon, the least "
        "difference of two (CIEDE2000) under full sight and under the three colour "
        "deficiencies (Machado and others 2009), and the least step of lightness in grey. "
        "Below 3 to 1, 12 or 5 the palette does not hold, and the exit status is 3, as it is when "
        "a report names such a style file: 1 is kept for faults of the program.",
    .groups = groups,
    .run = run,
};
