"""What spreading owes: who told a story reads who takes its model up."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.asking import Asked, Line, Question
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.stages.works.models import Adoption
from thidua.stages.works.queries import entered_units

# More than this are read on the story's own page.
MOST = 5


def questions(actor: Actor, on: datetime.date) -> Iterator[Question]:
    """Adoptions of the stories the actor answers for, until somebody says that they were read of."""
    if actor.posts_with(Permission.WORKS_ENTER):
        own = entered_units(actor).order_by().values("pk")
        rows = Adoption.objects.live().filter(seen_at=None, story__unit__in=own)
        yield Question(
            rows, _told, most=MOST, unit="story__unit_id", at="made_at", name="unit__name", detail="story__title",
            key="story__uid",
        )  # fmt: skip


def _told(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="model-adopted",
            unit_id=line.unit_id,
            what=_("%(unit)s học theo mô hình của anh chị") % {"unit": line.name},
            action=_("Xem"),
            address_name="desk:exemplar",
            address_args=(uuid.UUID(line.key),),
            since=line.since,
            detail=line.detail,
        )


duties = Asked(questions)
SOURCES.register("models", duties)
