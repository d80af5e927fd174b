#!/bin/sh
# Makes .venv and installs what the locks name, by hash. `run` is what the site needs, `dev` adds the tests' tools.
# Nothing is done when the environment already is what the locks say (a stamp of their hash).
set -eu
cd "$(dirname "$0")/.."
mode=${1:-dev}
lock=requirements.lock
[ "$mode" = dev ] && lock=requirements-dev.lock

sum() { cat "$1" requirements-uv.txt pyproject.toml "$0" | cksum | tr ' ' -; }
fresh() { [ -x .venv/bin/thidua ] && [ "$(cat .venv/stamp 2>/dev/null)" = "$1" ]; }
ready() { fresh "$(sum "$lock")" || { [ "$mode" = run ] && fresh "$(sum requirements-dev.lock)"; }; }
ready && exit 0

# Two terminals at once: the second waits, then finds the work done.
lock_dir=.venv.lock
until mkdir "$lock_dir" 2>/dev/null; do
    holder=$(cat "$lock_dir/pid" 2>/dev/null || echo)
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then rm -rf "$lock_dir"; else sleep 1; fi
done
echo $$ >"$lock_dir/pid"
trap 'rm -rf "$lock_dir"' EXIT INT TERM
ready && exit 0

# A site that was set up for tests keeps them; otherwise `make run` and `make test` would undo each other.
[ -x .venv/bin/pytest ] && lock=requirements-dev.lock

# The system's own first: it is built with the optimizations that a version manager's often lacks, a third faster here.
# One that can make environments at once goes before one that lacks the means.
recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
makes_environments() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }
python=
for name in ${PYTHON:-/usr/bin/python3.11 python3.11 python3.12 python3.13 python3}; do
    recent "$name" || continue
    [ -n "$python" ] || python=$name
    if makes_environments "$name"; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 or later is needed and was not found. Install it, or name it: make PYTHON=/path/to/python3" >&2
    exit 1
fi

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    echo "Making .venv with $("$python" --version)"
    rm -rf .venv
    if ! makes_environments "$python"; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y python3-venv >/dev/null
        else
            echo "This Python cannot make virtual environments. Install them: apt-get install python3-venv" >&2
            exit 1
        fi
    fi
    "$python" -m venv .venv
fi

export UV_PYTHON_DOWNLOADS=never UV_NO_CONFIG=1 VIRTUAL_ENV="$PWD/.venv"
if ! .venv/bin/uv --version 2>/dev/null | grep -q "$(sed -n 's/^uv==\([0-9.]*\).*/uv \1 /p' requirements-uv.txt)"; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
fi
echo "Installing from $lock"
.venv/bin/uv pip sync --quiet --require-hashes "$lock" requirements-uv.txt
# uv builds this project itself (uv_build), so the step needs no network.
.venv/bin/uv pip install --quiet --offline --no-deps --editable .
sum "$lock" >.venv/stamp
