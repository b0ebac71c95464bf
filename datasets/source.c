/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.c - where bytes come from: a file, standard input, or memory. */
#include "datasets/source.h"

#include "datasets/error.h"
#include "datasets/gunzip.h"
#include "datasets/printable.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <nettle/sha2.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_SHOWN = 200, STEP = 1 << 20 };

struct Source {
    char *name;     /* as it stands in messages */
    int fd;         /* -1: bytes */
    bool owns_fd;   /* standard input stays open */
    bool seekable;  /* a regular file or bytes */
    int64_t start;  /* where in the file offset 0 is */
    int64_t passed; /* bytes of a pipe that were read */
    GBytes *bytes;
    char *sha256;              /* NULL: not computed yet */
    GError *unhashed;          /* owned; NULL: reading for the hash did not fail */
    uint8_t peeked[GZIP_MARK]; /* of a pipe: bytes that were looked at and come again */
    size_t n_peeked;
    Source *packed; /* owned; NULL: nothing is unpacked */
    Gunzip *gunzip;
};

static void
refuse(const char *name, int number, GError **error)
{
    g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE, "%s: cannot be read: %s", name,
                g_strerror(number));
}

Source *
source_open(const char *path, GError **error)
{
    bool standard = strcmp(path, "-") == 0;
    g_autoptr(Source) source = g_new0(Source, 1);
    struct stat status;

    source->name =
        standard ? g_strdup("standard input") : text_printable(path, strlen(path), NAME_SHOWN);
    source->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    source->owns_fd = !standard;
    if (source->fd < 0 || fstat(source->fd, &status) < 0) {
        refuse(source->name, errno, error);
        return NULL;
    }
    if (S_ISDIR(status.st_mode)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE, "%s: is a folder; name a file in it",
                    source->name);
        return NULL;
    }
    source->seekable = S_ISREG(status.st_mode);
    if (source->seekable && standard)
        source->start = MAX(0, lseek(source->fd, 0, SEEK_CUR));
    return g_steal_pointer(&source);
}

Source *
source_of_bytes(GBytes *bytes, const char *name)
{
    Source *source = g_new0(Source, 1);

    source->name = text_printable(name, strlen(name), NAME_SHOWN);
    source->fd = -1;
    source->seekable = true;
    source->bytes = g_bytes_ref(bytes);
    return source;
}

void
source_free(Source *source)
{
    if (!source)
        return;
    if (source->owns_fd && source->fd >= 0)
        close(source->fd);
    g_clear_pointer(&source->bytes, g_bytes_unref);
    gunzip_free(source->gunzip);
    source_free(source->packed);
    g_free(source->name);
    g_free(source->sha256);
    g_clear_error(&source->unhashed);
    g_free(source);
}

const char *
source_name(const Source *source)
{
    return source->name;
}

int64_t
source_size(const Source *source)
{
    struct stat status;

    if (source->bytes)
        return (int64_t)g_bytes_get_size(source->bytes);
    if (!source->seekable || source->packed || fstat(source->fd, &status) < 0)
        return -1;
    return MAX(0, status.st_size - source->start);
}

bool
source_seekable(const Source *source)
{
    return source->seekable;
}

static int64_t
read_bytes(const Source *source, int64_t offset, void *buffer, size_t size)
{
    gsize there;
    const char *data = g_bytes_get_data(source->bytes, &there);

    if (offset >= (int64_t)there)
        return 0;
    size = MIN(size, there - (size_t)offset);
    memcpy(buffer, data + offset, size);
    return (int64_t)size;
}

/* From the file or pipe, short only at the end. */
static int64_t
read_descriptor(Source *source, int64_t offset, char *buffer, size_t size, GError **error)
{
    size_t have = 0;

    while (have < size) {
        ssize_t got = source->seekable ? pread(source->fd, buffer + have, size - have,
                                               source->start + offset + (int64_t)have)
                                       : read(source->fd, buffer + have, size - have);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            refuse(source->name, errno, error);
            return -1;
        }
        if (got == 0)
            break;
        have += (size_t)got;
    }
    return (int64_t)have;
}

/* The same of a pipe, beginning with what was looked at. */
static int64_t
read_peeked(Source *source, char *buffer, size_t size, GError **error)
{
    size_t again = MIN(source->n_peeked, size);
    int64_t got;

    memcpy(buffer, source->peeked, again);
    source->n_peeked -= again;
    memmove(source->peeked, source->peeked + again, source->n_peeked);
    got = read_descriptor(source, 0, buffer + again, size - again, error);
    return got < 0 ? -1 : got + (int64_t)again;
}

int64_t
source_read(Source *source, int64_t offset, void *buffer, size_t size, GError **error)
{
    int64_t got;

    g_assert(source->seekable || offset == source->passed);
    if (source->gunzip)
        got = gunzip_read(source->gunzip, buffer, size, error);
    else if (source->bytes)
        got = read_bytes(source, offset, buffer, size);
    else if (source->n_peeked > 0)
        got = read_peeked(source, buffer, size, error);
    else
        got = read_descriptor(source, offset, buffer, size, error);
    if (got > 0 && !source->seekable)
        source->passed += got;
    return got;
}

Source *
source_unpack(Source *packed, GError **error)
{
    uint8_t mark[GZIP_MARK];
    int64_t got = source_read(packed, 0, mark, sizeof mark, error);

    if (got < 0) {
        source_free(packed);
        return NULL;
    }
    packed->passed = 0;
    if (!packed->seekable) {
        memcpy(packed->peeked, mark, (size_t)got);
        packed->n_peeked = (size_t)got;
    }
    if (!gunzip_is(mark, (size_t)got))
        return packed;

    Source *source = g_new0(Source, 1);
    source->name = g_strdup(packed->name);
    source->fd = -1;
    source->packed = packed;
    source->gunzip = gunzip_new(packed);
    return source;
}

double
source_share(const Source *source, int64_t offset)
{
    int64_t size = source_size(source->packed ? source->packed : source);
    int64_t passed = source->gunzip ? gunzip_passed(source->gunzip) : offset;

    return size > 0 ? fmin(1.0, (double)passed / (double)size) : NAN;
}

GBytes *
source_bytes(Source *source, size_t limit, GError **error)
{
    if (source->bytes && g_bytes_get_size(source->bytes) <= limit)
        return g_bytes_ref(source->bytes);

    g_autoptr(GByteArray) all = g_byte_array_new();
    int64_t got = STEP;
    while (got == STEP && all->len <= limit) {
        guint have = all->len;

        g_byte_array_set_size(all, have + STEP);
        got = source_read(source, have, all->data + have, STEP, error);
        if (got < 0)
            return NULL;
        g_byte_array_set_size(all, have + (guint)got);
    }
    if (all->len > limit) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: is larger than %zu bytes, which is more than such a file may have",
                    source->name, limit);
        return NULL;
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&all));
}

/* Reads all of it again; at a failure .unhashed says why. */
static void
compute_sha256(Source *source)
{
    /* nettle and not GChecksum: it knows the processor's own instructions, and data are hashed as
     * fast as they are read */
    struct sha256_ctx hash;
    uint8_t digest[SHA256_DIGEST_SIZE];
    g_autofree guchar *buffer = g_malloc(STEP);
    int64_t offset = 0, got;

    sha256_init(&hash);
    while ((got = source_read(source, offset, buffer, STEP, &source->unhashed)) > 0) {
        sha256_update(&hash, (size_t)got, buffer);
        offset += got;
    }
    if (got < 0)
        return;
    sha256_digest(&hash, sizeof digest, digest);
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < sizeof digest; i++)
        g_string_append_printf(text, "%02x", digest[i]);
    source->sha256 = g_strdup(text->str);
}

const char *
source_sha256(Source *source)
{
    if (source->packed)
        return source_sha256(source->packed);
    if (!source->sha256 && !source->unhashed && source->seekable)
        compute_sha256(source);
    return source->sha256;
}

bool
source_hash(Source *source, GError **error)
{
    if (source->packed)
        return source_hash(source->packed, error);
    if (source_sha256(source) || !source->unhashed)
        return true;
    if (error)
        *error = g_error_copy(source->unhashed);
    return false;
}
