"""What an amending document changed of a campaign that runs, and such a document while it is written here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from thidua.foundation.accounts.models import OwnedRecord
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.models.plan import Plan


class PlanAmendment(models.Model):
    """The campaign's own plan as amended once, never changed: the plan as first issued is version 1, this the next.

    `changes`: [{"sort", "key", "part", "before", "after"}], days in ISO, quantities in the measure's smallest part;
    what was added has nothing before, what was taken out nothing after (parts `added`, `ended`).
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    document = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, related_name="amendment_of")
    what = models.TextField()
    changes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by_label = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "number"], name="one_amendment_number")]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"


class AmendmentDraft(OwnedRecord):
    """An amending document as it is written on the site: `unit` is the plan's own; nothing follows until it is issued.

    `wanted` is an `amended.Changes` as JSON; `reason`: why the leader gave it back, until it is put before them again.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="amendment_drafts")
    document = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, related_name="amendment_draft")
    wanted = models.JSONField(default=dict)
    what = models.TextField(blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    amendment = models.OneToOneField(
        PlanAmendment, null=True, blank=True, on_delete=models.CASCADE, related_name="draft"
    )
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(amendment__isnull=True, dropped_on__isnull=True),
                name="one_amendment_at_work",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.document.subject}"

    @property
    def is_at_work(self) -> bool:
        """Whether it is still written or waits for its signature."""
        return self.amendment_id is None and self.dropped_on is None
