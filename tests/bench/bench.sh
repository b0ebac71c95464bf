# shellcheck shell=sh disable=SC2154
# SPDX-License-Identifier: GPL-3.0-or-later
# Measuring and printing, for run.sh and small.sh: they set $build, and $times, a folder for figures.

# Runs COMMAND and keeps its wall seconds, processor seconds and megabytes under NAME.
measure() { # NAME COMMAND...
    name=$1
    shift
    "$build/measure" "$@" >> "$times/$name"
}

# The median of COLUMN: 1 wall seconds, 2 processor seconds, 3 megabytes.
median() { # NAME COLUMN
    cut -d' ' -f"$2" "$times/$1" | sort -n | awk '{ x[NR] = $1 } END { print x[int((NR + 1) / 2)] }'
}

ratio() { # NAME OF COLUMN
    awk -v a="$(median "$1" "$3")" -v b="$(median "$2" "$3")" 'BEGIN { printf "%.2f", a / b }'
}

# The one of NAMES with the shortest median; nothing without names.
fastest() { # NAME...
    for name in "$@"; do echo "$(median "$name" 1) $name"; done | sort -n | sed -n '1s/.* //p'
}

heading() { # TEXT
    printf '\n%-38s %8s %8s %8s %8s %6s\n' "$1" 'wall s' 'cpu s' 'peak MB' 'to peer' 'limit'
}

# One line: of LABEL what is kept under NAME, its wall time as a multiple of that under PEER, and the
# share of it that reading alone takes, kept under READ. "-": there is none.
row() { # LABEL NAME [PEER [READ]]
    to=- share=-
    if [ "${3--}" != - ]; then to=$(ratio "$2" "$3" 1); fi
    if [ "${4--}" != - ]; then
        share=$(awk -v r="$(median "$4" 1)" -v w="$(median "$2" 1)" 'BEGIN { printf "%.0f%%", 100 * r / w }')
    fi
    printf '%-38s %8.3f %8.3f %8.1f %8s %6s\n' "$1" "$(median "$2" 1)" "$(median "$2" 2)" \
        "$(median "$2" 3)" "$to" "$share"
}

# One line on what is aimed at: VALUE of WHAT against the MOST that it may be.
goal() { # WHAT VALUE MOST
    awk -v what="$1" -v value="$2" -v most="$3" 'BEGIN {
        printf "%-38s %8.2f, at most %-5s %s\n", what, value, most, value <= most ? "held" : "MISSED" }'
}

# A python that has the module NAME, or nothing: the first on the path need not be the one of Debian.
python_with() { # NAME
    for python in python3 /usr/bin/python3; do
        if "$python" -c "import $1" 2> /dev/null; then echo "$python" && return; fi
    done
}

# Whether R has the package NAME.
r_has() { # NAME
    Rscript -e "library($1)" > /dev/null 2>&1
}
