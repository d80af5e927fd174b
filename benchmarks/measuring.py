"""How the benchmarks measure and what they leave behind: figures, aims, facts of the machine, one JSON file each."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
MILLI = 1000


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing the product wants to be: a measured value and the limit it keeps, at most or at least."""

    what: str
    measured: float | None
    at_most: float | None = None
    at_least: float | None = None

    @property
    def is_met(self) -> bool | None:
        """None where the value was not measured in this run."""
        if self.measured is None:
            return None
        below = self.at_most is None or self.measured <= self.at_most
        return below and (self.at_least is None or self.measured >= self.at_least)


def percentile(values: Sequence[float], share: float) -> float:
    """The least of the values that at least this share of them do not exceed. Raises `ValueError` for none."""
    if not values:
        raise ValueError("there is no percentile of nothing")
    ordered = sorted(values)
    rank = max(1, -int(-share * len(ordered) // 1))
    return ordered[rank - 1]


def figures(milliseconds: Sequence[float]) -> dict[str, float]:
    """What is told of many measurements of one thing."""
    told = {
        "min": min(milliseconds),
        "median": statistics.median(milliseconds),
        "p95": percentile(milliseconds, 0.95),
        "max": max(milliseconds),
    }
    return {"runs": len(milliseconds), **{name: round(value, 3) for name, value in told.items()}}


def timed(act: Callable[[], Any], runs: int, *, warm: int = 1) -> dict[str, float]:
    """The milliseconds of an act, after so many that do not count."""
    taken = []
    for turn in range(warm + runs):
        start = time.perf_counter()
        act()
        if turn >= warm:
            taken.append((time.perf_counter() - start) * MILLI)
    return figures(taken)


def ratio(value: float, peer: float, digits: int = 4) -> float | None:
    """How the one stands to the other; None beside nothing."""
    return round(value / peer, digits) if peer else None


def machine() -> dict[str, Any]:
    """What of the machine explains the figures and is no secret."""
    return {
        "cores": os.cpu_count(),
        "load_average": [round(value, 2) for value in os.getloadavg()],
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def document(
    name: str, *, database: str, what: str, sizes: dict[str, Any], measured: dict[str, Any], aims: Sequence[Aim]
) -> dict[str, Any]:
    """One benchmark's result as its file holds it."""
    return {
        "benchmark": name,
        "what": what,
        "database": database,
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": machine(),
        "sizes": sizes,
        "figures": measured,
        "aims": [{**asdict(aim), "is_met": aim.is_met} for aim in aims],
    }


def keep(result: dict[str, Any], vendor: str, folder: Path = RESULTS) -> Path:
    """Writes the result to its file and says what came of the aims."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{result['benchmark']}-{vendor}.json"
    path.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for aim in result["aims"]:
        limit = f"≤ {aim['at_most']}" if aim["at_most"] is not None else f"≥ {aim['at_least']}"
        word = {True: "met", False: "MISSED", None: "not measured"}[aim["is_met"]]
        print(f"{word:>12}  {aim['what']}: {aim['measured']} ({limit})", flush=True)
    return path


def parser(description: str) -> argparse.ArgumentParser:
    """The words every benchmark takes; the site is the one of THIDUA_VAR_DIR and THIDUA_DATABASE_URL."""
    words = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--results", type=Path, default=RESULTS, help="folder of the JSON files")
    return words
