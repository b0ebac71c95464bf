/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/play_range.h"

#include <math.h>

/* X > 0, up to the next number of two digits. */
static double
two_digits_up(double x)
{
    double unit = pow(10.0, floor(log10(x)) - 1.0);

    return ceil(x / unit - 1e-9) * unit;
}

static void
range_of_value(double value, bool percent, double *from, double *to)
{
    *from = 0.0;
    *to = percent ? 100.0 : 1.0;
    if (value > 0.0 && !(percent && value <= 100.0))
        *to = two_digits_up(2.0 * value);
    else if (value < 0.0) {
        *from = -two_digits_up(-2.0 * value);
        *to = 0.0;
    }
}

static void
range_of_distribution(const Distribution *d, double *from, double *to)
{
    bool bounded = d->kind != DISTRIBUTION_NORMAL && d->kind != DISTRIBUTION_LOGNORMAL &&
                   d->kind != DISTRIBUTION_DISCRETE;

    *from = bounded ? d->low : distribution_quantile(d, 0.01);
    *to = bounded ? d->high : distribution_quantile(d, 0.99);
}

void
play_range(const CostModel *model, size_t step, double *from, double *to)
{
    const CostStep *at = &model->steps[step];
    double value =
        isnan(model->scenarios[0].given[step]) ? at->value : model->scenarios[0].given[step];

    if (!isnan(at->low)) {
        *from = at->low;
        *to = at->high;
    } else if (at->distribution && !distribution_is_point(at->distribution))
        range_of_distribution(at->distribution, from, to);
    else {
        Unit percent = { .power[UNIT_PERCENT] = 1 };
        g_autofree char *is = unit_text(&at->unit), *sign = unit_text(&percent);

        range_of_value(value, g_str_equal(is, sign), from, to);
    }
    for (size_t s = 0; s < model->n_scenarios; s++) {
        double given = model->scenarios[s].given[step];
        double x = isnan(given) ? at->value : given;

        *from = fmin(*from, x);
        *to = fmax(*to, x);
    }
}
