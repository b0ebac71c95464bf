/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* RTLD_DEFAULT */
#include "datasets/module.h"

#include "datasets/error.h"

#include <dlfcn.h>

/* The file of module NAME, or NULL. The caller owns it. */
static char *
find_file(const char *name)
{
    static const char *const places[] = { ".", "../lib/andel" };
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);

    if (!self)
        return NULL;
    g_autofree char *folder = g_path_get_dirname(self);
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *file = g_build_filename(folder, places[i], name, NULL);

        if (g_file_test(file, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&file);
    }
    return NULL;
}

gconstpointer
module_find(const char *name, const char *symbol, GError **error)
{
    gconstpointer found = dlsym(RTLD_DEFAULT, symbol);

    if (found)
        return found;
    g_autofree char *file = find_file(name);
    /* lazily: what is not called need not be bound; locally: a symbol is looked for in the program
     * and the libraries of its own module, not in those of every module before it */
    void *module = file ? dlopen(file, RTLD_LAZY | RTLD_LOCAL) : NULL;

    if (module)
        found = dlsym(module, symbol);
    if (found)
        return found;
    if (!file)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE,
                    "%s is not beside the program nor in ../lib/andel from it; install andel whole",
                    name);
    else
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE, "%s cannot be loaded: %s", name,
                    dlerror());
    return NULL;
}
