"""Units: one containment tree of today, with dated names, kinds, parents and codes beside it.

Identity is the row and its `uid`: names repeat, official codes are reused, parents change.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.core import search
from thidua.foundation.core.fields import SortKeyField
from thidua.foundation.core.models import Record

Interval = tuple[int, int]


class UnitKind(models.Model):
    """A kind of unit (province's Front committee, residential area, …): data from the catalogue."""

    key = models.CharField(max_length=40, primary_key=True)
    system = models.CharField(max_length=40)
    label = models.CharField(max_length=100)
    short_label = models.CharField(max_length=40)
    place_words = models.CharField(max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField()
    is_committee = models.BooleanField(default=False)
    is_area = models.BooleanField(default=False)
    issues_documents = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.label


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units as lists; every list a person sees passes `inside`."""

    def inside(self, intervals: tuple[Interval, ...]) -> Self:
        """The units of some branches, given as intervals of the tree's preorder; none for no interval."""
        return self.filter(within("", intervals))

    def branch(self, unit: Unit) -> Self:
        """The unit and everything beneath it in today's tree."""
        return self.filter(lft__gte=unit.lft, rgt__lte=unit.rgt)

    def above(self, unit: Unit) -> Self:
        """The unit's superiors in today's tree, the unit itself left out; the last beneath one ends where that ends."""
        return self.filter(lft__lt=unit.lft, rgt__gte=unit.rgt)

    def matching(self, text: str) -> Self:
        """Search by name without accents."""
        return search.match(self, text)  # type: ignore[return-value]

    def by_name(self) -> Self:
        """Vietnamese alphabetical order."""
        return self.order_by("sort_key", "id")


class Unit(Record):
    """What takes part: a committee, a department, an organization, a residential area with its board."""

    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên"), max_length=200)
    short_name = models.CharField(max_length=120)
    place_type = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    lft = models.PositiveIntegerField(default=0)
    rgt = models.PositiveIntegerField(default=0)
    folded = models.CharField(max_length=240)
    sort_key = SortKeyField()
    contact_name = models.CharField(_("người liên hệ"), max_length=100, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    is_invented = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            # The ids of a branch stand in it: PostgreSQL reads no unit for them.
            models.Index(fields=["lft", "rgt"], include=["id"], name="unit_interval"),
            models.Index(fields=["parent", "sort_key"], name="unit_by_parent"),
            models.Index(fields=["kind", "lft"], name="unit_by_kind"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(rgt__gte=F("lft")), name="unit_interval_runs_forward"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="unit_dates_run_forward"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_inside(self, intervals: tuple[Interval, ...]) -> bool:
        """Whether the unit lies in one of the branches."""
        return any(low <= self.lft and self.rgt <= high for low, high in intervals)


def is_department(kind: str) -> bool:
    """Whether a kind of unit is a department of the body above it, which it acts for."""
    return kind.endswith("department")


def within(path: str, intervals: tuple[Interval, ...]) -> Q:
    """The filter «lies in one of these branches» for a column that leads to a unit; nothing for no branch."""
    lead = f"{path}__" if path else ""
    condition = Q(pk__in=[])
    for low, high in intervals:
        condition |= Q(**{f"{lead}lft__gte": low, f"{lead}lft__lte": high})
    return condition


def outside(intervals: Iterable[Interval]) -> Q:
    """The units that lie in none of the branches, as ranges an index can follow."""
    ends = sorted(intervals)
    if not ends:
        return Q()
    gaps = Q(lft__lt=ends[0][0]) | Q(lft__gt=ends[-1][1])
    for (_first, last), (following, _last) in itertools.pairwise(ends):
        gaps |= Q(lft__gt=last, lft__lt=following)
    return gaps


class Dated(models.Model):
    """A fact that holds from a day to the day before another; an open end is today."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class DatedQuerySet(models.QuerySet):
    """Dated facts."""

    def on(self, day: object) -> Self:
        """Those that hold on a day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class UnitName(Dated):
    """A name the unit bore."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=120)

    objects = DatedQuerySet.as_manager()


class UnitKindPeriod(Dated):
    """A kind the unit was of."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="kinds")
    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, related_name="+")

    objects = DatedQuerySet.as_manager()


class UnitParent(Dated):
    """What the unit was directly under; a row may lie in the future."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")

    objects = DatedQuerySet.as_manager()


class UnitCode(Dated):
    """A code of the unit in a scheme (`gso` the statistics office's, `site` our own). Codes are reused: never a key."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="codes")
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=30)

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["scheme", "value"], name="unit_by_code")]


class UnitBoundary(models.Model):
    """The outline of a unit's place for maps, made simple (see `outlines`); from an office's file, none is shipped."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="boundary")
    # Rings of whole numbers, longitude and latitude in turn, in hundred-thousandths of a degree.
    rings = models.JSONField()
    source = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()


class UnitLink(Dated):
    """An organization belongs to the Front committee of its level: reading and filters, never totals or writing."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="links")
    to = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="members")
    kind = models.CharField(max_length=40, default="member")

    objects = DatedQuerySet.as_manager()


class UnitGroup(Dated):
    """A named set of units compared with each other (cụm, khối)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    units = models.ManyToManyField(Unit, related_name="groups")

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One edge of a reorganisation; many units may become one and one many."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=20)
    effective_date = models.DateField()
    document = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor", "effective_date"], name="one_succession_edge")
        ]
