/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_delimiter.c - what stands between the fields of a text file. */
#include "datasets/csv_delimiter.h"

#include "datasets/csv_split.h"
#include "datasets/error.h"

enum { TRIED = 20, LOOKED_AT = 1 << 16 };

/* The first records, counted with one delimiter. */
typedef struct {
    Split split;
    size_t n_records;
    size_t n_header; /* fields of the header */
    size_t n_alike;  /* records with as many */
} Trial;

static void
count_field(void *bytes, size_t length, void *split)
{
    (void)bytes;
    (void)length;
    ((Split *)split)->field++;
}

static void
count_record(Split *split)
{
    Trial *trial = (Trial *)split;

    if (trial->n_records == 0)
        trial->n_header = split->field;
    else
        trial->n_alike += split->field == trial->n_header;
    split->stop = ++trial->n_records > TRIED;
}

bool
delimiter_check(const ReadOptions *options, GError **error)
{
    char c = options->delimiter;

    if (c && (c == '"' || c == '.' || c == '-' || c == '+' || (c != '\t' && !g_ascii_isprint(c)) ||
              g_ascii_isalnum(c))) {
        g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                            "the delimiter must be one sign such as a comma, semicolon, tab or "
                            "bar; a quote, a line end, a letter or a digit cannot be one");
        return false;
    }
    if (options->decimal != '.' && options->decimal != ',') {
        g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                            "the decimal mark must be a point or a comma");
        return false;
    }
    if (c == options->decimal) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                    "'%c' cannot be both the delimiter and the decimal mark; change one of them",
                    c);
        return false;
    }
    return true;
}

bool
delimiter_find(const uint8_t *bytes, size_t length, bool last, const ReadOptions *options,
               char *delimiter, GError **error)
{
    static const char candidates[] = { ',', ';', '\t', '|' };
    Trial best = { .n_header = 1 };

    last = last && length <= LOOKED_AT;
    length = MIN(length, (size_t)LOOKED_AT);
    *delimiter = ',';
    for (size_t i = 0; i < G_N_ELEMENTS(candidates); i++) {
        Trial trial = { .split = { .delimiter = candidates[i],
                                   .take_field = count_field,
                                   .take_record = count_record } };

        split_text(&trial.split, bytes, length, last);
        faults_clear(&trial.split.faults);
        if (trial.n_records == 0) /* it goes on beyond what was looked at, or cannot be read */
            trial.n_header = trial.split.stop ? 0 : trial.split.field;
        if (trial.n_header > 1 &&
            (best.n_header == 1 || trial.n_alike > best.n_alike ||
             (trial.n_alike == best.n_alike && trial.n_header > best.n_header))) {
            best = trial;
            *delimiter = candidates[i];
        }
    }
    if (*delimiter != options->decimal)
        return true;
    if (best.n_header == 1) { /* one column: any other will do */
        *delimiter = ';';
        return true;
    }
    g_set_error_literal(error, ANDEL_ERROR, ANDEL_ERROR_USAGE,
                        "commas stand between the fields, so the comma cannot be the decimal mark; "
                        "leave --decimal out, or name the --delimiter");
    return false;
}
