#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# small.sh ANDEL BUILD RUNS: what does not grow with the data: the start, a figure, a report, and the
# jobs of random numbers; beside other programs that are installed. README.md says how to read it.
set -eu
andel=$1 build=$2 runs=$3
times=$(mktemp -d)
trap 'rm -rf "$times"' EXIT
. ./bench.sh
often=$((runs * 5)) # of what takes milliseconds
report=../../reports/examples/assistance-2017.md
pages=${PAGES-50 100 200} # of long reports

# ---- other programs

numpy=$(python_with numpy) matplotlib=$(python_with matplotlib) pandas=$(python_with pandas)
r='' survey='' gnuplot='' missing=''
if r_has stats; then r=yes; fi
if [ -n "$r" ] && r_has survey; then survey=yes; fi
if command -v gnuplot > /dev/null; then gnuplot=yes; fi
for name in numpy matplotlib pandas r survey gnuplot; do
    eval "there=\$$name"
    if [ -z "$there" ]; then missing="$missing $name"; fi
done

peer() { # NEEDED NAME COMMAND...: when NEEDED is not empty
    if [ -n "$1" ]; then
        shift
        measure "$@"
    fi
}

# ---- what is measured

"$build/make_published" > "$times/published.yml"
sh make_reviewed.sh 50000 "$times"
"$build/make_survey" 149 > "$times/survey-149.csv"
sh make_design.sh survey-149 > "$times/survey-149.yml"
sh make_tables.sh survey-149.yml 4 2 > "$times/small.md"
"$andel" crosstab "$times/survey-149.csv" sector --weight weight --format json -o "$times/saved.json"
for n in $pages; do sh make_report.sh "$n" > "$times/long-$n.md"; done
sample=$times/sample-50000.csv pdf=$times/out.pdf

round=0
while [ $round -lt "$often" ]; do
    measure empty "$build/empty"
    measure version "$andel" --version
    measure j7 "$andel" chart bar "$times/saved.json" -o "$pdf" --force
    measure j7-svg "$andel" chart bar "$times/saved.json" -o "$times/out.svg" --force
    peer "$gnuplot" j7-gnuplot gnuplot -e "out='$pdf'" peer_chart.gp
    measure j8 "$andel" report "$times/small.md" -o "$pdf" --force
    measure recount sh -c '"$1" recount "$2" > "$3/recount.txt" || [ $? = 5 ]' - "$andel" \
        "$times/published.yml" "$times"
    round=$((round + 1))
done
round=0
while [ $round -lt "$runs" ]; do
    peer "$matplotlib" j7-matplotlib "$matplotlib" peer_chart.py "$pdf"
    peer "$survey" j8-survey Rscript peer_report.R "$times/survey-149.csv" "$pdf"
    if [ -n "$matplotlib" ]; then
        peer "$pandas" j8-pandas "$pandas" peer_report.py "$times/survey-149.csv" "$pdf"
    fi
    measure report "$andel" report "$report" -o "$pdf" --force
    for n in $pages; do
        measure "long-$n" "$andel" report "$times/long-$n.md" -o "$pdf" --force
    done
    for threads in 0 1; do
        measure "j5-$threads" "$andel" payments estimate "$sample" --strata stratum --population \
            "$times/frame.csv" --ci percentile --replicates 1000 --threads $threads
        measure "j6-$threads" "$andel" cost simulate draws.yml --draws 10000000 --format csv \
            --threads $threads
    done
    peer "$numpy" j5-numpy "$numpy" peer_bootstrap.py "$sample"
    peer "$r" j5-R Rscript peer_bootstrap.R "$sample"
    measure j6-gsl "$build/draws_gsl"
    peer "$numpy" j6-numpy "$numpy" peer_draws.py
    peer "$r" j6-R Rscript peer_draws.R
    round=$((round + 1))
done

# ---- how it came out

# Those of NAMES that were measured.
measured() { # NAME...
    for name in "$@"; do
        if [ -f "$times/$name" ]; then echo "$name"; fi
    done
}

rows() { # TITLE LABEL=NAME... -- PEER...: andel's own, then its peers
    title=$1
    shift
    own=''
    while [ "$1" != -- ]; do
        own="$own $1"
        shift
    done
    shift
    # shellcheck disable=SC2046 # names without spaces
    best=$(fastest $(measured "$@"))
    echo
    for pair in $own; do row "$title $(echo "${pair%=*}" | tr _ ' ')" "${pair#*=}" "${best:--}"; done
    for name in $(measured "$@"); do row "$title ${name#*-}" "$name" "${best:--}"; done
}

heading "what does not grow with the data"
echo "not installed, so skipped:${missing:- none}"
rows 'start' '--version=version' -- empty
rows 'j5' 'andel=j5-0' 'andel,_1_thread=j5-1' -- j5-numpy j5-R
rows 'j6' 'andel=j6-0' 'andel,_1_thread=j6-1' -- j6-numpy j6-R j6-gsl
rows 'j7' 'andel=j7' 'andel,_SVG=j7-svg' -- j7-gnuplot j7-matplotlib
rows 'j8' 'andel=j8' -- j8-survey j8-pandas
echo
row 'andel report (the example)' report
shortest=${pages%% *} longest=${pages##* }
for n in $pages; do row "report of $n pages" "long-$n" "long-$shortest"; done
row 'andel recount' recount

printf '\nwhat is aimed at\n'
goal '--version, of the cpu time of nothing' "$(ratio version empty 2)" 3
aimed() { # JOB NAME MOST PEER...: the ratio to the fastest of those
    job=$1 name=$2 limit=$3
    shift 3
    # shellcheck disable=SC2046
    best=$(fastest $(measured "$@"))
    if [ -n "$best" ]; then goal "$job, of ${best#*-}" "$(ratio "$name" "$best" 1)" "$limit"; fi
}
goal "$longest pages, of the cpu time of $shortest" "$(ratio "long-$longest" "long-$shortest" 2)" \
    "$(awk -v a="$longest" -v b="$shortest" 'BEGIN { printf "%.1f", 1.1 * a / b }')"
goal "$longest pages, MB" "$(median "long-$longest" 3)" 600
aimed j5 j5-0 0.15 j5-numpy j5-R
aimed j6 j6-0 0.35 j6-numpy j6-R
aimed j7 j7 0.9 j7-gnuplot j7-matplotlib
aimed j8 j8 0.05 j8-survey j8-pandas
