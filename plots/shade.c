/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/shade.h"

#include "plots/figure_words.h"
#include "plots/key.h"

#include <math.h>

/* Haberman (1973), Biometrics 29, 205-220: adjusted residuals are standard normal when rows and
 * columns are independent. Steps as Friendly (1994), JASA 89, 190-200. */
static const double surprising = 2.0, very = 4.0;
enum { N_SHADES = 5 };

int
shade_step(double residual)
{
    if (!(fabs(residual) >= surprising))
        return 2;
    if (residual < 0.0)
        return residual <= -very ? 0 : 1;
    return residual >= very ? 4 : 3;
}

double
shade_add_key(Frame *frame, double y)
{
    static const FigureWord words[N_SHADES] = { FIGURE_FAR_BELOW, FIGURE_BELOW, FIGURE_AS_EXPECTED,
                                                FIGURE_ABOVE, FIGURE_FAR_ABOVE };
    const char *language = frame->data->language;
    KeyEntry entries[N_SHADES];

    for (int i = 0; i < N_SHADES; i++)
        entries[i] = (KeyEntry){ figure_word(words[i], language), ROLE_DIVERGING, i };
    frame_say(frame, figure_word(FIGURE_SHADED, language));
    return key_add(frame, entries, N_SHADES, frame->left, frame->right, y);
}
