"""The board as its readers get it: over HTTP, from the server `thidua serve` starts, signed in.

    THIDUA_VAR_DIR=/tmp/tenth .venv/bin/python -m benchmarks.board_page

Each address is opened by 2 readers at once, 300 times the nation's board and 100 times the others; the nation's also by
16 readers, which is reported and judged by nothing. The filter «chưa đạt» goes over all residential areas, of one
target and of all. The peer of the run is the page of the sign-in, which asks the board nothing.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from benchmarks import measuring, site
from benchmarks.pages import SIGN_IN, measure, reader
from thidua.foundation.core import clock
from thidua.stages.progress.queries.board import board
from thidua.stages.progress.queries.paging import Asking

BOARD = "/ban-lam-viec/chi-tieu/"
AREAS = "residential-area"
FIRST_PORT = 8430
USERS, MANY_USERS = 2, 16
LIMIT = 100


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it answers, and the process that started all of its processes."""

    address: str
    pid: int

    def processor_ms(self) -> float | None:
        """The processor time all its processes have taken; None where the system does not tell."""
        found: dict[int, tuple[int, int]] = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                words = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
                found[int(path.parent.name)] = int(words[1]), int(words[11]) + int(words[12])
        family, grows = {self.pid}, True
        while grows:
            born = {pid for pid, (parent, _ticks) in found.items() if parent in family} - family
            family, grows = family | born, bool(born)
        ticks = sum(found[pid][1] for pid in family if pid in found)
        return ticks * measuring.MILLI / os.sysconf("SC_CLK_TCK") if found else None


@contextlib.contextmanager
def served() -> Iterator[Server]:
    """The site of this environment, served as its owner serves it."""
    port = next(port for port in range(FIRST_PORT, FIRST_PORT + 60) if _is_free(port))
    words = [sys.executable, "-m", "thidua.faces.interchange", "serve", "--port", str(port), "--no-worker"]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(words, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUTF8": "1"})
        try:
            _wait(f"http://127.0.0.1:{port}", server, log)
            yield Server(f"http://127.0.0.1:{port}", server.pid)
        finally:
            server.terminate()
            server.wait(30)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _wait(address: str, server: subprocess.Popen[bytes], log: Any) -> None:
    for _attempt in range(600):
        if server.poll() is not None:
            log.seek(0)
            raise SystemExit(f"the server ended: {log.read()[-2000:].decode(errors='replace')}")
        with contextlib.suppress(OSError), urllib.request.urlopen(address + SIGN_IN, timeout=5):
            return
        time.sleep(0.2)
    raise SystemExit("the server does not answer")


def addresses() -> dict[str, str]:
    """What is opened: the board at each level, and the filter over all residential areas."""
    top = site.place_of("front-nation")
    found = {"nation": BOARD}
    for level in ("province", "district", "commune"):
        place = site.place_of(f"front-{level}")
        query = urllib.parse.urlencode({"dot": place.campaign.key, "don-vi": str(place.unit.uid)})
        found[level] = f"{BOARD}?{query}"
    of_all = {"cap": AREAS, "tinh-trang": "missed"}
    found["missed, one target"] = f"{BOARD}?{urllib.parse.urlencode({**of_all, 'chi-tieu': missed_target(top)})}"
    found["missed, all targets"] = f"{BOARD}?{urllib.parse.urlencode(of_all)}"
    return found


def missed_target(top: Any) -> str:
    """The first target that some residential area missed."""
    seen = board(actor=site.reader(), place=top, asking=Asking(level=AREAS), on=clock.today())
    for target in seen.targets:
        asking = Asking(level=AREAS, target=target.code, state="missed")
        if board(actor=site.reader(), place=top, asking=asking, on=clock.today()).count:
            return target.code
    raise SystemExit("no residential area missed anything: nothing to filter")


def opened(server: Server, get: Any, path: str, requests: int, readers: int) -> dict[str, Any]:
    """The milliseconds of an address, what of them the server itself worked, and how large it is."""
    size = [get(path) for _warm in range(3)][-1]
    before = server.processor_ms()
    times = measure(get, path, requests, readers)
    after = server.processor_ms()
    worked = round((after - before) / len(times), 1) if before is not None and after is not None else None
    return {
        **measuring.figures(times), "readers": readers, "kilobytes": round(size / 1024, 1), "server_processor_ms": worked,
    }  # fmt: skip


def main() -> None:
    words = measuring.parser(__doc__ or "")
    words.add_argument("--requests", type=int, default=300, help="of the nation's board; a third of it of the others")
    given = words.parse_args()
    paths, figures = addresses(), {}
    with served() as server:
        get = reader(server.address, (site.READER, site.PASSWORD))
        figures["sign-in page"] = opened(server, reader(server.address, None), SIGN_IN, given.requests // 3, USERS)
        for name, path in paths.items():
            number = given.requests if name == "nation" else given.requests // 3
            figures[name] = opened(server, get, path, number, USERS)
            print(f"{figures[name]['median']:8.0f} {figures[name]['p95']:8.0f} ms  {name}", flush=True)
        figures["nation, many readers"] = opened(server, get, paths["nation"], given.requests, MANY_USERS)
    for name in paths:
        figures[name]["to_sign_in_page"] = measuring.ratio(
            figures[name]["median"], figures["sign-in page"]["median"], 2
        )
    aims = [
        measuring.Aim(f"the page, {name}, 2 readers: p95 ms", figures[name]["p95"], at_most=LIMIT) for name in paths
    ]
    result = measuring.document(
        "board-page", what="the board over HTTP from the real server: 2 readers at once, 16 reported",
        database=site.database(), sizes=site.sizes(), measured=figures, aims=aims,
    )  # fmt: skip
    measuring.keep(result, connection.vendor, given.results)


if __name__ == "__main__":
    main()
