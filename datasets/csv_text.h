/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_text.h - the text of a file as UTF-8, piece by piece, cut after line ends. */
#pragma once

#include "datasets/source.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Text Text;

/* Bytes that may be read behind a piece, whatever stands there. */
enum { PIECE_SLACK = 64 };

/* A stretch of the text that begins where a record begins, or so it is thought. It ends after a
 * line end, unless it is the last or holds none. Memory is kept from one filling to the next. */
typedef struct {
    uint8_t *bytes;
    size_t length;
    size_t uncut; /* its length before it was cut: to have more of the text, ask for more */
    bool last;
    bool undecodable; /* what follows is no text in the declared encoding */
    uint8_t *memory;  /* page-aligned; owned */
    size_t room, head;
} Piece;

/**
 * The text of SOURCE (borrowed) in ENCODING (NULL: UTF-8, or UTF-16 if it begins with its mark). A
 * mark at the beginning is no part of the text. Pieces are of PIECE_SIZE bytes; 0: some 1 MB.
 * NULL and ERROR: ANDEL_ERROR_USAGE for an encoding that is not known, ANDEL_ERROR_DATA for a file
 * that is no text by its first bytes (zip, gzip, HTML, ...), or what source_read() gives.
 */
Text *text_new(Source *source, const char *encoding, size_t piece_size, GError **error);
void text_free(Text *text);

/* The encoding that the text was found to be in by its mark; NULL: as declared. */
const char *text_found_encoding(const Text *text);

/* The share of the source that the pieces so far were made of; NAN: not known. */
double text_share(const Text *text);

/* Fills PIECE with what was put back, and what follows, to some 1 MB, or to LEAST bytes if that is
 * more. FALSE and ERROR as source_read(). */
bool text_next(Text *text, Piece *piece, size_t least, GError **error);

/* Puts BYTES [length] back in front of what text_next() gives next, before what was put back
 * earlier. */
void text_put_back(Text *text, const uint8_t *bytes, size_t length);

void piece_clear(Piece *piece);

/* Length of the longest beginning of BYTES [length] that is valid UTF-8 without NUL. */
size_t text_valid_length(const uint8_t *bytes, size_t length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Text, text_free)
