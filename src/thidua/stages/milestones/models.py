"""What each unit does once, or once a year: planned for a day, done on a day, with its proof (III.1-2, 5b-6)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord, Person
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, MilestoneKind


class Milestone(OwnedRecord):
    """One milestone of one unit. What the unit did together with others stands once, with its partners."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("chưa làm")
        DONE = "done", _("đã báo, chờ xác nhận")
        RETURNED = "returned", _("bị trả lại")
        VERIFIED = "verified", _("đã xác nhận")

    class Way(models.TextChoices):
        DOCUMENT = "document", _("bằng kế hoạch, văn bản")
        CEREMONY = "ceremony", _("bằng lễ phát động")

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="milestones")
    kind = models.ForeignKey(
        MilestoneKind, on_delete=models.PROTECT, related_name="milestones", verbose_name=_("mốc việc")
    )
    # Only of kinds that come every year (the yearly rating).
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    planned_date = models.DateField(_("ngày dự kiến"), null=True, blank=True)
    # The last good day a document of the level above gives this very unit (pilot congresses, III.6b).
    prescribed_date = models.DateField(_("ngày quy định"), null=True, blank=True)
    prescribed_by = models.CharField(_("văn bản quy định"), max_length=300, blank=True)
    done_date = models.DateField(_("ngày làm xong"), null=True, blank=True)
    way = models.CharField(_("cách làm"), max_length=10, choices=Way, blank=True)
    document_number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    document_date = models.DateField(_("ngày văn bản"), null=True, blank=True)
    document_subject = models.CharField(_("trích yếu"), max_length=500, blank=True)
    was_held_well = models.BooleanField(_("tổ chức tốt"), default=False)
    # One of the kind's answers by its key: the year's rating; with the body that gave it.
    answer = models.SlugField(_("kết quả"), max_length=60, blank=True)
    answered_by = models.CharField(_("nơi xếp loại"), max_length=200, blank=True)
    # The kind's figures by their keys (sessions held, people who came), whole numbers.
    figures = models.JSONField(default=dict, blank=True)
    new_head_name = models.CharField(_("Trưởng ban mới"), max_length=100, blank=True)
    new_head_phone = models.CharField(_("điện thoại Trưởng ban"), max_length=20, blank=True)
    note = models.CharField(_("ghi chú"), max_length=1000, blank=True)
    reported_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    # The unit that entered it in this unit's place: the commune for its residential areas.
    entered_by = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verified_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.CharField(_("lý do trả lại"), max_length=1000, blank=True)
    partners: models.ManyToManyField[Unit, MilestonePartner] = models.ManyToManyField(
        Unit, through="MilestonePartner", related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "unit", "year"], name="one_milestone_of_year"),
            models.UniqueConstraint(
                fields=["kind", "unit"], condition=Q(year__isnull=True), name="one_milestone_of_unit"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["done", "verified"]) | Q(done_date__isnull=False),
                name="done_milestone_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(status="verified", verified_at__isnull=False)
                | (~Q(status="verified") & Q(verified_at__isnull=True)),
                name="verified_milestone_says_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "status"], name="milestone_by_status"),
            models.Index(fields=["kind", "unit"], name="milestone_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}" if self.year else str(self.kind)


class MilestonePartner(models.Model):
    """That another unit did the same together with the milestone's own: both are credited, the thing stands once."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="shares")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    # The milestone's own, so that the database refuses a unit that took part twice.
    kind = models.ForeignKey(MilestoneKind, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "unit", "year"], name="one_share_of_year"),
            models.UniqueConstraint(fields=["kind", "unit"], condition=Q(year__isnull=True), name="one_share_of_unit"),
        ]
