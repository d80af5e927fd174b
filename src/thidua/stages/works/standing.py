"""A work that is registered already: told to who would register it a second time, before anything is written.

One rule for every door: the form, the commune's grid, a model taken up, a draft that is sent; in the dry run of an
office's list it is a warning. Two bodies that name one work differently are found afterwards (`finding`).
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.locking import Rank, lock_rows
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, WorkKind
from thidua.stages.works.content import Content
from thidua.stages.works.likeness import BORN, HOUSEHOLDER, head_words, is_one_head
from thidua.stages.works.models import NOT_LIVING, Work, WorkPlace
from thidua.stages.works.visibility import readable

# Where the form's «this is another work» stands.
ANOTHER = "another"
# So many values stand in one statement.
VALUES = 500
# Kind, place, name without accents.
Key = tuple[int, int, str]


class AlreadyRegistered(Invalid):
    """The same work stands registered; `work` is that one. Who says that this is another is not asked again."""

    def __init__(self, work: Work) -> None:
        self.work = work
        super().__init__(
            {ANOTHER: f"{told(work)} {_('Nếu không phải một, xin đánh dấu «Đây là công trình khác» rồi gửi lại.')}"}
        )


@dataclass(frozen=True, slots=True)
class Named:
    """By what a work is known again: kind, name, places, campaigns, and of a house whose it is."""

    unit: Unit
    kind: WorkKind
    name: str
    places: Collection[Unit]
    campaigns: Collection[Campaign]
    details: Mapping[str, Any]


def named_by(content: Content) -> Named:
    """Of what is about to be written."""
    return Named(content.unit, content.kind, content.name, content.places, content.campaigns, content.details)


def named_of(work: Work) -> Named:
    """Of a draft."""
    places = [row.unit for row in work.places.select_related("unit").order_by("id")]
    return Named(work.unit, work.kind, work.name, places, list(work.campaigns.order_by("id")), work.details)


def require_new(named: Named, *, by: By, another: bool, apart_from: Work | None = None) -> None:
    """Raises `AlreadyRegistered` for what the actor may see registered already, unless it is said to be `another`.

    Of two who register the same at one moment the second waits here for the first. What the product itself writes is
    not asked about.
    """
    if another or not isinstance(by, Actor):
        return
    # The places, not their rows' keys: whoever writes of these units otherwise goes on.
    units = [unit.pk for unit in named.places] or [named.unit.pk]
    lock_rows(Unit.objects.filter(pk__in=units).order_by("pk"), rank=Rank.RECORD, for_key=False)
    if found := standing(named, by=by, apart_from=apart_from):
        raise AlreadyRegistered(found)


def standing(named: Named, *, by: Actor, apart_from: Work | None = None) -> Work | None:
    """The first registered work of this kind and name (but for accents) in one of its places, in one of its campaigns.

    Houses of two householders are two. Without a place it is the lead's own that is compared.
    """
    key = fold(named.name)
    rows = Work.objects.living().filter(kind=named.kind, folded__startswith=key)
    if named.places:
        rows = rows.filter(pk__in=WorkPlace.objects.filter(unit__in=named.places).values("work"))
    else:
        rows = rows.filter(unit=named.unit, places__isnull=True)
    if apart_from is not None:
        rows = rows.exclude(pk=apart_from.pk)
    same = [
        pk
        for pk, name, details in rows.order_by("pk").values_list("pk", "name", "details")
        if fold(name) == key and not (named.kind.is_house and _are_two(details, named.details))
    ]
    # Mostly there is none, and nobody asks which campaigns it runs in.
    if not same:
        return None
    found: Work | None = _told_rows(by).filter(pk__in=same, campaigns__in=named.campaigns).order_by("pk").first()
    return found


def standing_among(contents: Sequence[Content], campaign: Campaign, *, by: Actor) -> Iterator[tuple[int, int]]:
    """Of many contents the place of each that is registered already, with that work's id; a handful of statements."""
    wanted: dict[Key, list[int]] = {}
    for number, content in enumerate(contents):
        for place in content.places:
            wanted.setdefault((content.kind.pk, place.pk, fold(content.name)), []).append(number)
    found: dict[int, set[int]] = {}
    for key, work in _rows_of(wanted, campaign):
        for number in wanted[key]:
            found.setdefault(number, set()).add(work)
    said = dict(_readable(set().union(*found.values()), by))
    for number, works in sorted(found.items()):
        content = contents[number]
        for work in sorted(works & said.keys()):
            if not (content.kind.is_house and _are_two(said[work], content.details)):
                yield number, work
                break


def works_told(works: Collection[int], *, by: Actor) -> dict[int, str]:
    """The sentences of these works, by id."""
    return {row.pk: told(row) for row in _told_rows(by).filter(pk__in=works).order_by("pk")}


def told(work: Work) -> str:
    """Which work stands registered, of whom, since when, entered by whom."""
    person = work.entered_by or work.made_by
    return _("«%(work)s» của %(unit)s đã đăng ký ngày %(day)s, người nhập: %(who)s.") % {
        "work": work.name,
        "unit": work.unit.name,
        "day": day_words(clock.day_of(work.registered_at)) if work.registered_at else "–",
        "who": person.full_name if person else _("hệ thống"),
    }


def _told_rows(by: Actor) -> Any:
    return readable(by).select_related("unit", "entered_by", "made_by")


def _are_two(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two houses are told to be two householders'."""
    mine, theirs = (head_words(str(details.get(HOUSEHOLDER) or "")) for details in (one, other))
    return is_one_head(mine, theirs, one.get(BORN), other.get(BORN)) is False


def _rows_of(wanted: Mapping[Key, Any], campaign: Campaign) -> Iterator[tuple[Key, int]]:
    """The living works of the campaign under these keys."""
    rows = WorkPlace.objects.filter(work__campaigns=campaign).exclude(work__status__in=NOT_LIVING).order_by("id")
    rows = rows.filter(work__kind__in={kind for kind, _place, _name in wanted})
    columns = ("work__kind_id", "unit_id", "work__name", "work_id")
    for part in _parts(sorted({place for _kind, place, _name in wanted})):
        for kind, place, name, work in rows.filter(unit__in=part).values_list(*columns).iterator():
            if (key := (kind, place, fold(name))) in wanted:
                yield key, work


def _readable(works: Iterable[int], by: Actor) -> Iterator[tuple[int, dict[str, Any]]]:
    """Those the actor may see, with their own fields."""
    for part in _parts(sorted(works)):
        yield from readable(by).filter(pk__in=part).order_by("pk").values_list("pk", "details")


def _parts(values: Sequence[int]) -> Iterator[list[int]]:
    waiting = iter(values)
    return iter(lambda: list(itertools.islice(waiting, VALUES)), [])
