#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh ANDEL BUILD DATA RUNS: measures andel beside libcsv alone, one after the other in each
# round, so that whatever else the machine does meets both. README.md says how to read it.
set -eu
andel=$1 build=$2 data=$3 runs=$4
report=../../reports/examples/assistance-2017.md
times=$(mktemp -d)
trap 'rm -rf "$times"' EXIT

measure() { # NAME COMMAND...
    name=$1
    shift
    "$build/measure" "$@" >> "$times/$name"
}

median() { # NAME COLUMN
    cut -d' ' -f"$2" "$times/$1" | sort -n | sed -n "$(((runs + 1) / 2))p"
}

cat "$data" > /dev/null # into the page cache
round=0
while [ $round -lt "$runs" ]; do
    measure libcsv "$build/libcsv_alone" "$data"
    measure crosstab "$andel" crosstab "$data" region q1 --weight weight --format csv
    measure one_thread "$andel" crosstab "$data" region q1 --weight weight --format csv --threads 1
    measure report "$andel" report "$report" -o "$times/report.pdf" --force
    round=$((round + 1))
done

printf '%-34s %8s %8s %8s\n' "median of $runs" "wall s" "cpu s" "peak MB"
row() { # NAME LABEL
    printf '%-34s %8.3f %8.3f %8.1f\n' "$2" "$(median "$1" 1)" "$(median "$1" 2)" "$(median "$1" 3)"
}
row libcsv "libcsv alone"
row crosstab "andel crosstab"
row one_thread "andel crosstab --threads 1"
row report "andel report"
ratio() { # NAME COLUMN
    awk -v a="$(median "$1" "$2")" -v b="$(median libcsv "$2")" 'BEGIN { printf "%.2f", a / b }'
}
echo "andel crosstab / libcsv alone: $(ratio crosstab 1) wall, $(ratio crosstab 2) cpu"
