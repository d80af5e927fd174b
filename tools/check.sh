#!/bin/sh
# The half of the checks that runs nothing. Each one runs; the end is non-zero if any of them failed.
set -u
cd "$(dirname "$0")/.."
export DJANGO_SETTINGS_MODULE=thidua.config.settings PYTHONUTF8=1
# A database of its own: the checks ask about the code, not about this machine's site.
THIDUA_VAR_DIR=$(mktemp -d)
export THIDUA_VAR_DIR
trap 'rm -rf "$THIDUA_VAR_DIR"' EXIT
failed=

check() {
    name=$1
    shift
    if output=$("$@" 2>&1); then
        printf 'ok      %s\n' "$name"
    else
        printf 'FAILED  %s\n%s\n' "$name" "$output"
        failed=1
    fi
}

check "style" .venv/bin/ruff check --quiet
check "format" .venv/bin/ruff format --check --quiet --diff
check "types" .venv/bin/mypy --no-error-summary
check "imports" .venv/bin/lint-imports --no-logo
check "Django's own checks" .venv/bin/thidua check --fail-level WARNING
check "migrations" .venv/bin/thidua makemigrations --check --dry-run
check "templates" .venv/bin/python tools/check_templates.py
check "translations" .venv/bin/thidua words check
check "docs/clauses.md" .venv/bin/python tools/clauses.py --check
check "locks" tools/lock.sh --check
[ -z "$failed" ]
