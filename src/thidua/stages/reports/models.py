"""Reports: the form they fill, when they are owed, what they say, and each round they were sent in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord, Person
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign


class ReportForm(models.Model):
    """One version of a report's form: sections with figures and words. Version 1 is the catalogue's, by its hash."""

    key = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300)
    # Sections with their fields, as the catalogue's file gives them; a report keeps the version it was begun with.
    content = models.JSONField(default=dict)
    file_hash = models.CharField(max_length=64)
    valid_from = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "version"], name="one_version_of_report_form")]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class ReportSchedule(models.Model):
    """That units of some kinds owe a report to the level above: the office's own rhythm, or once for a campaign.

    Campaigns are sections of the one report of a period (VII.3b), so a schedule belongs to a body, not to a campaign.
    """

    class Rhythm(models.TextChoices):
        MONTH = "month", _("hằng tháng")
        QUARTER = "quarter", _("hằng quý")
        YEAR = "year", _("hằng năm")
        ONCE = "once", _("một lần")

    owner = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="report_schedules")
    key = models.SlugField(max_length=60)
    clause = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=300)
    form_key = models.SlugField(max_length=60)
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    unit_kinds = models.JSONField(default=list)
    # Whom the paper is addressed to, in the plan's words; who accepts is the level above in the frame.
    sent_to = models.CharField(max_length=300, blank=True)
    with_works = models.BooleanField(default=False)
    campaigns = models.ManyToManyField(Campaign, related_name="report_schedules")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "key"], name="one_report_schedule_key")]

    def __str__(self) -> str:
        return self.name


class ReportPeriod(models.Model):
    """One period of a schedule. `due_before` is exclusive; without it the report is owed but never late.

    What is owed once may have no end of its own.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    schedule = models.ForeignKey(ReportSchedule, on_delete=models.CASCADE, related_name="periods")
    key = models.SlugField(max_length=20)
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    due_before = models.DateField(null=True, blank=True)
    # The document that sets the due date; empty where the plan itself does.
    due_source = models.CharField(max_length=300, blank=True)
    # From this day nothing is sent for the period any more.
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["schedule", "key"], name="one_report_period_key"),
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")),
                name="report_period_runs_forward",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_before"], name="report_period_by_due")]

    def __str__(self) -> str:
        return self.name


class Report(OwnedRecord):
    """One unit's report of one period: one, whatever campaigns it tells of.

    `frozen` holds the figures and the annex as they stood on `data_date` («số liệu tính đến ngày»). Lateness is judged
    on `submitted_at`, the first complete submission; it never moves.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("đang viết")
        FOR_SIGNATURE = "for_signature", _("trình lãnh đạo")
        SUBMITTED = "submitted", _("đã gửi")
        RETURNED = "returned", _("bị trả lại")
        ACCEPTED = "accepted", _("đã nhận")

    period = models.ForeignKey(ReportPeriod, on_delete=models.PROTECT, related_name="reports")
    form = models.ForeignKey(ReportForm, on_delete=models.PROTECT, related_name="reports")
    status = models.CharField(max_length=14, choices=Status, default=Status.DRAFT)
    data_date = models.DateField()
    frozen = models.JSONField(default=dict)
    # Why the leader gave it back to the officer before it was sent; empty once it is handed in again.
    hand_back_reason = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    # The paper of the last round; earlier ones are marked as replaced by it.
    document = models.ForeignKey(IssuedDocument, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "unit"], name="one_report_of_unit_and_period"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "for_signature"]) | Q(submitted_at__isnull=False),
                name="report_sent_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(status="accepted", accepted_at__isnull=False)
                | (~Q(status="accepted") & Q(accepted_at__isnull=True)),
                name="report_accepted_has_its_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["period", "status"], name="report_by_period"),
            models.Index(fields=["unit", "status"], name="report_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.period} · {self.unit}"


class ReportValue(models.Model):
    """One field of a report: a figure in the measure's smallest unit (a share keeps its whole) or words.

    `known` is what the records said on the data date; a figure that differs from it bears its reason in `note`.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="values")
    # Empty for the fields every campaign shares.
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.CASCADE, related_name="+")
    field = models.SlugField(max_length=60)
    figure = models.BigIntegerField(null=True, blank=True)
    denominator = models.BigIntegerField(null=True, blank=True)
    known = models.BigIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "campaign", "field"], name="one_value_of_campaign_field"),
            models.UniqueConstraint(
                fields=["report", "field"], condition=Q(campaign__isnull=True), name="one_value_of_shared_field"
            ),
            models.CheckConstraint(
                condition=Q(figure__isnull=True) | Q(figure__gte=0), name="report_figure_is_not_negative"
            ),
        ]


class ReportRound(models.Model):
    """One time the report was sent, what it said then, and how it came back: `wanted` is [{"field", "reason"}]."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    document = models.ForeignKey(IssuedDocument, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(default=dict)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    wanted = models.JSONField(default=list)
    answer_before = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="one_report_round_number"),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | ~Q(reason=""), name="returned_report_says_why"
            ),
        ]
