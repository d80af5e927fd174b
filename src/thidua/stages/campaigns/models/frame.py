"""The campaign's frame: who takes part, under whom, copied from the tree when units are enrolled."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from thidua.foundation.units.models import Unit, UnitKind
from thidua.stages.campaigns.models.campaign import Campaign


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """The frame as lists."""

    def standing(self) -> Self:
        """The rows that hold now; a dated step of the frame ends one row and begins another."""
        return self.filter(valid_to__isnull=True)

    def beneath(self, place: Participation) -> Self:
        """The place itself and everything under it in the frame."""
        return self.filter(campaign_id=place.campaign_id, lft__gte=place.lft, lft__lte=place.rgt)


class Participation(models.Model):
    """One unit's place in the frame. `lft`/`rgt` are the frame's own preorder interval, not today's tree's."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="participations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="participations")
    parent = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    lft = models.PositiveIntegerField(default=0)
    rgt = models.PositiveIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "unit"], condition=Q(valid_to__isnull=True), name="one_standing_place_in_frame"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "lft"], name="frame_interval"),
            models.Index(fields=["campaign", "parent"], name="frame_by_parent"),
            models.Index(fields=["campaign", "code"], name="frame_by_code"),
            # The units of a kind in a branch, counted and listed without reading their rows.
            models.Index(
                fields=["campaign", "kind", "lft", "rgt", "unit", "valid_from"],
                condition=Q(valid_to__isnull=True),
                name="frame_by_kind",
            ),
            models.Index(fields=["campaign", "kind"], condition=Q(valid_to__isnull=False), name="frame_ended"),
            # Who has somebody beneath, and who came late: few of a kind or none, asked before its list is counted.
            models.Index(
                fields=["campaign", "kind", "lft"],
                condition=Q(valid_to__isnull=True, rgt__gt=F("lft")),
                name="frame_with_units_beneath",
            ),
            models.Index(
                fields=["campaign", "kind", "valid_from"], condition=Q(valid_to__isnull=True), name="frame_since"
            ),
        ]
