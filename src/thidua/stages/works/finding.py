"""One work registered by two bodies, found by kind, place, time, words and photos; a person decides what it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.foundation.core import clock, files
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Unit
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.models import NOT_LIVING, Double, Work

KIND, PLACE, TIME, WORDS, PHOTOS = "kind", "place", "time", "words", "photos"
REASONS: dict[str, Promise] = {
    KIND: _("cùng loại"), PLACE: _("cùng nơi"), TIME: _("cùng thời gian"), WORDS: _("tên gần giống"), PHOTOS: _("trùng ảnh"),
}  # fmt: skip
# From this share of common words on, counted in the shorter name, two names are alike.
ALIKE = 0.5
# Words (without accents) that stand in the name of any work and tell nothing of this one.
IDLE = "ho gia dinh ba ong anh chi co chu cho cua tai va nha xay lam moi so xa thon buon bon to dan pho"
# Two records whose times lie farther apart than this are two works: a street is planted again the next year.
APART = datetime.timedelta(days=120)
# Of so many works of a kind in a place the latest are looked at.
NEAR = 200


@dataclass(frozen=True, slots=True)
class Found:
    """Another record that may be the same work, and why."""

    other: Work
    reasons: tuple[str, ...]

    @property
    def told(self) -> str:
        """The reasons in words."""
        return ", ".join(str(REASONS[reason]) for reason in self.reasons)


def doubles_of(work: Work) -> list[Found]:
    """The living works that may be this one; a handful of statements however many there are.

    Of one kind in one place (or one within the other) at one time, with like names or a common photo; or of one kind
    with a common photo, wherever it is said to lie.
    """
    places = [row.unit for row in work.places.select_related("unit__parent").order_by("unit_id")]
    living = Work.objects.exclude(status__in=NOT_LIVING).filter(kind=work.kind_id).exclude(pk=work.pk)
    related = ("kind", "unit__kind", "unit__parent__kind", "mobiliser")
    near = living.filter(_around(places)).select_related(*related).distinct().order_by("-pk")[:NEAR] if places else []
    photos = _with_photos_of(work)
    candidates = {row.pk: row for row in near}
    twins = living.filter(uid__in=photos).select_related(*related).order_by("pk")[:NEAR]
    idle = _idle(work, places)
    found = []
    for other in sorted(
        [*candidates.values(), *(row for row in twins if row.pk not in candidates)], key=lambda row: row.pk
    ):
        reasons = [KIND]
        reasons += [PLACE] if other.pk in candidates else []
        reasons += [TIME] if _is_near_in_time(work, other) else []
        reasons += [WORDS] if alike(work.name, other.name, idle) else []
        reasons += [PHOTOS] if other.uid in photos else []
        if PHOTOS in reasons or {PLACE, TIME, WORDS} <= set(reasons):
            found.append(Found(other, tuple(reasons)))
    return found


def alike(one: str, other: str, idle: frozenset[str]) -> bool:
    """Whether enough of what is said of the shorter name is said of the other; other numbers mean another thing."""
    first, second = _words(one) - idle, _words(other) - idle
    numbers = {word for word in first if word.isdigit()}, {word for word in second if word.isdigit()}
    if all(numbers) and numbers[0] != numbers[1]:
        return False
    if not first or not second:
        return first == second
    return len(first & second) >= ALIKE * min(len(first), len(second))


def _around(places: Iterable[Unit]) -> Q:
    """Works with a place that is one of these, lies in one of these, or in which one of these lies."""
    found = Q(pk__in=[])
    for place in places:
        found |= Q(places__unit__lft__gte=place.lft, places__unit__rgt__lte=place.rgt)
        found |= Q(places__unit__lft__lte=place.lft, places__unit__rgt__gte=place.rgt)
    return found


def _idle(work: Work, places: Iterable[Unit]) -> frozenset[str]:
    """Words that say nothing of this work: its kind's, its places'. The number of a road is a word of its name."""
    around = [place.parent for place in places if place.parent is not None]
    words = _words(" ".join([work.kind.label, IDLE, *(unit.name for unit in [*places, *around])]))
    return frozenset(word for word in words if not word.isdigit())


def _words(name: str) -> set[str]:
    return set(fold(name).replace(",", " ").split())


def _with_photos_of(work: Work) -> set[object]:
    """The records that show a file of this one, byte for byte."""
    proofs = set(files.of_owner(OWNER, work.uid).values_list("sha256", flat=True))
    if not proofs:
        return set()
    twins = files.live().filter(owner_kind=OWNER, sha256__in=proofs).exclude(owner_uid=work.uid)
    return set(twins.values_list("owner_uid", flat=True))


def _is_near_in_time(one: Work, other: Work) -> bool:
    """Whether the two were under way at about the same time; of a record without any day nothing speaks against it."""
    first, second = _span(one), _span(other)
    if first is None or second is None:
        return True
    return first[0] <= second[1] + APART and second[0] <= first[1] + APART


def _span(work: Work) -> tuple[datetime.date, datetime.date] | None:
    days = [day for day in (work.planned_start, work.planned_finish, work.done_date) if day is not None]
    if not days and work.registered_at is not None:
        days = [clock.day_of(work.registered_at)]
    return (min(days), max(days)) if days else None


def merged_into(works: Iterable[Work]) -> dict[int, Work]:
    """For each merged record the one that counts; one statement."""
    rows = Double.objects.filter(status=Double.Status.MERGED).filter(Q(one__in=works) | Q(other__in=works))
    found: dict[int, Work] = {}
    for row in rows.select_related("kept__unit", "one", "other").order_by("id"):
        if row.given_up is not None and row.kept is not None:
            found[row.given_up.pk] = row.kept
    return found


def taken_in(work: Work) -> list[Work]:
    """The records merged into this one."""
    rows = Double.objects.filter(kept=work, status=Double.Status.MERGED)
    given = [row.given_up for row in rows.select_related("one__unit", "other__unit").order_by("id")]
    return [row for row in given if row is not None]
