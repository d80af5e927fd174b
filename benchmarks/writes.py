"""Writing, by one writer and many at once: the statements of the roll-up, the whole operation, the form over HTTP.

    THIDUA_VAR_DIR=/tmp/tenth .venv/bin/python -m benchmarks.writes

(a) The roll-up's pair of statements (the cells of a unit and of everyone above it locked in their order, then raised)
    beside the same transaction without it, «fact only»: an entry of the ledger and its credit. Each runs as a program
    of its own on copies of the product's tables, so nothing of the site changes.
(b) The whole operation through the ORM: a work registered by an officer of a commune; in the two ways it posts, checks,
    audits. Each writer is an officer of another commune; what they write meets in the province and at the top.
(c) The same by the form, over HTTP, from the real server.

On PostgreSQL with 1, 8 and 32 writers, on SQLite with 1 and 8.
"""

from __future__ import annotations

import concurrent.futures
import html.parser
import multiprocessing
import os
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections import Counter
from typing import Any

from django.db import OperationalError, connection

from benchmarks import measuring, site
from benchmarks.board_page import served
from benchmarks.pages import signed_in
from benchmarks.statements import pairs
from thidua.foundation.accounts.actors import actor_of_account
from thidua.foundation.accounts.models import Account
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Busy
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Occasion, WorkKind
from thidua.stages.works.content import Content
from thidua.stages.works.operations import register_work

WRITERS = {"postgresql": (1, 8, 32), "sqlite": (1, 8)}
FORM = "/ban-lam-viec/cong-trinh/moi/?loai=piece-of-work"
KIND = "piece-of-work"
# That each writer makes first and nobody counts: the connections of a server that has run for a while are not new.
WARM = 8


def write_for(number: int, seconds: float, ready: Any) -> tuple[list[float], Counter[str]]:
    """One writer registers works one after another; the milliseconds of each, and what went wrong by its name."""
    connection.close()
    account = Account.objects.get(username=site.WRITER.format(number))
    actor = actor_of_account(account, clock.today())
    campaign, unit = site.campaign(), Unit.objects.get(pk=actor.posts[0].unit_id)
    kind = WorkKind.objects.get(key=KIND)
    occasions = tuple(Occasion.objects.filter(campaign=campaign).order_by("id")[:1])
    taken, wrong = [], Counter[str]()

    def register() -> float | None:
        """One work; its milliseconds, or None where it went wrong."""
        start = time.perf_counter()
        name = f"Đo tốc độ {uuid.uuid4()}"
        content = Content(
            unit=unit, kind=kind, name=name, quantity=1, campaigns=(campaign,), occasions=occasions
        )  # fmt: skip
        try:
            register_work(by=actor, now=clock.now(), content=content, receipt=uuid.uuid4())
        except (Busy, OperationalError) as error:
            wrong[type(error).__name__] += 1
            return None
        return (time.perf_counter() - start) * measuring.MILLI

    for _turn in range(WARM):
        register()
    # All begin together, or who was warm first would be measured alone.
    ready.wait(300)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        if (milliseconds := register()) is not None:
            taken.append(milliseconds)
    connection.close()
    return taken, wrong


def process(numbers: list[int], seconds: float, ready: Any, answers: Any) -> None:
    """One process of writers, each in a thread of its own, as on a server."""
    with concurrent.futures.ThreadPoolExecutor(len(numbers)) as threads:
        answers.put(list(threads.map(write_for, numbers, [seconds] * len(numbers), [ready] * len(numbers))))


def by_operation(writers: int, seconds: float) -> dict[str, Any]:
    """(b) for so many writers, spread over a process for each core."""
    deadlocks = deadlocks_so_far()
    processes = min(writers, os.cpu_count() or 1)
    shares = [list(range(1 + first, 1 + writers, processes)) for first in range(processes)]
    apart = multiprocessing.get_context("spawn")
    answers: Any = apart.Queue()
    ready = apart.Barrier(writers)
    connection.close()
    running = [apart.Process(target=process, args=(share, seconds, ready, answers)) for share in shares]
    for one in running:
        one.start()
    found = [line for _one in running for line in answers.get(timeout=seconds + 300)]
    for one in running:
        one.join()
    return told(found, seconds, deadlocks_so_far() - deadlocks)


def told(found: list[tuple[list[float], Counter[str]]], seconds: float, deadlocks: int) -> dict[str, Any]:
    taken = [value for times, _wrong in found for value in times]
    wrong = sum((wrong for _times, wrong in found), Counter[str]())
    return {
        "per_second": round(len(taken) / seconds, 1),
        "ms": measuring.figures(taken) if taken else {},
        "failed": dict(wrong),
        "deadlocks": deadlocks,
    }


def deadlocks_so_far() -> int:
    """What PostgreSQL counted in this database; SQLite, with its one writer, has none."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        # The counters of a connection that ended reach the view at once, of one that runs within a second.
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


class Options(html.parser.HTMLParser):
    """What a form would send as it stands: its hidden fields, and the units it offers."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.offered: dict[str, list[str]] = {}
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and given.get("value"):
            self.offered.setdefault(self._select, []).append(given["value"])
        elif tag == "input" and given.get("type") == "hidden":
            self.values.setdefault(given.get("name", ""), given.get("value", ""))
        elif tag == "input" and given.get("type") in {"checkbox", "radio"}:
            self.offered.setdefault(given.get("name", ""), []).append(given.get("value", ""))


class Stays(urllib.request.HTTPRedirectHandler):
    """Goes nowhere after a form is sent: that it leads on is the answer."""

    def redirect_request(self, *given: Any) -> None:
        return None


def send_for(address: str, number: int, seconds: float, ready: threading.Barrier) -> tuple[list[float], Counter[str]]:
    """One writer fills in the form again and again; only the sending is timed."""
    opener = signed_in(address, (site.WRITER.format(number), site.PASSWORD), Stays())
    with opener.open(address + FORM, timeout=120) as answer:
        form = Options(answer.read().decode())
    fields = {
        "csrfmiddlewaretoken": form.values["csrfmiddlewaretoken"], "unit": str(own_unit(number)), "quantity": "1",
        "campaigns": site.KEY, "occasions": form.offered["occasions"][0], "act": "send",
    }  # fmt: skip
    taken, wrong = [], Counter[str]()
    ready.wait(300)
    end = time.perf_counter() + seconds
    while (start := time.perf_counter()) < end:
        given = {**fields, "name": f"Đo tốc độ {uuid.uuid4()}", "receipt": str(uuid.uuid4())}
        request = urllib.request.Request(address + FORM, urllib.parse.urlencode(given).encode())
        request.add_header("Referer", address + FORM)
        try:
            with opener.open(request, timeout=120) as answer:
                code = answer.status
        except urllib.error.HTTPError as error:
            code = error.code
        if code == 302:
            taken.append((time.perf_counter() - start) * measuring.MILLI)
        else:
            wrong[f"HTTP {code}"] += 1
    return taken, wrong


def own_unit(number: int) -> uuid.UUID:
    account = Account.objects.get(username=site.WRITER.format(number))
    found = Unit.objects.get(pk=actor_of_account(account, clock.today()).posts[0].unit_id).uid
    connection.close()
    return found


def by_form(address: str, writers: int, seconds: float) -> dict[str, Any]:
    """(c) for so many writers."""
    deadlocks, ready = deadlocks_so_far(), threading.Barrier(writers)
    with concurrent.futures.ThreadPoolExecutor(writers) as threads:
        running = [threads.submit(send_for, address, 1 + turn, seconds, ready) for turn in range(writers)]
        found = [one.result() for one in running]
    return told(found, seconds, deadlocks_so_far() - deadlocks)


def aims(figures: dict[str, Any], vendor: str) -> list[measuring.Aim]:
    most = str(max(WRITERS[vendor]))
    found = [
        measuring.Aim(f"deadlocks, {part}, {writers} writers", each["deadlocks"], at_most=0)
        for part in ("operation", "form", "statements")
        for writers, each in figures[part].items()
        if "deadlocks" in each
    ]
    if vendor == "postgresql":
        found += [
            measuring.Aim(f"roll-up pair to fact only, {writers} writers", each["ratio"], at_least=0.35)
            for writers, each in figures["statements"].items()
        ]
        found.append(
            measuring.Aim(f"operations a second, {most} writers", figures["operation"][most]["per_second"], at_least=80)
        )
    return found


def main() -> None:
    words = measuring.parser(__doc__ or "")
    words.add_argument("--seconds", type=float, default=8, help="that each measurement lasts")
    given = words.parse_args()
    vendor = connection.vendor
    figures: dict[str, Any] = {"statements": {}, "operation": {}, "form": {}}
    for writers in WRITERS[vendor]:
        figures["statements"][str(writers)] = pairs(writers, given.seconds)
        print("statements", writers, figures["statements"][str(writers)], flush=True)
    for writers in WRITERS[vendor]:
        figures["operation"][str(writers)] = by_operation(writers, given.seconds)
        print("operation", writers, figures["operation"][str(writers)], flush=True)
    with served() as server:
        for writers in WRITERS[vendor]:
            figures["form"][str(writers)] = by_form(server.address, writers, given.seconds)
            print("form", writers, figures["form"][str(writers)], flush=True)
    result = measuring.document(
        "writes", what="one and many writers at once: statements, the whole operation, the form over HTTP",
        database=site.database(), sizes=site.sizes(), measured=figures, aims=aims(figures, vendor),
    )  # fmt: skip
    measuring.keep(result, vendor, given.results)


if __name__ == "__main__":
    main()
