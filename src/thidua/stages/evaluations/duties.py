"""What evaluations owe: the subject's body writes and mends, the level above judges. Nothing is due by a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Leader, Permission
from thidua.foundation.core.asking import Asked, Line, Question
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.stages.evaluations import filters
from thidua.stages.evaluations.models import Evaluation, EvaluationQuerySet
from thidua.stages.evaluations.queries import waiting_for, written_units

# More than this many of one kind are one duty with a count that leads to their list.
SINGLY = 5


def questions(actor: Actor, on: datetime.date) -> Iterator[Question]:
    """What evaluations ask of the actor: to mend, to write on, to judge."""
    if actor.posts_with(Permission.EVALUATE):
        own = Evaluation.objects.filter(unit__in=written_units(actor).order_by().values("pk"))
        words = (_("Sửa bản tự đánh giá: %(subject)s"), _("Sửa bản tự đánh giá bị trả lại"), _("Sửa và gửi lại"))
        yield _question(actor, own.filter(status=Evaluation.Status.RETURNED), filters.TO_MEND, *words)
        words = (_("Viết, gửi bản tự đánh giá: %(subject)s"), _("Viết, gửi bản tự đánh giá"), _("Viết tiếp"))
        yield _question(actor, own.filter(status=Evaluation.Status.DRAFT), filters.TO_MEND, *words)
    if actor.posts_with(Permission.EVALUATE) or any(post.role == Leader.key for post in actor.posts):
        words = (_("Đánh giá: %(subject)s"), _("Đánh giá các đơn vị, cá nhân đã gửi"), _("Xem và đánh giá"))
        yield _question(actor, waiting_for(actor), filters.WAITING, *words)


def _question(actor: Actor, rows: EvaluationQuerySet, view: str, one: str, together: str, action: str) -> Question:
    """Each evaluation by itself, or all as one duty where they are many."""

    def told(lines: list[Line]) -> Iterator[Duty]:
        if lines[0].total > SINGLY:
            yield _list(actor, lines[0], view, together)
            return
        yield from (_duty(line, view, one, action) for line in lines)

    return Question(
        rows,
        told,
        most=SINGLY,
        name=Coalesce("person__full_name", "unit__name"),
        detail="return_reason",
        note=Case(When(person__isnull=False, then=F("unit__name")), default=Value("")),
    )


def _list(actor: Actor, first: Line, view: str, together: str) -> Duty:
    home = actor.home
    return Duty(
        kind=f"evaluations-{view}",
        unit_id=home.unit_id if home else first.unit_id,
        what=together,
        action=_("Xem danh sách"),
        address_name="desk:evaluations-view",
        address_args=(view,),
        since=first.since,
        count=first.total,
    )


def _duty(line: Line, view: str, one: str, action: str) -> Duty:
    return Duty(
        kind=f"evaluation-{view}",
        unit_id=line.unit_id,
        what=one % {"subject": line.name},
        action=action,
        address_name="desk:evaluation",
        address_args=(line.uid,),
        since=line.since,
        detail=line.detail or line.note,
    )


duties = Asked(questions)
SOURCES.register("evaluations", duties)
