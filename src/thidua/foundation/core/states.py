"""Transition tables: the one door through which a status changes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.operations import check_version, touch
from thidua.foundation.core.registry import Registry

# Answers None when the actor may, else the sentence that says who may.
Rule = Callable[[Any, Any], "str | None"]


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: an act takes a record from any of `sources` to `target`; `rule` says who may.

    `word` names it in history and refusals, marked by `gettext_noop`: stored as written, translated where it is shown.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    rule: Rule
    word: str
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """An act as a page shows it: open, or disabled with the sentence why not."""

    name: str
    word: str
    allowed: bool
    why_not: str = ""
    needs_reason: bool = False


class Machine:
    """The transition table of one model, with the owner of each status (unit, superior, council, system)."""

    def __init__(self, name: str, *, owners: dict[str, str], transitions: Iterable[Transition]) -> None:
        self.name, self.owners = name, owners
        self.transitions: dict[str, Transition] = {}
        for row in transitions:
            if row.name in self.transitions:
                raise ValueError(f"{name}: {row.name!r} is there twice")
            self.transitions[row.name] = row
        named = {status for row in self.transitions.values() for status in (*row.sources, row.target)}
        if named - owners.keys():
            raise ValueError(f"{name}: statuses without an owner: {sorted(named - owners.keys())}")
        MACHINES.register(name, self)

    def __iter__(self) -> Iterator[Transition]:
        return iter(self.transitions.values())

    def check(self, obj: Any, act: str, *, by: By) -> Transition:
        """Raises `NotAllowed` or `NotNow` unless the actor may carry out the act on the record as it stands."""
        row = self.transitions[act]
        why_not = row.rule(by, obj)
        if why_not:
            raise NotAllowed(why_not)
        if obj.status not in row.sources:
            raise NotNow(
                _(
                    "Không thể %(act)s vì bản ghi đang ở tình trạng «%(status)s». Xin tải lại trang để xem việc làm được lúc này."
                )
                % {"act": _(row.word), "status": obj.get_status_display()}
            )
        return row

    def step(
        self,
        obj: Any,
        act: str,
        *,
        by: By,
        now: datetime.datetime,
        version: int | None = None,
        reason: str = "",
        changes: dict[str, Any] | None = None,
        beside: tuple[dict[str, Any], dict[str, Any]] = ({}, {}),
    ) -> None:
        """Carries out one act on a locked record: who, when, version, reason, change, save, audit. Posts nothing.

        `beside` is what the act has changed in rows beside the record, before and after, for the trail.
        """
        row = self.check(obj, act, by=by)
        check_version(obj, version)
        if row.needs_reason and not reason.strip():
            raise Invalid({"reason": _("Xin ghi rõ lý do để đơn vị biết cần làm gì.")})
        before = audit.snapshot(obj) | beside[0]
        self.move(obj, act, now=now, changes=changes)
        obj.save()
        audit.record(by=by, act=row.word, obj=obj, before=before, after=audit.snapshot(obj) | beside[1], reason=reason)

    def move(self, obj: Any, act: str, *, now: datetime.datetime, changes: dict[str, Any] | None = None) -> Transition:
        """What an act makes of a record in memory: who writes many at once has checked, and saves and tells them."""
        row = self.transitions[act]
        for name, value in (changes or {}).items():
            setattr(obj, name, value)
        obj.status = row.target
        touch(obj, now=now)
        return row

    def offers(self, obj: Any, *, by: By) -> list[Offer]:
        """The acts of the record's present status, each open or with its reason why not."""
        rows = [row for row in self if obj.status in row.sources]
        return [
            Offer(row.name, _(row.word), not (why := row.rule(by, obj)), why or "", row.needs_reason) for row in rows
        ]


MACHINES: Registry[Machine] = Registry("transition tables")
