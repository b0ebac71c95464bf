#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A report file of N tables on the data of CODEBOOK, and of figures if there are any, on standard
# output: make_tables.sh CODEBOOK N [FIGURES]
set -eu
codebook=${1:?which codebook} n=${2:?how many tables} figures=${3-0}
printf -- '---\ntitle: A report\nlang: en\ndata: %s\n---\n' "$codebook"
i=0
while [ "$i" -lt "$n" ]; do
    set -- 'crosstab: sector
by: q1' 'crosstab: q1' 'crosstab: q3' \
        'estimate: [mean(amount)]
by: q3' 'crosstab: region
by: q3'
    shift $((i % 5))
    i=$((i + 1))
    printf '\n```andel\nid: t%d\n%s\n```\n' "$i" "$1"
done
i=0
while [ "$i" -lt "$figures" ]; do
    set -- q1 q3
    shift $((i % 2))
    i=$((i + 1))
    printf '\n```andel\nid: f%d\nchart: bar\nvariable: %s\ntitle: Figure %d\n```\n' "$i" "$1" "$i"
done
