/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_set_notes.c - footnotes: numbered anew in each chapter, at the foot of the page of their
 * mark. One that a later chapter refers to again stands there again, with a number of that chapter.
 */
#include "reports/pdf_setter.h"

static const double note_space = 1.6;

double
layout_note_height(const LayoutNote *note)
{
    return (double)flow_lines(note->flow) * note->flow->leading + note_space;
}

void
notes_begin(Setter *setter)
{
    Layout *layout = setter->layout;
    guint n = layout->report->footnotes->len;

    g_free(setter->note_numbers);
    setter->note_numbers = g_new0(int, n + 1);
    setter->first_note = layout->notes->len;
}

/* Of what RUNS refer to, and of what that refers to in turn. */
static void
number(Setter *setter, const GArray *runs)
{
    Layout *layout = setter->layout;

    for (guint i = 0; i < runs->len; i++) {
        int footnote = g_array_index(runs, Run, i).footnote;

        if (footnote < 0 || setter->note_numbers[footnote] > 0)
            continue;
        LayoutNote note = { .footnote = footnote,
                            .number = (int)(layout->notes->len - setter->first_note + 1),
                            .box = SIZE_MAX };
        setter->note_numbers[footnote] = note.number;
        g_array_append_val(layout->notes, note);
        number(setter, g_ptr_array_index(layout->report->footnotes, (guint)footnote));
    }
}

bool
notes_number(Setter *setter, const GArray *runs, GError **error)
{
    Layout *layout = setter->layout;
    guint first = layout->notes->len;

    number(setter, runs);
    for (guint i = first; i < layout->notes->len; i++) {
        LayoutNote *note = &g_array_index(layout->notes, LayoutNote, i);

        note->flow = flow_new(layout->text, layout_style(layout, STYLE_FOOTNOTE),
                              g_ptr_array_index(layout->report->footnotes, (guint)note->footnote),
                              TEXT_WIDTH - NOTE_INDENT, setter->note_numbers, error);
        if (!note->flow)
            return false;
    }
    return true;
}

/* To the page of the last box. */
static void
place(Setter *setter, int footnote)
{
    Layout *layout = setter->layout;
    const GArray *runs = g_ptr_array_index(layout->report->footnotes, (guint)footnote);
    guint i = setter->first_note + (guint)setter->note_numbers[footnote] - 1;
    LayoutNote *note = &g_array_index(layout->notes, LayoutNote, i);

    if (note->box != SIZE_MAX)
        return;
    note->box = layout->boxes->len - 1;
    setter_last(setter)->notes += layout_note_height(note);
    for (guint k = 0; k < runs->len; k++)
        if (g_array_index(runs, Run, k).footnote >= 0)
            place(setter, g_array_index(runs, Run, k).footnote);
}

void
notes_place(Setter *setter, const FlowLine *line)
{
    for (guint i = 0; i < line->pieces->len; i++) {
        int footnote = g_array_index(line->pieces, FlowPiece, i).run->footnote;

        if (footnote >= 0)
            place(setter, footnote);
    }
}
