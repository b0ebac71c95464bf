#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh ANDEL BUILD ROWS RUNS: the jobs on the large files, beside reading alone, libcsv alone and
# other programs that are installed, one after the other in each round, so that whatever else the
# machine does meets all of them. README.md says how to read it.
set -eu
andel=$1 build=$2 rows=$3 runs=$4
times=$(mktemp -d)
trap 'rm -rf "$times"' EXIT
. ./bench.sh
jobs=${JOBS-j1 j2 j2e j3 j3m j4}
domains=${DOMAINS-d1 d21 d1000 d20000}
small=$((rows / 10))
data=$build/survey-$rows.csv
BENCH_NODE=${BENCH_NODE-$(cd "$build" && pwd)/node}
export BENCH_NODE

# ---- other programs: which of the jobs each does

peers='' missing=''
found() { # NAME COMMAND...
    name=$1
    shift
    if "$@"; then peers="$peers $name"; else missing="$missing $name"; fi
}
found duckdb test -d "$BENCH_NODE/node_modules/@duckdb/node-api"
found polars test -d "$BENCH_NODE/node_modules/nodejs-polars"
found datatable r_has data.table
pandas=$(python_with pandas)
found pandas test -n "$pandas"
if [ "$rows" -le 200000 ]; then found survey r_has survey; fi # half a minute a job beyond that

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
    pandas) measure "pandas-$2" "$pandas" peer_pandas.py "$2" "$3" ;;
    survey) measure "survey-$2" Rscript peer_survey.R "$2" "$3" ;;
    esac
}

peers_of() { # JOB: PEER-JOB...
    for name in $peers; do
        if does "$name" "$1"; then echo "$name-$1"; fi
    done
}

kind_of() { # JOB: the file that it reads
    case $1 in
    j4) echo replicates ;;
    d*) echo domains ;;
    *) echo survey ;;
    esac
}

andel_does() { # NAME JOB ROWS [OPTIONS]
    OPTIONS=${4-} measure "$1" sh job.sh "$2" "$build" "$3" "$andel"
}

# ---- what is measured

sh make_design.sh "survey-$rows" > "$build/survey-$rows.yml"
for n in 1 20; do sh make_tables.sh "survey-$rows.yml" $n > "$build/tables-$n.md"; done
round=0
while [ $round -lt "$runs" ]; do
    for kind in survey replicates domains; do
        file=$build/$kind-$rows.csv
        if [ ! -f "$file" ]; then continue; fi
        cat "$file" > /dev/null # into the page cache
        measure "read-$kind" "$build/read_alone" "$file"
    done
    measure libcsv "$build/libcsv_alone" "$data"
    for job in $jobs; do
        andel_does "$job" "$job" "$rows"
        andel_does "$job-1" "$job" "$rows" '--threads 1'
        for name in $(peers_of "$job"); do
            peer "${name%-*}" "$job" "$build/$(kind_of "$job")-$rows.csv"
        done
    done
    for job in $domains; do
        andel_does "$job" "$job" "$rows"
        andel_does "$job-small" "$job" "$small"
    done
    andel_does file j1 "$rows"
    measure pipe sh -c 'cat "$1" | OPTIONS= sh job.sh j1 - "" "$2"' - "$data" "$andel"
    measure packed sh -c 'OPTIONS= sh job.sh j1 "$1.gz" "" "$2"' - "$data" "$andel"
    measure gunzip gzip -dc "$data.gz"
    for n in 1 20; do
        measure "tables-$n" "$andel" report "$build/tables-$n.md" -o "$times/tables.html" --force
    done
    round=$((round + 1))
done

# ---- how it came out

most() { # JOB: the multiple of the fastest peer and the megabytes that it may have
    case $1 in
    j2) echo 0.30 64 ;;
    j3m) echo 0.35 200 ;;
    *) echo 0.25 40 ;;
    esac
}

echo "$rows rows, medians of $runs"
echo "other programs:${peers:- none}; not installed, so skipped:${missing:- none}"
heading 'large files'
row 'reading alone' read-survey
row 'libcsv alone' libcsv - read-survey
for job in $jobs; do
    echo
    # shellcheck disable=SC2046 # names without spaces
    best=$(fastest $(peers_of "$job")) read=read-$(kind_of "$job")
    row "$job andel" "$job" "${best:--}" "$read"
    row "$job andel, 1 thread" "$job-1" "${best:--}" "$read"
    for name in $(peers_of "$job"); do row "$job ${name%-*}" "$name" "${best:--}" "$read"; done
done
if [ -n "$domains" ]; then heading 'one mean, by domains'; fi
for job in $domains; do
    row "${job#d} domains, $small rows" "$job-small"
    row "${job#d} domains, $rows rows" "$job" - read-domains
done
heading 'the same table (j1) from'
row 'a file' file - read-survey
row 'a pipe' pipe file read-survey
row 'a packed file (.gz)' packed file gunzip
row 'gunzip alone' gunzip
heading 'a report as a page, on the same file'
row '1 table' tables-1 - read-survey
row '20 tables' tables-20 tables-1 read-survey

printf '\nwhat is aimed at\n'
for job in $jobs; do
    # shellcheck disable=SC2046
    best=$(fastest $(peers_of "$job")) limits=$(most "$job")
    if [ -n "$best" ]; then
        goal "$job, of ${best%-*}" "$(ratio "$job" "$best" 1)" "${limits% *}"
    fi
    goal "$job, MB" "$(median "$job" 3)" "${limits#* }"
done
# at small sizes the start is most of it
if [ "$rows" -ge 500000 ]; then
    case " $jobs " in
    *" j1 j2 "*)
        goal 'j2, of the cpu time of j1' "$(ratio j2-1 j1-1 2)" 1.3
        goal 'j1, of the cpu time of libcsv alone' "$(ratio j1-1 libcsv 2)" 1
        ;;
    esac
    case " $domains " in
    *" d1 d21 "*) goal '21 domains, of the cpu time of one' "$(ratio d21 d1 2)" 1.2 ;;
    esac
    goal '20 tables, of the cpu time of one' "$(ratio tables-20 tables-1 2)" 5
fi
