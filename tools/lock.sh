#!/bin/sh
# Renews the locks: exact versions with hashes, no addresses. `--upgrade` takes the newest allowed; `--check` only
# tells, without asking a registry, whether every dependency named in pyproject.toml is in its lock.
set -eu
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never UV_NO_CONFIG=1

if [ "${1:-}" = --check ]; then
    exec .venv/bin/python tools/check_locks.py
fi

compile() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links "$@"
}
compile "$@" pyproject.toml --output-file requirements.lock
compile "$@" --constraints requirements.lock --extra dev pyproject.toml --output-file requirements-dev.lock
compile requirements-uv.in --output-file requirements-uv.txt
compile requirements-bench.in --output-file requirements-bench.txt
