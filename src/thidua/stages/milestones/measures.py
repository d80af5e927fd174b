"""Milestones as facts of targets: done or confirmed, by rating, in time, credited to who did them (III.1-2, 5b-6)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.core import files
from thidua.stages.campaigns.models import MilestoneKind, Participation, Target
from thidua.stages.milestones import uncounted
from thidua.stages.milestones.models import Milestone, MilestonePartner
from thidua.stages.milestones.particulars import day_words, particulars, title
from thidua.stages.milestones.states import DONE, VERIFIED
from thidua.stages.progress.measures import MEASURES, Explained, Fact, window

MEASURE_KEYS = ("milestone", "rated_years", "pilot_congresses")
# What a target's word counts: what is confirmed was done too.
COUNTED = {"done": (DONE, VERIFIED), "verified": (VERIFIED,)}
DISTRICT_OF = "district_of"


class MilestoneSource:
    """The facts of milestones. A target says which kind, in which state, and perhaps years, answers, in time only.

    `defaults` are what a measure of its own name says without being told: rated years count the good answers alone,
    pilot congresses those held by their prescribed day.
    """

    source_kind = "milestone"

    def __init__(self, **defaults: Any) -> None:
        self.defaults = defaults

    def facts(self, target: Target, *, uids: Collection[uuid.UUID] | None = None) -> Iterable[Fact]:
        """One fact a milestone: 1, on the day it was done. Of what is assigned, also those not done: 0 of 1."""
        wanted, kind = self._wanted(target), self._kind(target)
        if kind is None:
            return
        rows = _rows(kind, wanted, uids)
        credits = _credits(target, rows)
        opens, before = window(target)
        for row in rows:
            counts = _counts(row, wanted, kind, opens, before)
            if counts and row.done_date is not None:
                yield Fact(row.uid, 1, row.done_date, credits[row.pk], denominator=int(particulars(kind).is_assigned))
            elif particulars(kind).is_assigned and row.prescribed_date is not None:
                yield Fact(row.uid, 0, row.prescribed_date, credits[row.pk], denominator=1)

    def explain(self, uids: Collection[uuid.UUID]) -> dict[uuid.UUID, Explained]:
        """Each milestone with its day, who confirmed it and its proof, in a fixed number of statements."""
        rows = Milestone.objects.filter(uid__in=uids).select_related("kind", "unit", "verified_by").order_by("id")
        proofs = files.by_owner("milestone", uids)
        return {row.uid: _explained(row, tuple(stored.uid for stored in proofs[row.uid])) for row in rows}

    def candidates(self, target: Target, units: QuerySet[Any]) -> QuerySet[Milestone]:
        """What these units have said of the target's kind of milestone."""
        return uncounted.candidates(self._kind(target), units)

    def why_not(self, target: Target, records: Collection[Milestone]) -> dict[uuid.UUID, str]:
        """Why each does not count; one statement."""
        kind = self._kind(target)
        return uncounted.why_not(target, records, self._wanted(target), kind) if kind else {}

    def _wanted(self, target: Target) -> dict[str, Any]:
        return {**self.defaults, **target.measure_params}

    def _kind(self, target: Target) -> MilestoneKind | None:
        key = self._wanted(target)["milestone"]
        return MilestoneKind.objects.filter(campaign_id=target.campaign_id, key=key).order_by("id").first()


def _rows(kind: MilestoneKind, wanted: dict[str, Any], uids: Collection[uuid.UUID] | None) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(kind=kind)
    if not particulars(kind).is_assigned:
        rows = rows.filter(status__in=COUNTED[wanted.get("state", "verified")])
    if years := wanted.get("years"):
        rows = rows.filter(year__in=years)
    if uids is not None:
        rows = rows.filter(uid__in=uids)
    return rows.order_by("id")


def _counts(
    row: Milestone,
    wanted: dict[str, Any],
    kind: MilestoneKind,
    opens: datetime.date | None,
    before: datetime.date | None,
) -> bool:
    """Whether the row is done as the target wants it; a prescribed day is itself still in time."""
    day = row.done_date
    if day is None or row.status not in COUNTED[wanted.get("state", "verified")]:
        return False
    if (opens and day < opens) or (before and day >= before):
        return False
    good = wanted.get("answers") or (particulars(kind).good_answers if wanted.get("good_only") else ())
    if good and row.answer not in good:
        return False
    return not wanted.get("in_time") or (row.prescribed_date is not None and day <= row.prescribed_date)


def _credits(target: Target, rows: QuerySet[Milestone]) -> dict[int, frozenset[int]]:
    """Whom each row is credited to: its unit and those that took part, or the unit above it in the frame."""
    units = dict(rows.values_list("pk", "unit_id"))
    if target.credited_to == DISTRICT_OF:
        frame = Participation.objects.standing().filter(campaign_id=target.campaign_id, unit__in=rows.values("unit"))
        parents = dict(frame.order_by("id").values_list("unit_id", "parent_id"))
        return {pk: frozenset({parents[unit]} if parents.get(unit) else ()) for pk, unit in units.items()}
    credited = {pk: {unit} for pk, unit in units.items()}
    shares = MilestonePartner.objects.filter(milestone__in=rows.values("pk")).order_by("id")
    for milestone_id, unit_id in shares.values_list("milestone_id", "unit_id"):
        credited.setdefault(milestone_id, set()).add(unit_id)
    return {pk: frozenset(units) for pk, units in credited.items()}


def _explained(row: Milestone, proofs: tuple[uuid.UUID, ...]) -> Explained:
    day = _("ngày %(day)s") % {"day": day_words(row.done_date)} if row.done_date else _("chưa làm")
    label = f"{title(row.kind, row.year)}, {day}"
    note = particulars(row.kind).answer_label(row.answer) if row.answer else ""
    return Explained(
        source_uid=row.uid,
        label=label,
        unit_name=row.unit.name,
        address_name="desk:milestone",
        address_args=(row.uid,),
        accepted_by=row.verified_by.full_name if row.verified_by else "",
        accepted_at=row.verified_at,
        files=proofs,
        note=note,
    )


MEASURES.register("milestone", MilestoneSource())
MEASURES.register("rated_years", MilestoneSource(good_only=True))
MEASURES.register("pilot_congresses", MilestoneSource(in_time=True))
