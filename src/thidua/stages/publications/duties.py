"""What publications owe: readers' comments wait to be read; what is no longer so may not go on standing as done."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
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
# So long after its day a decision is asked about; by then who publishes has made up its mind.
ASKED_FOR = datetime.timedelta(days=30)
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
    # Of candidates the body that runs their round looks after what stands there.
    theirs = Q(kind=PublicItem.Kind.CANDIDATE, unit__in=bodies)
    ours = ~Q(kind=PublicItem.Kind.CANDIDATE) & Q(campaign__owner__in=bodies)
    return PublicItem.objects.live().filter(wrong, theirs | ours)


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


def further(actor: Actor, on: datetime.date) -> Iterator[Duty]:
    """What is counted by decision, in a statement of its own."""
    if bodies := actor.bodies_with(Permission.PUBLISH):
        yield from _unnamed(bodies, on)


def _unnamed(bodies: list[int], on: datetime.date) -> Iterator[Duty]:
    """New decisions of which no name stands on the portal."""
    rows = Honour.objects.standing().filter(campaign__owner__in=bodies, decided_on__gt=on - ASKED_FOR)
    named = PublicItem.objects.live().filter(kind=PublicItem.Kind.HONOUR).values("source_uid")
    groups = rows.order_by().values("campaign__owner", "decision_number", "decided_on", "decider")
    counted = groups.annotate(names=Count("id"), published=Count("id", filter=Q(uid__in=named)))
    for row in counted.filter(published=0).order_by("decided_on", "decision_number", "decider")[:MOST]:
        yield Duty(
            kind="publication-names",
            unit_id=row["campaign__owner"],
            what=_("Đăng tên được khen lên cổng: quyết định số %(number)s") % {"number": row["decision_number"]},
            action=_("Chọn tên"),
            address_name="desk:publish-honours",
            address_args=(),
            since=row["decided_on"],
            detail=_("%(count)d tập thể, cá nhân") % {"count": row["names"]},
        )


duties = Asked(questions, further)
SOURCES.register("publications", duties)
