"""Works written down, one or many at once: rows, lists and history are told by what they say, nothing is read back."""

from __future__ import annotations

import datetime
import itertools
import operator
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import audit, bulk, keys, search_index
from thidua.foundation.core.actors import By
from thidua.foundation.core.audit import Told
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.operations import operation
from thidua.foundation.core.prepared import NUMBER, OTHER_NUMBER, Prepared
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Participation
from thidua.stages.progress.posting import post
from thidua.stages.works import rules
from thidua.stages.works.content import Content, checked
from thidua.stages.works.history import OPENING
from thidua.stages.works.models import Work, WorkMoney, WorkPartner, WorkPlace
from thidua.stages.works.operations.entering import noting, require_lead, sending
from thidua.stages.works.operations.records import MEASURED, fill
from thidua.stages.works.standing import named_by, require_new
from thidua.stages.works.states import WORK

FIELDS = tuple(Work._meta.concrete_fields)
VALUES = operator.attrgetter(*(field.attname for field in FIELDS))
# So many are held in memory at a time; a load of more fills the indexes with so many megabytes of them at hand.
RUN, ROOM = 10_000, 192
# From so many their letters are put in place together.
MANY = 500


@operation
def register_work(
    *,
    by: By,
    now: datetime.datetime,
    content: Content,
    send: bool = True,
    another: bool = False,
    uid: uuid.UUID | None = None,
    receipt: uuid.UUID | None = None,
) -> Work:
    """Writes a work down for its lead unit and, with `send`, registers it with the level above (II.5, I.3).

    Who may also note it (the commune for its areas) has it noted in the same step. Refused with `Missing` for a unit
    the actor does not see, `NotAllowed` for one that is not its own, `Invalid` for wrong fields, `AlreadyRegistered`
    (field `another`) for what stands registered and is not said to be `another` work; progress is posted.
    """
    work = make(by=by, now=now, content=content, send=send, another=another, uid=uid)
    campaigns = sorted(campaign.pk for campaign in content.campaigns)
    post(measures=MEASURED, source_uid=work.uid, campaign_ids=campaigns, now=now)
    return work


def make(
    *,
    by: By,
    now: datetime.datetime,
    content: Content,
    send: bool,
    another: bool = False,
    uid: uuid.UUID | None = None,
) -> Work:
    """Registers without posting: for operations that do more and post once."""
    require_lead(by, content.unit)
    content = checked(content)
    if uid is not None and Work.objects.filter(uid=uid).exists():
        raise Invalid({"uid": _("Công trình này đã được gửi trước đó. Xin mở danh sách để xem.")})
    if send:
        require_new(named_by(content), by=by, another=another)
    making, (pk,) = _Making(by, now, send=send), keys.reserve_ids(Work, 1)
    work = making.make(pk, content, uid)
    _write([work], [content])
    audit.record_many(by=by, acts=making.told())
    work._state.adding, work._state.db = False, connection.alias
    return work


def make_many(*, by: By, now: datetime.datetime, contents: Sequence[Content], send: bool) -> list[uuid.UUID]:
    """Registers works of checked contents without posting; their uids, in the order of the contents.

    Refused with `Missing` and `NotAllowed` as registering one.
    """
    for unit in {content.unit.pk: content.unit for content in contents}.values():
        require_lead(by, unit)
    making, uids = _Making(by, now, send=send), keys.uids(len(contents))
    made = iter(zip(keys.reserve_ids(Work, len(contents)), contents, uids, strict=True))
    if len(contents) >= RUN:
        bulk.make_room(ROOM)
    with search_index.filled_at_once(Work) if len(contents) >= MANY else nullcontext():
        for start in range(0, len(contents), RUN):
            works = [making.make(pk, content, uid) for pk, content, uid in itertools.islice(made, RUN)]
            _write(works, contents[start : start + RUN])
            audit.record_many(by=by, acts=making.told())
    if len(contents) >= RUN:
        bulk.take_stock(Work, WorkPlace, WorkPartner, WorkMoney, Work.campaigns.through, Work.occasions.through)
    return uids


class _Making:
    """Builds the works of one load in memory, and what their history tells."""

    def __init__(self, by: By, now: datetime.datetime, *, send: bool) -> None:
        self.by, self.now, self.send = by, now, send
        person = person_of(by)
        # A record of forty columns made by their names takes three times as long as one that is given them all.
        self.blank = VALUES(Work(made_at=now, changed_at=now, made_by_id=person, changed_by_id=person))
        self.acts: list[Told] = []
        self.notes: dict[tuple[int, tuple[int, ...]], bool] = {}
        # Sending and noting say the same of all works of a load that are late, and of all that are not.
        self.said: dict[tuple[str, bool], tuple[dict[str, Any], dict[str, Any]]] = {}

    def make(self, pk: int, content: Content, uid: uuid.UUID | None = None) -> Work:
        work = Work(*self.blank)
        work.uid = uid or uuid.uuid4()
        fill(work, content)
        self.acts.append(Told(work, OPENING, *audit.differing({}, _whole(work, content))))
        if self.send:
            self._step(work, "send", sending(work, by=self.by, now=self.now))
            if isinstance(self.by, Actor) and self._is_noted(work, content):
                self._step(work, "note", noting(self.by, now=self.now))
        work.pk = pk
        return work

    def told(self) -> list[Told]:
        """What happened since this was asked last."""
        acts, self.acts = self.acts, []
        return acts

    def _step(self, work: Work, act: str, changes: dict[str, Any]) -> None:
        """One act of the work's way, as `Machine.step` carries it out on a stored record."""
        key = (act, bool(changes.get("registered_late", False)))
        before = None if key in self.said else audit.snapshot(work)
        row = WORK.move(work, act, now=self.now, changes=changes)
        if before is not None:
            self.said[key] = audit.differing(before, audit.snapshot(work))
        then, now = self.said[key]
        self.acts.append(Told(work, row.word, then, now))

    def _is_noted(self, work: Work, content: Content) -> bool:
        """Whether the actor is also the level above the lead: one answer for all works of a lead."""
        campaigns = tuple(campaign.pk for campaign in content.campaigns)
        key = (content.unit.pk, campaigns)
        if key not in self.notes:
            found = (_PLACES.objects(campaign=campaign, unit=content.unit.pk) for campaign in sorted(campaigns))
            place = next((places[0] for places in found if places), None)
            vars(work)[rules.FOUND] = place.parent if place else content.unit.parent
            self.notes[key] = not rules.superior_notes(self.by, work)
        return self.notes[key]


def _places(campaign: int, unit: int) -> QuerySet[Participation]:
    rows = Participation.objects.standing().filter(campaign=campaign, unit=unit)
    return rows.select_related("parent__kind").order_by("id")


_PLACES = Prepared(_places, campaign=NUMBER, unit=OTHER_NUMBER)


def _whole(work: Work, content: Content) -> dict[str, Any]:
    """The work with what stands beside it, as `records.whole` tells it of a stored one."""
    return {
        **audit.snapshot(work),
        "places": _names(content.places),
        "partners": _names(content.partners),
        "money": dict(sorted(content.money.items())),
        "campaigns": sorted(campaign.key for campaign in content.campaigns),
        "occasions": [row.key for row in sorted(content.occasions, key=operator.attrgetter("key", "pk"))],
    }


def _names(units: Sequence[Unit]) -> list[str]:
    if len(units) < 2:
        return [unit.name for unit in units]
    return [unit.name for unit in sorted(units, key=operator.attrgetter("sort_key", "pk"))]


def _write(works: Sequence[Work], contents: Sequence[Content]) -> None:
    bulk.insert(Work, [field.name for field in FIELDS], map(VALUES, works))
    both = list(zip((work.pk for work in works), contents, strict=True))
    campaigns, occasions = Work.campaigns.through, Work.occasions.through
    bulk.insert(campaigns, ("work", "campaign"), _pairs(both, lambda content: content.campaigns))
    bulk.insert(occasions, ("work", "occasion"), _pairs(both, lambda content: content.occasions))
    bulk.insert(WorkPlace, ("work", "unit"), _pairs(both, lambda content: content.places))
    bulk.insert(WorkPartner, ("work", "unit"), _pairs(both, lambda content: content.partners))
    money = ((pk, source, amount) for pk, content in both for source, amount in content.money.items())
    bulk.insert(WorkMoney, ("work", "source", "amount"), money)


def _pairs(
    both: Iterable[tuple[int, Content]], beside: Callable[[Content], Sequence[Any]]
) -> Iterator[tuple[int, int]]:
    """A work's id with those of what stands beside it, in the order in which one alone would have them written."""
    return ((pk, row) for pk, content in both for row in sorted(row.pk for row in beside(content)))
