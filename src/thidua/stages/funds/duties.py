"""What funds owe: a month that is over is closed, a month brought is decided, what another fund sent is taken in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.asking import Asked, Line, Question
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.foundation.core.quantities import format_money
from thidua.stages.funds.models import Fund, FundMonth, Status, next_month
from thidua.stages.funds.queries import awaited
from thidua.stages.works.naming import in_phrase

MOST = 5
# A month's book is brought and closed within so many days after it.
DAYS_TO_CLOSE = 10


def questions(actor: Actor, on: datetime.date) -> Iterator[Question]:
    """What funds ask of the actor."""
    closing = [post.unit_id for post in actor.posts_with(Permission.FUNDS_CLOSE)]
    if closing:
        brought = FundMonth.objects.filter(status=Status.SUBMITTED, unit__in=closing)
        yield Question(
            brought, _to_close, most=MOST, at="submitted_at", due="starts_on", note="closing", name="unit__short_name"
        )
    keeping = actor.bodies_with(Permission.FUNDS_ENTER)
    if not keeping:
        return
    brought_months = FundMonth.objects.filter(status=Status.SUBMITTED).order_by().values("fund")
    late = Fund.objects.filter(unit__in=keeping, closed_before__lt=on.replace(day=1)).exclude(pk__in=brought_months)
    yield Question(late, _to_bring, most=MOST, due="closed_before", name="unit__short_name")
    yield Question(
        awaited(keeping).select_related(None), _to_take, most=MOST, unit="other_fund__unit_id", at="made_at", due="day",
        note="amount", name="fund__unit__short_name", key="fund__unit__place_type",
    )  # fmt: skip


def _to_close(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="fund-close",
            unit_id=line.unit_id,
            what=_("Chốt sổ Quỹ “Vì người nghèo” tháng %(month)s") % {"month": _month(line)},
            action=_("Xem và chốt"),
            address_name="desk:fund-month",
            address_args=(line.uid,),
            since=line.since,
            due_before=_due(line),
            detail=_("Số dư cuối tháng %(closing)s") % {"closing": format_money(int(line.note))},
        )


def _to_bring(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="fund-month",
            unit_id=line.unit_id,
            what=_("Tháng %(month)s chưa chốt sổ Quỹ “Vì người nghèo”") % {"month": _month(line)},
            action=_("Trình chốt sổ tháng"),
            address_name="desk:fund-bring",
            address_args=(line.uid,),
            due_before=_due(line),
            detail=line.name,
        )


def _to_take(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="fund-transfer",
            unit_id=line.unit_id,
            what=_("Nhận %(amount)s do quỹ %(unit)s chuyển đến")
            % {"amount": format_money(int(line.note)), "unit": in_phrase(line.key, line.name)},
            action=_("Ghi đã nhận"),
            address_name="desk:fund-receive",
            address_args=(line.uid,),
            since=line.since,
        )


def _month(line: Line) -> str:
    return f"{line.due.month}/{line.due.year}" if line.due else ""


def _due(line: Line) -> datetime.date | None:
    return next_month(line.due) + datetime.timedelta(days=DAYS_TO_CLOSE) if line.due else None


duties = Asked(questions)
SOURCES.register("funds", duties)
