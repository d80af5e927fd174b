"""Records every room shares: the abstract record, settings of the site, receipts, files and the audit trail."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Record(models.Model):
    """A thing an officer writes: a public `uid` (may be made by the client) and a `version` each operation raises."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(_("lập lúc"))
    changed_at = models.DateTimeField(_("sửa lúc"))

    class Meta:
        abstract = True


class SiteSetting(models.Model):
    """One setting of the site that an administrator changes in the browser."""

    key = models.CharField(max_length=60, primary_key=True)
    value = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class Receipt(models.Model):
    """That an operation was carried out for a client's key: the second call returns the first one's record."""

    key = models.UUIDField(unique=True)
    operation = models.CharField(max_length=100)
    actor_uid = models.UUIDField(null=True)
    model = models.CharField(max_length=100, blank=True)
    object_uid = models.UUIDField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.operation} {self.key}"


class RememberedHeading(models.Model):
    """That a heading in the lists people send means a column of an import sheet; asked once, then known."""

    sheet = models.CharField(max_length=60)
    folded = models.CharField(max_length=200)
    column = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "folded"], name="heading_means_one_column")]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.folded} = {self.column}"


class TakenList(models.Model):
    """A list of an office that was taken over, waits for it (`ended_at` is empty), or was taken back whole.

    `params` are what it was sent for, by the sheet's own names. Of one taken over `last_audit` is the last entry of the
    trail then: whatever the trail tells of its records after that was done to them since.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sheet = models.CharField(max_length=60)
    file_name = models.CharField(max_length=200, blank=True)
    file_uid = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    by_uid = models.UUIDField(null=True)
    by_label = models.CharField(max_length=200)
    unit_id = models.BigIntegerField(null=True)
    params = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Why it was not taken over.
    told = models.TextField(blank=True)
    back_at = models.DateTimeField(null=True)
    last_audit = models.BigIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["by_uid", "-id"], name="taken_list_of_sender"),
            models.Index(fields=["sha256"], name="taken_list_by_content"),
            models.Index(fields=["id"], name="taken_list_waiting", condition=models.Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_waiting(self) -> bool:
        return self.ended_at is None

    @property
    def is_standing(self) -> bool:
        """It was taken over, and not taken back."""
        return self.ended_at is not None and self.back_at is None and not self.told


class TakenRow(models.Model):
    """Which record a row of a list became; the page and row as Excel names them."""

    taken = models.ForeignKey(TakenList, on_delete=models.CASCADE, related_name="rows")
    page = models.CharField(max_length=60, blank=True)
    row = models.PositiveIntegerField()
    object_uid = models.UUIDField()
    # The record was there before: what the row said was put into it.
    was_known = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.page} {self.row}"


class AuditEntry(models.Model):
    """One act: who, when, on what, from what to what, why. Labels and ids only, so that it outlives what it names.

    `act` is the Vietnamese word as the code writes it, marked by `gettext_noop`; `audit.told` translates it.

    Written without a hash in the operation's transaction; `number`, `previous_hash` and `hash` are given by the sealer.
    """

    at = models.DateTimeField()
    site_date = models.DateField()
    actor_uid = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=200)
    act = models.CharField(max_length=100)
    model = models.CharField(max_length=100)
    object_uid = models.UUIDField(null=True)
    object_label = models.CharField(max_length=300)
    unit_id = models.BigIntegerField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    # The act was not carried out; `reason` is the sentence that was told.
    refused = models.BooleanField(default=False)
    number = models.BigIntegerField(null=True, unique=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["object_uid", "id"], name="audit_of_record"),
            models.Index(fields=["actor_uid", "at"], name="audit_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label}: {self.act} {self.object_label}"


class Quarantine(models.TextChoices):
    """Why a kept file is not served; empty for one that is."""

    WAITING = "waiting", _("đang chờ quét vi-rút")
    REJECTED = "rejected", _("phần mềm diệt vi-rút không nhận")


class StoredFile(models.Model):
    """A file kept under a random name and served only to those who may see the record that owns it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner_kind = models.CharField(max_length=60)
    owner_uid = models.UUIDField()
    role = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=200, unique=True)
    thumbnail_path = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by_uid = models.UUIDField(null=True)
    made_by_label = models.CharField(max_length=200)
    removed_at = models.DateTimeField(null=True)
    # What the camera wrote into a photo: when it was taken, where in hundred-thousandths of a degree. Mostly unknown.
    taken_at = models.DateTimeField(null=True)
    latitude = models.IntegerField(null=True)
    longitude = models.IntegerField(null=True)
    quarantine = models.CharField(max_length=8, choices=Quarantine, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner_kind", "owner_uid"], name="file_of_owner"),
            models.Index(fields=["sha256"], name="file_by_content"),
            models.Index(fields=["id"], name="file_waiting", condition=models.Q(quarantine="waiting")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_served(self) -> bool:
        """Whether it may be opened at all: the scanner was there and found nothing, or there is none."""
        return not self.quarantine

    @property
    def point(self) -> tuple[int, int] | None:
        """Latitude and longitude of where the photo says it was taken."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


class ProofLink(models.Model):
    """An address that proves something: an article, a page, a folder, a film. Shown, never opened by the site."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner_kind = models.CharField(max_length=60)
    owner_uid = models.UUIDField()
    sort = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    address = models.CharField(max_length=1000)
    host = models.CharField(max_length=260)
    made_at = models.DateTimeField()
    made_by_uid = models.UUIDField(null=True)
    made_by_label = models.CharField(max_length=200)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner_kind", "owner_uid"], name="link_of_owner")]

    def __str__(self) -> str:
        return self.title


class Sending(models.Model):
    """A file on its way in pieces: whose, how long it will be, how much is there; taken once, by one record."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by_uid = models.UUIDField()
    name = models.CharField(max_length=200)
    length = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["by_uid", "changed_at"], name="sending_of_account"),
            models.Index(fields=["changed_at"], name="sending_left_over"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(received__gte=0, received__lte=models.F("length")), name="sending_within_its_length"
            )
        ]

    def __str__(self) -> str:
        return self.name
