"""The pages of one fund, one entry and one month, put together."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit import figures, vocabulary
from thidua.faces.kit.parts import Button, Event, Link, Step
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, clock, files
from thidua.foundation.core.quantities import format_money
from thidua.stages.funds import papers, queries, rules
from thidua.stages.funds.filters import month_key
from thidua.stages.funds.models import Fund, FundEntry, FundMonth, Status
from thidua.stages.funds.purposes import purpose_label
from thidua.stages.funds.sheets import OWNER
from thidua.stages.funds.tables import ENTRIES, for_what, who_of
from thidua.stages.works.naming import full_name, person_name, within

MOST_EVENTS, MOST_MONTHS, SHOWN = 30, 24, 10


def address_of(fund: Fund) -> str:
    """Where a fund is read."""
    return reverse("desk:fund", args=(fund.uid,))


def crumbs(fund: Fund, *more: Link) -> list[Link]:
    """The way to a page of a fund."""
    return [Link(_("Quỹ “Vì người nghèo”"), reverse("desk:funds")), Link(full_name(fund.unit), address_of(fund)), *more]


def page_of(actor: Actor, fund: Fund) -> dict[str, Any]:
    """Everything the page of a fund shows; the number of statements does not grow with its entries."""
    today = clock.today()
    months = queries.months_of(fund, today)
    keeps = not rules.may_enter_for(actor, fund.unit)
    found = {row.starts_on: row for row in FundMonth.objects.filter(fund=fund).order_by("starts_on")}
    given = {"quy": str(fund.uid)}
    asked = queries.asked_amounts(fund)
    sources = queries.sources_of([row.target for row in asked], fund.unit)
    return {
        "fund": fund,
        "crumbs": [crumbs(fund)[0], Link(full_name(fund.unit))],
        "title": str(fund),
        "facts": _facts(fund),
        "keeps": keeps,
        "prints": rules.may_print_for(actor, fund.unit) is None,
        "buttons": _buttons(actor, fund, months),
        "months": [(line, found.get(line.starts_on), month_key(line.starts_on)) for line in months[:MOST_MONTHS]],
        "waiting": list(queries.awaited([fund.unit_id])) if keeps else [],
        "entries": ENTRIES.page(actor, given).rows[:SHOWN] if fund.keeps_ledger else [],
        "asked": [(row, sources.get(row.target_id, "")) for row in asked],
        "export": f"quy={fund.uid}",
        "events": _events(fund),
    }


def entry_facts(actor: Actor, entry: FundEntry) -> list[tuple[str, Any]]:
    """What an entry says, as this reader is told."""
    pairs = [
        (_("Quỹ"), entry.fund),
        (_("Loại"), entry.get_kind_display()),
        (_("Ngày"), figures.day(entry.day)),
        (_("Trị giá hiện vật") if entry.is_goods else _("Số tiền"), format_money(entry.amount)),
        (_("Hiện vật"), entry.goods),
        (_("Ai ủng hộ, ai nhận"), who_of(entry)),
        (_("Chi vào việc"), purpose_label(entry.purpose) if entry.purpose else ""),
        (_("Hộ được giúp"), entry.household),
        (_("Ở"), full_name(entry.place) if entry.place else ""),
        (_("Ghi chú"), entry.note),
        (_("Lý do điều chỉnh"), entry.reason),
        (_("Người ghi"), person_name(entry.made_by)),
    ]
    return [(name, value) for name, value in pairs if value]


def entry_page(actor: Actor, entry: FundEntry) -> dict[str, Any]:
    """Everything the page of an entry shows."""
    why_not, counter = rules.may_enter_for(actor, entry.unit), queries.counter_of(entry)
    is_open = counter is None and entry.reverses_id is None
    own = not rules.may_print_for(actor, entry.unit)
    offered = [papers.VOUCHER] if entry.reverses_id is None and entry.whole_month_id is None else []
    if papers.is_thanked(entry) and is_open:
        offered += [papers.ACKNOWLEDGEMENT, papers.THANKS]
    labels = {
        papers.VOUCHER: _("Phiếu thu") if entry.is_income else _("Phiếu chi"),
        papers.ACKNOWLEDGEMENT: _("Giấy ghi nhận"), papers.THANKS: _("Thư cảm ơn"),
    }  # fmt: skip
    correct = Button.on(entry, _("Điều chỉnh"), "desk:fund-correct", why_not)
    return {
        "entry": entry,
        "crumbs": crumbs(entry.fund, Link(entry.notation)),
        "facts": entry_facts(actor, entry),
        "buttons": [correct] if is_open else [],
        "counter": counter,
        "papers": [(name, labels[name]) for name in offered] if own else [],
        "paid": queries.paid_for(entry.work) if entry.work else None,
        "what": for_what(entry),
        "events": _events(entry),
    }


def month_page(actor: Actor, month: FundMonth) -> dict[str, Any]:
    """Everything the page of a month shows."""
    fund = month.fund
    fund.unit = month.unit
    closes, enters = rules.leader_closes(actor, month), rules.may_enter_for(actor, month.unit)
    buttons = []
    if month.status == Status.SUBMITTED:
        buttons = [
            Button.on(month, _("Chốt sổ tháng"), "desk:fund-close", closes, posts=True, main=True),
            Button.on(month, _("Trả lại"), "desk:fund-return", closes),
        ]
    elif month.status == Status.DRAFT:
        buttons = [Button.on(fund, _("Trình chốt sổ"), "desk:fund-bring", enters, main=True)]
    return {
        "month": month,
        "fund": fund,
        "crumbs": crumbs(fund, Link(str(month))),
        "audience": vocabulary.UNIT if closes else vocabulary.SUPERIOR,
        "figures": _four(month),
        "steps": _steps(month),
        "buttons": buttons,
        "sheets": list(files.of_owner(OWNER, month.uid)),
        "entries": f"quy={fund.uid}&thang={month_key(month.starts_on)}",
        "events": _events(month),
    }


def _four(month: FundMonth) -> list[tuple[str, str]]:
    names = (
        (_("Đầu kỳ"), month.opening), (_("Thu tại chỗ"), month.received), (_("Nhận điều chuyển"), month.transferred_in),
        (_("Chi hỗ trợ"), month.spent), (_("Điều chuyển đi"), month.transferred_out), (_("Cuối kỳ"), month.closing),
    )  # fmt: skip
    return [(name, format_money(value)) for name, value in names]


def _steps(month: FundMonth) -> list[Step]:
    brought, closed = month.status != Status.DRAFT, month.status == Status.CLOSED
    by = person_name(month.submitted_by) if brought else ""
    waits = _("chờ lãnh đạo %(unit)s") % {"unit": within(month.unit)} if brought else ""
    holder = person_name(month.closed_by) if closed else waits
    return [
        Step(_("Ghi"), "done" if brought else "now"),
        Step(_("Trình chốt"), "done" if brought else "later", by),
        Step(_("Chốt sổ"), "done" if closed else "now" if brought else "later", holder),
    ]  # fmt: skip


def _facts(fund: Fund) -> list[tuple[str, Any]]:
    closed = fund.closed_before if fund.closed_before != fund.opens_on else None
    pairs = [
        (_("Tiền đang có"), format_money(fund.balance)),
        (_("Hiện vật chưa trao, quy ra tiền"), format_money(fund.goods) if fund.goods else ""),
        (_("Cách ghi"), fund.get_manner_display()),
        (_("Ghi sổ từ"), figures.day(fund.opens_on)),
        (_("Đã chốt đến trước"), figures.day(closed) if closed else _("chưa chốt tháng nào")),
    ]
    return [(name, value) for name, value in pairs if value]


def _buttons(actor: Actor, fund: Fund, months: list[queries.MonthLine]) -> list[Button]:
    """What is done here; the next month that is over is brought first of all."""
    if why_not := rules.may_enter_for(actor, fund.unit):
        return [Button.on(fund, _("Ghi khoản thu"), "desk:fund-income", why_not)]
    next_one = next((line for line in months if line.starts_on == fund.closed_before), None)
    due = next_one is not None and next_one.is_over and next_one.status == Status.DRAFT
    bring = []
    if due:
        month = f"{fund.closed_before.month}/{fund.closed_before.year}"
        words = _("Trình chốt sổ tháng %(month)s") % {"month": month}
        bring = [Button.on(fund, words, "desk:fund-bring", main=not fund.keeps_ledger)]
    if not fund.keeps_ledger:
        return bring
    return [
        Button.on(fund, _("Ghi khoản thu"), "desk:fund-income", main=True),
        Button.on(fund, _("Ghi khoản chi"), "desk:fund-spending"),
        Button.on(fund, _("Điều chuyển"), "desk:fund-send"),
        Button.on(fund, _("Nhập từ Excel"), "desk:fund-import"),
        *bring,
    ]


def _events(record: Any) -> list[Event]:
    return [
        Event(figures.day(entry.site_date), f"{entry.actor_label} {_(entry.act)}.", entry.reason)
        for entry in audit.history(record)[:MOST_EVENTS]
    ]
