/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_rows.c - reading the rows of a text file: pieces are read by threads and handed on in file
 * order, so that nothing depends on how many there are.
 *
 * A piece is cut after a line end, which may stand between quotes and then ends no record. That is
 * not looked for beforehand: each piece is read as if a record began with it, and is used only if
 * the one before it was used up to its last byte. Where it was not, what is left of that piece and
 * all behind it is cut anew, from the place where a record is known to begin. */
#include "datasets/csv_crew.h"
#include "datasets/csv_reader.h"

#include <stdlib.h>

enum { BLOCK = 16384, THREADS = 8, JUDGED = 16 << 20, SMALL = 2 << 20 };

/* Microseconds before anything is told of a reading, and between what is told. */
enum { FIRST_TOLD = 1000000, BETWEEN_TOLD = 200000 };

typedef struct {
    CsvReader *csv;
    Plan plan;
    Crew *crew;
    Column *columns; /* [n_columns] of the block that is handed on */
    size_t n_columns;
    BlockFunc each;
    gpointer user;
    Faults faults; /* lines from the beginning of the file */
    bool filled;   /* the last piece of the file is in the crew */
    bool alone;    /* the next piece is read alone: it begins with a record that was cut */
    size_t least;  /* and has so many bytes; 0: as many as any */
    bool handed;   /* a block was handed on */
    int64_t tell;  /* when something is to be told next */
    bool told;
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
reading_begin(Reading *reading)
{
    const ReadOptions *options = &reading->csv->options;
    int64_t size = source_size(reading->csv->reader.source);
    guint n = options->threads > 0 ? options->threads : g_get_num_processors();

    if (size >= 0 && size < SMALL && options->piece_size == 0)
        n = 1; /* one or two pieces: not worth a thread */
    reading->crew = crew_new(&reading->plan, MIN(n, THREADS));
}

static void
reading_end(Reading *reading)
{
    crew_free(reading->crew);
    for (size_t k = 0; k < reading->plan.n_targets; k++)
        target_clear(&reading->plan.targets[k]);
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
        if (!csv_reader_next(csv, &csv->first, 2 * csv->first.uncut, error))
            return false;
    }
    return true;
}

/* TRUE while what is read may decide what a column is, or where a record ends: then one piece is
 * read after the other. */
static bool
is_alone(const Reading *reading)
{
    for (size_t k = 0; k < reading->plan.n_targets; k++)
        if (reading->plan.targets[k].kind == CELLS_OPEN)
            return true;
    return reading->alone;
}

/* Fills the pieces of all parts that are spare. */
static bool
fill_parts(Reading *reading, GError **error)
{
    CsvReader *csv = reading->csv;
    Part *part;

    while (!reading->filled && (crew_used(reading->crew) == 0 || !is_alone(reading)) &&
           (part = crew_spare(reading->crew))) {
        if (csv->first_ready) {
            Piece swap = part->piece;
            part->piece = csv->first;
            csv->first = swap;
            csv->first_ready = false;
        } else if (!csv_reader_next(csv, &part->piece, reading->least, error)) {
            return false;
        }
        reading->filled = part->piece.last;
        crew_push(reading->crew);
    }
    return true;
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
                      .columns = reading->columns,
                      .workers = crew_workers(reading->crew) };

    for (size_t k = 0; k < plan->n_targets; k++)
        if (plan->targets[k].request != SIZE_MAX)
            reading->columns[plan->targets[k].request] =
                target_column(&plan->targets[k], &part->cells[k], begin, end);
    reading->handed = true;
    return reading->each(&block, reading->user, error);
}

/* Gives the plan what was learnt from PART. That is nothing new in nearly all parts: the threads
 * then go on. */
static void
merge_part(Reading *reading, Part *part)
{
    Plan *plan = &reading->plan;
    bool learnt = false;

    for (size_t k = 0; k < plan->n_targets; k++)
        learnt |= target_learns(&plan->targets[k], &part->cells[k]);
    if (learnt)
        crew_pause(reading->crew);
    for (size_t k = 0; k < plan->n_targets; k++)
        target_merge(&plan->targets[k], &part->cells[k], part->n_rows, reading->csv->n_lines);
    if (learnt)
        crew_resume(reading->crew);
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
        merge_part(reading, part);
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

/* What the oldest part did not use, because its last record is cut, comes again; so do the parts
 * behind it, which did not begin where a record begins. */
static void
put_back(Reading *reading)
{
    Text *text = reading->csv->text;
    Crew *crew = reading->crew;
    const Part *part = crew_part(crew, 0);
    size_t used = part->split.consumed;

    for (size_t k = crew_used(crew); k > 1; k--) {
        const Piece *behind = &crew_part(crew, k - 1)->piece;
        text_put_back(text, behind->bytes, behind->length);
    }
    text_put_back(text, part->piece.bytes + used, part->piece.length - used);
    reading->alone = true;
    reading->least = used > 0 ? 0 : 2 * part->piece.uncut; /* a record longer than the piece */
    reading->filled = false;
}

/* Tells whoever waits how far the reading is; DONE: if anything was told before. */
static void
tell(Reading *reading, bool done)
{
    const CsvReader *csv = reading->csv;
    int64_t now = csv->options.progress ? g_get_monotonic_time() : 0;

    if (!csv->options.progress || (done ? !reading->told : now < reading->tell))
        return;
    ReadProgress progress = { .name = source_name(csv->reader.source),
                              .n_rows = csv->reader.n_rows,
                              .share = text_share(csv->text),
                              .done = done };
    csv->options.progress(&progress);
    reading->told = true;
    reading->tell = now + BETWEEN_TOLD;
}

/* Reads all pieces. FALSE and ERROR: EACH failed, or the source. */
static bool
read_all(Reading *reading, GError **error)
{
    Crew *crew = reading->crew;
    bool more = true;

    while (more) {
        if (!fill_parts(reading, error))
            return false;
        Part *part = crew_oldest(crew);

        reading->alone = false;
        reading->least = 0;
        if (!use_part(reading, part, error))
            return false;
        tell(reading, false);
        more = !part->piece.last && !part->split.stop;
        if (more && part->split.consumed < part->piece.length) {
            crew_pause(crew);
            put_back(reading);
            crew_drop(crew);
            crew_resume(crew);
        } else {
            crew_release(crew);
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
    Reading reading = { .csv = csv,
                        .columns = g_new0(Column, n + 1),
                        .n_columns = n,
                        .each = each,
                        .user = user,
                        .tell = g_get_monotonic_time() + FIRST_TOLD };
    bool done = begin_plan(&reading, requests, fields, n, error) && judge_columns(&reading, error);

    if (done) {
        reading_begin(&reading);
        done = read_all(&reading, error);
        tell(&reading, true);
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
