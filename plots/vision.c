/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/vision.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>

/* Linear red, green, blue to what is seen of them; table 1 of the paper, last columns. */
static const double seen[N_VISIONS][3][3] = {
    [VISION_NORMAL] = { { 1.0, 0.0, 0.0 }, { 0.0, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } },
    [VISION_DEUTAN] = { { 0.367322, 0.860646, -0.227968 },
                        { 0.280085, 0.672501, 0.047413 },
                        { -0.011820, 0.042940, 0.968881 } },
    [VISION_PROTAN] = { { 0.152286, 1.052583, -0.204868 },
                        { 0.114503, 0.786281, 0.099216 },
                        { -0.003882, -0.048116, 1.051998 } },
    [VISION_TRITAN] = { { 1.255528, -0.076749, -0.178779 },
                        { -0.078411, 0.930809, 0.147602 },
                        { 0.004733, 0.691367, 0.303900 } },
};

/* sRGB, IEC 61966-2-1 */
static double
to_linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double
from_linear(double linear)
{
    linear = CLAMP(linear, 0.0, 1.0);
    return linear <= 0.0031308 ? 12.92 * linear : 1.055 * pow(linear, 1.0 / 2.4) - 0.055;
}

Colour
vision_see(Colour colour, Vision vision)
{
    const double in[3] = { to_linear(colour.red), to_linear(colour.green), to_linear(colour.blue) };
    double out[3];

    if (vision == VISION_NORMAL)
        return colour;
    for (int i = 0; i < 3; i++)
        out[i] = from_linear(seen[vision][i][0] * in[0] + seen[vision][i][1] * in[1] +
                             seen[vision][i][2] * in[2]);
    return (Colour){ out[0], out[1], out[2] };
}

static double
cube_root(double t)
{
    return t > 216.0 / 24389.0 ? cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
}

Lab
lab_of(Colour colour)
{
    double r = to_linear(colour.red), g = to_linear(colour.green), b = to_linear(colour.blue);
    double x = cube_root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    double y = cube_root(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    double z = cube_root((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);

    return (Lab){ 116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z) };
}

/* ---- CIEDE2000; numbers in brackets are equations of Sharma, Wu & Dalal */

static const double degree = G_PI / 180.0;

static double
hue_of(double a, double b)
{
    double hue = atan2(b, a) / degree; /* (7) */

    return a == 0.0 && b == 0.0 ? 0.0 : hue < 0.0 ? hue + 360.0 : hue;
}

static double
hue_difference(double h1, double h2, double product)
{
    double d = h2 - h1; /* (10) */

    return product == 0.0 ? 0.0 : d > 180.0 ? d - 360.0 : d < -180.0 ? d + 360.0 : d;
}

static double
hue_mean(double h1, double h2, double product)
{
    double sum = h1 + h2; /* (14) */

    if (product == 0.0)
        return sum;
    if (fabs(h1 - h2) <= 180.0)
        return sum / 2.0;
    return sum < 360.0 ? (sum + 360.0) / 2.0 : (sum - 360.0) / 2.0;
}

static double
of_seven(double chroma)
{
    double seventh = pow(chroma, 7.0);

    return sqrt(seventh / (seventh + pow(25.0, 7.0)));
}

double
lab_difference(Lab one, Lab other)
{
    double chroma = (hypot(one.a, one.b) + hypot(other.a, other.b)) / 2.0;
    double g = 0.5 * (1.0 - of_seven(chroma)); /* (4) */
    double a1 = (1.0 + g) * one.a, a2 = (1.0 + g) * other.a;
    double c1 = hypot(a1, one.b), c2 = hypot(a2, other.b), product = c1 * c2;
    double h1 = hue_of(a1, one.b), h2 = hue_of(a2, other.b);
    double dl = other.lightness - one.lightness, dc = c2 - c1;
    double dh =
        2.0 * sqrt(product) * sin(hue_difference(h1, h2, product) * degree / 2.0); /* (11) */
    double l = (one.lightness + other.lightness) / 2.0, c = (c1 + c2) / 2.0;
    double h = hue_mean(h1, h2, product);
    double t = 1.0 - 0.17 * cos((h - 30.0) * degree) + 0.24 * cos(2.0 * h * degree) +
               0.32 * cos((3.0 * h + 6.0) * degree) - 0.20 * cos((4.0 * h - 63.0) * degree);
    double turn = 30.0 * exp(-pow((h - 275.0) / 25.0, 2.0)); /* (16) */
    double l50 = (l - 50.0) * (l - 50.0);
    double sl = 1.0 + 0.015 * l50 / sqrt(20.0 + l50); /* (18) */
    double sc = 1.0 + 0.045 * c, sh = 1.0 + 0.015 * c * t;
    double rt = -sin(2.0 * turn * degree) * 2.0 * of_seven(c); /* (21) */
    double rl = dl / sl, rc = dc / sc, rh = dh / sh;

    return sqrt(rl * rl + rc * rc + rh * rh + rt * rc * rh); /* (22) */
}

double
vision_least_difference(const Colour *colours, size_t n, Vision vision)
{
    double least = INFINITY;

    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            least = fmin(least, lab_difference(lab_of(vision_see(colours[i], vision)),
                                               lab_of(vision_see(colours[k], vision))));
    return least;
}

static int
compare(const void *one, const void *other)
{
    const double *a = one, *b = other;

    return *a < *b ? -1 : *a > *b;
}

double
vision_least_step(const Colour *colours, size_t n)
{
    g_autofree double *lightness = g_new0(double, n + 1);
    double least = INFINITY;

    for (size_t i = 0; i < n; i++)
        lightness[i] = lab_of(colours[i]).lightness;
    qsort(lightness, n, sizeof *lightness, compare);
    for (size_t i = 1; i < n; i++)
        least = fmin(least, lightness[i] - lightness[i - 1]);
    return least;
}
