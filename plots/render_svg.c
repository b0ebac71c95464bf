/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render_svg.c - a Scene as SVG whose texts stay texts: they can be read, searched and copied. */
#include "datasets/number.h"
#include "plots/hatch.h"
#include "plots/render.h"
#include "plots/theme.h"

#include <string.h>

/* Fonts of readers who lack ours; textLength then keeps every text as wide as it was measured. */
static const char fonts[] = "Inter, &quot;Inter Variable&quot;, &quot;Segoe UI&quot;, "
                            "&quot;Helvetica Neue&quot;, Arial, sans-serif";
static const double points_per_millimetre = 72.0 / 25.4;

static void
add(GByteArray *out, const char *text)
{
    g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

static void
add_escaped(GByteArray *out, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);

    add(out, escaped);
}

/* NAME="VALUE" with at most two decimals. */
static void
add_number(GByteArray *out, const char *name, double value)
{
    char buffer[NUMBER_BUFFER];

    add(out, " ");
    add(out, name);
    add(out, "=\"");
    add(out, number_write(number_round(value, 0, 2), buffer));
    add(out, "\"");
}

static void
add_colour(GByteArray *out, const char *name, Colour colour)
{
    char hex[8];

    add(out, " ");
    add(out, name);
    add(out, "=\"");
    add(out, colour_hex(colour, hex));
    add(out, "\"");
}

static void
add_element(GByteArray *out, const char *name, const char *text)
{
    if (!text)
        return;
    add(out, "<");
    add(out, name);
    add(out, ">");
    add_escaped(out, text);
    add(out, "</");
    add(out, name);
    add(out, ">\n");
}

static void
add_box(GByteArray *out, double x, double y, double x2, double y2)
{
    add(out, "<rect");
    add_number(out, "x", x);
    add_number(out, "y", y);
    add_number(out, "width", x2 - x);
    add_number(out, "height", y2 - y);
}

static void
add_line(GByteArray *out, double x, double y, double x2, double y2, Colour colour, double stroke)
{
    add(out, "<line");
    add_number(out, "x1", x);
    add_number(out, "y1", y);
    add_number(out, "x2", x2);
    add_number(out, "y2", y2);
    add_colour(out, "stroke", colour);
    add_number(out, "stroke-width", stroke);
}

static void
add_outline(GByteArray *out, const Mark *mark, Colour colour)
{
    HatchLine box = hatch_outline(mark);

    add_box(out, box.x, box.y, box.x2, box.y2);
    add(out, " fill=\"none\"");
    add_colour(out, "stroke", colour);
    add_number(out, "stroke-width", theme_stroke(mark->role));
    if (theme_dash(mark->role) > 0.0)
        add_number(out, "stroke-dasharray", theme_dash(mark->role));
    add(out, "/>\n");
}

/* Dashes and ends of the line of MARK. */
static void
add_stroke(GByteArray *out, const Look *look, const Mark *mark)
{
    double dashes[MOST_DASHES];
    size_t n = theme_dashes(look, mark->role, mark->series, dashes);
    char buffer[NUMBER_BUFFER];

    for (size_t i = 0; i < n; i++) {
        add(out, i == 0 ? " stroke-dasharray=\"" : " ");
        add(out, number_write(number_round(dashes[i], 0, 2), buffer));
    }
    if (n > 0)
        add(out, "\"");
    if (n == 0 && theme_round(mark->role))
        add(out, " stroke-linecap=\"round\"");
}

static void
add_circle(GByteArray *out, const Mark *mark, double radius)
{
    add(out, "<circle");
    add_number(out, "cx", mark->x);
    add_number(out, "cy", mark->y);
    add_number(out, "r", radius);
}

static void
add_dot(GByteArray *out, const Mark *mark, Colour colour)
{
    const Colour white = { 1.0, 1.0, 1.0 };
    double radius = theme_radius(mark->role), stroke = theme_stroke(mark->role);

    add_circle(out, mark, radius + theme_halo(mark->role));
    add_colour(out, "fill", white);
    add(out, "/>\n");
    add_circle(out, mark, radius - stroke / 2.0);
    if (stroke > 0.0) {
        add(out, " fill=\"none\"");
        add_colour(out, "stroke", colour);
        add_number(out, "stroke-width", stroke);
    } else {
        add_colour(out, "fill", colour);
    }
    add(out, "/>\n");
}

static void
add_points(GByteArray *out, const Mark *mark)
{
    char buffer[NUMBER_BUFFER];

    add(out, " points=\"");
    for (size_t i = 0; i < 2 * mark->n_points; i++) {
        add(out, i == 0 ? "" : i % 2 ? "," : " ");
        add(out, number_write(number_round(mark->points[i], 0, 2), buffer));
    }
    add(out, "\"");
}

/* One line through all points of MARK. */
static void
add_path(GByteArray *out, const Look *look, const Mark *mark, Colour colour)
{
    add(out, "<polyline");
    add_points(out, mark);
    add(out, " fill=\"none\"");
    add_colour(out, "stroke", colour);
    add_number(out, "stroke-width", theme_stroke(mark->role));
    add_stroke(out, look, mark);
    if (theme_round(mark->role))
        add(out, " stroke-linejoin=\"round\"");
    add(out, "/>\n");
}

static void
add_area(GByteArray *out, const Mark *mark, Colour colour)
{
    add(out, "<polygon");
    add_points(out, mark);
    add_colour(out, "fill", colour);
    if (theme_opacity(mark->role) < 1.0)
        add_number(out, "fill-opacity", theme_opacity(mark->role));
    add(out, "/>\n");
}

static void
add_rectangle(GByteArray *out, const Mark *mark, Colour colour)
{
    if (theme_outlined(mark->role)) {
        add_outline(out, mark, colour);
        return;
    }
    add_box(out, mark->x, mark->y, mark->x2, mark->y2);
    add_colour(out, "fill", mark->role == ROLE_DERIVED ? colour_tint(colour) : colour);
    add(out, "/>\n");
    if (mark->role != ROLE_DERIVED)
        return;

    g_autoptr(GArray) lines = hatch_lines(mark);
    for (guint i = 0; i < lines->len; i++) {
        const HatchLine *line = &g_array_index(lines, HatchLine, i);

        add_line(out, line->x, line->y, line->x2, line->y2, colour, hatch_stroke());
        add(out, "/>\n");
    }
    add_outline(out, mark, colour);
}

/* As pango has it: the first letter says where the others go. */
static bool
runs_leftwards(const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        GUnicodeScript script = g_unichar_get_script(character);

        if (g_unichar_isalpha(character))
            return script == G_UNICODE_SCRIPT_HEBREW || script == G_UNICODE_SCRIPT_ARABIC ||
                   script == G_UNICODE_SCRIPT_SYRIAC || script == G_UNICODE_SCRIPT_THAANA;
    }
    return false;
}

static void
add_text(GByteArray *out, const Mark *mark, Colour colour)
{
    const TextStyle *style = theme_text(mark->role);

    add(out, "<text");
    add_number(out, "x", mark->x);
    add_number(out, "y", mark->y);
    add_number(out, "font-size", style->size);
    if (style->weight != 400)
        add_number(out, "font-weight", style->weight);
    if (runs_leftwards(mark->text))
        add(out, " direction=\"rtl\"");
    if (mark->anchor > 0.0 && mark->anchor < 1.0)
        add(out, " text-anchor=\"middle\"");
    else if ((mark->anchor > 0.0) != runs_leftwards(mark->text))
        add(out, " text-anchor=\"end\""); /* of the text: its left where it runs leftwards */
    add_colour(out, "fill", colour);
    if (strstr(mark->text, "  ")) /* they would be one */
        add(out, " xml:space=\"preserve\"");
    if (g_utf8_strlen(mark->text, -1) > 1) {
        add_number(out, "textLength", mark->width);
        add(out, " lengthAdjust=\"spacingAndGlyphs\"");
    }
    if (mark->address) {
        add(out, " data-address=\"");
        add_escaped(out, mark->address);
        add(out, "\"");
    }
    add(out, ">");
    add_escaped(out, mark->text);
    add(out, "</text>\n");
}

static void
add_mark(GByteArray *out, const Look *look, const Mark *mark)
{
    Colour colour = theme_colour_in(look, mark->role, mark->series);

    switch (mark->kind) {
    case MARK_RECTANGLE:
        add_rectangle(out, mark, colour);
        break;
    case MARK_LINE:
        add_line(out, mark->x, mark->y, mark->x2, mark->y2, colour, theme_stroke(mark->role));
        add_stroke(out, look, mark);
        add(out, "/>\n");
        break;
    case MARK_DOT:
        add_dot(out, mark, colour);
        break;
    case MARK_PATH:
        add_path(out, look, mark, colour);
        break;
    case MARK_AREA:
        add_area(out, mark, colour);
        break;
    case MARK_TEXT:
        add_text(out, mark, colour);
        break;
    }
}

static void
add_head(GByteArray *out, const Scene *scene)
{
    char buffer[NUMBER_BUFFER];

    add(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    if (scene->language) {
        add(out, " lang=\"");
        add_escaped(out, scene->language);
        add(out, "\" xml:lang=\"");
        add_escaped(out, scene->language);
        add(out, "\"");
    }
    add(out, " width=\"");
    add(out, number_write(number_round(scene_width(scene) / points_per_millimetre, 0, 2), buffer));
    add(out, "mm\" height=\"");
    add(out, number_write(number_round(scene_height(scene) / points_per_millimetre, 0, 2), buffer));
    add(out, "mm\" viewBox=\"0 0 ");
    add(out, number_write(number_round(scene->width, 0, 2), buffer));
    add(out, " ");
    add(out, number_write(number_round(scene->height, 0, 2), buffer));
    add(out, "\" font-family=\"");
    if (scene->look && strcmp(scene->look->sans, look_default.sans) != 0) {
        add_escaped(out, scene->look->sans);
        add(out, ", ");
    }
    add(out, fonts);
    add(out, "\" style=\"font-feature-settings:&quot;tnum&quot;,&quot;liga&quot; 0,"
             "&quot;clig&quot; 0\">\n");
}

bool
render_svg(const Scene *scene, TextContext *text, GByteArray *out, GError **error)
{
    (void)text;
    (void)error;
    add_head(out, scene);
    add_element(out, "title", scene->title);
    add_element(out, "desc", scene->description);
    add_box(out, 0.0, 0.0, scene->width, scene->height);
    add(out, " fill=\"#ffffff\"/>\n");
    for (guint i = 0; i < scene->marks->len; i++)
        add_mark(out, scene->look, &g_array_index(scene->marks, Mark, i));
    add(out, "</svg>\n");
    return true;
}
