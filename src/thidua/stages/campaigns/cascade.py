"""Who beneath a unit has issued the plan and the guidance that the campaign orders of it: a page, Excel and CSV."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.models import Campaign, Participation, Plan
from thidua.stages.campaigns.plan_queries import is_issued
from thidua.stages.campaigns.queries import plan_for

# Milestones that stand for a paper a plan orders of some kinds of unit.
ORDER_PLAN = ("issue-plan", "response-plan")
ORDER_GUIDANCE = ("issue-guidance", "response-guidance")
# The view of those that still lack a paper.
MISSING = "chua-ban-hanh"


@dataclass(frozen=True, slots=True)
class Orders:
    """The kinds of unit of which the campaign's own plan orders a plan, and those of which a guidance."""

    plans: frozenset[str]
    guidances: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ordered:
    """One unit beneath and the papers the plan orders of its kind: which of them stand, which are still missing."""

    place: Participation
    plan: Plan | None
    guidance: Plan | None
    orders: Orders

    def words(self, kind: str) -> str:
        """What is said of the plan, or of the guidance."""
        ordered = self.orders.plans if kind == Plan.Kind.PLAN else self.orders.guidances
        paper = self.paper(kind)
        if self.place.kind_id not in ordered:
            return _("kế hoạch không giao")
        if is_issued(paper) and paper is not None and paper.document is not None:
            return paper.document.notation
        return _("đang soạn") if paper is not None else _("chưa có trên hệ thống")

    def link(self, kind: str) -> Link | None:
        """Where the paper is opened: only what was issued."""
        paper = self.paper(kind)
        return Link("desk:plan", (paper.uid,)) if paper is not None and is_issued(paper) else None

    def paper(self, kind: str) -> Plan | None:
        return self.plan if kind == Plan.Kind.PLAN else self.guidance


def orders_of(campaign: Campaign) -> Orders:
    """What the campaign's own plan orders, of which kinds of unit."""
    tasks = campaign.tasks.filter(plan=None, ended_on=None, milestone_key__in=[*ORDER_PLAN, *ORDER_GUIDANCE])
    plans: set[str] = set()
    guidances: set[str] = set()
    for task in tasks.order_by("id"):
        (plans if task.milestone_key in ORDER_PLAN else guidances).update(task.unit_kinds)
    return Orders(frozenset(plans), frozenset(guidances))


@dataclass(frozen=True, slots=True)
class Board:
    """The units beneath a plan's own unit and what is ordered of them."""

    plan: Plan
    top: Participation
    orders: Orders

    def places(self, actor: Actor, *, only_missing: bool = False) -> QuerySet[Participation]:
        """Those of which a paper of their own is ordered, in the frame's order, or those that still lack one.

        A kind of which nothing is ordered is not listed.
        """
        plans, guidances = self.orders.plans, self.orders.guidances
        rows = visible(Participation.objects.standing().beneath(self.top), actor).exclude(pk=self.top.pk)
        rows = rows.filter(kind__in=plans | guidances)
        if only_missing:
            issued = Plan.objects.filter(
                campaign=self.plan.campaign_id, unit=OuterRef("unit"), document__status=IssuedDocument.Status.ISSUED
            )
            rows = rows.filter(
                Q(kind__in=plans) & ~Exists(issued.filter(kind=Plan.Kind.PLAN))
                | Q(kind__in=guidances) & ~Exists(issued.filter(kind=Plan.Kind.GUIDANCE))
            )
        return rows.select_related("unit", "campaign").order_by("lft", "id")


def board_of(actor: Actor, plan: Plan) -> Board:
    """The board beneath a plan's unit, in two statements. Raises `Missing` where the actor does not see the unit."""
    top = Participation.objects.standing().filter(campaign=plan.campaign_id, unit=plan.unit_id).first()
    if top is None or not actor.sees(plan.unit):
        raise Missing(_("Không có bảng này trong phạm vi của bạn."))
    return Board(plan, top, orders_of(plan.campaign))


def view_of(given: Filters) -> str:
    """Which of the lists is asked for; empty for all. Raises `Missing` for one that there is not."""
    asked = str(given.get("xem") or "")
    if asked not in ("", MISSING):
        raise Missing(_("Không có danh sách theo bộ lọc này. Xin chọn lại bộ lọc."))
    return asked


def _rows(actor: Actor, given: Filters) -> QuerySet[Participation]:
    try:
        uid = uuid.UUID(str(given.get("ke-hoach") or ""))
    except ValueError:
        raise Missing(_("Không có kế hoạch này trong phạm vi của bạn.")) from None
    return board_of(actor, plan_for(actor, uid)).places(actor, only_missing=view_of(given) == MISSING)


def _with_papers(rows: Sequence[Participation]) -> list[Ordered]:
    """The papers of these places and what is ordered of them, in two statements."""
    campaign = rows[0].campaign
    written = Plan.objects.filter(campaign=campaign, unit__in=[place.unit_id for place in rows])
    by_unit = {(row.unit_id, row.kind): row for row in written.select_related("document").order_by("id")}
    orders = orders_of(campaign)
    return [
        Ordered(
            place, by_unit.get((place.unit_id, Plan.Kind.PLAN)), by_unit.get((place.unit_id, Plan.Kind.GUIDANCE)), orders
        )
        for place in rows
    ]  # fmt: skip


CASCADE = TABLES.register(
    "cascade",
    Table(
        key="cascade",
        title=gettext_lazy("Cấp dưới ban hành kế hoạch, hướng dẫn"),
        rows=_rows,
        prepare=_with_papers,
        filter_words=lambda given: _("chưa ban hành") if view_of(given) else "",
        columns=(
            Column("unit", gettext_lazy("Đơn vị"), lambda row: row.place.unit.short_name, width=40),
            Column(
                "plan", gettext_lazy("Kế hoạch"), lambda row: row.words(Plan.Kind.PLAN),
                link=lambda row: row.link(Plan.Kind.PLAN), width=34,
            ),
            Column(
                "guidance", gettext_lazy("Hướng dẫn"), lambda row: row.words(Plan.Kind.GUIDANCE),
                link=lambda row: row.link(Plan.Kind.GUIDANCE), width=34,
            ),
        ),
    ),
)  # fmt: skip
