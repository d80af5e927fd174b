"""The whole board counted anew, and proved: how long it takes and how much memory at most.

    THIDUA_VAR_DIR=/tmp/tenth .venv/bin/python -m benchmarks.rebuild

`thidua rebuild` and `thidua prove` run as their owner runs them, each a program of its own whose peak memory the system
tells. The peer of the run is one plain reading of the ledger's live entries.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from typing import Any

from django.db import connection

from benchmarks import measuring, site

MOST_SECONDS, MOST_MEGABYTES = 60, 1000
MEGABYTE = 1024


def run(verb: str) -> dict[str, Any]:
    """A verb of the command line, with its seconds and its peak memory."""
    words = [sys.executable, "-m", "benchmarks.rebuild", "--verb", verb]
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=os.environ)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"thidua {verb}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    *said, peak, cpu = done.stdout.split()
    return {
        "seconds": round(seconds, 1),
        "cpu_seconds": round(float(cpu), 1),
        "peak_megabytes": round(int(peak) / MEGABYTE),
        "said": " ".join(said)[-200:],
    }


def carry_out(verb: str) -> None:
    """Runs the verb as a child and prints the peak of its memory, in kilobytes, and its processor time."""
    words = [sys.executable, "-m", "thidua.faces.interchange", verb, "--campaign", site.KEY]
    code = subprocess.run(words, check=False).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(used.ru_maxrss, used.ru_utime + used.ru_stime, flush=True)
    sys.exit(code)


def plain_reading() -> float:
    """The peer: seconds for the sum of the ledger's live entries."""
    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT target_id, COUNT(*), SUM(quantity) FROM progress_entry entry"
            " JOIN progress_entrycredit credit ON credit.entry_id = entry.id"
            " WHERE reversed_by_id IS NULL AND NOT is_reversal GROUP BY target_id"
        )
        cursor.fetchall()
    return time.perf_counter() - start


def main() -> None:
    words = measuring.parser(__doc__ or "")
    words.add_argument("--verb", choices=("rebuild", "prove"), help="only this, and say how much memory it took")
    given = words.parse_args()
    if given.verb:
        carry_out(given.verb)
    peer = plain_reading()
    figures: dict[str, Any] = {"plain_reading": {"seconds": round(peer, 2)}}
    aims = []
    for verb in ("rebuild", "prove"):
        figures[verb] = run(verb)
        figures[verb]["to_plain_reading"] = measuring.ratio(figures[verb]["seconds"], peer, 1)
        aims.append(measuring.Aim(f"{verb}: seconds", figures[verb]["seconds"], at_most=MOST_SECONDS))
        aims.append(measuring.Aim(f"{verb}: megabytes", figures[verb]["peak_megabytes"], at_most=MOST_MEGABYTES))
    result = measuring.document(
        "rebuild", what="`thidua rebuild` and `thidua prove` of the whole campaign",
        database=site.database(), sizes=site.sizes(), measured=figures, aims=aims,
    )  # fmt: skip
    measuring.keep(result, connection.vendor, given.results)


if __name__ == "__main__":
    main()
