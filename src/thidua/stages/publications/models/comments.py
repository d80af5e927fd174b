"""What readers say beneath a published thing: read by a person before anybody else reads it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.models import OwnedRecord
from thidua.stages.publications.models.items import PublicItem


class PublicCommentQuerySet(models.QuerySet["PublicComment"]):
    """Comments as lists."""

    def waiting(self) -> Self:
        """Those nobody has read yet."""
        return self.filter(status=PublicComment.Status.WAITING)

    def shown(self) -> Self:
        """Those that stand beneath their thing."""
        return self.filter(status=PublicComment.Status.SHOWN)


class PublicComment(OwnedRecord):
    """A reader's words as sent; `unit` is the body that reads them. `shown_text` is what the portal shows of them.

    `contact` is for the office alone. `sender` tells apart who sends too much; it is emptied after two days.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("chờ duyệt")
        SHOWN = "shown", _("đã đăng")
        REFUSED = "refused", _("không đăng")
        # Of a candidate: handed down to who runs the round, never shown.
        HANDED_DOWN = "handed-down", _("đã chuyển nơi xét khen thưởng")

    item = models.ForeignKey(PublicItem, on_delete=models.CASCADE, related_name="comments")
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING)
    author = models.CharField(max_length=100)
    contact = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    shown_text = models.TextField(blank=True)
    sender = models.CharField(max_length=64, blank=True)

    objects = PublicCommentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(status="shown") | ~models.Q(shown_text=""), name="shown_comment_has_its_words"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["item", "status", "made_at"], name="comments_of_item"),
            models.Index(fields=["unit", "status", "made_at"], name="comments_of_unit"),
            models.Index(fields=["sender", "made_at"], name="comments_of_sender"),
        ]

    def __str__(self) -> str:
        return str(_("Ý kiến về «%(title)s»") % {"title": self.item.title})
