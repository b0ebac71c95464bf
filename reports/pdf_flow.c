/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines are chosen by dynamic programming over the places where one may end: Knuth and Plass
 * (1981), Software: Practice and Experience 11, 1119-1184, for text that is not justified. */
#include "reports/pdf_flow.h"

#include "plots/paint.h"

#include <math.h>
#include <string.h>

/* The text of all runs together, character by character. */
typedef struct {
    GString *text;
    size_t n;           /* characters */
    size_t *byte;       /* [n + 1] where each begins */
    double *x;          /* [n + 1] its left, as if all stood on one line */
    unsigned *run;      /* [n] index of its run */
    PangoLogAttr *attr; /* [n + 1] */
    bool *ends;         /* [n + 1] a line ends here whatever remains */
} Measured;

static void
measured_clear(Measured *m)
{
    if (m->text)
        g_string_free(m->text, TRUE);
    g_free(m->byte);
    g_free(m->x);
    g_free(m->run);
    g_free(m->attr);
    g_free(m->ends);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Measured, measured_clear)

static TextStyle
style_of(const Run *run, const TextStyle *base)
{
    TextStyle style = *base;

    if (run->flags & RUN_BOLD)
        style.weight = base->face == FACE_SERIF ? 700 : 600;
    if (run->flags & RUN_ITALIC)
        style.italic = true;
    if (run->flags & RUN_CODE) {
        style.face = FACE_SANS;
        style.size *= 0.86;
    }
    if (run->footnote >= 0) {
        style.size *= 0.64;
        style.italic = false;
    }
    return style;
}

static char *
text_of(const Run *run, const int *notes)
{
    if (run->footnote < 0)
        return g_strdup(run->text ? run->text : "");
    return notes ? g_strdup_printf("%d", notes[run->footnote]) : g_strdup("");
}

/* Advances of the characters of one run into m->x, from FIRST. */
static bool
measure_run(Measured *m, TextContext *context, const TextStyle *style, const char *text,
            size_t first, GError **error)
{
    g_autoptr(SetText) set = text_set(context, style, text);

    if (set->unknown && !text_check(context, style, text, error))
        return false;
    for (const GSList *at = set->runs; at; at = at->next) {
        PangoGlyphItem *glyphs = at->data;
        size_t offset = (size_t)g_utf8_pointer_to_offset(text, text + glyphs->item->offset);
        g_autofree int *widths = g_new0(int, glyphs->item->num_chars + 1);

        pango_glyph_item_get_logical_widths(glyphs, text, widths);
        for (size_t i = 0; i < (size_t)glyphs->item->num_chars; i++)
            m->x[first + offset + i + 1] = (double)widths[i] / PANGO_SCALE;
    }
    return true;
}

static bool
measure(Measured *m, TextContext *context, const TextStyle *base, const GArray *runs,
        const int *notes, GError **error)
{
    m->text = g_string_new(NULL);
    for (guint r = 0; r < runs->len; r++) {
        g_autofree char *text = text_of(&g_array_index(runs, Run, r), notes);
        g_string_append(m->text, text);
    }
    m->n = (size_t)g_utf8_strlen(m->text->str, -1);
    m->byte = g_new0(size_t, m->n + 1);
    m->x = g_new0(double, m->n + 1);
    m->run = g_new0(unsigned, m->n + 1);
    m->attr = g_new0(PangoLogAttr, m->n + 1);
    m->ends = g_new0(bool, m->n + 1);
    for (size_t i = 0; i < m->n; i++)
        m->byte[i + 1] = (size_t)(g_utf8_next_char(m->text->str + m->byte[i]) - m->text->str);
    pango_get_log_attrs(m->text->str, (int)m->text->len, -1, pango_language_get_default(), m->attr,
                        (int)m->n + 1);

    size_t first = 0;
    for (guint r = 0; r < runs->len; r++) {
        const Run *run = &g_array_index(runs, Run, r);
        TextStyle style = style_of(run, base);
        g_autofree char *text = text_of(run, notes);
        size_t length = (size_t)g_utf8_strlen(text, -1);

        if (*text && !measure_run(m, context, &style, text, first, error))
            return false;
        for (size_t i = first; i < first + length; i++)
            m->run[i] = r;
        first += length;
        if (run->flags & RUN_BREAK)
            m->ends[first] = true;
    }
    for (size_t i = 0; i < m->n; i++)
        m->x[i + 1] += m->x[i];
    m->ends[m->n] = true;
    return true;
}

static gunichar
character_at(const Measured *m, size_t i)
{
    return g_utf8_get_char(m->text->str + m->byte[i]);
}

/* A range of years or shares stays whole, and so does a word with one letter before its hyphen. */
static bool
may_end(const Measured *m, size_t i)
{
    if (i == 0 || m->ends[i])
        return m->ends[i];
    if (!m->attr[i].is_line_break)
        return false;
    gunichar before = character_at(m, i - 1);
    if (before == 0x2013)
        return !g_unichar_isdigit(character_at(m, i));
    if (before == '/' && i >= 2 && character_at(m, i - 2) == '/') /* https:// */
        return false;
    if (before == '-' && i >= 2)
        return i >= 3 && g_unichar_isalnum(character_at(m, i - 2)) &&
               g_unichar_isalnum(character_at(m, i - 3));
    return true;
}

static size_t
without_space(const Measured *m, size_t begin, size_t end)
{
    while (end > begin && character_at(m, end - 1) == ' ')
        end--;
    return end;
}

static double
width_between(const Measured *m, size_t begin, size_t end)
{
    return m->x[without_space(m, begin, end)] - m->x[begin];
}

/* Adds to PLACES those where a line may end, in order; a piece wider than WIDTH is cut. */
static GArray *
find_places(const Measured *m, double width)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(size_t));
    size_t last = 0;

    g_array_append_val(places, last);
    for (size_t i = 1; i <= m->n; i++) {
        if (!may_end(m, i))
            continue;
        while (width_between(m, last, i) > width) {
            size_t cut = last + 1;
            while (cut < i &&
                   (m->x[cut + 1] - m->x[last] <= width || !m->attr[cut].is_cursor_position))
                cut++;
            if (cut >= i)
                break;
            g_array_append_val(places, cut);
            last = cut;
        }
        g_array_append_val(places, i);
        last = i;
    }
    return places;
}

/* Ends of the lines, as indices into PLACES. */
static GArray *
choose_lines(const Measured *m, const GArray *places, double width)
{
    const size_t *at = (const size_t *)(const void *)places->data;
    size_t n = places->len;
    g_autofree double *cost = g_new(double, n);
    g_autofree size_t *from = g_new0(size_t, n);
    GArray *ends = g_array_new(FALSE, FALSE, sizeof(size_t));

    cost[0] = 0.0;
    for (size_t k = 1; k < n; k++) {
        bool closes = m->ends[at[k]];

        cost[k] = INFINITY;
        for (size_t j = k; j-- > 0;) {
            double lacks = (width - width_between(m, at[j], at[k])) / width;
            double line = lacks < 0.0 && j + 1 < k ? INFINITY : 1.0;

            if (!closes)
                line += 40.0 * lacks * lacks;
            else if (lacks > 0.85) /* a last word alone */
                line += 3.0;
            if (cost[j] + line < cost[k]) {
                cost[k] = cost[j] + line;
                from[k] = j;
            }
            if (lacks < 0.0 || (j > 0 && m->ends[at[j]]))
                break;
        }
    }
    for (size_t k = n - 1; k > 0; k = from[k])
        g_array_prepend_val(ends, k);
    return ends;
}

static void
clear_piece(gpointer piece)
{
    g_free(((FlowPiece *)piece)->text);
}

static void
clear_line(gpointer line)
{
    g_array_free(((FlowLine *)line)->pieces, TRUE);
}

/* The characters of a line as pieces. The space at its end is kept, so that it is read back. */
static void
add_line(Flow *flow, const Measured *m, const TextStyle *base, const GArray *runs, size_t begin,
         size_t end)
{
    FlowLine line = { .pieces = g_array_new(FALSE, TRUE, sizeof(FlowPiece)),
                      .width = width_between(m, begin, end) };

    g_array_set_clear_func(line.pieces, clear_piece);
    for (size_t i = begin, next; i < end; i = next) {
        const Run *run = &g_array_index(runs, Run, m->run[i]);
        FlowPiece piece = { .style = style_of(run, base),
                            .x = m->x[i] - m->x[begin],
                            .rise = run->footnote >= 0 ? 0.33 * base->size : 0.0,
                            .run = run };

        for (next = i + 1; next < end && m->run[next] == m->run[i]; next++)
            ;
        g_array_append_val(line.pieces, piece);
        g_array_index(line.pieces, FlowPiece, line.pieces->len - 1).text =
            g_strndup(m->text->str + m->byte[i], m->byte[next] - m->byte[i]);
    }
    g_array_append_val(flow->lines, line);
}

Flow *
flow_new(TextContext *context, const TextStyle *base, const GArray *runs, double width,
         const int *notes, GError **error)
{
    g_auto(Measured) m = { 0 };

    if (!measure(&m, context, base, runs, notes, error))
        return NULL;
    Flow *flow = g_new0(Flow, 1);
    flow->leading = base->leading;
    flow->lines = g_array_new(FALSE, TRUE, sizeof(FlowLine));
    g_array_set_clear_func(flow->lines, clear_line);
    g_autoptr(GArray) places = find_places(&m, width);
    g_autoptr(GArray) ends = choose_lines(&m, places, width);
    size_t begin = 0;
    for (guint i = 0; i < ends->len; i++) {
        size_t end = g_array_index(places, size_t, g_array_index(ends, size_t, i));

        add_line(flow, &m, base, runs, begin, end);
        begin = end;
    }
    return flow;
}

void
flow_free(Flow *flow)
{
    if (!flow)
        return;
    g_array_free(flow->lines, TRUE);
    g_free(flow);
}

size_t
flow_lines(const Flow *flow)
{
    return flow->lines->len;
}

const FlowLine *
flow_line(const Flow *flow, size_t i)
{
    return &g_array_index(flow->lines, FlowLine, i);
}
