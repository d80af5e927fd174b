#!/bin/sh
# Measures how long things take and writes it to benchmarks/results/; nothing is judged by a test here.
#
#   make bench                 a tenth of the nation, on SQLite and on a PostgreSQL of its own
#   make bench SIZE=nation     the nation: builds it first on both, which takes a while and some gigabytes
#   make bench ONLY="board html" DATABASES=sqlite
#
# The sites are built in a temporary folder and gone afterwards; BENCH_FOLDER names one to keep that of SQLite in.
set -eu
cd "$(dirname "$0")/.."
size=${SIZE:-tenth}
only=${ONLY:-board board_page works_list writes growth rebuild html importing photos letters}
databases=${DATABASES:-sqlite postgresql}
case $size in
    nation) smaller=tenth ;;
    tenth) smaller=hundredth ;;
    hundredth) smaller= ;; # Too small to be told from a smaller one; for a first look.
    *) echo "SIZE is hundredth, tenth or nation" >&2 && exit 1 ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
folder=${BENCH_FOLDER:-$work}

# What only the benchmarks need lies beside the environment, which stays as its lock says.
packages=${BENCH_PACKAGES:-var/bench-packages}
if ! cmp -s requirements-bench.txt "$packages/requirements-bench.txt"; then
    rm -rf "$packages"
    UV_NO_CONFIG=1 .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes \
        --target "$packages" -r requirements-bench.txt
    cp requirements-bench.txt "$packages/"
fi
PYTHONPATH="$PWD/src:$PWD/$packages"
case $packages in /*) PYTHONPATH="$PWD/src:$packages" ;; esac
export PYTHONPATH

# A benchmark's name, the database, the size; then its own words.
measure() {
    echo "== $1 on $2, $3"
    name=$1
    shift 3
    .venv/bin/python -m "benchmarks.$name" "$@"
}

all() {
    for name in $only; do
        case "$name-$1" in
            letters-postgresql) ;; # No database has a part in it.
            growth-sqlite) ;; # One writer, one file: what grows there is told by the two sizes' own results.
            growth-*) [ -z "$smaller" ] || measure growth "$1" "$smaller and $size" --larger "$2" --larger-var "$3" ;;
            *) (
                [ -z "$2" ] || export THIDUA_DATABASE_URL="$2"
                export THIDUA_VAR_DIR="$3"
                measure "$name" "$1" "$size"
            ) ;;
        esac
    done
}

# Called again by itself within a PostgreSQL of its own.
if [ "${1:-}" = --on-postgresql ]; then
    base=$THIDUA_DATABASE_URL
    larger=$(.venv/bin/python -m benchmarks.databases "$base" "$size")
    mkdir -p "$work/$size" "$work/${smaller:-none}"
    THIDUA_DATABASE_URL=$larger THIDUA_VAR_DIR=$work/$size .venv/bin/python -m benchmarks.site --size "$size"
    case "$smaller $only " in
        ?*" growth "*)
            THIDUA_DATABASE_URL=$(.venv/bin/python -m benchmarks.databases "$base" "$smaller")
            THIDUA_VAR_DIR=$work/$smaller
            export THIDUA_DATABASE_URL THIDUA_VAR_DIR
            .venv/bin/python -m benchmarks.site --size "$smaller"
            ;;
    esac
    all postgresql "$larger" "$work/$size"
    exit
fi

for database in $databases; do
    if [ "$database" = sqlite ]; then
        mkdir -p "$folder/$size"
        THIDUA_VAR_DIR=$folder/$size .venv/bin/python -m benchmarks.site --size "$size"
        all sqlite "" "$folder/$size"
    else
        # As durable as a site's: what a write costs is what is asked.
        tools/with_postgresql.py --durable "$0" --on-postgresql
    fi
done
