"""Beside a work in its life: its estimate, questions, signed papers, records that may be the same work."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord, Person
from thidua.foundation.documents.models import IssuedDocument

if TYPE_CHECKING:
    from thidua.stages.works.models import Work


class WorkEstimate(models.Model):
    """The estimate (dự toán) of one source as it was when the work was approved; `WorkMoney` is what is known now."""

    work = models.ForeignKey("works.Work", on_delete=models.CASCADE, related_name="estimates")
    source = models.SlugField(max_length=40)
    amount = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["work", "source"], name="one_estimate_of_source"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="work_estimate_is_positive"),
        ]


class WorkQuestion(models.Model):
    """What the level above asked about a registered work, and the lead's answer."""

    work = models.ForeignKey("works.Work", on_delete=models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["work"], condition=Q(answered_at__isnull=True), name="one_open_question_of_work"
            )
        ]


class WorkPaper(models.Model):
    """A signed paper of a step: the support decision of a house, the minutes of its hand-over.

    Its words lie frozen in `document`. `is_scan`: signed on paper, the scan stands among the work's files.
    """

    work = models.ForeignKey("works.Work", on_delete=models.PROTECT, related_name="papers")
    step = models.SlugField(max_length=40)
    kind = models.SlugField(max_length=40)
    document = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    is_scan = models.BooleanField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoke_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["work", "step"], condition=Q(revoked_at__isnull=True), name="one_paper_of_step"
            )
        ]


class Double(OwnedRecord):
    """Two records that may be one work: found by the machine or seen by a person, decided by the level above both.

    `unit` is the lead of the first, `one` the record that was made first. While merged, `kept` is the record that
    counts, `lent` what the other one gave it (ids by list) and `before` what undoing puts back.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("chưa xem")
        MERGED = "merged", _("đã gộp")
        APART = "apart", _("là hai công trình")

    one = models.ForeignKey("works.Work", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("works.Work", on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    kept = models.ForeignKey("works.Work", null=True, on_delete=models.CASCADE, related_name="took_in")
    lent = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="one_double_of_two_works"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="double_in_order"),
            models.CheckConstraint(
                condition=Q(status="merged", kept__isnull=False) | (~Q(status="merged") & Q(kept__isnull=True)),
                name="double_merged_has_the_kept",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["status", "-changed_at", "-id"], name="double_newest")]

    def __str__(self) -> str:
        return f"{self.one} / {self.other}"

    @property
    def given_up(self) -> Work | None:
        """The record that was merged into the kept one."""
        if self.kept_id is None:
            return None
        return self.other if self.kept_id == self.one_id else self.one
