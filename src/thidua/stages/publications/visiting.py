"""How a visit is noted without a cookie: a word for the visitor, another one tomorrow, spooled for the worker."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from thidua.foundation.core import clock, journal

JOURNAL = "visits"
# What says of itself that it is no reader.
MACHINES = re.compile(r"bot|crawl|spider|preview|monitor|curl|wget|python", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A page shown to a visitor, and the published thing on it, if any."""

    at: datetime.datetime
    token: str
    item: uuid.UUID | None = None


def token_of(address: str, browser: str, day: datetime.date) -> str:
    """A word for a visitor on a day: from it nobody finds the address, and tomorrow's is not like it."""
    return salted_hmac(f"visitor-{day.isoformat()}", f"{address}\n{browser}", algorithm="sha256").hexdigest()


def note(*, address: str, browser: str, item: uuid.UUID | None = None) -> None:
    """Spools that a page was shown, by the real clock. What a machine reads is no visit."""
    if not browser or MACHINES.search(browser):
        return
    at = clock.real_now()
    token = token_of(address, browser, clock.day_of(at))
    journal.note(JOURNAL, [at.isoformat(timespec="seconds"), token, str(item) if item else ""])


def read(lines: Iterable[object]) -> Iterator[Hit]:
    """The hits of a spool's lines; a damaged line (the disk was full) is passed over."""
    for line in lines:
        match line:
            case [str(at), str(token), str(item)]:
                try:
                    yield Hit(datetime.datetime.fromisoformat(at), token[:64], uuid.UUID(item) if item else None)
                except ValueError:
                    continue
