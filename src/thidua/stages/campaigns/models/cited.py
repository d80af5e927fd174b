"""The library of documents that plans and papers cite (H.2)."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import Person
from thidua.foundation.core.models import Record
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.units.models import Unit


class CitedDocument(Record):
    """A document others cite (H.2). Number or date may be unknown: «không ghi trong kế hoạch».

    Without a `unit` it is the catalogue's: everybody reads it. `source` says where its facts were seen, `doubt` what of
    them was not.
    """

    key = models.SlugField(max_length=80, unique=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("loại văn bản"), max_length=60)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=300)
    date = models.DateField(_("ngày ban hành"), null=True, blank=True)
    subject = models.TextField(_("trích yếu"))
    valid_from = models.DateField(_("hiệu lực từ"), null=True, blank=True)
    # The last day on which it was in force.
    valid_to = models.DateField(_("hiệu lực đến hết"), null=True, blank=True)
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    source = models.CharField(_("nguồn"), max_length=300, blank=True)
    doubt = models.CharField(_("điều chưa rõ"), max_length=300, blank=True)
    folded = models.TextField()
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="cited_in_force_runs_forward",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["number"], name="cited_by_number")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".strip()

    def is_over(self, on: datetime.date) -> bool:
        """Whether it is no longer in force on a day."""
        return self.valid_to is not None and self.valid_to < on

    def is_ahead(self, on: datetime.date) -> bool:
        """Whether it is not yet in force on a day."""
        return self.valid_from is not None and on < self.valid_from


class PaperCitation(models.Model):
    """That an issued paper names a document of the library, found in its words when they were frozen."""

    document = models.ForeignKey(CitedDocument, on_delete=models.PROTECT, related_name="papers")
    paper = models.ForeignKey(IssuedDocument, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "paper"], name="one_citation_in_a_paper")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.document_id}"
