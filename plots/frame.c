/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/frame.h"

#include "datasets/error.h"
#include "plots/figure_words.h"
#include "plots/theme.h"

/* Points. Distances to a text are to its first baseline. */
static const double padding = 15.0;
static const double rule_to_title = 15.5;
static const double rule_to_text = 14.0; /* where there is no title */
static const double to_question = 15.5, to_base = 14.0;
static const double after_number = 5.6;
static const double plot_to_notes = 17.0, between_notes = 0.5;
static const double notes_to_rule = 9.0, plot_to_rule = 12.0;
static const double rule_to_trace = 9.5, below_trace = 1.7;

static const size_t most_lines = 4;
static const size_t lines_of_title = 2, lines_of_narrow_title = 3;
static const double narrow = 300.0; /* points; a column of text is wider, half a page is not */

double
frame_lines(Frame *frame, MarkRole role, char *const *lines, double x, double y, double anchor)
{
    double leading = theme_text(role)->leading;

    for (size_t i = 0; lines[i]; i++, y += leading)
        if (*lines[i])
            scene_add_text(frame->scene, frame->text, role, lines[i], x, y, anchor);
    return y - leading;
}

static bool
check_lines(const Frame *frame, char *const *lines, size_t most, const char *what,
            const char *advice, GError **error)
{
    size_t n = g_strv_length((char **)lines);

    if (n <= most || frame->data->forced)
        return true;
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                "the %s \"%.40s...\" takes %zu lines and a figure has %zu for it; %s", what,
                lines[0], n, most, advice);
    return false;
}

/* An outlined word at the top right. Returns how much of the title's width it takes. */
static double
add_tag(Frame *frame, double title_y)
{
    const double inset = 5.3, height = 12.6, gap = 10.0;
    const TextStyle *style = theme_text(ROLE_TAG);
    double width = text_width(frame->text, style, frame->data->tag) + 2.0 * inset;
    double middle = title_y - CAPITAL * theme_text(ROLE_TITLE)->size / 2.0;

    scene_add_shape(frame->scene, MARK_RECTANGLE, ROLE_TAG, frame->right - width,
                    middle - height / 2.0, frame->right, middle + height / 2.0);
    scene_add_text(frame->scene, frame->text, ROLE_TAG, frame->data->tag, frame->right - inset,
                   middle + CAPITAL * style->size / 2.0, 1.0);
    return width + gap;
}

/* Number and title share the first line and the left edge. */
static bool
add_title(Frame *frame, GError **error)
{
    const ChartData *data = frame->data;
    double y = frame->y + rule_to_title, indent = 0.0;

    if (!data->number && !data->title && !data->tag)
        return true;
    double width = frame->right - frame->left - (data->tag ? add_tag(frame, y) : 0.0);
    frame->y = y;
    if (data->number) {
        const Mark *number = scene_add_text(frame->scene, frame->text, ROLE_NUMBER, data->number,
                                            frame->left, y, 0.0);
        indent = number->width + after_number;
    }
    if (!data->title)
        return true;

    g_auto(GStrv) lines =
        text_wrap_after(frame->text, theme_text(ROLE_TITLE), data->title, indent, width, true);
    if (!check_lines(frame, lines,
                     frame->right - frame->left < narrow ? lines_of_narrow_title : lines_of_title,
                     "title", "shorten it, or make the figure wider", error))
        return false;
    if (lines[0] && *lines[0])
        scene_add_text(frame->scene, frame->text, ROLE_TITLE, lines[0], frame->left + indent, y,
                       0.0);
    if (lines[0] && lines[1])
        frame->y = frame_lines(frame, ROLE_TITLE, lines + 1, frame->left,
                               y + theme_text(ROLE_TITLE)->leading, 0.0);
    return true;
}

static bool
add_paragraph(Frame *frame, MarkRole role, const char *text, double distance, const char *what,
              const char *advice, GError **error)
{
    if (!text || !*text)
        return true;

    g_auto(GStrv) lines =
        text_wrap(frame->text, theme_text(role), text, frame->right - frame->left, false);
    if (!check_lines(frame, lines, most_lines, what, advice, error))
        return false;
    if (lines[0])
        frame->y = frame_lines(frame, role, lines, frame->left, frame->y + distance, 0.0);
    return true;
}

double
frame_content(const ChartData *data, double width)
{
    return data->framed && !data->panel ? width - 2.0 * padding : width;
}

bool
frame_begin(Frame *frame, const ChartData *data, double width, TextContext *text, GError **error)
{
    double pad = data->framed ? padding : 0.0;
    /* the rule has its whole thickness inside the figure */
    double top = data->framed ? padding : theme_stroke(ROLE_RULE_TOP) / 2.0;

    *frame = (Frame){ data, text, scene_new(), pad, width - pad, top, { NULL } };
    frame->scene->width = width;
    frame->scene->language = scene_text(frame->scene, data->language);
    if (data->panel) {
        frame->left = 0.0;
        frame->right = width;
        frame->y = 0.0;
        return true;
    }
    g_autofree char *title =
        data->number && data->title ? g_strdup_printf("%s. %s", data->number, data->title) : NULL;
    frame->scene->title =
        scene_text(frame->scene, title ? title : (data->title ? data->title : data->number));
    frame->scene->look = data->look;
    scene_add_shape(frame->scene, MARK_LINE, ROLE_RULE_TOP, frame->left, top, frame->right, top);
    if (!add_title(frame, error))
        return false;
    return add_paragraph(frame, ROLE_QUESTION, data->question,
                         frame->y > top ? to_question : rule_to_text, "question",
                         "shorten it here and give its full wording in the text", error) &&
           add_paragraph(frame, ROLE_BASE, data->base, to_base, "base",
                         "say in fewer words of whom the figure tells", error);
}

void
frame_say(Frame *frame, const char *sentence)
{
    size_t n = g_strv_length((char **)frame->said);

    g_assert(n + 1 < G_N_ELEMENTS(frame->said));
    frame->said[n] = sentence;
}

/* The notes of the data, the sentences of the kind after the last of them. The caller owns it. */
static char **
all_notes(const Frame *frame)
{
    const char *const *notes = frame->data->notes;
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_autofree char *said = g_strjoinv(" ", (char **)frame->said);

    for (size_t i = 0; notes && notes[i]; i++) {
        bool last = !notes[i + 1] && *said;

        g_ptr_array_add(all, last ? g_strjoin(" ", notes[i], said, NULL) : g_strdup(notes[i]));
    }
    if (all->len == 0 && *said)
        g_ptr_array_add(all,
                        g_strdup_printf(figure_word(FIGURE_NOTE, frame->data->language), said));
    g_ptr_array_add(all, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&all), FALSE);
}

/* Notes and source; each begins a little lower than the lines of one. Returns the last baseline,
 * or 0 when there are none. */
static double
add_notes(Frame *frame, double first)
{
    double y = first, last = 0.0;
    const ChartData *data = frame->data;

    g_auto(GStrv) notes = all_notes(frame);

    for (size_t i = 0; notes[i]; i++) {
        g_auto(GStrv) lines = text_wrap(frame->text, theme_text(ROLE_NOTE), notes[i],
                                        frame->right - frame->left, false);
        if (!lines[0])
            continue;
        last = frame_lines(frame, ROLE_NOTE, lines, frame->left, y, 0.0);
        y = last + theme_text(ROLE_NOTE)->leading + between_notes;
    }
    if (data->source && *data->source) {
        g_auto(GStrv) lines = text_wrap(frame->text, theme_text(ROLE_SOURCE), data->source,
                                        frame->right - frame->left, false);
        if (lines[0])
            last = frame_lines(frame, ROLE_SOURCE, lines, frame->left, y, 0.0);
    }
    return last;
}

void
frame_end(Frame *frame, double bottom)
{
    const ChartData *data = frame->data;
    g_autofree char *said = data->panel ? g_strjoinv(" ", (char **)frame->said) : NULL;

    if (data->panel) {
        frame->scene->height = bottom;
        frame->scene->said = said && *said ? scene_text(frame->scene, said) : NULL;
        return;
    }
    double notes = add_notes(frame, bottom + plot_to_notes);
    double rule = notes > 0.0 ? notes + notes_to_rule : bottom + plot_to_rule;

    scene_add_shape(frame->scene, MARK_LINE, ROLE_RULE_BOTTOM, frame->left, rule, frame->right,
                    rule);
    frame->y = rule;
    if (data->trace && *data->trace) {
        MarkRole role = data->scale > 0.0 && data->scale < 1.0 ? ROLE_TRACE_KEPT : ROLE_TRACE;
        g_auto(GStrv) lines = text_wrap(frame->text, theme_text(role), data->trace,
                                        frame->right - frame->left, false);
        if (lines[0])
            frame->y = frame_lines(frame, role, lines, frame->left, rule + rule_to_trace, 0.0);
    }
    frame->scene->height = frame->y + (data->framed ? padding : below_trace);
}
