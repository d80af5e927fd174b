"""Councils and sessions as read: by an actor, with what it may know."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.models import Membership, Person
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardPool, AwardRound
from thidua.stages.councils.ballots import numbers_of
from thidua.stages.councils.models import Attendance, Conflict, Council, CouncilMember, Session, SessionItem
from thidua.stages.councils.states import WITH_RESULTS
from thidua.stages.councils.visibility import councils_for, items_for, sessions_for
from thidua.stages.nominations.naming import nominee_words


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as a page shows it, with who steps out for it."""

    item: SessionItem
    number: int
    stepped_out: tuple[Conflict, ...] = ()

    @property
    def name(self) -> str:
        return nominee_words(self.item.nomination)


@dataclass(frozen=True, slots=True)
class Tie:
    """Names with as many yes at the last places of a pool: more than there are places left."""

    pool: AwardPool
    places: int
    names: tuple[str, ...] = field(default=())
    yes: int = 0


def list_councils(actor: Actor) -> QuerySet[Council]:
    """The councils the actor may see, those that stand first."""
    rows = councils_for(actor).select_related("unit").annotate(people=Count("members"))
    return rows.order_by("unit__lft", "-valid_from", "id")


def find_council(actor: Actor, uid: uuid.UUID) -> Council:
    """One council. Raises `Missing` for one the actor may not know of."""
    found = the_one(councils_for(actor).select_related("unit__kind").filter(uid=uid))
    if found is None:
        raise Missing(_("Không tìm thấy Hội đồng này, hoặc Hội đồng của đơn vị khác."))
    return found


def members_of(council: Council) -> list[CouncilMember]:
    """Who sits, in the order of the decision."""
    return list(council.members.select_related("person").order_by("position", "id"))


def seat_of(actor: Actor, council: Council) -> CouncilMember:
    """The actor's own seat. Raises `Missing` for whoever has none."""
    found = council.members.filter(person_id=actor.person_id or 0).order_by("id").first()
    if found is None:
        raise Missing(_("Bạn không phải thành viên của Hội đồng này."))
    return found


def list_sessions(actor: Actor) -> QuerySet[Session]:
    """The sessions the actor may see, newest first."""
    rows = sessions_for(actor).select_related("council__unit", "round__campaign", "minutes")
    return rows.order_by("-held_on", "-id")


def find_session(actor: Actor, uid: uuid.UUID) -> Session:
    """One session. Raises `Missing` for one the actor may not know of."""
    rows = sessions_for(actor).select_related("council__unit__kind", "round__campaign", "minutes", "drawn_up_by")
    found = the_one(rows.filter(uid=uid))
    if found is None:
        raise Missing(_("Không tìm thấy phiên họp này, hoặc phiên họp của Hội đồng khác."))
    return found


def attendance_of(session: Session) -> list[Attendance]:
    """Who was invited, in the order of the decision, with how they came."""
    return list(session.attendances.select_related("member__person").order_by("member__position", "id"))


def items_of(actor: Actor, session: Session) -> list[ItemLine]:
    """The items the actor may know of, each with its number on the session's one list."""
    rows = items_for(actor).filter(session=session).select_related(
        "nomination__subject__kind", "nomination__subject__parent", "nomination__person", "nomination__form", "nomination__pool",
        "session"
    )  # fmt: skip
    items = list(rows.order_by("position", "id"))
    out: dict[int, list[Conflict]] = defaultdict(list)
    conflicts = Conflict.objects.filter(item__in=[row.pk for row in items]).select_related("member__person")
    for row in conflicts.order_by("member__position", "id"):
        out[row.item_id].append(row)
    numbers = numbers_of(session)
    return [ItemLine(row, numbers[row.pk], tuple(out[row.pk])) for row in items]


def steps_out_somewhere(actor: Actor, session: Session) -> bool:
    """Whether the actor steps out for some item, however many."""
    return Conflict.objects.filter(item__session=session, member__person_id=actor.person_id or 0).exists()


def find_item(actor: Actor, session: Session, uid: uuid.UUID) -> SessionItem:
    """One item. Raises `Missing` for one the actor steps out for, as if there were none."""
    rows = items_for(actor).filter(session=session).select_related(
        "session__council", "nomination__subject__kind", "nomination__subject__parent", "nomination__person",
        "nomination__form", "nomination__pool", "nomination__campaign",
    )  # fmt: skip
    found = the_one(rows.filter(uid=uid))
    if found is None:
        raise Missing(_("Không tìm thấy trường hợp này trong phiên họp, hoặc đồng chí không tham gia xét."))
    return found


def ties_of(session: Session, lines: Sequence[ItemLine]) -> list[Tie]:
    """Pools in which an equal number of yes stands on both sides of the last place. Nothing decides it here."""
    if session.status not in WITH_RESULTS:
        return []
    pools: dict[AwardPool, list[SessionItem]] = defaultdict(list)
    for line in lines:
        if line.item.passed and line.item.nomination.pool is not None:
            pools[line.item.nomination.pool].append(line.item)
    found = []
    for pool, rows in pools.items():
        if pool.quota is None or not 0 < pool.quota < len(rows):
            continue
        ranked = sorted(rows, key=lambda row: (-(row.yes or 0), row.position))
        last = ranked[pool.quota - 1].yes or 0
        if last == (ranked[pool.quota].yes or 0):
            equal = [row for row in ranked if row.yes == last]
            places = pool.quota - sum((row.yes or 0) > last for row in ranked)
            found.append(Tie(pool, places, tuple(nominee_words(row.nomination) for row in equal), last))
    return found


def people_to_seat(unit: Unit) -> list[Person]:
    """Who may sit: the people of the unit and of the bodies directly beneath it, by name."""
    held = Membership.objects.filter(unit__in=[unit.pk, *unit.children.order_by("id").values_list("pk", flat=True)])
    held = held.filter(valid_to__isnull=True, role__in=["officer", "leader"])
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("sort_key", "id"))


def bodies_of(people: Sequence[Person]) -> dict[int, str]:
    """The body each person works for: two people may have one name."""
    rows = Membership.objects.filter(person__in=people, valid_to__isnull=True, role__in=["officer", "leader"])
    found: dict[int, str] = {}
    for person, name in rows.order_by("id").values_list("person_id", "unit__name"):
        found.setdefault(person, name)
    return found


def rounds_to_consider(council: Council) -> list[AwardRound]:
    """The rounds the council's unit takes part in: of a lower unit's plan those of its own and of units above it."""
    unit = council.unit
    rows = AwardRound.objects.filter(campaign__participations__unit=unit).select_related("campaign")
    rows = rows.filter(Q(plan=None) | Q(unit__lft__lte=unit.lft, unit__rgt__gte=unit.rgt))
    return list(rows.order_by("campaign_id", "number", "id").distinct())
