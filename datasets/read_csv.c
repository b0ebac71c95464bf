/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read_csv.c - text with delimiters, through libcsv; what libcsv passes over in silence is caught
 * here: it is fed line by line, so that the line of every field is known. */
#include "datasets/csv_reader.h"
#include "datasets/csv_split.h"
#include "datasets/csv_text.h"

#include <csv.h>
#include <string.h>

enum { OPTIONS = CSV_STRICT | CSV_STRICT_FINI, GROWTH = 1 << 16 };

/* The feeding of one piece to libcsv. */
typedef struct {
    Split *split;
    struct csv_parser parser;
    const uint8_t *bytes;
    size_t length;
    size_t at;         /* where the line begins that is fed */
    size_t lf, cr;     /* the next of each at or after AT; LENGTH: none */
    size_t bad;        /* the next byte that is no UTF-8, or NUL; LENGTH: none */
    size_t begin;      /* of the current record */
    size_t n_faults;   /* before the current record */
    uint64_t opened;   /* line in which the open quote stands */
    size_t open_field; /* and its field */
} Feed;

static int
no_blank(unsigned char c)
{
    (void)c;
    return 0;
}

static void
record_ends(int c, void *user)
{
    Split *split = user;

    (void)c;
    split->take_record(split);
    split->field = 0;
    split->in_record = false;
}

static void
add_fault(Feed *feed, FaultKind kind, uint64_t line, size_t field)
{
    Fault fault = { .kind = kind, .line = line, .field = field };

    faults_add(&feed->split->faults, fault, NULL, 0);
}

/* Text after a closing quote. When the quote opened lines above, it is there that one is missing.
 */
static void
add_quote_fault(Feed *feed)
{
    Split *split = feed->split;
    bool above = feed->opened >= split->record && feed->open_field == split->field;
    Fault fault = { .kind = FAULT_AFTER_QUOTE,
                    .line = above ? feed->opened : split->line,
                    .field = split->field,
                    .found = above ? (size_t)(split->line - feed->opened) : 0 };

    faults_add(&split->faults, fault, NULL, 0);
    split->stop = true;
}

/* To libcsv. It stops at a quote inside an unquoted field, which stands for itself, and at text
 * after a closing quote, behind which nothing can be trusted. */
static void
feed_bytes(Feed *feed, const uint8_t *bytes, size_t length)
{
    Split *split = feed->split;

    while (length > 0) {
        size_t done =
            csv_parse(&feed->parser, bytes, length, split->take_field, record_ends, split);

        bytes += done;
        length -= done;
        if (length == 0)
            return;
        if (csv_error(&feed->parser) != CSV_EPARSE)
            g_error("libcsv: %s", csv_strerror(csv_error(&feed->parser))); /* out of memory */
        if (feed->parser.quoted) {
            add_quote_fault(feed);
            return;
        }
        csv_set_opts(&feed->parser, 0);
        csv_parse(&feed->parser, bytes, 1, split->take_field, record_ends, split);
        csv_set_opts(&feed->parser, OPTIONS);
        bytes++;
        length--;
    }
}

/* The line up to END, which holds a byte that is no text: once a line is enough. */
static void
feed_bad_line(Feed *feed, size_t end)
{
    Split *split = feed->split;
    const uint8_t *bad = feed->bytes + feed->bad;

    feed_bytes(feed, feed->bytes + feed->at, feed->bad - feed->at);
    if (split->stop)
        return;
    Fault fault = { .kind = *bad ? FAULT_UTF8 : FAULT_NUL,
                    .line = split->line,
                    .field = split->field };
    faults_add(&split->faults, fault, (const char *)bad, 1);
    feed_bytes(feed, bad, end - feed->bad);
    feed->bad = end + text_valid_length(feed->bytes + end, feed->length - end);
}

static size_t
find(const Feed *feed, char what)
{
    const uint8_t *found = memchr(feed->bytes + feed->at, what, feed->length - feed->at);

    return found ? (size_t)(found - feed->bytes) : feed->length;
}

/* One past the end of the line that begins at AT. LF, CR LF and CR end a line. */
static size_t
line_end(Feed *feed)
{
    if (feed->lf < feed->at)
        feed->lf = find(feed, '\n');
    if (feed->cr < feed->at)
        feed->cr = find(feed, '\r');
    size_t end = MIN(feed->lf, feed->cr);
    if (end == feed->length)
        return end;
    return end + 1 == feed->lf && feed->lf < feed->length ? end + 2 : end + 1;
}

static bool
is_line_end(uint8_t c)
{
    return c == '\n' || c == '\r';
}

static void
take_blank_line(Split *split)
{
    if (split->blank_is_record) {
        char nothing[] = "";

        split->record = split->line;
        split->take_field(nothing, 0, split);
        record_ends(-1, split);
    } else {
        split->n_blank++;
    }
}

/* After a line that did not end its record, or a very long one. */
static void
check_limits(Feed *feed, size_t end)
{
    Split *split = feed->split;
    bool quoted = split->in_record && feed->parser.quoted;
    FaultKind kind;

    if (csv_get_buffer_size(&feed->parser) > FIELD_LIMIT + GROWTH)
        kind = FAULT_LONG_FIELD;
    else if (end - feed->begin > RECORD_LIMIT)
        kind = FAULT_LONG_RECORD;
    else
        return;
    Fault fault = { .kind = kind,
                    .line = quoted ? feed->opened : split->record,
                    .field = quoted ? feed->open_field : SIZE_MAX,
                    .found = quoted };
    faults_add(&split->faults, fault, NULL, 0);
    split->stop = true;
}

/* The line from AT to END. */
static void
feed_line(Feed *feed, size_t end)
{
    Split *split = feed->split;
    bool ended = is_line_end(feed->bytes[end - 1]);

    if (!split->in_record && is_line_end(feed->bytes[feed->at])) {
        take_blank_line(split);
    } else {
        size_t n_before = split->in_record ? split->field : SIZE_MAX;

        if (!split->in_record) {
            split->in_record = true;
            split->record = split->line;
            feed->begin = feed->at;
            feed->n_faults = split->faults.n;
        }
        if (feed->bad < end)
            feed_bad_line(feed, end);
        else
            feed_bytes(feed, feed->bytes + feed->at, end - feed->at);
        if (split->stop && split->in_record)
            return;
        if (split->in_record && feed->parser.quoted && split->field != n_before) {
            feed->opened = split->line;
            feed->open_field = split->field;
        }
        check_limits(feed, end);
    }
    feed->at = end;
    split->line += ended;
    if (!split->in_record) {
        split->consumed = end;
        split->lines = split->line - 1;
    }
}

/* The record that the file ends in without a line end. */
static void
feed_end(Feed *feed)
{
    Split *split = feed->split;

    if (csv_fini(&feed->parser, split->take_field, record_ends, split) != 0) {
        add_fault(feed, FAULT_OPEN_QUOTE, feed->opened, feed->open_field);
        split->stop = true;
        return;
    }
    split->consumed = feed->length;
    split->lines = split->line - 1;
}

void
split_passed(Split *split, size_t consumed, uint64_t lines)
{
    split->field = 0;
    split->line = split->record = lines + 1;
    split->in_record = false;
    split->n_blank = 0;
    split->consumed = consumed;
    split->lines = lines;
    split->stop = false;
    faults_clear(&split->faults);
}

void
split_text(Split *split, const uint8_t *bytes, size_t length, bool last)
{
    Feed feed = { .split = split, .bytes = bytes, .length = length };

    split_passed(split, 0, 0);
    if (!last && length > 0 && bytes[length - 1] == '\r')
        feed.length--; /* half of a CR LF, perhaps */
    feed.lf = find(&feed, '\n');
    feed.cr = find(&feed, '\r');
    feed.bad = text_valid_length(bytes, feed.length);

    if (csv_init(&feed.parser, OPTIONS) != 0)
        g_error("libcsv cannot begin");
    csv_set_delim(&feed.parser, (unsigned char)split->delimiter);
    csv_set_blk_size(&feed.parser, GROWTH);
    csv_set_space_func(&feed.parser, no_blank);
    while (feed.at < feed.length && !split->stop)
        feed_line(&feed, line_end(&feed));
    if (last && split->in_record && !split->stop)
        feed_end(&feed);
    csv_free(&feed.parser);

    if (split->in_record && !split->stop) { /* it will come again, whole */
        if (feed.n_faults == 0)
            faults_clear(&split->faults);
        split->faults.n = feed.n_faults;
    }
}

static const char *const extensions[] = { ".csv", ".tsv", ".tab", ".txt", NULL };

const Format format_csv = {
    .name = "csv",
    .summary = "text with commas, semicolons, tabs or bars between the fields",
    .extensions = extensions,
    .open = csv_reader_open,
};
