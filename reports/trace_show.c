/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_show.c - the chain behind one number, and the list of all. */
#include "reports/trace_show.h"

#include "datasets/error.h"
#include "datasets/number.h"

#include <math.h>
#include <string.h>

static void
add_step(Table *table, const char *step, const char *text)
{
    if (!text || !*text)
        return;
    Entry *row = table_add(table, ROW_BODY);

    row[0] = entry_text(table, step);
    row[1] = entry_text(table, text);
}

/* ---- the steps */

static void
add_data(Table *table, const Origin *origin)
{
    if (origin->file) {
        g_autofree char *file = origin->sha256
                                    ? g_strdup_printf("%s, sha256 %s", origin->file, origin->sha256)
                                    : g_strdup(origin->file);
        add_step(table, "Data file", file);
    }
    if (origin->rows > 0) {
        g_autofree char *rows = g_strdup_printf("%zu read", origin->rows);
        add_step(table, "Rows", rows);
        add_step(table, "Filter", origin->where ? origin->where : "none: all rows");
        add_step(table, "Sample", origin->sample);
        add_step(table, "Weight", origin->weight ? origin->weight : "none: each row counts one");
    }
    add_step(table, "Asked", origin->asks);
}

/* "share(info = No)", "row Yes, col Men": what a row of estimates or of a cross-tabulation is. */
static char *
estimator_of(const TraceNumber *number)
{
    const char *statistic = trace_fact(number, "statistic");
    const char *variable = trace_fact(number, "variable"), *level = trace_fact(number, "level");
    const char *row = trace_fact(number, "row"), *col = trace_fact(number, "col");
    const char *by = trace_fact(number, "by");

    if (statistic)
        return g_strdup_printf("%s(%s%s%s)%s%s", statistic, variable ? variable : "",
                               level ? " = " : "", level ? level : "", by ? " of " : "",
                               by ? by : "");
    if (row || col)
        return g_strdup_printf("%s%s%s%s%s", row ? "row " : "", row ? row : "",
                               row && col ? ", " : "", col ? "column " : "", col ? col : "");
    return number->name ? g_strdup_printf("the value %s", number->name) : NULL;
}

/* The count and base behind NUMBER: "26 of 109". */
static char *
cases_of(const TraceNumber *number)
{
    const char *base = trace_fact(number, "base_n"), *n = trace_fact(number, "n");

    base = base ? base : trace_fact(number, "base");
    if (n && base)
        return g_strdup_printf("%s of %s", n, base);
    return n ? g_strdup(n) : base ? g_strdup_printf("of %s", base) : NULL;
}

/* The decimals of PRINTED [length] in LANGUAGE, and its value; FALSE when it is no number. */
static bool
read_printed(const char *printed, const char *language, double *value, int *decimals)
{
    const NumberStyle *style = number_style(language);
    size_t at = 0, length;

    if (!trace_next_number(printed, &at, &length))
        return false;
    g_autofree char *text = g_strndup(printed + at, length);
    g_autoptr(GString) plain = g_string_new(text);
    if (*style->group)
        g_string_replace(plain, style->group, "", 0);
    g_string_replace(plain, "\u00a0", "", 0);
    g_string_replace(plain, style->minus, "-", 0);
    g_string_replace(plain, style->decimal, ".", 0);
    const char *point = strchr(plain->str, '.');
    *decimals = point ? (int)strlen(point + 1) : 0;
    return number_read(plain->str, plain->len, '.', value) == NUMBER_VALUE ||
           strcmp(plain->str, "0") == 0;
}

/* How the value became what is printed: checked, so that the chain closes. */
static char *
rounding_of(const Trace *trace, const TraceNumber *number)
{
    double printed;
    int decimals;

    if (!isfinite(number->value))
        return NULL;
    if (!read_printed(number->printed, trace->language, &printed, &decimals))
        return g_strdup("in words");
    for (int power = 0; power <= 2; power += 2) {
        /* a minus before a number may be an ASCII hyphen, which is not read with it */
        double rounded = fabs(number_round(number->value, power, decimals));
        if (rounded != fabs(printed))
            continue;
        char exact[NUMBER_BUFFER];
        number_write(number_round(number->value, power, 6), exact);
        if (number_round(number->value, power, 12) == printed ||
            (power == 0 && number->value == printed))
            return g_strdup("none: printed as it is carried");
        return g_strdup_printf("%s, rounded once, half away from zero, to %d decimal%s", exact,
                               decimals, decimals == 1 ? "" : "s");
    }
    return g_strdup("does not give what is printed");
}

static void
add_value(Table *table, const Trace *trace, const TraceNumber *number)
{
    static const char *const errors[][2] = { { "se", "Standard error" },
                                             { "ci_low", "Lower limit" },
                                             { "ci_high", "Upper limit" },
                                             { "df", "Degrees of freedom" },
                                             { "weighted_n", "Weighted count" } };
    char buffer[NUMBER_BUFFER];
    g_autofree char *estimator = estimator_of(number), *cases = cases_of(number);
    g_autofree char *rounding = rounding_of(trace, number);

    add_step(table, "Estimator", estimator);
    add_step(table, "Formula", number->how);
    add_step(table, "Cases", cases);
    for (size_t i = 0; i < G_N_ELEMENTS(errors); i++)
        add_step(table, errors[i][1], trace_fact(number, errors[i][0]));
    if (isfinite(number->value))
        add_step(table, "Carried value", number_write(number->value, buffer));
    else
        add_step(table, "Carried value", "none: it is written in the text, nothing computed it");
    add_step(table, "Rounding", rounding);
    add_step(table, "Printed", number->printed);
}

static Report *
chain_of(const Trace *trace, const TraceNumber *number)
{
    const TableColumn columns[] = { { .name = "step", .label = "Step" },
                                    { .name = "what", .label = "" } };
    Report *report = report_new("explain", "en");
    Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));
    g_autofree char *title = g_strdup_printf("%s: %s", number->address, number->printed);
    g_autofree char *line = g_strdup_printf("line %d of the report file", number->line);
    g_autofree char *made = g_strdup_printf("andel %s %s", trace->version ? trace->version : "",
                                            trace->command ? trace->command : "");

    table->title = table_text(table, title);
    add_step(table, "Made by", made);
    if (number->origin >= 0)
        add_data(table, &g_array_index(trace->origins, Origin, number->origin));
    add_value(table, trace, number);
    add_step(table, "Where", number->place);
    add_step(table, "Which", number->label);
    if (number->line > 0)
        add_step(table, "Written at", line);
    report_table(report, table);
    return report;
}

/* ---- what is near an address that is not there */

/* The length of ADDRESS[LENGTH] without the digits that end it, after the point that ends it. */
static size_t
stem_length(const char *address, size_t length)
{
    while (length > 0 && address[length - 1] == '.')
        length--;
    while (length > 0 && g_ascii_isdigit(address[length - 1]))
        length--;
    return length;
}

/* The first and last address that begin as ADDRESS does: "f1.v1 to f1.v4"; NULL: none. */
static char *
range_of(const Trace *trace, const char *address)
{
    const char *first = NULL, *last = NULL;
    size_t length = stem_length(address, strlen(address));

    while (length > 0 && !first) {
        for (guint i = 0; i < trace->numbers->len; i++) {
            const char *other = g_array_index(trace->numbers, TraceNumber, i).address;

            if (strncmp(other, address, length) != 0)
                continue;
            first = first ? first : other;
            last = other;
        }
        const char *point = g_strrstr_len(address, (gssize)length, ".");
        length = point ? stem_length(address, (size_t)(point - address)) : 0;
    }
    if (!first)
        return NULL;
    return first == last ? g_strdup(first) : g_strdup_printf("%s to %s", first, last);
}

static void
refuse(const Trace *trace, const char *address, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *range = range_of(trace, address);

    for (guint i = 0; i < trace->numbers->len; i++) {
        const TraceNumber *number = &g_array_index(trace->numbers, TraceNumber, i);

        g_ptr_array_add(names, (gpointer)number->address);
        if (number->name)
            g_ptr_array_add(names, (gpointer)number->name);
    }
    const char *near = nearest_name(address, (const char *const *)names->pdata, names->len);
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                "'%s' is the address of no printed number; %s%s%s%s%s%s%s", address,
                near ? "the nearest is " : "", near ? near : "", near && range ? ", and " : "",
                range ? "there are " : "", range ? range : "", near || range ? "; " : "",
                "without an address all are listed");
}

Report *
report_of_chain(const Trace *trace, const char *address, GError **error)
{
    const TraceNumber *number = trace_find(trace, address);

    for (guint i = 0; !number && i < trace->numbers->len; i++) {
        const TraceNumber *other = &g_array_index(trace->numbers, TraceNumber, i);

        if (g_strcmp0(other->name, address) == 0)
            number = other;
    }
    if (number)
        return chain_of(trace, number);
    refuse(trace, address, error);
    return NULL;
}

Report *
report_of_trace(const Trace *trace)
{
    const TableColumn columns[] = {
        { .name = "address", .label = "Address" },
        { .name = "printed", .label = "Printed" },
        { .name = "value", .label = "Carried value", .kind = COLUMN_OF_NUMBERS, .decimals = -1 },
        { .name = "name", .label = "Name" },
        { .name = "label", .label = "Which" },
    };
    Report *report = report_new("explain", "en");
    Table *table = table_new("t1", columns, G_N_ELEMENTS(columns));

    table->title = table_text(table, "Printed numbers and their addresses");
    for (guint i = 0; i < trace->numbers->len; i++) {
        const TraceNumber *number = &g_array_index(trace->numbers, TraceNumber, i);
        Entry *row = table_add(table, ROW_BODY);

        row[0] = entry_text(table, number->address);
        row[1] = entry_text(table, number->printed);
        row[2] = entry_number(number->value);
        row[3] = entry_text(table, number->name);
        row[4] = entry_text(table, number->label);
    }
    report_table(report, table);
    return report;
}
