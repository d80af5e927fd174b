"""Funds read: one fund with its months, entries, donors; what waits to be taken in; the year's amounts."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import search
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.units.models import Unit
from thidua.foundation.units.queries import living
from thidua.stages.campaigns.models import Target, TargetMinimum
from thidua.stages.funds.balances import Figures
from thidua.stages.funds.measures import MEASURE
from thidua.stages.funds.models import (
    Donor,
    Fund,
    FundEntry,
    FundMonth,
    Kind,
    Status,
    next_month,
)
from thidua.stages.funds.visibility import NAMED, readable, readable_donors, readable_entries
from thidua.stages.progress.models import UnitProgress
from thidua.stages.works.models import Work, WorkMoney
from thidua.stages.works.visibility import readable as readable_works

RELATED = ("unit__kind", "unit__parent__kind")
ENTRY_RELATED = ("fund__unit", "unit__kind", "unit__parent", "donor", "work", "place__kind", "place__parent",
                 "other_fund__unit", "reverses", "whole_month", "made_by")  # fmt: skip
FUND_SOURCE = "fund"
MOST_WORKS = 60


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of a fund: its figures as the entries say, and where it stands (no row: it is still written)."""

    starts_on: datetime.date
    figures: Figures
    status: str
    is_over: bool


def find_fund(actor: Actor, uid: uuid.UUID) -> Fund:
    """One fund; raises `Missing` for one the actor may not know of."""
    fund = the_one(readable(actor).filter(uid=uid).select_related(*RELATED))
    if fund is None:
        raise Missing(_("Không tìm thấy quỹ này, hoặc quỹ thuộc đơn vị khác."))
    return fund


def find_entry(actor: Actor, uid: uuid.UUID) -> FundEntry:
    """One entry with what its page shows; raises `Missing` likewise."""
    entry = the_one(readable_entries(actor).filter(uid=uid).select_related(*ENTRY_RELATED))
    if entry is None:
        raise Missing(_("Không tìm thấy khoản này, hoặc khoản thuộc quỹ của đơn vị khác."))
    return entry


def find_donor(actor: Actor, uid: uuid.UUID) -> Donor:
    """One donor of a fund the actor sees; raises `Missing` likewise."""
    donor = the_one(readable_donors(actor).filter(uid=uid).select_related("unit"))
    if donor is None:
        raise Missing(_("Không tìm thấy người ủng hộ này."))
    return donor


def find_month(actor: Actor, uid: uuid.UUID) -> FundMonth:
    """One month that was begun; raises `Missing` likewise."""
    rows = FundMonth.objects.filter(uid=uid, fund__in=readable(actor).order_by().values("pk"))
    month = the_one(rows.select_related("fund", "unit__kind", "unit__parent", "submitted_by", "closed_by"))
    if month is None:
        raise Missing(_("Không tìm thấy sổ tháng này, hoặc sổ thuộc đơn vị khác."))
    return month


def find_sent(actor: Actor, uid: uuid.UUID) -> FundEntry:
    """What another fund sent to one the actor sees; raises `Missing` likewise."""
    rows = FundEntry.objects.filter(
        uid=uid, kind=Kind.TRANSFER_OUT, other_fund__in=readable(actor).order_by().values("pk")
    )
    sent = the_one(rows.select_related("fund__unit", "other_fund__unit"))
    if sent is None:
        raise Missing(_("Không tìm thấy khoản điều chuyển này."))
    return sent


def committees(actor: Actor, on: datetime.date) -> QuerySet[Unit]:
    """The committees the actor sees, in the order of the tree: whether they opened a fund or not."""
    rows = Unit.objects.inside(actor.intervals).filter(living(on), kind__is_committee=True)
    return rows.select_related("kind", "parent__kind").order_by("lft", "id")


def kept_units(actor: Actor) -> QuerySet[Unit]:
    """The committees whose fund the actor keeps."""
    rows = Unit.objects.filter(pk__in=actor.bodies_with(Permission.FUNDS_ENTER), kind__is_committee=True, valid_to=None)
    return rows.select_related("kind", "parent__kind").order_by("lft", "id")


def unopened_units(actor: Actor) -> QuerySet[Unit]:
    """Those of them that have no fund yet."""
    return kept_units(actor).exclude(pk__in=Fund.objects.values("unit"))


def awaited(units: Sequence[int]) -> QuerySet[FundEntry]:
    """What other funds sent to those of these units and nobody has taken in yet."""
    answered = FundEntry.objects.filter(answers=OuterRef("pk"), reverses__isnull=True, reversed_by__isnull=True)
    rows = FundEntry.objects.filter(
        ~Exists(answered), kind=Kind.TRANSFER_OUT, other_fund__unit__in=units, reverses__isnull=True,
        reversed_by__isnull=True,
    )  # fmt: skip
    return rows.select_related("fund__unit", "other_fund").order_by("day", "id")


def months_of(fund: Fund, today: datetime.date) -> list[MonthLine]:
    """Every month of a fund up to today's, the newest first; two statements."""
    moved: dict[datetime.date, dict[str, int]] = {}
    rows = FundEntry.objects.filter(fund=fund).order_by().annotate(month=TruncMonth("day")).values_list("month", "kind")
    for month, kind, total in rows.annotate(total=Sum("amount")):
        moved.setdefault(month, {})[kind] = total
    status = dict(FundMonth.objects.filter(fund=fund).order_by("starts_on").values_list("starts_on", "status"))
    found, month, opening = [], fund.opens_on, fund.opening + fund.opening_goods
    while month <= today:
        of = moved.get(month, {})
        figures = Figures(
            opening, of.get(Kind.DONATION, 0) + of.get(Kind.OTHER, 0), of.get(Kind.TRANSFER_IN, 0),
            of.get(Kind.SPENDING, 0), of.get(Kind.TRANSFER_OUT, 0),
        )  # fmt: skip
        found.append(MonthLine(month, figures, status.get(month, Status.DRAFT), next_month(month) <= today))
        month, opening = next_month(month), figures.closing
    return found[::-1]


def totals(funds: QuerySet[Fund], first: datetime.date, before: datetime.date) -> Figures:
    """The figures of many funds together; two statements. A transfer inside them stands on both sides, in no other."""
    opened = (
        funds.order_by()
        .filter(opens_on__lt=before)
        .aggregate(opening=Sum(F("opening") + F("opening_goods"), default=0))["opening"]
    )
    rows = FundEntry.objects.filter(fund__in=funds.order_by().values("pk"), day__lt=before).order_by()
    inside = Q(day__gte=first)
    found = rows.aggregate(
        earlier=Sum("effect", filter=~inside, default=0),
        received=Sum("amount", filter=inside & Q(kind__in=(Kind.DONATION, Kind.OTHER)), default=0),
        transferred_in=Sum("amount", filter=inside & Q(kind=Kind.TRANSFER_IN), default=0),
        spent=Sum("amount", filter=inside & Q(kind=Kind.SPENDING), default=0),
        transferred_out=Sum("amount", filter=inside & Q(kind=Kind.TRANSFER_OUT), default=0),
    )
    return Figures(opened + found.pop("earlier"), **found)


def donors_of(actor: Actor, fund: Fund | None, text: str = "") -> QuerySet[Donor]:
    """The donors of a fund, or of all the actor sees, with what each gave; who gave most first."""
    rows = readable_donors(actor)
    if fund is not None:
        rows = rows.filter(unit=fund.unit_id)
    if text:
        # Who asks not to be named is not found by name either, but by the unit's own people.
        rows = search.match(rows.filter(**{NAMED: True}), text)
    given = Q(entries__kind=Kind.DONATION)
    rows = rows.annotate(
        given=Sum("entries__amount", filter=given, default=0), latest=Max("entries__day", filter=given)
    )
    return rows.select_related(*RELATED).order_by("-given", "id")


def asked_amounts(fund: Fund) -> list[UnitProgress]:
    """What targets ask of the fund's unit and how far it is: the year's amounts beside the ledger."""
    rows = UnitProgress.objects.filter(unit=fund.unit_id, applies=True, target__measure=MEASURE, target__ended_on=None)
    return list(
        rows.select_related("target__campaign").order_by("target__campaign__starts_on", "target__position", "id")
    )


def sources_of(targets: Sequence[Target], unit: Unit) -> dict[int, str]:
    """By target the document that sets the unit's own amount."""
    rows = TargetMinimum.objects.filter(target__in=targets, unit=unit).order_by("id")
    return dict(rows.values_list("target_id", "source"))


def payable_works(actor: Actor, fund: Fund) -> list[Work]:
    """Works of the fund's branch that say they are paid from the fund, the newest first."""
    branch = Q(unit__lft__gte=fund.unit.lft, unit__lft__lte=fund.unit.rgt) | Q(mobiliser=fund.unit_id)
    paid = WorkMoney.objects.filter(work=OuterRef("pk"), source=FUND_SOURCE)
    rows = readable_works(actor).filter(branch, Exists(paid)).exclude(status__in=["draft", "cancelled"])
    return list(rows.select_related("unit__kind", "unit__parent").order_by("-changed_at", "-id")[:MOST_WORKS])


def paid_for(work: Work) -> tuple[int, int]:
    """What a work says it got from the fund, and what funds have spent on it."""
    said = WorkMoney.objects.filter(work=work, source=FUND_SOURCE).aggregate(total=Sum("amount", default=0))["total"]
    spent = FundEntry.objects.filter(work=work, kind=Kind.SPENDING).aggregate(total=Sum("amount", default=0))["total"]
    return said, spent


def fund_of(actor: Actor, unit: Unit) -> Fund:
    """The fund of a unit; raises `Missing` likewise."""
    fund = the_one(readable(actor).filter(unit=unit).select_related(*RELATED))
    if fund is None:
        raise Missing(_("Đơn vị này chưa mở sổ quỹ."))
    return fund


def month_of_fund(fund: Fund, starts_on: datetime.date) -> FundMonth | None:
    """A month that was begun."""
    return FundMonth.objects.filter(fund=fund, starts_on=starts_on).order_by("id").first()


def receiving_funds(fund: Fund) -> list[Fund]:
    """The funds another can send to by a choice: those above it and directly beneath it."""
    near = Q(unit__parent=fund.unit_id) | Q(unit__lft__lt=fund.unit.lft, unit__rgt__gt=fund.unit.rgt)
    rows = Fund.objects.filter(near).exclude(pk=fund.pk).select_related("unit__kind", "unit__parent")
    return list(rows.order_by("unit__lft", "id"))


def counter_of(entry: FundEntry) -> FundEntry | None:
    """The counter-entry that answers an entry."""
    return FundEntry.objects.filter(reverses=entry).order_by("id").first()
