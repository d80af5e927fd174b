#!/bin/sh
# The whole suite: everything on SQLite, all that touches the database on PostgreSQL too, the journeys in a browser.
# Every part runs whatever the parts before it said; the end is non-zero if any of them failed.
set -u
cd "$(dirname "$0")/.."
workers=${PYTEST_WORKERS:-$(nproc)}
pytest="timeout 2400 .venv/bin/python -m pytest"
failed=

part() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@" || failed="$failed
  $name (exit $?)"
}

tools/test_needs.sh || exit 1
unset THIDUA_DATABASE_URL THIDUA_VAR_DIR THIDUA_DEMO_DATE THIDUA_DEBUG DJANGO_SETTINGS_MODULE
# Sixty commands and servers start: each would translate the whole product again.
unset PYTHONDONTWRITEBYTECODE
start=$(date +%s)
# Much of a journey is waiting: they go beside the rest, which gives way to them. By file, for what the journeys of a
# file share; in the order collected.
said=$(mktemp -d)
$pytest -q -n "$workers" --dist loadfile --no-loadscope-reorder -m journey "$@" > "$said/sqlite" 2>&1 &
journeys=$!
tools/with_postgresql.py $pytest -q -m pg_journey "$@" > "$said/postgresql" 2>&1 &
pg_journey=$!
trap 'kill "$journeys" "$pg_journey" 2> /dev/null; exit 130' INT TERM
pytest="nice -n 10 $pytest"
part "SQLite" $pytest -q -n "$workers" -m "not journey" "$@"
part "PostgreSQL" tools/with_postgresql.py $pytest -q -n "$workers" -m "not journey" --only-database "$@"
ended() { wait "$1"; code=$?; cat "$2"; return "$code"; }
part "Journeys on SQLite" ended "$journeys" "$said/sqlite"
part "Journeys on PostgreSQL" ended "$pg_journey" "$said/postgresql"
rm -r "$said"

printf '\n%s s\n' "$(($(date +%s) - start))"
if [ -n "$failed" ]; then
    printf 'Failed:%s\n' "$failed" >&2
    exit 1
fi
