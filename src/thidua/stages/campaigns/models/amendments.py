"""What an amending document changed of a campaign that runs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.models.plan import Plan


class PlanAmendment(models.Model):
    """The campaign's own plan as amended once, never changed: the plan as first issued is version 1, this the next.

    `changes`: [{"sort", "key", "part", "before", "after"}], days in ISO, quantities in the measure's smallest part.
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
