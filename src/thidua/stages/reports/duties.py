"""What is owed of reports: the officer writes and mends, the leader signs, the level above accepts and reminds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.asking import Asked, Line, Question
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.stages.reports import queries
from thidua.stages.reports.lateness import late_days
from thidua.stages.reports.models import Report, ReportPeriod, ReportRound, ReportSchedule
from thidua.stages.reports.owing import missing_below, not_begun
from thidua.stages.reports.schedules import title_of
from thidua.stages.reports.states import DRAFT, RETURNED
from thidua.stages.reports.tables import late_words

# More than so many of one kind are one duty with a count that leads to their list.
SINGLY = 5
# So many of the reports the actor writes itself are told; they have no list of their own.
OWN = 20
OF_PERIOD = {"name": "period__schedule__name", "key": "period__key"}


def questions(actor: Actor, on: datetime.date) -> Iterator[Question]:
    """What reports ask of the actor: to mend, to go on with, to sign, to accept."""
    writing = [] if actor.by_link else actor.bodies_with(Permission.REPORTS_WRITE)
    if writing:
        own = Report.objects.filter(unit__in=writing).exclude(period__closed_on__lte=on)
        yield _to_mend(own.filter(status=RETURNED))
        yield Question(
            own.filter(status=DRAFT), _told(_go_on), most=OWN, due="period__due_before", detail="hand_back_reason",
            note="unit__name", **OF_PERIOD,
        )  # fmt: skip
    if actor.holds_anywhere(Permission.REPORTS_SIGN):
        # A closed period takes nothing more: there is nothing to sign until it is opened again.
        to_sign = queries.to_sign(actor).exclude(period__closed_on__lte=on)
        yield Question(to_sign, _told(_sign), most=SINGLY, due="period__due_before", note="unit__name", **OF_PERIOD)
    if actor.holds_anywhere(Permission.REPORTS_ACCEPT) and not actor.by_link:
        yield Question(
            queries.waiting_for(actor), _to_accept(actor), most=SINGLY, at="submitted_at", due="period__due_before",
            note="unit__name", **OF_PERIOD,
        )  # fmt: skip


def further(actor: Actor, on: datetime.date) -> Iterator[Duty]:
    """What is owed and not begun, by the actor's own units and by those below: a statement each."""
    writing = [] if actor.by_link else actor.bodies_with(Permission.REPORTS_WRITE)
    if writing:
        yield from not_begun(writing, on)
    if actor.holds_anywhere(Permission.REPORTS_ACCEPT) and not actor.by_link:
        yield from missing_below(actor, on)


def _to_mend(rows: QuerySet[Report]) -> Question:
    """What came back: the last return says why and until when."""
    back = ReportRound.objects.filter(report=OuterRef("pk"), returned_at__isnull=False).order_by("-number")
    return Question(
        rows, _told(_mend), most=OWN, due=Coalesce(Subquery(back.values("answer_before")[:1]), F("period__due_before")),
        detail=Subquery(back.values("reason")[:1]), note="unit__name", **OF_PERIOD,
    )  # fmt: skip


def _told(worded: Callable[[Line], Duty]) -> Callable[[list[Line]], Iterator[Duty]]:
    return lambda lines: (worded(line) for line in lines)


def _to_accept(actor: Actor) -> Callable[[list[Line]], Iterator[Duty]]:
    """Each report by itself, or all as one duty where they are many."""

    def told(lines: list[Line]) -> Iterator[Duty]:
        first, home = lines[0], actor.home
        if first.total <= SINGLY:
            yield from (_accept(line) for line in lines)
            return
        yield Duty(
            kind="reports-confirm",
            unit_id=home.unit_id if home else first.unit_id,
            what=_("Nhận báo cáo của cấp dưới"),
            action=_("Xem danh sách"),
            address_name="desk:reports-waiting",
            address_args=(),
            since=first.since,
            count=first.total,
        )

    return told


def _period(line: Line) -> ReportPeriod:
    return ReportPeriod(key=line.key, due_before=line.due, schedule=ReportSchedule(name=line.name))


def _go_on(line: Line) -> Duty:
    told = _("Lãnh đạo chuyển lại: %(reason)s") % {"reason": line.detail} if line.detail else line.note
    return _duty(line, "report-draft", _("Viết tiếp: %(report)s"), _("Viết tiếp"), "desk:report-edit", told)


def _mend(line: Line) -> Duty:
    what, action = _("Sửa và gửi lại: %(report)s"), _("Sửa báo cáo")
    return _duty(line, "report-returned", what, action, "desk:report-edit", line.detail or line.note)


def _sign(line: Line) -> Duty:
    return _duty(line, "report-sign", _("Ký, gửi: %(report)s"), _("Xem và ký"), "desk:report-sign", line.note)


def _accept(line: Line) -> Duty:
    late = late_words(late_days(_period(line), line.at))
    return Duty(
        kind="report-confirm",
        unit_id=line.unit_id,
        what=_("Nhận: %(report)s") % {"report": title_of(_period(line))},
        action=_("Xem và nhận"),
        address_name="desk:report-review",
        address_args=(line.uid,),
        since=line.since,
        detail=", ".join(word for word in (line.note, late) if word),
    )


def _duty(line: Line, kind: str, what: str, action: str, address: str, detail: str) -> Duty:
    return Duty(
        kind=kind,
        unit_id=line.unit_id,
        what=what % {"report": title_of(_period(line))},
        action=action,
        address_name=address,
        address_args=(line.uid,),
        since=line.since,
        due_before=line.due,
        detail=detail,
    )


duties = Asked(questions, further)
SOURCES.register("reports", duties)
