/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gunzip.c - what a gzip file holds (RFC 1952), through zlib, which checks sum and length. */
#include "datasets/gunzip.h"

#include "datasets/error.h"

#include <string.h>
#include <zlib.h>

/* A table that unpacks to more than HARMLESS bytes and more than MOST_TIMES its size is none. */
enum { STEP = 1 << 18, GZIP = 16 + MAX_WBITS, MOST_TIMES = 500, HARMLESS = 256 << 20 };

struct Gunzip {
    Source *packed;
    z_stream stream;
    uint8_t *in;      /* [STEP] */
    int64_t passed;   /* bytes of the packed file that were read */
    int64_t unpacked; /* bytes handed on */
    bool within;      /* a member has begun and not ended */
    bool ended;       /* the packed file has no more */
};

bool
gunzip_is(const uint8_t *bytes, size_t n)
{
    return n >= GZIP_MARK && bytes[0] == 0x1f && bytes[1] == 0x8b;
}

Gunzip *
gunzip_new(Source *packed)
{
    Gunzip *gunzip = g_new0(Gunzip, 1);

    gunzip->packed = packed;
    gunzip->in = g_malloc(STEP);
    if (inflateInit2(&gunzip->stream, GZIP) != Z_OK)
        g_error("zlib cannot begin"); /* out of memory */
    return gunzip;
}

void
gunzip_free(Gunzip *gunzip)
{
    if (!gunzip)
        return;
    inflateEnd(&gunzip->stream);
    g_free(gunzip->in);
    g_free(gunzip);
}

static bool
refuse(const Gunzip *gunzip, const char *why, GError **error)
{
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA, "%s: %s", source_name(gunzip->packed), why);
    return false;
}

/* Reads more of the packed file. */
static bool
refill(Gunzip *gunzip, GError **error)
{
    int64_t got = source_read(gunzip->packed, gunzip->passed, gunzip->in, STEP, error);

    if (got < 0)
        return false;
    gunzip->ended = got < STEP;
    gunzip->passed += got;
    gunzip->stream.next_in = gunzip->in;
    gunzip->stream.avail_in = (uInt)got;
    return true;
}

/* Behind a member there is another one, or nothing. */
static bool
begin_member(Gunzip *gunzip, GError **error)
{
    if (gunzip->stream.next_in[0] != 0x1f)
        return refuse(gunzip,
                      "something that is no gzip file follows the packed data; the file is "
                      "damaged: fetch it again",
                      error);
    gunzip->within = true;
    return inflateReset(&gunzip->stream) == Z_OK || refuse(gunzip, "zlib cannot begin", error);
}

/* Unpacks what is there into the room of the stream. */
static bool
unpack(Gunzip *gunzip, GError **error)
{
    switch (inflate(&gunzip->stream, Z_NO_FLUSH)) {
    case Z_STREAM_END:
        gunzip->within = false;
        return true;
    case Z_OK:
    case Z_BUF_ERROR: /* it wants more of the file */
        return true;
    case Z_MEM_ERROR:
        g_error("zlib: out of memory");
    default:
        return refuse(gunzip,
                      "the gzip file is damaged: it does not unpack to what its checksum says; "
                      "fetch it again",
                      error);
    }
}

static bool
check_size(const Gunzip *gunzip, GError **error)
{
    if (gunzip->unpacked <= HARMLESS || gunzip->unpacked / MOST_TIMES <= gunzip->passed)
        return true;
    return refuse(gunzip,
                  "the gzip file unpacks to more than 500 times its size, as no table does; if it "
                  "is one, unpack it and name the unpacked file",
                  error);
}

int64_t
gunzip_read(Gunzip *gunzip, void *buffer, size_t size, GError **error)
{
    z_stream *stream = &gunzip->stream;

    g_assert(size <= G_MAXUINT);
    stream->next_out = buffer;
    stream->avail_out = (uInt)size;
    while (stream->avail_out > 0) {
        if (stream->avail_in == 0 && !gunzip->ended && !refill(gunzip, error))
            return -1;
        if (stream->avail_in == 0 && gunzip->within) {
            refuse(gunzip, "the gzip file is cut off: its end is missing; fetch it again", error);
            return -1;
        }
        if (stream->avail_in == 0)
            break;
        if ((!gunzip->within && !begin_member(gunzip, error)) || !unpack(gunzip, error))
            return -1;
    }
    int64_t got = (int64_t)(size - stream->avail_out);
    gunzip->unpacked += got;
    return check_size(gunzip, error) ? got : -1;
}

int64_t
gunzip_passed(const Gunzip *gunzip)
{
    return gunzip->passed - (int64_t)gunzip->stream.avail_in;
}
