"""The fund before the public: what a body's branch raised and spent, and the houses it helped, year by year."""

from __future__ import annotations

from django.db import models

from thidua.foundation.units.models import Unit


class PublicFund(models.Model):
    """Quỹ “Vì người nghèo” of a body's branch as the public sees it: one row a body, replaced by each freezing.

    It holds sums by unit and year, so that no donor can be in it.
    """

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="+")
    frozen_at = models.DateTimeField()
    content = models.JSONField(default=dict)
