"""What evaluations owe: the subject's body writes and mends, the level above judges. Nothing is due by a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Leader, Permission
from thidua.foundation.core import clock
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.stages.evaluations import filters
from thidua.stages.evaluations.models import Evaluation, EvaluationQuerySet
from thidua.stages.evaluations.queries import waiting_for, written_units

# More than this many of one kind are one duty with a count that leads to their list.
SINGLY = 5


def duties(actor: Actor, on: datetime.date) -> Iterable[Duty]:
    """The actor's duties from evaluations, in at most seven statements however many there are."""
    if actor.posts_with(Permission.EVALUATE):
        own = Evaluation.objects.filter(unit__in=written_units(actor).order_by().values("pk"))
        words = (_("Sửa bản tự đánh giá: %(subject)s"), _("Sửa bản tự đánh giá bị trả lại"), _("Sửa và gửi lại"))
        yield from _told(actor, own.filter(status=Evaluation.Status.RETURNED), filters.TO_MEND, *words)
        words = (_("Viết, gửi bản tự đánh giá: %(subject)s"), _("Viết, gửi bản tự đánh giá"), _("Viết tiếp"))
        yield from _told(actor, own.filter(status=Evaluation.Status.DRAFT), filters.TO_MEND, *words)
    if actor.posts_with(Permission.EVALUATE) or any(post.role == Leader.key for post in actor.posts):
        words = (_("Đánh giá: %(subject)s"), _("Đánh giá các đơn vị, cá nhân đã gửi"), _("Xem và đánh giá"))
        yield from _told(actor, waiting_for(actor), filters.WAITING, *words)


def _told(actor: Actor, rows: EvaluationQuerySet, view: str, one: str, together: str, action: str) -> Iterator[Duty]:
    """Each evaluation by itself, or all as one duty where they are many."""
    found = list(rows.select_related("unit__parent", "person").order_by("changed_at", "id")[: SINGLY + 1])
    if len(found) <= SINGLY:
        yield from (_duty(row, view, one, action) for row in found)
        return
    home = actor.home
    yield Duty(
        kind=f"evaluations-{view}",
        unit_id=home.unit_id if home else found[0].unit_id,
        what=together,
        action=_("Xem danh sách"),
        address_name="desk:evaluations-view",
        address_args=(view,),
        since=clock.day_of(found[0].changed_at),
        count=rows.count(),
    )


def _duty(row: Evaluation, view: str, one: str, action: str) -> Duty:
    return Duty(
        kind=f"evaluation-{view}",
        unit_id=row.unit_id,
        what=one % {"subject": row},
        action=action,
        address_name="desk:evaluation",
        address_args=(row.uid,),
        since=clock.day_of(row.changed_at),
        detail=row.return_reason or (row.unit.name if row.person_id else ""),
    )


SOURCES.register("evaluations", duties)
