"""A campaign before it runs: its files as read from a plan or copied, kept until they are accepted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from thidua.foundation.accounts.models import OwnedRecord
from thidua.stages.campaigns.models.campaign import Campaign


class CampaignDraft(OwnedRecord):
    """The files of a campaign that `unit` will own, by their names. `campaign`: what became of them once accepted.

    What was opened or dropped is changed no more; the files of an opened one are what a later copy begins from.
    """

    key = models.CharField(max_length=60)
    short_name = models.CharField(max_length=120, blank=True)
    files = models.JSONField()
    copied_from = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.CASCADE, related_name="copies")
    campaign = models.OneToOneField(Campaign, null=True, blank=True, on_delete=models.CASCADE, related_name="draft")
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(campaign__isnull=True) | Q(dropped_on__isnull=True), name="opened_draft_is_not_dropped"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "-changed_at"],
                condition=Q(campaign__isnull=True, dropped_on__isnull=True),
                name="drafts_at_work",
            )
        ]

    def __str__(self) -> str:
        return self.short_name or self.key
