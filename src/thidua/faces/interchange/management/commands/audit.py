"""`thidua audit`: the audit trail, for who looks after the machine."""

from __future__ import annotations

import itertools
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localtime

from thidua.foundation.accounts import trail
from thidua.foundation.core import audit, clock
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.units.queries import by_code

MOST = 1_000


class Command(BaseCommand):
    help = "Who did what, and what was refused: [--since 2024-07-15] [--until …] [--refused] [--unit 67] [--json]."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--since", default="", help="first day, e.g. 2024-07-15")
        parser.add_argument("--until", default="", help="last day")
        parser.add_argument("--refused", action="store_true", help="only what was refused")
        parser.add_argument(
            "--unit", default="", help="only the branch of the unit that bears this code today, e.g. 67"
        )
        parser.add_argument("--most", type=int, default=MOST, help=f"newest rows to tell; {MOST} unless told")
        parser.add_argument("--json", action="store_true", help="for other programs: one object a line")

    def handle(self, *args: Any, since: str, until: str, unit: str, most: int, **options: Any) -> None:
        rows = trail.trail_of(by_code(unit, on=clock.today()) if unit else None)
        asked = {"tu": since, "den": until, "ket-qua": trail.REFUSED if options["refused"] else ""}
        found = trail.narrowed(rows, asked)[: max(0, most)].iterator(chunk_size=500)
        for entries in iter(lambda: list(itertools.islice(found, 500)), []):
            for entry in trail.with_units(entries):
                self.stdout.write(_as_json(entry) if options["json"] else _in_words(entry))


def _as_json(entry: AuditEntry) -> str:
    told = {
        "at": localtime(entry.at).isoformat(timespec="seconds"), "site_date": entry.site_date.isoformat(),
        "actor": entry.actor_label, "actor_uid": str(entry.actor_uid or ""), "act": entry.act, "model": entry.model,
        "object": entry.object_label, "object_uid": str(entry.object_uid or ""), "unit": entry.__dict__["unit_name"],
        "refused": entry.refused, "operation": entry.after.get("operation", "") if entry.refused else "",
        "changed": [] if entry.refused else sorted({*entry.before, *entry.after}), "reason": entry.reason,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def _in_words(entry: AuditEntry) -> str:
    words = [audit.told(entry.actor_label, entry.act), entry.object_label, entry.__dict__["unit_name"], entry.reason]
    return f"{day_words(entry.at)}  " + " · ".join(" ".join(word.split()) for word in words if word)
