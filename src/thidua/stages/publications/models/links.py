"""The portal's list of other sites (W.2)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from thidua.foundation.accounts.models import OwnedRecord


class PublicLink(OwnedRecord):
    """A way to another site, at the foot of every page of the portal; what is taken away is kept."""

    title = models.CharField(max_length=120)
    address = models.URLField(max_length=300)
    position = models.PositiveSmallIntegerField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["address"], condition=models.Q(removed_at__isnull=True), name="one_link_of_address"
            )
        ]

    def __str__(self) -> str:
        return self.title
