"""The campaign itself, its phases, events and the kinds of work and milestone it knows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.core.models import Record
from thidua.foundation.units.models import Unit


class Campaign(Record):
    """A time-boxed emulation campaign; `key` is the name of its catalogue folder, e.g. `286`."""

    class Type(models.TextChoices):
        SPECIAL = "special", _("đợt thi đua đặc biệt")
        THEMATIC = "thematic", _("phong trào thi đua theo chuyên đề")
        REGULAR = "regular", _("phong trào thi đua thường xuyên")

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=500)
    short_name = models.CharField(max_length=120)
    type = models.CharField(max_length=20, choices=Type)
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="campaigns")
    starts_on = models.DateField()
    starts_precision = models.CharField(max_length=5, default="day")
    # Either a fixed day (exclusive) or an event ends it; «trước Đại hội» ends the day before the event opens.
    ends_before = models.DateField(null=True, blank=True)
    ends_event_key = models.SlugField(max_length=60, blank=True)
    file_version = models.PositiveIntegerField(default=1)
    file_hash = models.CharField(max_length=64)
    is_invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.short_name


class CampaignEvent(models.Model):
    """An event dates hang on (the provincial congress, the national congress). Without its date nothing is late."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="events")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=300)
    date = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "key"], name="one_event_key")]

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    """A stretch of the campaign. Two phases may share a month: it is in the first until that one's review closes."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    ends_event_key = models.SlugField(max_length=60, blank=True)
    precision = models.CharField(max_length=5, default="month")
    closed_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "number"], name="one_phase_number"),
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")), name="phase_runs_forward"
            ),
        ]


class Occasion(models.Model):
    """What a work may welcome: a congress, an anniversary."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="occasions")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "key"], name="one_occasion_key")]

    def __str__(self) -> str:
        return self.name


class CampaignTheme(models.Model):
    """A purpose or a content of the plan, by its clause: what works and figures are grouped under."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="themes")
    clause = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "clause"], name="one_theme_clause")]


class CampaignTask(models.Model):
    """An assignment of «Tổ chức thực hiện» or of the schedule: who owes what by when, shown by which proof.

    Of the campaign's own plan it is asked of kinds of unit. Of a lower unit's plan (`plan`) it is asked of one unit
    (`owner`), or of the units of some kinds beneath it; `ended_on`: its plan was withdrawn or asks it no more.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="tasks")
    key = models.SlugField(max_length=60)
    clause = models.CharField(max_length=20)
    text = models.TextField()
    unit_kinds = models.JSONField(default=list)
    due_before = models.DateField(null=True, blank=True)
    due_event_key = models.SlugField(max_length=60, blank=True)
    sent_to = models.CharField(max_length=200, blank=True)
    milestone_key = models.SlugField(max_length=60, blank=True)
    plan = models.ForeignKey("Plan", null=True, blank=True, on_delete=models.CASCADE, related_name="tasks")
    owner = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proof = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "key"], name="one_task_key")]

    def __str__(self) -> str:
        return self.text


class MilestoneKind(models.Model):
    """A thing each unit of some kinds does once (or once a year): launch, festival, conference, congress, rating."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="milestone_kinds")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    clause = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200)
    done_words = models.CharField(max_length=200, blank=True)
    unit_kinds = models.JSONField(default=list)
    # Settings of the kind: ways (document, ceremony), years, joint, quality word, new head, prescribed dates, proof.
    settings = models.JSONField(default=dict)
    window_from = models.DateField(null=True, blank=True)
    window_before = models.DateField(null=True, blank=True)
    due_before = models.DateField(null=True, blank=True)
    # The last target or task that asked for it was taken out by an amending document.
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "key"], name="one_milestone_kind_key")]

    def __str__(self) -> str:
        return self.name


class WorkKind(models.Model):
    """A kind of work: its noun group, its quantity's unit, its steps and what it must show. Data of the catalogue."""

    key = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    # công trình, dự án, phần việc, sản phẩm, mô hình, sáng kiến: what the plan calls it.
    group = models.CharField(max_length=40)
    clause = models.CharField(max_length=20, blank=True)
    measure_unit = models.CharField(max_length=20)
    has_money = models.BooleanField(default=False)
    serves_daily_life = models.BooleanField(default=False)
    is_house = models.BooleanField(default=False)
    is_new_build = models.BooleanField(default=False)
    # [{"key", "label", "photos", "paper", "needs", "document"}]: the last step done makes the work done.
    steps = models.JSONField(default=list)
    # What the kind asks beside what all works have: [{"key", "label", "type", "unit", "scale", "choices", "private"}].
    fields = models.JSONField(default=list)
    # Whose house it may be; empty: any household.
    households = models.JSONField(default=list)
    photos_needed = models.PositiveSmallIntegerField(default=1)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.label
