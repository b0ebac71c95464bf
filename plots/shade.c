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

const char *
shade_sign(int step)
{
    static const char *const signs[N_SHADES] = { "\u2212\u2212", "\u2212", "", "+", "++" };

    return signs[step];
}

char *
shade_text(const ChartValue *value)
{
    const char *sign = isfinite(value->residual) ? shade_sign(shade_step(value->residual)) : "";

    return *sign ? g_strconcat(value->text, "\u202f", sign, NULL) : g_strdup(value->text);
}

double
shade_add_key(Frame *frame, double y)
{
    static const FigureWord words[N_SHADES] = { FIGURE_FAR_BELOW, FIGURE_BELOW, FIGURE_AS_EXPECTED,
                                                FIGURE_ABOVE, FIGURE_FAR_ABOVE };
    const char *language = frame->data->language;
    KeyEntry entries[N_SHADES];
    char *labels[N_SHADES];

    for (int i = 0; i < N_SHADES; i++) {
        const char *sign = shade_sign(i), *limits = figure_word(words[i], language);

        labels[i] = *sign ? g_strdup_printf("%s (%s)", limits, sign) : g_strdup(limits);
        entries[i] = (KeyEntry){ labels[i], ROLE_DIVERGING, i };
    }
    frame_say(frame, figure_word(FIGURE_SHADED, language));
    y = key_add(frame, entries, N_SHADES, frame->left, frame->right, y);
    for (int i = 0; i < N_SHADES; i++)
        g_free(labels[i]);
    return y;
}
