#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A report file of about N pages with N tables and N/2 figures on standard output:
#     sh make_report.sh 200 > report.md
set -eu
n=${1:?how many pages}
cat <<'HEAD'
---
title: A long report
lang: en
contents: yes
lists: [figures, tables]
appendices: [data]
data: andel:examples/assistance-2017/survey.yml
---
HEAD
i=0
while [ "$i" -lt "$n" ]; do
    i=$((i + 1))
    if [ $((i % 10)) -eq 1 ]; then
        printf '\n# Chapter %d {#chapter%d}\n' "$i" "$i"
    fi
    printf '\n## Section %d\n\nThe share is {t%d.always | percent} of {t%d.base | n}; see @t%d.[^%d]\n\n' \
        "$i" "$i" "$i" "$i" "$i"
    for paragraph in 1 2 3; do
        printf 'Of the municipalities and city districts that answered, about one half say that they '
        printf 'are told every time somebody loses the allowance, and one quarter that they never '
        printf 'have been (%d, %d). What they do then differs, and so does the time it takes.\n\n' \
            "$i" "$paragraph"
    done
    printf '[^%d]: A note of section %d.\n\n' "$i" "$i"
    printf '```andel\nid: t%d\ncrosstab: info\npercent: col\nintervals: yes\n```\n' "$i"
    if [ $((i % 2)) -eq 0 ]; then
        printf '\n@f%d shows the same.\n\n```andel\nid: f%d\nchart: bar\nvariable: contact\n```\n' "$i" "$i"
    fi
done
