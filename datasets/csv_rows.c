/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_rows.c - reading the rows of a text file: pieces are read by threads and handed on in file
 * order, so that nothing depends on how many there are. */
#include "datasets/csv_part.h"
#include "datasets/csv_reader.h"

#include <stdlib.h>

enum { BLOCK = 16384, THREADS = 8, JUDGED = 16 << 20 };

typedef struct {
    CsvReader *csv;
    Plan plan;
    Part *parts; /* [n_parts] */
    size_t n_parts;
    GThreadPool *pool; /* NULL: this thread alone */
    GAsyncQueue *done; /* parts that were read */
    Column *columns;   /* [n_columns] of the block that is handed on */
    size_t n_columns;
    BlockFunc each;
    gpointer user;
    Faults faults; /* lines from the beginning of the file */
    bool alone;    /* the next piece is read alone: it holds a record that was cut */
    bool handed;   /* a block was handed on */
} Reading;

static int
compare_targets(const void *a, const void *b)
{
    const Target *left = a, *right = b;

    if (left->field != right->field)
        return left->field < right->field ? -1 : 1;
    return left->request < right->request ? -1 : 1;
}

static bool
begin_plan(Reading *reading, const ColumnRequest *requests, const size_t *fields, size_t n,
           GError **error)
{
    CsvReader *csv = reading->csv;
    Plan *plan = &reading->plan;
    ColumnRequest nameless = { "", READ_CATEGORY };

    plan->delimiter = csv->delimiter;
    plan->path = csv->options.path;
    plan->n_fields = csv->n_fields;
    plan->targets = g_new0(Target, n + 1);
    for (size_t i = 0; i < n; i++) {
        Target *target = &plan->targets[plan->n_targets++];

        if (!target_begin(target, &requests[i],
                          codebook_find(csv->options.codebook, requests[i].name), &csv->options,
                          error))
            return false;
        target->field = fields[i];
        target->request = i;
    }
    if (csv->n_fields > csv->reader.names->len - 1) {
        Target *target = &plan->targets[plan->n_targets++];

        target_begin(target, &nameless, NULL, &csv->options, NULL);
        target->kind = CELLS_EMPTY;
        target->field = csv->n_fields - 1;
        target->request = SIZE_MAX;
    }
    qsort(plan->targets, plan->n_targets, sizeof *plan->targets, compare_targets);
    return true;
}

static void
read_in_thread(gpointer data, gpointer user)
{
    Reading *reading = user;

    part_read(data);
    g_async_queue_push(reading->done, data);
}

static void
reading_begin(Reading *reading)
{
    guint wanted = reading->csv->options.threads;
    int64_t size = source_size(reading->csv->reader.source);
    guint n = wanted > 0 ? wanted : g_get_num_processors();

    if (size >= 0 && size < 2 << 20)
        n = 1; /* one or two pieces: not worth a thread */
    reading->n_parts = MIN(n, THREADS);
    reading->parts = g_new0(Part, reading->n_parts);
    for (size_t k = 0; k < reading->n_parts; k++)
        part_begin(&reading->parts[k], &reading->plan);
    if (reading->n_parts > 1) {
        reading->done = g_async_queue_new();
        reading->pool =
            g_thread_pool_new(read_in_thread, reading, (gint)reading->n_parts - 1, TRUE, NULL);
    }
}

static void
reading_end(Reading *reading)
{
    if (reading->pool) {
        g_thread_pool_free(reading->pool, FALSE, TRUE);
        g_async_queue_unref(reading->done);
    }
    for (size_t k = 0; k < reading->n_parts; k++)
        part_clear(&reading->parts[k]);
    for (size_t k = 0; k < reading->plan.n_targets; k++)
        target_clear(&reading->plan.targets[k]);
    g_free(reading->parts);
    g_free(reading->plan.targets);
    g_free(reading->columns);
    faults_clear(&reading->faults);
}

/* Looks at the first piece, and at more of the file as long as some column has no value. */
static bool
judge_columns(Reading *reading, GError **error)
{
    CsvReader *csv = reading->csv;

    while (!plan_judge(&reading->plan, &csv->first) && !csv->first.last &&
           csv->first.length < JUDGED) {
        text_put_back(csv->text, csv->first.bytes, csv->first.length);
        if (!csv_reader_next(csv, &csv->first, error))
            return false;
    }
    return true;
}

/* Fills as many pieces as may be read at once: *N, the last of which may be the last of the file.
 * As long as a column is open the pieces are read one after the other. */
static bool
fill_parts(Reading *reading, size_t *n, GError **error)
{
    CsvReader *csv = reading->csv;
    size_t most = reading->alone ? 1 : reading->n_parts;

    for (size_t k = 0; k < reading->plan.n_targets; k++)
        if (reading->plan.targets[k].kind == CELLS_OPEN)
            most = 1;
    for (*n = 0; *n < most; (*n)++) {
        Piece *piece = &reading->parts[*n].piece;

        if (csv->first_ready) {
            Piece swap = *piece;
            *piece = csv->first;
            csv->first = swap;
            csv->first_ready = false;
        } else if (!csv_reader_next(csv, piece, error)) {
            return false;
        }
        if (piece->last) {
            (*n)++;
            break;
        }
    }
    return true;
}

static void
read_parts(Reading *reading, size_t n)
{
    for (size_t k = 1; k < n; k++)
        g_thread_pool_push(reading->pool, &reading->parts[k], NULL);
    part_read(&reading->parts[0]);
    for (size_t k = 1; k < n; k++)
        g_async_queue_pop(reading->done);
}

static bool
hand_on(Reading *reading, const Part *part, size_t begin, size_t end, GError **error)
{
    const Plan *plan = &reading->plan;
    Dataset block = { .n_rows = end - begin,
                      .first_row = reading->csv->reader.n_rows + begin,
                      .line = part->line + begin,
                      .first_line = reading->csv->n_lines,
                      .n_columns = reading->n_columns,
                      .columns = reading->columns };

    for (size_t k = 0; k < plan->n_targets; k++)
        if (plan->targets[k].request != SIZE_MAX)
            reading->columns[plan->targets[k].request] =
                target_column(&plan->targets[k], &part->cells[k], begin, end);
    reading->handed = true;
    return reading->each(&block, reading->user, error);
}

/* The rows of PART, which follows what was handed on before. */
static bool
use_part(Reading *reading, Part *part, GError **error)
{
    CsvReader *csv = reading->csv;
    Split *split = &part->split;

    if (part->piece.undecodable && !split->stop) {
        Fault fault = { .kind = FAULT_DECODE, .line = split->line, .field = SIZE_MAX };
        faults_add(&split->faults, fault, NULL, 0);
    }
    if (split->faults.n > 0) {
        split->faults.first.line += csv->n_lines;
        faults_append(&reading->faults, &split->faults);
    }
    if (reading->faults.n == 0) {
        for (size_t k = 0; k < reading->plan.n_targets; k++)
            target_merge(&reading->plan.targets[k], &part->cells[k], part->n_rows, csv->n_lines);
        for (size_t i = 0; i < part->n_rows; i += BLOCK)
            if (!hand_on(reading, part, i, MIN(i + BLOCK, part->n_rows), error))
                return false;
        if (part->piece.last && !reading->handed && !hand_on(reading, part, 0, 0, error))
            return false;
    }
    csv->reader.n_rows += part->n_rows;
    csv->n_lines += split->lines;
    csv->n_blank += split->n_blank;
    return true;
}

/* What PART did not use, because its last record is cut, comes again; so do the N parts behind it,
 * which did not begin where a record begins. */
static void
put_back(Reading *reading, const Part *part, size_t n)
{
    Text *text = reading->csv->text;
    size_t used = part->split.consumed;

    for (size_t k = n; k > 0; k--)
        text_put_back(text, part[k].piece.bytes, part[k].piece.length);
    text_put_back(text, part->piece.bytes + used, part->piece.length - used);
}

/* Reads all pieces. FALSE and ERROR: EACH failed, or the source. */
static bool
read_all(Reading *reading, GError **error)
{
    bool more = true;

    while (more) {
        size_t n;

        if (!fill_parts(reading, &n, error))
            return false;
        read_parts(reading, n);
        reading->alone = false;
        for (size_t k = 0; k < n && more && !reading->alone; k++) {
            Part *part = &reading->parts[k];

            if (!use_part(reading, part, error))
                return false;
            more = !part->piece.last && !part->split.stop;
            if (more && part->split.consumed < part->piece.length) {
                put_back(reading, part, n - 1 - k);
                reading->alone = true;
            }
        }
    }
    return true;
}

static void
add_notes(const Reading *reading)
{
    CsvReader *csv = reading->csv;
    Reader *reader = &csv->reader;

    if (text_found_encoding(csv->text))
        reader_add_note(reader, "%s, by the mark at its beginning", text_found_encoding(csv->text));
    if (csv->n_blank > 0)
        reader_add_note(reader, "%zu blank %s passed over", csv->n_blank,
                        csv->n_blank == 1 ? "line was" : "lines were");
    if (csv->ends_in_1a)
        reader_add_note(reader, "a DOS end-of-file byte at the end was passed over");
    for (size_t k = 0; k < reading->plan.n_targets; k++) {
        const Target *target = &reading->plan.targets[k];

        if (target->n_padded > 0)
            reader_add_note(reader,
                            "column '%s': %" G_GUINT64_FORMAT " %s leading zeros, taken for "
                            "padding",
                            target->name, target->n_padded,
                            target->n_padded == 1 ? "number has" : "numbers have");
    }
}

bool
csv_reader_read(Reader *reader, const ColumnRequest *requests, const size_t *fields, size_t n,
                BlockFunc each, gpointer user, GError **error)
{
    CsvReader *csv = (CsvReader *)reader;
    Reading reading = {
        .csv = csv, .columns = g_new0(Column, n + 1), .n_columns = n, .each = each, .user = user
    };
    bool done = begin_plan(&reading, requests, fields, n, error) && judge_columns(&reading, error);

    if (done) {
        reading_begin(&reading);
        done = read_all(&reading, error);
    }
    if (done && reading.faults.n > 0) {
        FaultPlace place = csv_reader_place(csv);

        fault_report(&reading.faults.first, 0, reading.faults.n - 1, &place, error);
        done = false;
    }
    if (done)
        add_notes(&reading);
    reading_end(&reading);
    return done;
}
