"""Groups of a campaign's units for ranking and reports: who belongs, who heads them in a year, what they signed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.core.models import Record
from thidua.foundation.units.models import DatedQuerySet, Unit
from thidua.stages.campaigns.models.campaign import Campaign


class UnitGroup(Record):
    """A named set of units that a campaign's body ranks and hears together; no level of the tree, without totals.

    A group that ended keeps its members, heads and pacts.
    """

    class Kind(models.TextChoices):
        CLUSTER = "cluster", _("cụm thi đua")
        BLOC = "bloc", _("khối thi đua")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="groups")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.CLUSTER)
    name = models.CharField(max_length=200)
    # The document that sets the group up.
    source = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    # Put there by `groups.with_year` and `groups.listed`, on rows read through them.
    heads_now: list[GroupHead]
    pacts_now: list[GroupPact]
    number: int
    is_own: bool

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "key"], name="one_group_key"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="group_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """That a unit belongs to a group, from a day to the day before another; to one group of a campaign at a time."""

    # The group's own campaign, kept here so that the database holds a unit to one group of it.
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(UnitGroup, on_delete=models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="group_places")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "unit"], condition=Q(valid_to__isnull=True), name="one_group_of_unit"
            )
        ]


class GroupHead(models.Model):
    """The member that heads a group in a year (cụm trưởng, khối trưởng), by a document."""

    group = models.ForeignKey(UnitGroup, on_delete=models.CASCADE, related_name="heads")
    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "year"], name="one_head_of_year")]


class GroupPact(Record):
    """What the members of a group signed for a year (giao ước thi đua): its words; the signed paper is its file."""

    group = models.ForeignKey(UnitGroup, on_delete=models.CASCADE, related_name="pacts")
    year = models.PositiveSmallIntegerField()
    signed_on = models.DateField()
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "year"], name="one_pact_of_year")]

    def __str__(self) -> str:
        return f"{self.group} {self.year}"
