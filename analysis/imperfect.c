/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/imperfect.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

Corrected
imperfect_rate(const Imperfect *of)
{
    double gain = of->sensitivity + of->specificity - 1.0, variance = of->se * of->se;
    double z = gsl_cdf_ugaussian_Pinv(0.5 + of->level / 2.0);

    if (!(gain > 0.0))
        return (Corrected){ NAN, NAN, NAN, NAN };
    double rate = (of->rate + of->specificity - 1.0) / gain;
    if (of->n_sensitivity > 0.0)
        variance += rate * rate * of->sensitivity * (1.0 - of->sensitivity) / of->n_sensitivity;
    if (of->n_specificity > 0.0)
        variance += (1.0 - rate) * (1.0 - rate) * of->specificity * (1.0 - of->specificity) /
                    of->n_specificity;
    double se = sqrt(variance) / gain;
    return (Corrected){ fmin(fmax(rate, 0.0), 1.0), se, fmax(rate - z * se, 0.0),
                        fmin(rate + z * se, 1.0) };
}

Corrected
imperfect_recapture(double first, double second, double both, double level)
{
    double total = (first + 1.0) * (second + 1.0) / (both + 1.0) - 1.0;
    double variance = (first + 1.0) * (second + 1.0) * (first - both) * (second - both) /
                      ((both + 1.0) * (both + 1.0) * (both + 2.0));
    double z = gsl_cdf_ugaussian_Pinv(0.5 + level / 2.0), se = sqrt(variance);

    return (Corrected){ total, se, fmax(total - z * se, first + second - both), total + z * se };
}
