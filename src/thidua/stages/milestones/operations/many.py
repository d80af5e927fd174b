"""Many milestones reported at once, each exactly as if it had been reported alone: rows, partners, history.

What a list says was held against the campaign row by row before (`imports.Reading`); here are rules, states, writing.
"""

from __future__ import annotations

import datetime
import operator
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import audit, bulk
from thidua.foundation.core.audit import Told
from thidua.foundation.core.errors import Invalid, Refused
from thidua.foundation.core.locking import Rank, lock_rows
from thidua.foundation.units.operations import name_contact
from thidua.stages.milestones import rules
from thidua.stages.milestones.imports import Ready
from thidua.stages.milestones.models import Milestone, MilestonePartner
from thidua.stages.milestones.operations.deciding import verified
from thidua.stages.milestones.operations.grid import says_same
from thidua.stages.milestones.operations.reporting import confirms_at_once, reported
from thidua.stages.milestones.operations.together import share
from thidua.stages.milestones.particulars import particulars
from thidua.stages.milestones.states import DONE, MILESTONES, PLANNED, VERIFIED

FIELDS = tuple(field for field in Milestone._meta.concrete_fields if not field.primary_key)
# So many units are asked for in one statement.
RUN = 5_000
Key = tuple[int, int, int | None]
# A row's milestone, None where it says so already; and whether something was reported of it before.
Entered = tuple[Milestone | None, bool]


def report_many(rows: Sequence[Ready], *, by: Actor, now: datetime.datetime) -> list[Entered]:
    """Every row reported, confirmed at once where the actor may. Posts nothing.

    Raises `Invalid` (field `upload`) naming the first row that is refused, and why.
    """
    held = _held(rows, by=by, now=now)
    if by.by_link:
        rows = _with_partners_kept(rows, held)
    entered, changed, acts = list[Entered](), list[tuple[Ready, Milestone]](), list[Told]()
    for row in rows:
        milestone = held[_key(row)]
        if milestone.status in (DONE, VERIFIED) and says_same(milestone, row.report):
            entered.append((None, True))
            continue
        entered.append((milestone, milestone.status != PLANNED))
        changed.append((row, milestone))
    _share(changed)
    for row, milestone in changed:
        with _Telling(row):
            acts += _stepped(milestone, row, by=by, now=now)
    values = operator.attrgetter(*(field.attname for field in FIELDS), "pk")
    bulk.update(Milestone, [field.name for field in FIELDS], (values(milestone) for _row, milestone in changed))
    audit.record_many(by=by, acts=acts)
    for row, milestone in changed:
        _name_head(row, milestone, by=by, now=now)
    return entered


class _Telling:
    """What is refused inside is told of a row of the file."""

    def __init__(self, row: Ready) -> None:
        self.row = row

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: Any, refused: BaseException | None, _trace: Any) -> None:
        if isinstance(refused, Refused):
            raise Invalid({"upload": str(self.row.row.problem("unit", str(refused)))}) from refused


def _key(row: Ready) -> Key:
    return row.kind.pk, row.unit.pk, row.year


def _held(rows: Sequence[Ready], *, by: Actor, now: datetime.datetime) -> dict[Key, Milestone]:
    """The rows' milestones, made where there are none, all held; two who come at once get the same ones."""
    person = person_of(by)
    wanted = {_key(row): row for row in rows}
    known = {(one.kind_id, one.unit_id, one.year) for one in _found(rows)}
    said = {"made_by_id": person, "changed_by_id": person, "made_at": now, "changed_at": now}
    Milestone.objects.bulk_create(
        (
            Milestone(kind=row.kind, unit=row.unit, year=row.year, campaign_id=row.kind.campaign_id, **said)
            for key, row in wanted.items()
            if key not in known
        ),
        ignore_conflicts=True,
    )
    held = {}
    for milestone in sorted(_found(rows, lock=True), key=operator.attrgetter("pk")):
        key = (milestone.kind_id, milestone.unit_id, milestone.year)
        if key in wanted:
            milestone.kind, milestone.unit = wanted[key].kind, wanted[key].unit
            held[key] = milestone
    return held


def _found(rows: Sequence[Ready], *, lock: bool = False) -> list[Milestone]:
    units = sorted({row.unit.pk for row in rows})
    kinds = {row.kind.pk for row in rows}
    found: list[Milestone] = []
    for start in range(0, len(units), RUN):
        asked = Milestone.objects.filter(kind__in=kinds, unit__in=units[start : start + RUN]).order_by("id")
        found += lock_rows(asked, rank=Rank.RECORD) if lock else asked
    return found


def _with_partners_kept(rows: Sequence[Ready], held: dict[Key, Milestone]) -> list[Ready]:
    """Who took part stays as the commune wrote it: a head speaks for the own area alone."""
    kept = ((row, tuple(held[_key(row)].partners.order_by("id"))) for row in rows)
    return [replace(row, report=replace(row.report, partners=partners)) for row, partners in kept]


def _share(changed: Sequence[tuple[Ready, Milestone]]) -> None:
    """Writes with whom each was done: those with partners or with a share one by one, of the rest all at once.

    Raises `Invalid` for a unit that took part in another's.
    """
    alone: list[tuple[Ready, Milestone]] = []
    shared = _sharing(milestone for _row, milestone in changed)
    for row, milestone in changed:
        if row.report.partners or milestone.pk in shared:
            with _Telling(row):
                share(milestone, row.report.partners)
        elif particulars(row.kind).is_joint:
            alone.append((row, milestone))
    taken = _taken(milestone for _row, milestone in alone)
    for row, milestone in alone:
        others = taken.get((milestone.kind_id, milestone.unit_id, milestone.year), [])
        if other := next((one for one in others if one.milestone_id != milestone.pk), None):
            given = {"unit": milestone.unit.short_name, "other": other.milestone.unit.short_name}
            with _Telling(row):
                raise Invalid({"partners": _("%(unit)s đã được ghi làm chung với %(other)s.") % given})


def _sharing(milestones: Iterable[Milestone]) -> set[int]:
    ids = [milestone.pk for milestone in milestones]
    found: set[int] = set()
    for start in range(0, len(ids), RUN):
        rows = MilestonePartner.objects.filter(milestone__in=ids[start : start + RUN]).order_by("id")
        found |= set(rows.values_list("milestone_id", flat=True))
    return found


def _taken(milestones: Iterable[Milestone]) -> dict[Key, list[MilestonePartner]]:
    """The shares that units of these kinds have in milestones of others."""
    of_kind: dict[int, list[int]] = defaultdict(list)
    for milestone in milestones:
        of_kind[milestone.kind_id].append(milestone.unit_id)
    found: dict[Key, list[MilestonePartner]] = defaultdict(list)
    for kind, units in of_kind.items():
        for start in range(0, len(units), RUN):
            rows = MilestonePartner.objects.filter(kind=kind, unit__in=units[start : start + RUN])
            for row in rows.select_related("milestone__unit").order_by("id"):
                found[row.kind_id, row.unit_id, row.year].append(row)
    return found


def _stepped(milestone: Milestone, row: Ready, *, by: Actor, now: datetime.datetime) -> list[Told]:
    """Steps a milestone in memory to done, further to verified where the actor may; what its history is to tell."""
    act = "correct" if rules.corrects(by, milestone) else "report"
    acts = [_step(milestone, act, reported(milestone, row.report, by, now), by=by, now=now)]
    if confirms_at_once(milestone, by):
        changes = verified(milestone, by=by, now=now, was_held_well=bool(row.report.was_held_well))
        acts.append(_step(milestone, "confirm", changes, by=by, now=now))
    return acts


def _step(milestone: Milestone, act: str, changes: dict[str, Any], *, by: Actor, now: datetime.datetime) -> Told:
    word = MILESTONES.check(milestone, act, by=by).word
    before = audit.snapshot(milestone)
    MILESTONES.move(milestone, act, now=now, changes=changes)
    return Told(milestone, word, *audit.differing(before, audit.snapshot(milestone)))


def _name_head(row: Ready, milestone: Milestone, *, by: Actor, now: datetime.datetime) -> None:
    """Whom a confirmed conference named becomes the area's contact."""
    name, phone = milestone.new_head_name, milestone.new_head_phone
    if milestone.status == VERIFIED and particulars(row.kind).asks_new_head and name:
        name_contact(by=by, now=now, unit=row.unit, contact_name=name, phone=phone)
