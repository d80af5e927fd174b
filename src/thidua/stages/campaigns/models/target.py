"""Targets: who × measure × credited to × minimum × share × window, all as data."""

from __future__ import annotations

import datetime
import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models.campaign import Campaign
from thidua.stages.campaigns.models.plan import Plan


class Target(models.Model):
    """One measurable obligation of a campaign (clauses III.*).

    A unit is met when its reading (own or subtree) stands in `operator` to its minimum; where `share` is set a level
    reaches the target when met·100 ≥ share·required. Quantities are in the measure unit's smallest part.
    """

    class Reading(models.TextChoices):
        OWN = "own", _("của chính đơn vị")
        SUBTREE = "subtree", _("cả cấp dưới")

    class Operator(models.TextChoices):
        AT_LEAST = "at_least", _("ít nhất")
        AT_MOST = "at_most", _("nhiều nhất")
        EXACTLY = "exactly", _("đúng bằng")

    class Late(models.TextChoices):
        COUNTS_LATE = "counts_late", _("làm muộn vẫn tính, ghi là đạt muộn")
        NOT_COUNTED = "not_counted", _("làm muộn không tính")

    class Beside(models.TextChoices):
        """What a companion shows in the cell of the target it belongs to."""

        EARLIER = "earlier", _("cùng chỉ tiêu ở bước trước")
        IN_PLACE = "in_place", _("mọi việc trên địa bàn, ai làm cũng tính")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="targets")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    short_label = models.CharField(max_length=60)
    note = models.TextField(blank=True)
    unit_kinds = models.JSONField(default=list)
    measure = models.CharField(max_length=40)
    measure_params = models.JSONField(default=dict)
    measure_unit = models.CharField(max_length=20, default="piece")
    credited_to = models.CharField(max_length=30, default="own")
    partners_count = models.BooleanField(default=False)
    reading = models.CharField(max_length=10, choices=Reading, default=Reading.OWN)
    operator = models.CharField(max_length=10, choices=Operator, default=Operator.AT_LEAST)
    minimum = models.BigIntegerField(null=True, blank=True)
    share = models.PositiveSmallIntegerField(null=True, blank=True)
    window_from = models.DateField(null=True, blank=True)
    window_before = models.DateField(null=True, blank=True)
    window_event_key = models.SlugField(max_length=60, blank=True)
    due_before = models.DateField(null=True, blank=True)
    due_event_key = models.SlugField(max_length=60, blank=True)
    judged_from = models.DateField(null=True, blank=True)
    late = models.CharField(max_length=20, choices=Late, default=Late.COUNTS_LATE)
    reference_date = models.DateField(null=True, blank=True)
    # The same measure read otherwise, drawn in the same cell and in no list of its own: at an earlier state («đăng ký»
    # beside «thực hiện»), or of everybody who did it there («trên địa bàn»). Only the target itself is judged.
    companion_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="companions")
    beside = models.CharField(max_length=10, choices=Beside, default=Beside.EARLIER)
    is_being_rebuilt = models.BooleanField(default=False)
    # Raised by each change of what single units are asked, so that of two officers neither overwrites the other unseen.
    version = models.PositiveIntegerField(default=1)
    # An amending document took it out: from this day on nobody is asked for it; the evenings before still show it.
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "code"], name="one_target_code"),
            models.CheckConstraint(condition=Q(share__isnull=True) | Q(share__lte=100), name="share_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.short_label}"


class TargetMinimum(models.Model):
    """A unit's own minimum on a target: a child plan's stricter number, or a row of a table with its source.

    Where a total was shared out (phân bổ), `share` is what the unit was given of it and `allocated_by` whose total that
    is: the unit may take more, never less, and the minimums of all who share must cover the total.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="minimums")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    minimum = models.BigIntegerField()
    source = models.CharField(max_length=300)
    share = models.BigIntegerField(null=True, blank=True)
    allocated_by = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    # Of a number that a unit's own plan or a plan above it asks: that plan, and what stood here before it, if anything.
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    base = models.BigIntegerField(null=True, blank=True)
    base_source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target", "unit"], name="one_minimum_of_unit"),
            models.CheckConstraint(condition=Q(minimum__gte=0), name="minimum_is_not_negative"),
            models.CheckConstraint(
                condition=Q(share__isnull=True, allocated_by__isnull=True)
                | Q(share__gte=0, allocated_by__isnull=False, minimum__gte=F("share")),
                name="minimum_covers_the_share",
            ),
        ]


class PlanTarget(models.Model):
    """What a unit's issued plan asks on a target: of itself (`own`), of each unit beneath that the target asks."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="numbers")
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="plan_numbers")
    own = models.BigIntegerField(null=True, blank=True)
    beneath = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "target"], name="one_number_of_plan"),
            models.CheckConstraint(condition=Q(own__isnull=True) | Q(own__gte=0), name="own_number_is_not_negative"),
            models.CheckConstraint(
                condition=Q(beneath__isnull=True) | Q(beneath__gte=0), name="number_beneath_is_not_negative"
            ),
        ]


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    """Exemptions as lists."""

    def in_force(self, before: datetime.datetime | None = None) -> Self:
        """Those that free now; with a moment those that freed right before it: at most one of a unit in a target."""
        if before is None:
            return self.filter(ended_at__isnull=True)
        return self.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=before), given_at__lt=before)


class Exemption(models.Model):
    """That a document frees a unit from a target: shown as «được miễn (có văn bản)», counted nowhere.

    The document's paper is the exemption's file. What a campaign file says has neither a day nor a reason of its own.
    One that was ended stays: an evening on which it was in force still shows it.
    """

    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="exemptions")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    document = models.CharField(max_length=300)
    signed_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    # Since when and until when the boards show it, whichever day the document bears.
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=200, blank=True)
    end_reason = models.TextField(blank=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["target", "unit"], condition=Q(ended_at__isnull=True), name="one_exemption_of_unit"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(end_reason=""), name="ended_exemption_says_why"
            ),
        ]
        # A board asks of each of its cells, of an evening also about those that were ended.
        indexes: ClassVar = [models.Index(fields=["target", "unit"], name="exemption_of_unit")]

    def __str__(self) -> str:
        return f"{self.target}: {self.document}"
