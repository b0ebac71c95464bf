#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh ANDEL BUILD DATA RUNS: measures andel beside libcsv alone and reading alone, one after the
# other in each round, so that whatever else the machine does meets all of them. README.md says how
# to read it.
set -eu
andel=$1 build=$2 data=$3 runs=$4
report=../../reports/examples/assistance-2017.md
times=$(mktemp -d)
trap 'rm -rf "$times"' EXIT
jobs='j1 j2 j2e j3 j3m'

measure() { # NAME COMMAND...
    name=$1
    shift
    "$build/measure" "$@" >> "$times/$name"
}

median() { # NAME COLUMN
    cut -d' ' -f"$2" "$times/$1" | sort -n | sed -n "$(((runs + 1) / 2))p"
}

# other programs, where they are installed
peers=
if python3 -c 'import pandas' 2> /dev/null; then peers="$peers pandas"; fi
if Rscript -e 'library(data.table)' > /dev/null 2>&1; then peers="$peers data.table"; fi

# the draws of j6 with numpy, R and GSL, where they are installed
drawing='gsl'
if python3 -c 'import numpy' 2> /dev/null; then drawing="$drawing numpy"; fi
if Rscript -e '' > /dev/null 2>&1; then drawing="$drawing R"; fi

peer() { # NAME
    case $1 in
    gsl) measure draws-gsl "$build/draws_gsl" ;;
    numpy) measure draws-numpy python3 peer_draws.py ;;
    R) measure draws-R Rscript peer_draws.R ;;
    pandas) measure pandas python3 peer_pandas.py "$data" ;;
    data.table) measure data.table Rscript peer_datatable.R "$data" ;;
    esac
}

cat "$data" > /dev/null # into the page cache
round=0
while [ $round -lt "$runs" ]; do
    measure read "$build/read_alone" "$data"
    measure libcsv "$build/libcsv_alone" "$data"
    for job in $jobs; do
        OPTIONS='' measure "$job" sh job.sh "$job" "$data" "$andel"
        OPTIONS='--threads 1' measure "$job-1" sh job.sh "$job" "$data" "$andel"
    done
    for name in $peers; do
        peer "$name"
    done
    measure j6 "$andel" cost simulate draws.yml --draws 10000000 --format csv
    measure j6-1 "$andel" cost simulate draws.yml --draws 10000000 --format csv --threads 1
    for name in $drawing; do
        peer "$name"
    done
    measure report "$andel" report "$report" -o "$times/report.pdf" --force
    round=$((round + 1))
done

ratio() { # NAME OF COLUMN
    awk -v a="$(median "$1" "$3")" -v b="$(median "$2" "$3")" 'BEGIN { printf "%.2f", a / b }'
}
row() { # NAME LABEL
    printf '%-22s %8.3f %8.3f %8.1f %11s %9s\n' "$2" "$(median "$1" 1)" "$(median "$1" 2)" \
        "$(median "$1" 3)" "$(ratio "$1" libcsv 2)" "$(ratio "$1" read 2)"
}
printf '%-22s %8s %8s %8s %11s %9s\n' "median of $runs" "wall s" "cpu s" "peak MB" "cpu/libcsv" "cpu/read"
row read "reading alone"
row libcsv "libcsv alone"
for job in $jobs; do
    row "$job" "andel $job"
    row "$job-1" "andel $job, 1 thread"
done
for name in $peers; do
    row "$name" "$name j1"
done
row report "andel report"

# draws: beside numpy, else beside GSL
beside=draws-gsl
case $drawing in *numpy*) beside=draws-numpy ;; esac
printf '\n%-22s %8s %8s %8s %11s\n' "10,000,000 draws" "wall s" "cpu s" "peak MB" "wall/${beside#draws-}"
for name in j6 j6-1 $(for peer in $drawing; do echo "draws-$peer"; done); do
    printf '%-22s %8.3f %8.3f %8.1f %11s\n' "$name" "$(median "$name" 1)" "$(median "$name" 2)" \
        "$(median "$name" 3)" "$(ratio "$name" "$beside" 1)"
done
