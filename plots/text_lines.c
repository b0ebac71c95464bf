/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_lines.c - where lines of a text may end, and lines that fit a width. */
#include "plots/drawing.h"
#include "plots/paint.h"
#include "plots/text.h"

#include <math.h>
#include <string.h>

enum { SOFT_HYPHEN = 0x00AD };

/* Widths are sums of rounded glyph advances: this much is no overflow. */
static const double tolerance = 0.01;
/* Of breaks as good as each other the later one: what differs by less is not seen. */
static const double hair = 0.25;

/* A text with the place of each character in its single, unbroken line. */
typedef struct {
    const char *text;
    size_t n;          /* characters */
    size_t *byte;      /* [n + 1] where each begins */
    double *x;         /* [n + 1] points from the start */
    PangoLogAttr *may; /* [n + 1] what may happen before each */
    double hyphen;     /* width of one */
} Measured;

typedef struct {
    size_t begin, end; /* characters, without the space at the end */
} Line;

/* Advances come from the glyph runs, so measuring is linear in the text. */
static Measured *
measure(TextContext *context, const TextStyle *style, const char *text)
{
    g_autoptr(SetText) set = text_set(context, style, text);
    Measured *m = g_new0(Measured, 1);

    m->text = text;
    m->n = (size_t)g_utf8_strlen(text, -1);
    m->byte = g_new0(size_t, m->n + 1);
    m->x = g_new0(double, m->n + 1);
    m->may = g_new0(PangoLogAttr, m->n + 1);
    pango_get_log_attrs(text, -1, -1, pango_language_from_string("en"), m->may, (int)m->n + 1);
    for (size_t i = 0; i < m->n; i++)
        m->byte[i + 1] = (size_t)(g_utf8_next_char(text + m->byte[i]) - text);

    for (const GSList *run = set->runs; run; run = run->next) {
        PangoGlyphItem *glyphs = run->data;
        PangoItem *item = glyphs->item;
        size_t first = (size_t)g_utf8_pointer_to_offset(text, text + item->offset);
        g_autofree int *widths = g_new0(int, item->num_chars + 1);

        pango_glyph_item_get_logical_widths(glyphs, text, widths);
        for (size_t i = 0; i < (size_t)item->num_chars; i++)
            m->x[first + i + 1] = (double)widths[i] / PANGO_SCALE;
    }
    for (size_t i = 0; i < m->n; i++)
        m->x[i + 1] += m->x[i];
    m->hyphen = text_width(context, style, "-");
    return m;
}

static void
measured_free(Measured *m)
{
    g_free(m->byte);
    g_free(m->x);
    g_free(m->may);
    g_free(m);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Measured, measured_free)

static gunichar
character_at(const Measured *m, size_t i)
{
    return g_utf8_get_char(m->text + m->byte[i]);
}

/* A line may end before character I. After a slash also where Unicode would not allow it. */
static bool
may_break(const Measured *m, size_t i)
{
    if (i == 0 || i >= m->n)
        return i == m->n;
    if (character_at(m, i - 1) == '/' && character_at(m, i) != '/' &&
        !g_unichar_isdigit(character_at(m, i)))
        return m->may[i].is_cursor_position;
    return m->may[i].is_line_break;
}

static size_t
without_space(const Measured *m, size_t begin, size_t end)
{
    while (end > begin && g_unichar_isspace(character_at(m, end - 1)))
        end--;
    return end;
}

/* Where the unbreakable piece that begins at BEGIN ends, the space after it included. */
static size_t
piece_end(const Measured *m, size_t begin)
{
    size_t end = begin + 1;

    while (!may_break(m, end))
        end++;
    return end;
}

/* A soft hyphen shows only at the end of a line. */
static double
width_between(const Measured *m, size_t begin, size_t end)
{
    end = without_space(m, begin, end);
    if (end == begin)
        return 0.0;
    return m->x[end] - m->x[begin] + (character_at(m, end - 1) == SOFT_HYPHEN ? m->hyphen : 0.0);
}

/* As many characters of a word that is too wide as fit, at least one. */
static size_t
cut_word(const Measured *m, size_t begin, size_t end, double width)
{
    size_t cut = begin;

    for (size_t i = begin + 1; i <= end; i++) {
        if (!m->may[i].is_cursor_position)
            continue;
        if (cut > begin && m->x[i] - m->x[begin] > width + tolerance)
            break;
        cut = i;
    }
    return cut;
}

/* The end of the line that begins at BEGIN: as many pieces as fit. */
static size_t
line_end(const Measured *m, size_t begin, double width)
{
    size_t end = piece_end(m, begin);

    if (width_between(m, begin, end) > width + tolerance)
        return cut_word(m, begin, end, width);
    while (end < m->n && !m->may[end].is_mandatory_break) {
        size_t next = piece_end(m, end);

        if (width_between(m, begin, next) > width + tolerance)
            break;
        end = next;
    }
    return end;
}

/* First-fit lines of M. An empty first line says that nothing fits beside the indent. */
static GArray *
break_lines(const Measured *m, double indent, double width)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    size_t begin = 0;

    while (begin < m->n && g_unichar_isspace(character_at(m, begin)))
        begin++;
    while (begin < m->n) {
        bool first = lines->len == 0 && indent > 0.0;
        double room = first ? width - indent : width;
        Line line = { begin, begin };

        if (!first || width_between(m, begin, piece_end(m, begin)) <= room + tolerance)
            line.end = line_end(m, begin, room);
        begin = line.end;
        line.end = without_space(m, line.begin, line.end);
        g_array_append_val(lines, line);
        while (begin < m->n && character_at(m, begin) == ' ')
            begin++;
    }
    return lines;
}

static size_t
count_lines(const Measured *m, double indent, double width)
{
    g_autoptr(GArray) lines = break_lines(m, indent, width);

    return lines->len;
}

static double
widest_piece(const Measured *m)
{
    double widest = 0.0;

    for (size_t begin = 0, end; begin < m->n; begin = end) {
        end = piece_end(m, begin);
        widest = fmax(widest, width_between(m, begin, end));
    }
    return widest;
}

static double
widest_line(const Measured *m, double indent, double width)
{
    g_autoptr(GArray) lines = break_lines(m, indent, width);
    double widest = 0.0;

    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);

        widest = fmax(widest, width_between(m, line->begin, line->end) + (i == 0 ? indent : 0.0));
    }
    return widest;
}

/* The narrowest width between LOW and HIGH at which M takes no more lines than at HIGH. */
static double
narrowest(const Measured *m, double indent, double low, double high, size_t n_lines)
{
    if (low >= high || count_lines(m, indent, low) <= n_lines)
        return fmin(low, high);
    while (high - low > tolerance) {
        double middle = (low + high) / 2.0;

        if (count_lines(m, indent, middle) <= n_lines)
            high = middle;
        else
            low = middle;
    }
    return widest_line(m, indent, high);
}

static char *
line_text(const Measured *m, const Line *line)
{
    GString *text = g_string_new(NULL);

    for (size_t i = line->begin; i < line->end; i++) {
        gunichar character = character_at(m, i);

        if (character != SOFT_HYPHEN)
            g_string_append_unichar(text, character);
        else if (i + 1 == line->end)
            g_string_append_c(text, '-');
    }
    return g_string_free(text, FALSE);
}

char **
lines_wrap(TextContext *context, const TextStyle *style, const char *text, double indent,
           double width, bool balanced)
{
    g_autoptr(Measured) m = measure(context, style, text);

    if (balanced) {
        size_t n_lines = count_lines(m, indent, width);

        width =
            fmin(width, narrowest(m, indent, fmin(widest_piece(m), width), width, n_lines) + hair);
    }
    g_autoptr(GArray) lines = break_lines(m, indent, width);
    char **texts = g_new0(char *, lines->len + 1);

    for (guint i = 0; i < lines->len; i++)
        texts[i] = line_text(m, &g_array_index(lines, Line, i));
    return texts;
}

double
lines_widest_word(TextContext *context, const TextStyle *style, const char *text)
{
    g_autoptr(Measured) m = measure(context, style, text);

    return widest_piece(m);
}

double
lines_narrowest(TextContext *context, const TextStyle *style, const char *text, size_t n_lines)
{
    g_autoptr(Measured) m = measure(context, style, text);

    return narrowest(m, 0.0, widest_piece(m), m->x[m->n] + m->hyphen, n_lines);
}
