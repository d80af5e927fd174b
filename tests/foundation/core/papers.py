"""A record of the core's own tests: it exists in no application, its table is made beside the others."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.apps.registry import Apps
from django.db import models

from thidua.foundation.core.actors import System
from thidua.foundation.core.models import Record

NOW = datetime.datetime(2024, 7, 15, 2, 0, tzinfo=datetime.UTC)
OFFICER = System(label="Nguyễn Thị An", uid=uuid.UUID(int=11))
LEADER = System(label="Trần Văn Bình", uid=uuid.UUID(int=12))


class Paper(Record):
    """A record with a status, as every stage has them."""

    class Status(models.TextChoices):
        DRAFT = "draft", "nháp"
        SENT = "sent", "đã trình"
        DONE = "done", "đã duyệt"
        DROPPED = "dropped", "đã bỏ"

    title = models.CharField(max_length=100)
    folded = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    due_at = models.DateTimeField(null=True)
    unit_id = models.BigIntegerField(null=True)
    more = models.JSONField(default=dict)

    class Meta:
        app_label = "core_tests"
        # A registry of its own keeps the model out of migrations and of tests over all models.
        apps = Apps()

    def __str__(self) -> str:
        return self.title


def make(title: str = "Giấy", **values: Any) -> Paper:
    return Paper.objects.create(title=title, made_at=NOW, changed_at=NOW, **values)
