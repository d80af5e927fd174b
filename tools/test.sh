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
# Looking through the whole suite for the journeys takes longer than some of them.
where=${*:-tests/journeys}
site=$(mktemp -d)
loading=
trap '[ -z "$loading" ] || { kill "$loading"; wait "$loading"; } 2>/dev/null; rm -rf "$site"' EXIT
trap 'exit 130' INT TERM
part "SQLite" $pytest -q -n "$workers" -m "not journey" "$@"
# The journeys' demonstration is loaded beside: there one would load and the others wait.
.venv/bin/python -m tests.harness.sites "$site" &
loading=$!
part "PostgreSQL" tools/with_postgresql.py $pytest -q -n "$workers" -m "not journey" --only-database "$@"
# Where loading failed, the first journey tries it again and says why.
if wait "$loading"; then export JOURNEY_SITE="$site"; fi
loading=
# The one on PostgreSQL beside the others: much of a journey is waiting.
beside=$(mktemp)
tools/with_postgresql.py $pytest -q -m pg_journey $where > "$beside" 2>&1 &
pg=$!
# By file, for what the journeys of a file share; in the order collected.
part "Journeys on SQLite" $pytest -q -n "$workers" --dist loadfile --no-loadscope-reorder -m journey $where
ended() { wait "$pg"; code=$?; cat "$beside"; rm -f "$beside"; return "$code"; }
part "Journeys on PostgreSQL" ended

printf '\n%s s\n' "$(($(date +%s) - start))"
if [ -n "$failed" ]; then
    printf 'Failed:%s\n' "$failed" >&2
    exit 1
fi
