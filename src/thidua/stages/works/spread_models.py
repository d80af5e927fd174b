"""A model and its spread: the story of a work that others may learn from, and who took it up as their own work."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord, Person
from thidua.foundation.core import search
from thidua.foundation.core.fields import SortKeyField
from thidua.foundation.core.models import StoredFile
from thidua.stages.campaigns.models import Campaign


class StoryQuerySet(models.QuerySet["Story"]):
    """Stories as lists."""

    def matching(self, text: str) -> Self:
        """Search by title, kind, unit and place, without accents."""
        return search.match(self, text)  # type: ignore[return-value]


class Story(OwnedRecord):
    """What a unit tells of a work it has done, so that others can do it too; `unit` is the work's lead.

    The committee above marks it an exemplar with a reason, and opens it to all units of the campaign `opened_in`.
    While it is an exemplar its words stay as they were marked.
    """

    class Status(models.TextChoices):
        TOLD = "told", _("đã kể, chưa công nhận")
        MARKED = "marked", _("gương điển hình")
        OPENED = "opened", _("gương phổ biến toàn hệ thống")
        WITHDRAWN = "withdrawn", _("đã rút")

    work = models.OneToOneField("works.Work", on_delete=models.PROTECT, related_name="story")
    title = models.CharField(_("tên"), max_length=300)
    theme = models.SlugField(max_length=40)
    problem = models.TextField(blank=True)
    way = models.TextField()
    result = models.TextField()
    cost = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    contact = models.CharField(max_length=300, blank=True)
    folded = models.TextField()
    sort_key = SortKeyField()
    status = models.CharField(max_length=10, choices=Status, default=Status.TOLD)
    marked_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    mark_reason = models.TextField(blank=True)
    opened_in = models.ForeignKey(Campaign, null=True, on_delete=models.PROTECT, related_name="+")

    objects = StoryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=["marked", "opened"], marked_at__isnull=False)
                | (~Q(status__in=["marked", "opened"]) & Q(marked_at__isnull=True, marked_by__isnull=True)),
                name="story_marked_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(status="opened", opened_in__isnull=False)
                | (~Q(status="opened") & Q(opened_in__isnull=True)),
                name="story_opened_in_a_campaign",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "status"], name="story_by_unit"),
            models.Index(fields=["opened_in", "status"], name="story_opened"),
            models.Index(fields=["-changed_at", "-id"], name="story_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_exemplar(self) -> bool:
        """Whether a level above has marked it."""
        return self.status in {self.Status.MARKED, self.Status.OPENED}


class StoryPhoto(models.Model):
    """A picture of the work's evidence that the story shows: others see its reduced copy, never the file itself."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["story", "file"], name="one_photo_of_story")]


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    """Adoptions as lists."""

    def live(self) -> Self:
        """Those that were not taken back."""
        return self.filter(status=Adoption.Status.ADOPTED)


class Adoption(OwnedRecord):
    """That a work does after the model of another: a branch of the tree that grows from `root`, the first work.

    `unit` is the adopting unit, the work's lead. It counts once `work` is verified. A work has one model at a time.
    """

    class Status(models.TextChoices):
        ADOPTED = "adopted", _("đang học theo")
        ENDED = "ended", _("đã thôi học theo")

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="adoptions")
    work = models.ForeignKey("works.Work", on_delete=models.PROTECT, related_name="adoptions")
    root = models.ForeignKey("works.Work", on_delete=models.PROTECT, related_name="+")
    changed = models.TextField()
    status = models.CharField(max_length=10, choices=Status, default=Status.ADOPTED)
    end_reason = models.TextField(blank=True)
    # When the origin said that it has read of it.
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["work"], condition=Q(status="adopted"), name="one_model_of_a_work_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(root=models.F("work")), name="adoption_is_not_of_itself"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["root", "status"], name="adoption_by_tree"),
            models.Index(fields=["unit", "status"], name="adoption_by_unit"),
            models.Index(fields=["-made_at", "-id"], name="adoption_newest"),
            models.Index(
                fields=["made_at", "id"], name="adoption_to_be_told", condition=Q(status="adopted", seen_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} ← {self.story}"
