/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/fonts.h"

#include "datasets/error.h"

#define INTER "/usr/share/fonts/opentype/inter/"
#define LIBERTINE "/usr/share/fonts/opentype/linux-libertine/"

const FontFile font_files[] = {
    { INTER "Inter-Regular.otf", "fonts-inter", FACE_SANS, 400, false },
    { INTER "Inter-Medium.otf", "fonts-inter", FACE_SANS, 500, false },
    { INTER "Inter-SemiBold.otf", "fonts-inter", FACE_SANS, 600, false },
    { INTER "Inter-Bold.otf", "fonts-inter", FACE_SANS, 700, false },
    { INTER "Inter-Italic.otf", "fonts-inter", FACE_SANS, 400, true },
    { LIBERTINE "LinLibertine_R.otf", "fonts-linuxlibertine", FACE_SERIF, 400, false },
    { LIBERTINE "LinLibertine_RI.otf", "fonts-linuxlibertine", FACE_SERIF, 400, true },
    { LIBERTINE "LinLibertine_RB.otf", "fonts-linuxlibertine", FACE_SERIF, 700, false },
    { LIBERTINE "LinLibertine_RBI.otf", "fonts-linuxlibertine", FACE_SERIF, 700, true },
    { LIBERTINE "LinLibertine_RZ.otf", "fonts-linuxlibertine", FACE_SERIF, 600, false },
};
const size_t n_font_files = G_N_ELEMENTS(font_files);

bool
fonts_refuse(const FontFile *file, GError **error)
{
    if (file->package)
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE,
                    "%s: the font cannot be read; install the Debian package %s (apt-get install "
                    "%s)",
                    file->path, file->package, file->package);
    else
        g_set_error(error, ANDEL_ERROR, ANDEL_ERROR_FILE,
                    "%s: the font cannot be read; the style file names it under 'files:'",
                    file->path);
    return false;
}

bool
fonts_check(const FontFile *files, size_t n, GError **error)
{
    for (size_t i = 0; i < n; i++)
        if (!g_file_test(files[i].path, G_FILE_TEST_IS_REGULAR))
            return fonts_refuse(&files[i], error);
    return true;
}
