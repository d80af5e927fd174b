"""What the public may see: frozen copies, made by a person (plans, works, news, names) or by the clock (progress)."""

from __future__ import annotations

import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord
from thidua.foundation.core import search
from thidua.foundation.core.models import StoredFile
from thidua.stages.campaigns.models import Campaign


class PublicItemQuerySet(models.QuerySet["PublicItem"]):
    """Published things as lists."""

    def live(self) -> Self:
        """Those that stand on the portal now."""
        return self.filter(status=PublicItem.Status.PUBLISHED)

    def open_on(self, day: datetime.date) -> Self:
        """Those that stand for a time, on a day of it."""
        return self.live().filter(shown_before__gt=day)

    def matching(self, text: str) -> Self:
        return search.match(self, text)  # type: ignore[return-value]


class PublicItem(OwnedRecord):
    """A thing as a person published it. `content` is the frozen copy; the source may change without it.

    The date of publication and the date of the thing itself are both kept and shown (W.1). `shown_before` ends the
    time in which a candidate's name stands for comment.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("kế hoạch")
        WORK = "work", _("công trình")
        NEWS = "news", _("tin")
        HONOUR = "honour", _("khen thưởng")
        CANDIDATE = "candidate", _("lấy ý kiến")

    class Category(models.TextChoices):
        NEWS = "news", _("Tin nổi bật")
        WORKS = "works", _("Công trình chào mừng")
        ACTIVITIES = "activities", _("Hoạt động ở cơ sở")
        DOCUMENTS = "documents", _("Văn bản, hướng dẫn")
        HONOURS = "honours", _("Gương điển hình, khen thưởng")
        CANDIDATES = "candidates", _("Lấy ý kiến Nhân dân")

    class Status(models.TextChoices):
        PUBLISHED = "published", _("đang đăng")
        WITHDRAWN = "withdrawn", _("đã gỡ")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="public_items")
    kind = models.CharField(max_length=10, choices=Kind)
    source_uid = models.UUIDField()
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    category = models.CharField(max_length=12, choices=Category)
    author = models.CharField(max_length=100)
    title = models.CharField(max_length=600)
    text = models.TextField(blank=True)
    unit_name = models.CharField(max_length=400)
    thing_date = models.DateField(null=True, blank=True)
    content = models.JSONField(default=dict)
    folded = models.TextField()
    published_at = models.DateTimeField()
    shown_before = models.DateField(null=True, blank=True)

    objects = PublicItemQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "kind", "source_uid"],
                condition=Q(status="published"),
                name="one_live_publication_of_a_thing",
            ),
            models.CheckConstraint(
                condition=~Q(kind="candidate") | Q(shown_before__isnull=False), name="candidate_stands_for_a_time"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["status", "kind", "-published_at", "-id"], name="public_items_newest")
        ]

    def __str__(self) -> str:
        return self.title


class PublicPlace(models.Model):
    """A place a published work serves, as people call it («Thôn 1, xã Nam Dong, huyện Cư Jút»), and its district."""

    item = models.ForeignKey(PublicItem, on_delete=models.CASCADE, related_name="places")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=400)
    # The unit just beneath the campaign's body in the frame, by which the portal groups works; empty for that body.
    district_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "position"], name="one_place_of_item")]
        indexes: ClassVar = [models.Index(fields=["district_name", "item"], name="public_place_by_district")]


class PublicPhoto(models.Model):
    """A photo that goes with a published thing; the portal serves its reduced copy, which carries no place data."""

    item = models.ForeignKey(PublicItem, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "file"], name="one_photo_of_item")]


class PublicProgress(models.Model):
    """A campaign's progress as the public sees it («số liệu đến …»): one row a campaign, replaced by each freezing."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="public_progress")
    site_date = models.DateField()
    frozen_at = models.DateTimeField()
    content = models.JSONField(default=dict)
