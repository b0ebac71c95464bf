/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gunzip.h - what a gzip file holds, unpacked as it is asked for; for source.c alone. */
#pragma once

#include "datasets/source.h"

typedef struct Gunzip Gunzip;

enum { GZIP_MARK = 2 }; /* bytes that tell a gzip file */

bool gunzip_is(const uint8_t *bytes, size_t n);

/* Of PACKED, which is borrowed. */
Gunzip *gunzip_new(Source *packed);
void gunzip_free(Gunzip *gunzip);

/**
 * The next bytes, up to SIZE, into BUFFER; short only at the end. Several members one after the
 * other are one file. -1 and ERROR as source_read(), and ANDEL_ERROR_DATA for a file that is
 * damaged, cut off, followed by something else, or so small for what it unpacks to that it was made
 * to fill a disk.
 */
int64_t gunzip_read(Gunzip *gunzip, void *buffer, size_t size, GError **error);

/* Bytes of the packed file that were used. */
int64_t gunzip_passed(const Gunzip *gunzip);
