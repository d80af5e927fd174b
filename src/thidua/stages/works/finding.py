"""One work registered by two bodies, found by kind, place, time, words and photos; a person decides what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from thidua.foundation.core import files
from thidua.foundation.units.models import Unit
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.likeness import NEAR, REASONS, facts_of, idle_words, likeness
from thidua.stages.works.models import NOT_LIVING, Double, Work, WorkQuerySet

RELATED = ("kind", "unit__kind", "unit__parent__kind", "mobiliser")


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
    with a common photo, wherever it is said to lie; of houses also those of one householder in one place, and none of
    two. `finding_many` answers the same of many works at once.
    """
    places = [row.unit for row in work.places.select_related("unit__parent").order_by("unit_id")]
    living = others_of(work)
    photos = _with_photos_of(work)
    near = {row.pk: row for row in around(living, places).select_related(*RELATED)} if places else {}
    twins = living.filter(uid__in=photos).select_related(*RELATED).order_by("pk")[:NEAR] if photos else ()
    parents = [place.parent for place in places if place.parent is not None]
    idle = idle_words([work.kind.label, *(unit.name for unit in [*places, *parents])])
    facts, found = facts_of(work), []
    for other in sorted([*near.values(), *(row for row in twins if row.pk not in near)], key=lambda row: row.pk):
        reasons = likeness(facts, facts_of(other), idle, is_near=other.pk in near, is_pictured=other.uid in photos)
        if reasons is not None:
            found.append(Found(other, reasons))
    return found


def others_of(work: Work) -> WorkQuerySet:
    """The living works of its kind but itself."""
    return Work.objects.exclude(status__in=NOT_LIVING).filter(kind=work.kind_id).exclude(pk=work.pk)


def around(living: WorkQuerySet, places: Iterable[Unit]) -> QuerySet[Work]:
    """The latest of the works with a place that is one of these, lies in one of these, or holds one of these."""
    found = Q(pk__in=[])
    for place in places:
        found |= Q(places__unit__lft__gte=place.lft, places__unit__rgt__lte=place.rgt)
        found |= Q(places__unit__lft__lte=place.lft, places__unit__rgt__gte=place.rgt)
    return living.filter(found).distinct().order_by("-pk")[:NEAR]


def _with_photos_of(work: Work) -> set[object]:
    """The records that show a file of this one, byte for byte."""
    proofs = set(files.of_owner(OWNER, work.uid).values_list("sha256", flat=True))
    if not proofs:
        return set()
    twins = files.live().filter(owner_kind=OWNER, sha256__in=proofs).exclude(owner_uid=work.uid)
    return set(twins.values_list("owner_uid", flat=True))


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
