#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh ANDEL BUILD ROWS RUNS: measures andel beside reading alone, libcsv alone, and other programs
# that are installed, one after the other in each round, so that whatever else the machine does meets
# all of them. README.md says how to read it.
set -eu
andel=$1 build=$2 rows=$3 runs=$4
times=$(mktemp -d)
trap 'rm -rf "$times"' EXIT
jobs=${JOBS-j1 j2 j2e j3 j3m j4}
domains='d1 d21 d1000 d20000'
data=$build/survey-$rows.csv
report=../../reports/examples/assistance-2017.md
pages=${PAGES-50 100 200} # of long reports
BENCH_NODE=${BENCH_NODE-$(cd "$build" && pwd)/node}
export BENCH_NODE

measure() { # NAME COMMAND...
    name=$1
    shift
    "$build/measure" "$@" >> "$times/$name"
}

# the median of COLUMN: 1 wall seconds, 2 processor seconds, 3 megabytes
median() { # NAME COLUMN
    cut -d' ' -f"$2" "$times/$1" | sort -n | sed -n "$(((runs + 1) / 2))p"
}

# ---- other programs: which of the jobs each does

peers=
if [ -d "$BENCH_NODE/node_modules/@duckdb/node-api" ]; then peers="$peers duckdb"; fi
if [ -d "$BENCH_NODE/node_modules/nodejs-polars" ]; then peers="$peers polars"; fi
if Rscript -e 'library(data.table)' > /dev/null 2>&1; then peers="$peers datatable"; fi
if python3 -c 'import pandas' 2> /dev/null; then peers="$peers pandas"; fi
if [ "$rows" -le 200000 ] && Rscript -e 'library(survey)' > /dev/null 2>&1; then
    peers="$peers survey" # half a minute a job and gigabytes beyond that
fi

# the draws of j6 with numpy, R and GSL
drawing='gsl'
if python3 -c 'import numpy' 2> /dev/null; then drawing="$drawing numpy"; fi
if Rscript -e '' > /dev/null 2>&1; then drawing="$drawing R"; fi

draw() { # PEER
    case $1 in
    gsl) measure draws-gsl "$build/draws_gsl" ;;
    numpy) measure draws-numpy python3 peer_draws.py ;;
    R) measure draws-R Rscript peer_draws.R ;;
    esac
}

"$build/make_published" > "$times/published.yml"
for n in $pages; do
    sh make_report.sh "$n" > "$times/long-$n.md"
done
does() { # PEER JOB
    case $1:$2 in
    pandas:j1) ;;
    pandas:* | polars:j2e | datatable:j2e | survey:j3m) return 1 ;;
    esac
}

peer() { # PEER JOB FILE
    case $1 in
    duckdb) measure "duckdb-$2" node peer_duckdb.mjs "$2" "$3" ;;
    polars) measure "polars-$2" node peer_polars.cjs "$2" "$3" ;;
    datatable) measure "datatable-$2" Rscript peer_datatable.R "$2" "$3" ;;
    pandas) measure "pandas-$2" python3 peer_pandas.py "$2" "$3" ;;
    survey) measure "survey-$2" Rscript peer_survey.R "$2" "$3" ;;
    esac
}

file_of() { # JOB
    if [ "$1" = j4 ]; then echo "$build/replicates-$rows.csv"; else echo "$data"; fi
}

# ---- what is measured

round=0
while [ $round -lt "$runs" ]; do
    cat "$data" > /dev/null # into the page cache
    measure read "$build/read_alone" "$data"
    measure libcsv "$build/libcsv_alone" "$data"
    for job in $jobs; do
        cat "$(file_of "$job")" > /dev/null
        OPTIONS='' measure "$job" sh job.sh "$job" "$build" "$rows" "$andel"
        OPTIONS='--threads 1' measure "$job-1" sh job.sh "$job" "$build" "$rows" "$andel"
        for name in $peers; do
            if does "$name" "$job"; then peer "$name" "$job" "$(file_of "$job")"; fi
        done
    done
    cat "$build/domains-$rows.csv" > /dev/null
    for job in $domains; do
        OPTIONS='' measure "$job" sh job.sh "$job" "$build" "$rows" "$andel"
    done
    measure recount sh -c '"$1" recount "$2" > "$3/recount.txt" || [ $? = 5 ]' - "$andel" \
        "$times/published.yml" "$times"
    measure report "$andel" report "$report" -o "$times/report.pdf" --force
    for n in $pages; do
        measure "long-$n" "$andel" report "$times/long-$n.md" -o "$times/long.pdf" --quiet
    done
    measure j6 "$andel" cost simulate draws.yml --draws 10000000 --format csv
    measure j6-1 "$andel" cost simulate draws.yml --draws 10000000 --format csv --threads 1
    for name in $drawing; do
        draw "$name"
    done
    round=$((round + 1))
done

# ---- how it came out

ratio() { # NAME OF COLUMN
    awk -v a="$(median "$1" "$3")" -v b="$(median "$2" "$3")" 'BEGIN { printf "%.2f", a / b }'
}

fastest() { # JOB: the peer with the shortest median; nothing without peers
    for name in $peers; do
        if does "$name" "$1"; then echo "$(median "$name-$1" 1) $name"; fi
    done | sort -n | sed -n '1s/.* //p'
}

most() { # JOB: the ratio to the fastest peer and the megabytes that it may have
    case $1 in
    j2) echo 0.30 64 ;;
    j3m) echo 0.35 200 ;;
    *) echo 0.25 40 ;;
    esac
}

row() { # NAME LABEL [MORE]
    printf '%-20s %8.3f %8.3f %8.1f  %s\n' "$2" "$(median "$1" 1)" "$(median "$1" 2)" \
        "$(median "$1" 3)" "${3-}"
}

echo "$rows rows, medians of $runs"
printf '%-20s %8s %8s %8s\n' "" "wall s" "cpu s" "peak MB"
row read "reading alone" ""
row libcsv "libcsv alone" ""
for job in $jobs; do
    echo
    best=$(fastest "$job")
    limits=$(most "$job")
    text="at most ${limits#* } MB"
    if [ -n "$best" ]; then
        text="$(ratio "$job" "$best-$job" 1) of the wall time of $best; at most ${limits% *}, $text"
    fi
    row "$job" "$job andel" "$text"
    row "$job-1" "$job andel, 1 thread" ""
    for name in $peers; do
        if does "$name" "$job"; then row "$name-$job" "$job $name" ""; fi
    done
done
echo
for job in $domains; do
    row "$job" "mean of ${job#d} domains" "$(ratio "$job" d1 2) of the cpu time of one"
done
row report "andel report"
row recount "andel recount"
shortest=${pages%% *}
for n in $pages; do
    row "long-$n" "report of $n pages" \
        "$(ratio "long-$n" "long-$shortest" 2) of the cpu time of $shortest"
done
echo
case " $jobs " in
*" j1 "*)
    echo "j1: reading alone takes $(ratio read j1-1 2) of its cpu time on one thread"
    echo "j1: $(ratio j1-1 libcsv 2) of the cpu time of libcsv alone"
    ;;
esac
case " $jobs " in
*" j1 j2 "*) echo "j2, errors and tests of a design: $(ratio j2-1 j1-1 2) of the cpu time of j1; at most 1.3" ;;
esac
longest=${pages##* }
echo "report of $longest pages: $(ratio "long-$longest" "long-$shortest" 2) of the cpu time of one of $shortest;" \
    "at most $(awk -v a="$longest" -v b="$shortest" 'BEGIN { printf "%.1f", 1.1 * a / b }')"
echo "mean of 21 domains: $(ratio d21 d1 2) of the cpu time of one; at most 1.2"

# draws: beside numpy, else beside GSL
beside=draws-gsl
case $drawing in *numpy*) beside=draws-numpy ;; esac
printf '\n10 000 000 draws\n'
for name in j6 j6-1 $(for peer in $drawing; do echo "draws-$peer"; done); do
    row "$name" "$name" "$(ratio "$name" "$beside" 1) of the wall time of ${beside#draws-}"
done
