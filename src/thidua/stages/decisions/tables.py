"""The list of decisions, and the names of one: each described once for the page, Excel and CSV."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.stages.decisions.models import Decision, DecisionEntry
from thidua.stages.decisions.queries import Name, find_decision, list_decisions, names

Status, Result = Decision.Status, DecisionEntry.Result
OF = "quyet-dinh"


def status_of(given: Filters) -> str:
    """The status asked for; raises `Missing` for one there is not."""
    status = str(given.get("tinh-trang", ""))
    if status and status not in Status.values:
        raise Missing(_t("Không có tình trạng này. Xin mở lại từ danh sách."))
    return status


def decision_of(actor: Actor, given: Filters) -> Decision:
    """The decision whose names are asked for, perhaps found already; raises `Missing`."""
    asked = given.get(OF, "")
    if isinstance(asked, Decision):
        return asked
    try:
        return find_decision(actor, uuid.UUID(str(asked)))
    except ValueError:
        raise Missing(_t("Xin mở danh sách này từ trang của quyết định.")) from None


def title_of(decision: Decision) -> str:
    """What a decision is called in a list: its number, or what it will be."""
    return decision.notation or str(_t("%(form)s (chưa có số)") % {"form": decision.form.name})


def _decisions(actor: Actor, given: Filters) -> QuerySet[Decision]:
    return list_decisions(actor, status=status_of(given))


def _status_words(given: Filters) -> str:
    status = status_of(given)
    return _t("Tình trạng: %(status)s") % {"status": Status(status).label} if status else ""


def _entries(actor: Actor, given: Filters) -> QuerySet[DecisionEntry]:
    rows = decision_of(actor, given).entries.select_related("unit__kind", "unit__parent", "person", "nomination")
    return rows.order_by("position", "id")


def _named(rows: Sequence[DecisionEntry]) -> Sequence[Name]:
    return names(rows)


def _standing(name: Name) -> str:
    honour = name.honour
    if honour is None:
        return ""
    if honour.revoked_on:
        return _t("đã hủy theo %(decision)s") % {"decision": honour.revoked_by}
    return _t("đã trao") if honour.handed_over_on else _t("chưa trao")


DECISIONS = TABLES.register(
    "decisions",
    Table(
        key="decisions",
        title=_("Quyết định khen thưởng"),
        rows=_decisions,
        columns=(
            Column("number", _("Số, ký hiệu"), title_of, link=lambda row: Link("desk:decision", (row.uid,)), width=34),
            Column("day", _("Ngày"), lambda row: row.day, kind=Kind.DATE),
            Column("form", _("Hình thức"), lambda row: row.form.name, width=40),
            Column("decider", _("Nơi quyết định"), lambda row: row.decider, width=40),
            Column("campaign", _("Đợt thi đua"), lambda row: row.campaign.short_name),
            Column("names", _("Số tên"), lambda row: row.names, kind=Kind.NUMBER, width=8),
            Column("status", _("Tình trạng"), lambda row: row.status, kind=Kind.STATE,
                   text=lambda status: Status(status).label),
        ),
        filter_words=_status_words,
    ),
)  # fmt: skip

NAMES = TABLES.register(
    "decision-names",
    Table(
        key="decision-names",
        title=_("Danh sách của quyết định khen thưởng"),
        rows=_entries,
        prepare=_named,
        columns=(
            Column("position", _("Số TT"), lambda name: name.entry.position, kind=Kind.NUMBER, width=8),
            Column("name", _("Họ và tên, tập thể"), lambda name: name.entry.name, width=36),
            Column("words", _("Chức vụ, đơn vị"), lambda name: name.entry.words, width=40),
            Column("achievement", _("Thành tích"), lambda name: name.entry.achievement, width=60),
            Column("result", _("Kết quả"), lambda name: Result(name.entry.result).label),
            Column("given_form", _("Hình thức được tặng"), lambda name: name.entry.given_form),
            Column("golden", _("Số sổ vàng"), lambda name: name.entry.golden_number, kind=Kind.NUMBER, width=10),
            Column("standing", _("Trao, nhận"), _standing),
            Column("taken_on", _("Ngày trao"),
                   lambda name: name.honour.handed_over_on if name.honour else None, kind=Kind.DATE),
            Column("taken_by", _("Người nhận"), lambda name: name.honour.handed_over_to if name.honour else ""),
        ),
    ),
)  # fmt: skip
