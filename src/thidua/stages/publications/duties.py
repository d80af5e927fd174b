"""What publications owe: readers' comments wait to be read; what is no longer so may not go on standing as done."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.asking import Asked, Line, Question
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.models import Nomination
from thidua.stages.publications.models import PublicComment, PublicItem
from thidua.stages.works.models import Status, Work

GONE = (Nomination.Status.WITHDRAWN, Nomination.Status.RETURNED)
DETAILS: dict[str, Any] = {
    PublicItem.Kind.WORK: _lazy("Công trình này nay không còn được xác nhận."),
    PublicItem.Kind.HONOUR: _lazy("Khen thưởng này nay đã bị hủy."),
    PublicItem.Kind.CANDIDATE: _lazy("Đề nghị khen thưởng này nay đã rút hoặc bị trả lại."),
}
# More than these are looked at from the list of what was published.
MOST = 20


def questions(actor: Actor, on: datetime.date) -> Iterator[Question]:
    """What the publishers of a campaign's own body look after."""
    bodies = actor.bodies_with(Permission.PUBLISH)
    if bodies:
        waiting = PublicComment.objects.waiting().filter(unit__in=bodies)
        yield Question(waiting, _comments, group="unit_id", most=1, at="made_at")
        yield Question(_unsure(bodies), _to_look_at, most=MOST, at="published_at", name="title", key="kind")


def _comments(lines: list[Line]) -> Iterator[Duty]:
    """Comments nobody has read yet: one line a body, since when the oldest waits."""
    for line in sorted(lines, key=lambda line: line.unit_id):
        yield Duty(
            kind="comments-waiting",
            unit_id=line.unit_id,
            what=ngettext(
                "%(number)d ý kiến của người đọc chờ duyệt", "%(number)d ý kiến của người đọc chờ duyệt", line.total
            ) % {"number": line.total},
            action=_("Đọc và duyệt"),
            address_name="desk:comments",
            address_args=(),
            since=line.since,
        )  # fmt: skip


def _unsure(bodies: list[int]) -> QuerySet[PublicItem]:
    """Published works whose verification was taken back, honours revoked, candidates no longer proposed."""
    # Asked of each published thing: of all works those that are not verified are most.
    source = OuterRef("source_uid")
    unverified = Exists(Work.objects.filter(uid=source).exclude(status=Status.VERIFIED))
    revoked = Exists(Honour.objects.filter(uid=source, revoked_on__isnull=False))
    gone = Exists(Nomination.objects.filter(uid=source, status__in=GONE))
    wrong = (
        (Q(kind=PublicItem.Kind.WORK) & Q(unverified))
        | (Q(kind=PublicItem.Kind.HONOUR) & Q(revoked))
        | (Q(kind=PublicItem.Kind.CANDIDATE) & Q(gone))
    )
    return PublicItem.objects.live().filter(wrong, campaign__owner__in=bodies)


def _to_look_at(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="publication-unsure",
            unit_id=line.unit_id,
            what=_("Xem lại nội dung đã đăng: %(title)s") % {"title": line.name},
            action=_("Xem và gỡ"),
            address_name="desk:publication",
            address_args=(line.uid,),
            since=line.since,
            detail=str(DETAILS[line.key]),
        )


duties = Asked(questions)
SOURCES.register("publications", duties)
