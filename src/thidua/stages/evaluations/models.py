"""Evaluations: a unit or a person held against the criteria of its group, statement by statement."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord, Person
from thidua.foundation.core import search
from thidua.foundation.core.fields import SortKeyField
from thidua.stages.campaigns.models import Campaign, CriteriaSet, Criterion


class Mark(models.TextChoices):
    """What a statement is judged to be; plan 286 knows no points."""

    NOT_MET = "not_met", _("chưa đạt")
    MET = "met", _("đạt")
    OUTSTANDING = "outstanding", _("nổi bật")


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Evaluations as lists."""

    def matching(self, text: str) -> Self:
        return search.match(self, text)  # type: ignore[return-value]


class Evaluation(OwnedRecord):
    """One subject judged: by itself, then by the level above. `unit` is the body, or the body of the person."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("đang tự đánh giá")
        SENT = "sent", _("đã gửi cấp trên")
        RETURNED = "returned", _("bị trả lại")
        JUDGED = "judged", _("cấp trên đã đánh giá")

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="evaluations")
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="evaluations")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    folded = models.TextField()
    sort_key = SortKeyField()
    summary = models.TextField(blank=True)
    # What the level above says of the whole.
    official_summary = models.TextField(blank=True)
    return_reason = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "unit"], condition=Q(person__isnull=True), name="one_evaluation_of_unit"
            ),
            models.UniqueConstraint(
                fields=["campaign", "person"], condition=Q(person__isnull=False), name="one_evaluation_of_person"
            ),
            models.CheckConstraint(
                condition=~Q(status="judged") | Q(judged_at__isnull=False), name="judged_evaluation_has_its_time"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "status"], name="evaluation_by_unit"),
            models.Index(fields=["sort_key", "id"], name="evaluation_by_name"),
        ]

    def __str__(self) -> str:
        return str(self.person or self.unit)


class Judgement(models.Model):
    """One statement: what the subject says, what the data knew when it was sent, what the level above says.

    `text` is the statement as it read when the evaluation began; a plan may be amended after units have answered.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="judgements")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    own_mark = models.CharField(max_length=12, choices=Mark, blank=True)
    own_words = models.TextField(blank=True)
    # [{"label", "words", "address": [route, *args], "query"}]: filled in by the data when it was sent, and marked so.
    known = models.JSONField(default=list)
    official_mark = models.CharField(max_length=12, choices=Mark, blank=True)
    # Why the level above says otherwise; needed where the two marks differ.
    official_words = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluation", "criterion"], name="one_judgement_of_statement"),
            models.CheckConstraint(
                condition=Q(official_mark="") | Q(official_mark=F("own_mark")) | ~Q(official_words=""),
                name="differing_judgement_says_why",
            ),
        ]
