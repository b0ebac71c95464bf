/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _DEFAULT_SOURCE /* realpath */
#include "datasets/path.h"

#include "datasets/error.h"
#include "datasets/source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char scheme[] = "andel:";

/* Where the files that come with the program lie: beside an installed program, or in the source
 * tree that the program was built in. The caller owns it; NULL when there is neither. */
static char *
bundled_folder(void)
{
    static const char *const places[] = { "../share/andel", "../../datasets" };
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);

    if (!self)
        return NULL;
    g_autofree char *folder = g_path_get_dirname(self);
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *place = g_build_filename(folder, places[i], NULL);
        g_autofree char *known = g_build_filename(place, "examples", NULL);

        if (g_file_test(known, G_FILE_TEST_IS_DIR))
            return g_steal_pointer(&place);
    }
    return NULL;
}

/* TRUE if the real path of FILE lies in the real path of FOLDER or below. */
static gboolean
lies_in(const char *file, const char *folder)
{
    char *real_file = realpath(file, NULL), *real_folder = realpath(folder, NULL);
    gboolean inside = FALSE;

    if (real_file && real_folder) {
        size_t n = strlen(real_folder);
        inside = strcmp(real_folder, "/") == 0 ||
                 (strncmp(real_file, real_folder, n) == 0 && real_file[n] == '/');
    }
    free(real_file);
    free(real_folder);
    return inside;
}

static char *
resolve_bundled(const char *name, GError **error)
{
    g_autofree char *folder = bundled_folder();

    if (!folder) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE,
                    "%s: the files that come with the program are not found beside it; install it "
                    "or run it from its build folder",
                    name);
        return NULL;
    }
    g_autofree char *path = g_build_filename(folder, name + strlen(scheme), NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE, "%s: no such file comes with the program",
                    name);
        return NULL;
    }
    if (!lies_in(path, folder)) {
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: lies outside the files that come with the program", name);
        return NULL;
    }
    return g_steal_pointer(&path);
}

char *
path_resolve(const char *name, const char *owner, const char *data_dir, GError **error)
{
    if (g_str_has_prefix(name, scheme))
        return resolve_bundled(name, error);
    if (!owner)
        return g_strdup(name);

    g_autofree char *own_folder = g_path_get_dirname(owner);
    const char *const folders[] = { own_folder, data_dir };
    gboolean there = FALSE;
    for (size_t i = 0; i < G_N_ELEMENTS(folders) && folders[i]; i++) {
        g_autofree char *path =
            g_path_is_absolute(name)
                ? g_strdup(name)
                : (strcmp(folders[i], ".") == 0 ? g_strdup(name)
                                                : g_build_filename(folders[i], name, NULL));

        if (!g_file_test(path, G_FILE_TEST_EXISTS))
            continue;
        there = TRUE;
        if (lies_in(path, folders[i]))
            return g_steal_pointer(&path);
    }
    if (there)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_DATA,
                    "%s: '%s' lies outside the folder of the file that names it; move it there, or "
                    "allow its folder with --data-dir DIR",
                    owner, name);
    else
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE,
                    "%s: names the file '%s', which does not exist; correct the name, or allow its "
                    "folder with --data-dir DIR",
                    owner, name);
    return NULL;
}

GBytes *
path_read(const char *name, const char *owner, const char *data_dir, GError **error)
{
    g_autofree char *path = path_resolve(name, owner, data_dir, error);
    g_autoptr(Source) source = path ? source_open(path, error) : NULL;

    return source ? source_bytes(source, DOCUMENT_LIMIT, error) : NULL;
}
