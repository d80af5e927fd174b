"""Records that may be one work wait for a word of the level above both: each pair, or all of them by their list."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator

from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.asking import Asked, Line, Question
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.stages.works import filters
from thidua.stages.works.queries import doubles_to_decide

# More than so many pairs are one duty with a count that leads to their list.
SINGLY = 5
BETWEEN = " "


def questions(actor: Actor, on: datetime.date) -> Iterator[Question]:
    """The open pairs of which a body of the actor is the nearest above both."""
    if actor.by_link or not actor.bodies_with(Permission.WORKS_NOTE):
        return
    parts = (Cast("one__uid", TextField()), Value(BETWEEN), Cast("other__uid", TextField()))
    both = Concat(*parts, output_field=TextField())
    yield Question(
        doubles_to_decide(actor), _told, most=SINGLY, at="made_at", name="one__name", detail="one__unit__short_name",
        note="other__unit__short_name", key=both,
    )  # fmt: skip


def _told(lines: list[Line]) -> Iterator[Duty]:
    total = lines[0].total
    if total > SINGLY:
        yield Duty(
            kind="doubles-decide",
            unit_id=lines[0].unit_id,
            what=_("Xem các công trình có thể đăng ký hai lần"),
            action=_("Xem danh sách"),
            address_name="desk:doubles-view",
            address_args=(filters.TO_DECIDE,),
            since=lines[0].since,
            detail=ngettext("%(pairs)d cặp chờ gộp hoặc giữ riêng", "%(pairs)d cặp chờ gộp hoặc giữ riêng", total)
            % {"pairs": total},
            count=total,
        )
        return
    for line in lines:
        yield Duty(
            kind="double-decide",
            unit_id=line.unit_id,
            what=_("Có thể đăng ký hai lần: %(work)s") % {"work": line.name},
            action=_("Xem hai bản cạnh nhau"),
            address_name="desk:double",
            address_args=tuple(uuid.UUID(uid) for uid in line.key.split(BETWEEN)),
            since=line.since,
            detail=_("%(one)s và %(other)s cùng đăng ký") % {"one": line.detail, "other": line.note},
        )


SOURCES.register("doubles", Asked(questions))
