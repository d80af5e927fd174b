"""A campaign before it runs: its files as read from a plan or copied, kept until they are accepted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from thidua.foundation.accounts.models import OwnedRecord, Person
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
    # Accepted by whom and since when it waits for the worker; why the worker could not open it.
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    waits_since = models.DateTimeField(null=True, blank=True)
    told = models.TextField(blank=True)

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
            ),
            models.Index(fields=["id"], condition=Q(waits_since__isnull=False), name="drafts_waiting"),
        ]

    @property
    def is_at_work(self) -> bool:
        """Whether people may still correct it: neither opened, nor waiting for that, nor dropped."""
        return self.campaign_id is None and self.waits_since is None and self.dropped_on is None

    def __str__(self) -> str:
        return self.short_name or self.key
