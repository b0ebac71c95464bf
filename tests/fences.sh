#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One foreign library behind one file or folder: fails when a header is included elsewhere.
# A line: the header as it stands in #include, then the files that may include it.
set -eu
status=0
while read -r header allowed; do
    for file in $(grep -rlE "^ *#include <$header" --include='*.[ch]' datasets analysis plots reports cli || true); do
        ok=
        for pattern in $allowed; do
            case $file in
            $pattern) ok=yes ;;
            esac
        done
        if [ -z "$ok" ]; then
            echo "fence: $file includes <$header...>; only these may: $allowed" >&2
            status=1
        fi
    done
done <<'LIST'
csv.h       datasets/read_csv.c
jansson.h   datasets/saved.c reports/result*.[ch] reports/trace_read.c
nettle/     datasets/source.c
zlib.h      datasets/gunzip.c
Random123/  analysis/random.c
yaml.h      datasets/schema.c
gsl/        analysis/* cli/main.c
glpk.h      analysis/linear_glpk.c
dlfcn.h     datasets/module.c
cairo       plots/font_maps.c plots/paint.[ch] plots/render_cairo.c plots/text_pango.c reports/pdf_*.[ch]
pango/      plots/font_maps.[ch] plots/text_lines.c plots/paint.[ch] plots/text_pango.c reports/pdf_*.[ch]
fontconfig/ plots/font_maps.c
cmark-gfm   reports/markdown.c reports/markdown_inline.c reports/markdown_walk.h
qpdf/       reports/pdf_finish.c reports/pdf_attach.[ch] reports/pdf_file.[ch]
zip.h       reports/archive_zip.c
LIST
exit $status
