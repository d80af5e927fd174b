"""How often the portal is read. Nobody is followed: a visitor is a word that changes every day and is then dropped."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from thidua.stages.publications.models.items import PublicItem


class VisitDay(models.Model):
    """One day: visits (a new one after half an hour of silence), visitors, pages of things read. Kept for good."""

    day = models.DateField(unique=True)
    visits = models.PositiveBigIntegerField(default=0)
    visitors = models.PositiveBigIntegerField(default=0)
    views = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.day)


class PublicViews(models.Model):
    """How often a published thing was read; goes on with the copy that replaces it."""

    item = models.OneToOneField(PublicItem, on_delete=models.CASCADE, related_name="views")
    count = models.PositiveBigIntegerField(default=0)


class Visitor(models.Model):
    """Somebody of these two days, by a keyed hash of address and browser that is another one tomorrow."""

    token = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField(db_index=True)


class VisitorItem(models.Model):
    """That a visitor of the day has read a thing: one reader a day is one view."""

    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="items")
    item = models.ForeignKey(PublicItem, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["visitor", "item"], name="one_view_of_visitor")]
