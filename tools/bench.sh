#!/bin/sh
# Prints how long things take; nothing is judged here.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/python -m benchmarks.pages "$@"
