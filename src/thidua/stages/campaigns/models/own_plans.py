"""What a unit writes of its own: the versions of its plan, who else says a word on it or signs it; who owes a task."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.models.campaign import CampaignTask
from thidua.stages.campaigns.models.plan import Plan


class PlanVersion(models.Model):
    """The plan as it was saved once, never changed; `content` is a `plan_writing.content.Content` as JSON."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by_label = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "number"], name="one_version_number")]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"


class PlanComment(OwnedRecord):
    """What a named unit, or a named person, says of a draft, and what its writers answer (góp ý).

    `unit` is asked; a person without a unit here is written down under the plan's own unit.
    """

    class Status(models.TextChoices):
        ASKED = "asked", _("chờ góp ý")
        GIVEN = "given", _("đã góp ý, chờ trả lời")
        TAKEN = "taken", _("đã tiếp thu")
        EXPLAINED = "explained", _("đã giải trình")
        CALLED_OFF = "called_off", _("thôi xin ý kiến")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="comments")
    of_version = models.PositiveIntegerField()
    person = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.ASKED)
    due_before = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=["asked", "called_off"]) | ~Q(text=""), name="given_comment_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.plan}"


class CoSigning(OwnedRecord):
    """That another body, the `unit`, issues one paper of a plan together with the plan's own (văn bản liên tịch).

    Its leader is asked once the draft goes for signature; with the agreement come the signature as it will be printed
    and, if one was kept back for it, the number. Its officer looks the paper through for the leader (`look_…`). Once it
    is signed the other body can only ask the leading one to take it back (`recall_…`), which answers or does so.
    """

    class Status(models.TextChoices):
        NAMED = "named", _("chờ trình ký")
        ASKED = "asked", _("chờ ký liên tịch")
        AGREED = "agreed", _("đã đồng ý ký")
        SENT_BACK = "sent_back", _("gửi lại để sửa")
        SIGNED = "signed", _("đã ký liên tịch")
        CALLED_OFF = "called_off", _("thôi ban hành liên tịch")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="cosignings")
    document = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="cosignings")
    status = models.CharField(max_length=12, choices=Status, default=Status.NAMED)
    # The lines over the title, one in a row.
    signer_capacity = models.TextField(blank=True)
    signer_title = models.CharField(max_length=200, blank=True)
    signer_name = models.CharField(max_length=100, blank=True)
    reserved = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.CharField(max_length=200, blank=True)
    look_note = models.CharField(max_length=1000, blank=True)
    recall_asked_at = models.DateTimeField(null=True, blank=True)
    recall_reason = models.CharField(max_length=1000, blank=True)
    recall_answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document"], condition=~Q(status="called_off"), name="one_other_body_of_a_paper"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["agreed", "signed"]) | ~Q(signer_name=""), name="agreed_paper_has_its_signer"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "status"], name="cosigning_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.plan}"


class TaskReport(OwnedRecord):
    """That one unit owes a task of «Tổ chức thực hiện», or did it, with its proof.

    Who asked for it sees it or sends it back. `due_before` is the task's, or an earlier day of the unit's own.
    """

    class Status(models.TextChoices):
        OWED = "owed", _("chưa làm")
        DONE = "done", _("đã báo xong")
        RETURNED = "returned", _("bị trả lại")
        SEEN = "seen", _("nơi giao đã xem")

    task = models.ForeignKey(CampaignTask, on_delete=models.PROTECT, related_name="reports")
    status = models.CharField(max_length=10, choices=Status, default=Status.OWED)
    due_before = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    return_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "unit"], name="one_report_of_task"),
            models.CheckConstraint(
                condition=Q(status__in=["owed", "returned"]) | Q(done_on__isnull=False), name="done_task_has_its_day"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "status"], name="task_owed_by")]

    def __str__(self) -> str:
        return f"{self.task}: {self.unit}"
