"""Works as facts of targets (III.3a, III.3b, III.4, III.5a): of which kinds, in which state, credited to whom."""

from __future__ import annotations

import datetime
import functools
import itertools
import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, When
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from thidua.foundation.core import files, keys
from thidua.foundation.core.prepared import NUMBER, SOME_UID, Prepared
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.measures import MEASURES, Explained, Fact, is_inside, window
from thidua.stages.works import uncounted
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.kinds import unit_of
from thidua.stages.works.models import Work, WorkPartner, WorkPlace
from thidua.stages.works.naming import person_name
from thidua.stages.works.places import units_beside
from thidua.stages.works.states import REACHED

# The key of the measure, as campaign files write it.
MEASURE = "works"
# Which day a work counts from, by the state a target asks for: done works by the day they were done.
MOMENTS = {"registered": "registered_at", "noted": "noted_at"}
DONE = "done_date"
TOLD = ("id", "uid", "quantity", "unit_id", "mobiliser_id", *MOMENTS.values(), DONE)
Told = tuple[Any, ...]
Row = tuple[int, uuid.UUID, int, Any, int, int]
# So many works are read at a time.
RUN = 5000


class WorkSource:
    """The facts of works: a target says which, in which state, on which occasion, counted singly or by quantity."""

    source_kind = OWNER

    def facts(self, target: Target, *, uids: Collection[uuid.UUID] | None = None) -> Iterable[Fact]:
        """One fact a work that is inside the target's window and has somebody to be credited to."""
        works = _works(target.measure_params, target.campaign_id)
        if uids is not None:
            works = works.filter(uid__in=keys.among(uids))
        return _facts(target, works.order_by("id").iterator(chunk_size=RUN), is_whole=uids is None)

    def facts_of_one(self, targets: Sequence[Target], uid: uuid.UUID) -> dict[int, list[Fact]]:
        """The facts of one work by the ids of the targets it counts for; one statement for those of a campaign.

        A work is posted at every step of its way: the question is composed once for all who ask the same.
        """
        found: dict[int, list[Fact]] = {}
        for campaign, asking in _by_campaign(targets):
            query = _one_work(tuple(json.dumps(target.measure_params, sort_keys=True) for target in asking))
            for target, rows in _meaning(asking, query.rows(campaign=campaign, uid=uid)):
                found[target.pk] = list(_facts(target, rows, is_whole=False))
        return found

    def facts_of_some(self, targets: Sequence[Target], uids: Collection[uuid.UUID]) -> dict[int, list[Fact]]:
        """The same of many works: they are read once for all targets of a campaign."""
        found: dict[int, list[Fact]] = {}
        for campaign, asking in _by_campaign(targets):
            works = _told([target.measure_params for target in asking], campaign).filter(uid__in=keys.among(uids))
            told = list(works.order_by("id"))
            beside = _Beside([row[0] for row in told])
            for target, rows in _meaning(asking, told):
                found[target.pk] = list(_facts(target, rows, is_whole=False, beside=beside))
        return found

    def explain(self, uids: Collection[uuid.UUID]) -> dict[uuid.UUID, Explained]:
        """Each work with its lead, who verified it and its photos, in a fixed number of statements."""
        rows = (
            Work.objects.filter(uid__in=uids).select_related("unit", "kind", "verified_by", "noted_by").order_by("id")
        )
        shown = files.by_owner(OWNER, uids)
        return {row.uid: _explained(row, tuple(file.uid for file in shown[row.uid])) for row in rows}

    def candidates(self, target: Target, units: QuerySet[Any]) -> QuerySet[Work]:
        """The living works of the target's kinds that these units lead, mobilise or are served by."""
        return uncounted.candidates(target, units, matching(target.measure_params))

    def why_not(self, target: Target, records: Collection[Work]) -> dict[uuid.UUID, str]:
        """Why each does not count; one statement."""
        return uncounted.why_not(target, records, MOMENTS, occasions_asked(target.measure_params))


def matching(params: Mapping[str, Any]) -> Q:
    """Which works a measure means: kinds, groups and daily life narrow each other; of `any` one suffices."""
    found = Q()
    if "kinds" in params:
        found &= Q(kind__key__in=params["kinds"])
    if "groups" in params:
        found &= Q(kind__group__in=params["groups"])
    if "daily_life" in params:
        found &= Q(kind__serves_daily_life=params["daily_life"])
    if choices := params.get("any"):
        either = Q(pk__in=[])
        for choice in choices:
            either |= matching(choice)
        found &= either
    return found


def _by_campaign(targets: Sequence[Target]) -> Iterator[tuple[int, list[Target]]]:
    groups = itertools.groupby(targets, key=lambda target: target.campaign_id)
    return ((campaign, list(asking)) for campaign, asking in groups)


def _meaning(asking: Sequence[Target], told: Sequence[Told]) -> Iterator[tuple[Target, list[Row]]]:
    """Of works read for these targets those that each means, with the day from which they count for it."""
    for place, target in enumerate(asking, len(TOLD)):
        moment = TOLD.index(_moment(target.measure_params))
        if rows := [(*row[:3], row[moment], *row[3:5]) for row in told if row[place]]:
            yield target, rows


def _facts(target: Target, rows: Iterable[Row], *, is_whole: bool, beside: _Beside | None = None) -> Iterator[Fact]:
    """One fact for each row that lies in the target's window and has somebody to be credited to."""
    crediting, by_quantity = _Crediting(target, is_whole=is_whole), target.measure_params.get("count") == "quantity"
    span, zone = window(target), get_current_timezone()  # asked for once: a nation has half a million facts
    waiting = iter(rows)
    for run in iter(lambda: list(itertools.islice(waiting, RUN)), []):
        credits = crediting.of(run, beside or _Beside([row[0] for row in run]))
        for pk, uid, quantity, moment, _lead, _mobiliser in run:
            day = moment.astimezone(zone).date() if isinstance(moment, datetime.datetime) else moment
            if day is not None and credits[pk] and is_inside(span, day):
                yield Fact(uid, quantity if by_quantity else 1, day, credits[pk])


def _works(params: Mapping[str, Any], campaign: int) -> QuerySet[Work, Row]:
    """The works that a measure with these parameters means, of a campaign."""
    # Joined, not asked work by work: a small campaign's works are found by the campaign, beside a nation's too.
    works = Work.objects.filter(_meant(params, campaign), campaigns=campaign)
    return works.values_list("id", "uid", "quantity", F(_moment(params)), "unit_id", "mobiliser_id")


@functools.lru_cache(maxsize=512)
def _one_work(params: tuple[str, ...]) -> Prepared:
    """One work of a campaign, and by each of these parameters whether it is meant."""
    asked = [json.loads(each) for each in params]
    return Prepared(lambda campaign, uid: _told(asked, campaign).filter(uid=uid), campaign=NUMBER, uid=SOME_UID)


def _told(asked: Sequence[Mapping[str, Any]], campaign: int) -> QuerySet[Work, Told]:
    """Works of a campaign with the days they may count from, and by each of these parameters whether they are meant."""
    means: dict[str, Any] = {
        f"means_{place}": Case(When(_meant(each, campaign), then=True), default=False, output_field=BooleanField())
        for place, each in enumerate(asked)
    }
    return Work.objects.filter(campaigns=campaign).annotate(**means).values_list(*TOLD, *means)


def _meant(params: Mapping[str, Any], campaign: int) -> Q:
    """Of the right kind, in the right state, on the right occasion."""
    found = matching(params) & Q(status__in=REACHED[params.get("state", "verified")])
    for occasion in occasions_asked(params):
        welcomed = Work.occasions.through.objects.filter(
            occasion__campaign_id=campaign, occasion__key=occasion, work_id=OuterRef("pk")
        )
        found &= Q(Exists(welcomed))
    return found


def _moment(params: Mapping[str, Any]) -> str:
    """The column of the day from which a work counts."""
    return MOMENTS.get(params.get("state", "verified"), DONE)


def occasions_asked(params: Mapping[str, Any]) -> list[str]:
    """The occasions a work must welcome to be meant, all of them."""
    one = params.get("occasion")
    return [*([one] if one else []), *params.get("occasions", [])]


class _Crediting:
    """Whom works are credited to, of those who take part; where a unit's own is judged only of the kinds asked.

    Where a branch is judged, what anyone in it did counts, so everyone's credits are kept. Ended places of the frame
    count too: what they did was done. For all works of a target (`is_whole`) the frame is read once.
    """

    def __init__(self, target: Target, *, is_whole: bool) -> None:
        self.target = target
        self.creditable = set(self.frame.values_list("unit_id", flat=True)) if is_whole else None
        # Many works credit the same unit: one set stands for all of them.
        self.sets: dict[frozenset[int], frozenset[int]] = {}

    @functools.cached_property
    def frame(self) -> QuerySet[Participation]:
        """Who may be credited; most postings of one work to a target credit nobody and never ask."""
        places = Participation.objects.filter(campaign_id=self.target.campaign_id).order_by("id")
        if self.target.reading == Target.Reading.OWN:
            places = places.filter(kind_id__in=self.target.unit_kinds)
        return places

    def of(self, rows: list[Row], beside: _Beside) -> dict[int, frozenset[int]]:
        """The credits of some works, by their ids."""
        credited: dict[int, set[int]] = defaultdict(set)
        for pk, _uid, _quantity, _moment, lead, mobiliser in rows:
            if self.target.credited_to == "lead_mobiliser":
                credited[pk].add(mobiliser)
            elif self.target.credited_to == "place":
                credited[pk].update(beside.places[pk])
            else:
                credited[pk].add(lead)
            if self.target.partners_count:
                credited[pk].update(beside.partners[pk])
        creditable = self.creditable
        if creditable is None:
            named = {unit for units in credited.values() for unit in units}
            creditable = set(self.frame.filter(unit_id__in=named).values_list("unit_id", flat=True))
        found = ((pk, frozenset(units & creditable)) for pk, units in credited.items())
        return defaultdict(frozenset, {pk: self.sets.setdefault(units, units) for pk, units in found})


class _Beside:
    """The units named beside some works, by the works' ids; read when they are asked for."""

    def __init__(self, ids: list[int]) -> None:
        self.ids = ids

    @functools.cached_property
    def places(self) -> dict[int, list[int]]:
        """Whom the works serve."""
        return units_beside(WorkPlace, self.ids)

    @functools.cached_property
    def partners(self) -> dict[int, list[int]]:
        """Who did them together with the lead."""
        return units_beside(WorkPartner, self.ids)


def _explained(work: Work, shown: tuple[uuid.UUID, ...]) -> Explained:
    quantity = unit_of(work.kind).format(work.quantity, with_unit=True)
    accepted_by, accepted_at = work.noted_by, work.noted_at
    if work.verified_at is not None:
        accepted_by, accepted_at = work.verified_by, work.verified_at
    note = f"{work.kind.label}, {quantity}"
    if work.done_date is not None:
        note += ", " + _("xong %(day)s") % {"day": day_words(work.done_date)}
    return Explained(
        source_uid=work.uid,
        label=work.name,
        unit_name=work.unit.name,
        address_name="desk:work",
        address_args=(work.uid,),
        accepted_by=person_name(accepted_by) if accepted_at else "",
        accepted_at=accepted_at,
        files=shown,
        note=note,
    )


MEASURES.register(MEASURE, WorkSource())
