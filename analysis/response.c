/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/rate.h"

#include "datasets/error.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

const char *const outcome_codes[N_OUTCOMES] = { "I", "P", "R", "NC", "O", "UH", "UO", "NE" };
const char *const outcome_names[N_OUTCOMES] = { "complete",      "partial",     "refusal",
                                                "noncontact",    "other",       "unknown household",
                                                "unknown other", "not eligible" };

#define ANSWERS (OUTCOME(I) | OUTCOME(P))
#define REACHED (ANSWERS | OUTCOME(R) | OUTCOME(O))
#define ALL (OUTCOMES_KNOWN | OUTCOMES_UNKNOWN)

#define BELOW_ALL "(I + P + R + NC + O + UH + UO)"
#define BELOW_E "(I + P + R + NC + O + e (UH + UO))"
#define BELOW_KNOWN "(I + P + R + NC + O)"

/* AAPOR, Standard Definitions: Final Dispositions of Case Codes and Outcome Rates for Surveys,
 * section on outcome rates. X(name, above, below, with e, formula, summary) */
#define RATES(X)                                                                           \
    X(RR1, OUTCOME(I), ALL, false, "I / " BELOW_ALL,                                       \
      "response rate: complete answers, all unknown count as eligible")                    \
    X(RR2, ANSWERS, ALL, false, "(I + P) / " BELOW_ALL,                                    \
      "response rate: partial answers count, all unknown count as eligible")               \
    X(RR3, OUTCOME(I), ALL, true, "I / " BELOW_E,                                          \
      "response rate: complete answers, a share e of the unknown counts as eligible")      \
    X(RR4, ANSWERS, ALL, true, "(I + P) / " BELOW_E,                                       \
      "response rate: partial answers count, a share e of the unknown counts as eligible") \
    X(RR5, OUTCOME(I), OUTCOMES_KNOWN, false, "I / " BELOW_KNOWN,                          \
      "response rate: complete answers, no unknown counts as eligible")                    \
    X(RR6, ANSWERS, OUTCOMES_KNOWN, false, "(I + P) / " BELOW_KNOWN,                       \
      "response rate: partial answers count, no unknown counts as eligible")               \
    X(COOP1, OUTCOME(I), REACHED, false, "I / (I + P + R + O)",                            \
      "cooperation rate: complete answers of all reached")                                 \
    X(COOP2, ANSWERS, REACHED, false, "(I + P) / (I + P + R + O)",                         \
      "cooperation rate: partial answers count, of all reached")                           \
    X(COOP3, OUTCOME(I), ANSWERS | OUTCOME(R), false, "I / (I + P + R)",                   \
      "cooperation rate: complete answers of those reached and able")                      \
    X(COOP4, ANSWERS, ANSWERS | OUTCOME(R), false, "(I + P) / (I + P + R)",                \
      "cooperation rate: partial answers count, of those reached and able")                \
    X(REF1, OUTCOME(R), ALL, false, "R / " BELOW_ALL,                                      \
      "refusal rate: all unknown count as eligible")                                       \
    X(REF2, OUTCOME(R), ALL, true, "R / " BELOW_E,                                         \
      "refusal rate: a share e of the unknown counts as eligible")                         \
    X(REF3, OUTCOME(R), OUTCOMES_KNOWN, false, "R / " BELOW_KNOWN,                         \
      "refusal rate: no unknown counts as eligible")                                       \
    X(CON1, REACHED, ALL, false, "(I + P + R + O) / " BELOW_ALL,                           \
      "contact rate: all unknown count as eligible")                                       \
    X(CON2, REACHED, ALL, true, "(I + P + R + O) / " BELOW_E,                              \
      "contact rate: a share e of the unknown counts as eligible")                         \
    X(CON3, REACHED, OUTCOMES_KNOWN, false, "(I + P + R + O) / " BELOW_KNOWN,              \
      "contact rate: no unknown counts as eligible")                                       \
    X(own, OUTCOME(I), ALL, false, "I / (sent - NE)",                                      \
      "complete answers of all that were sent, less those not eligible: the same as RR1")

#define SHOWN(id, above, below, e, formula, summary) { #id, formula, summary },
const Rate rates[] = { RATES(SHOWN){ NULL, NULL, NULL } };

#define PARTS(id, above, below, e, formula, summary) { above, below, e },
const RateParts rate_parts[] = { RATES(PARTS) };

double
rate_value(const double *sums, double e, double *gradient)
{
    double sent = sums[RATE_KNOWN] + sums[RATE_NE], slope_e = 0.0;

    memset(gradient, 0, RATE_SUMS * sizeof *gradient);
    if (isnan(e)) {
        e = sums[RATE_UNKNOWN] > 0.0 ? sums[RATE_KNOWN] / sent : 0.0;
        slope_e = sums[RATE_UNKNOWN] > 0.0 ? 1.0 / (sent * sent) : 0.0;
    }
    double below = sums[RATE_BELOW] + e * sums[RATE_UNKNOWN];
    double rate = below > 0.0 ? sums[RATE_ABOVE] / below : NAN;

    gradient[RATE_ABOVE] = 1.0 / below;
    gradient[RATE_BELOW] = -rate / below;
    gradient[RATE_UNKNOWN] = -rate * e / below;
    gradient[RATE_KNOWN] = -rate * sums[RATE_UNKNOWN] / below * slope_e * sums[RATE_NE];
    gradient[RATE_NE] = rate * sums[RATE_UNKNOWN] / below * slope_e * sums[RATE_KNOWN];
    return rate;
}

double
outcomes_sum(const double *counts, unsigned outcomes)
{
    double sum = 0.0;

    for (int o = 0; o < N_OUTCOMES; o++)
        sum += outcomes & (1u << o) ? counts[o] : 0.0;
    return sum;
}

Estimates *
response_rates(const double counts[N_OUTCOMES], double e)
{
    Estimates *estimates = estimates_new();

    for (size_t r = 0; rates[r].name; r++) {
        const RateParts *parts = &rate_parts[r];
        double gradient[RATE_SUMS];
        double sums[RATE_SUMS] = { [RATE_ABOVE] = outcomes_sum(counts, parts->above),
                                   [RATE_BELOW] =
                                       outcomes_sum(counts, parts->below & OUTCOMES_KNOWN),
                                   [RATE_UNKNOWN] =
                                       outcomes_sum(counts, parts->below & OUTCOMES_UNKNOWN),
                                   [RATE_KNOWN] = outcomes_sum(counts, OUTCOMES_KNOWN),
                                   [RATE_NE] = outcomes_sum(counts, OUTCOME(NE)) };
        Estimate *row = estimates_add(estimates);

        row->statistic = rates[r].name;
        row->variable = rates[r].formula;
        row->value = rate_value(sums, parts->eligible ? e : 1.0, gradient);
        row->n = (size_t)floor(sums[RATE_ABOVE] + 0.5);
        row->base_n = (size_t)floor(outcomes_sum(counts, parts->below) + 0.5);
        row->weighted_n = outcomes_sum(counts, parts->below);
        if (isnan(row->value))
            row->flags |= ESTIMATE_ZERO_BASE;
    }
    return estimates;
}

static bool
parse_count(const char *part, double *counts)
{
    const char *equals = strchr(part, '=');
    double value;

    if (!equals || number_read(equals + 1, strlen(equals + 1), '.', &value) != NUMBER_VALUE ||
        value < 0.0)
        return false;
    for (int o = 0; o < N_OUTCOMES; o++)
        if (strlen(outcome_codes[o]) == (size_t)(equals - part) &&
            strncmp(outcome_codes[o], part, (size_t)(equals - part)) == 0) {
            bool first = isnan(counts[o]);

            counts[o] = value;
            return first;
        }
    return false;
}

bool
response_parse_counts(const char *text, double counts[N_OUTCOMES], GError **error)
{
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);

    for (int o = 0; o < N_OUTCOMES; o++)
        counts[o] = NAN;
    for (size_t k = 0; k == 0 || parts[k]; k++)
        if (!parts[k] || !parse_count(g_strstrip(parts[k]), counts)) {
            g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "--counts %s: '%s' is no count of an outcome; write I=109,NE=4,NC=40, each "
                        "of I P R NC O UH UO NE at most once",
                        text, parts[k] ? parts[k] : "");
            return false;
        }
    for (int o = 0; o < N_OUTCOMES; o++)
        counts[o] = isnan(counts[o]) ? 0.0 : counts[o];
    return true;
}
