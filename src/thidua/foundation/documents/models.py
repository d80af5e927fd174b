"""Issued documents: number, date, signer and state of every official paper; other rooms only point here."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord
from thidua.foundation.units.models import Unit


class Register(models.Model):
    """A number register: one per body, year and series, from 1 on the first of January (NĐ 30, Điều 15)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=40)
    series = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)
    # Numbers before this one were given in a book of paper before the site kept the register: no gaps to explain.
    kept_from = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "body", "series", "year"], name="one_register_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.body} {self.series}".strip()


class RegisterGap(models.Model):
    """A number taken out of the register apart from the documents: kept back, or left empty, with the reason."""

    class State(models.TextChoices):
        RESERVED = "reserved", _("đang giữ")
        EXPLAINED = "explained", _("bỏ trống, có lý do")
        RELEASED = "released", _("thôi giữ")
        USED = "used", _("đã dùng")

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="gaps")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.EXPLAINED)
    reason = models.CharField(max_length=300)
    by_label = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    # What became of a number that was kept back.
    settled_reason = models.CharField(max_length=300, blank=True)
    settled_by = models.CharField(max_length=100, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["register", "number"], name="one_gap_a_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.reason}"


class IssuedDocument(OwnedRecord):
    """One official document. `payload` is the document as it will be printed, frozen when it is numbered."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("bản nháp")
        FOR_SIGNATURE = "for_signature", _("trình ký")
        NUMBERED = "numbered", _("đã cấp số")
        SIGNED = "signed", _("đã ký")
        ISSUED = "issued", _("đã ban hành")
        REPLACED = "replaced", _("đã được thay thế")
        WITHDRAWN = "withdrawn", _("đã thu hồi")

    kind = models.CharField(max_length=20)
    body = models.CharField(max_length=40)
    series = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=100, blank=True)
    date = models.DateField(null=True, blank=True)
    signer_capacity = models.CharField(max_length=200, blank=True)
    signer_title = models.CharField(max_length=200, blank=True)
    signer_name = models.CharField(max_length=100, blank=True)
    subject = models.TextField()
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    payload = models.JSONField(default=dict)
    issued_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    # Of a joint document: the paper of the body that leads, of which this row is the other body's own entry.
    led_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="entries")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "body", "series", "year", "number"],
                condition=Q(number__isnull=False),
                name="document_number_never_reused",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | (Q(date__isnull=False) & Q(year__isnull=False)),
                name="numbered_document_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notation} {self.subject}".strip()

    @property
    def notation(self) -> str:
        """Number and symbol as offices cite it: 286/KH-MTTQ-BTT."""
        return notation_of(self.number, self.symbol)


def notation_of(number: int | None, symbol: str) -> str:
    """Number and symbol as offices cite them; empty while there is no number."""
    return f"{number:02d}/{symbol}" if number else ""


class Dispatch(models.Model):
    """That a document was sent to one recipient: a unit of the site, or a body outside by name.

    A unit says itself that it has it. Of a body outside somebody writes down how it was sent, and by what receipt.
    """

    class Way(models.TextChoices):
        POST = "post", _("qua bưu điện")
        HAND = "hand", _("trao tay")
        EMAIL = "email", _("qua thư điện tử")
        OTHER_SYSTEM = "system", _("qua hệ thống quản lý văn bản khác")

    document = models.ForeignKey(IssuedDocument, on_delete=models.CASCADE, related_name="dispatches")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=300)
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=100, blank=True)
    # Of a body outside: empty until somebody has written down how it went.
    way = models.CharField(max_length=10, choices=Way, blank=True)
    receipt = models.CharField(max_length=300, blank=True)
    logged_by = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "unit"], condition=Q(unit__isnull=False), name="one_dispatch_to_a_unit"
            )
        ]

    def __str__(self) -> str:
        return self.recipient


class LetterBatch(models.Model):
    """Many letters that the worker draws into one package for who asked; gone with its file after a while.

    `sort` names what draws them, `params` what they were asked for in its own words. `drawn` grows as the work goes on.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sort = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    params = models.JSONField(default=dict)
    ending = models.CharField(max_length=4)
    by_uid = models.UUIDField(null=True)
    by_label = models.CharField(max_length=200)
    total = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    # The worker that draws it gives a sign here; how many began it, the last of which has it.
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    # Why nothing, or not all, was drawn.
    told = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["by_uid", "-id"], name="letters_of_sender"),
            models.Index(fields=["id"], name="letters_waiting", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_waiting(self) -> bool:
        return self.ended_at is None

    @property
    def is_ready(self) -> bool:
        return self.ended_at is not None and not self.told


class OwnWording(OwnedRecord):
    """The sentences that a unit changed for its papers of one kind or, with `campaign`, for a campaign that it runs.

    `sentences` holds only what differs from what lies beneath; `bases` the catalogue's sentence as it was when each was
    changed, so that a newer catalogue can be told. The version is the number of the last of its versions.
    """

    name = models.CharField(max_length=60)
    campaign = models.CharField(max_length=80, blank=True)
    sentences = models.JSONField(default=dict)
    bases = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name", "campaign"], name="one_wording_of_a_unit"),
            models.UniqueConstraint(
                fields=["campaign", "name"], condition=~Q(campaign=""), name="one_wording_of_a_campaign"
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.name, self.campaign)))


class WordingVersion(models.Model):
    """The sentences as they were saved once: never changed, so that any of them can be read, compared, taken back."""

    wording = models.ForeignKey(OwnWording, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sentences = models.JSONField(default=dict)
    at = models.DateTimeField()
    by_label = models.CharField(max_length=100)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["wording", "number"], name="one_version_of_wording")]

    def __str__(self) -> str:
        return f"{self.wording_id} {self.number}"
