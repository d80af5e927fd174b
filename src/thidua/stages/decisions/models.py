"""Decisions: our own numbered ones with their list, and the answers of outside authorities, name by name."""

from __future__ import annotations

import datetime
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord, Person
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm, Campaign
from thidua.stages.nominations.models import Nomination


class Decision(OwnedRecord):
    """A decision on one form of a round, of the body that runs the campaign (`unit`) or recorded by it.

    Ours is drafted, numbered and signed here; another's is recorded, never drafted. `proposal` is the tờ trình to who
    decides. `is_prompt`: a commendation at once for one achievement (I.4), outside the round and its quota.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("đang soạn")
        SUBMITTED = "submitted", _("đã trình người quyết định")
        ISSUED = "issued", _("đã ban hành")
        DISCARDED = "discarded", _("đã bỏ bản nháp")

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="decisions")
    form = models.ForeignKey(AwardForm, on_delete=models.PROTECT, related_name="decisions")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    is_ours = models.BooleanField()
    is_prompt = models.BooleanField(default=False)
    proposal = models.ForeignKey(IssuedDocument, null=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(IssuedDocument, null=True, on_delete=models.PROTECT, related_name="+")
    # Of an outside authority's paper: as it bears them.
    number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decider = models.CharField(max_length=300)
    return_reason = models.TextField(blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status="issued", is_ours=False) | (~Q(number="") & Q(decided_on__isnull=False)),
                name="outside_decision_bears_number_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="issued", is_ours=True) | Q(document__isnull=False),
                name="own_decision_has_its_document",
            ),
            models.UniqueConstraint(
                fields=["form", "number"],
                condition=Q(is_ours=False) & ~Q(number=""),
                name="one_outside_decision_number",
            ),
            models.UniqueConstraint(
                fields=["form"],
                condition=Q(is_ours=True, is_prompt=False, status__in=["draft", "submitted"]),
                name="one_open_decision_of_form",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "status"], name="decision_by_unit")]

    def __str__(self) -> str:
        return f"{self.form} {self.number}".strip()

    @property
    def notation(self) -> str:
        """Number and symbol, of our own from its document; empty while there is none."""
        return self.document.notation if self.is_ours and self.document else self.number

    @property
    def day(self) -> datetime.date | None:
        """The day it bears."""
        return self.document.date if self.is_ours and self.document else self.decided_on


class DecisionEntry(models.Model):
    """One name of a decision and what was decided: given, not given, or a lower form.

    Name, words and achievement are as the decision has them, whatever unit and person are called later. `unit` is the
    honoured body, or the body of the honoured person. Without a nomination where the award is given at once.
    """

    class Result(models.TextChoices):
        GIVEN = "given", _("tặng")
        REFUSED = "refused", _("không tặng")
        LOWERED = "lowered", _("hạ hình thức")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="entries")
    nomination = models.OneToOneField(
        Nomination, null=True, blank=True, on_delete=models.PROTECT, related_name="decision_entry"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    words = models.CharField(max_length=400, blank=True)
    achievement = models.CharField(max_length=600)
    position = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=8, choices=Result, default=Result.GIVEN)
    # The form given where it was lowered.
    given_form = models.CharField(max_length=300, blank=True)
    golden_number = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "position"], name="one_entry_position"),
            models.UniqueConstraint(fields=["decision", "golden_number"], name="one_golden_number_in_decision"),
            models.CheckConstraint(
                condition=~Q(result="lowered") | ~Q(given_form=""), name="lowered_entry_names_the_form"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def source_uid(self) -> uuid.UUID:
        """What the honour of this entry came from."""
        return self.nomination.uid if self.nomination else self.uid
