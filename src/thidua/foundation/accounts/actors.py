"""Who acts: resolved once per request into what it may do where, and the few branches it may see."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django.db import models
from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from thidua.foundation.accounts.models import Account, Delegation, Membership, Person, PersonalLink
from thidua.foundation.accounts.roles import ROLES, Leader, Permission
from thidua.foundation.core.actors import By
from thidua.foundation.core.prepared import DAY, NUMBER, Prepared
from thidua.foundation.units.models import Interval, Unit, UnitLink, is_department, within

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Post:
    """A role held at a unit today, by membership, delegation or personal link."""

    unit_id: int
    unit_name: str
    kind: str
    parent_id: int | None
    lft: int
    rgt: int
    role: str

    @property
    def is_department(self) -> bool:
        return is_department(self.kind)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting. `intervals` are the disjoint branches it may see: its own, and those it is linked to read."""

    person_id: int | None
    uid: uuid.UUID | None
    label: str
    posts: tuple[Post, ...]
    intervals: tuple[Interval, ...]
    by_link: bool = False

    @property
    def home(self) -> Post | None:
        """The unit the actor works for first of all."""
        return self.posts[0] if self.posts else None

    def holds(self, permission: Permission, unit_id: int | None) -> bool:
        """Whether one of the actor's roles at exactly this unit carries the permission."""
        return any(post.unit_id == unit_id and permission in ROLES[post.role].permissions for post in self.posts)

    def holds_anywhere(self, permission: Permission) -> bool:
        return any(permission in ROLES[post.role].permissions for post in self.posts)

    def posts_with(self, permission: Permission) -> list[Post]:
        return [post for post in self.posts if permission in ROLES[post.role].permissions]

    def acts_for(self, permission: Permission, unit_id: int | None) -> bool:
        """Whether the actor holds the permission at the unit or at a department of it, which acts for its body."""
        return unit_id is not None and any(
            post.unit_id == unit_id or (post.is_department and post.parent_id == unit_id)
            for post in self.posts_with(permission)
        )

    def bodies_with(self, permission: Permission) -> list[int]:
        """The units the actor holds the permission for: those of its posts, and the committee of its department."""
        posts = self.posts_with(permission)
        above = [post.parent_id for post in posts if post.is_department and post.parent_id is not None]
        return list(dict.fromkeys([post.unit_id for post in posts] + above))

    def leads(self, unit_id: int | None) -> bool:
        """Whether the actor is a leader of exactly this unit."""
        return any(post.unit_id == unit_id and post.role == Leader.key for post in self.posts)

    def sees(self, unit: Unit) -> bool:
        """Whether the unit lies in a branch the actor may see."""
        return unit.is_inside(self.intervals)

    def stands_above(self, unit: Unit) -> bool:
        """Whether the unit lies beneath the head of a branch the actor may see."""
        return any(low < unit.lft and unit.rgt <= high for low, high in self.intervals)


NOBODY = Actor(person_id=None, uid=None, label="", posts=(), intervals=())


def person_of(by: By) -> int | None:
    """The id of the person acting; None for the product itself."""
    return by.person_id if isinstance(by, Actor) else None


def actor_of_account(account: Account, on: datetime.date) -> Actor:
    """The actor behind a signed-in account on a day; one statement whatever the number of roles."""
    person = account.person
    return _actor(person, [Standing(*row) for row in _STANDINGS.rows(person=person.pk, day=on)])


def actor_of_link(link: PersonalLink) -> Actor:
    """The head of one residential area: acts for that area and sees nothing else."""
    post = _post(link.unit, "area-head")
    return Actor(link.person.pk, link.person.uid, link.person.full_name, (post,), ((post.lft, post.rgt),), by_link=True)


def actor_of_person(person: Person, on: datetime.date) -> Actor:
    """The actor a person is by its roles alone: for loaders and tests."""
    return _actor(person, [Standing(*row) for row in _BY_ROLES.rows(person=person.pk, day=on)])


def visible(rows: QuerySet[M], actor: Actor, *, path: str = "unit") -> QuerySet[M]:
    """The rows whose unit lies in a branch the actor may see: the rule of pages, exports, counts, files and API."""
    return rows.filter(within(path, actor.intervals))


def disjoint(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Intervals of one tree nest or lie apart, so dropping the nested ones leaves a short disjoint list."""
    kept: list[Interval] = []
    for low, high in sorted(set(intervals), key=lambda pair: (pair[0], -pair[1])):
        if not kept or low > kept[-1][1]:
            kept.append((low, high))
    return tuple(kept)


def _post(unit: Unit, role: str) -> Post:
    return Post(unit.pk, unit.name, unit.kind_id, unit.parent_id, unit.lft, unit.rgt, role)


# Beside memberships and delegations: the units that one of the actor's own may read.
LINKED = 2
UNIT = ("unit_id", "unit__name", "unit__kind_id", "unit__parent_id", "unit__lft", "unit__rgt")
PARENT = ("unit__parent__lft", "unit__parent__rgt")


class Standing(NamedTuple):
    """One line of who somebody is: a unit with the role held there, or a unit it may read (`part` LINKED)."""

    part: int
    pk: int
    role: str
    unit_id: int
    name: str
    kind: str
    parent_id: int | None
    lft: int
    rgt: int
    parent_lft: int | None
    parent_rgt: int | None


def _by_roles(person: int, day: datetime.date) -> QuerySet[Any, tuple[Any, ...]]:
    held = Membership.objects.on(day).filter(person=person)
    linked = UnitLink.objects.on(day).filter(to__in=held.values("unit"))
    return _standings(held, 0).union(_standings(linked, LINKED, role=Value("")), all=True).order_by("part", "pk")


def _standings_of(person: int, day: datetime.date) -> QuerySet[Any, tuple[Any, ...]]:
    held = Membership.objects.on(day).filter(person=person)
    lent = Delegation.objects.on(day).filter(taker=person)
    linked = UnitLink.objects.on(day).filter(Q(to__in=held.values("unit")) | Q(to__in=lent.values("unit")))
    parts = [_standings(rows, place) for place, rows in enumerate((held, lent))]
    return parts[0].union(*parts[1:], _standings(linked, LINKED, role=Value("")), all=True).order_by("part", "pk")


def _standings(rows: QuerySet[Any], part: int, role: Value | F | None = None) -> QuerySet[Any, tuple[Any, ...]]:
    shown = rows.annotate(part=Value(part, IntegerField()), held=Cast(role or F("role"), CharField()))
    lines: QuerySet[Any, tuple[Any, ...]] = shown.order_by().values_list("part", "pk", "held", *UNIT, *PARENT)
    return lines


_STANDINGS = Prepared(_standings_of, person=NUMBER, day=DAY)
_BY_ROLES = Prepared(_by_roles, person=NUMBER, day=DAY)


def _actor(person: Person, rows: list[Standing]) -> Actor:
    """Own branches, those of member organizations of the committee one works for, and a department's committee."""
    held = [row for row in rows if row.part != LINKED]
    posts = tuple(Post(row.unit_id, row.name, row.kind, row.parent_id, row.lft, row.rgt, row.role) for row in held)
    branches = [(row.lft, row.rgt) for row in rows]
    # A department reads what its committee reads: the focal department runs the whole province.
    branches += [
        (row.parent_lft, row.parent_rgt)
        for row in held
        if row.parent_lft is not None and row.parent_rgt is not None and is_department(row.kind)
    ]
    return Actor(person.pk, person.uid, person.full_name, posts, disjoint(branches))
