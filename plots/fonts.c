/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/fonts.h"

#include "datasets/error.h"

const FontFile font_files[] = {
    { "/usr/share/fonts/opentype/inter/Inter-Regular.otf", "fonts-inter" },
    { "/usr/share/fonts/opentype/inter/Inter-Medium.otf", "fonts-inter" },
    { "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", "fonts-inter" },
    { "/usr/share/fonts/opentype/inter/Inter-Bold.otf", "fonts-inter" },
    { "/usr/share/fonts/opentype/inter/Inter-Italic.otf", "fonts-inter" },
    { "/usr/share/fonts/opentype/linux-libertine/LinLibertine_R.otf", "fonts-linuxlibertine" },
    { "/usr/share/fonts/opentype/linux-libertine/LinLibertine_RI.otf", "fonts-linuxlibertine" },
    { "/usr/share/fonts/opentype/linux-libertine/LinLibertine_RB.otf", "fonts-linuxlibertine" },
    { "/usr/share/fonts/opentype/linux-libertine/LinLibertine_RBI.otf", "fonts-linuxlibertine" },
    { "/usr/share/fonts/opentype/linux-libertine/LinLibertine_RZ.otf", "fonts-linuxlibertine" },
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
